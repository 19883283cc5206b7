"""Who was in two places at one time.

Whoever took part, led, wrote the minutes or talked was there. Of an event of several days the clock
of each day counts (convention 14); an event and a part of it are one place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from zjdesk.kinds.presence import presence_of
from zjdesk.participants import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zjdesk.record import Record


@dataclass(frozen=True)
class Stay:
    """Who was at one event, and when: from `first` to `last`, both included."""

    id: str
    title: str
    first: date
    last: date
    starts_at: time | None
    ends_at: time | None
    people: Mapping[str, str]
    """Members by id, with their names."""
    strangers: frozenset[str] = frozenset()
    """Names of those who led, wrote or talked and are not in the record's roster."""
    part_of: str = ""


def stay_of(record: Record) -> Stay:
    """Who was at an event that has a day, and when."""
    assert record.day is not None
    names = {entry.member: entry.name for entry in record.roster}
    presence = presence_of(record)
    away = {names[member] for member, one in presence.items() if not one.is_there}
    people = {member: names[member] for member, one in presence.items() if one.is_there}
    strangers = set()
    for person in _leading(record):
        of_the_name = [member for member, name in names.items() if name == person.name]
        if person.member:
            people[person.member] = person.name
        elif len(of_the_name) == 1 and person.name not in away:
            people[of_the_name[0]] = person.name
        elif person.name and not of_the_name:
            strangers.add(person.name)
    return Stay(
        id=record.id,
        title=record.title,
        first=record.day,
        last=max(record.ends_on or record.day, record.day),
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        people=people,
        strangers=frozenset(strangers),
        part_of=record.part_of,
    )


def in_both(one: Stay, other: Stay) -> list[str]:
    """The members, by id, and the strangers, by name, who were at two events at one time."""
    if one.id in (other.id, other.part_of) or other.id == one.part_of or not _overlap(one, other):
        return []
    both = [member for member in one.people if member in other.people]
    both += [*_known_as(one, other), *_known_as(other, one)]
    return list(dict.fromkeys([*both, *sorted(one.strangers & other.strangers)]))


# ------------------------------------------------------------------------------ inside


def _leading(record: Record) -> Iterator[Person]:
    """Those who were there by what they did."""
    yield from (Person(name=name) for name in (record.chair, record.recorder))
    yield from (value for value in record.details.values() if isinstance(value, Person))


def _known_as(one: Stay, other: Stay) -> list[str]:
    """The members at one event whose names stand, without an id, in the other."""
    counts = Counter(one.people.values())
    return [
        member
        for member, name in one.people.items()
        if name in other.strangers and counts[name] == 1
    ]


def _overlap(one: Stay, other: Stay) -> bool:
    return any(a < d and c < b for a, b in _spans(one) for c, d in _spans(other))


def _spans(stay: Stay) -> Iterator[tuple[datetime, datetime]]:
    """The hours of each day; over night, from the first day's start to the last day's end."""
    if stay.starts_at is None or stay.ends_at is None:
        return
    if stay.ends_at <= stay.starts_at:
        yield (
            datetime.combine(stay.first, stay.starts_at),
            datetime.combine(stay.last, stay.ends_at),
        )
        return
    for number in range((stay.last - stay.first).days + 1):
        day = stay.first + timedelta(days=number)
        yield datetime.combine(day, stay.starts_at), datetime.combine(day, stay.ends_at)
