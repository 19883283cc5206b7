"""What the records say of one member: attendance, hours, lectures, talks, awards.

Rule: of talks nothing is given but their days. A name that stands alone counts for a member only
where it can mean nobody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from zjdesk.kinds.catalogue import (
    LECTURER,
    MICRO_LECTURE,
    PARTY_LECTURE,
    PUBLICITY_TALK,
    RESULTS,
    SPEAKER,
    YOUTH_CLASS,
)
from zjdesk.kinds.figures import talked
from zjdesk.kinds.naming import of_any_day, of_day, plain_name
from zjdesk.regulations.catalogue import COMMITTEE_HOURS, MEMBER_HOURS
from zjdesk.statistics.attended import Attended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Branch, Member
    from zjdesk.regulations.in_force import Regulations

T = TypeVar("T", "Award", "Lecture")


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


@dataclass
class About:
    """What all the records say of one member; `target` is what `year` asks in hours."""

    year: int
    target: int | None
    since: date | None = None
    """The day of the oldest record that says something of the member."""
    years: dict[int, Attended] = attribute(default_factory=dict)
    """By calendar year, the newest first; years without attendance are left out."""
    talks: list[date] = attribute(default_factory=list)
    lectures: list[Lecture] = attribute(default_factory=list)
    awards: list[Award] = attribute(default_factory=list)
    """These three the newest first."""
    waived_in: frozenset[int] = frozenset()
    """The years at whose end the member was not asked to attend: they have no 到会率."""

    def rate(self, year: int) -> float | None:
        """到会率 of a year in per cent, convention 15; None for who need not come."""
        return None if year in self.waived_in else self.years[year].rate


def about(
    member: Member, branch: Branch, figures: Iterable[Figures], regulations: Regulations
) -> About:
    """What the records up to the day of the regulations say of a member."""
    day = regulations.day
    found = About(year=day.year, target=target_hours(branch, member, regulations))
    years: defaultdict[int, Attended] = defaultdict(Attended)
    for one in figures:
        if one.day > day:
            continue
        presence = one.presence.get(member.id)
        talks = [one.day] if member.id in talked(one, branch) else []
        lectures = list(_lectures(one, member, branch))
        awards = list(_awards(one, member, branch))
        if presence is not None:
            years[one.day.year].add(presence, one.kind, one.hours or 0)
        if presence is not None or talks or lectures or awards:
            found.since = min(found.since or one.day, one.day)
        found.talks += talks
        found.lectures += lectures
        found.awards += awards
    found.years = {year: years[year] for year in sorted(years, reverse=True)}
    found.waived_in = frozenset(
        year
        for year in years
        if member.is_waived_on(_last_day(member, min(day, date(year, 12, 31))))
    )
    found.talks.sort(reverse=True)
    found.lectures, found.awards = _newest_first(found.lectures), _newest_first(found.awards)
    return found


def target_hours(branch: Branch, member: Member, regulations: Regulations) -> int | None:
    """The hours wanted of a member in a year, by how he or she stands that day; None if waived.

    Of somebody who has left, the last day here counts (convention 14).
    """
    day = _last_day(member, regulations.day)
    if member.is_waived_on(day):
        return None
    return regulations[COMMITTEE_HOURS if member.id in branch.offices_on(day) else MEMBER_HOURS]


def _last_day(member: Member, day: date) -> date:
    """The day, or the last one here of somebody who had left by then."""
    return min(day, member.last_day or day)


_GIVEN_BY = {
    PARTY_LECTURE.key: LECTURER,
    MICRO_LECTURE.key: SPEAKER,
    PUBLICITY_TALK.key: SPEAKER,
}


def _lectures(one: Figures, member: Member, branch: Branch) -> Iterator[Lecture]:
    for kind in one.kinds:
        if kind in _GIVEN_BY and _is_meant(one[_GIVEN_BY[kind]], member, branch, one.day):
            yield Lecture(one.day, kind, one.title)


def _awards(one: Figures, member: Member, branch: Branch) -> Iterator[Award]:
    if YOUTH_CLASS.key in one.kinds:
        for won in one[RESULTS]:
            names = re.split("[、，,；; ]", won.who)
            if any(_is_meant(name, member, branch, one.day) for name in names):
                yield Award(one.day, won.award, won.level)


def _is_meant(text: str, member: Member, branch: Branch, day: date) -> bool:
    """Whether a name that stands alone can only mean this member on that day.

    Before the time here too, as of a young teacher who won an award before admission, unless
    there is anybody else of the name.
    """
    if plain_name(text) != member.name:
        return False
    here = of_day(branch, day, text)
    if here or (member.end and member.end <= day):
        return here == [member]
    return of_any_day(branch, name=member.name) == [member]


def _newest_first(things: Iterable[T]) -> list[T]:
    return sorted(things, key=lambda one: one.day, reverse=True)
