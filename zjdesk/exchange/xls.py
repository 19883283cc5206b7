"""Sheets of an old .xls file (BIFF, Excel 97–2003 and WPS)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from zjdesk.exchange.cells import (
    MACROS,
    PARSING_ERRORS,
    Book,
    Fault,
    Grid,
    Sheet,
    SheetRefused,
    Value,
    damaged,
    day_of_serial,
    locked,
)

if TYPE_CHECKING:
    import xlrd


def read(content: bytes) -> Book:
    """The sheets of an .xls file. Raises SheetRefused, also for what else is wrapped like one."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO()
        )
        sheets = [_sheet(sheet, book.datemode) for sheet in book.sheets()]
    except (*PARSING_ERRORS, xlrd.XLRDError, CompDocError) as error:
        raise _explain(content, error) from error
    has_macros = _holds(content, "_VBA_PROJECT")
    return Book(sheets, notes=(MACROS,) if has_macros else ())


def _explain(content: bytes, error: BaseException) -> SheetRefused:
    if "encrypted" in str(error) or _holds(content, "EncryptedPackage"):
        return locked()
    if _holds(content, "WordDocument"):
        return SheetRefused(
            "这是 Word 文档，不是表格", hint="请把里面的名册复制到 Excel 或 WPS 表格，存成 .xlsx。"
        )
    return damaged("旧式表格（.xls）读不出来")


def _holds(content: bytes, stream: str) -> bool:
    """Whether a stream of this name is in the file's directory."""
    return stream.encode("utf-16-le") in content


def _sheet(sheet: Any, datemode: int) -> Sheet:
    grid = Grid(sheet.name, is_hidden=sheet.visibility != 0)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            grid.put(row + 1, column, _value(cell, datemode))
    grid.hidden_columns = {
        column for column, info in sheet.colinfo_map.items() if info.hidden or not info.width
    }
    grid.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    grid.merges = [
        (top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells
    ]
    return grid.sheet()


def _value(cell: xlrd.sheet.Cell, datemode: int) -> Value:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_DATE if cell.value >= 1:
            return day_of_serial(cell.value, since_1904=bool(datemode)) or Fault.ERROR
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            number = float(cell.value)
            return int(number) if number.is_integer() else number
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return Fault.ERROR
    return None
