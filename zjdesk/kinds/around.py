"""What other records say of one: who was in two places, what the committee did not discuss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from zjdesk.agenda import MATTERS, Matter
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.catalogue import COMMITTEE_MEETING
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.overlaps import in_both, stay_of
from zjdesk.record import AGENDA, ENDS_AT, STARTS_AT
from zjdesk.regulations.catalogue import DISCUSSED_FIRST
from zjdesk.regulations.matters import ADMISSION, DISCIPLINE, ELECTION, decided, discussed, named
from zjdesk.regulations.values import First

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, time

    from zjdesk.agenda import AgendaItem
    from zjdesk.kinds.overlaps import Stay
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations
    from zjdesk.regulations.matters import AssemblyMatter

DISCUSSED_WITHIN = timedelta(days=92)
"""So long before the assembly the committee is looked for to have discussed a matter."""
SMALLEST_COMMITTEE = 3
"""A branch with a 书记 and perhaps a 副书记 has no committee that could discuss anything first."""
MOST_NAMED = 5
_OF_VOTES = {
    Matter.ADMIT: ADMISSION,
    Matter.CONFIRM: ADMISSION,
    Matter.ELECTION: ELECTION,
}


@dataclass(frozen=True)
class Discussion:
    """A meeting of the committee: when it was, and the words of its agenda."""

    day: date
    text: str
    starts_at: time | None = None
    names: frozenset[str] = frozenset()
    """The people who are named in it."""


@dataclass(frozen=True)
class Around:
    """Other records: where people were on the same days, and what the committee discussed."""

    stays: Sequence[Stay] = ()
    discussions: Sequence[Discussion] = ()

    def __add__(self, other: Around) -> Around:
        return Around([*self.stays, *other.stays], [*self.discussions, *other.discussions])


def among(record: Record, others: Iterable[Record]) -> Around:
    """What other records say of one."""
    first, last = record.day, record.ends_on or record.day
    found = [one for one in others if one is not record and one.id != record.id]
    if first is None or last is None:
        return Around()
    return Around(
        stays=[
            stay_of(one)
            for one in found
            if one.day and one.day <= last and first <= (one.ends_on or one.day)
        ],
        discussions=[
            _discussion(one, one.day)
            for one in found
            if one.kind == COMMITTEE_MEETING.key
            and one.day
            and one.day <= first <= one.day + DISCUSSED_WITHIN
        ],
    )


def check_around(
    record: Record, around: Around, regulations: Regulations | None = None
) -> Iterator[Problem]:
    """Reminders that follow from other records."""
    yield from _two_places(record, around.stays)
    yield from _not_discussed(record, around.discussions, regulations or regulations_for(record))


# ------------------------------------------------------------------------------ two places


def _two_places(record: Record, others: Iterable[Stay]) -> Iterator[Problem]:
    if record.day is None:
        return
    own = stay_of(record)
    labels = {entry.member: entry.label for entry in record.roster}
    at = Place().field(STARTS_AT.key, STARTS_AT.label)
    for other in others:
        both = in_both(own, other)
        if both:
            known_by = {**other.people, **own.people, **labels}
            names = "、".join(known_by.get(one, one) for one in both[:MOST_NAMED])
            more = f"等{len(both)}人" if len(both) > MOST_NAMED else ""
            when = f"{STARTS_AT.show(other.starts_at)}至{ENDS_AT.show(other.ends_at)}"
            message = f"{names}{more}同一时间也在“{other.title}”（{when}），请核对时间或考勤"
            yield Problem(message, at, Weight.REMINDS)


# ------------------------------------------------------------------------------ discussed before


def _discussion(record: Record, day: date) -> Discussion:
    texts = [(item.title, item.content, item.resolution) for item in record.agenda]
    candidates = [item.vote.candidate for item in record.agenda if item.vote]
    return Discussion(
        day=day,
        text="\n".join(text for item in texts for text in item),
        starts_at=record.starts_at,
        names=frozenset((*candidates, *(entry.name for entry in record.roster))),
    )


def _not_discussed(
    record: Record, discussions: Iterable[Discussion], regulations: Regulations
) -> Iterator[Problem]:
    """Important matters are as a rule discussed by the committee first (支部工作条例 第12条)."""
    rule = regulations.version(DISCUSSED_FIRST)
    officers = sum(entry.office is not None for entry in record.roster)
    is_of_the_committee = record.kind == COMMITTEE_MEETING.key
    if rule.value is First.NOBODY or officers < SMALLEST_COMMITTEE or is_of_the_committee:
        return
    before = [one for one in discussions if _is_before(one, record)]
    agenda = Place().field(AGENDA.key, AGENDA.label)
    for index, item in enumerate(record.agenda):
        matter = _matter_of(item)
        if matter is None or any(_is_of(one, item, matter, record) for one in before):
            continue
        message = (
            f"没有找到此前支委会讨论{_in_words(item)}的记录；"
            f"重要事项一般先经支委会讨论（{rule.place}）"
        )
        at = agenda.item(index)
        at = at.field("vote", "表决") if item.vote else at.field("resolution", "决议")
        yield Problem(message, at, Weight.REMINDS)


def _is_before(one: Discussion, record: Record) -> bool:
    if record.day is None or not one.day <= record.day <= one.day + DISCUSSED_WITHIN:
        return False
    if one.day < record.day or one.starts_at is None or record.starts_at is None:
        return True
    return one.starts_at < record.starts_at


def _matter_of(item: AgendaItem) -> AssemblyMatter | None:
    """What of the matters that the committee discusses first an item is about."""
    if item.vote and item.vote.matter in _OF_VOTES:
        return _OF_VOTES[item.vote.matter]
    told = named(item.title) if item.vote else decided(item.title, item.resolution)
    return DISCIPLINE if DISCIPLINE in told else None


def _is_of(one: Discussion, item: AgendaItem, matter: AssemblyMatter, record: Record) -> bool:
    """Whether the committee discussed it: the person where one is voted on, else the matter."""
    candidate = item.vote.candidate if item.vote and matter is ADMISSION else ""
    if not candidate:
        return discussed(matter, one.text)
    text = one.text
    for name in one.names | {entry.name for entry in record.roster}:
        if candidate in name and name != candidate:
            text = text.replace(name, "")
    return candidate in text


def _in_words(item: AgendaItem) -> str:
    vote = item.vote
    if vote is None or vote.matter not in _OF_VOTES:
        return f"“{item.title}”"
    return MATTERS[vote.matter] + (f"（{vote.candidate}）" if vote.candidate else "")
