"""The lines on which the minutes are signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.documents.paragraph import draw_text
from zjdesk.documents.styles import MM, SIGNATURE, SIGNATURE_LABEL

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINE_HEIGHT = 12 * MM
LINE_LENGTH = 42 * MM
DATE = "年　　月　　日"
DATE_ROOM = 16 * MM
"""For the year, to be written by hand."""


@dataclass(frozen=True)
class Signatures:
    """For each role a line with room for name and date; always on one page."""

    roles: tuple[str, ...]
    before: float = 10
    after: float = 10
    keeps_next: bool = False

    @property
    def labels(self) -> list[str]:
        """What stands before the lines."""
        return [f"{role}签字：" for role in self.roles]

    def height(self, width: float) -> float:  # noqa: ARG002
        return LINE_HEIGHT * len(self.roles)

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        date = x + width - SIGNATURE.size * len(DATE)
        line = date - DATE_ROOM - LINE_LENGTH
        for number, label in enumerate(self.labels, 1):
            baseline = y - number * LINE_HEIGHT + 2 * MM
            draw_text(canvas, label, SIGNATURE_LABEL, x=line, y=baseline)
            canvas.line(line, baseline - 2, line + LINE_LENGTH, baseline - 2)
            draw_text(canvas, DATE, SIGNATURE, x=date, y=baseline)
