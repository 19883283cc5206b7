"""What becomes of each row of a roster sheet: somebody new, changed, the same, or nothing yet.

A row is faulty whole or not at all: of a row with an error nothing is taken over.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from zjdesk.errors import NotAllowed
from zjdesk.exchange.problems import Code
from zjdesk.exchange.roster_changes import (
    Change,
    as_changed,
    changes_of,
    changes_of_return,
    check_changes,
    check_days,
    duties_ended,
    new_member,
)
from zjdesk.fields import Day
from zjdesk.people import Category

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from zjdesk.exchange.matching import Match
    from zjdesk.exchange.problems import RowProblem
    from zjdesk.exchange.roster_rows import ReadRow
    from zjdesk.people import Branch, Member


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"
    FAULTY = "faulty"


STATUSES = {
    Status.NEW: "新增",
    Status.CHANGED: "修改",
    Status.SAME: "相同",
    Status.LEFT: "曾转出",
    Status.FAULTY: "有错",
}


@dataclass(frozen=True)
class PlannedRow:
    """A row of the sheet that stands for a person, and what becomes of it."""

    read: ReadRow
    status: Status
    member: str = ""
    """Id of the member in the branch whom the row is about."""
    namesake: str = ""
    """Id of the only member of that name, whom the row may be about if a person says so."""
    changes: Sequence[Change] = ()
    left_on: date | None = None
    """The day on which the member had left the branch."""
    back_on: date | None = None
    """The day from which on the member is of the branch again, if a person said so."""

    @property
    def absence(self) -> str:
        """What to know of somebody who had left: 2026年9月1日曾转出，本表又有."""
        return f"{Day('', '').show(self.left_on)}曾转出，本表又有" if self.left_on else ""

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def place(self) -> str:
        return self.read.place

    @property
    def name(self) -> str:
        return self.read.name

    @property
    def values(self) -> Mapping[str, Any]:
        return self.read.values

    @property
    def problems(self) -> Sequence[RowProblem]:
        return self.read.problems


class Planner:
    """Says of each row what becomes of it."""

    def __init__(self, branch: Branch, today: date, day: date, back: Mapping[str, date]) -> None:
        self._branch = branch
        self._today = today
        self._day = day
        self._back = back
        self.without_full_day: list[str] = []
        """Names of those who would be full members without the day of becoming one."""
        self.new: list[Member] = []
        self.duties_ended: list[str] = []
        self.first_in_group: list[str] = []
        """Names of members who never were in a group: they are taken to have been in this one."""

    def planned(self, row: ReadRow, match: Match) -> PlannedRow:
        if row.is_faulty:
            return PlannedRow(row, Status.FAULTY, namesake=match.namesake_id)
        if match.member is None:
            return self._new(row, match.namesake_id)
        member = match.member
        left_on, back_on = self._absence(row, member)
        if left_on and back_on is None:
            return PlannedRow(row, Status.LEFT, member.id, left_on=left_on)
        changes = changes_of(row, member, self._day)
        if back_on:
            changes = changes_of_return(row, member, self._day, back_on)
        if changes:
            self._check_changes(row, member, changes, back_on)
        status = Status.CHANGED if changes else Status.SAME
        if row.is_faulty:
            status, changes = Status.FAULTY, []
        return PlannedRow(row, status, member.id, changes=changes, left_on=left_on, back_on=back_on)

    def _new(self, row: ReadRow, namesake: str) -> PlannedRow:
        member = new_member(row, self._day)
        self._check(row, member, row.values)
        if row.is_faulty:
            return PlannedRow(row, Status.FAULTY, namesake=namesake)
        self.new.append(member)
        return PlannedRow(row, Status.NEW, namesake=namesake)

    def _absence(self, row: ReadRow, member: Member) -> tuple[date | None, date | None]:
        """When the member had left, if the sheet does not say so itself, and is to be back."""
        if member.end is None or member.end > self._day or row.values.get("to"):
            return None, None
        return member.end, self._back.get(member.id)

    def _check_changes(
        self, row: ReadRow, member: Member, changes: Sequence[Change], back_on: date | None
    ) -> None:
        try:
            after = as_changed(member, changes, self._day, back_on)
        except NotAllowed as reason:
            row.add(Code.NOT_ALLOWED, "name", detail=str(reason))
        else:
            check_changes(row, member, changes)
            self._check(row, after, [change.key for change in changes])
            if not row.is_faulty:
                self.duties_ended += duties_ended(self._branch, member, changes, self._day)
                if not member.groups and any(c.key == "group" and not c.old for c in changes):
                    self.first_in_group.append(row.name)

    def _check(self, row: ReadRow, member: Member, keys: Collection[str]) -> None:
        check_days(row, member, keys, self._today)
        lacks_day = member.category is Category.FULL and member.full_on is None
        if lacks_day and not row.is_faulty and not row.has_problem("full_on"):
            self.without_full_day.append(row.name)
