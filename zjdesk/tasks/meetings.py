"""What has to be held, as things to do: one for each cell of the matrix that is not filled."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from zjdesk.duties.catalogue import THEME_DAYS
from zjdesk.duties.cells import Status
from zjdesk.member_lines import called, marks
from zjdesk.regulations.catalogue import THEME_DAY_ON
from zjdesk.tasks.task import NewRecord, Priority, Task, days_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.duties.cells import Cell
    from zjdesk.duties.known import Known

NAMES = 6
"""So many names are written out."""


def to_hold(known: Known, cells: Iterable[Cell], today: date) -> Iterator[Task]:
    """A task for everything in these cells that is not held yet, group by group."""
    known_by = marks(known.branch.members, today)
    for cell in cells:
        for part in cell.parts:
            if part.is_due:
                names = [called(member, known_by) for member in part.uncovered]
                yield _task(known, part, today, uncovered=names)


def record_for(known: Known, cell: Cell, today: date) -> NewRecord:
    """The record that fills a cell; without a day where the period is over or has not begun."""
    is_now = cell.period.first <= today <= cell.until
    return NewRecord(
        cell.duty.kind.key,
        day=_fixed_day_ahead(known, cell, today) or (today if is_now else None),
        group=cell.group,
        for_year=cell.period.first.year if cell.duty.by_year else None,
        cell=cell,
    )


# ------------------------------------------------------------------------------ inside


def _task(known: Known, cell: Cell, today: date, *, uncovered: Sequence[str]) -> Task:
    due_on = _fixed_day_ahead(known, cell, today) or cell.until
    is_over = cell.until < today
    names = "、".join(uncovered[:NAMES])
    more = f"等{len(uncovered)}人" if len(uncovered) > NAMES else ""
    not_done = "没有谈全" if uncovered else "没有开"
    return Task(
        key=".".join((cell.duty.key, cell.period.first.isoformat(), cell.group)),
        what=f"{_when(cell, today)}{cell.duty.label_in(cell.group)}",
        priority=_priority(cell, today),
        state=not_done if is_over else days_left(due_on, today),
        target=record_for(known, cell, today),
        due_on=due_on,
        remind_on=cell.remind_on,
        detail=f"还没有谈到：{names}{more}" if uncovered else cell.reason,
        origin=known.regulations(cell.period.first).version(cell.duty.rule).origin,
    )


def _priority(cell: Cell, today: date) -> Priority:
    """A period is not lost on its last day."""
    if cell.until == today or cell.status is Status.DUE_SOON:
        return Priority.SOON
    return Priority.LAPSED if cell.status is Status.MISSING else Priority.CALM


def _when(cell: Cell, today: date) -> str:
    """11月, 第四季度, 2026年度; of another year with its number."""
    period = cell.period
    words = period.name.removeprefix(f"{today.year}年")
    is_year = period.first.month == 1 and period.last.month == 12
    return f"{period.first.year}年度" if is_year else words


def _fixed_day_ahead(known: Known, cell: Cell, today: date) -> date | None:
    """The day on which 主题党日 is to be held; None where it is not fixed, or has passed."""
    first = cell.period.first
    fixed = known.regulations(first)[THEME_DAY_ON]
    if cell.duty is not THEME_DAYS or not fixed or first.month != cell.period.last.month:
        return None
    day = first.replace(day=min(fixed, monthrange(first.year, first.month)[1]))
    return day if day >= today else None
