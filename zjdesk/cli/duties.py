"""The verbs of the duties: the year as a table, what is to be done, on paper, for the phone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk.cli.chinese import DayOption, Settings, Verbs
from zjdesk.cli.opening import open_ledger, reading
from zjdesk.cli.output import done, print_json, say
from zjdesk.duties.catalogue import DUTIES, FilledBy
from zjdesk.errors import CannotWrite, NotFound
from zjdesk.fields import EARLIEST, LATEST
from zjdesk.text_width import padded, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zjdesk.duties.cells import Cell, Matrix
    from zjdesk.duties.known import Known
    from zjdesk.tasks.task import Target, Task

_PATH = click.Path(path_type=Path)
_YEAR = click.IntRange(EARLIEST.year + 1, LATEST.year - 1)
_MONTH_WIDTH = 5


@click.group(
    name="duties",
    cls=Verbs,
    invoke_without_command=True,
    help="一年应开的会议和活动，已开的和还差的；有缺的以 1 退出。",
    subcommand_metavar="[命令 …]",
)
@click.option("--year", type=_YEAR, metavar="年", help="哪一年；不写就是今年。")
@click.option("--on", "day", type=DayOption(), metavar="日期", help="截至哪一天；不写就是今天。")
@click.option(
    "--to", "target", type=_PATH, metavar="文件", help="印成 ….pdf，或写成手机日历 ….ics。"
)
@click.pass_context
def duties_verbs(
    context: click.Context, *, year: int | None, day: date | None, target: Path | None
) -> int:
    from zjdesk.duties.matrix import matrix
    from zjdesk.store import duties

    if context.invoked_subcommand is not None:
        return 0
    settings = context.find_root().ensure_object(Settings)
    today = day or datetime.now().astimezone().date()
    with reading(settings) as db:
        known = duties.known(db, year or today.year)
    table = matrix(known, year or today.year, today)
    if target is not None:
        _write(settings, known, table, target)
        return 0
    _show(settings, known, table)
    return int(bool(table.missing))


@duties_verbs.command(help="注明某种会议在某段时间不召开的原因；加 --remove 取消。")
@click.argument("duty_key", metavar="种类", type=click.Choice(list(DUTIES)))
@click.argument("day", metavar="日期", type=DayOption())
@click.option("--reason", default="", metavar="原因", help="为什么不召开；会印在表上。")
@click.option("--group", default="", metavar="党小组", help="只是这个党小组；不写就是全部。")
@click.option("--remove", "is_removed", is_flag=True, help="取消原来的说明。")
@click.pass_obj
def excuse(
    settings: Settings, duty_key: str, day: date, *, reason: str, group: str, is_removed: bool
) -> None:
    from zjdesk.duties.excuses import EXCUSED, Excuse, with_excuse, without_excuse
    from zjdesk.duties.matrix import matrix
    from zjdesk.store import duties
    from zjdesk.store import settings as stored

    if bool(reason.strip()) == is_removed:
        raise click.UsageError("请用 --reason 写明不召开的原因，或用 --remove 取消")
    duty = DUTIES[duty_key]
    if group and duty.filled_by is not FilledBy.EVERY_GROUP:
        raise click.UsageError(f"{duty.label}不是按党小组开的，请不要写 --group。没有改动任何内容")
    with open_ledger(settings) as ledger:
        with ledger.reading() as db:
            known = duties.known(db, day.year)
        if group and group not in (one.name for one in known.branch.groups):
            raise NotFound(f"没有“{group}”", hint="请照支部资料里的写法写。没有改动任何内容。")
        period = matrix(known, day.year, day)[duty].on(day).period
        one = Excuse(duty=duty.key, start=period.first, group=group, reason=reason.strip())
        verb, change = ("取消说明", without_excuse) if is_removed else ("不召开", with_excuse)
        what = f"{verb}：{period.name}{duty.label_in(group)}"
        with ledger.transaction(what) as tx:
            stored.put(tx, EXCUSED.key, EXCUSED.to_json(change(known.excuses, one)) or None)
    done(settings, f"已注明{what}", **{"duty": duty.key, "from": period.first.isoformat()})


# ------------------------------------------------------------------------------ to a file


def _write(settings: Settings, known: Known, table: Matrix, target: Path) -> None:
    from zjdesk.writing import write_file

    match target.suffix.lower():
        case ".pdf":
            write_file(target, _paper(known, table))
        case ".ics" if table.year != table.today.year:
            raise click.UsageError("手机日历只有今年的，请不要写别的 --year")
        case ".ics":
            write_file(target, _calendar(known, table.today))
        case _:
            raise CannotWrite(
                f"不能写成“{target.name}”", hint="请把文件名写成 ….pdf 或 ….ics。没有写入任何内容。"
            )
    done(settings, f"已写到 {target}", file=str(target))


def _paper(known: Known, table: Matrix) -> bytes:
    from io import BytesIO

    from zjdesk.documents.duty_table import duty_table_faults, write_duty_table

    for problem in duty_table_faults(table):
        say(f"注意　{problem}")
    paper = BytesIO()
    write_duty_table(table, paper, branch=known.branch.name_on(table.today))
    return paper.getvalue()


def _calendar(known: Known, today: date) -> bytes:
    from zjdesk.exchange.calendar import write_calendar
    from zjdesk.tasks.due import ahead

    return write_calendar(ahead(known, today), branch=known.branch, moment=datetime.now(UTC))


# ------------------------------------------------------------------------------ to a person


def _show(settings: Settings, known: Known, table: Matrix) -> None:
    """The table; and what is to be done, where the day lies in its year."""
    from zjdesk.tasks.due import due

    is_now = table.year == table.today.year
    tasks = due(known, table.today, table=table) if is_now else []
    if settings.json:
        print_json(_json(table, tasks))
    else:
        click.echo("\n".join([*_table(table), *_list(tasks)]))


def _table(table: Matrix) -> Iterator[str]:
    from zjdesk.duties.cells import Status
    from zjdesk.duties.lines import lines

    marks = {
        Status.DONE: "开", Status.MISSING: "缺", Status.DUE_SOON: "近", Status.OPEN: "待",
        Status.NOT_APPLICABLE: "无", Status.EXCUSED: "免",
    }  # fmt: skip
    found = list(lines(table))
    width = max((width_of(line.label) for line in found), default=0) + 2
    months = "".join(padded(f"{month}月", _MONTH_WIDTH) for month in range(1, 13))
    yield f"{table.year}年，截至{table.today}"
    yield (" " * width + months).rstrip()
    for line in found:
        cells, reached = "", 0
        for cell in line.cells:
            room = (cell.period.last.month - reached) * _MONTH_WIDTH
            reached = cell.period.last.month
            cells += marks[cell.status] + "-" * (room - _MONTH_WIDTH) + " " * (_MONTH_WIDTH - 2)
        yield (padded(line.label, width) + cells).rstrip()
    yield "开 已开　缺 应开未开　近 近期要开　待 未到期　无 不要求　免 不召开"


def _list(tasks: Sequence[Task]) -> Iterator[str]:
    from zjdesk.tasks.task import PRIORITIES

    for priority, heading in PRIORITIES.items():
        pressing = [task for task in tasks if task.priority is priority]
        if pressing:
            yield f"\n{heading}（{len(pressing)}）"
        for task in pressing:
            pieces = (str(task.due_on or ""), task.what, task.state, task.detail)
            yield "　".join(piece for piece in pieces if piece)


# ------------------------------------------------------------------------------ to a program


def _json(table: Matrix, tasks: Sequence[Task]) -> dict[str, Any]:
    return {
        "year": table.year,
        "on": table.today.isoformat(),
        "missing": len(table.missing),
        "duties": [
            {
                "duty": row.duty.key,
                "label": row.duty.label,
                "periods": [_cell_json(cell) for cell in row.cells],
            }
            for row in table.rows
        ],
        "tasks": [_task_json(task) for task in tasks],
    }


def _cell_json(cell: Cell) -> dict[str, Any]:
    """A cell; what it does not have is left out."""
    found = {
        "from": cell.period.first.isoformat(),
        "to": cell.period.last.isoformat(),
        "until": cell.until.isoformat(),
        "status": cell.status.value,
        "records": [one.id for one in cell.records],
        "reason": cell.reason,
        "groups": [{"group": part.group, **_cell_json(part)} for part in cell.groups],
        "not_yet_covered": [member.id for member in cell.uncovered],
    }
    return {key: value for key, value in found.items() if value}


def _task_json(task: Task) -> dict[str, Any]:
    return {
        "key": task.key,
        "what": task.what,
        "urgency": task.priority.name.lower(),
        "state": task.state,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "detail": task.detail,
        "origin": task.origin,
        "target": _target_json(task.target),
    }


def _target_json(target: Target) -> dict[str, Any]:
    """Where a task is done: a record to make, or what to open, by id."""
    from zjdesk.tasks.task import NewRecord, OpenMembers, OpenProspect, OpenRecord

    match target:
        case NewRecord():
            day = target.day.isoformat() if target.day else None
            kind = {"kind": target.kind, "day": day, "group": target.group}
            found = {**kind, "for_year": target.for_year}
            return {"new_record": {key: value for key, value in found.items() if value}}
        case OpenRecord():
            return {"record": target.record}
        case OpenMembers():
            return {"members": list(target.members)}
        case OpenProspect():
            return {"prospect": target.prospect}
    return {"branch": True}
