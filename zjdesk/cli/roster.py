"""The verbs of the roster: a sheet read in after a look at the plan, written out, and listed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk.cli.chinese import DayOption, Settings, Verbs
from zjdesk.cli.opening import open_ledger, reading
from zjdesk.cli.output import done, print_json, say
from zjdesk.errors import NotFound
from zjdesk.fields import Day, IdNumber
from zjdesk.member_lines import called, marks
from zjdesk.people import CATEGORY, OFFICES, Branch, Member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from zjdesk.exchange.problems import RowProblem
    from zjdesk.exchange.roster_sheet import RosterPlan
    from zjdesk.exchange.row_plans import PlannedRow
    from zjdesk.fields import Field

_PATH = click.Path(path_type=Path)
_NOTHING = {"attendance_waived": False}
"""What stands in JSON where a row says nothing; else null."""


class _Pair(click.ParamType[Any]):
    """Two words with = between; only the last = counts, and the second word may be left out."""

    name = "pair"

    def __init__(self, *, needs_both: bool) -> None:
        self._needs_both = needs_both

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        first, equals, second = value.rpartition("=")
        if equals and first.strip() and second.strip():
            return first.strip(), second.strip()
        if self._needs_both or equals:
            return self.fail(f"“{value}”应写成 甲=乙 的样子", param, ctx)
        return value.strip(), ""


@click.group(
    name="roster", cls=Verbs, help="党员名册：读入表格、导出、列出。", subcommand_metavar="命令 …"
)
def roster_verbs() -> None:
    pass


@roster_verbs.command(
    name="import",
    help="读入一张名册表格（.xlsx、.xls、.csv、网页）：先给出计划，加 --apply 才写入。",
)
@click.argument("sheet_file", metavar="表格", type=_PATH)
@click.option("--apply", "is_wanted", is_flag=True, help="照计划写入；有错的行不写。")
@click.option("--sheet", metavar="名称", help="读哪一张工作表；不写则自己找。")
@click.option(
    "--header-row", type=click.IntRange(min=1), metavar="行", help="表头在第几行，按表格里的行号。"
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    type=_Pair(needs_both=True),
    metavar="表头=项目",
    help="这一列读作哪一项，如 岗位=工作岗位；“表头=-”是不读。可以写多次。",
)
@click.option(
    "--leave-out", "left_out", multiple=True, metavar="表头", help="不读这一列；可以写多次。"
)
@click.option(
    "--on",
    "day",
    type=DayOption(),
    metavar="日期",
    help="党小组变动、免考勤、转回从哪一天起；不写就是今天。",
)
@click.option(
    "--bring-back",
    "returning",
    multiple=True,
    type=_Pair(needs_both=False),
    metavar="姓名[=日期]",
    help="曾转出的这个人又转回来了；不写就不动。可以写多次。",
)
@click.option(
    "--same",
    multiple=True,
    metavar="姓名",
    help="表里的这个人就是名册里同名的那一个，虽然出生日期缺少或不同。可以写多次。",
)
@click.option("--faulty", type=_PATH, metavar="文件.xlsx", help="把有错的行另存，改好后再读入。")
@click.option(
    "--check-ids", "checks_ids", is_flag=True, help="顺便核对身份证号；只核对，不读入也不显示。"
)
@click.option(
    "--keep-ids",
    "keeps_ids",
    is_flag=True,
    help="保存身份证号：不检索、不导出，显示时隐去中间几位。",
)
@click.pass_obj
def import_(
    settings: Settings,
    sheet_file: Path,
    *,
    is_wanted: bool,
    sheet: str | None,
    header_row: int | None,
    columns: tuple[tuple[str, str], ...],
    left_out: tuple[str, ...],
    day: date | None,
    returning: tuple[tuple[str, str], ...],
    same: tuple[str, ...],
    faulty: Path | None,
    checks_ids: bool,
    keeps_ids: bool,
) -> int:
    from zjdesk.documents.fonts import missing
    from zjdesk.exchange import roster_sheet, row_plans, sheets
    from zjdesk.store import roster
    from zjdesk.writing import write_file

    book = sheets.read_book(sheet_file)
    with open_ledger(settings) as ledger:
        with ledger.reading() as db:
            branch = roster.get(db)
        make = partial(
            roster_sheet.plan,
            book,
            branch,
            today=_today(),
            day=day,
            columns={**_columns(columns), **dict.fromkeys(left_out)},
            sheet=sheet,
            header_row=header_row,
            same=same,
            citizen_ids=checks_ids,
            keep_ids=keeps_ids,
            missing=missing,
        )
        plan = make()
        _refuse_strangers(plan, same)
        if returning:
            plan = make(back=_days_of_return(plan, returning))
        bad = plan.rows_with(row_plans.Status.FAULTY)
        if faulty and bad:
            write_file(faulty, roster_sheet.faulty_rows_sheet(plan))
        if is_wanted:
            with ledger.transaction(f"读入名册：{sheet_file.name}") as tx:
                roster_sheet.apply(tx, roster.get(tx.db), plan)
    if settings.json:
        print_json({**_plan_json(plan), "applied": is_wanted})
    else:
        click.echo("\n".join(_plan_lines(plan)))
        click.echo(_outcome(plan, is_done=is_wanted))
    if faulty:
        say(f"有错的行已另存：{faulty}" if bad else "没有有错的行，没有另存。")
    return 1 if bad else 0


@roster_verbs.command(help="把今天的党员名册导出为 .xlsx；默认不含出生日期等个人信息。")
@click.argument("target", metavar="文件.xlsx", type=_PATH)
@click.option("--personal", is_flag=True, help="包含出生日期等个人信息，请妥善保管。")
@click.pass_obj
def export(settings: Settings, target: Path, *, personal: bool) -> None:
    from zjdesk.exchange.roster_export import write_roster
    from zjdesk.writing import write_file

    branch = _branch(settings)
    day = _today()
    write_file(target, write_roster(branch, day, personal=personal))
    count = len(branch.members_on(day))
    done(settings, f"已导出 {target}（{count}人）", file=str(target), members=count)


@roster_verbs.command(name="list", help="列出某一天的党员；不写日期就是今天。")
@click.option("--on", "day", type=DayOption(), metavar="日期", help="哪一天，如 2026-03-12。")
@click.pass_obj
def list_(settings: Settings, day: date | None) -> None:
    branch = _branch(settings)
    when = day or _today()
    known_by = marks(branch.members, when)
    here = branch.members_on(when)
    people = [_member_json(branch, member, when, known_by) for member in here]
    if settings.json:
        print_json({"on": when.isoformat(), "members": people})
        return
    for member, person in zip(here, people, strict=True):
        shown = {**person, "id": "", "name": called(member, known_by), "mark": ""}
        click.echo("　".join(filter(None, shown.values())))
    click.echo(f"{when.isoformat()} 共{len(people)}人")


# ------------------------------------------------------------------------------ inside


def _today() -> date:
    return datetime.now().astimezone().date()


def _branch(settings: Settings) -> Branch:
    from zjdesk.store import roster

    with reading(settings) as db:
        return roster.get(db)


def _columns(pairs: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    """The fields that columns are chosen for: by key, or by a word that a header may be."""
    from zjdesk.exchange.headers import field_of

    return {label: None if word == "-" else field_of(word) or word for label, word in pairs}


def _refuse_strangers(plan: RosterPlan, same: Sequence[str]) -> None:
    """Raise NotFound for a name that is not once in the sheet and once in the branch."""
    known = {row.name for row in plan.rows if row.member and not row.namesake}
    for name in same:
        if name not in known:
            raise NotFound(
                f"“{name}”不能用 --same：要在表里和名册里各有一个",
                hint="没有写入任何内容。请核对姓名，或在表里写明出生日期。",
            )


def _days_of_return(plan: RosterPlan, returning: Sequence[tuple[str, str]]) -> dict[str, date]:
    """The day of return by member. Raises NotFound for whom the plan does not have as left."""
    from zjdesk.exchange.row_plans import Status

    days: dict[str, date] = {}
    for name, written in returning:
        rows = [row for row in plan.rows_with(Status.LEFT) if row.name == name]
        if not rows:
            raise NotFound(
                f"这张表里没有曾转出的“{name}”", hint="没有写入任何内容。请核对计划里“曾转出”的人。"
            )
        try:
            day = Day("day", "日期").parse(written)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--bring-back") from None
        days |= {row.member: day or plan.day_of_return(row) for row in rows}
    return days


def _member_json(
    branch: Branch, member: Member, day: date, known_by: Mapping[str, str]
) -> dict[str, str]:
    office = branch.offices_on(day).get(member.id)
    return {
        "id": member.id,
        "name": member.name,
        "mark": known_by.get(member.id, member.mark),
        "gender": member.gender or "",
        "category": CATEGORY.show(member.category_on(day)),
        "group": member.group_on(day),
        "office": OFFICES[office] if office else "",
        "post": member.post,
    }


def _plan_lines(plan: RosterPlan) -> list[str]:
    from zjdesk.exchange.headers import title_of
    from zjdesk.exchange.problems import Level
    from zjdesk.exchange.row_plans import STATUSES, Status

    levels = {Level.ERROR: "错误", Level.WARNING: "注意"}
    sheet = f"工作表“{plan.header.sheet.name}”，" if plan.header.sheet.name else ""
    taken = [
        label if title_of(key) == label else f"{label}（作{title_of(key)}）"
        for label, key in plan.columns.items()
    ]
    lines = [f"{sheet}表头在第{plan.header.last}行", f"读入的列：{'、'.join(taken)}"]
    if plan.left_out:
        lines.append(f"不读的列：{'、'.join(plan.left_out)}")
    if plan.ignored_rows:
        rows = "、".join(map(str, plan.ignored_rows))
        lines.append(f"不读的行（标题、合计、说明、不是党员的人）：第{rows}行")
    if plan.new_groups:
        lines.append(f"要新建的党小组：{'、'.join(plan.new_groups)}")
    lines += plan.notes
    for row in plan.rows:
        if row.changes:
            changes = "；".join(map(str, row.changes))
            lines.append(f"{STATUSES[row.status]}　{row.place} {row.name}：{changes}")
    for row in plan.rows_with(Status.LEFT):
        lines.append(
            f"{STATUSES[row.status]}　{row.place} {row.name}：{row.absence}；"
            f"没有动，转回请加 --bring-back {row.name}"
        )
    for row in plan.rows:
        if row.namesake:
            lines.append(
                f"{row.place} {row.name}：若就是名册里同名的那一个，请加 --same {row.name}"
            )
    lines += [f"{levels[p.level]}　{p}" for p in (*plan.problems, *plan.id_problems)]
    return lines


def _outcome(plan: RosterPlan, *, is_done: bool) -> str:
    from zjdesk.exchange.row_plans import STATUSES, Status

    counts = "，".join(
        f"{words}{len(rows)}人"
        for status, words in STATUSES.items()
        if (rows := plan.rows_with(status)) or status is not Status.LEFT
    )
    return f"已写入：{counts}" if is_done else f"计划：{counts}。还没有写入；加 --apply 写入。"


def _plan_json(plan: RosterPlan) -> dict[str, Any]:
    """The plan in the words of the program; keys are those of the record files."""
    from zjdesk.exchange.row_plans import Status

    good = [row for row in plan.rows if row.status is not Status.FAULTY]
    return {
        "on": plan.day.isoformat(),
        "sheet": plan.header.sheet.name or None,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "header_row": plan.header.last,
        "columns": dict(plan.columns),
        "left_out": list(plan.left_out),
        "hidden": list(plan.hidden),
        "rows_read": len(plan.rows),
        "ignored_rows": list(plan.ignored_rows),
        "hidden_rows": list(plan.hidden_rows),
        "people": len(good),
        "new_groups": list(plan.new_groups),
        "notes": list(plan.notes),
        "problems": [_problem_json(problem) for problem in plan.problems],
        "id_problems": [_problem_json(problem) for problem in plan.id_problems],
        "rows": [_row_json(row) for row in plan.rows],
        "values": [
            {"row": row.number, **_sheet_json(row.read.sheet), **_values_json(row.values)}
            for row in good
        ],
    }


def _row_json(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.number,
        **_sheet_json(row.read.sheet),
        "name": row.name,
        "status": row.status.value,
        "left_on": row.left_on.isoformat() if row.left_on else None,
        "changes": {
            change.key: {
                "old": _values_json({change.key: change.old})[change.key],
                "new": _values_json({change.key: change.new})[change.key],
            }
            for change in row.changes
        },
    }


def _sheet_json(sheet: str) -> dict[str, str]:
    """The sheet of a row, where the roster is made up of several."""
    return {"sheet": sheet} if sheet else {}


def _values_json(values: Mapping[str, Any]) -> dict[str, Any]:
    from zjdesk.exchange.headers import FIELDS

    fields = {key: FIELDS[key][1] for key in values}
    return {
        key: _value_json(fields[key], value) if value else _NOTHING.get(key)
        for key, value in values.items()
    }


def _value_json(field: Field[Any], value: Any) -> Any:
    return field.show(value) if isinstance(field, IdNumber) else field.to_json(value)


def _problem_json(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        **_sheet_json(problem.sheet),
        "column": problem.column,
        "code": problem.code.value,
        "level": problem.level.value,
        "message": problem.sentence,
    }
