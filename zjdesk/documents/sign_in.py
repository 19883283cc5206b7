"""签到表: everybody who is expected, in the order of the roster, with room to sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zjdesk.documents.facts import when
from zjdesk.documents.furniture import Furniture
from zjdesk.documents.listing import facts
from zjdesk.documents.pages import Together
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.source import given, shown_day
from zjdesk.documents.styles import ABOVE_TITLE, CELL_CENTRED, CELL_LABEL, LABEL, TITLE
from zjdesk.documents.table import Cell, Row, Table
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import expected_at
from zjdesk.participants import Status
from zjdesk.record import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zjdesk.documents.pages import Block
    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.documents.source import Source
    from zjdesk.participants import RosterEntry
    from zjdesk.record import Record

    Line = tuple[str, str, str, str]
    Columns = Mapping[str, float]

BLANK_GUESTS = 4
BLANK_MEMBERS = 6
"""Where nobody is expected by rule, somebody may come who is not in the record."""
ALL_BLANK = 30
"""Where nobody is known."""

MEMBERS = {"序号": 0.075, "姓名": 0.145, "党小组": 0.14, "签名": 0.14}
MEMBERS_OF_ONE_GROUP = MEMBERS | {"党小组": 0.0, "签名": 0.28}
GUESTS = {"序号": 0.075, "姓名": 0.12, "单位及职务": 0.165, "签名": 0.14}
"""The shares of the width: a line stands twice in it."""

_SIGN = replace(CELL_CENTRED, leading=20)
_NAME = replace(CELL_CENTRED, leading=14)
_SMALL = replace(_NAME, size=10.5)
_HEAD = replace(CELL_LABEL, size=11, leading=16)
_STYLES = (_SMALL, _NAME, _SMALL, _SIGN)
_HEADING = replace(LABEL, indent=0, before=6)


def sign_in_booklet(source: Source, *, title: str) -> Booklet:
    """The sheet of a meeting, to be signed on paper; `title` is its bookmark."""
    record = source.record
    return Booklet(
        title=title,
        blocks=list(_blocks(source)),
        furniture=Furniture(foot=f"{source.signer}　{shown_day(record.day)}"),
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
    columns = _columns(record)
    yield _table(_lines(source, expected), columns)
    if waived:
        heading = Paragraph("不作考勤要求（到会的请签到）", _HEADING)
        yield Together((heading, _table(_numbered(source, waived), columns)))
    guests = [(guest.name, guest.unit) for guest in record.guests] + [("", "")] * BLANK_GUESTS
    lines = [(str(number), *guest, "") for number, guest in enumerate(guests, 1)]
    heading = Paragraph("列席人员", _HEADING)
    yield Together((heading, _table(lines, GUESTS)))


def _lines(source: Source, expected: Sequence[RosterEntry]) -> list[Line]:
    lines = _numbered(source, expected)
    if expected_at(source.record) is Expected.NAMED:
        blank = BLANK_MEMBERS if lines else ALL_BLANK
        lines += [(str(len(lines) + number), "", "", "") for number in range(1, blank + 1)]
    return lines


def _numbered(source: Source, entries: Sequence[RosterEntry]) -> list[Line]:
    on_leave = {one.member for one in source.record.attendance if one.status is Status.ON_LEAVE}
    return [
        (str(number), entry.label, entry.group, "请假" if entry.member in on_leave else "")
        for number, entry in enumerate(entries, 1)
    ]


def _columns(record: Record) -> Columns:
    has_groups = len({entry.group for entry in record.roster}) > 1
    return MEMBERS if has_groups else MEMBERS_OF_ONE_GROUP


def _table(lines: Sequence[Line], columns: Columns) -> Table:
    """Two people in a row."""
    number, name, about, sign = columns
    names = (number, name, about, sign)
    right = [*lines[1::2], ("", "", "", "")]
    rows = (
        _row(one, other, columns, _STYLES) for one, other in zip(lines[::2], right, strict=False)
    )
    return Table(tuple(rows), _row(names, names, columns, (_HEAD,) * 4))


def _row(left: Line, right: Line, columns: Columns, styles: Sequence[TextStyle]) -> Row:
    cells = [
        Cell(Paragraph(text, style), share)
        for line in (left, right)
        for text, share, style in zip(line, columns.values(), styles, strict=True)
        if share
    ]
    return Row(tuple(cells))
