"""Makes PDF files for archives of laid-out pages; equal content and date give equal bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reportlab import rl_config

from zjdesk.documents.archive import About, ArchiveCanvas
from zjdesk.documents.fonts import printable
from zjdesk.documents.furniture import NUMBERED, Furniture, draw_furniture
from zjdesk.documents.pages import paginate
from zjdesk.documents.styles import PORTRAIT, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from zjdesk.documents.archive import Attached
    from zjdesk.documents.pages import Block

rl_config.useA85 = 0  # streams stay binary: smaller, and quicker to write


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """What is numbered and bound by itself, such as the minutes of one meeting."""

    title: str
    blocks: Sequence[Block]
    furniture: Furniture = NUMBERED
    sheet: Sheet = PORTRAIT


def write_pdf(
    booklets: Iterable[Booklet],
    target: BinaryIO,
    *,
    title: str,
    author: str,
    moment: datetime,
    attached: Sequence[Attached] = (),
) -> None:
    """Lays out the booklets one after the other, each on pages of its own, and writes the file.

    The file says that it was made at `moment`, so that printing again gives the same bytes.
    """
    about = About(title=title, author=author, moment=moment)
    canvas = ArchiveCanvas(target, about=about, attached=attached)
    for number, booklet in enumerate(booklets):
        sheet = booklet.sheet
        canvas.setPageSize((sheet.width, sheet.height))
        pages = paginate(booklet.blocks, width=sheet.text_width, height=sheet.text_height)
        canvas.bookmarkPage(f"booklet-{number}")
        canvas.addOutlineEntry(printable(booklet.title), f"booklet-{number}")
        for page, placed in enumerate(pages, start=1):
            for item in placed:
                y = sheet.height - sheet.top - item.top
                item.block.draw(canvas, sheet.left, y, sheet.text_width)
            draw_furniture(canvas, booklet.furniture, sheet, page=page, pages=len(pages))
            canvas.showPage()
    canvas.save()
