"""What other records say of one: who was in two places, what the committee did not discuss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from zjdesk.agenda import MATTERS, Matter
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.catalogue import COMMITTEE_MEETING
from zjdesk.kinds.figures import figures_of
from zjdesk.kinds.presence import THERE
from zjdesk.parts import texts_of
from zjdesk.record import AGENDA, ENDS_AT, STARTS_AT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.kinds.figures import Figures
    from zjdesk.record import Record

DISCUSSED_WITHIN = timedelta(days=92)
"""So long before the assembly the committee is looked for to have discussed a matter."""
SMALLEST_COMMITTEE = 3
"""A branch with a 书记 and perhaps a 副书记 has no committee that could discuss anything first."""
MOST_NAMED = 5


@dataclass(frozen=True)
class Discussion:
    """A meeting of the committee: when it was, and all its words."""

    day: date
    text: str


@dataclass(frozen=True)
class Around:
    """Other records: those of the same day, and the committee's meetings before it."""

    same_day: Sequence[Figures] = ()
    discussions: Sequence[Discussion] = ()

    def __add__(self, other: Around) -> Around:
        return Around([*self.same_day, *other.same_day], [*self.discussions, *other.discussions])


def among(record: Record, others: Iterable[Record]) -> Around:
    """What other records, not yet in a ledger, say of one."""
    found = [one for one in others if one is not record and one.day]
    return Around(
        same_day=[figures_of(one) for one in found if one.day == record.day],
        discussions=[
            Discussion(one.day, "\n".join(texts_of(one)))
            for one in found
            if one.day and one.kind == COMMITTEE_MEETING.key
        ],
    )


def check_around(record: Record, around: Around) -> Iterator[Problem]:
    """Reminders that follow from other records."""
    yield from _two_places(record, around.same_day)
    yield from _not_discussed(record, around.discussions)


def in_two_places(one: Figures, other: Figures) -> list[str]:
    """The members, by id, who were present in both of two records whose times overlap."""
    if one.day != other.day or not (one.starts_at and one.ends_at):
        return []
    if not (other.starts_at and other.ends_at):
        return []
    if one.starts_at >= other.ends_at or other.starts_at >= one.ends_at:
        return []
    there = {member for member, presence in other.presence.items() if presence in THERE}
    return [
        member for member, presence in one.presence.items() if presence in THERE and member in there
    ]


def _two_places(record: Record, others: Iterable[Figures]) -> Iterator[Problem]:
    if record.day is None:
        return
    figures = figures_of(record)
    labels = {entry.member: entry.label for entry in record.roster}
    at = Place().field(STARTS_AT.key, STARTS_AT.label)
    for other in others:
        both = in_two_places(figures, other) if other.id != record.id else []
        if both:
            names = "、".join(labels[member] for member in both[:MOST_NAMED])
            more = f"等{len(both)}人" if len(both) > MOST_NAMED else ""
            when = f"{STARTS_AT.show(other.starts_at)}至{ENDS_AT.show(other.ends_at)}"
            message = f"{names}{more}同一时间也在“{other.title}”（{when}）到会，请核对时间或考勤"
            yield Problem(message, at, Weight.REMINDS)


_ELECTION = re.compile("换届|选举|候选人|补选")


def _not_discussed(record: Record, discussions: Sequence[Discussion]) -> Iterator[Problem]:
    """Important matters are as a rule discussed by the committee first (支部工作条例 第12条)."""
    officers = sum(entry.office is not None for entry in record.roster)
    is_of_the_committee = record.kind == COMMITTEE_MEETING.key
    if record.day is None or officers < SMALLEST_COMMITTEE or is_of_the_committee:
        return
    texts = [
        one.text for one in discussions if timedelta() <= record.day - one.day <= DISCUSSED_WITHIN
    ]
    agenda = Place().field(AGENDA.key, AGENDA.label)
    for index, item in enumerate(record.agenda):
        vote = item.vote
        if vote is None or vote.matter not in (Matter.ADMIT, Matter.CONFIRM, Matter.ELECTION):
            continue
        if vote.matter is Matter.ELECTION:
            was_discussed = any(_ELECTION.search(text) for text in texts)
        else:
            was_discussed = any(vote.candidate and vote.candidate in text for text in texts)
        if not was_discussed:
            what = MATTERS[vote.matter] + (f"（{vote.candidate}）" if vote.candidate else "")
            message = (
                f"没有找到此前支委会讨论{what}的记录；重要事项一般先经支委会讨论（条例第12条）"
            )
            yield Problem(message, agenda.item(index).field("vote", "表决"), Weight.REMINDS)
