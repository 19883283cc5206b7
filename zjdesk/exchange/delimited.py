"""Sheets of a text: .csv and .txt, whatever their encoding and delimiter."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import Book, Grid, SheetRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t", "|")
TYPED_DELIMITERS = ("，", "；")
"""What a person types instead; in a file of a program it is punctuation."""
_TRIED = 4_000
"""Bytes from the start that tell how the characters are written."""
ROWS_TRIED = 200
"""Rows from the top that decide on the delimiter."""

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_USUAL = re.compile(r"[\t\r\n -~·、。，；：？！（）“”《》　\u4e00-\u9fff\uff10-\uff5a]")
"""Characters that texts of this country are made of."""
_END = "\x00"
"""A last row of our own: an open quotation mark swallows it."""


def decode(content: bytes) -> tuple[str, str]:
    """A text and its encoding. Raises SheetRefused.

    The mark at its start decides; else zeros betray UTF-16; else it is UTF-8 if it can be, else
    GB18030, which holds GBK and what Chinese Windows adds to it.
    """
    known = [encoding for mark, encoding in _BOMS.items() if content.startswith(mark)]
    if not known and b"\x00" in content:
        known = list(_unmarked_utf16(content))
    for encoding in known or ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\x00-\x08\x0e-\x1f]", text):
            return text, encoding
    raise SheetRefused(
        "这个文件不是表格，也不是文本",
        hint="没有读入任何内容。请选择 .xlsx、.xls 或 .csv 文件；Excel 能打开的，请另存为 .xlsx。",
    )


def read(text: str, encoding: str) -> Book:
    """A delimited text as a book of one sheet. Raises SheetRefused."""
    lines = list(io.StringIO(text, newline=""))
    named = re.fullmatch('"?sep=(.)"?\\s*', lines[0]) if lines else None
    if named:
        del lines[0]  # Excel does not show this line either
    grid = Grid("")
    try:
        delimiter = named[1] if named else _delimiter(lines)
        for number, row in enumerate(_rows(lines, delimiter), 1):
            for column, cell in enumerate(row):
                grid.put(number, column, _bare(cell))
    except csv.Error as error:
        raise SheetRefused(
            "文本里有一格太长，读不了",
            hint="没有读入任何内容。多半是引号没有配对，请用 Excel 或 WPS 打开核对，另存为 .xlsx。",
        ) from error
    return Book([grid.sheet(is_typed=False)], encoding=encoding, delimiter=delimiter)


def _unmarked_utf16(content: bytes) -> Iterator[str]:
    """UTF-16 in the order of bytes in which a file begins as a text does."""
    for encoding in ("utf-16-le", "utf-16-be"):
        start = content[:_TRIED].decode(encoding, errors="replace")
        if len(_USUAL.findall(start)) > len(start) * 0.9:
            yield encoding


def _rows(lines: list[str], delimiter: str | None) -> list[list[str]]:
    rows = list(csv.reader([*lines, _END], delimiter=delimiter or ","))
    if rows.pop() != [_END]:
        raise SheetRefused(
            f"第{len(rows) + 1}行有一个引号没有配对，后面的行都被它包了进去",
            hint="没有读入任何内容。请在那一行补上或删去引号，再读入。",
        )
    return rows


def _delimiter(lines: list[str]) -> str | None:
    """The delimiter that makes the most cells in rows of one width; None if there is none."""

    def cells_alike(delimiter: str) -> int:
        rows = list(csv.reader(lines[:ROWS_TRIED], delimiter=delimiter))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    for delimiters in (DELIMITERS, TYPED_DELIMITERS):
        found = {delimiter: cells_alike(delimiter) for delimiter in delimiters}
        best = max(delimiters, key=lambda delimiter: found[delimiter])
        if found[best]:
            return best
    return None


def _bare(cell: str) -> str:
    """Programs write ="0012" to keep a spreadsheet from making a number of it."""
    shielded = re.fullmatch('="([^"]*)"', cell.strip())
    return shielded[1] if shielded else cell
