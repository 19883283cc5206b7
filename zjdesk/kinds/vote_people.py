"""The people of a vote: whom it is about, who counted, which grade was given to whom.

All of it reminds: the figures decide, and who signs knows the people.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from zjdesk.agenda import GRADES, GradeName, Matter, Method
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.headcount import expected_at
from zjdesk.kinds.presence import presence_of
from zjdesk.people import Category
from zjdesk.record import AGENDA, Expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.agenda import Grade, Vote
    from zjdesk.participants import RosterEntry
    from zjdesk.record import Record

OFFICERS = (("scrutineers", "监票人"), ("tellers", "计票人"))
_SEVERAL = re.compile("[、，,；;和]")


def check_vote_people(record: Record) -> Iterator[Problem]:
    """What is odd about the people of the votes of a record."""
    agenda = Place().field(AGENDA.key, AGENDA.label)
    for index, item in enumerate(record.agenda):
        if item.vote is not None:
            at = agenda.item(index).field("vote", "表决")
            yield from _candidate(record, item.vote, at)
            yield from _candidates(record, item.vote, at)
            yield from _officers(record, item.vote, at)
            yield from _grades(item.vote, at)


def _candidate(record: Record, vote: Vote, at: Place) -> Iterator[Problem]:
    """Of an admission or confirmation: one person, who is where he or she has to be."""
    if vote.matter not in (Matter.ADMIT, Matter.CONFIRM) or not vote.candidate:
        return
    place = at.field("candidate", "表决对象")
    if _SEVERAL.search(vote.candidate):
        yield _remind("一次讨论、表决一个人，请分成几项", place)
        return
    entries = [entry for entry in record.roster if entry.name == vote.candidate]
    if expected_at(record) is not Expected.BRANCH or len(entries) > 1:
        return
    category = entries[0].category if entries else None
    if vote.matter is Matter.ADMIT and entries:
        yield _remind(f"“{vote.candidate}”当天已在党员名册里，请核对", place)
    elif vote.matter is Matter.CONFIRM and category is not Category.PROBATIONARY:
        state = "已是正式党员" if entries else "不在党员名册里"
        yield _remind(f"“{vote.candidate}”当天{state}，请核对", place)


def _candidates(record: Record, vote: Vote, at: Place) -> Iterator[Problem]:
    voters = {entry.member: entry.voter for entry in record.roster}
    for index, one in enumerate(vote.candidates):
        if voters.get(one.member) is False:
            place = at.field("candidates", "候选人").item(index)
            yield _remind(f"“{one.name}”没有被选举权，请核对", place)


def _officers(record: Record, vote: Vote, at: Place) -> Iterator[Problem]:
    """Those who watch and count: there, with a vote, not voted on, and not one for both."""
    standing = {one.name for one in vote.candidates} | {vote.candidate} - {""}
    entries: dict[str, RosterEntry] = {entry.name: entry for entry in record.roster}
    namesakes = {name for name, n in Counter(e.name for e in record.roster).items() if n > 1}
    there = {member for member, presence in presence_of(record).items() if presence.is_there}
    for key, label in OFFICERS:
        for name in getattr(vote, key):
            place, entry = at.field(key, label), entries.get(name)
            if name in standing:
                yield _remind(f"“{name}”是表决对象，不能做{label}", place)
            elif entry is not None and name not in namesakes and entry.member not in there:
                yield _remind(f"{label}“{name}”登记为没有到会，请核对", place)
            elif entry is not None and name not in namesakes and not entry.voter:
                yield _remind(f"{label}“{name}”没有表决权，请核对", place)
    for name in set(vote.scrutineers) & set(vote.tellers):
        yield _remind(f"“{name}”又监票又计票，请核对", at.field("tellers", "计票人"))
    is_counted = vote.method is Method.SECRET_BALLOT and vote.returned
    if is_counted and not vote.scrutineers:
        yield _remind("无记名投票没有写监票人", at.field("scrutineers", "监票人"))


def _grades(vote: Vote, at: Place) -> Iterator[Problem]:
    rows = at.field("grades", "测评结果")
    for index, grade in enumerate(vote.grades):
        best = _most_slips(grade)
        if grade.result is None and vote.matter is Matter.APPRAISAL:
            yield _remind(f"“{grade.name}”还没有评定等次", rows.item(index))
        elif grade.result and best and grade.result not in best:
            words = "、".join(GRADES[one] for one in best)
            message = f"“{grade.name}”评定{GRADES[grade.result]}，测评票最多的是{words}，请核对"
            yield _remind(message, rows.item(index))


def _most_slips(grade: Grade) -> list[GradeName]:
    """The grades with most slips; none where no slips are given."""
    slips = {name: getattr(grade, name.value) or 0 for name in GradeName}
    most = max(slips.values())
    return [name for name, n in slips.items() if n == most] if most else []


def _remind(message: str, place: Place) -> Problem:
    return Problem(message, place, Weight.REMINDS)
