"""Statistics on paper: the tables of a report below each other, across the page."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.furniture import Furniture
from zjdesk.documents.listing import Column, listing, missing_in
from zjdesk.documents.pages import Together
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.styles import ABOVE_TITLE, BELOW_TITLE, LANDSCAPE, NOTE, TABLE_TITLE, TITLE
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zjdesk.documents.pages import Block
    from zjdesk.errors import Problem
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Table

SIZE = 10.5
PADDING, WIDEST = 2, 40
"""Of a column, in half widths of a character."""
LONG = 20
"""Texts wider than this begin at the left."""
SHORT = 12
"""A table of no more rows stays on one page."""


def write_statistics(report: Report, target: BinaryIO) -> None:
    """Write the tables of a report as PDF."""
    booklet = Booklet(
        title=report.title,
        blocks=list(_blocks(report)),
        furniture=Furniture(foot=f"{report.branch}　{report.title}"),
        sheet=LANDSCAPE,
    )
    moment = datetime.combine(report.until, time())
    title = f"{report.branch}{report.title}"
    write_pdf([booklet], target, title=title, author=report.branch, moment=moment)


def table_blocks(tables: Iterable[Table]) -> Iterator[Block]:
    """The tables below each other, with their titles and remarks."""
    for table in tables:
        blocks = tuple(_table(table))
        yield from [Together(blocks)] if len(table.rows) <= SHORT else blocks


def statistics_faults(report: Report) -> list[Problem]:
    """The characters of the statistics that no font has."""
    return missing_in(
        dict.fromkeys(text for table in report.tables for line in table.shown() for text in line)
    )


def _blocks(report: Report) -> Iterator[Block]:
    yield Paragraph(report.branch, ABOVE_TITLE)
    yield Paragraph(report.title, TITLE)
    yield Paragraph(report.extent, BELOW_TITLE)
    yield from table_blocks(report.tables)


def _table(table: Table) -> Iterator[Block]:
    yield Paragraph(table.title, TABLE_TITLE)
    if table.rows:
        yield listing(list(_columns(table)), table.shown(), size=SIZE)
    for remark in table.remarks:
        yield Paragraph(remark, NOTE)


def _columns(table: Table) -> Iterator[Column]:
    for column, width in zip(table.columns, table.widths(), strict=True):
        is_long = column.measure is Measure.TEXT and width > LONG
        yield Column(column.heading, min(width, WIDEST) + PADDING, centred=not is_long)
