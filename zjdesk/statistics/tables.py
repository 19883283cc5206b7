"""A table as a value: what screen, spreadsheet, paper and command line show alike.

Values stay numbers and days; a column says what they are and how they read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.text_width import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Value = str | int | float | date | None
Row = tuple[Value, ...]

NOTHING = "这段时间没有记录。"


class Measure(StrEnum):
    """What the values of a column are. Rates are per cent with one decimal: 97.9."""

    TEXT = "text"
    COUNT = "count"
    HOURS = "hours"
    RATE = "rate"
    DAY = "day"

    def show(self, value: Value) -> str:
        match value:
            case None:
                return ""
            case date():
                return value.isoformat()
            case float() if self is Measure.RATE:
                return f"{value:.10g}%"
            case float():
                return f"{value:.10g}"
        return str(value)


@dataclass(frozen=True)
class Column:
    """A column: a key for programs, a heading for people."""

    key: str
    heading: str
    measure: Measure = Measure.TEXT

    @property
    def is_number(self) -> bool:
        return self.measure not in (Measure.TEXT, Measure.DAY)


@dataclass(frozen=True)
class Table:
    """Rows of values under their columns; `total` is their sum, `notes` say how to read them.

    `members`: where each row is of a member, his or her id, row by row; "" of somebody unknown.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Row, ...]:
        """The rows and the total below them."""
        return (*self.rows, *([self.total] if self.total else ()))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said below the table; of an empty one, that nothing was recorded."""
        return self.notes if self.rows else (NOTHING,)

    def shown(self) -> Iterator[tuple[str, ...]]:
        """The lines in words."""
        for line in self.lines:
            yield tuple(c.measure.show(v) for c, v in zip(self.columns, line, strict=True))

    def values(self, key: str) -> list[Value]:
        """The values of a column, without the total."""
        place = [column.key for column in self.columns].index(key)
        return [row[place] for row in self.rows]

    def widths(self) -> list[int]:
        """What each column needs; a hanzi takes two."""
        texts = [[column.heading for column in self.columns], *self.shown()]
        return [max(map(width_of, column)) for column in zip(*texts, strict=True)]


def added(rows: Iterable[Row], columns: Iterable[Column]) -> Row:
    """The total of rows: 合计, and the sums of the columns that hold counts or hours."""
    counted = (Measure.COUNT, Measure.HOURS)
    rows = list(rows)
    sums: list[Value] = [
        sum(row[place] or 0 for row in rows) if column.measure in counted else None  # type: ignore[misc]
        for place, column in enumerate(columns)
    ]
    return ("合计", *sums[1:])
