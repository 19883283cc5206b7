"""Sheets of “XML 表格 2003”, which Excel writes as .xml and other programs call .xls.

Rows and cells are numbered only where some were left out; a span says how many follow unwritten.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import MOST_COLUMNS, Book, Fault, Grid, Sheet, Value, damaged
from zjdesk.exchange.plain_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MARK = "urn:schemas-microsoft-com:office:spreadsheet"
"""The namespace, by which such a file is known."""
MOST_ROWS = 1_048_576
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(text: str, encoding: str) -> Book:
    """The worksheets of a file. Raises SheetRefused."""
    try:
        # the text is decoded already: what the declaration says of bytes is no longer so
        root = parse_xml(_DECLARATION.sub("", text))
        return Book([_sheet(each) for each in root.iterfind("{*}Worksheet")], encoding=encoding)
    except SyntaxError as error:
        raise damaged("XML 表格读不出来") from error


def _sheet(worksheet: Element) -> Sheet:
    visible = worksheet.findtext("{*}WorksheetOptions/{*}Visible", "")
    grid = Grid(_given(worksheet, "Name"), is_hidden=visible.endswith("Hidden"))
    for column, element in _numbered(worksheet.iterfind("{*}Table/{*}Column"), MOST_COLUMNS):
        if _given(element, "Hidden") == "1" or _given(element, "Width") == "0":
            last = min(column + _number(element, "Span"), MOST_COLUMNS)
            grid.hidden_columns.update(range(column - 1, last))
    for row, element in _numbered(worksheet.iterfind("{*}Table/{*}Row"), MOST_ROWS):
        if _given(element, "Hidden") == "1":
            last = min(row + _number(element, "Span"), MOST_ROWS)
            grid.hidden_rows.update(range(row, last + 1))
        for column, cell in _numbered(element.iterfind("{*}Cell"), MOST_COLUMNS):
            grid.put(row, column - 1, _value(cell))
            right, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            if right or down:
                grid.merges.append((row, column - 1, row + down, column - 1 + right))
    return grid.sheet()


def _numbered(elements: Iterator[Element], most: int) -> Iterator[tuple[int, Element]]:
    """Rows, columns or cells with their numbers from 1 on, as far as `most`."""
    at = 0
    for element in elements:
        at = _number(element, "Index") or at + 1
        if at > most:
            return
        yield at, element
        at += _number(element, "Span") + _number(element, "MergeAcross")


def _value(cell: Element) -> Value:
    data = cell.find("{*}Data")
    is_formula = bool(_given(cell, "Formula"))
    if data is None:
        return Fault.NO_RESULT if is_formula else None
    text = "".join(data.itertext())
    match _given(data, "Type"):
        case "Number" if re.fullmatch(r"-?\d+", text):
            return int(text) if len(text) <= 15 else float(text)
        case "Number" if re.fullmatch(r"-?\d*\.?\d+(?:E[+-]?\d{1,2})?", text, re.IGNORECASE):
            return int(float(text)) if float(text).is_integer() else float(text)
        case "DateTime" if found := re.match(r"(\d{4})-(\d\d)-(\d\d)T", text):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return Fault.ERROR
        case "Boolean":
            return text == "1"
        case "Error":
            return Fault.ERROR
    return text


def _given(element: Element, name: str) -> str:
    return element.get(f"{{{MARK}}}{name}", "")


def _number(element: Element, name: str) -> int:
    written = _given(element, name)
    return int(written) if re.fullmatch(r"\d{1,7}", written, re.ASCII) else 0
