"""Whether a meeting could be held at all, vote or not.

The 支委会 needs half of its members (支部工作条例 第12条); the 党员大会 needs a quorum only to
vote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.errors import Place, Problem
from zjdesk.kinds.headcount import count, expected_at
from zjdesk.kinds.presence import presence_of
from zjdesk.kinds.verdicts import Quorum
from zjdesk.record import ATTENDANCE, Expected
from zjdesk.regulations.catalogue import QUORUM_COMMITTEE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations


def meeting_quorum(record: Record, regulations: Regulations) -> Quorum | None:
    """The quorum that the meeting itself needs; None where it needs none, or nobody is known."""
    members = [entry.member for entry in record.roster if entry.by_default]
    if expected_at(record) is not Expected.COMMITTEE or not members:
        return None
    presence = presence_of(record)
    there = sum(member in presence and presence[member].is_there for member in members)
    rule = regulations.version(QUORUM_COMMITTEE)
    return Quorum(len(members), there, rule.value.least(len(members)), rule)


def meeting_state(quorum: Quorum) -> str:
    """Whether it may be held, in words: 可以开会（应到委员3人，须到2人）."""
    figures = f"应到委员{quorum.expected}人，须到{quorum.need}人"
    if quorum.is_reached:
        return f"可以开会（{figures}）"
    return f"还差{quorum.need - quorum.present}人，不能开会（{figures}，实到{quorum.present}人）"


def check_quorum(record: Record, regulations: Regulations) -> Iterator[Problem]:
    """What kept a meeting from being one."""
    at = Place().field(ATTENDANCE.key, ATTENDANCE.label)
    quorum = meeting_quorum(record, regulations)
    if quorum is not None and not quorum.is_reached:
        yield Problem(f"{meeting_state(quorum)}：{quorum.rule.place}", at)
        return
    headcount = count(record)
    if headcount.expected and not headcount.present:
        yield Problem("登记的是没有一人到会，请核对考勤", at)
