"""The numbers of the tables as bars: whoever draws them counts nothing anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from zjdesk.kinds.catalogue import COLUMN
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Table

Number = int | float | None


@dataclass(frozen=True)
class Bar:
    """A value, None where there is none, and what is asked for, where something is."""

    label: str
    value: Number
    target: Number = None


@dataclass(frozen=True)
class Chart:
    """Bars side by side, in the order of their table."""

    title: str
    measure: Measure
    bars: tuple[Bar, ...]


def charts(report: Report) -> tuple[Chart, ...]:
    """Rate by month, hours by member, counts by kind, 微党课 by column."""
    members, lectures = report["members"], report["micro_lectures"]
    is_year = any(column.key == "target" for column in members.columns)
    return (
        Chart("到会率（按月份）", Measure.RATE, _bars(report["months"], "rate")),
        Chart(
            "学时（按党员）", Measure.HOURS, _bars(members, "hours", "target" if is_year else "")
        ),
        Chart("次数（按种类）", Measure.COUNT, _bars(report["kinds"], "counted")),
        Chart(
            "微党课（按栏目）",
            Measure.COUNT,
            tuple(
                Bar(words, sum(value or 0 for value in _numbers(lectures, key)))
                for key, words in COLUMN.options.items()
            ),
        ),
    )


def _bars(table: Table, value: str, target: str = "") -> tuple[Bar, ...]:
    labels = map(str, table.values(table.columns[0].key))
    targets = _numbers(table, target) if target else [None] * len(table.rows)
    return tuple(map(Bar, labels, _numbers(table, value), targets))


def _numbers(table: Table, key: str) -> list[Number]:
    return cast("list[Number]", table.values(key))
