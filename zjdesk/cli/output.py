"""What the command line prints: for a person, or as JSON for another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from zjdesk.errors import Weight
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import count
from zjdesk.kinds.rules import body_of, facts_of
from zjdesk.parts import part_fields
from zjdesk.record import AGENDA, STATES, Record, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjdesk.cli.chinese import Settings
    from zjdesk.errors import Problem
    from zjdesk.store.records import RecordLine

_WEIGHTS = {Weight.REMINDS: "提醒", Weight.BLOCKS: "未完", Weight.REFUSES: "错误"}


def say(*lines: str) -> None:
    for line in lines:
        if line:
            click.echo(line, err=True)


def done(settings: Settings, message: str, **result: Any) -> None:
    if settings.json:
        print_json(result)
    else:
        click.echo(message)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_lines(settings: Settings, lines: Sequence[RecordLine]) -> None:
    if settings.json:
        print_json([_line_json(line) for line in lines])
        return
    for line in lines:
        counts = f"应到{line.expected} 实到{line.present}" if line.expected else ""
        state = line.number or STATES[line.state]
        day = line.day.isoformat() if line.day else ""
        pieces = (line.id[:16], day, KINDS[line.kind].short, line.title, counts, state)
        click.echo("　".join(piece for piece in pieces if piece))


def show_problems(settings: Settings, problems: Sequence[Problem]) -> None:
    if settings.json:
        print_json({"problems": [_problem_json(problem) for problem in problems]})
        return
    for problem in problems:
        click.echo(f"{_WEIGHTS[problem.weight]}　{problem}")


def record_as_text(record: Record) -> str:
    head = count(record)
    lines = [f"{KINDS[record.kind].name}　{record.number or STATES[record.state]}　{record.id}"]
    if record.roster:
        lines.append(f"应到：{head.expected}　实到：{head.present}")
    fields = [field for field in part_fields(Record).values() if field is not AGENDA]
    for field in [*fields, *facts_of(record), *body_of(record)]:
        if not field.is_missing(record[field]):
            lines.append(f"{field.label}：{field.show(record[field])}")
    if record.state is State.DRAFT and record.revision:
        lines.append(f"正在更正第{record.revision}版")
    return "\n".join(lines)


def _line_json(line: RecordLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "day": line.day.isoformat() if line.day else None,
        "kind": line.kind,
        "also": list(line.also),
        "title": line.title,
        "state": line.state.value,
        "number": line.number,
        "revision": line.revision,
        "expected": line.expected,
        "present": line.present,
        "late": line.late,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "path": list(problem.place.path),
        "where": str(problem.place),
        "message": problem.message,
        "weight": problem.weight.name.lower(),
    }
