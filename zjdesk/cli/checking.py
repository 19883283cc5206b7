"""The verb that checks: one record, all of a year, or a file before it is read in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zjdesk.cli.chinese import Settings, Verb
from zjdesk.cli.opening import open_ledger, read_file
from zjdesk.cli.output import show_problems
from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import EARLIEST, LATEST

if TYPE_CHECKING:
    from zjdesk.record import Record
    from zjdesk.store.ledger import Ledger, Reading
    from zjdesk.store.records import RecordLine

_YEAR = click.IntRange(EARLIEST.year, LATEST.year)


@click.command(cls=Verb)
@click.argument("target", metavar="[编号或文件]", default="")
@click.option(
    "--year",
    type=click.IntRange(EARLIEST.year, LATEST.year),
    metavar="年",
    help="查这一年的全部记录。",
)
@click.pass_obj
def check(settings: Settings, target: str, year: int | None) -> int:
    """检查一条记录、一年的记录，或一个还没有读入的文件：缺什么、什么对不上。"""
    if bool(target) == bool(year):
        raise click.UsageError("请写出记录编号或文件，或者用 --year 选一年")
    file = Path(target)
    with open_ledger(settings) as ledger:
        if year:
            problems = _of_year(ledger, year)
        elif file.exists() or file.suffix:
            problems = _of_file(ledger, file)
        else:
            problems = _of_record(ledger, target)
    show_problems(settings, problems)
    return int(any(problem.weight >= Weight.BLOCKS for problem in problems))


def _of_record(ledger: Ledger, number: str) -> list[Problem]:
    from zjdesk.store import records

    with ledger.reading() as db:
        return _review(db, records.get(db, records.by_prefix(db, number)))


def _of_year(ledger: Ledger, year: int) -> list[Problem]:
    """Of all records of a year, the heaviest first; those that are 补记 in one line."""
    from zjdesk.kinds.judging import is_late, regulations_for
    from zjdesk.store import records
    from zjdesk.store.settings import local_rules

    problems, late = [], 0
    with ledger.reading() as db:
        local = local_rules(db)
        lines = records.find(db, since=date(year, 1, 1), until=date(year, 12, 31))
        for line in reversed(lines):
            record = records.get(db, line.id)
            if is_late(record, regulations_for(record, local)):
                late += 1
                record.recorded_at = None
            problems += [_named(problem, line) for problem in _review(db, record)]
    if late:
        message = f"有{late}条记录是补记的，打印时会注明"
        problems.append(Problem(message, weight=Weight.REMINDS))
    return sorted(problems, key=lambda problem: -problem.weight)


def _review(db: Reading, record: Record) -> list[Problem]:
    from zjdesk.documents.minutes import missing_characters
    from zjdesk.store import intake

    today = date.today()  # noqa: DTZ011, TID251
    return [*intake.review(db, record, today=today), *missing_characters(record)]


def _named(problem: Problem, line: RecordLine) -> Problem:
    """A problem whose place begins with its record."""
    place = problem.place
    name = f"{line.day} {line.title}"
    return replace(problem, place=Place((line.id, *place.path), (name, *place.words)))


def _of_file(ledger: Ledger, file: Path) -> list[Problem]:
    from zjdesk.documents.minutes import missing_characters
    from zjdesk.kinds.around import among, check_around
    from zjdesk.kinds.files import read_records
    from zjdesk.kinds.judging import regulations_for
    from zjdesk.store import intake
    from zjdesk.store.figures import around
    from zjdesk.store.settings import local_rules

    found = read_records(read_file(file))
    problems = intake.inspect(ledger, found, folder=file.parent)
    with ledger.reading() as db:
        local = local_rules(db)
        for line, record in found.items():
            if record.day is None:
                continue
            others = around(db, record) + among(record, found.values())
            regulations = regulations_for(record, local)
            more = [*check_around(record, others, regulations), *missing_characters(record)]
            problems += [problem.on_line(line) for problem in more]
    return problems
