"""The bar above the form: which record this is, how it stands, what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from ui import look, theme
from ui.forms.buttons import flat_button
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.rules import is_late
from zjdesk.record import State

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from zjdesk.record import Record

SAID_MS = 6_000


class FormBar(QFrame):
    """Buttons of the form; the form decides which of them make sense."""

    closes = Signal()
    saves = Signal()
    previews = Signal()
    finalises = Signal()
    reopens = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("formBar")
        self.setStyleSheet(
            f"#formBar {{ background: {look.PAPER}; border: none; border-radius: 0;"
            f" border-bottom: 1px solid {look.LINE}; }}"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 7, 14, 7)
        line.setSpacing(8)
        self.back = flat_button("back", "返回")
        self.back.clicked.connect(self.closes)
        self._kind = theme.dress(QLabel(), "heading")
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.RichText)
        self._said = theme.dress(QLabel(), "hint")
        self.save = QPushButton("保存")
        self.save.setToolTip("保存（Ctrl+S）。没填完也可以先保存")
        self.save.clicked.connect(self.saves)
        self.preview = QPushButton("预览打印")
        self.preview.setToolTip("看打印出来的样子，再打印或另存（Ctrl+P）")
        self.preview.clicked.connect(self.previews)
        self.finalise = theme.dress(QPushButton("定稿"), "primary")
        self.finalise.setToolTip("内容齐全后定稿：编号固定，可以打印签字")
        self.finalise.clicked.connect(self.finalises)
        self.reopen = QPushButton("更正…")
        self.reopen.setToolTip("写明原因后改动这条已定稿的记录")
        self.reopen.clicked.connect(self.reopens)
        line.addWidget(self.back)
        line.addWidget(self._kind)
        line.addWidget(self._state)
        line.addStretch()
        line.addWidget(self._said)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(0)
        line.addLayout(self._steps)
        for button in (self.save, self.preview, self.reopen, self.finalise):
            line.addWidget(button)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._said.clear)

    def show_record(self, record: Record, *, is_unsaved: bool) -> None:
        """Show how the record stands."""
        is_final = record.state is State.FINAL
        self._kind.setText("、".join(KINDS[kind].name for kind in record.kinds))
        words = [(look.GREEN, "定稿") if is_final else (look.INK_SOFT, "草稿")]
        if record.number:
            words.append((look.INK_SOFT, record.number))
        if is_late(record):
            words.append((look.AMBER, "补记"))
        if is_unsaved:
            words.append((look.RED, "有改动未保存"))
        self._state.setText("　".join(f"<span style='color:{c}'>{w}</span>" for c, w in words))
        self.save.setVisible(not is_final)
        self.finalise.setVisible(not is_final)
        self.reopen.setVisible(is_final)

    def add_undo(self, *actions: QAction) -> None:
        """Show undo and redo, which the window shares with its own tools."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self._steps.addWidget(button)

    def say(self, words: str) -> None:
        """Say for a few seconds what was done."""
        self._said.setText(words)
        self._quiet.start(SAID_MS)
