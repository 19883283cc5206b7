"""The duties of a year on one sheet: twelve months across, one row a duty, or a group.

What is not due yet stays blank, so that a sheet printed in June can hang until the end of the year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.listing import missing_in
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.styles import (
    ABOVE_TITLE,
    BELOW_TITLE,
    CELL,
    CELL_CENTRED,
    CELL_LABEL,
    LANDSCAPE,
    TITLE,
)
from zjdesk.documents.table import Cell, Row, Table
from zjdesk.duties.catalogue import FilledBy
from zjdesk.duties.cells import Status
from zjdesk.duties.lines import lines
from zjdesk.fields import Day
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from zjdesk.documents.pages import Block
    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.duties import cells
    from zjdesk.duties.lines import Line
    from zjdesk.errors import Problem
    from zjdesk.kinds.figures import Figures

DONE, MISSING, NOT_ASKED, TWICE = "✓", "缺", "—", "＊"
LEGEND = (
    f"{DONE} 已开及日期　{MISSING} 应开未开　{NOT_ASKED} 不要求　空白 未到期　不召开的写明原因。"
    "组织生活会和民主评议按所属年度计。"
)

_LABEL_SHARE = 0.16
_MONTH_SHARE = (1 - _LABEL_SHARE) / 12
_MARK = replace(CELL_CENTRED, face=ABOVE_TITLE.face, size=10, leading=13)
_LACK = replace(_MARK, face=CELL_LABEL.face)
_HEAD = replace(CELL_LABEL, size=10.5, leading=14)
_NOTE = replace(CELL, size=9.5, leading=14)


def write_duty_table(table: cells.Matrix, target: BinaryIO, *, branch: str) -> None:
    """Write the duties of a year as PDF; `branch` is its full name on the day of the matrix."""
    title = f"{table.year}年“三会一课”等落实情况"
    booklet = Booklet(
        title=title,
        blocks=[
            Paragraph(branch, ABOVE_TITLE),
            Paragraph(title, TITLE),
            Paragraph(f"截至{Day('', '').show(table.today)}", BELOW_TITLE),
            *duty_blocks(table),
        ],
        sheet=LANDSCAPE,
    )
    moment = datetime.combine(table.today, time())
    write_pdf([booklet], target, title=title, author=branch, moment=moment)


def duty_blocks(table: cells.Matrix) -> Iterator[Block]:
    """The table with its notes, for a page across."""
    twice = _counted_twice(table)
    yield Table(tuple(_row(line, twice) for line in lines(table)), _head())
    for note in (LEGEND, *_notes(twice.values())):
        yield Paragraph(note, _NOTE)


def duty_table_faults(table: cells.Matrix) -> list[Problem]:
    """The characters of the table that no font has."""
    cells = [cell for row in table.rows for cell in row.cells]
    texts = {part.reason for cell in cells for part in cell.parts}
    texts |= {part.group for cell in cells for part in cell.parts}
    return missing_in(sorted(texts | {one.title for one in _counted_twice(table).values()}))


# ------------------------------------------------------------------------------ inside


def _head() -> Row:
    months = (Cell(Paragraph(f"{month}月", _HEAD), _MONTH_SHARE) for month in range(1, 13))
    return Row((Cell(Paragraph("项目", _HEAD), _LABEL_SHARE), *months))


def _row(line: Line, twice: Collection[str]) -> Row:
    found = [Cell(Paragraph(line.label, _HEAD), _LABEL_SHARE)]
    reached = 0  # where the frequency changes, a period may begin before the last one ends
    for cell in line.cells:
        text, style = _shown(cell, twice)
        months = cell.period.last.month - reached
        found.append(Cell(Paragraph(text, style), _MONTH_SHARE * months))
        reached = cell.period.last.month
    return Row(tuple(found))


def _shown(cell: cells.Cell, twice: Collection[str]) -> tuple[str, TextStyle]:
    if cell.duty.filled_by is FilledBy.EVERY_MEMBER and cell.status is not Status.NOT_APPLICABLE:
        return _talks(cell)
    match cell.status:
        case Status.DONE:
            days = (_day(one, cell, twice) for one in cell.records)
            return f"{DONE}{'、'.join(dict.fromkeys(days))}", _MARK
        case Status.MISSING:
            return MISSING, _LACK
        case Status.NOT_APPLICABLE:
            return NOT_ASKED, _MARK
        case Status.EXCUSED:
            return f"不召开：{cell.reason}", _MARK
    return "", _MARK


def _talks(cell: cells.Cell) -> tuple[str, TextStyle]:
    """How many, never who: the sheet may hang where everybody sees it."""
    held = f"已谈{len(cell.records)}次"
    if cell.status is Status.DONE:
        return f"{DONE}{held}，全部谈到", _MARK
    if cell.status is Status.EXCUSED:
        return f"{held}；不再进行：{cell.reason}", _MARK
    open_ = f"{held}，还有{len(cell.uncovered)}人没有谈到" if cell.uncovered else ""
    return (f"{MISSING}：{open_}", _LACK) if cell.status is Status.MISSING else (open_, _MARK)


def _day(one: Figures, cell: cells.Cell, twice: Collection[str]) -> str:
    """12日 in a month, 3月12日 in a longer period, with the year where it is another."""
    period = cell.period
    text = f"{one.day.day}日"
    if period.first.month != period.last.month:
        text = f"{one.day.month}月{text}"
    if one.day.year != period.first.year:
        text = f"{one.day.year}年{text}"
    return text + TWICE * (one.id in twice)


def _counted_twice(table: cells.Matrix) -> dict[str, Figures]:
    """Events that fill duties of more than one kind, by id, the oldest first."""
    filled: dict[str, set[str]] = {}
    events: dict[str, Figures] = {}
    for cell in table.cells:
        for one in cell.records if cell.status is Status.DONE else ():
            filled.setdefault(one.id, set()).add(cell.duty.kind.key)
            events[one.id] = one
    found = [one for key, one in events.items() if len(filled[key]) > 1]
    return {one.id: one for one in sorted(found, key=lambda one: (one.day, one.id))}


def _notes(events: Iterable[Figures]) -> Iterator[str]:
    told = [
        f"{one.day.month}月{one.day.day}日{KINDS[one.kind].short}"
        f"（同时算作{'、'.join(KINDS[kind].short for kind in one.also)}）"
        for one in events
    ]
    if told:
        yield f"{TWICE} 一次活动同时计入两种：{'；'.join(told)}。"
