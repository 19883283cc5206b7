"""What stands around the text of every page, as a value: PDF draws it, Word sets it up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from zjdesk.documents.paragraph import draw_text, text_width
from zjdesk.documents.styles import (
    BOTTOM,
    FOOTER,
    FOOTER_RIGHT,
    HEADER,
    MM,
    OFFICIAL,
    OFFICIAL_PAGE,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.styles import Sheet


class Numbers(Enum):
    """How pages are numbered."""

    OF_ALL = auto()
    """第1页　共2页, at the right."""
    LETTER = auto()
    """— 1 —, outside."""
    NONE = auto()


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """Words at the left of the foot and at the right of the head, and the number of the page."""

    foot: str = ""
    head: str = ""
    numbers: Numbers = Numbers.OF_ALL


NUMBERED = Furniture()
BARE = Furniture(numbers=Numbers.NONE)
LETTER = Furniture(numbers=Numbers.LETTER)


def draw_furniture(
    canvas: Canvas, furniture: Furniture, sheet: Sheet, *, page: int, pages: int
) -> None:
    """Draws it on a page, which is one of so many."""
    match furniture.numbers:
        case Numbers.OF_ALL:
            _draw_words(canvas, furniture, sheet, number=f"第{page}页　共{pages}页")
        case Numbers.LETTER:
            _draw_letter_number(canvas, page)


def _draw_words(canvas: Canvas, furniture: Furniture, sheet: Sheet, *, number: str) -> None:
    right = sheet.left + sheet.text_width
    y = BOTTOM - 10 * MM
    if furniture.head:
        head = sheet.height - sheet.top + 6 * MM
        draw_text(canvas, furniture.head, HEADER, x=right, y=head)
    draw_text(canvas, furniture.foot, FOOTER, x=sheet.left, y=y)
    draw_text(canvas, number, FOOTER_RIGHT, x=right, y=y)


def _draw_letter_number(canvas: Canvas, page: int) -> None:
    """Outside, one character in; its dashes 7 mm below the text (GB/T 9704-2012, 7.5)."""
    words, style = f"— {page} —", OFFICIAL_PAGE
    dash = 0.38 * style.size  # how high the dashes stand over the baseline
    y = OFFICIAL.height - OFFICIAL.top - OFFICIAL.text_height - 7 * MM - dash
    right = OFFICIAL.left + OFFICIAL.text_width - style.size - text_width(words, style)
    left = OFFICIAL.left + style.size
    draw_text(canvas, words, style, x=right if page % 2 else left, y=y)
