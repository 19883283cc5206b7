"""Lines to write on by hand, and pages that are filled up with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.documents.pages import EPSILON, paginate
from zjdesk.documents.styles import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.pages import Block
    from zjdesk.documents.styles import Sheet

LINE = 9.5 * MM


@dataclass(frozen=True)
class Ruled:
    """Empty lines, one below the other."""

    count: int
    before: float = 0
    after: float = 4
    keeps_next: bool = False

    def height(self, width: float) -> float:  # noqa: ARG002
        return self.count * LINE

    def split(self, width: float, height: float) -> tuple[Ruled, Ruled] | None:  # noqa: ARG002
        fits = int((height + EPSILON) // LINE)
        if fits < 1:
            return None
        return replace(self, count=fits), replace(self, count=self.count - fits, before=0)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(0.45)
        for number in range(1, self.count + 1):
            canvas.line(x, y - number * LINE, x + width, y - number * LINE)
        canvas.restoreState()


def filled_up(above: Sequence[Block], below: Block, sheet: Sheet) -> list[Block]:
    """The blocks with lines between, so many that `below` stands at the end of its page."""
    pages = paginate([*above, below], width=sheet.text_width, height=sheet.text_height)
    last = pages[-1][-1]
    room = sheet.text_height - last.top - last.block.height(sheet.text_width)
    count = int(room // LINE)
    return [*above, Ruled(count), below] if count > 0 else [*above, below]
