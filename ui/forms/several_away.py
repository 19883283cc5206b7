"""Several people on leave for one reason, ticked in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from ui import theme
from ui.forms.inputs import LineInput
from zjdesk.errors import Place
from zjdesk.participants import Attendance, RosterEntry
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.occasion import Occasion

_REASON = part_fields(Attendance)["reason"]
_ENTRY = Qt.ItemDataRole.UserRole
_SIZE = 360, 460


class SeveralAway(QDialog):
    """Asks who is on leave, and why; `chosen` and `reason` are the answer."""

    def __init__(self, entries: Sequence[RosterEntry], occasion: Occasion) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("多人请假")
        self.resize(*_SIZE)
        heading = theme.dress(QLabel("哪些人请假"), "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("请假的人")
        for entry in entries:
            words = f"{entry.label}　{entry.group}" if entry.group else entry.label
            item = QListWidgetItem(words, self.list)
            item.setData(_ENTRY, entry)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(_turn)
        space = QShortcut(QKeySequence("Space"), self.list)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: _turn(self.list.currentItem()))
        self.list.itemChanged.connect(self._show_count)
        self.reason_input = LineInput(_REASON, occasion)
        self.reason_input.is_noted = False  # the attendance notes the whole as one step
        self.reason_input.edit.setAccessibleName("请假原因")
        self.reason_input.edit.setPlaceholderText("原因，如：公出（各人不同的可以以后再改）")
        self.agree = theme.dress(QPushButton(), "primary")
        self.agree.setAutoDefault(False)
        self.agree.clicked.connect(self.accept)
        back = QPushButton("取消")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(back)
        foot.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.reason_input)
        column.addLayout(foot)
        self._show_count()

    @property
    def chosen(self) -> list[RosterEntry]:
        """Who was ticked, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_ENTRY) for item in items if item.checkState() is Qt.CheckState.Checked]

    @property
    def reason(self) -> str:
        written: str = self.reason_input.read(Place(), [])
        return written

    def _show_count(self) -> None:
        count = len(self.chosen)
        self.agree.setText(f"记 {count} 人请假" if count else "记为请假")
        self.agree.setEnabled(count > 0)


def _turn(item: QListWidgetItem) -> None:
    """Tick a line wherever it is clicked, or take the tick away."""
    state = Qt.CheckState
    is_ticked = item.checkState() is state.Checked
    item.setCheckState(state.Unchecked if is_ticked else state.Checked)
