"""应开 against 已开: the duties of a span as counts, taken from the matrices of its years."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zjdesk.duties.matrix import Status
from zjdesk.statistics.tables import Column, Measure, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.duties.catalogue import Duty
    from zjdesk.duties.matrix import Cell, Matrix
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
_OPEN = (Status.OPEN, Status.DUE_SOON)


def duty_table(matrices: Sequence[Matrix], span: Period) -> Table:
    """How often each duty was due and done; 党小组会 are counted for each group."""
    cells: dict[Duty, list[Cell]] = {}
    for matrix in matrices:
        for row in matrix.rows:
            inside = (c for c in row.cells if c.period.first in span and c.period.last in span)
            cells.setdefault(row.duty, []).extend(inside)
    return Table(
        key="duties",
        title="应开和已开",
        columns=_COLUMNS,
        rows=tuple(_rows(cells.items(), span)),
        notes=(
            "应开是已开、缺、未到期之和；党小组会按组计。只计整个落在所选时段内的月份、季度、年度。",
            "不召开是写明了原因的；不要求开的不列。",
        ),
    )


def _rows(duties: Iterable[tuple[Duty, list[Cell]]], span: Period) -> Iterator[Row]:
    for duty, cells in duties:
        counts = Counter(part.status for cell in cells for part in cell.parts)
        done, missing = counts[Status.DONE], counts[Status.MISSING]
        opened = sum(counts[status] for status in _OPEN)
        if done or missing or opened or counts[Status.EXCUSED]:
            yield (
                duty.label,
                done + missing + opened,
                done,
                missing,
                opened,
                counts[Status.EXCUSED],
                "、".join(_missing_in(cells, span)),
            )


def _missing_in(cells: Iterable[Cell], span: Period) -> Iterator[str]:
    """The periods with something missing; where not every group's is, the groups too."""
    for cell in cells:
        missing = [part for part in cell.parts if part.status is Status.MISSING]
        if not missing:
            continue
        year = f"{cell.period.first.year}年"
        is_plain = span.first.year == span.last.year
        name = (cell.period.name.removeprefix(year) if is_plain else "") or cell.period.name
        some = len(missing) < len(cell.parts)
        yield f"{name}（{'、'.join(part.group for part in missing)}）" if some else name
