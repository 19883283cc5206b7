"""A book: chapters bound with contents, one numbering, links and margins for both sides of paper.

Its rule: every paper is laid out once; the numbers of pages follow from their order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.archive import About, ArchiveCanvas
from zjdesk.documents.fonts import Face, printable
from zjdesk.documents.furniture import draw_furniture
from zjdesk.documents.pages import paginate
from zjdesk.documents.paragraph import Paragraph, TextStyle, draw_text
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.styles import CAPTION, FOOTER, FOOTER_RIGHT, MM, TITLE
from zjdesk.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.pages import Block, Placed
    from zjdesk.documents.styles import Sheet
    from zjdesk.progress import Progress

CONTENTS = "目录"
_NUMBER_ROOM = 36.0
"""At the right of the contents, for the numbers of pages."""
_CHAPTER = TextStyle(face=Face.HEI, size=12, leading=22, align="left", before=4)
_PAPER = TextStyle(face=Face.SONG, size=11, leading=18, align="left")


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A paper that begins on a page of its own; without a title its chapter stands for it."""

    make: Callable[[], Booklet]
    title: str = ""

    @cached_property
    def booklet(self) -> Booklet:
        return self.make()

    @cached_property
    def pages(self) -> list[list[Placed]]:
        """The paper as it was laid out, which is done once."""
        sheet = self.booklet.sheet
        return paginate(self.booklet.blocks, width=sheet.text_width, height=sheet.text_height)


@dataclass(frozen=True)
class Chapter:
    """What the contents have under one title."""

    title: str
    leaves: Sequence[Leaf]


@dataclass(frozen=True, kw_only=True)
class Book:
    """What is bound: the leaves before the contents, then chapters.

    `starts_right`: every chapter begins on a right page.
    """

    about: About
    front: Sequence[Leaf]
    chapters: Sequence[Chapter]
    starts_right: bool = False


def write_book(book: Book, target: BinaryIO, *, progress: Progress = silent) -> None:
    """Lays out the book and writes it as PDF; equal books give equal bytes.

    `progress` may raise Cancelled; nothing is then written.
    """
    leaves = [leaf for chapter in book.chapters for leaf in chapter.leaves]
    for done, leaf in enumerate(leaves):
        progress(done, 2 * len(leaves), leaf.title)
        _ = leaf.pages
    pages = list(_order(book, _contents(book, {})))
    first = {key: number for number, page in enumerate(pages, 1) for key, _, _ in page.marks}
    pages = list(_order(book, _contents(book, first)))
    canvas = ArchiveCanvas(target, about=book.about)
    for number, page in enumerate(pages, 1):
        progress(len(leaves) + len(leaves) * number // len(pages), 2 * len(leaves), page.head)
        _draw(canvas, page, number, len(pages))
    canvas.save()


# ---------------------------------------------------------------------------- the order of pages

Mark = tuple[str, str, int]
"""A place that links lead to: its key, title and level."""


@dataclass(frozen=True)
class _Page:
    booklet: Booklet
    placed: Sequence[Placed] = ()
    head: str = ""
    marks: Sequence[Mark] = ()


def _order(book: Book, contents: Leaf) -> Iterator[_Page]:
    number = 0
    for head, leaf, marks in _bound(book, contents):
        begins = any(level == 0 for _, _, level in marks)
        if number % 2 and begins and (book.starts_right or leaf is contents):
            yield _Page(_BLANK.booklet, _BLANK.pages[0], head)
            number += 1
        for place, placed in enumerate(leaf.pages):
            yield _Page(leaf.booklet, placed, head, () if place else marks)
            number += 1


def _bound(book: Book, contents: Leaf) -> Iterator[tuple[str, Leaf, list[Mark]]]:
    """Every leaf with what stands over its pages and the marks of its first page."""
    for leaf in book.front:
        yield "", leaf, []
    yield CONTENTS, contents, [(CONTENTS, CONTENTS, 0)]
    for number, chapter in enumerate(book.chapters):
        for place, leaf in enumerate(chapter.leaves):
            begins = [] if place else [(_key(number), chapter.title, 0)]
            own = [(_key(number, place), leaf.title, 1)] if leaf.title else []
            yield chapter.title, leaf, [*begins, *own]


def _key(*place: int) -> str:
    return "-".join(("page", *map(str, place)))


def _draw(canvas: Canvas, page: _Page, number: int, pages: int) -> None:
    sheet = page.booklet.sheet
    canvas.setPageSize((sheet.width, sheet.height))
    for key, title, level in page.marks:
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(printable(title), key, level, closed=not level)
    canvas.saveState()
    if number % 2 == 0:
        canvas.translate(*_to_the_left(sheet))
    for item in page.placed:
        y = sheet.height - sheet.top - item.top
        item.block.draw(canvas, sheet.left, y, sheet.text_width)
    draw_furniture(canvas, page.booklet.furniture, sheet, page=number, pages=pages)
    if page.head:
        _draw_head(canvas, page.head, sheet, is_right=bool(number % 2))
    canvas.restoreState()
    canvas.showPage()


def _to_the_left(sheet: Sheet) -> tuple[float, float]:
    """How far a left page is moved so that the wide margin, of which it is bound, lies inside.

    A sheet across the page is bound at its head on a right page, on a left one at its foot.
    """
    right = sheet.width - sheet.left - sheet.text_width
    foot = sheet.height - sheet.top - sheet.text_height
    return (0, sheet.top - foot) if sheet.width > sheet.height else (right - sheet.left, 0)


def _draw_head(canvas: Canvas, head: str, sheet: Sheet, *, is_right: bool) -> None:
    """The title of the chapter, outside."""
    y = sheet.height - sheet.top + 5 * MM
    x = sheet.left + (sheet.text_width if is_right else 0)
    draw_text(canvas, head, FOOTER_RIGHT if is_right else FOOTER, x=x, y=y)


_BLANK = Leaf(make=lambda: Booklet(title="", blocks=[Paragraph("（本页空白）", CAPTION)]))

# ---------------------------------------------------------------------------- contents


def _contents(book: Book, first: dict[str, int]) -> Leaf:
    """The contents; without numbers they take just as many pages."""
    blocks = [Paragraph("目　　录", TITLE), *_entries(book.chapters, first)]
    booklet = Booklet(title=CONTENTS, blocks=blocks)
    return Leaf(make=lambda: booklet)


def _entries(chapters: Iterable[Chapter], first: dict[str, int]) -> Iterator[Block]:
    for number, chapter in enumerate(chapters):
        listed = [(place, leaf) for place, leaf in enumerate(chapter.leaves) if leaf.title]
        style = replace(_CHAPTER, keeps_next=bool(listed))
        yield _Entry(Paragraph(chapter.title, style), _key(number), first.get(_key(number), 0))
        for place, leaf in listed:
            key = _key(number, place)
            yield _Entry(Paragraph(leaf.title, _PAPER), key, first.get(key, 0), indent=_PAPER.size)


@dataclass(frozen=True)
class _Entry:
    """A line of the contents, which leads to its page."""

    text: Paragraph
    key: str
    number: int
    indent: float = 0.0

    @property
    def before(self) -> float:
        return self.text.before

    @property
    def after(self) -> float:
        return self.text.after

    @property
    def keeps_next(self) -> bool:
        return self.text.keeps_next

    def height(self, width: float) -> float:
        return self.text.height(self._room(width))

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        room, height = self._room(width), self.height(width)
        self.text.draw(canvas, x + self.indent, y, room)
        last = self.text.lines(room)[-1]
        base = y - height + (self.text.style.leading - self.text.style.size) / 2 + 2
        end = x + width
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setLineCap(1)
        canvas.setDash([0, 4])
        start = x + self.indent + last.indent + room - last.slack + 6
        canvas.line(start - start % 4 + 4, base, end - 24, base)
        canvas.restoreState()
        draw_text(canvas, str(self.number), _NUMBER, x=end, y=base - 0.5)
        canvas.linkRect(self.text.text, self.key, (x, y - height, end, y), relative=1, thickness=0)

    def _room(self, width: float) -> float:
        return width - self.indent - _NUMBER_ROOM


_NUMBER = replace(_PAPER, align="right")
