"""A place to drop a file on, or to choose one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from ui import look, theme
from ui.file_dialogs import ask_open

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

_QUIET = f"#drop {{ border: 2px dashed {look.LINE_STRONG}; background: {look.GROUND}; }}"
_READY = f"#drop {{ border: 2px dashed {look.RED}; background: {look.RED_PALE}; }}"


class FileDrop(QFrame):
    """`given`: a file was dropped here or chosen."""

    given = Signal(Path)

    def __init__(self, words: str, *, title: str, kinds: str) -> None:
        super().__init__()
        self._title = title
        self._kinds = kinds
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._show_ready(is_ready=False)
        picture = QLabel()
        picture.setPixmap(theme.icon("exchange").pixmap(QSize(36, 36)))
        text = theme.dress(QLabel(words), "heading")
        self.button = theme.dress(QPushButton("选择文件…"), "primary")
        self.button.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch()
        for widget in (picture, text, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def choose(self) -> None:
        """Let the person choose a file."""
        chosen = ask_open(self, self._title, self._kinds)
        if chosen:
            self.given.emit(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if file_of(event) is not None:
            event.acceptProposedAction()
            self._show_ready(is_ready=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_ready(is_ready=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_ready(is_ready=False)
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.given.emit(path)

    def _show_ready(self, *, is_ready: bool) -> None:
        self.setStyleSheet(_READY if is_ready else _QUIET)


def file_of(event: QDropEvent) -> Path | None:
    """The one file that is being dragged, or None."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
