"""The cards of the branch page: facts, rows with buttons, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui import look, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

_LABEL = 84


class Card(QFrame):
    """A heading with buttons at its right, and below it what there is to see."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        theme.dress(self, "card")
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(theme.dress(QLabel(heading), "heading"))
        self._head.addStretch()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(9)
        self._column.addLayout(self._head)
        self._column.addLayout(self._rows)

    def add_button(self, words: str, verb: Callable[[], object], *, is_usable: bool = True) -> None:
        button = QPushButton(words)
        button.setEnabled(is_usable)
        button.clicked.connect(lambda: verb())
        self._head.addWidget(button)

    def add_fact(self, label: str, value: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        name = theme.dress(QLabel(label), "hint")
        name.setFixedWidth(_LABEL)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_plain(value), 1)
        self._column.addLayout(line)

    def add_text(self, words: str, purpose: theme.Purpose) -> None:
        self._column.addWidget(theme.dress(_plain(words), purpose))

    def add_widget(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def add_row(
        self,
        cells: Sequence[str],
        buttons: Sequence[tuple[str, Callable[[], object]]],
        *,
        is_past: bool = False,
    ) -> None:
        """Cells under those of the rows above, and what can be done with this one."""
        row = self._rows.rowCount()
        for place, cell in enumerate(cells):
            label = QLabel(cell)
            label.setTextFormat(Qt.TextFormat.PlainText)
            if is_past:
                label.setStyleSheet(f"color: {look.INK_FAINT}")
            self._rows.addWidget(label, row, place)
        self._rows.setColumnStretch(len(cells) - 1, 1)
        for place, (words, verb) in enumerate(buttons, len(cells)):
            button = QPushButton(words)
            button.setFlat(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(f"{cells[0]} {cells[1]}：{words}")
            button.clicked.connect(lambda _=False, verb=verb: verb())
            self._rows.addWidget(button, row, place)


def _plain(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
