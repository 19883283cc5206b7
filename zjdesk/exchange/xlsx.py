"""Sheets of an .xlsx file, read by openpyxl. Sizes are judged before anything is unpacked."""

from __future__ import annotations

import gc
import io
import math
import re
import warnings
import zipfile
import zlib
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from zjdesk.exchange.bare_package import NO_RESULT, bare_package, is_read
from zjdesk.exchange.cells import (
    MACROS,
    MOST_COLUMNS,
    PARSING_ERRORS,
    Book,
    Fault,
    Grid,
    Sheet,
    SheetRefused,
    Value,
    damaged,
    locked,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

MOST_PARTS = 2_000
MOST_UNPACKED = 80_000_000
"""Bytes of everything in the package, pictures too."""
MOST_XML = 20_000_000
"""Bytes of all that is read of it; a roster of 5,000 rows has about 5 million."""
MOST_RATIO = 200
"""Unpacked to packed of one large part; sheets reach about 30."""
LARGE = 1_000_000
"""Bytes from which a part's ratio matters."""


def read(content: bytes) -> Book:
    """The sheets of a package. Raises SheetRefused."""
    from openpyxl import load_workbook

    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            warnings.catch_warnings(),
            _garbage_left_lying(),
        ):
            warnings.simplefilter("ignore")
            _judge_sizes(archive)
            _judge_kind(archive)
            book = load_workbook(bare_package(archive), data_only=True)
            sheets = [_sheet(sheet) for sheet in book.worksheets]
            has_macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    except (*PARSING_ERRORS, zipfile.BadZipFile, zlib.error) as error:
        raise damaged("表格的内部读不出来") from error
    return Book(sheets, notes=(MACROS,) if has_macros else ())


@contextmanager
def _garbage_left_lying() -> Iterator[None]:
    """Looking for garbage among so many new cells, none of which is any, takes a third longer."""
    is_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_looking:
            gc.enable()


def _judge_sizes(archive: zipfile.ZipFile) -> None:
    """Refuse a package by its table of contents; zipfile never unpacks more than that says."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise too_large(f"里面有{len(parts)}个部件")
    for part in parts:
        if part.file_size > LARGE and part.file_size > part.compress_size * MOST_RATIO:
            times = part.file_size // max(part.compress_size, 1)
            raise SheetRefused(
                f"这个文件解压后会大{times}倍，不像正常的表格",
                hint="没有打开它，也没有读入任何内容。请核对它的来历，请对方另存一份再发。",
            )
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if is_read(part.filename))
    if unpacked > MOST_UNPACKED or xml > MOST_XML:
        raise too_large(f"解压后有{unpacked // 1_000_000}MB")


def _judge_kind(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise locked()
    if any(re.fullmatch(r"xl/workbook\w*\.xml", name) for name in names):
        return
    kinds = {
        "word/document.xml": "Word 文档",
        "ppt/presentation.xml": "演示文稿",
        "xl/workbook.bin": "二进制表格（.xlsb）",
        "content.xml": "OpenDocument 文件（.ods）",
    }
    kind = next((words for name, words in kinds.items() if name in names), "压缩包")
    hint = "请先解压，再选择里面的表格。"
    if kind != "压缩包":
        hint = "请用 Excel 或 WPS 把名册存成 .xlsx 后再读入。"
    raise SheetRefused(f"这是{kind}，不是能读的表格", hint=f"没有读入任何内容。{hint}")


def _sheet(sheet: Worksheet) -> Sheet:
    grid = Grid(sheet.title, is_hidden=sheet.sheet_state != "visible")
    # all public ways make every cell up to the last one, which may stand in row 1,048,576
    for cell in sheet._cells.values():  # noqa: SLF001
        grid.put(cell.row, cell.column - 1, _value(cell))
    for column in sheet.column_dimensions.values():
        if column.hidden or not column.width:
            grid.hidden_columns.update(range(column.min - 1, min(column.max, MOST_COLUMNS)))
    grid.hidden_rows.update(number for number, row in sheet.row_dimensions.items() if row.hidden)
    grid.merges.extend(
        (merge.min_row, merge.min_col - 1, merge.max_row, merge.max_col - 1)
        for merge in sheet.merged_cells.ranges
    )
    return grid.sheet()


def _value(cell: Any) -> Value:
    from openpyxl.utils.datetime import to_excel

    value = cell.value
    if cell.data_type == "e":
        return Fault.NO_RESULT if value == NO_RESULT else Fault.ERROR
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (time, timedelta)):
        value = to_excel(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return Fault.ERROR
        return int(value) if value.is_integer() else value
    return cast("Value", value)
