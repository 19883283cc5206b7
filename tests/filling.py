"""Values for any field, so that every kind and part is tested from its declaration."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from zjdesk.citizen_ids import check_character
from zjdesk.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Field,
    Flag,
    Hours,
    IdNumber,
    Moment,
    Name,
    Names,
    Prose,
    Texts,
)
from zjdesk.kinds.layout import details_fields
from zjdesk.participants import Person, PersonField
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import Record

NAMES = ("白知远", "杜若溪", "甘棠")


def a_value(field: Field[Any], number: int = 0) -> Any:
    """A value of the field that is not missing; `number` makes neighbours differ."""
    match field:
        case PersonField():
            return Person(name=NAMES[number % 3])
        case Rows():
            return [a_part(field.part, n) for n in range(2)]
        case One():
            return a_part(field.part, number)
        case Choice():
            return list(field.options)[number % len(field.options)]
        case Name():
            return NAMES[number % 3]
        case Names():
            return list(NAMES[:2])
        case Texts():
            return [f"{field.label}甲", f"{field.label}乙"]
        case Prose():
            return f"{field.label}第一段。\n第二段，共{number + 1}处。"
        case Day():
            return date(2026, 3, 20 + number)
        case Moment():
            return datetime(2026, 3, 12, 17, 5)
        case Clock():
            return time(14, 30 + number)
        case Count():
            return 2 + number
        case Hours():
            return 1.5
        case Flag():
            return True
        case IdNumber():
            digits = f"00000019800101{number:03}"
            return digits + check_character(digits)
        case _:
            return f"{field.label}其{number + 1}"


def a_part(part: type[Part], number: int = 0) -> Part:
    """A part with every declared field filled in."""
    values = {name: a_value(field, number) for name, field in part_fields(part).items()}
    if issubclass(part, Person):
        values["member"] = ""
    return part(**values)


def fill_details(record: Record) -> Record:
    """The record with every field of its kinds filled in."""
    for field in details_fields(record).values():
        record[field] = a_value(field)
    return record
