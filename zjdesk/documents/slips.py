"""Sheets that are cut into equal slips along dashed lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, repeat
from math import prod
from typing import TYPE_CHECKING

from zjdesk.documents.furniture import BARE
from zjdesk.documents.pages import paginate
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.styles import MM, PAGE_HEIGHT, PAGE_WIDTH, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.pages import Block, Placed

WHOLE = Sheet(PAGE_WIDTH, PAGE_HEIGHT, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
MARGIN = 9 * MM
"""Between the text of a slip and where it is cut."""
GRIDS = ((2, 2), (1, 2), (2, 1), (1, 1))
"""Columns and rows of a sheet, the one with most slips first."""


def slips_booklet(
    slip: Callable[[], Iterable[Block]], count: int, *, per_page: int, title: str
) -> Booklet:
    """Exactly `count` equal slips, fewer on a sheet than wished where they do not fit.

    `slip` makes the blocks of one. A slip longer than a page goes on on the next.
    """
    for columns, rows in [grid for grid in GRIDS if prod(grid) <= per_page]:
        width = WHOLE.width / columns - 2 * MARGIN
        height = WHOLE.height / rows - 2 * MARGIN
        parts = paginate(slip(), width=width, height=height)
        if len(parts) == 1:
            break
    slips = [part for one in repeat(parts, count) for part in one]
    sheets = [SlipSheet(tuple(sheet), columns, rows) for sheet in _batched(slips, columns * rows)]
    return Booklet(title=title, blocks=sheets, furniture=BARE, sheet=WHOLE)


def _batched(slips: Sequence[Sequence[Placed]], size: int) -> Iterator[list[Sequence[Placed]]]:
    rest = iter(slips)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(frozen=True)
class SlipSheet:
    """A sheet with up to `columns` × `rows` slips."""

    slips: tuple[Sequence[Placed], ...]
    columns: int
    rows: int
    before: float = 0
    after: float = 0
    keeps_next: bool = False

    def height(self, width: float) -> float:  # noqa: ARG002
        return WHOLE.height

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        wide, high = width / self.columns, WHOLE.height / self.rows
        for number, slip in enumerate(self.slips):
            row, column = divmod(number, self.columns)
            left, top = x + column * wide + MARGIN, y - row * high - MARGIN
            for item in slip:
                item.block.draw(canvas, left, top - item.top, wide - 2 * MARGIN)
        self._draw_cuts(canvas, x, y, wide, high)

    def _draw_cuts(self, canvas: Canvas, x: float, y: float, wide: float, high: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(0.4)
        canvas.setDash(4, 3)
        for column in range(1, self.columns):
            canvas.line(x + column * wide, y, x + column * wide, y - WHOLE.height)
        for row in range(1, self.rows):
            canvas.line(x, y - row * high, x + WHOLE.width, y - row * high)
        canvas.restoreState()
