"""Records as files: one JSON object, or JSON Lines. What is unknown is refused, never dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zjdesk.errors import Place, Problem, Refused, Weight
from zjdesk.fields import Choice, Count, Moment, Text
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.rules import details_fields
from zjdesk.parts import object_schema, part_fields, refuse_unknown
from zjdesk.record import STATES, Record, State

if TYPE_CHECKING:
    from zjdesk.fields import Field
    from zjdesk.kinds.kind import Kind

KIND = Choice("kind", "种类", {kind.key: kind.name for kind in KINDS.values()})
ID = Text("id", "编号")
PART_OF = Text("part_of", "所属活动")
NUMBER = Text("number", "记录编号")
STATE = Choice("state", "状态", STATES)
REVISION = Count("revision", "版次")
RECORDED_AT = Moment("recorded_at", "记录时间")

WRITTEN_BY_PROGRAM: tuple[Field[Any], ...] = (ID, PART_OF, NUMBER, STATE, REVISION, RECORDED_AT)
"""Keys outside the common and particular fields; accepted when read back."""


def read_records(content: bytes) -> list[Record]:
    """The records of a file's content. Raises Refused with every problem, each with its line."""
    text = _decode(content)
    try:
        return [read_record(_parse(text))]
    except _NotJson:
        pass
    records, problems = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            records.append(read_record(_parse(line)))
        except _NotJson as error:
            problems.append(Problem(str(error), weight=Weight.REFUSES, line=number))
        except Refused as error:
            problems += [problem.on_line(number) for problem in error.problems]
    if not records and not problems:
        problems.append(Problem("文件是空的", weight=Weight.REFUSES))
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


def write_record(record: Record) -> dict[str, Any]:
    """A record as a JSON object that `read_record` reads back; what is empty is left out."""
    written: dict[str, Any] = {"id": record.id, "kind": record.kind}
    if record.also:
        written["also"] = record.also
    fields = [(name, field) for name, field in part_fields(Record).items()]
    for name, field in [*fields, *((field.key, field) for field in WRITTEN_BY_PROGRAM[1:])]:
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


class _NotJson(ValueError):
    """Text that is not JSON, with words for a person."""


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "不是 UTF-8 编码的文字，请用 UTF-8 另存后再读"
        raise Refused([Problem(message, weight=Weight.REFUSES, line=line)]) from None


def _parse(text: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                raise _NotJson(f"“{key}”在同一处写了两次，请只留一个")
        return dict(pairs)

    def no_constant(name: str) -> Any:
        raise _NotJson(f"不能写 {name}")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        raise _NotJson(
            f"不是完整的 JSON（第{error.colno}个字附近），请核对引号、逗号和括号"
        ) from None
    except RecursionError:
        raise _NotJson("括号套得太深") from None


def _read_kinds(record: Record, data: dict[str, Any], problems: list[Problem]) -> None:
    at = Place().field(KIND.key, KIND.label)
    if "kind" not in data:
        problems.append(Problem("缺少 kind（记录种类）", at, Weight.REFUSES))
        return
    record.kind = KIND.read(data["kind"], at, problems) or ""
    also = Place().field("also", "同时算作")
    value = data.get("also", [])
    if not isinstance(value, list):
        problems.append(Problem("应为列表 […]", also, Weight.REFUSES))
        return
    kinds = [KIND.read(kind, also.item(i), problems) or "" for i, kind in enumerate(value)]
    record.also = [k for i, k in enumerate(kinds) if k != record.kind and k not in kinds[:i]]


def _read_details(record: Record, data: Any, problems: list[Problem]) -> None:
    at = Place().field("details", "专项内容")
    if not isinstance(data, dict):
        problems.append(Problem("应为对象 {…}", at, Weight.REFUSES))
        return
    fields = details_fields(record)
    refuse_unknown(data, set(fields), at, problems)
    for key, field in fields.items():
        record[field] = field.read(data.get(key), at.field(key, field.label), problems)
