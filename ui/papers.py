"""Records on paper: which papers they can become, what is wished of them, all in one preview.

A paper is known here by its key: what makes it is heavy and imported when it is needed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from ui.forms import questions
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.preview import Written, preview_paper
from ui.print_button import MINUTES
from zjdesk.errors import NotAllowed, NotFound
from zjdesk.fields import Choice, Count, Day, Field
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.documents.papers import Paper
    from zjdesk.documents.source import Slips, Source, Wishes
    from zjdesk.progress import Progress
    from zjdesk.record import Record


def preview_papers(workspace: Workspace, key: str, ids: Sequence[str], parent: QWidget) -> None:
    """Ask what is wished, then show the papers of those records that can become them."""
    wishes = _ask_wishes(workspace, key)
    if wishes is None:
        return

    def write(target: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents import printing
        from zjdesk.documents.papers import PAPERS, write_papers

        paper = PAPERS[key]
        found, faults = printing.sources(workspace.ledger, ids, wishes=wishes)
        fitting = [source for source in found if paper.fits(source.record)]
        if not fitting:
            raise NotFound(
                f"选中的记录不能印成{paper.name}：{paper.needs}", hint="没有印出任何内容。"
            )
        write_papers(paper, fitting, target, progress=progress)
        records = [source.record for source in fitting]
        return Written(
            _name_of(paper, fitting),
            faults,
            records if key == MINUTES else (),
            word=partial(_write_word, paper, fitting),
        )

    preview_paper(workspace, write, parent)


def asks(key: str) -> bool:
    """Whether something is asked before this paper is made."""
    return key in _QUESTIONS


def preview_version(workspace: Workspace, record_id: str, revision: int, parent: QWidget) -> None:
    """Show the minutes of a record as it was in an earlier 定稿."""

    def write(target: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.minutes import write_minutes
        from zjdesk.documents.printing import gather_version

        minutes, faults = gather_version(workspace.ledger, record_id, revision)
        write_minutes(minutes, target, progress=progress)
        name = _name_of_one(minutes[0].record, _short(minutes[0].record))
        return Written(f"{name}（第{revision}版原稿）", faults)

    preview_paper(workspace, write, parent)


def _write_word(
    paper: Paper, sources: Sequence[Source], target: BinaryIO, progress: Progress
) -> None:
    from zjdesk.documents.papers import write_papers
    from zjdesk.documents.word.document import write_word

    write_papers(paper, sources, target, write=write_word, progress=progress)


# ---------------------------------------------------------------------------- names of files


def _name_of(paper: Paper, sources: Sequence[Source]) -> str:
    """What the file is called: 2026-11-24 支委会 11月支部委员会会议."""
    if len(sources) > 1:
        return f"{paper.name}（{len(sources)}份）"
    [source] = sources
    what = _short(source.record) if paper.key == MINUTES else paper.name
    return _name_of_one(source.record, what)


def _short(record: Record) -> str:
    return KINDS[record.kind].short


def _name_of_one(record: Record, what: str) -> str:
    day = f"{record.day} " if record.day else ""
    return f"{day}{what} {record.title}".strip()


# ---------------------------------------------------------------------------- wishes

_CUSTOM = "custom"
_SLIPS = Choice(
    "slips",
    "张数",
    {"expected": "按应到", "present": "按实到", _CUSTOM: "自己定"},
    required=True,
)
_NUMBER = Count("number", "自己定几张", most=1000)
_PER_PAGE = Choice("per_page", "每页几张", {"4": "4张", "2": "2张", "1": "1张"}, required=True)
_DATED = Day("dated", "落款日期")
_QUESTIONS: dict[str, tuple[str, Sequence[Field[Any]], str]] = {
    "ballot": ("打印选票", (_SLIPS, _NUMBER, _PER_PAGE), "一页放不下时，每页张数自动减少。"),
    "notice": ("打印通知", (_DATED,), "不填就印“（待补充）”，可以手写。"),
    **{
        key: (title, (_DATED,), "不填就印会议的日期。")
        for key, title in (
            ("request-admission", "打印请示"),
            ("request-election", "打印请示"),
            ("request-extension", "打印请示"),
            ("report-election", "打印报告"),
            ("report-org-life", "打印报告"),
        )
    },
}
"""What is asked before a paper is made: heading, fields, hint."""


def _ask_wishes(workspace: Workspace, key: str) -> Wishes | None:
    """What a record cannot say, asked for where it is needed; None if the person goes back."""
    from zjdesk.documents.source import Wishes

    wishes = Wishes()
    if key not in _QUESTIONS:
        return wishes

    def take(said: Mapping[str, Any]) -> None:
        nonlocal wishes
        if _DATED.key in said:
            wishes = replace(wishes, dated=said[_DATED.key])
        else:
            per_page = int(said[_PER_PAGE.key])
            wishes = replace(wishes, slips=_slips(said), per_page=per_page)

    title, fields, hint = _QUESTIONS[key]
    proposed = {_DATED.key: workspace.today(), _SLIPS.key: "expected", _PER_PAGE.key: "4"}
    given = {field.key: proposed[field.key] for field in fields if field.key in proposed}
    desk = Desk(workspace.branch, today=workspace.today(), input_for=input_for)
    is_agreed = questions.ask(title, fields, desk, yes="预览", take=take, hint=hint, given=given)
    return wishes if is_agreed else None


def _slips(said: Mapping[str, Any]) -> Slips | int:
    from zjdesk.documents.source import Slips

    if said[_SLIPS.key] != _CUSTOM:
        return Slips(said[_SLIPS.key])
    if not said[_NUMBER.key]:
        raise NotAllowed("选了“自己定”，请写要印几张")
    return int(said[_NUMBER.key])
