"""The verbs: each a few lines over the functions that the window uses too."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from zjdesk import __version__
from zjdesk.cli.checking import check
from zjdesk.cli.chinese import Settings, Verbs
from zjdesk.cli.choosing import KIND, YEAR, selection
from zjdesk.cli.duties import duties_verbs
from zjdesk.cli.handbook import HANDBOOK_VERBS
from zjdesk.cli.opening import (
    author,
    has_display,
    one_record,
    open_ledger,
    read_file,
    reading,
    writing,
)
from zjdesk.cli.output import done, print_json, record_as_text, show_lines
from zjdesk.cli.printing import print_verb
from zjdesk.cli.roster import roster_verbs
from zjdesk.cli.statistics import statistics_verb
from zjdesk.errors import Problem, Refused, Weight, ZjdeskError
from zjdesk.json_text import NotJson, decode, parse
from zjdesk.kinds.catalogue import KINDS
from zjdesk.record import State

_PATH = click.Path(path_type=Path)


@click.group(cls=Verbs, invoke_without_command=True)
@click.version_option(__version__, message="支部台账 %(version)s", help="显示版本。")
@click.pass_context
def zjdesk(context: click.Context) -> None:
    """支部台账：记一次，处处可印。不带命令时打开窗口。"""
    if context.invoked_subcommand is None:
        settings = context.ensure_object(Settings)
        if not has_display():
            raise ZjdeskError(
                "这里没有图形界面，打不开窗口",
                hint="可以用命令：zjdesk --help 看全部命令，zjdesk demo 做一个示例支部。",
            )
        window = importlib.import_module("ui.__main__")
        window.main(["--ledger", str(settings.ledger)] if settings.ledger else [])


@zjdesk.command()
@click.argument("folder", metavar="[文件夹]", type=_PATH, default="演示")
@click.pass_obj
def demo(settings: Settings, folder: Path) -> None:
    """做一个示例支部：一年的记录，并把会议记录和工作手册印成 PDF。"""
    from zjdesk import sample

    ledger, minutes, book = map(str, sample.make(folder))
    if settings.json:
        print_json({"ledger": ledger, "minutes": minutes, "handbook": book})
    else:
        click.echo(f"示例台账：{ledger}\n会议记录：{minutes}\n工作手册：{book}")


@zjdesk.command()
@click.argument("path", metavar="台账", type=_PATH)
@click.option(
    "--branch",
    "branch_file",
    metavar="文件",
    required=True,
    type=_PATH,
    help="支部和党员的 JSON 文件。",
)
@click.pass_obj
def new(settings: Settings, path: Path, branch_file: Path) -> None:
    """由支部文件新建台账。"""
    from zjdesk.branch_file import read_branch
    from zjdesk.store.ledger import Ledger

    try:
        branch = read_branch(parse(decode(read_file(branch_file))))
    except NotJson as error:
        problem = Problem(str(error), weight=Weight.REFUSES, line=error.line)
        raise Refused([problem], hint="没有建立台账。") from None
    Ledger.create(path, branch, author=author(settings)).close()
    if settings.json:
        print_json({"ledger": str(path), "members": len(branch.members)})
    else:
        click.echo(f"已建立台账：{path}（{branch.name}，党员{len(branch.members)}人）")


@zjdesk.command()
@click.pass_obj
def kinds(settings: Settings) -> None:
    """列出记录的种类和各自的项目；加 --json 给出 JSON Schema。"""
    from zjdesk.kinds.files import kind_schema

    if settings.json:
        print_json({key: kind_schema(kind) for key, kind in KINDS.items()})
        return
    for key, kind in KINDS.items():
        own = "、".join(f"{field.label}（{field.key}）" for field in kind.fields)
        click.echo(f"{kind.name}（{key}）" + (f"：{own}" if own else ""))


@zjdesk.command()
@click.argument("file", metavar="文件", type=_PATH)
@click.pass_obj
def add(settings: Settings, file: Path) -> None:
    """读入一条记录或 JSON Lines 多条记录；全部读入或一条也不读入。"""
    from zjdesk.kinds.files import read_records
    from zjdesk.store import intake

    with open_ledger(settings) as ledger:
        found = read_records(read_file(file))
        notes = intake.take_in(ledger, found, folder=file.parent)
    for note in notes:
        click.echo(note, err=True)
    ids = [record.id for record in found.values()]
    if settings.json:
        print_json({"ids": ids})
    else:
        click.echo("\n".join(ids))


@zjdesk.command(name="list")
@click.option("--year", type=YEAR, metavar="年", help="只列这一年的。")
@click.option("--kind", "kind", type=KIND, metavar="种类", help="只列这一种和算作这一种的。")
@click.option("--removed", is_flag=True, help="列已删除的。")
@click.pass_obj
def list_(settings: Settings, year: int | None, kind: str | None, removed: bool) -> None:  # noqa: FBT001
    """列出记录，新的在前。"""
    from zjdesk.store import records

    with reading(settings) as db:
        show_lines(settings, records.find(db, **selection(year, kind), deleted=removed))


@zjdesk.command()
@click.argument("text", metavar="文字")
@click.pass_obj
def search(settings: Settings, text: str) -> None:
    """查找记录：正文里的任何词，或姓名的拼音首字母；几个词用空格隔开。"""
    from zjdesk.store import records

    with reading(settings) as db:
        show_lines(settings, records.find(db, text=text))


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.pass_obj
def show(settings: Settings, record_id: str) -> None:
    """显示一条记录；加 --json 给出可以再读入的 JSON。"""
    from zjdesk.kinds.files import write_record
    from zjdesk.store import records, roster, versions

    with reading(settings) as db:
        record = records.get(db, records.by_prefix(db, record_id))
        branch, kept = roster.get(db), versions.of(db, record.id)
    if record.state is State.FINAL:
        record.override = kept[-1].override
    if settings.json:
        print_json(write_record(record, branch))
    else:
        click.echo(record_as_text(record, kept))


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.option("--override", default="", metavar="理由", help="仍有缺项时定稿的理由，会写进记录。")
@click.pass_obj
def finalise(settings: Settings, record_id: str, override: str) -> None:
    """定稿：给记录编号，此后只能更正。"""
    from zjdesk.store import intake

    with one_record(settings, record_id) as (ledger, record), writing(ledger, "定稿", record) as tx:
        number = intake.finalise(tx, record.id, override=override)
    done(settings, f"已定稿：{number}", id=record.id, number=number)


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么更正；与原件一起保存。")
@click.pass_obj
def reopen(settings: Settings, record_id: str, reason: str) -> None:
    """更正：重新打开已定稿的记录，原件保留。"""
    from zjdesk.store import records

    with one_record(settings, record_id) as (ledger, record), writing(ledger, "更正", record) as tx:
        records.reopen(tx, record.id, reason)
    done(settings, f"已打开更正：{record.title}", id=record.id)


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.option("--restore", is_flag=True, help="恢复已删除的记录。")
@click.pass_obj
def remove(settings: Settings, record_id: str, restore: bool) -> None:  # noqa: FBT001
    """删除一条记录；用 --restore 恢复。"""
    from zjdesk.store import records

    verb, act = ("恢复", records.restore) if restore else ("删除", records.remove)
    with (
        one_record(settings, record_id, removed=restore) as (ledger, record),
        writing(ledger, verb, record) as tx,
    ):
        act(tx, record.id)
    done(settings, f"已{verb}：{record.title}", id=record.id)


@zjdesk.command()
@click.pass_obj
def undo(settings: Settings) -> None:
    """撤销最近一次修改。"""
    with open_ledger(settings) as ledger:
        label = ledger.undo()
    done(settings, f"已撤销：{label}", label=label)


@zjdesk.command()
@click.pass_obj
def redo(settings: Settings) -> None:
    """重做刚才撤销的修改。"""
    with open_ledger(settings) as ledger:
        label = ledger.redo()
    done(settings, f"已重做：{label}", label=label)


zjdesk.add_command(print_verb)
zjdesk.add_command(duties_verbs)
zjdesk.add_command(statistics_verb)
zjdesk.add_command(roster_verbs)
zjdesk.add_command(check)
for verb in HANDBOOK_VERBS:
    zjdesk.add_command(verb)
