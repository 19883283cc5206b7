"""A strip that says where a file was saved, and opens its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui import look, theme

STAYS_MS = 20_000
"""Long enough to be read, and to be clicked."""


class SavedNotice(QFrame):
    """Hidden until there is a file to tell of; it goes away by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saved")
        self.setStyleSheet(
            f"#saved {{ background: {look.GREEN_PALE}; border: none; border-radius: 0;"
            f" border-bottom: 1px solid {look.LINE}; }}"
        )
        self._words = theme.dress(QLabel(), "success")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._folder = Path()
        open_folder = QPushButton("打开文件夹")
        open_folder.setAutoDefault(False)
        open_folder.clicked.connect(self._open_folder)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 12, 6)
        line.addWidget(self._words, 1)
        line.addWidget(open_folder)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(STAYS_MS)
        self._leaving.timeout.connect(self.hide)
        self.hide()

    def show_file(self, path: Path) -> None:
        """Tell of this file."""
        self._folder = path.parent
        self._words.setText(f"已保存到 {path}")
        self.show()
        self._leaving.start()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
