"""What the command line prints: for a person, or as JSON for another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from zjdesk.errors import Weight
from zjdesk.fields import Flag, Prose
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import count, hours
from zjdesk.kinds.judging import is_late, regulations_for
from zjdesk.kinds.layout import body_of, facts_of
from zjdesk.kinds.vote_words import sentence
from zjdesk.participants import Person
from zjdesk.parts import One, Rows, part_fields
from zjdesk.record import AGENDA, ATTENDANCE, STATES, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zjdesk.cli.chinese import Settings
    from zjdesk.errors import Problem
    from zjdesk.fields import Field
    from zjdesk.parts import Part
    from zjdesk.store.records import RecordLine
    from zjdesk.store.versions import Version

_WEIGHTS = {Weight.REMINDS: "提醒", Weight.BLOCKS: "未完", Weight.REFUSES: "错误"}


def say(*lines: str) -> None:
    """Tell a person on stderr."""
    for line in lines:
        if line:
            click.echo(line, err=True)


def done(settings: Settings, message: str, **result: Any) -> None:
    """Say what was done: in words, or as JSON."""
    if settings.json:
        print_json(result)
    else:
        click.echo(message)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_lines(settings: Settings, lines: Sequence[RecordLine]) -> None:
    """List records, one a line."""
    if settings.json:
        print_json([_line_json(line) for line in lines])
        return
    for line in lines:
        counts = f"应到{line.expected} 实到{line.present}" if line.expected else ""
        state = line.number or STATES[line.state]
        day = line.day.isoformat() if line.day else ""
        late = "补记" if line.late else ""
        pieces = (line.id, day, KINDS[line.kind].short, line.title, counts, state, late)
        click.echo("　".join(piece for piece in pieces if piece))


def show_problems(settings: Settings, problems: Sequence[Problem]) -> None:
    """List problems, one a line."""
    if settings.json:
        print_json(problems_json(problems))
        return
    for problem in problems:
        click.echo(f"{_WEIGHTS[problem.weight]}　{problem}")


def problems_json(problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "problems": [
            {
                "line": problem.line,
                "path": list(problem.place.path),
                "where": str(problem.place),
                "message": problem.message,
                "weight": problem.weight.name.lower(),
            }
            for problem in problems
        ]
    }


def record_as_text(record: Record, versions: Sequence[Version]) -> str:
    """A record with everything in it, one value a line."""
    return "\n".join(_record_lines(record, versions))


def _record_lines(record: Record, versions: Sequence[Version]) -> Iterator[str]:
    kinds = "、".join(KINDS[kind].name for kind in record.kinds)
    yield f"{kinds}　{record.number or STATES[record.state]}　{record.id}"
    if record.part_of:
        yield f"属于：{record.part_of}"
    if is_late(record) and record.recorded_at:
        yield f"补记：{record.recorded_at:%Y-%m-%d %H:%M}"
    if record.state is State.DRAFT and record.revision:
        yield f"正在更正第{record.revision}版"
    for version in versions:
        if version.override:
            yield f"第{version.revision}版定稿说明：{version.override}"
        for problem in version.overridden:
            yield f"第{version.revision}版定稿时仍有：{problem}"
        if version.reason:
            yield f"第{version.revision}版更正原因：{version.reason}"
    common = [field for field in part_fields(Record).values() if field is not AGENDA]
    for field in [*common, *facts_of(record), *body_of(record)]:
        yield from _value_lines(field, record[field])
        if field is ATTENDANCE and record.roster:
            head = count(record)
            yield f"应到：{head.expected}　实到：{head.present}　学时：{hours(record) or ''}"
    for number, item in enumerate(record.agenda, 1):
        if item.vote is not None:
            yield f"议程{number}表决：{sentence(record, item.vote, regulations_for(record))}"


def _value_lines(field: Field[Any], value: Any, indent: str = "") -> Iterator[str]:
    if field.is_missing(value):
        return
    if isinstance(field, Rows):
        for number, part in enumerate(value, 1):
            yield f"{indent}{field.label}{number}："
            yield from _part_lines(part, indent + "　　")
    elif isinstance(field, One) and not isinstance(value, Person):
        yield f"{indent}{field.label}："
        yield from _part_lines(value, indent + "　　")
    else:
        shown = field.show(value)
        if isinstance(field, Prose):
            shown = shown.replace("\n", f"\n{indent}　　")
        yield f"{indent}{field.label}：{shown}"


def _part_lines(part: Part, indent: str) -> Iterator[str]:
    for name, field in part_fields(type(part)).items():
        value = getattr(part, name)
        if isinstance(field, Flag):
            yield f"{indent}{field.label}：{field.show(value)}"
        elif not (isinstance(part, Person) and name == "member"):
            yield from _value_lines(field, value, indent)


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
