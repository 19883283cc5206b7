"""What is counted of a record, without its texts: day, kinds, hours, who was there, short facts.

The store keeps it beside every record, so that a year, or a superior's hundred thousand records,
is counted without reading the minutes. Conventions 6 to 8 and 14 at the head of
tests/conventions.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TYPE_CHECKING, Any, TypeVar

from zjdesk.errors import Place
from zjdesk.fields import Prose
from zjdesk.kinds.catalogue import HEART_TALK, INTERVIEWEE, TALKER
from zjdesk.kinds.headcount import hours
from zjdesk.kinds.layout import details_fields, facts_of
from zjdesk.kinds.naming import of_any_day
from zjdesk.kinds.presence import THERE, presence_of
from zjdesk.parts import Rows, part_fields
from zjdesk.record import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zjdesk.fields import Field
    from zjdesk.people import Branch
    from zjdesk.record import Record

T = TypeVar("T")


@dataclass(frozen=True)
class Figures:
    """What is counted of one record; `presence`: the expected by id, in letters of Presence."""

    id: str
    kind: str
    also: tuple[str, ...]
    title: str
    day: date
    for_year: int | None = None
    group: str = ""
    is_final: bool = False
    hours: float | None = None
    presence: Mapping[str, str] = attribute(default_factory=dict)
    details: Mapping[str, Any] = attribute(default_factory=dict)
    """Short facts of its kinds as JSON, by the key of the field."""

    def __getitem__(self, field: Field[T]) -> T:
        at = Place().field(field.key, field.label)
        return field.read(self.details.get(field.key), at, [])

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind the event counts as, the form it was held in first."""
        return (self.kind, *self.also)

    @property
    def year(self) -> int:
        """所属年度."""
        return self.for_year or self.day.year

    @property
    def expected(self) -> int:
        return len(self.presence)

    @property
    def present(self) -> int:
        return sum(one in THERE for one in self.presence.values())


def figures_of(record: Record) -> Figures:
    """The figures of a record that has a day."""
    assert record.day is not None
    return Figures(
        id=record.id,
        kind=record.kind,
        also=tuple(record.also),
        title=record.title,
        day=record.day,
        for_year=record.for_year,
        group=record.group,
        is_final=record.state is State.FINAL,
        hours=hours(record),
        presence=presence_of(record),
        details=counted_details(record),
    )


def talked(one: Figures, branch: Branch) -> set[str]:
    """The members, by id, who took part in a 谈心谈话; nobody where the record is none.

    A talk with somebody who was admitted or came here later counts for the member.
    """
    if HEART_TALK.key not in one.kinds:
        return set()
    people = [person for person in (one[TALKER], one[INTERVIEWEE]) if person]
    return {
        member.id
        for person in people
        for member in of_any_day(branch, name=person.name, member=person.member)
    }


def counted_details(record: Record) -> dict[str, Any]:
    """The short facts of a record and its lists of short things, as JSON."""
    return {
        field.key: field.to_json(value)
        for field in _counted(record)
        if not field.is_missing(value := record[field])
    }


def _counted(record: Record) -> Iterator[Field[Any]]:
    yield from facts_of(record)
    for field in details_fields(record).values():
        if isinstance(field, Rows) and not _has_prose(field):
            yield field


def _has_prose(field: Rows[Any]) -> bool:
    return any(isinstance(one, Prose) for one in part_fields(field.part).values())
