"""Any file a secretary has, as a book of sheets.

What a file is, its content says; its name says nothing. A file that is no sheet is refused with
what it is instead, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.errors import reason_of
from zjdesk.exchange import delimited, html_sheet, xls, xlsx, xml_sheet
from zjdesk.exchange.cells import Book, Fault, SheetRefused, too_large

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 50_000_000
"""Size of a file."""
MOST_TEXT = 20_000_000
"""Size of a .csv or HTML file."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_OTHERS = {
    b"%PDF": "PDF 文件",
    b"\xff\xd8\xff": "图片",
    b"\x89PNG": "图片",
    b"GIF8": "图片",
    b"BM": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "文档（RTF）",
    b"SQLite format 3\x00": "数据库文件",
}
_AS_XLSX = "没有读入任何内容。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再读入。"


def read_book(path: Path) -> Book:
    """The sheets of a file. Raises SheetRefused."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(f"文件超过{MOST_BYTES // 1_000_000}MB")
        content = path.read_bytes()
    except OSError as error:
        raise SheetRefused(
            f"读不了“{path}”：{reason_of(error)}",
            hint="请核对文件名；它若正在 Excel 或 WPS 里打开，请先关闭。",
        ) from error
    return parse_book(content)


def parse_book(content: bytes) -> Book:
    """The sheets of a file's content. Raises SheetRefused."""
    if not content.strip(b"\x00 \t\r\n"):
        raise SheetRefused("文件是空的", hint="请核对是不是选错了文件，或重新取得它。")
    book = _read(content)
    values = [
        value
        for sheet in book.sheets
        for row in sheet.rows
        for value in row.values
        if value is not None
    ]
    if not values:
        raise SheetRefused("表格里没有内容", hint="请核对是不是选错了文件。")
    if all(value is Fault.NO_RESULT for value in values):
        raise not_calculated()
    return book


def not_calculated() -> SheetRefused:
    return SheetRefused(
        "表里都是公式，文件里没有保存计算结果",
        hint="没有读入任何内容。请用 Excel 或 WPS 打开它，按一次保存，再读入。",
    )


def _read(content: bytes) -> Book:
    if content.startswith(_ZIP):
        return xlsx.read(content)
    if content.startswith((_OLE, *_BARE_XLS)):
        return xls.read(content)
    for mark, name in _OTHERS.items():
        if content.startswith(mark):
            raise SheetRefused(f"这是{name}，不是表格", hint="请选择 .xlsx、.xls 或 .csv 文件。")
    if len(content) > MOST_TEXT:
        raise too_large(f"文本超过{MOST_TEXT // 1_000_000}MB")
    text, encoding = delimited.decode(content)
    start = text[:4_000].lstrip().lower()
    if start.startswith("mime-version:"):
        raise SheetRefused("这是网页存档（.mht），不是表格", hint=_AS_XLSX)
    if not start.startswith("<"):
        return delimited.read(text, encoding)
    if xml_sheet.MARK in start and "<workbook" in start:
        return xml_sheet.read(text, encoding)
    return html_sheet.read(text, encoding)
