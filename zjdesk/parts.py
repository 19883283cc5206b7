"""Parts: values made of fields, and the fields that hold parts.

Reading, writing, schema, search and the table of a part all come from its declared fields.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import Field, Name, Prose, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

P = TypeVar("P", bound="Part")


def new_id() -> str:
    """An id that is unique everywhere: 32 hex digits (UUID 7), roughly in order of making."""
    milliseconds = time.time_ns() // 1_000_000
    bits = secrets.randbits(74)
    value = (milliseconds & (2**48 - 1)) << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62
    return f"{value | bits & (2**62 - 1):032x}"


@dataclass
class Part:
    """A value made of fields: `speaker: Annotated[str, Name("speaker", "发言人")] = ""`.

    The id tells rows apart when records of several PCs are merged; it does not count for equality.
    """

    id: str = attribute(default_factory=new_id, compare=False, kw_only=True)


def part_fields(part: type[Part]) -> Mapping[str, Field[Any]]:
    """The declared fields of a part by the name of their attribute, in the order of declaration."""
    if part not in _declared:
        _declared[part] = {
            name: field
            for name, hint in get_type_hints(part, include_extras=True).items()
            for field in getattr(hint, "__metadata__", ())
            if isinstance(field, Field)
        }
    return _declared[part]


_declared: dict[type[Part], dict[str, Field[Any]]] = {}


def read_part(part: type[P], data: Any, place: Place, problems: list[Problem]) -> P:
    """A part from a JSON object; unknown keys and wrong values are added to `problems`."""
    if not isinstance(data, dict):
        problems.append(Problem(f"{quote(data)}应为对象 {{…}}", place, Weight.REFUSES))
        return part()
    declared = part_fields(part)
    refuse_unknown(data, {field.key for field in declared.values()}, place, problems)
    return part(
        **{
            name: field.read(data.get(field.key), place.field(field.key, field.label), problems)
            for name, field in declared.items()
        }
    )


def write_part(part: Part) -> dict[str, Any]:
    """A part as a JSON object; what is empty is left out."""
    return {
        field.key: field.to_json(value)
        for name, field in part_fields(type(part)).items()
        if not field.is_missing(value := getattr(part, name))
    }


def part_schema(part: type[Part]) -> dict[str, Any]:
    """JSON Schema of a part."""
    return object_schema(part_fields(part).values())


def object_schema(fields: Iterable[Field[Any]]) -> dict[str, Any]:
    """JSON Schema of an object with these fields and no others."""
    properties = {field.key: {"title": field.label, **field.schema()} for field in fields}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def refuse_unknown(
    data: Mapping[str, Any], known: set[str], place: Place, problems: list[Problem]
) -> None:
    """Add a problem for every key of `data` that is not known."""
    for key in data:
        if key not in known:
            problems.append(
                Problem(f"不认识的项目“{key}”，请核对写法", place.field(key, key), Weight.REFUSES)
            )


@dataclass(frozen=True)
class Rows(Field[list[P]]):
    """Several parts of one sort, in order."""

    part: type[P]

    @property
    def nothing(self) -> list[P]:
        return []

    def read(self, value: Any, place: Place, problems: list[Problem]) -> list[P]:
        if value is None:
            return []
        if not isinstance(value, list):
            problems.append(Problem(f"{quote(value)}应为列表 […]", place, Weight.REFUSES))
            return []
        return [
            read_part(self.part, item, place.item(index), problems)
            for index, item in enumerate(value)
        ]

    def to_json(self, value: list[P]) -> list[dict[str, Any]]:
        return [write_part(part) for part in value]

    def show(self, value: list[P]) -> str:
        return "；".join(" ".join(texts_of(part)) for part in value)

    def texts(self, value: list[P]) -> Iterator[str]:
        for part in value:
            yield from texts_of(part)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": part_schema(self.part)}


@dataclass(frozen=True)
class One(Field[P | None]):
    """A single part, or none."""

    part: type[P]

    def read(self, value: Any, place: Place, problems: list[Problem]) -> P | None:
        return None if value is None else read_part(self.part, value, place, problems)

    def to_json(self, value: P | None) -> dict[str, Any] | None:
        return None if value is None else write_part(value)

    def texts(self, value: P | None) -> Iterator[str]:
        if value is not None:
            yield from texts_of(value)

    def schema(self) -> dict[str, Any]:
        return part_schema(self.part)


def texts_of(part: Part) -> Iterator[str]:
    """Everything of a part that a person sees, empty values left out."""
    for name, field in part_fields(type(part)).items():
        value = getattr(part, name)
        if not field.is_missing(value):
            yield from field.texts(value)


def is_spoken(part: type[Part]) -> bool:
    """Whether a part holds what somebody said: names, then one text."""
    *names, text = part_fields(part).values()
    return isinstance(text, Prose) and all(isinstance(field, Name) for field in names)


def spoken(part: Part) -> tuple[str, str]:
    """Who says it, as 顾砚秋 or 顾砚秋对曹立冬, and what was said."""
    *names, text = (getattr(part, name) for name in part_fields(type(part)))
    return "对".join(filter(None, names)), text
