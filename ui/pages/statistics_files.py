"""Statistics as files: asked for where, written on another thread, told of when they are there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ui import file_dialogs, messages
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.errors import Problem
    from zjdesk.progress import Progress
    from zjdesk.statistics.report import Report

MOST_TOLD = 4


def save_sheets(
    workspace: Workspace, report: Report, parent: QWidget, done: Callable[[Path], None]
) -> None:
    """Ask where, then write all tables as .xlsx. Raises CannotWrite."""
    target = _ask_target(report, parent, "导出 Excel", "Excel 表格 (*.xlsx)", ".xlsx")
    if target is None:
        return

    def work(_: Progress) -> Path:
        from zjdesk.exchange.statistics_sheet import write_statistics

        write_file(target, write_statistics(report))
        return target

    workspace.run_long("正在导出", work, done)


def save_paper(
    workspace: Workspace, report: Report, parent: QWidget, done: Callable[[Path], None]
) -> None:
    """Ask where, then write all tables as PDF; tell what cannot be printed. Raises CannotWrite."""
    target = _ask_target(report, parent, "导出 PDF", "PDF (*.pdf)", ".pdf")
    if target is None:
        return

    def work(_: Progress) -> Sequence[Problem]:
        from zjdesk.documents.statistics import statistics_faults, write_statistics

        paper = BytesIO()
        write_statistics(report, paper)
        write_file(target, paper.getvalue())
        return statistics_faults(report)

    def finish(faults: Sequence[Problem]) -> None:
        done(target)
        if faults:
            told = [*map(str, faults[:MOST_TOLD]), *(["……"] if len(faults) > MOST_TOLD else [])]
            messages.tell("有的字印不出来", "\n".join(told))

    workspace.run_long("正在排版", work, finish)


def _ask_target(
    report: Report, parent: QWidget, title: str, kinds: str, suffix: str
) -> Path | None:
    """Where to write; None if the person goes back, or keeps the file that is there already."""
    proposed = f"{report.branch}{report.title}{suffix}"
    chosen = file_dialogs.ask_save(parent, title, proposed, kinds)
    if chosen is None or chosen.suffix.lower() == suffix:
        return chosen  # the dialog asked whether to replace it
    target = chosen.with_name(f"{chosen.name}{suffix}")
    if target.exists() and not messages.ask(
        f"“{target.name}”已经有了，要替换吗？", yes="替换", hint="原来的文件会被新的代替。",
        is_risky=True,
    ):  # fmt: skip
        return None
    return target
