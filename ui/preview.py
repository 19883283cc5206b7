"""Preview: the very pages that will be printed, saved or opened elsewhere."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from ui import file_dialogs, look, theme
from ui.pdf_pages import PdfFile, PdfPages, print_pages
from ui.saved_notice import SavedNotice
from zjdesk import paths
from zjdesk.kinds.catalogue import KINDS
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.documents.minutes import Minutes
    from zjdesk.errors import Problem
    from zjdesk.progress import Progress
    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction

MOST_TOLD = 4


class Preview(QDialog):
    """Shows a PDF; `faults` are told above it before anything is printed."""

    printed = Signal()
    """The pages went to a printer or into a file: they may be signed now."""

    def __init__(
        self, content: bytes, *, name: str, faults: Sequence[Problem], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览　{name}")
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.WindowMaximizeButtonHint)
        self._content = content
        self._name = name
        self._pdf = PdfFile(content)
        self.pages = PdfPages(self._pdf)
        self.pages.page_changed.connect(self._show_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self.saved = SavedNotice()
        column.addWidget(self.saved)
        if faults:
            column.addWidget(_warning(faults))
        column.addWidget(self.pages, 1)
        for key, step in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self.turn(step))
        for key, factor in (("Ctrl++", 1.2), ("Ctrl+=", 1.2), ("Ctrl+-", 1 / 1.2)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda factor=factor: self.pages.zoom_by(factor))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.print)
        self.resize(QSize(1000, 700).boundedTo(self.screen().availableSize()))
        self.pages.setFocus()

    def turn(self, step: int) -> None:
        """Turn over pages, back with a negative step."""
        self.pages.go_to(self.pages.page + step)

    def print(self) -> None:
        """Print by way of the system's dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pdf))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(self._pdf, printer)
            self.printed.emit()

    def save_as(self) -> None:
        """Ask where, then save the PDF. Raises CannotWrite."""
        chosen = file_dialogs.ask_save(self, "另存为 PDF", f"{self._name}.pdf", "PDF (*.pdf)")
        if chosen is not None:
            is_named = chosen.suffix.lower() == ".pdf"
            target = chosen if is_named else chosen.with_name(f"{chosen.name}.pdf")
            write_file(target, self._content)
            self.saved.show_file(target)
            self.printed.emit()

    def open_elsewhere(self) -> None:
        """Open the PDF with the program that the system has for it."""
        folder = _previews()
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{self._name}.pdf"
        write_file(target, self._content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def done(self, result: int) -> None:
        super().done(result)
        self._pdf.close()

    # -------------------------------------------------------------------------- inside

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("previewBar")
        bar.setStyleSheet(
            f"#previewBar {{ background: {look.PAPER}; border: none; border-radius: 0;"
            f" border-bottom: 1px solid {look.LINE}; }}"
        )
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(6)
        self._place = QLabel()
        self._place.setMinimumWidth(104)
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent = theme.dress(QLabel(), "hint")
        self._percent.setMinimumWidth(44)
        line.addWidget(_tool("up", "上一页（PgUp）", lambda: self.turn(-1)))
        line.addWidget(self._place)
        line.addWidget(_tool("down", "下一页（PgDn）", lambda: self.turn(1)))
        line.addSpacing(16)
        line.addWidget(_tool("less", "缩小", lambda: self.pages.zoom_by(1 / 1.2)))
        line.addWidget(self._percent)
        line.addWidget(_tool("add", "放大", lambda: self.pages.zoom_by(1.2)))
        for words, verb in (("适合宽度", self.pages.fit_width), ("整页", self.pages.fit_page)):
            button = QPushButton(words)
            button.setFlat(True)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            line.addWidget(button)
        line.addStretch()
        for words, act in (("用默认程序打开", self.open_elsewhere), ("另存为…", self.save_as)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            line.addWidget(button)
        self.print_button = theme.dress(QPushButton("打印…"), "primary")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self.print)
        line.addWidget(self.print_button)
        return bar

    def _show_place(self, page: int) -> None:
        self._place.setText(f"第 {page + 1} 页，共 {len(self._pdf)} 页")
        self._percent.setText(f"{self.pages.percent}%")


def preview(workspace: Workspace, ids: Sequence[str], parent: QWidget) -> None:
    """Make the minutes of these records, in this order, and show them."""

    def write(paper: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.printing import gather

        return _write(gather(workspace.ledger, ids), paper, progress)

    preview_paper(workspace, write, parent)


def preview_version(workspace: Workspace, record_id: str, revision: int, parent: QWidget) -> None:
    """Make the minutes of a record as it was in an earlier 定稿 and show them."""

    def write(paper: BinaryIO, progress: Progress) -> Written:
        from zjdesk.documents.printing import gather_version

        written = _write(gather_version(workspace.ledger, record_id, revision), paper, progress)
        return replace(written, name=f"{written.name}（第{revision}版原稿）", minutes=())

    preview_paper(workspace, write, parent)


def _write(
    gathered: tuple[Sequence[Minutes], Sequence[Problem]], paper: BinaryIO, progress: Progress
) -> Written:
    from zjdesk.documents.minutes import write_minutes

    minutes, faults = gathered
    write_minutes(minutes, paper, progress=progress)
    records = [one.record for one in minutes]
    return Written(_name_of(records), faults, records)


def _name_of(records: Sequence[Record]) -> str:
    """What the file is called: 2026-11-24 支委会 11月支部委员会会议."""
    if len(records) > 1:
        return f"会议记录（{len(records)}份）"
    [record] = records
    day = f"{record.day} " if record.day else ""
    return f"{day}{KINDS[record.kind].short} {record.title}".strip()


@dataclass(frozen=True)
class Written:
    """A document by its name, what will be wrong on paper, and whose minutes it is to be signed."""

    name: str
    faults: Sequence[Problem]
    minutes: Sequence[Record] = ()


def preview_paper(
    workspace: Workspace, write: Callable[[BinaryIO, Progress], Written], parent: QWidget
) -> None:
    """Have a document written as PDF and show it."""

    def work(progress: Progress) -> tuple[bytes, Written]:
        paper = io.BytesIO()
        written = write(paper, progress)
        return paper.getvalue(), written

    def show(made: tuple[bytes, Written]) -> None:
        content, written = made
        name = _file_name(written.name)
        shown = Preview(content, name=name, faults=written.faults, parent=parent)
        shown.printed.connect(lambda: _note_printed(workspace, written.minutes))
        shown.open()

    workspace.run_long("正在排版", work, show)


def _note_printed(workspace: Workspace, minutes: Sequence[Record]) -> None:
    """Remember which versions are on paper now."""
    from zjdesk.store import records

    def write(tx: Transaction) -> None:
        for record in minutes:
            records.note_printed(tx, record)

    workspace.note(write)


def forget_previews() -> None:
    """Remove what was written for other programs to open: talks are confidential."""
    shutil.rmtree(_previews(), ignore_errors=True)


def _previews() -> Path:
    return paths.cache() / "预览"


def _file_name(name: str) -> str:
    """The name as every file system takes it."""
    return "".join("_" if one in '\\/:*?"<>|\n' else one for one in name)[:80] or "会议记录"


def _warning(faults: Sequence[Problem]) -> QLabel:
    lines = [str(fault) for fault in faults[:MOST_TOLD]]
    if len(faults) > MOST_TOLD:
        lines.append(f"……共 {len(faults)} 处")
    label = QLabel("打印前请先看：\n" + "\n".join(lines))
    label.setWordWrap(True)
    label.setStyleSheet(
        f"background: {look.AMBER_PALE}; color: {look.AMBER}; padding: 8px 14px;"
        f" border-bottom: 1px solid {look.LINE};"
    )
    return label


def _tool(icon: str, words: str, verb: object) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(verb)
    return button
