"""The command line: the window's verbs over the same core functions, usable when no window starts.

Results go to stdout, everything else to stderr. Exit status: 0 done, 1 problems in the data,
2 trouble (file, disk, state), 3 wrong usage.
"""

from __future__ import annotations

import getpass
import importlib
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk import __version__
from zjdesk.chinese_click import Settings, Verbs, explain_usage
from zjdesk.errors import CannotWrite, Problem, Refused, Weight, ZjdeskError
from zjdesk.kinds.catalogue import KINDS
from zjdesk.record import STATES, State

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zjdesk.record import Record
    from zjdesk.store.ledger import Ledger
    from zjdesk.store.records import RecordLine

DONE, PROBLEMS, TROUBLE, USAGE = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    try:
        status = zjdesk.main(arguments, prog_name="zjdesk", standalone_mode=False)
    except click.Abort:
        return TROUBLE
    except click.UsageError as error:
        _say(explain_usage(error), "加上 --help 可以看用法。")
        return USAGE
    except Refused as error:
        _say(*map(str, error.problems), error.hint)
        return PROBLEMS
    except ZjdeskError as error:
        _say(str(error), error.hint)
        return TROUBLE
    return status if isinstance(status, int) else DONE


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

    ledger_path, minutes_path = sample.make(folder, now=datetime.now())  # noqa: DTZ005
    if settings.json:
        _print_json({"ledger": str(ledger_path), "minutes": str(minutes_path)})
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
        _print_json({"ledger": str(path), "members": len(branch.members)})
    else:
        click.echo(f"已建立台账：{path}（{branch.name}，党员{len(branch.members)}人）")


@zjdesk.command()
@click.pass_obj
def kinds(settings: Settings) -> None:
    """列出记录的种类和各自的项目；加 --json 给出 JSON Schema。"""
    from zjdesk.kinds.files import kind_schema

    if settings.json:
        _print_json({key: kind_schema(kind) for key, kind in KINDS.items()})
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
        _print_json({"ids": [record.id for record in found]})
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
        _show_lines(settings, records.find(db, **_selection(year, kind)))


@zjdesk.command()
@click.argument("text", metavar="文字")
@click.pass_obj
def search(settings: Settings, text: str) -> None:
    """查找记录：正文里的任何词，或姓名的拼音首字母；几个词用空格隔开。"""
    from zjdesk.store import records

    with _reading(settings) as db:
        _show_lines(settings, records.find(db, text=text))


@zjdesk.command()
@click.argument("record_id", metavar="编号")
@click.pass_obj
def show(settings: Settings, record_id: str) -> None:
    """显示一条记录；加 --json 给出可以再读入的 JSON。"""
    from zjdesk.kinds.files import write_record

    with _reading(settings) as db:
        record = _get(db, record_id)
    if settings.json:
        _print_json(write_record(record))
    else:
        click.echo(_as_text(record))


@zjdesk.command()
@click.argument("target", metavar="编号或文件")
@click.pass_obj
def check(settings: Settings, target: str) -> int:
    """检查一条记录，或一个还没有读入的文件。"""
    from zjdesk.kinds.files import read_records
    from zjdesk.store import intake, roster

    with _reading(settings) as db:
        if Path(target).is_file():
            branch = roster.get(db)
            problems = [
                problem.on_line(number)
                for number, record in enumerate(read_records(_read(Path(target))), 1)
                for problem in intake.examine(record, branch)
            ]
        else:
            problems = intake.examine(_get(db, target), roster.get(db))
    if settings.json:
        _print_json({"problems": [_problem_json(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(f"{_WEIGHTS[problem.weight]}　{problem}")
    return PROBLEMS if any(p.weight >= Weight.BLOCKS for p in problems) else DONE


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
    _done(settings, f"已定稿：{number}", id=record.id, number=number)


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
    _done(settings, f"已打开更正：{record.title}", id=record.id)


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
    _done(settings, f"已删除：{record.title}（undo 可以找回）", id=record.id)


@zjdesk.command()
@click.pass_obj
def undo(settings: Settings) -> None:
    """撤销最近一次修改。"""
    with _ledger(settings) as ledger:
        label = ledger.undo()
    _done(settings, f"已撤销：{label}", label=label)


@zjdesk.command()
@click.pass_obj
def redo(settings: Settings) -> None:
    """重做刚才撤销的修改。"""
    with _ledger(settings) as ledger:
        label = ledger.redo()
    _done(settings, f"已重做：{label}", label=label)


@zjdesk.command(name="print")
@click.argument("ids", metavar="[编号]…", nargs=-1)
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), metavar="文件.pdf")
@click.option("--year", type=int, metavar="年", help="印这一年的全部记录。")
@click.option("--kind", "kind", type=click.Choice(list(KINDS)), metavar="种类", help="只印这一种。")
@click.pass_obj
def print_(
    settings: Settings, ids: tuple[str, ...], target: Path, year: int | None, kind: str | None
) -> None:
    """把会议记录印成一个 PDF。"""
    from zjdesk import printing
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
            _say(f"注意　{problem}")
    _done(settings, f"已印到 {target}（{len(chosen)}条记录）", file=str(target), records=len(chosen))


# ------------------------------------------------------------------------------ inside

_WEIGHTS = {Weight.REMINDS: "提醒", Weight.BLOCKS: "未完", Weight.REFUSES: "错误"}


def _say(*lines: str) -> None:
    for line in lines:
        if line:
            click.echo(line, err=True)


def _done(settings: Settings, message: str, **result: Any) -> None:
    if settings.json:
        _print_json(result)
    else:
        click.echo(message)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


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
def _reading(settings: Settings) -> Iterator[Connection]:
    with _ledger(settings) as ledger, ledger.reading() as db:
        yield db


def _author(settings: Settings) -> str:
    return settings.by or getpass.getuser()


def _get(db: Connection, record_id: str) -> Record:
    """A record by its id, or by the first characters of it."""
    from zjdesk.store import records

    return records.get(db, records.by_prefix(db, record_id))


def _selection(year: int | None, kind: str | None) -> dict[str, Any]:
    from datetime import date

    since_until = {"since": date(year, 1, 1), "until": date(year, 12, 31)} if year else {}
    return {**since_until, "kinds": (kind,) if kind else ()}


def _show_lines(settings: Settings, lines: list[RecordLine]) -> None:
    if settings.json:
        _print_json([_line_json(line) for line in lines])
        return
    for line in lines:
        counts = f"应到{line.expected} 实到{line.present}" if line.expected else ""
        state = line.number or STATES[line.state]
        day = line.day.isoformat() if line.day else ""
        pieces = (line.id[:16], day, KINDS[line.kind].short, line.title, counts, state)
        click.echo("　".join(piece for piece in pieces if piece))


def _line_json(line: RecordLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "day": line.day.isoformat() if line.day else None,
        "kind": line.kind,
        "also": list(line.also),
        "title": line.title,
        "state": line.state.value,
        "number": line.number,
        "revision": line.revision,
        "expected": line.expected,
        "present": line.present,
        "late": line.late,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "path": list(problem.place.path),
        "where": str(problem.place),
        "message": problem.message,
        "weight": problem.weight.name.lower(),
    }


def _as_text(record: Record) -> str:
    from zjdesk.kinds.headcount import count
    from zjdesk.kinds.rules import body_of, facts_of
    from zjdesk.parts import part_fields
    from zjdesk.record import AGENDA, Record

    head = count(record)
    lines = [f"{KINDS[record.kind].name}　{record.number or STATES[record.state]}　{record.id}"]
    if record.roster:
        lines.append(f"应到：{head.expected}　实到：{head.present}")
    fields = [field for field in part_fields(Record).values() if field is not AGENDA]
    for field in [*fields, *facts_of(record), *body_of(record)]:
        if not field.is_missing(record[field]):
            lines.append(f"{field.label}：{field.show(record[field])}")
    if record.state is State.DRAFT and record.revision:
        lines.append(f"正在更正第{record.revision}版")
    return "\n".join(lines)

