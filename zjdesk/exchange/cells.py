"""What a sheet is: rows of typed cells, numbered as a spreadsheet shows them.

Every reader puts its cells into a `Grid`, which bounds what a file can make of itself.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from zjdesk.errors import CannotRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_CELLS = 500_000
"""Cells with content in one sheet."""
MOST_COLUMNS = 1_000
"""Columns that are looked at; what stands further right is no roster."""
MACROS = "文件里带有宏，宏不会运行。"

PARSING_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What a library runs into in a damaged file, besides errors of its own."""


NOTHING = frozenset({"", "无", "暂无", "空", "-", "--", "—", "——", "–", "/", "\\"})
"""What people write into a cell about which there is nothing to say."""
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


class Fault(Enum):
    """A cell whose value is not there."""

    NO_RESULT = "公式的结果没有保存"
    ERROR = "公式出错"


Value: TypeAlias = str | int | float | bool | date | Fault | None
"""What a cell holds, as it was typed."""

Merge: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class SheetRefused(CannotRead):
    """A file that cannot be read as a sheet, or a sheet that cannot be read as a roster."""


def visible(text: str) -> str:
    """A text without what has no shape and comes along from web pages, chats and fonts."""
    return _UNSEEN.sub("", text)


@dataclass(frozen=True)
class Row:
    """A row with content. `number` counts from 1, columns count from 0."""

    number: int
    values: Sequence[Value]

    def __getitem__(self, column: int) -> Value:
        return self.values[column] if column < len(self.values) else None


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows with content from the top, merged cells filled from their top left."""

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    across: frozenset[tuple[int, int]] = frozenset()
    """Cells, by row and column, that a merge only repeats from the left."""
    down: frozenset[tuple[int, int]] = frozenset()
    """Cells, by row and column, that a merge only repeats from above."""
    is_typed: bool = True
    """Whether numbers and days are told from texts; in .csv and HTML everything is text."""


@dataclass(frozen=True)
class Book:
    """The sheets of a file; `encoding` and `delimiter` where it is a text."""

    sheets: Sequence[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    notes: Sequence[str] = ()
    """What a person should know about the file, one sentence each."""


def too_large(what: str) -> SheetRefused:
    return SheetRefused(
        f"表格太大：{what}",
        hint="没有读入任何内容。请把名册那几列复制到一个新表里，另存后再读入。",
    )


def damaged(why: str) -> SheetRefused:
    return SheetRefused(
        f"文件已损坏，或没有传完：{why}",
        hint="没有读入任何内容。请重新取得这个文件；能用 Excel 或 WPS 打开的，打开后另存为 .xlsx。",
    )


def locked() -> SheetRefused:
    return SheetRefused(
        "表格设了打开密码，读不了",
        hint="没有读入任何内容。请用 Excel 或 WPS 打开，去掉打开密码，另存后再读入。",
    )


def day_of_serial(serial: float, *, since_1904: bool = False) -> date | None:
    """The day that Excel keeps as this number; None if it is beyond the calendar.

    The 1900 system counts a 29 February 1900 that never was: numbers below 60 are one day ahead.
    """
    days = int(serial) + (1462 if since_1904 else int(serial < 60))
    try:
        return date(1899, 12, 30) + timedelta(days=days)
    except OverflowError:
        return None


@dataclass
class Grid:
    """The cells of one sheet while it is read. Raises SheetRefused where there are too many."""

    name: str
    is_hidden: bool = False
    merges: list[Merge] = attribute(default_factory=list)
    hidden_columns: set[int] = attribute(default_factory=set)
    hidden_rows: set[int] = attribute(default_factory=set)

    def __post_init__(self) -> None:
        self._rows: dict[int, dict[int, Value]] = defaultdict(dict)
        self._count = 0
        self._across: set[tuple[int, int]] = set()
        self._down: set[tuple[int, int]] = set()

    def put(self, row: int, column: int, value: Value) -> None:
        """Enter a cell; an empty one or one too far right is passed over."""
        is_blank = value is None or (isinstance(value, str) and not value.strip())
        if not is_blank and column < MOST_COLUMNS:
            self._count_one()
            self._rows[row][column] = value

    def sheet(self, *, is_typed: bool = True) -> Sheet:
        """The finished sheet."""
        width = 1 + max((max(cells) for cells in self._rows.values()), default=-1)
        for merge in self.merges:
            self._fill(merge, width)
        return Sheet(
            name=self.name,
            rows=[Row(number, _dense(self._rows[number])) for number in sorted(self._rows)],
            is_hidden=self.is_hidden,
            hidden_columns=frozenset(c for c in self.hidden_columns if c < width),
            hidden_rows=frozenset(self.hidden_rows & self._rows.keys()),
            across=frozenset(self._across),
            down=frozenset(self._down),
            is_typed=is_typed,
        )

    def _fill(self, merge: Merge, width: int) -> None:
        """Repeat the top left cell; rows without content of their own stay empty."""
        top, left, bottom, right = merge
        value = self._rows[top].get(left) if top in self._rows else None
        if value is None:
            return
        for row in self._between(top, bottom):
            cells = self._rows[row]
            for column in range(left, min(right + 1, width)):
                self._count_one()
                if cells.setdefault(column, value) is value:
                    self._across |= {(row, column)} if column > left else set()
                    self._down |= {(row, column)} if row > top else set()

    def _between(self, top: int, bottom: int) -> Iterator[int]:
        if bottom - top < len(self._rows):
            return (row for row in range(top, bottom + 1) if row in self._rows)
        return (row for row in self._rows if top <= row <= bottom)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise too_large(f"工作表“{self.name}”的内容超过{MOST_CELLS // 10_000}万格")


def _dense(cells: dict[int, Value]) -> list[Value]:
    row: list[Value] = [None] * (1 + max(cells))
    for column, value in cells.items():
        row[column] = value
    return row
