"""Everything that is to be done on a day, the most pressing first; and what lies ahead of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zjdesk.duties.catalogue import DUTIES
from zjdesk.duties.matrix import matrix
from zjdesk.tasks import alarms
from zjdesk.tasks.meetings import to_hold
from zjdesk.tasks.task import Priority, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.duties.cells import Cell, Matrix
    from zjdesk.duties.known import Known

NEAR_DAYS = 92
"""What has to be held later than a quarter from now is not yet told."""
OPEN_DAYS = 14
"""So many days ahead open matters are told."""


def due(known: Known, today: date, *, table: Matrix | None = None) -> list[Task]:
    """What is to be done on a day: this year's meetings, last year's until spring, and people.

    Of periods that are over the latest goes first: it can best be made good. `table`: the duties
    of the year as of the day, where somebody has judged them already.
    """
    table = table or matrix(known, today.year, today)
    meetings = [cell for cell in _cells(known, table) if _is_told(cell, today)]
    soon = today + timedelta(days=OPEN_DAYS)
    tasks = [*to_hold(known, meetings, today), *_alarms(known, today, open_until=soon)]
    return sorted(tasks, key=_pressing)


def ahead(known: Known, today: date) -> list[Task]:
    """What is to be done from a day on until the end of the year, as a calendar needs it."""
    cells = _cells(known, matrix(known, today.year, today))
    meetings = to_hold(known, cells, today)
    tasks = [*meetings, *_alarms(known, today, open_until=date(today.year, 12, 31))]
    return sorted(
        (task for task in tasks if task.due_on and task.due_on >= today),
        key=lambda task: (task.due_on, task.key),
    )


def _cells(known: Known, table: Matrix) -> Iterator[Cell]:
    """The cells of a year, and those of the year before that are in time until spring."""
    new_year = date(table.year, 1, 1)
    until_spring = [duty for duty in DUTIES.values() if duty.by_year]
    last_year = matrix(known, table.year - 1, table.today, duties=until_spring)
    yield from (cell for cell in last_year.cells if cell.until >= new_year)
    yield from table.cells


def _is_told(cell: Cell, today: date) -> bool:
    return cell.period.first <= today and (cell.until - today).days <= NEAR_DAYS


def _alarms(known: Known, today: date, *, open_until: date) -> Iterator[Task]:
    yield from alarms.open_matters(known, today, until=open_until)
    yield from alarms.end_of_term(known, today)
    yield from alarms.steps_of_development(known, today)
    yield from alarms.short_of_hours(known, today)
    yield from alarms.long_absent(known, today)


def _pressing(task: Task) -> tuple[int, int]:
    day = (task.due_on or date.max).toordinal()
    return task.priority, -day if task.priority is Priority.LAPSED else day
