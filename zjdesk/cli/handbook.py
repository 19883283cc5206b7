"""The verbs of the year's end: the handbook, 归档目录, 保管期限, 移交清单."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zjdesk.cli.chinese import DayOption, Settings, Verb
from zjdesk.cli.opening import open_ledger, reading
from zjdesk.cli.output import done, print_json, say
from zjdesk.errors import CannotWrite
from zjdesk.fields import EARLIEST, LATEST
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zjdesk.documents.archive_list import ArchiveList
    from zjdesk.errors import Problem

_YEAR = click.IntRange(EARLIEST.year + 1, LATEST.year - 1)
_FILE = click.Path(path_type=Path)
_ON = click.option(
    "--on", "day", type=DayOption(), metavar="日期", help="截至哪一天；不写就是今天。"
)
_PDF = click.option(
    "--to", "target", required=True, type=_FILE, metavar="文件.pdf", help="印到哪个文件。"
)


@click.command(
    name="handbook",
    cls=Verb,
    help="把一年的全部定稿、名册、统计和目录印成一本《党支部工作手册》。",
)
@click.argument("year", metavar="年", type=_YEAR)
@_PDF
@_ON
@click.option(
    "--with-talks/--without-talks",
    default=False,
    help="谈心谈话的内容是否编入；不写就不编入，只登记次数和日期。",
)
@click.option(
    "--with-scans/--without-scans",
    default=False,
    help="有签字扫描件的记录，编入扫描件，不再印原页；不写就印原页。",
)
@click.option(
    "--right-pages", "starts_right", is_flag=True, help="每个部分都从右页（单数页）开始。"
)
@click.pass_obj
def handbook(
    settings: Settings,
    *,
    year: int,
    target: Path,
    day: date | None,
    with_talks: bool,
    with_scans: bool,
    starts_right: bool,
) -> None:
    from zjdesk.documents.handbook_gathering import gather_handbook, print_handbook

    _check_name(target, ".pdf")
    with open_ledger(settings) as ledger:
        found, problems = gather_handbook(
            ledger, year, today=day or _today(), with_talks=with_talks, with_scans=with_scans
        )
        _warn(problems)
        print_handbook(found, target, starts_right=starts_right)
    if found.drafts:
        say(f"注意　还没有定稿的{found.drafts}条记录没有编入")
    message = f"已印到 {target}（{len(found.minutes)}条记录）"
    done(settings, message, file=str(target), records=len(found.minutes), drafts=found.drafts)


@click.command(name="archive-list", cls=Verb, help="一年的归档目录：件号、题名、页数、保管期限等。")
@click.argument("year", metavar="年", type=_YEAR)
@click.option(
    "--to", "target", required=True, type=_FILE, metavar="文件", help="印成 ….pdf，或写成 ….xlsx。"
)
@_ON
@click.pass_obj
def archive_list(settings: Settings, *, year: int, target: Path, day: date | None) -> None:
    from zjdesk.documents.archive_list import archive_faults
    from zjdesk.documents.handbook_gathering import archive_list_of, gather_handbook
    from zjdesk.writing import write_file

    _check_name(target, ".pdf", ".xlsx")
    with open_ledger(settings) as ledger:
        found, _ = gather_handbook(ledger, year, today=day or _today())
        listed = archive_list_of(found)
    _warn(archive_faults(listed))
    write_file(target, _archive_file(listed, target.suffix.lower()))
    items = len(listed.items)
    done(settings, f"已写到 {target}（{items}件）", file=str(target), items=items)


@click.command(
    name="handover-list",
    cls=Verb,
    help="移交清单：各年记录、缺的、没有办结和没有定稿的，附签字处。",
)
@_PDF
@_ON
@click.pass_obj
def handover_list(settings: Settings, *, target: Path, day: date | None) -> None:
    from io import BytesIO

    from zjdesk.documents.handbook_gathering import gather_handover
    from zjdesk.documents.handover_list import handover_faults, write_handover_list
    from zjdesk.writing import write_file

    _check_name(target, ".pdf")
    with open_ledger(settings) as ledger:
        found = gather_handover(ledger, today=day or _today())
    _warn(handover_faults(found))
    paper = BytesIO()
    write_handover_list(found, paper)
    write_file(target, paper.getvalue())
    done(settings, f"已印到 {target}", file=str(target))


@click.command(
    name="retention",
    cls=Verb,
    help="各种记录的保管期限和依据；写出种类和期限就改为本校的规定，期限写“默认”就取消。",
)
@click.argument("kind", metavar="[种类]", required=False, type=click.Choice(list(KINDS)))
@click.argument("period", metavar="[期限]", required=False)
@click.option("--reason", default="", metavar="依据", help="本校规定的名称或文号；会印在目录上。")
@click.pass_obj
def retention(settings: Settings, *, kind: str | None, period: str | None, reason: str) -> None:
    if kind is None or period is None:
        _show_retentions(settings, [kind] if kind else list(KINDS))
    else:
        _set_retention(settings, kind, period, reason.strip())


HANDBOOK_VERBS = (handbook, archive_list, handover_list, retention)

# ------------------------------------------------------------------------------ inside

_DEFAULT = "默认"


def _archive_file(listed: ArchiveList, suffix: str) -> bytes:
    from io import BytesIO

    from zjdesk.documents.archive_list import COLUMNS, NAME, archive_rows, write_archive_list
    from zjdesk.exchange.sheet_writer import Sheet, write_book

    if suffix == ".pdf":
        paper = BytesIO()
        write_archive_list(listed, paper)
        return paper.getvalue()
    sheet = Sheet(
        name=NAME,
        header=[column.heading for column in COLUMNS],
        rows=archive_rows(listed),
        title=f"{listed.branch}　{listed.year}年{NAME}",
        notes=listed.grounds,
    )
    return write_book([sheet])


def _check_name(target: Path, *suffixes: str) -> None:
    if target.suffix.lower() not in suffixes:
        names = " 或 ".join(f"….{suffix[1:]}" for suffix in suffixes)
        raise CannotWrite(
            f"不能写成“{target.name}”", hint=f"请把文件名写成 {names}。没有写入任何内容。"
        )


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(f"注意　{problem}")


def _today() -> date:
    return datetime.now().astimezone().date()


def _show_retentions(settings: Settings, kinds: Sequence[str]) -> None:
    from zjdesk.documents.retention import RETENTION, RETENTIONS, read_retentions
    from zjdesk.store import settings as stored

    with reading(settings) as db:
        found = read_retentions(stored.get(db, RETENTION.key))
    in_force = {key: found.of_kind(key) for key in kinds}
    if settings.json:
        print_json(
            {
                key: {"retention": one.value.value, "source": one.origin, "note": one.note}
                for key, one in in_force.items()
            }
        )
        return
    for key, one in in_force.items():
        parts = (KINDS[key].name, RETENTIONS[one.value], one.origin, one.note)
        click.echo("　".join(filter(None, parts)))


def _set_retention(settings: Settings, kind: str, period: str, reason: str) -> None:
    from zjdesk.documents.retention import (
        RETENTION,
        RETENTIONS,
        LocalRetention,
        read_retentions,
        with_retention,
    )
    from zjdesk.store import settings as stored

    words = {shown: value for value, shown in RETENTIONS.items()}
    if period not in (*words, _DEFAULT):
        raise click.UsageError(f"期限请写{'、'.join(words)}，或者{_DEFAULT}")
    name = KINDS[kind].name
    one = LocalRetention(kind=kind, retention=words.get(period), reason=reason)
    with open_ledger(settings) as ledger, ledger.transaction(f"保管期限：{name}") as tx:
        local = read_retentions(stored.get(tx.db, RETENTION.key)).local
        stored.put(tx, RETENTION.key, RETENTION.to_json(with_retention(local, one)) or None)
    done(settings, f"{name}的保管期限：{period}", kind=kind, period=period)
