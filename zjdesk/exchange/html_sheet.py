"""Sheets of an HTML page: what many programs write and call .xls. Every table is a sheet."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from zjdesk.exchange.cells import MOST_COLUMNS, Book, Grid, SheetRefused

MOST_TABLES = 200
MOST_ROWS_SPANNED = 10_000
_UNSEEN = {"style", "script", "title"}


def read(text: str, encoding: str) -> Book:
    """The tables of a page. Raises SheetRefused if there is none."""
    page = _Page()
    page.feed(text)
    page.close()
    while page.open_tables:
        page.end_table()
    sheets = [table.grid.sheet(is_typed=False) for table in page.tables]
    if not any(sheet.rows for sheet in sheets):
        raise SheetRefused(
            "这是网页，里面没有表格",
            hint="没有读入任何内容。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再读入。",
        )
    return Book(sheets, encoding=encoding)


class _Table:
    """A table while it is read: where the next cell goes, and what it covers below."""

    def __init__(self, number: int) -> None:
        self.grid = Grid(f"表格{number}")
        self.row = 0
        self.column = 0
        self.columns_declared = 0
        self.covered: dict[int, int] = {}
        """The last row that a cell from above reaches down to, by column."""
        self.text: list[str] | None = None
        self.spans = (1, 1)

    def start_row(self, *, is_hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        if is_hidden:
            self.grid.hidden_rows.add(self.row)

    def start_cell(self, rows: int, columns: int) -> None:
        self.end_cell()
        if not self.row:
            self.start_row(is_hidden=False)
        while self.covered.get(self.column, 0) >= self.row:
            self.column += 1
        self.text, self.spans = [], (rows, columns)

    def end_cell(self) -> None:
        if self.text is None:
            return
        lines = [" ".join(line.split()) for line in "".join(self.text).split("\n")]
        self.grid.put(self.row, self.column, "\n".join(line for line in lines if line))
        rows, columns = self.spans
        if self.spans != (1, 1):
            bottom, right = self.row + rows - 1, self.column + columns - 1
            self.grid.merges.append((self.row, self.column, bottom, right))
            for column in range(self.column, right + 1):
                self.covered[column] = bottom
        self.column += columns
        self.text = None

    def declare_columns(self, count: int, *, are_hidden: bool) -> None:
        if are_hidden:
            after = self.columns_declared + count
            self.grid.hidden_columns.update(range(self.columns_declared, after))
        self.columns_declared = min(self.columns_declared + count, MOST_COLUMNS)


class _Page(HTMLParser):
    """Tables may lie in one another; a cell has the text that is its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self.open_tables: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            if len(self.tables) < MOST_TABLES:
                self.tables.append(_Table(len(self.tables) + 1))
            self.open_tables.append(self.tables[-1])
        elif tag in _UNSEEN:
            self._unseen += 1
        if not self.open_tables:
            return
        table = self.open_tables[-1]
        match tag:
            case "tr":
                table.start_row(is_hidden=_is_hidden(given))
            case "td" | "th":
                rows = _span(given.get("rowspan", ""), MOST_ROWS_SPANNED)
                table.start_cell(rows, _span(given.get("colspan", ""), MOST_COLUMNS))
            case "col":
                count = _span(given.get("span", ""), MOST_COLUMNS)
                table.declare_columns(count, are_hidden=_is_hidden(given))
            case "br" | "p" | "div" if table.text is not None:
                table.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self.open_tables:
            self.end_table()
        elif tag in ("td", "th", "tr") and self.open_tables:
            self.open_tables[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open_tables and not self._unseen:
            text = self.open_tables[-1].text
            if text is not None:
                text.append(data.replace("\n", " "))

    def end_table(self) -> None:
        self.open_tables.pop().end_cell()


def _span(written: str, most: int) -> int:
    number = re.match(r"\s*(\d{1,6})", written)
    return min(max(int(number[1]), 1), most) if number else 1


def _is_hidden(given: dict[str, str]) -> bool:
    return re.search(r"display\s*:\s*none", given.get("style", "").lower()) is not None
