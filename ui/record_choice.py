"""Choosing one record from a list that narrows while its name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from ui import theme
from zjdesk.record import State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace
    from zjdesk.store.records import RecordLine

MOST_SHOWN = 300


def called(line: RecordLine) -> str:
    """What a record is called in a list: 支委会2026-03　2026-03-05　3月支委会."""
    day = str(line.day) if line.day else ""
    return "　".join(filter(None, (line.number or "（草稿）", day, line.title)))


class RecordChoice(QDialog):
    """`line` is the record that was chosen."""

    def __init__(self, workspace: Workspace, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 420)
        self.line: RecordLine | None = None
        self._workspace = workspace
        self._lines: list[RecordLine] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索：编号、名称、内容或拼音首字母")
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._show)
        self.list = QListWidget()
        self.list.setAccessibleName("记录")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._take)
        self.agree = theme.dress(QPushButton("选这条"), "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(lambda: self._take(self.list.currentItem()))
        back = QPushButton("取消")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(back)
        foot.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._show("")

    def _show(self, text: str) -> None:
        from zjdesk.store import records

        lines = self._workspace.read(records.find)
        numbered = [line for line in lines if text.strip() and text.strip() in line.number]
        found = numbered or self._workspace.read(
            lambda db: records.find(db, text=text, limit=MOST_SHOWN)
        )
        found.sort(key=lambda line: line.state is not State.FINAL)  # what is signed is final
        self.list.clear()
        for line in found[:MOST_SHOWN]:
            item = QListWidgetItem(called(line), self.list)
            item.setData(Qt.ItemDataRole.UserRole, line)
        self.list.setCurrentRow(0)
        self.agree.setEnabled(bool(found))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.line = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
