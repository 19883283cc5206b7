"""What a person should know of a sheet before saying yes: a few lines at once, the rest scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

MOST_LINES = 5


class ImportNotes(QScrollArea):
    """Notes one below the other; nothing is seen where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("读表时的提示")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._label = theme.dress(QLabel(), "warning")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._label)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        self._label.setText("\n".join(notes))
        self.setVisible(bool(notes))
        self._fit()

    def text(self) -> str:
        """All notes, one a line."""
        return self._label.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = MOST_LINES * self._label.fontMetrics().lineSpacing()
        needed = self._label.heightForWidth(self.viewport().width())
        self.setFixedHeight(max(0, min(most, needed)))
