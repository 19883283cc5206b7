"""The verbs: each a few lines over the functions that the window uses too."""

from __future__ import annotations

import getpass
import importlib
import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk import __version__
from zjdesk.cli.chinese import Settings, Verbs
from zjdesk.cli.output import done, print_json, record_as_text, say, show_lines, show_problems
from zjdesk.errors import CannotWrite, Problem, Refused, Weight, ZjdeskError
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.record import Record
    from zjdesk.store.ledger import Ledger, Reading


@click.group(cls=Verbs, invoke_without_command=True)
@click.version_option(__version__, message="支部台账 %(version)s", help="显示版本。")
@click.pass_context
def zjdesk(context: click.Context) -> None:
    """支部台账：记一次，处处可印。不带命令时打开窗口。"""
    if context.invoked_subcommand is None:
        settings = context.ensure_object(Settings)
        window = importlib.import_module("ui.__main__")
        window.main(["--ledger", str(settings.ledger)] if settings.ledger else [])


@zjdesk.command()
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), default="演示")
@click.pass_obj
def demo(settings: Settings, folder: Path) -> None:
    """做一个示例支部：一年的记录，并把会议记录印成 PDF。"""
    from zjdesk import sample

    ledger_path, minutes_path = sample.make(folder)
    if settings.json:
        print_json({"ledger": str(ledger_path), "minutes": str(minutes_path)})
    else:
        click.echo(f"示例台账：{ledger_path}\n会议记录：{minutes_path}")


@zjdesk.command()
@click.argument("path", metavar="台账", type=click.Path(path_type=Path))
@click.option(
    "--branch",
    "branch_file",
    metavar="文件",
    required=True,
    type=click.Path(path_type=Path),
    help="支部和党员的 JSON 文件。",
)
@click.pass_obj
def new(settings: Settings, path: Path, branch_file: Path) -> None:
    """由支部文件新建台账。"""
    from zjdesk.people import read_branch
    from zjdesk.store.ledger import Ledger

    content = _read(branch_file)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        problem = Problem(f"“{branch_file}”不是完整的 UTF-8 JSON", weight=Weight.REFUSES)
        raise Refused([problem], hint="没有建立台账。") from None
    branch = read_branch(data)
    Ledger.create(path, branch, author=_author(settings)).close()
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
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.pass_obj
def add(settings: Settings, file: Path) -> None:
    """读入一条记录或 JSON Lines 多条记录；全部读入或一条也不读入。"""
    from zjdesk.kinds.files import read_records
    from zjdesk.store import intake

    with _ledger(settings) as ledger:
        found = read_records(_read(file))
        with ledger.transaction(f"读入{len(found)}条记录") as tx:
            intake.take_in(ledger, tx, found, folder=file.parent)
    if settings.json:
        print_json({"ids": [record.id for record in found]})
    else:
        click.echo("\n".join(record.id for record in found))


@zjdesk.command(name="list")
@click.option("--year", type=int, metavar="年", help="只列这一年的。")
@click.option("--kind", "kind", type=click.Choice(list(KINDS)), metavar="种类", help="只列这一种。")
@click.pass_obj
def list_(settings: Settings, year: int | None, kind: str | None) -> None:
    """列出记录，新的在前。"""
    from zjdesk.store import records

    with _reading(settings) as db:
        show_lines(settings, records.find(db, **_selection(year, kind)))


@zjdesk.command()
@click.argument("text", metavar="文字")
@click.pass_obj
def search(settings: Settings, text: str) -> None:
    """查找记录：正文里的任何词，或姓名的拼音首字母；几个词用空格隔开。"""
    from zjdesk.store import records

    with _reading(settings) as db:
        show_lines(settings, records.find(db, text=text))


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.pass_obj
def show(settings: Settings, record_id: str) -> None:
    """显示一条记录；加 --json 给出可以再读入的 JSON。"""
    from zjdesk.kinds.files import write_record

    with _reading(settings) as db:
        record = _get(db, record_id)
    if settings.json:
        print_json(write_record(record))
    else:
        click.echo(record_as_text(record))


@zjdesk.command()
@click.argument("target", metavar="编号或文件")
@click.pass_obj
def check(settings: Settings, target: str) -> int:
    """检查一条记录，或一个还没有读入的文件。"""
    from zjdesk.kinds.files import read_records
    from zjdesk.kinds.rules import examine
    from zjdesk.store import roster

    with _reading(settings) as db:
        if Path(target).is_file():
            branch = roster.get(db)
            problems = [
                problem.on_line(number)
                for number, record in enumerate(read_records(_read(Path(target))), 1)
                for problem in examine(record, branch)
            ]
        else:
            problems = examine(_get(db, target), roster.get(db))
    show_problems(settings, problems)
    return 1 if any(p.weight >= Weight.BLOCKS for p in problems) else 0


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.option("--override", default="", metavar="理由", help="仍有缺项时定稿的理由，会写进记录。")
@click.pass_obj
def finalise(settings: Settings, record_id: str, override: str) -> None:
    """定稿：给记录编号，此后只能更正。"""
    from zjdesk.store import intake

    with _ledger(settings) as ledger:
        with ledger.reading() as db:
            record = _get(db, record_id)
        with ledger.transaction(f"定稿：{record.title}") as tx:
            number = intake.finalise(tx, record, override=override)
    done(settings, f"已定稿：{number}", id=record.id, number=number)


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.option("--reason", required=True, metavar="理由", help="为什么更正；与原件一起保存。")
@click.pass_obj
def reopen(settings: Settings, record_id: str, reason: str) -> None:
    """更正：重新打开已定稿的记录，原件保留。"""
    from zjdesk.store import records

    with _ledger(settings) as ledger:
        with ledger.reading() as db:
            record = _get(db, record_id)
        with ledger.transaction(f"更正：{record.title}") as tx:
            records.reopen(tx, record.id, reason)
    done(settings, f"已打开更正：{record.title}", id=record.id)


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.pass_obj
def remove(settings: Settings, record_id: str) -> None:
    """删除一条记录；可以用 undo 找回。"""
    from zjdesk.store import records

    with _ledger(settings) as ledger:
        with ledger.reading() as db:
            record = _get(db, record_id)
        with ledger.transaction(f"删除：{record.title}") as tx:
            records.remove(tx, record.id)
    done(settings, f"已删除：{record.title}（undo 可以找回）", id=record.id)


@zjdesk.command()
@click.pass_obj
def undo(settings: Settings) -> None:
    """撤销最近一次修改。"""
    with _ledger(settings) as ledger:
        label = ledger.undo()
    done(settings, f"已撤销：{label}", label=label)


@zjdesk.command()
@click.pass_obj
def redo(settings: Settings) -> None:
    """重做刚才撤销的修改。"""
    with _ledger(settings) as ledger:
        label = ledger.redo()
    done(settings, f"已重做：{label}", label=label)


@zjdesk.command(name="print")
@click.argument("ids", metavar="[编号]…", nargs=-1)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar="文件.pdf",
    help="印到哪个文件。",
)
@click.option("--year", type=int, metavar="年", help="印这一年的全部记录。")
@click.option("--kind", "kind", type=click.Choice(list(KINDS)), metavar="种类", help="只印这一种。")
@click.pass_obj
def print_(
    settings: Settings, ids: tuple[str, ...], target: Path, year: int | None, kind: str | None
) -> None:
    """把会议记录印成一个 PDF。"""
    from zjdesk.documents import printing
    from zjdesk.store import records

    if target.suffix.lower() != ".pdf":
        raise CannotWrite(f"只能印成 PDF，不能印成“{target.name}”", hint="请把文件名写成 ….pdf。")
    if not ids and year is None and kind is None:
        raise click.UsageError("请写出要印的记录编号，或用 --year、--kind 选择")
    with _ledger(settings) as ledger:
        with ledger.reading() as db:
            chosen = [_get(db, record_id).id for record_id in ids]
            if not ids:
                lines = records.find(db, **_selection(year, kind))
                chosen = [line.id for line in reversed(lines)]
        for problem in printing.print_minutes(ledger, chosen, target):
            say(f"注意　{problem}")
    done(settings, f"已印到 {target}（{len(chosen)}条记录）", file=str(target), records=len(chosen))


# ------------------------------------------------------------------------------ inside


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ZjdeskError(f"读不了文件“{file}”：{error.strerror}", hint="请核对文件名。") from None


@contextmanager
def _ledger(settings: Settings) -> Iterator[Ledger]:
    from zjdesk.paths import default_ledger
    from zjdesk.store.ledger import Ledger

    path = settings.ledger or default_ledger()
    ledger = Ledger.open(path, author=_author(settings))
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def _reading(settings: Settings) -> Iterator[Reading]:
    with _ledger(settings) as ledger, ledger.reading() as db:
        yield db


def _author(settings: Settings) -> str:
    return settings.by or getpass.getuser()


def _get(db: Reading, record_id: str) -> Record:
    """A record by its id, or by the first characters of it."""
    from zjdesk.store import records

    return records.get(db, records.by_prefix(db, record_id))


def _selection(year: int | None, kind: str | None) -> dict[str, Any]:
    from datetime import date

    since_until = {"since": date(year, 1, 1), "until": date(year, 12, 31)} if year else {}
    return {**since_until, "kinds": (kind,) if kind else ()}
