"""What is printed of a whole year: the handbook, 归档目录, 移交清单."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from ui.forms import questions
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.preview import Written, preview_paper
from zjdesk.errors import Problem, Weight
from zjdesk.fields import Choice, Count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.fields import Field
    from zjdesk.progress import Progress

_YEAR = Count("year", "年度", most=2199, required=True)
_REGISTER, _TEXTS = "register", "texts"
_TALKS = Choice(
    "talks", "谈心谈话", {_REGISTER: "只登记次数和日期", _TEXTS: "内容也编入"}, required=True
)
_MINUTES, _SCANS = "minutes", "scans"
_PAGES = Choice(
    "pages",
    "会议记录",
    {_MINUTES: "都印记录页", _SCANS: "有签字扫描件的用扫描件"},
    required=True,
)
_RIGHT, _NEXT = "right", "next"
_BEGINS = Choice(
    "begins", "各部分", {_RIGHT: "从右页（单数页）开始", _NEXT: "从下一页开始"}, required=True
)


def preview_handbook(workspace: Workspace, parent: QWidget) -> None:
    """Ask for the year, then show 《党支部工作手册》 of it."""
    said = _ask(
        workspace,
        "全年工作手册",
        [_YEAR, _PAGES, _TALKS, _BEGINS],
        hint="定稿的记录、名册、统计和归档目录合成一本；没有定稿的不编入。",
        given={_PAGES.key: _MINUTES, _TALKS.key: _REGISTER, _BEGINS.key: _RIGHT},
    )
    if said is None:
        return
    today = workspace.today()
    with_talks, with_scans = said[_TALKS.key] == _TEXTS, said[_PAGES.key] == _SCANS
    starts_right = said[_BEGINS.key] == _RIGHT

    def write(target: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.handbook import NAME_OF_BOOK, write_handbook
        from zjdesk.documents.handbook_gathering import gather_handbook

        book, faults = gather_handbook(
            workspace.ledger,
            said[_YEAR.key],
            today=today,
            with_talks=with_talks,
            with_scans=with_scans,
        )
        write_handbook(book, target, starts_right=starts_right, progress=progress)
        left_out = f"还没有定稿的 {book.drafts} 条记录没有编入"
        told = [Problem(left_out, weight=Weight.REMINDS)] if book.drafts else []
        return Written(f"{book.year}年{NAME_OF_BOOK}", [*told, *faults], for_both_sides=True)

    preview_paper(workspace, write, parent)


def preview_archive_list(workspace: Workspace, parent: QWidget) -> None:
    """Ask for the year, then show its 归档目录."""
    said = _ask(workspace, "归档目录", [_YEAR], hint="每条定稿记录一件，页数按会议记录计。")
    if said is None:
        return
    today = workspace.today()

    def write(target: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.archive_list import NAME, archive_faults, write_archive_list
        from zjdesk.documents.handbook_gathering import archive_list_of, gather_handbook

        book, _ = gather_handbook(workspace.ledger, said[_YEAR.key], today=today)
        listed = archive_list_of(book, progress=progress)
        write_archive_list(listed, target)
        return Written(f"{book.year}年{NAME}", archive_faults(listed))

    preview_paper(workspace, write, parent)


def preview_handover(workspace: Workspace, parent: QWidget) -> None:
    """Show what is handed over today."""
    today = workspace.today()

    def write(target: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.handbook_gathering import gather_handover
        from zjdesk.documents.handover_list import handover_faults, write_handover_list

        found = gather_handover(workspace.ledger, today=today, progress=progress)
        write_handover_list(found, target)
        return Written(f"{today} 移交清单", handover_faults(found))

    preview_paper(workspace, write, parent)


def _ask(
    workspace: Workspace,
    title: str,
    fields: Sequence[Field[Any]],
    *,
    hint: str,
    given: Mapping[str, Any] | None = None,
) -> Mapping[str, Any] | None:
    """Ask for these, this year proposed; None if the person goes back."""
    answers: dict[str, Any] = {}
    today = workspace.today()
    desk = Desk(workspace.branch, today=today, input_for=input_for)
    proposed = {_YEAR.key: today.year, **(given or {})}
    is_agreed = questions.ask(
        title, fields, desk, yes="预览", take=answers.update, hint=hint, given=proposed
    )
    return answers if is_agreed else None
