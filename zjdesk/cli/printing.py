"""The verb that prints: records as minutes, or as any other kind of paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zjdesk.cli.chinese import DayOption, Settings, Verb
from zjdesk.cli.choosing import KIND, YEAR, selection
from zjdesk.cli.opening import open_ledger
from zjdesk.cli.output import done, say
from zjdesk.errors import CannotWrite, NotFound

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.documents.papers import Paper
    from zjdesk.documents.source import Slips, Source
    from zjdesk.store.ledger import Ledger

_MOST_SLIPS = 1000


@click.command(name="print", cls=Verb)
@click.argument("ids", metavar="[编号]…", nargs=-1)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar="文件.pdf|.docx",
    help="印到哪个文件：PDF，或者上级要求的 Word 文件。",
)
@click.option("--year", type=YEAR, metavar="年", help="印这一年的全部记录。")
@click.option("--kind", type=KIND, metavar="种类", help="只印这一种和算作这一种的。")
@click.option(
    "--form",
    default="minutes",
    metavar="纸",
    help="印成哪种纸：minutes 会议记录（不写就是它）、summary 会议纪要、notice 通知、"
    "signin 签到表、ballot 选票、blank 手写记录单、resolution 支部大会决议；"
    "请示：request-admission、request-election、request-extension；"
    "报告：report-election、report-org-life。",
)
@click.option("--dated", type=DayOption(), metavar="日期", help="通知、请示、报告落款的日期。")
@click.option(
    "--slips",
    default="expected",
    metavar="张数",
    help="选票印几张：expected 按应到（不写就是它）、present 按实到，或写一个数。",
)
@click.option(
    "--per-page",
    type=click.Choice(["4", "2", "1"]),
    default="4",
    metavar="4|2|1",
    help="一页印几张选票；放不下时自动减少。",
)
@click.option("--with-data", is_flag=True, help="会议记录的 PDF 里附上记录的数据（JSON），供归档。")
@click.pass_obj
def print_verb(
    settings: Settings,
    ids: tuple[str, ...],
    target: Path,
    year: int | None,
    kind: str | None,
    form: str,
    dated: date | None,
    slips: str,
    per_page: str,
    with_data: bool,  # noqa: FBT001
) -> None:
    """把记录印成一个 PDF 或 Word 文件：会议记录、纪要、通知、签到表、选票等。"""
    from zjdesk.documents import printing
    from zjdesk.documents.papers import MINUTES
    from zjdesk.documents.source import Wishes
    from zjdesk.store import records

    if target.suffix.lower() not in (".pdf", ".docx"):
        raise CannotWrite(
            f"只能印成 PDF 或 Word 文件，不能印成“{target.name}”",
            hint="请把文件名写成 ….pdf 或 ….docx。",
        )
    if bool(ids) == bool(year or kind):
        raise click.UsageError("请写出要印的记录编号，或者用 --year、--kind 选择")
    paper = _paper(form)
    if with_data and (paper is not MINUTES or target.suffix.lower() != ".pdf"):
        raise click.UsageError("--with-data 只用于会议记录的 PDF")
    wishes = Wishes(dated=dated, slips=_slips(slips), per_page=int(per_page))
    with open_ledger(settings) as ledger:
        with ledger.reading() as db:
            chosen = [records.by_prefix(db, record_id) for record_id in ids] or [
                line.id for line in reversed(records.find(db, **selection(year, kind)))
            ]
        sources, problems = printing.sources(ledger, chosen, wishes=wishes)
        if not ids:
            sources = _fitting(paper, sources)
        for problem in problems:
            say(f"注意　{problem}")
        _write(paper, sources, target, with_data=with_data)
        if paper is MINUTES:
            _note_printed(ledger, sources)
    message = f"已印到 {target}（{len(sources)}条记录）"
    done(settings, message, file=str(target), records=len(sources))


def _note_printed(ledger: Ledger, sources: list[Source]) -> None:
    """Remember which versions are on paper now."""
    from zjdesk.store import records

    with ledger.noting() as tx:
        for source in sources:
            records.note_printed(tx, source.record)


def _write(paper: Paper, sources: list[Source], target: Path, *, with_data: bool) -> None:
    from zjdesk.documents.pdf import write_pdf
    from zjdesk.documents.printing import print_papers, record_data

    if target.suffix.lower() == ".docx":
        from zjdesk.documents.word.document import write_word

        print_papers(paper, sources, target, write=write_word)
    else:
        attached = record_data(sources) if with_data else ()
        print_papers(paper, sources, target, write=partial(write_pdf, attached=attached))


def _paper(form: str) -> Paper:
    from zjdesk.documents.papers import PAPERS

    if form not in PAPERS:
        known = "、".join(f"{paper.key}（{paper.name}）" for paper in PAPERS.values())
        raise click.UsageError(f"没有“{form}”这种纸，可以是：{known}")
    return PAPERS[form]


def _slips(words: str) -> Slips | int:
    from zjdesk.documents.source import Slips

    if words in tuple(Slips):
        return Slips(words)
    if words.isdecimal() and 1 <= int(words) <= _MOST_SLIPS:
        return int(words)
    raise click.UsageError(f"张数（--slips）写 expected、present，或者1到{_MOST_SLIPS}的数")


def _fitting(paper: Paper, sources: list[Source]) -> list[Source]:
    found = [source for source in sources if paper.fits(source.record)]
    if not found:
        raise NotFound(
            f"选出的记录里没有可以印成{paper.name}的：{paper.needs}",
            hint="没有印出任何内容。",
        )
    return found
