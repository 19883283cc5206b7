"""Preview: the very pages that will be printed, saved or opened elsewhere."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from ui import look, saving, theme
from ui.page_strip import PageStrip
from ui.pdf_pages import PdfFile, PdfPages
from ui.progress import LongWork
from ui.saved_notice import SavedNotice
from zjdesk import paths
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.errors import Problem
    from zjdesk.progress import Progress
    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction

MOST_TOLD = 4
DUPLEX_HINT = "页边按双面装订留出：请双面打印，沿长边翻转"


@dataclass(frozen=True)
class Written:
    """A document by its name, what will be wrong on paper, and whose minutes it is to be signed."""

    name: str
    faults: Sequence[Problem] = ()
    minutes: Sequence[Record] = ()
    for_both_sides: bool = False
    """Whether its margins are those of a book."""
    word: Callable[[BinaryIO, Progress], None] | None = None
    """Writes the same as a Word file; None for what is only printed."""


class Preview(QDialog):
    """Shows a PDF; `faults` are told above it before anything is printed."""

    printed = Signal()
    """The pages went to a printer or into a file: they may be signed now."""

    def __init__(self, content: bytes, written: Written, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览　{written.name}")
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.WindowMaximizeButtonHint)
        self._content = content
        self._name = _file_name(written.name)
        self._for_both_sides = written.for_both_sides
        self._word = written.word
        self._work: LongWork | None = None
        self._pdf = PdfFile(content)
        self.pages = PdfPages(self._pdf)
        self.pages.page_changed.connect(self._show_place)
        self.strip = PageStrip(self._pdf)
        self.strip.setVisible(len(self._pdf) > 1)
        self.strip.chosen.connect(self.pages.go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self.saved = SavedNotice()
        column.addWidget(self.saved)
        if written.faults:
            column.addWidget(_warning(written.faults))
        if written.for_both_sides and len(self._pdf) > 1:
            column.addWidget(_strip_of_words(DUPLEX_HINT, look.INK_SOFT, look.GROUND))
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.strip)
        across.addWidget(self.pages, 1)
        column.addLayout(across, 1)
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
        """Print by way of the system's dialog. Raises CannotWrite."""
        from ui.pdf_printing import ask_and_print

        if ask_and_print(
            self._pdf, self, name=self._name, page=self.pages.page,
            for_both_sides=self._for_both_sides,
        ):  # fmt: skip
            self.printed.emit()

    def save_as(self) -> None:
        """Ask where, then save the PDF."""
        target = saving.ask_where(self, f"{self._name}.pdf", saving.PDF)
        if target is not None:
            self._put(self._content, target, saving.PDF)

    def save_as_word(self) -> None:
        """Ask where, then have the Word file written, with a bar."""
        write = self._word
        assert write is not None, "there is no Word file of this"
        target = saving.ask_where(self, f"{self._name}.docx", saving.WORD)
        if target is None:
            return

        def work(progress: Progress) -> bytes:
            content = io.BytesIO()
            write(content, progress)
            return content.getvalue()

        self._work = LongWork(
            "正在写成 Word 文件", work, lambda content: self._put(content, target, saving.WORD)
        )
        self._work.start()

    def open_elsewhere(self) -> None:
        """Open the PDF with the program that the system has for it."""
        folder = _previews()
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{self._name}.pdf"
        write_file(target, self._content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def done(self, result: int) -> None:
        super().done(result)
        self.strip.pages.stop()
        self._pdf.close()

    # -------------------------------------------------------------------------- inside

    def _put(self, content: bytes, target: Path, kind: saving.Format) -> None:
        written = saving.write(self, target, content, kind)
        if written is not None:
            self.saved.show_file(written)
            self.printed.emit()

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
        longest = self._place_of(len(self._pdf))
        self._place.setMinimumWidth(self._place.fontMetrics().horizontalAdvance(longest) + 12)
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent = theme.dress(QLabel(), "hint")
        self._percent.setMinimumWidth(44)
        self.strip_button = _tool("records", "缩略图（F4）", self._toggle_strip)
        self.strip_button.setShortcut("F4")
        self.strip_button.setCheckable(True)
        self.strip_button.setChecked(len(self._pdf) > 1)
        line.addWidget(self.strip_button)
        line.addWidget(_tool("up", "上一页（PgUp）", lambda: self.turn(-1)))
        line.addWidget(self._place)
        line.addWidget(_tool("down", "下一页（PgDn）", lambda: self.turn(1)))
        line.addSpacing(8)
        line.addWidget(_tool("less", "缩小", lambda: self.pages.zoom_by(1 / 1.2)))
        line.addWidget(self._percent)
        line.addWidget(_tool("add", "放大", lambda: self.pages.zoom_by(1.2)))
        for words, hint, verb in (
            ("页宽", "适合宽度", self.pages.fit_width),
            ("整页", "看整页", self.pages.fit_page),
        ):
            button = QPushButton(words)
            button.setToolTip(hint)
            button.setFlat(True)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            line.addWidget(button)
        line.addStretch()
        elsewhere = QPushButton("默认程序打开")
        elsewhere.setToolTip("用系统里看 PDF 的程序打开")
        elsewhere.setAutoDefault(False)
        elsewhere.clicked.connect(self.open_elsewhere)
        line.addWidget(elsewhere)
        line.addWidget(self._save_button())
        self.print_button = theme.dress(QPushButton("打印…"), "primary")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self.print)
        line.addWidget(self.print_button)
        bar.setMinimumWidth(bar.sizeHint().width())  # buttons would shrink into their words
        return bar

    def _save_button(self) -> QPushButton:
        self.save_button = QPushButton("另存为…")
        self.save_button.setAutoDefault(False)
        if self._word is None:
            self.save_button.clicked.connect(self.save_as)
            return self.save_button
        menu = QMenu(self.save_button)
        menu.addAction(f"{saving.PDF.kinds}…", self.save_as)
        menu.addAction(f"{saving.WORD.kinds}…", self.save_as_word)
        self.save_button.setText("另存为 ▾")
        self.save_button.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.save_button.setMenu(menu)
        return self.save_button

    def _toggle_strip(self) -> None:
        self.strip.setVisible(self.strip_button.isChecked())

    def _place_of(self, number: int) -> str:
        return f"{number} / {len(self._pdf)} 页"

    def _show_place(self, page: int) -> None:
        self._place.setText(self._place_of(page + 1))
        self._percent.setText(f"{self.pages.percent}%")
        self.strip.show_page(page)


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
        shown = Preview(content, written, parent)
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
    return _strip_of_words("打印前请先看：\n" + "\n".join(lines), look.AMBER, look.AMBER_PALE)


def _strip_of_words(words: str, colour: str, ground: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setStyleSheet(
        f"background: {ground}; color: {colour}; padding: 8px 14px;"
        f" border-bottom: 1px solid {look.LINE};"
    )
    return label


def _tool(icon: str, words: str, verb: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(lambda: verb())
    return button
