"""Which row holds the headers, and which column is which field of a member.

Headers may stand in any row, and in up to three of them. A column that nobody sees, because it is
hidden, is never taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import MOST_COLUMNS, Fault, Row
from zjdesk.exchange.column_choice import chosen_columns, told_apart
from zjdesk.exchange.headers import (
    FIELDS,
    FOR_OUTSIDERS,
    OTHERS,
    field_of,
    is_known,
    letters,
    plain_header,
    rank_of,
)
from zjdesk.fields import Day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.cells import Sheet, Value

ROWS_TRIED = 60
"""Rows with content, from the top, among which the headers are looked for."""
MOST_ROWS = 3
"""Rows that headers of several rows have."""
LONGEST_HEADER = 40


@dataclass(frozen=True)
class Column:
    """What stands below one header. `index` counts from 0; `key` None: not taken over."""

    index: int
    label: str
    key: str | None
    is_hidden: bool = False
    others: Sequence[int] = ()
    """Columns to the right of it that stand under the same header."""

    def moved(self, right: int) -> Column:
        """The column of the same header in a table that stands further right."""
        label = f"{self.label}（{letters(self.index + right)}列）" if right else self.label
        return replace(self, label=label)

    @property
    def is_identity_number(self) -> bool:
        plain = plain_header(self.label)
        return "身份" in plain and ("号" in plain or "证" in plain)


@dataclass(frozen=True)
class Header:
    """The headers of a sheet: the first of their rows, the last, and the columns.

    Where one table stands beside another of the same headers, the columns are those of the left.
    """

    sheet: Sheet
    first: int
    last: int
    columns: Sequence[Column]
    tables: Sequence[int] = (0,)
    """How many columns to the right of the first each table stands."""

    @property
    def blocks(self) -> Sequence[Header]:
        """Each of the tables side by side as a sheet of its own, with the rows as numbered.

        Headers of those on the right say in which column they really stand.
        """
        if len(self.tables) == 1:
            return [self]
        left = self.columns[0].index
        ends = [*(left + start for start in self.tables[1:]), None]
        return [
            Header(
                _part_of(self.sheet, left, left + start, end),
                self.first,
                self.last,
                [column.moved(start) for column in self.columns],
            )
            for start, end in zip(self.tables, ends, strict=True)
        ]

    def cell(self, row: Row, column: Column) -> Value:
        """What a row says in a column; what several under one header say is read as one."""
        if not column.others:
            return row[column.index]
        said = [
            row[index]
            for index in (column.index, *column.others)
            if (row.number, index) not in self.sheet.across
        ]
        there = [value for value in said if value is not None]
        faults = [value for value in there if isinstance(value, Fault)]
        if len(there) < 2 or faults:
            return next(iter(faults or there), None)
        if column.key and isinstance(FIELDS[column.key][1], Day):
            return "-".join("0" if value is None else str(value) for value in said)
        return " ".join(map(str, there))

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(column.key for column in self.columns if column.key)

    @property
    def is_of_outsiders(self) -> bool:
        """Whether it is that of people who are not yet members."""
        return "joined_on" not in self.keys and any(
            FOR_OUTSIDERS.search(column.label) for column in self.columns
        )

    @property
    def weight(self) -> tuple[bool, int, int, bool, int, int]:
        """How good a header it is: of members, fields known, other headers known, rows below it.

        Of two that are equally good the one is meant whose sheet has the later year in its name.
        """
        others = sum(plain_header(column.label) in OTHERS for column in self.columns)
        below = sum(row.number > self.last for row in self.sheet.rows)
        years = map(int, re.findall(r"(?:19|20)\d\d", self.sheet.name))
        year = max(years, default=0)
        return not self.is_of_outsiders, len(self.keys), others, below > 0, year, below


def label_at(row: Row, column: int) -> str:
    """What a column is called by a row of headers; empty where the cell is none."""
    labels = _texts(row)
    places = [index for index, label in enumerate(labels) if label]
    unique = told_apart([labels[index] for index in places], places)
    return dict(zip(places, unique, strict=True)).get(column, "")


def find_headers(
    sheets: Sequence[Sheet], wanted: Mapping[str, str | None], *, row: int | None = None
) -> list[Header]:
    """Every header that could be meant, the best first; with `row`, those in that row.

    `wanted` gives columns, by header, the key that a person chose, or None to leave them out.
    """
    found = [
        header
        for sheet in sheets
        for at in range(len(sheet.rows) if row is not None else min(len(sheet.rows), ROWS_TRIED))
        if (row is None or row - 1 <= sheet.rows[at].number <= row)
        and (header := _header_at(sheet, at, wanted)) is not None
        and (row is None or header.first <= row <= header.last)
    ]
    found.sort(key=lambda header: header.weight, reverse=True)
    return found


# ------------------------------------------------------------------------------ inside

_OF_A_DAY = {"年", "月", "日", "年份", "月份"}


def _header_at(sheet: Sheet, at: int, wanted: Mapping[str, str | None]) -> Header | None:
    """The header that begins in a row: in that row alone, or in it and those below."""
    if _goes_on(sheet, sheet.rows[at]):
        return None
    best = _header(sheet, sheet.rows[at : at + 1], wanted)
    for below in range(at + 1, min(at + MOST_ROWS, len(sheet.rows))):
        row, last = sheet.rows[below], sheet.rows[below - 1]
        if row.number != last.number + 1 or not _may_go_on(last, row):
            break
        longer = _header(sheet, sheet.rows[at : below + 1], wanted)
        is_better = best is None or (longer and len(longer.keys) > len(best.keys))
        if longer and (is_better or _goes_on(sheet, row)):
            best = longer
    return best


def _goes_on(sheet: Sheet, row: Row) -> bool:
    """Whether headers of the row above reach down into a row, so that it is one of headers too."""
    return any(
        (row.number, column) in sheet.down and is_known(text)
        for column, text in enumerate(_texts(row))
        if text
    )


def _may_go_on(row: Row, below: Row) -> bool:
    """Whether a row of headers may go on in the row below, which then names nobody."""
    texts = _texts(row)
    if not any(is_known(text) for text in texts):
        return False
    name = next((n for n, text in enumerate(texts) if field_of(text) == "name"), None)
    return name is None or below[name] is None or below[name] == row[name]


def _joined(upper: Sequence[str], row: Row) -> list[str]:
    """The headers of two rows: the lower word if it says enough, else both."""
    width = max(len(upper), len(row.values))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*_texts(row), *[""] * (width - len(row.values))]
    others = _other_people(above, below)
    joined = []
    for high, low in zip(above, below, strict=True):
        if not low or low == high or (low in _OF_A_DAY and field_of(high)):
            joined.append(high or low)
        elif is_known(low) and high not in others:
            joined.append(low)
        else:
            joined.append(f"{high}{low}")
    return joined


def _other_people(above: Sequence[str], below: Sequence[str]) -> frozenset[str]:
    """Words above a further 姓名: what stands under them is of somebody else, as 入党介绍人."""
    over_names = [
        "" if high == low else high
        for high, low in zip(above, below, strict=True)
        if field_of(low or high) == "name"
    ]
    own = "" if "" in over_names else next(iter(over_names), "")
    return frozenset(over_names) - {own}


def _header(sheet: Sheet, rows: Sequence[Row], wanted: Mapping[str, str | None]) -> Header | None:
    labels = _texts(rows[0])
    for row in rows[1:]:
        labels = _joined(labels, row)
    if len(set(labels)) == 1 < len(labels):
        return None
    under = _under_one_header(sheet, rows[-1], labels)
    places = list(under)
    tables = _side_by_side(labels, places, sheet.hidden_columns)
    places = places[: len(places) // len(tables)]
    unique = told_apart([labels[index] for index in places], places)
    keys: dict[int, str | None] = dict(chosen_columns(unique, wanted))
    best: dict[str, int] = {}
    for number, index in enumerate(places):
        key = field_of(labels[index])
        if key is None or number in keys or key in keys.values() or index in sheet.hidden_columns:
            continue
        if key not in best or rank_of(labels[index]) < rank_of(labels[places[best[key]]]):
            best[key] = number
    keys |= {number: key for key, number in best.items()}
    if "name" not in keys.values():
        return None
    columns = [
        Column(index, label, keys.get(number), index in sheet.hidden_columns, under[index])
        for number, (index, label) in enumerate(zip(places, unique, strict=True))
    ]
    return Header(sheet, rows[0].number, rows[-1].number, columns, tables)


def _under_one_header(sheet: Sheet, row: Row, labels: Sequence[str]) -> dict[int, list[int]]:
    """The columns that have a header of their own, each with those that share it."""
    under: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        if not label:
            continue
        first = next(reversed(under), None)
        is_next = first is not None and labels[first] == label and labels[index - 1] == label
        is_shared = (row.number, index) in sheet.across or _text(row[index]) in _OF_A_DAY
        if first is not None and is_next and is_shared:
            under[first].append(index)
        else:
            under[index] = []
    return under


def _side_by_side(
    labels: Sequence[str], places: Sequence[int], hidden: frozenset[int]
) -> Sequence[int]:
    """How far apart the tables begin whose headers are all the same; (0,) if there is but one."""
    plain = [plain_header(labels[index]) for index in places]
    for width in range(2, len(places) // 2 + 1):
        starts = places[::width]
        tables = [start - places[0] for start in starts]
        expected = [place + table for table in tables for place in places[:width]]
        is_repeated = plain == plain[:width] * len(starts) and list(places) == expected
        if is_repeated and not hidden & set(places):
            return tables
    return (0,)


def _part_of(sheet: Sheet, left: int, start: int, end: int | None) -> Sheet:
    """The columns of one of the tables side by side, moved to where the first has its own."""
    rows = [Row(row.number, [*[None] * left, *row.values[start:end]]) for row in sheet.rows]

    def moved(cells: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        there = range(start, end or MOST_COLUMNS)
        return frozenset((row, c - start + left) for row, c in cells if c in there)

    return replace(
        sheet,
        rows=[row for row in rows if any(v is not None for v in row.values)],
        across=moved(sheet.across),
        down=moved(sheet.down),
    )


def _texts(row: Row) -> list[str]:
    return [_text(value) for value in row.values]


def _text(value: Value) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_HEADER:
        return ""
    return " ".join(value.split())
