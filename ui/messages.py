"""Speaking to the person: the only place with message boxes. They all look and behave alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from ui import theme
from ui.forms.edits import TextBox
from zjdesk.kinds.reasons import tells_why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from zjdesk.errors import ZjdeskError

TITLE = "支部台账"
MOST_LINES = 8
WIDTH = 480


def tell(text: str, hint: str = "") -> None:
    """Tell something that has to be read before going on."""
    _Message(text, hint, ["知道了"]).exec()


def explain(error: ZjdeskError) -> None:
    """Tell of expected trouble: what happened, what is safe, what to do next."""
    lines = str(error).splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"……共{len(lines)}处"]
    tell("\n".join(lines), error.hint)


def ask(
    question: str, *, yes: str, no: str = "取消", hint: str = "", is_risky: bool = False
) -> bool:
    """Ask a question; whether the answer was `yes`. Where it is risky, Enter means `no`."""
    return choose(question, [yes, no], hint=hint, at_enter=no if is_risky else yes) == yes


def choose(question: str, answers: Sequence[str], *, hint: str = "", at_enter: str = "") -> str:
    """Ask a question with several answers, the likeliest first; the last is that of Esc.

    Enter gives the first one, or `at_enter`.
    """
    message = _Message(question, hint, answers)
    if at_enter:
        message.prefer(at_enter)
    message.exec()
    return message.answer


def ask_reason(question: str, *, yes: str, hint: str = "") -> str | None:
    """Ask for a reason in writing; None if the person goes back."""
    message = _Message(question, hint, [yes, "取消"])
    reason = TextBox(lines=3)
    reason.setAccessibleName(question)
    message.insert(reason)
    message.buttons[0].setEnabled(False)
    reason.edited.connect(lambda: message.buttons[0].setEnabled(tells_why(reason.toPlainText())))
    reason.setFocus()
    message.exec()
    return reason.toPlainText().strip() if message.answer == yes else None


def report_bug(report: str, log: str) -> None:
    """Tell of a mistake of the program; `report` is what its authors need to see."""
    message = _Message(
        "程序出了差错，刚才这一步没有做成",
        "台账里已保存的内容完好；没有保存的填写内容每隔几秒留存一次，重新打开程序后可以接着填。\n"
        f"差错已记在：{log}\n请把下面的内容复制给维护人员。",
        ["复制并关闭", "关闭"],
    )
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setMinimumHeight(200)
    text.setAccessibleName("差错内容")
    message.insert(text)
    message.exec()
    if message.answer == "复制并关闭":
        QGuiApplication.clipboard().setText(report)


class _Message(QDialog):
    """A text, a quieter hint, and a button for each answer."""

    def __init__(self, text: str, hint: str, answers: Sequence[str]) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(TITLE)
        self.answer = answers[-1]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 20, 16)
        self._column.setSpacing(10)
        # What is told may hold names that a person typed; it is never markup.
        self._column.addWidget(_text(text, "heading"))
        if hint:
            self._column.addWidget(_text(hint, ""))
        line = QHBoxLayout()
        line.setContentsMargins(0, 10, 0, 0)
        line.setSpacing(8)
        line.addStretch()
        self.buttons = [self._button(answer) for answer in answers]
        for button in reversed(self.buttons):
            line.addWidget(button)
        self._column.addStretch()
        self._column.addLayout(line)
        self.prefer(answers[0])

    def prefer(self, answer: str) -> None:
        """Let Enter mean this answer."""
        button = next(one for one in self.buttons if one.text() == answer)
        button.setDefault(True)
        button.setFocus()

    def insert(self, widget: TextBox | QPlainTextEdit) -> None:
        """Put something above the buttons."""
        self._column.insertWidget(self._column.count() - 2, widget)

    def showEvent(self, event: QShowEvent) -> None:
        # Left to itself, Qt reckons with lines broken much earlier than they are.
        self.resize(WIDTH, self._column.totalHeightForWidth(WIDTH))
        super().showEvent(event)

    def _button(self, answer: str) -> QPushButton:
        button = QPushButton(answer)
        button.clicked.connect(lambda: self._take(answer))
        return button

    def _take(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def _text(words: str, purpose: theme.Purpose) -> QLabel:
    label = theme.dress(QLabel(words), purpose)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
