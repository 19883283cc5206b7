"""Records as files: one JSON object, or JSON Lines. What is unknown is refused, never dropped."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from zjdesk.errors import Place, Problem, Refused, Weight
from zjdesk.fields import Choice, Count, Moment, Text
from zjdesk.json_text import NotJson, decode, parse
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import people_in
from zjdesk.kinds.layout import details_fields
from zjdesk.parts import object_schema, part_fields, refuse_unknown
from zjdesk.record import STATES, Record, State

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.fields import Field
    from zjdesk.kinds.kind import Kind
    from zjdesk.people import Branch

KIND = Choice("kind", "种类", {kind.key: kind.name for kind in KINDS.values()})
ID = Text("id", "编号")
PART_OF = Text("part_of", "所属活动")
NUMBER = Text("number", "记录编号")
STATE = Choice("state", "状态", STATES)
REVISION = Count("revision", "版次")
OVERRIDE = Text("override", "定稿说明")
RECORDED_AT = Moment("recorded_at", "记录时间")

WRITTEN_BY_PROGRAM: tuple[Field[Any], ...] = (
    ID, PART_OF, NUMBER, STATE, REVISION, OVERRIDE, RECORDED_AT,
)  # fmt: skip
"""Keys outside the common and particular fields; accepted when read back."""


def read_records(content: bytes) -> dict[int, Record]:
    """The records of a file's content by the line on which each begins.

    Raises Refused with every problem, each with its line.
    """
    text = decode(content)
    lines = {n: line for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    if not lines:
        raise Refused([Problem("文件是空的", weight=Weight.REFUSES)])
    if _is_one_object(text, lines):
        first = min(lines)
        lines = {first: "\n".join(text.split("\n")[first - 1 :])}
    records, problems = {}, []
    for number, line in lines.items():
        try:
            records[number] = read_record(parse(line))
        except NotJson as error:
            at = number + error.line - 1
            problems.append(Problem(str(error), weight=Weight.REFUSES, line=at))
        except Refused as error:
            problems += [problem.on_line(number) for problem in error.problems]
    if problems:
        raise Refused(problems)
    return records


def read_record(data: Any) -> Record:
    """A record from a JSON object. Raises Refused with every problem in it."""
    problems: list[Problem] = []
    top = Place()
    if not isinstance(data, dict):
        raise Refused([Problem("一条记录应写成对象 {…}", top, Weight.REFUSES)])
    record = Record()
    _read_kinds(record, data, problems)
    if problems:
        raise Refused(problems)
    fields = part_fields(Record)
    known = {"kind", "also", "details", *(field.key for field in fields.values())}
    refuse_unknown(data, known | {field.key for field in WRITTEN_BY_PROGRAM}, top, problems)
    for name, field in fields.items():
        value = field.read(data.get(field.key), top.field(field.key, field.label), problems)
        setattr(record, name, value)
    for meta in WRITTEN_BY_PROGRAM:
        value = meta.read(data.get(meta.key), top.field(meta.key, meta.label), problems)
        if not meta.is_missing(value):
            setattr(record, meta.key, value)
    _read_details(record, data.get("details", {}), problems)
    if problems:
        raise Refused(problems)
    return record


def write_record(record: Record, branch: Branch | None = None) -> dict[str, Any]:
    """A record as a JSON object that `read_record` reads back; what is empty is left out.

    With the branch given, members are named as its own file names them: by name alone where that
    tells who is meant, else with the id of that file, so that the record can be read elsewhere.
    """
    if branch and record.day:
        record = _as_named_in_file(record, branch, record.day)
    written: dict[str, Any] = {"id": record.id, "kind": record.kind}
    if record.also:
        written["also"] = record.also
    common = list(part_fields(Record).items())
    for name, field in [*common, *((field.key, field) for field in WRITTEN_BY_PROGRAM[1:])]:
        value = getattr(record, name)
        if not field.is_missing(value):
            written[field.key] = field.to_json(value)
    details = {
        key: field.to_json(record[field])
        for key, field in details_fields(record).items()
        if not field.is_missing(record[field])
    }
    if details:
        written["details"] = details
    if record.state is State.DRAFT:
        written.pop("state")
    if not record.revision:
        written.pop("revision")
    return written


def kind_schema(kind: Kind) -> dict[str, Any]:
    """JSON Schema of a record held in the form of this kind."""
    schema = object_schema([*part_fields(Record).values(), *WRITTEN_BY_PROGRAM])
    details = object_schema(kind.fields)
    details.pop("additionalProperties")
    details["propertyNames"] = {"enum": sorted({f.key for k in KINDS.values() for f in k.fields})}
    schema["properties"] = {
        "kind": {"title": "种类", "const": kind.key},
        "also": {"title": "同时算作", "type": "array", "items": {"enum": list(KINDS)}},
        **schema["properties"],
        "details": {"title": "专项内容", **details},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "required": ["kind", "day"],
        **schema,
    }


# ------------------------------------------------------------------------------ inside


def _is_one_object(text: str, lines: dict[int, str]) -> bool:
    """Whether the text is one object over several lines: its first line is none by itself."""
    first = next(iter(lines.values())).strip()
    if len(lines) == 1 or first.endswith("}"):
        return False
    try:
        parse(text)
    except NotJson:
        return first in ("{", "[") or first.endswith((",", "{", "["))
    return True


def _read_kinds(record: Record, data: dict[str, Any], problems: list[Problem]) -> None:
    at = Place().field(KIND.key, KIND.label)
    if "kind" not in data:
        problems.append(Problem("缺少 kind（记录种类）", at, Weight.REFUSES))
        return
    record.kind = _kind(data["kind"], at, problems)
    also = Place().field("also", "同时算作")
    value = data.get("also", [])
    if not isinstance(value, list):
        problems.append(Problem("应为列表 […]", also, Weight.REFUSES))
        return
    kinds = [_kind(kind, also.item(index), problems) for index, kind in enumerate(value)]
    record.also = [k for i, k in enumerate(kinds) if k != record.kind and k not in kinds[:i]]


def _kind(value: Any, place: Place, problems: list[Problem]) -> str:
    try:
        return KIND.from_json(value)
    except ValueError as error:
        problems.append(Problem(str(error), place, Weight.REFUSES))
        return ""


def _as_named_in_file(record: Record, branch: Branch, day: date) -> Record:
    copy = deepcopy(record)
    for person, _, _ in people_in(copy):
        found = branch.find(day, member=person.member) if person.member else []
        if found:
            alone = len(branch.find(day, name=person.name)) == 1
            person.member = "" if alone else found[0].code or found[0].id
    return copy


def _read_details(record: Record, data: Any, problems: list[Problem]) -> None:
    at = Place().field("details", "专项内容")
    if not isinstance(data, dict):
        problems.append(Problem("应为对象 {…}", at, Weight.REFUSES))
        return
    fields = details_fields(record)
    refuse_unknown(data, set(fields), at, problems)
    for key, field in fields.items():
        record[field] = field.read(data.get(key), at.field(key, field.label), problems)
