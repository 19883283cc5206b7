"""Sheets as .xlsx: a text stays a text, whatever it begins with, and a day is a day."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zjdesk.text_width import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

NARROWEST, WIDEST = 6, 40
"""Widths of a column in characters."""
_LINE = 15
"""Points of a line of text."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet with its header in row 1, to be printed across.

    `title` heads every printed page. `formats` are those of numbers, by column: "0", "0.0%".
    `total` stands in bold below the rows, `notes` below that, a line each.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    title: str = ""
    formats: Sequence[str] = ()
    total: Sequence[Any] = ()
    notes: Sequence[str] = ()


def write_sheet(
    name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = ""
) -> bytes:
    """A book of one sheet."""
    return write_book([Sheet(name=name, header=header, rows=rows, title=title)])


def write_book(sheets: Sequence[Sheet]) -> bytes:
    """A book of sheets, the first in front."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        _write(book.create_sheet(each.name), each)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(sheet: Worksheet, given: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    lines = [given.header, *given.rows, *([given.total] if given.total else [])]
    formats = given.formats or [""] * len(given.header)
    for number, line in enumerate(lines, 1):
        for column, (value, number_format) in enumerate(zip(line, formats, strict=True), 1):
            if value is not None:
                _fill(sheet.cell(number, column), value, number_format)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
    if given.total:
        for cell in sheet[len(lines)]:
            cell.font = Font(bold=True)
    for column, values in enumerate(zip(*lines, strict=True), 1):
        widest = max(_width(value) for value in values) + 2
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(widest, NARROWEST), WIDEST)
        if widest > WIDEST:
            for cell in sheet[letter][1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    last = _write_notes(sheet, given.notes, below=len(lines), columns=len(given.header))
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(given.header))}{last}"
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if given.title:
        sheet.oddHeader.center.text = given.title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _write_notes(sheet: Worksheet, notes: Sequence[str], *, below: int, columns: int) -> int:
    """Write the notes across the columns and give the last row in use."""
    from openpyxl.styles import Alignment

    room = sum(one.width for one in sheet.column_dimensions.values()) - 2
    first = below + 2
    for number, note in enumerate(notes, first):
        cell = sheet.cell(number, 1)
        _fill(cell, note)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)
        sheet.row_dimensions[number].height = _LINE * -(-width_of(note) // int(room))
    return first + len(notes) - 1 if notes else below


def _fill(cell: Cell, value: Any, number_format: str = "") -> None:
    if isinstance(value, str):
        cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        return
    cell.value = value
    cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else number_format or "General"


def _width(value: Any) -> int:
    return width_of("" if value is None else str(value))
