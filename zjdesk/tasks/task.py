"""One thing to do: in words, how much it presses, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.duties.cells import Cell
    from zjdesk.follow_ups import Open
    from zjdesk.people import Member


class Priority(IntEnum):
    """How much something presses, the most pressing first."""

    OVERDUE = 1
    """Late, and still to be done."""
    SOON = 2
    LAPSED = 3
    """The period is over: to be entered if it was held, or to be explained."""
    CALM = 4


PRIORITIES = {
    Priority.OVERDUE: "已逾期",
    Priority.SOON: "近期要办",
    Priority.LAPSED: "缺开",
    Priority.CALM: "可以安排",
}


@dataclass(frozen=True)
class NewRecord:
    """A record to make. Without `day` nobody can say when it was or will be.

    `interviewee`: with whom the talk is. `cell`: what of the matrix it fills.
    """

    kind: str
    day: date | None = None
    group: str = ""
    for_year: int | None = None
    interviewee: Member | None = None
    cell: Cell | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class OpenRecord:
    """A record to open, by id; `matter`: what in it is not done yet."""

    record: str
    matter: Open | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class OpenMembers:
    """Members to look at, by id."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class OpenProspect:
    """A 培养对象 to look at, by id."""

    prospect: str


@dataclass(frozen=True)
class OpenBranch:
    """The page of the branch."""


Target: TypeAlias = NewRecord | OpenRecord | OpenMembers | OpenProspect | OpenBranch


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do. `key` stays the same from day to day.

    `what` names it, `state` says how it stands, `detail` who or what is meant, `origin` which
    rule asks for it. What is told on the phone is `what` and `origin` alone.
    """

    key: str
    what: str
    priority: Priority
    state: str
    target: Target
    due_on: date | None = None
    remind_on: date | None = None
    detail: str = ""
    origin: str = ""


def days_left(due_on: date, today: date) -> str:
    """还有3天, 今天到期, 已超过3天."""
    days = (due_on - today).days
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days > 0 else f"已超过{-days}天"
