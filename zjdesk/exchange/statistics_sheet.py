"""Statistics as .xlsx: one sheet per table, numbers as numbers, days as days, rates as per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.exchange.sheet_writer import Sheet, write_book
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Row, Table, Value

_FORMATS = {Measure.COUNT: "0", Measure.HOURS: "0.0", Measure.RATE: "0.0%"}


def write_statistics(report: Report) -> bytes:
    """The tables of a report, a sheet each; every printed page says whose they are."""
    return write_book([_sheet(report, table) for table in report.tables])


def _sheet(report: Report, table: Table) -> Sheet:
    return Sheet(
        name=table.title,
        header=[column.heading for column in table.columns],
        rows=[_cells(table, row) for row in table.rows],
        total=_cells(table, table.total) if table.total else (),
        title=f"{report.branch}　{report.span.name}　{table.title}",
        formats=[_FORMATS.get(column.measure, "") for column in table.columns],
        notes=[*table.remarks, report.extent],
    )


def _cells(table: Table, row: Row) -> list[Any]:
    return [_cell(value, column.measure) for column, value in zip(table.columns, row, strict=True)]


def _cell(value: Value, measure: Measure) -> Any:
    match value:
        case "":
            return None
        case float() if measure is Measure.RATE:
            return round(value / 100, 3)
    return value
