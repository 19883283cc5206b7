"""What the records say of one member: attendance, hours, lectures, talks, awards.

Rule: pure functions over records; the conventions are numbers 7, 8, 14 and 15 at the head of the
sample's expected.py. Of talks nothing is given but their days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from zjdesk.kinds.catalogue import (
    HEART_TALK,
    LECTURER,
    MICRO_LECTURE,
    PARTY_LECTURE,
    PUBLICITY_TALK,
    RESULTS,
    SPEAKER,
)
from zjdesk.kinds.headcount import hours
from zjdesk.participants import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zjdesk.people import Branch, Member
    from zjdesk.record import Record

T = TypeVar("T", "date", "Award", "Lecture")

COMMITTEE_HOURS, MEMBER_HOURS = 56, 32
"""学时 a year: 56 by the 规划 of 2019 to 2023 (that of 2024 to 2028 has not been seen), 32 by
教育管理条例 第20条."""


@dataclass
class Attended:
    """应到 and 实到 in records, 学时 in hours; made-up hours are not in `hours`."""

    expected: int = 0
    present: int = 0
    hours: float = 0
    made_up_hours: float = 0
    hours_by_kind: dict[str, float] = attribute(default_factory=lambda: defaultdict(float))

    @property
    def rate(self) -> float | None:
        """到会率 in per cent with one decimal, half up; None where nothing was expected."""
        if not self.expected:
            return None
        return (self.present * 2000 + self.expected) // (2 * self.expected) / 10


@dataclass(frozen=True)
class Award:
    """An award won in a 青年学堂."""

    day: date
    award: str
    level: str


@dataclass(frozen=True)
class Lecture:
    """A lecture given: when, of which kind, on what."""

    day: date
    kind: str
    title: str


@dataclass(frozen=True)
class About:
    """What the records since a day say of one member; `target` is what `year` asks in hours."""

    since: date
    years: dict[int, Attended]
    year: int
    target: int | None
    talks: list[date]
    lectures: list[Lecture]
    awards: list[Award]


def about(
    member: Member, branch: Branch, records: Sequence[Record], day: date, *, since: date
) -> About:
    """What the records say of a member, as of a day; they are all those from `since` on."""
    return About(
        since=since,
        years=attended_by_year(member.id, records),
        year=day.year,
        target=target_hours(branch, member, day),
        talks=talks(member.id, records),
        lectures=lectures(member, branch, records),
        awards=awards(member, branch, records),
    )


def attended(member: str, records: Iterable[Record]) -> Attended:
    """The attendance of a member, by id, over these records."""
    total = Attended()
    for record in records:
        _add(total, member, record)
    return total


def attended_by_year(member: str, records: Iterable[Record]) -> dict[int, Attended]:
    """The attendance of a member by calendar year, the newest first; years without are left out."""
    years: defaultdict[int, Attended] = defaultdict(Attended)
    for record in records:
        if record.day:
            _add(years[record.day.year], member, record)
    return {year: years[year] for year in sorted(years, reverse=True) if years[year].expected}


def target_hours(branch: Branch, member: Member, day: date) -> int | None:
    """The hours wanted of a member in a year, by how he or she stands that day; None if waived.

    Of somebody who has left, the last day here counts (convention 14).
    """
    if member.end and member.end <= day:
        day = member.end - timedelta(days=1)
    if member.is_waived_on(day):
        return None
    return COMMITTEE_HOURS if member.id in branch.offices_on(day) else MEMBER_HOURS


def talks(member: str, records: Iterable[Record]) -> list[date]:
    """The days of the 谈心谈话 in which a member took part, the newest first."""
    return _newest_first(
        record.day
        for record in records
        if record.day
        and HEART_TALK.key in record.kinds
        and any(isinstance(one, Person) and one.member == member for one in record.details.values())
    )


def awards(member: Member, branch: Branch, records: Iterable[Record]) -> list[Award]:
    """What a member won, the newest first. Results name people; namesakes get nothing."""
    return _newest_first(
        Award(record.day, one.award, one.level)
        for record in records
        if record.day
        for one in record[RESULTS]
        if member.name in re.split("[、，,；; ]", one.who) and _is_meant(member, branch, record.day)
    )


def lectures(member: Member, branch: Branch, records: Iterable[Record]) -> list[Lecture]:
    """The lectures that a member gave, the newest first. Namesakes get nothing."""
    return _newest_first(
        Lecture(record.day, kind, record.title)
        for record in records
        if record.day
        for kind in record.kinds
        if kind in _GIVEN_BY
        and member.name == record[_GIVEN_BY[kind]]
        and _is_meant(member, branch, record.day)
    )


_GIVEN_BY = {
    PARTY_LECTURE.key: LECTURER,
    MICRO_LECTURE.key: SPEAKER,
    PUBLICITY_TALK.key: SPEAKER,
}


def _add(total: Attended, member: str, record: Record) -> None:
    entry = next((one for one in record.roster if one.member == member), None)
    if entry is None:
        return
    named = next((one for one in record.attendance if one.member == member), None)
    is_away = named is not None and named.status is not None and named.status.is_away
    if entry.by_default and entry.waived and (named is None or is_away):
        return
    total.expected += 1
    credit = hours(record) or 0
    if not is_away:
        total.present += 1
        total.hours += credit
        total.hours_by_kind[record.kind] += credit
    elif named is not None and named.made_up:
        total.made_up_hours += credit


def _is_meant(member: Member, branch: Branch, day: date) -> bool:
    """Whether a name that stands alone can only mean this member on that day."""
    return branch.find(day, name=member.name) == [member]


def _newest_first(things: Iterable[T]) -> list[T]:
    return sorted(things, key=lambda one: one if isinstance(one, date) else one.day, reverse=True)
