"""签到表: everybody who is expected, in the order of the roster, with room to sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zjdesk.documents.facts import when
from zjdesk.documents.listing import facts, number_pages
from zjdesk.documents.pages import Together
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.source import given
from zjdesk.documents.styles import ABOVE_TITLE, CELL, CELL_CENTRED, CELL_LABEL, LABEL, TITLE
from zjdesk.documents.table import Cell, Row, Table
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import expected_at
from zjdesk.participants import Status
from zjdesk.record import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zjdesk.documents.pages import Block
    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.documents.source import Source
    from zjdesk.participants import RosterEntry

    Line = tuple[str, ...]

ROWS = 16
"""Of two people each, so that a table fits on a page."""
BLANK_GUESTS = 3
BLANK_MEMBERS = 6
"""Where nobody is expected by rule, somebody may come who is not in the record."""

_SIGN = replace(CELL_CENTRED, leading=26)
_NAME = replace(CELL_CENTRED, leading=14)
_SMALL = replace(_NAME, size=10.5)
_HEADING = replace(LABEL, indent=0, before=6)


def sign_in_booklet(source: Source, *, title: str) -> Booklet:
    """The sheet of a meeting, to be signed on paper; `title` is its bookmark."""
    record = source.record
    return Booklet(
        title=title,
        blocks=list(_blocks(source)),
        furniture=number_pages(f"{source.signer}　{record.title}"),
    )


def _blocks(source: Source) -> Iterator[Block]:
    record = source.record
    yield Paragraph(source.signer, ABOVE_TITLE)
    yield Paragraph(f"{KINDS[record.kind].short}签到表", TITLE)
    yield facts(
        [
            [("名称", given(record.title))],
            [("时间", given(when(record)))],
            [("地点", given(record.place))],
        ]
    )
    waived = [entry for entry in record.roster if entry.waived and entry.by_default]
    expected = [entry for entry in record.roster if entry not in waived]
    yield from _members(source, expected)
    if waived:
        heading = Paragraph("不作考勤要求（到会的请签到）", _HEADING)
        yield Together((heading, *_tables(source, _numbered(source, waived))))
    guests = [(guest.name, guest.unit) for guest in record.guests] + [("", "")] * BLANK_GUESTS
    yield Together((Paragraph("列席人员", _HEADING), _guests(guests)))


def _members(source: Source, expected: Sequence[RosterEntry]) -> Iterator[Table]:
    lines = _numbered(source, expected)
    if expected_at(source.record) is Expected.NAMED:
        blank = BLANK_MEMBERS if lines else 2 * ROWS
        lines += [(str(len(lines) + number), "", "", "") for number in range(1, blank + 1)]
    return _tables(source, lines)


def _numbered(source: Source, entries: Sequence[RosterEntry]) -> list[Line]:
    on_leave = {one.member for one in source.record.attendance if one.status is Status.ON_LEAVE}
    return [
        (str(number), entry.label, entry.group, "请假" if entry.member in on_leave else "")
        for number, entry in enumerate(entries, 1)
    ]


def _tables(source: Source, lines: Sequence[Line]) -> Iterator[Table]:
    """Down the left half of a page, then down its right half."""
    has_groups = len({entry.group for entry in source.record.roster}) > 1
    shares = (0.06, 0.15, 0.14, 0.15) if has_groups else (0.06, 0.18, 0.0, 0.26)
    for start in range(0, len(lines), 2 * ROWS):
        page = lines[start : start + 2 * ROWS]
        half = (len(page) + 1) // 2
        left, right = page[:half], [*page[half:], ("", "", "", "")]
        rows = [
            _row((*one, *other), shares * 2, (_SMALL, _NAME, _SMALL, _SIGN) * 2)
            for one, other in zip(left, right, strict=False)
        ]
        yield Table(tuple(rows), _head(("序号", "姓名", "党小组", "签名") * 2, shares * 2))


def _guests(guests: Sequence[tuple[str, str]]) -> Table:
    shares = (0.06, 0.2, 0.44, 0.3)
    rows = [
        _row((str(number), name, unit, ""), shares, (_SMALL, _NAME, CELL, _SIGN))
        for number, (name, unit) in enumerate(guests, 1)
    ]
    return Table(tuple(rows), _head(("序号", "姓名", "单位及职务", "签名"), shares))


def _head(texts: Line, shares: Sequence[float]) -> Row:
    return _row(texts, shares, [replace(CELL_LABEL, size=11, leading=16)] * len(texts))


def _row(texts: Line, shares: Sequence[float], styles: Sequence[TextStyle]) -> Row:
    cells = zip(texts, shares, styles, strict=True)
    return Row(tuple(Cell(Paragraph(text, style), share) for text, share, style in cells if share))
