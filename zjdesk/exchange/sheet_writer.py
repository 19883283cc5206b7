"""One sheet as .xlsx: a text stays a text, whatever it begins with, and a day is a day."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell

NARROWEST, WIDEST = 6, 40
"""Widths of a column in characters."""


def write_sheet(
    name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = ""
) -> bytes:
    """A sheet with its header in row 1, to be printed across; `title` heads every printed page."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = name
    for number, row in enumerate([header, *rows], 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                _fill(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
    for column, values in enumerate(zip(header, *rows, strict=True), 1):
        widest = max(_width(value) for value in values) + 2
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(widest, NARROWEST), WIDEST)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if title:
        sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(cell: Cell, value: Any) -> None:
    if isinstance(value, str):
        cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _width(value: Any) -> int:
    text = "" if value is None else str(value)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
