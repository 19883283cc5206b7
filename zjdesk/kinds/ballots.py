"""The figures of a vote: which are missing, and which do not add up. Whole numbers only.

Whether a vote could be held and what it decided is not judged here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zjdesk.agenda import Matter, Vote
from zjdesk.kinds.headcount import count, turnout
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.fields import Field
    from zjdesk.record import Record

BALLOTS = ("issued", "returned")
FIGURES = {
    Matter.ELECTION: ("seats", "candidates"),
    Matter.APPRAISAL: ("grades",),
    Matter.ADMIT: ("candidate", "ayes"),
    Matter.CONFIRM: ("candidate", "ayes"),
}
"""What a vote cannot do without, besides its ballots; elsewhere the ayes."""


def missing_figures(vote: Vote) -> Iterator[Field[Any]]:
    """The figures that must be there before 定稿 and are not."""
    if vote.matter is None or vote.method is None:
        return
    needed = FIGURES.get(vote.matter, ("ayes",))
    fields = part_fields(Vote)
    for name in (*(BALLOTS if vote.method.has_ballots else ()), *needed):
        if fields[name].is_missing(getattr(vote, name)):
            yield fields[name]


def ballot_faults(record: Record, vote: Vote) -> Iterator[str]:
    """What does not add up, in words; figures not yet given are passed over."""
    yield from _twice(vote)
    voters = turnout(record, vote)
    present = voters.present
    if vote.matter is Matter.APPRAISAL:
        present = count(record).present
        yield from _appraisal_faults(vote)
    elif vote.matter is Matter.ELECTION:
        yield from _election_faults(vote)
    else:
        yield from _sums(vote, present)
    written = (vote.written_ayes or 0) + (vote.written_nays or 0)
    if voters.expected is not None and voters.present is not None:
        away = voters.expected - voters.present
        if written > away:
            yield f"书面意见{written}份，未到会的有表决权党员只有{away}人"
    if vote.returned is not None and vote.issued is not None and vote.returned > vote.issued:
        yield f"收回{vote.returned}票，多于发出的{vote.issued}票"
    if vote.invalid is not None and vote.returned is not None and vote.invalid > vote.returned:
        yield f"无效{vote.invalid}票，多于收回的{vote.returned}票"
    if vote.issued is not None and present is not None and vote.issued > present:
        yield f"发出{vote.issued}票，多于到会的{present}人"


def _twice(vote: Vote) -> Iterator[str]:
    for label, people in (("候选人", vote.candidates), ("测评结果", vote.grades)):
        counts = Counter((one.member, one.name) for one in people)
        for (_, name), number in counts.items():
            if number > 1:
                yield f"{label}里“{name}”写了{number}次"


def _sums(vote: Vote, present: int | None) -> Iterator[str]:
    cast = sum(n or 0 for n in (vote.ayes, vote.nays, vote.abstain, vote.invalid))
    if vote.method and not vote.method.has_ballots:
        if present is not None and cast > present:
            yield f"赞成、反对、弃权共{cast}人，超过到会有表决权的{present}人"
    elif vote.returned is not None and vote.ayes is not None and cast != vote.returned:
        yield f"赞成、反对、弃权、无效共{cast}票，与收回的{vote.returned}票不符"


def _appraisal_faults(vote: Vote) -> Iterator[str]:
    if vote.returned is None:
        return
    valid = vote.returned - (vote.invalid or 0)
    for grade in vote.grades:
        slips = (grade.excellent, grade.qualified, grade.basic, grade.unqualified)
        total = sum(n or 0 for n in slips)
        if any(n is not None for n in slips) and total != valid:
            yield f"“{grade.name}”的测评共{total}票，与有效票{valid}张不符"


def _election_faults(vote: Vote) -> Iterator[str]:
    if vote.seats == 0:
        yield "应选名额是0，请核对"
    if vote.returned is None or not vote.seats:
        return
    valid = vote.returned - (vote.invalid or 0)
    total = sum(candidate.ayes or 0 for candidate in vote.candidates)
    if total > valid * vote.seats:
        yield f"候选人得票共{total}，多于有效票最多可投的{valid * vote.seats}"
    for candidate in vote.candidates:
        if (candidate.ayes or 0) > valid:
            yield f"“{candidate.name}”得{candidate.ayes}票，多于有效票{valid}张"
