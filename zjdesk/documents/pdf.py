"""Makes PDF files of laid-out pages; equal content and date give equal bytes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from zjdesk.documents.fonts import Face, font
from zjdesk.documents.pages import paginate
from zjdesk.documents.styles import PAGE_HEIGHT, PAGE_WIDTH
from zjdesk.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from zjdesk.documents.pages import Block

    Furniture = Callable[[Canvas, int, int], None]
    """Draws what is not text, such as the page number: on a canvas, for a page of so many."""

rl_config.useA85 = 0  # streams stay binary: smaller, and quicker to write


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is numbered and bound by itself, such as the minutes of one meeting; in points."""

    title: str
    blocks: Sequence[Block]
    furniture: Furniture
    left: float
    right: float
    top: float
    bottom: float


def make_pdf(
    parts: Sequence[Part], *, title: str, author: str, moment: datetime
) -> tuple[bytes, int]:
    """Lays out the parts one after the other; returns the file and its number of pages.

    The file says that it was made at `moment`, so that printing again gives the same file.
    """
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        initialFontName=font(Face.SONG.fonts[0]).fontName,
        lang="zh-CN",
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("zjdesk")
    canvas.setDateFormatter(lambda *_: f"D:{moment:%Y%m%d%H%M%S}+08'00'")
    count = 0
    for number, part in enumerate(parts):
        width = PAGE_WIDTH - part.left - part.right
        upper = PAGE_HEIGHT - part.top
        pages = paginate(part.blocks, width=width, height=upper - part.bottom)
        canvas.bookmarkPage(f"part-{number}")
        canvas.addOutlineEntry(part.title, f"part-{number}")
        for page, placed in enumerate(pages, start=1):
            for item in placed:
                item.block.draw(canvas, part.left, upper - item.top, width)
            part.furniture(canvas, page, len(pages))
            canvas.showPage()
        count += len(pages)
    canvas.save()
    return buffer.getvalue(), count


def save(data: bytes, to: Path) -> None:
    """Writes a file in one step: there is the old one or the new one, never half of it.

    Raises CannotWrite.
    """
    unfinished = to.with_name(f"{to.name}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(to)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise CannotWrite(
            f"不能写入“{to}”：{error.strerror}。",
            hint="台账没有变化。请换一个文件夹，或关闭正在打开这个文件的程序，再试一次。",
        ) from error
