"""The bar above a form: what this is, how it stands, what can be done with it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui import look, theme
from ui.forms.buttons import flat_button
from ui.print_button import PrintButton
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.judging import is_late
from zjdesk.record import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from zjdesk.record import Record

SAID_MS = 6_000


class Bar(QFrame):
    """The way back, a heading, the state, what was done just now, undo, and buttons."""

    closes = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("formBar")
        self.setStyleSheet(
            f"#formBar {{ background: {look.PAPER}; border: none; border-radius: 0;"
            f" border-bottom: 1px solid {look.LINE}; }}"
        )
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 7, 14, 7)
        self._line.setSpacing(8)
        self.back = flat_button("back", "返回")
        self.back.clicked.connect(self.closes)
        self._heading = theme.dress(QLabel(), "heading")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.RichText)
        # It gives way to the buttons and takes what they leave.
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said = theme.dress(QLabel(), "hint")
        self._steps = QHBoxLayout()
        self._steps.setSpacing(0)
        self._line.addWidget(self.back)
        self._line.addWidget(self._heading)
        self._line.addWidget(self._state, 1)
        self._line.addWidget(self._said)
        self._line.addLayout(self._steps)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._said.clear)

    def show_state(self, heading: str, words: Sequence[tuple[str, str]]) -> None:
        """Show what this is and how it stands, in words of some colours."""
        self._heading.setText(heading)
        self._state.setText(
            "　".join(f"<span style='color:{c}'>{html.escape(w)}</span>" for c, w in words)
        )
        self._state.setToolTip("　".join(word for _, word in words))

    def add_button(self, button: QPushButton, words: str, verb: Callable[[], object]) -> None:
        """Add a button at the right; `words` say more of what it does."""
        button.setToolTip(words)
        button.clicked.connect(lambda: verb())
        self.add_widget(button)

    def add_widget(self, widget: QWidget) -> None:
        """Add something at the right."""
        self._line.addWidget(widget)

    def add_undo(self, *actions: QAction) -> None:
        """Show undo and redo, which the window shares with its own tools."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self._steps.addWidget(button)

    def say(self, words: str) -> None:
        """Say for a few seconds what was done."""
        theme.dress(self._said, "hint")
        self._said.setText(words)
        self._quiet.start(SAID_MS)

    def warn(self, words: str) -> None:
        """Say what went wrong, until it is taken back."""
        self._quiet.stop()
        theme.dress(self._said, "problem")
        self._said.setText(words)

    def take_back_warning(self) -> None:
        if self._said.text() and not self._quiet.isActive():
            self._said.clear()


class FormBar(Bar):
    """The bar of a record; the form decides which of its buttons make sense."""

    saves = Signal()
    prints = Signal(str)
    """The key of a paper."""
    copies = Signal()
    finalises = Signal()
    reopens = Signal()

    def __init__(self, records: Callable[[], Sequence[Record]]) -> None:
        super().__init__()
        self.correction = ""
        """What is being corrected and why."""
        self.save = QPushButton("保存")
        self.copy = QPushButton("复制到上级平台…")
        self.preview = PrintButton(records)
        self.preview.chosen.connect(self.prints)
        self.reopen = QPushButton("更正…")
        self.finalise = theme.dress(QPushButton("定稿"), "primary")
        self.add_widget(self.preview)
        for button, words, signal in (
            (self.copy, "把内容逐项复制到上级的网页里", self.copies),
            (self.save, "保存（Ctrl+S）。没填完也可以先保存", self.saves),
            (self.reopen, "写明原因后改动这条已定稿的记录", self.reopens),
            (self.finalise, "内容齐全后定稿：编号固定，可以打印签字", self.finalises),
        ):
            self.add_button(button, words, signal.emit)

    def show_record(self, record: Record, *, is_unsaved: bool) -> None:
        """Show how the record stands."""
        is_final = record.state is State.FINAL
        words = [(look.GREEN, "定稿") if is_final else (look.INK_SOFT, "草稿")]
        if self.correction:
            words = [(look.AMBER, self.correction)]
        if record.number:
            words.append((look.INK_SOFT, record.number))
        if record.is_changed_since_printed:
            words.append((look.AMBER, "签字后已修改"))
        elif record.printed is not None:
            words.append((look.INK_SOFT, f"已打印第{record.printed.revision}版"))
        if is_late(record):
            words.append((look.AMBER, "补记"))
        if is_unsaved:
            words.append((look.RED, "有改动未保存"))
        self.show_state("、".join(KINDS[kind].name for kind in record.kinds), words)
        self.save.setVisible(not is_final)
        self.finalise.setVisible(not is_final)
        self.reopen.setVisible(is_final)
