"""What the matrix of duties is made of: a duty in a period, through a year, and all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.kinds.catalogue import RELATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.duties.catalogue import Duty
    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Member
    from zjdesk.periods import Period


class Status(StrEnum):
    """How a duty stands in a period."""

    DONE = "done"
    MISSING = "missing"
    """The period is over."""
    DUE_SOON = "due_soon"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"
    EXCUSED = "excused"


STATUSES = {
    Status.DONE: "已开",
    Status.MISSING: "缺",
    Status.DUE_SOON: "近期要开",
    Status.OPEN: "未到期",
    Status.NOT_APPLICABLE: "不要求",
    Status.EXCUSED: "不召开",
}

NOT_ASKED = "规定不作要求"
NOT_ALL_THROUGH = "期间成立或撤销，不作要求"

WORST_FIRST = (Status.MISSING, Status.DUE_SOON, Status.OPEN, Status.EXCUSED, Status.DONE)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A duty in a period. `until` is the last day that is in time.

    `reason`: why it is excused or not applicable, or what else is to be said. `groups`: the same
    for each 党小组 that there was in any part of it. `uncovered`: the members with whom nobody has
    talked yet.
    """

    duty: Duty
    period: Period
    until: date
    remind_on: date
    status: Status
    records: tuple[Figures, ...] = ()
    reason: str = ""
    group: str = ""
    groups: tuple[Cell, ...] = ()
    uncovered: tuple[Member, ...] = ()
    planned: tuple[Figures, ...] = ()
    """What is written for a later day in time; it fills nothing yet."""

    @property
    def drafts(self) -> tuple[Figures, ...]:
        """What was held and has no 定稿 yet."""
        return tuple(one for one in self.records if not one.is_final)

    @property
    def is_due(self) -> bool:
        """Whether something has to be held yet, or had to be."""
        return self.status in (Status.MISSING, Status.DUE_SOON, Status.OPEN)

    @property
    def parts(self) -> tuple[Cell, ...]:
        """The cells of the groups, or the cell itself where it is not filled by groups."""
        return self.groups or (self,)

    @property
    def by_relation(self) -> dict[str, int]:
        """How many talks there were between whom."""
        return dict(Counter(one[RELATION] for one in self.records))


@dataclass(frozen=True)
class Row:
    """A duty through the year."""

    duty: Duty
    cells: tuple[Cell, ...]

    def on(self, day: date) -> Cell:
        """The cell of the period in which a day of the year lies."""
        return next(cell for cell in self.cells if day in cell.period)

    @property
    def is_asked(self) -> bool:
        """Whether the regulations ask for it in any period of the year."""
        return any(cell.reason != NOT_ASKED for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Every duty of a year, as of a day."""

    year: int
    today: date
    rows: tuple[Row, ...]

    def __getitem__(self, duty: Duty) -> Row:
        return next(row for row in self.rows if row.duty is duty)

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row.cells)

    @property
    def missing(self) -> list[Cell]:
        """What is missing, group by group."""
        parts = (part for cell in self.cells for part in cell.parts)
        return [part for part in parts if part.status is Status.MISSING]
