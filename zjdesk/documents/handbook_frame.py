"""What stands around the contents of a handbook: cover, notes, and pages to be written on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.documents.furniture import BARE
from zjdesk.documents.handbook_people import seats_in
from zjdesk.documents.handbook_section import section
from zjdesk.documents.paragraph import Paragraph, draw_text
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.ruled import filled_up
from zjdesk.documents.signatures import Signatures
from zjdesk.documents.styles import (
    ABOVE_TITLE,
    BODY,
    CELL,
    CELL_LABEL,
    MM,
    PORTRAIT,
    TABLE_TITLE,
    TEXT_HEIGHT,
    TITLE,
)
from zjdesk.documents.table import Cell, Row, Table
from zjdesk.fields import Day
from zjdesk.people import OfficeName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.handbook import Handbook
    from zjdesk.documents.pages import Block

_BIG = replace(TITLE, size=38, leading=56)
_YEAR = replace(TITLE, size=24, leading=40)
_LINE = replace(ABOVE_TITLE, size=16, leading=26)
_CELL_TO_WRITE = replace(CELL, leading=30)


def cover_booklet(handbook: Handbook) -> Booklet:
    """The cover: branch, year and who was secretary."""
    secretaries = [
        seat.name
        for seat in seats_in(handbook.branch, handbook.span)
        if seat.office is OfficeName.SECRETARY
    ]
    lines = [
        ("支　　部", handbook.branch_name),
        ("上　　级", handbook.branch.superior),
        ("书　　记", "、".join(dict.fromkeys(secretaries))),
    ]
    cover = _Cover(f"{handbook.year}年度", tuple(lines))
    return Booklet(title="封面", blocks=[cover], furniture=BARE)


def note_booklet(handbook: Handbook) -> Booklet:
    """What the book holds, and what it does not."""
    count, until = len(handbook.minutes), Day("", "").show(handbook.until)
    scans = sum(bool(handbook.scans_of(one)) for one in handbook.minutes)
    scanned = f"其中{scans}条编入的是签字扫描件；" if scans else ""
    notes = [
        f"一、本册编入所属年度为{handbook.year}年、已经定稿的记录共{count}条，每条另起一页，"
        f"与定稿的内容相同；{scanned}统计和名册截至{until}。",
        f"二、还没有定稿的记录{handbook.drafts}条，没有编入。"
        if handbook.drafts
        else "二、没有尚未定稿的记录。",
        "三、谈心谈话的内容编入本册，请注意保密。"
        if handbook.with_talks
        else "三、谈心谈话只登记次数和日期，内容不编入本册。",
        "四、组织生活会和民主评议党员按所属年度编入，可能在次年召开。",
        "五、标有“（待填写）”的各页由书记手写，或另附打印件。",
        "六、本册为内部资料，按年度编制，由支部归档；书记变动时一并移交。",
    ]
    blocks = [Paragraph("编制说明", TITLE), *(Paragraph(note, BODY) for note in notes)]
    return Booklet(title="编制说明", blocks=blocks)


def writing_booklet(*, title: str) -> Booklet:
    """Pages to write on by hand, to be signed by the secretary."""
    note = Paragraph("（待填写）", replace(ABOVE_TITLE, size=12, leading=20))
    above = [Paragraph(title, TITLE), note]
    return Booklet(
        title=title,
        blocks=filled_up(above, Signatures(("书记",)), PORTRAIT),
    )


def checking_booklet(*, title: str) -> Booklet:
    """Where superiors note that they have seen the book, and who handed it to whom."""
    checked = _to_write(("检查日期", "检查单位和检查人", "意见"), (20, 30, 50), rows=6)
    handed = _to_write(
        ("移交日期", "移交人", "接收人", "监交人", "备注"), (22, 18, 18, 18, 24), rows=4
    )
    blocks: list[Block] = [
        Paragraph("检查记录", TABLE_TITLE),
        checked,
        Paragraph("移交记录", TABLE_TITLE),
        handed,
    ]
    blocks.append(Signatures(("书记", "组织委员")))
    return section(title, blocks)


def _to_write(headings: Sequence[str], shares: Sequence[int], *, rows: int) -> Table:
    def row(style_texts: Sequence[Paragraph]) -> Row:
        cells = zip(style_texts, shares, strict=True)
        return Row(tuple(Cell(text, share / sum(shares)) for text, share in cells))

    blank = row([Paragraph("", _CELL_TO_WRITE) for _ in headings])
    return Table((blank,) * rows, row([Paragraph(words, CELL_LABEL) for words in headings]))


@dataclass(frozen=True)
class _Cover:
    """The title in the upper half, below it whose book it is."""

    year: str
    lines: tuple[tuple[str, str], ...]
    before: float = 0
    after: float = 0
    keeps_next: bool = False

    def height(self, width: float) -> float:  # noqa: ARG002
        return TEXT_HEIGHT

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        middle = x + width / 2
        draw_text(canvas, "党支部工作手册", _BIG, x=middle, y=y - 65 * MM)
        draw_text(canvas, self.year, _YEAR, x=middle, y=y - 85 * MM)
        label, room = 30 * MM, 100 * MM
        left, top = x + (width - label - room) / 2, y - 160 * MM
        for name, text in self.lines:
            value = Paragraph(text, _LINE)
            height = value.height(room)
            Paragraph(name, replace(_LINE, align="left")).draw(canvas, left, top, label)
            value.draw(canvas, left + label, top, room)
            top -= height
            canvas.setLineWidth(0.6)
            canvas.line(left + label, top, left + label + room, top)
            top -= 5 * MM
