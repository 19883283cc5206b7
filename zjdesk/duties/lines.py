"""The matrix as lines for screen and paper: one a duty, or a group; nothing that is never asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.duties.cells import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.duties.catalogue import Duty
    from zjdesk.duties.cells import Cell, Matrix


@dataclass(frozen=True)
class Line:
    """A duty through the year, of one 党小组 where it is filled by groups."""

    label: str
    duty: Duty
    cells: tuple[Cell, ...]
    group: str = ""


def lines(table: Matrix) -> Iterator[Line]:
    """The lines of a matrix, in the order of its rows and of the groups."""
    for row in table.rows:
        if not row.is_asked:
            continue
        groups = dict.fromkeys(part.group for cell in row.cells for part in cell.groups)
        if not groups:
            yield Line(row.duty.label, row.duty, row.cells)
        for group in groups:
            cells = tuple(_of_group(cell, group) for cell in row.cells)
            yield Line(row.duty.label_in(group), row.duty, cells, group)


def _of_group(cell: Cell, group: str) -> Cell:
    there_was_none = replace(
        cell, status=Status.NOT_APPLICABLE, records=(), reason="没有这个党小组", groups=()
    )
    return next((part for part in cell.groups if part.group == group), there_was_none)
