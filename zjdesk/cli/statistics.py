"""The verb of the statistics: a span of time in tables, as a book of sheets, on paper."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk.cli.chinese import DayOption, Settings, Verb
from zjdesk.cli.opening import reading
from zjdesk.cli.output import done, print_json, say
from zjdesk.errors import CannotWrite
from zjdesk.fields import EARLIEST, LATEST
from zjdesk.periods import period_of
from zjdesk.text_width import padded, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.periods import Period
    from zjdesk.statistics.charts import Chart
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Column, Table, Value

_YEAR = click.IntRange(EARLIEST.year + 1, LATEST.year - 1)


@click.command(
    name="statistics",
    cls=Verb,
    help="一段时间的统计：考勤、学时、应开和已开、微党课、研学、联学共建、获奖、谈话等。",
)
@click.option("--year", type=_YEAR, metavar="年", help="哪一年；不写就是今年。")
@click.option("--since", type=DayOption(), metavar="日期", help="从哪一天起；与 --until 一起写。")
@click.option("--until", type=DayOption(), metavar="日期", help="到哪一天止，含这一天。")
@click.option("--on", "day", type=DayOption(), metavar="日期", help="截至哪一天；不写就是今天。")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写成表格 ….xlsx，或印成 ….pdf。",
)
@click.pass_obj
def statistics_verb(
    settings: Settings,
    *,
    year: int | None,
    since: date | None,
    until: date | None,
    day: date | None,
    target: Path | None,
) -> None:
    from zjdesk.reporting import report_of

    today = day or datetime.now().astimezone().date()
    span = _span(year, since, until, today)
    if target is not None and target.suffix.lower() not in (".xlsx", ".pdf"):
        raise CannotWrite(
            f"不能写成“{target.name}”", hint="请把文件名写成 ….xlsx 或 ….pdf。没有写入任何内容。"
        )
    with reading(settings) as db:
        found = report_of(db, span, today=today)
    if target is not None:
        _write(settings, found, target)
    elif settings.json:
        print_json(_json(found))
    else:
        click.echo("\n".join(_lines(found)))


def _span(year: int | None, since: date | None, until: date | None, today: date) -> Period:
    if since is None and until is None:
        year = year or today.year
        return period_of(date(year, 1, 1), date(year, 12, 31))
    if year or since is None or until is None:
        raise click.UsageError("请用 --year 选一年，或者用 --since 和 --until 写明起止日期")
    if since > until:
        raise click.UsageError("起始日期（--since）应不晚于截止日期（--until）")
    return period_of(since, until)


def _write(settings: Settings, found: Report, target: Path) -> None:
    from zjdesk.writing import write_file

    if target.suffix.lower() == ".pdf":
        content = _paper(found)
    else:
        from zjdesk.exchange.statistics_sheet import write_statistics

        content = write_statistics(found)
    write_file(target, content)
    done(settings, f"已写到 {target}（{found.extent}）", file=str(target), records=found.records)


def _paper(found: Report) -> bytes:
    from io import BytesIO

    from zjdesk.documents.statistics import statistics_faults, write_statistics

    for problem in statistics_faults(found):
        say(f"注意　{problem}")
    paper = BytesIO()
    write_statistics(found, paper)
    return paper.getvalue()


# ------------------------------------------------------------------------------ to a person


def _lines(found: Report) -> Iterator[str]:
    yield found.branch
    yield f"{found.title}　{found.extent}"
    for table in found.tables:
        yield f"\n{table.title}"
        if table.rows:
            yield from _table_lines(table)
        yield from table.remarks


def _table_lines(table: Table) -> Iterator[str]:
    widths = table.widths()
    for texts in ([column.heading for column in table.columns], *table.shown()):
        cells = zip(table.columns, texts, widths, strict=True)
        yield "  ".join(_aligned(column, text, width) for column, text, width in cells).rstrip()


def _aligned(column: Column, text: str, width: int) -> str:
    """Numbers stand at the right, under their heading."""
    return " " * (width - width_of(text)) + text if column.is_number else padded(text, width)


# ------------------------------------------------------------------------------ to a program


def _json(found: Report) -> dict[str, Any]:
    from zjdesk.statistics.charts import charts

    return {
        "branch": found.branch,
        "since": found.span.first.isoformat(),
        "until": found.until.isoformat(),
        "records": found.records,
        "drafts": found.drafts,
        "tables": {table.key: _table_json(table) for table in found.tables},
        "charts": [_chart_json(chart) for chart in charts(found)],
    }


def _table_json(table: Table) -> dict[str, Any]:
    """Rates are in per cent, hours in hours."""
    return {
        "title": table.title,
        "columns": [
            {"key": column.key, "heading": column.heading, "type": column.measure.value}
            for column in table.columns
        ],
        "rows": [_row_json(table, row) for row in table.rows],
        "total": _row_json(table, table.total) if table.total else None,
        "notes": list(table.remarks),
    }


def _row_json(table: Table, row: tuple[Value, ...]) -> dict[str, Any]:
    return {
        column.key: value.isoformat() if isinstance(value, date) else value
        for column, value in zip(table.columns, row, strict=True)
    }


def _chart_json(chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "type": chart.measure.value,
        "bars": [
            {"label": bar.label, "value": bar.value, "target": bar.target} for bar in chart.bars
        ],
    }
