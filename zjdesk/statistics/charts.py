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
    """Bars side by side, in the order of the table whose key is `table`.

    `asked`: what the targets are called; empty where nothing is asked for.
    """

    table: str
    title: str
    measure: Measure
    bars: tuple[Bar, ...]
    asked: str = ""


def charts(report: Report) -> tuple[Chart, ...]:
    """Rate by month, hours by member, counts by kind, 微党课 by column, 研学 and 共建 by unit.

    And what was held against what was due, where the report has that.
    """
    members, lectures = report["members"], report["micro_lectures"]
    is_year = any(column.key == "target" for column in members.columns)
    target, asked = ("target", "应修学时") if is_year else ("", "")
    columns = tuple(
        Bar(words, sum(value or 0 for value in _numbers(lectures, key)))
        for key, words in COLUMN.options.items()
    )
    studies, partners = report["study_sessions"], report["partner_units"]
    duties = [table for table in report.tables if table.key == "duties"]
    count = Measure.COUNT
    return (
        Chart("months", "到会率（按月份）", Measure.RATE, _bars(report["months"], "rate")),
        Chart("members", "学时（按党员）", Measure.HOURS, _bars(members, "hours", target), asked),
        Chart("kinds", "次数（按种类）", count, _bars(report["kinds"], "counted")),
        Chart("micro_lectures", "微党课（按栏目）", count, columns),
        Chart(
            "study_sessions", "研学次数（按组织单位）", count, _bars(studies, "times", of="unit")
        ),
        Chart("partner_units", "共建次数（按单位）", count, _bars(partners, "times")),
        *(
            Chart("duties", "应开和已开", count, _bars(one, "done", "due"), "应开")
            for one in duties
        ),
    )


def _bars(table: Table, value: str, target: str = "", *, of: str = "") -> tuple[Bar, ...]:
    """A bar of every row; `of` is the column with its name, the first one unless it is said."""
    labels = map(str, table.values(of or table.columns[0].key))
    targets = _numbers(table, target) if target else [None] * len(table.rows)
    return tuple(map(Bar, labels, _numbers(table, value), targets))


def _numbers(table: Table, key: str) -> list[Number]:
    return cast("list[Number]", table.values(key))
