"""应开 against 已开: the duties of a span as counts, taken from the matrices of its years."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TYPE_CHECKING

from zjdesk.duties.cells import Status
from zjdesk.statistics.tables import Column, Measure, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.duties.catalogue import Duty
    from zjdesk.duties.cells import Cell, Matrix
    from zjdesk.periods import Period

_COLUMNS = (
    Column("duty", "项目"),
    Column("due", "应开", Measure.COUNT),
    Column("done", "已开", Measure.COUNT),
    Column("missing", "缺", Measure.COUNT),
    Column("open", "未到期", Measure.COUNT),
    Column("excused", "不召开", Measure.COUNT),
    Column("missing_in", "缺的时段"),
)


def duty_table(matrices: Iterable[Matrix], span: Period) -> Table:
    """How often each duty was due and done; 党小组会 are counted for each group."""
    found: defaultdict[Duty, _Counts] = defaultdict(_Counts)
    for matrix in matrices:
        for row in matrix.rows:
            for cell in row.cells:
                if cell.period.first in span and cell.period.last in span:
                    found[row.duty].add(cell, span)
    return Table(
        key="duties",
        title="应开和已开",
        columns=_COLUMNS,
        rows=tuple(one.row(duty) for duty, one in found.items() if one.is_asked),
        notes=(
            "应开是已开、缺、未到期之和；党小组会按组计。只计整个落在所选时段内的月份、季度、年度。",
            "不召开是写明了原因的；不要求开的不列。",
        ),
    )


@dataclass
class _Counts:
    """How the periods of a duty stand; the cells themselves are not kept."""

    by_status: Counter[Status] = attribute(default_factory=Counter)
    missing_in: list[str] = attribute(default_factory=list)

    def add(self, cell: Cell, span: Period) -> None:
        self.by_status.update(part.status for part in cell.parts)
        missing = [part.group for part in cell.parts if part.status is Status.MISSING]
        if missing:
            name = _short_name(cell.period, span)
            is_part = len(missing) < len(cell.parts)
            self.missing_in.append(f"{name}（{'、'.join(missing)}）" if is_part else name)

    @property
    def is_asked(self) -> bool:
        return any(
            self.by_status[status] for status in Status if status is not Status.NOT_APPLICABLE
        )

    def row(self, duty: Duty) -> Row:
        done, missing = self.by_status[Status.DONE], self.by_status[Status.MISSING]
        opened = self.by_status[Status.OPEN] + self.by_status[Status.DUE_SOON]
        excused = self.by_status[Status.EXCUSED]
        missing_in = "、".join(self.missing_in)
        return duty.label, done + missing + opened, done, missing, opened, excused, missing_in


def _short_name(period: Period, span: Period) -> str:
    """2月, where the span leaves no doubt of the year."""
    if span.first.year != span.last.year:
        return period.name
    return period.name.removeprefix(f"{span.first.year}年") or period.name
