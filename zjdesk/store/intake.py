"""Verbs of several steps, the same for window and command line: take records in, finalise one."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from zjdesk.errors import Place, Problem, Refused, Weight, ZjdeskError
from zjdesk.kinds.around import check_around
from zjdesk.kinds.files import ID, NUMBER, STATE
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.reasons import tells_why
from zjdesk.kinds.rules import check, examine
from zjdesk.progress import Progress, silent
from zjdesk.record import ATTACHMENTS, Record, State
from zjdesk.store import attachments, records, roster, settings
from zjdesk.store.figures import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from zjdesk.store.changes import Transaction
    from zjdesk.store.ledger import Ledger


def inspect(ledger: Ledger, found: Mapping[int, Record], *, folder: Path) -> list[Problem]:
    """What taking these records in would say, by line; the records get their frozen rosters.

    `found` holds records by the line on which they stand, `folder` is where their files are.
    """
    with ledger.reading() as db:
        branch = roster.get(db)
        there = records.present(db, [record.id for record in found.values()])
        numbers = records.numbers(db)
        local = settings.local_rules(db)
    problems = []
    before: set[str] = set()
    for line, record in found.items():
        examined = examine(record, branch, regulations=regulations_for(record, local))
        faults = [
            *_taken(record, there, before, numbers),
            *examined,
            *_not_final(record, examined),
            *_missing_files(record, folder),
        ]
        problems += [fault.on_line(line) for fault in faults]
        before.add(record.id)
        if record.number:
            numbers[record.number] = record.id
    return problems


def take_in(
    ledger: Ledger, found: Mapping[int, Record], *, folder: Path, progress: Progress = silent
) -> list[Problem]:
    """Save new records that were read from a file in `folder`, with their attachments.

    Final records stay final, with number and revision; one in whose way something stands, without
    a word why it is final all the same, becomes a draft, and a note by line says so. Raises Refused
    with the problems of all of them, by line; nothing is saved then, and `progress` may stop it as
    cleanly.
    """
    told = inspect(ledger, found, folder=folder)
    problems = [problem for problem in told if problem.weight is Weight.REFUSES]
    if problems:
        raise Refused(problems)
    notes = [problem for problem in told if problem.place == _STATE]
    for note in notes:
        if note.line is not None:
            found[note.line].state = State.DRAFT
    with attachments.keeping(ledger) as keep:
        for line, record in found.items():
            problems += [fault.on_line(line) for fault in _keep_files(keep, record, folder)]
        if problems:
            raise Refused(problems)
        with ledger.transaction(f"读入{len(found)}条记录") as tx:
            for done, record in enumerate(found.values()):
                progress(done, len(found), record.title)
                records.bring_in(tx, record)
            progress(len(found), len(found), "")
    return notes


def review(db: Connection, record: Record, *, today: date) -> list[Problem]:
    """What is to be put right in a stored record, by the rules and by the records around it."""
    regulations = regulations_for(record, settings.local_rules(db))
    problems = check(record, today=today, regulations=regulations)
    return [*problems, *check_around(record, around(db, record), regulations)]


def finalise(tx: Transaction, record_id: str, *, override: str = "") -> str:
    """定稿 a record and give its number, or say what stands in the way.

    Raises Refused unless it is free of blocking problems or `override` says why it stands all the
    same; a record that cannot be is refused in any case. What was overridden is kept with it.
    """
    reason = override.strip() if tells_why(override) else ""
    least = Weight.REFUSES if reason else Weight.BLOCKS
    record = records.get(tx.db, record_id)
    regulations = regulations_for(record, settings.local_rules(tx.db))
    found = check(record, regulations=regulations)
    problems = [problem for problem in found if problem.weight >= least]
    if problems:
        raise Refused(problems, hint="没有定稿。补全后再定稿，或写明理由仍要定稿。")
    overridden = [str(problem) for problem in found if problem.weight is Weight.BLOCKS]
    return records.finalise(tx, record_id, override=reason, overridden=overridden)


# ------------------------------------------------------------------------------ inside


def _taken(
    record: Record, there: set[str], before: set[str], numbers: dict[str, str]
) -> Iterator[Problem]:
    at = Place().field(ID.key, ID.label)
    if record.id in there:
        yield Problem("台账里已有这条记录，不重复读入", at, Weight.REFUSES)
    elif record.id in before:
        yield Problem("文件前面已有同一编号的记录", at, Weight.REFUSES)
    elif numbers.get(record.number, record.id) != record.id:
        place = Place().field(NUMBER.key, NUMBER.label)
        message = f"编号“{record.number}”已给了另一条记录；去掉编号后读入，会另行编号"
        yield Problem(message, place, Weight.REFUSES)


_STATE = Place().field(STATE.key, STATE.label)


def _not_final(record: Record, found: list[Problem]) -> Iterator[Problem]:
    """Whether a record that its file calls final is none: only a reason takes it past a block."""
    in_the_way = [problem for problem in found if problem.weight >= Weight.BLOCKS]
    if record.state is State.FINAL and in_the_way and not tells_why(record.override):
        message = f"写的是定稿，还有{len(in_the_way)}处没有补全，也没有定稿说明，按草稿读入"
        yield Problem(message, _STATE, Weight.REMINDS)


_FILES = Place().field(ATTACHMENTS.key, ATTACHMENTS.label)


def _missing_files(record: Record, folder: Path) -> Iterator[Problem]:
    for number, attachment in enumerate(record.attachments):
        place = _FILES.item(number).field("file", "文件")
        name = attachment.file
        parts = PureWindowsPath(name).parts
        if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in parts:
            message = f"“{name}”要写成从这个文件所在的文件夹开始的路径，不能用绝对路径或“..”"
            yield Problem(message, place, Weight.REFUSES)
        elif name and not (folder / name).is_file():
            yield Problem(f"找不到文件“{name}”，请核对文件名和位置", place, Weight.REFUSES)


def _keep_files(keep: attachments.Keeper, record: Record, folder: Path) -> Iterator[Problem]:
    for number, attachment in enumerate(record.attachments):
        try:
            keep(attachment, folder / attachment.file)
        except ZjdeskError as error:
            place = _FILES.item(number).field("file", "文件")
            yield Problem(f"{error}。{error.hint}", place, Weight.REFUSES)
