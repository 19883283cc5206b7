"""What a vote that carried means for people: somebody is admitted, somebody is a full member.

Nothing is entered by itself: the window asks, the person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk import roster_events
from zjdesk.agenda import Matter
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.verdicts import verdict
from zjdesk.prospects import STEPS, DevelopmentStep, StepName
from zjdesk.record import AGENDA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.people import Branch, Member
    from zjdesk.prospects import Prospect
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations

STEP_OF = {Matter.ADMIT: StepName.ADMISSION, Matter.CONFIRM: StepName.CONFIRMATION}


@dataclass(frozen=True)
class Consequence:
    """What can be entered now: a step on somebody's way, 转正 of a member, or both."""

    name: str
    step: StepName
    day: date
    prospect: Prospect | None = None
    member: Member | None = None

    @property
    def words(self) -> str:
        """柳宜宁：支部大会讨论接收."""
        return f"{self.name}：{STEPS[self.step]}"


def consequences(record: Record, branch: Branch, regulations: Regulations) -> Iterator[Consequence]:
    """What the votes of a record decided and nobody has entered yet; of namesakes nothing."""
    if record.day is None:
        return
    for item in record.agenda:
        vote = item.vote
        if vote is None or vote.matter not in STEP_OF or not vote.candidate:
            continue
        judged = verdict(record, vote, regulations)
        if judged is not None and judged.passed:
            yield from _of(vote.candidate, STEP_OF[vote.matter], record.day, branch)


def enter(one: Consequence, record: Record, branch: Branch) -> None:
    """Enter what was decided, in the branch as it is now, with the record as proof.

    Raises NotAllowed where it cannot be.
    """
    for prospect in branch.prospects:
        if one.prospect is not None and prospect.id == one.prospect.id:
            step = DevelopmentStep(step=one.step, on=one.day, record=record.id)
            prospect.steps.append(step)
    for member in branch.members:
        if one.member is not None and member.id == one.member.id:
            roster_events.confirm(member, one.day, is_early=True)


def unknown_applicants(record: Record, branch: Branch) -> Iterator[Problem]:
    """Whoever is to be admitted and is on nobody's list, where a list is kept."""
    if record.day is None or not branch.prospects:
        return
    known = {prospect.name for prospect in branch.prospects}
    known |= {one.name for one in branch.members if one.joined_on and one.joined_on >= record.day}
    agenda = Place().field(AGENDA.key, AGENDA.label)
    for index, item in enumerate(record.agenda):
        name = item.vote.candidate if item.vote and item.vote.matter is Matter.ADMIT else ""
        if name and name not in known:
            at = agenda.item(index).field("vote", "表决").field("candidate", "表决对象")
            message = f"“发展党员”里没有“{name}”，请核对姓名"
            yield Problem(message, at, Weight.REMINDS)


def _of(name: str, step: StepName, day: date, branch: Branch) -> Iterator[Consequence]:
    prospects = [one for one in branch.prospects if one.name == name]
    prospect = prospects[0] if len(prospects) == 1 else None
    if prospect is not None and prospect.last_on(day, step) is not None:
        prospect = None
    member = None
    if step is StepName.CONFIRMATION:
        found = [one for one in branch.members_on(day) if one.name == name]
        is_open = len(found) == 1 and found[0].joined_on and not found[0].is_full_on(day)
        member = found[0] if is_open and found[0].full_on is None else None
    if prospect is not None or member is not None:
        yield Consequence(name, step, day, prospect, member)
