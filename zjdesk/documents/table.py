"""Ruled tables. A row that does not fit goes on over pages line by line, every part ruled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.documents.pages import EPSILON

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.paragraph import Paragraph

PAD_X, PAD_Y = 5.0, 3.0
RULE = 0.6
WHOLE_LINES = 4
"""A row of no more lines is not divided."""


@dataclass(frozen=True)
class Cell:
    """Text in a share of the table's width."""

    text: Paragraph
    share: float

    def inner(self, width: float) -> float:
        return width * self.share - 2 * PAD_X


@dataclass(frozen=True)
class Row:
    """Cells side by side; in a row that was divided they stand at the top."""

    cells: tuple[Cell, ...]
    divided: bool = False

    def height(self, width: float) -> float:
        return max(cell.text.height(cell.inner(width)) for cell in self.cells) + 2 * PAD_Y

    def split(self, width: float, height: float) -> tuple[Row, Row] | None:
        above, below, longest, shown = [], [], 0, 0
        for cell in self.cells:
            count = len(cell.text.lines(cell.inner(width)))
            room = height - 2 * PAD_Y + EPSILON
            fits = max(0, min(int(room // cell.text.style.leading), count))
            if count - fits == 1 and fits > 1:
                fits -= 1
            longest, shown = max((longest, shown), (count, fits))
            above.append(replace(cell, text=cell.text.part(0, fits)))
            below.append(replace(cell, text=cell.text.part(fits, count)))
        if longest <= WHOLE_LINES or shown < 2:
            return None
        return Row(tuple(above), divided=True), Row(tuple(below), divided=True)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        height = self.height(width)
        canvas.setLineWidth(RULE)
        for cell in self.cells:
            canvas.rect(x, y - height, width * cell.share, height)
            inner = cell.inner(width)
            spare = height - 2 * PAD_Y - cell.text.height(inner)
            down = 0 if self.divided else spare / 2
            cell.text.draw(canvas, x + PAD_X, y - PAD_Y - down, inner)
            x += width * cell.share


@dataclass(frozen=True)
class Table:
    """Rows below each other, with a head that is repeated on every page."""

    rows: tuple[Row, ...]
    head: Row | None = None
    before: float = 4
    after: float = 8
    keeps_next: bool = False

    def height(self, width: float) -> float:
        rows = (self.head, *self.rows) if self.head else self.rows
        return sum(row.height(width) for row in rows)

    def split(self, width: float, height: float) -> tuple[Table, Table] | None:
        room = height - (self.head.height(width) if self.head else 0)
        for number, row in enumerate(self.rows):
            need = row.height(width)
            if need > room + EPSILON:
                parts = row.split(width, room)
                if parts:
                    return self._divided((*self.rows[:number], parts[0]), (parts[1],), number + 1)
                return self._divided(self.rows[:number], (), number) if number else None
            room -= need
        return None

    def _divided(
        self, above: tuple[Row, ...], begun: tuple[Row, ...], number: int
    ) -> tuple[Table, Table]:
        below = (*begun, *self.rows[number:])
        return replace(self, rows=above, after=0), replace(self, rows=below, before=0)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        for row in (self.head, *self.rows) if self.head else self.rows:
            row.draw(canvas, x, y, width)
            y -= row.height(width)
