"""A few values asked for in a dialog, each by the input of its field.

What cannot be taken is told in the dialog, which stays open until it can or the person goes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from ui import messages, theme
from ui.forms.grid import star_label
from zjdesk.errors import Place, Problem, ZjdeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.forms.desk import Desk
    from zjdesk.fields import Field

    Answers = Mapping[str, Any]
    """The values by the keys of their fields."""

WIDTH = 440


def ask(
    title: str,
    fields: Sequence[Field[Any]],
    desk: Desk,
    *,
    yes: str,
    take: Callable[[Answers], None],
    hint: str = "",
    given: Answers | None = None,
    doubts: Callable[[Answers], list[str]] = lambda _: [],
) -> bool:
    """Ask for the fields' values and `take` them; whether that was done.

    What `doubts` says of them is put as a question before they are taken. It may refuse them too.
    """
    dialog = Questions(title, fields, desk, yes=yes, take=take, hint=hint, doubts=doubts)
    for key, value in (given or {}).items():
        dialog.inputs[key].show_value(value)
    return dialog.exec() == QDialog.DialogCode.Accepted


class Questions(QDialog):
    """Asks for values; `take` may refuse them by raising ZjdeskError."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field[Any]],
        desk: Desk,
        *,
        yes: str,
        take: Callable[[Answers], None],
        hint: str,
        doubts: Callable[[Answers], list[str]],
    ) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._take = take
        self._doubts = doubts
        self.inputs = {field.key: desk.input_for(field) for field in fields}
        self._wrong = theme.dress(QLabel(), "problem")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        heading = theme.dress(QLabel(title), "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        for one in self.inputs.values():
            form.addRow(star_label(one.field.label, needed=one.field.required), one)
        self.agree = theme.dress(QPushButton(yes), "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self._agree)
        back = QPushButton("取消")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addStretch()
        foot.addWidget(back)
        foot.addWidget(self.agree)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading)
        if hint:
            told = theme.dress(QLabel(hint), "hint")
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setWordWrap(True)
            column.addWidget(told)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addLayout(foot)
        if self.inputs:
            next(iter(self.inputs.values())).setFocus()

    def event(self, event: QEvent) -> bool:
        is_handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return is_handled

    def _grow(self) -> None:
        """Be high enough for what is told now; left to itself, Qt squashes broken lines."""
        needed = self._column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _agree(self) -> None:
        problems: list[Problem] = []
        answers = {key: one.read(Place(), problems) for key, one in self.inputs.items()}
        for key, one in self.inputs.items():
            if one.field.required and one.field.is_missing(answers[key]):
                problems.append(Problem("请填写", Place((key,))))
        for key, one in self.inputs.items():
            one.tell(next((p.message for p in problems if p.place.path[:1] == (key,)), ""))
        if problems:
            return
        try:
            if not self._is_meant(answers):
                return
            self._take(answers)
        except ZjdeskError as error:
            self._wrong.setText(str(error))
            self._wrong.show()
        else:
            self.accept()

    def _is_meant(self, answers: Answers) -> bool:
        """Whether the person, asked about what is doubtful, means it."""
        found = self._doubts(answers)
        yes = f"仍要{self.agree.text()}"
        question = "\n".join([*found, f"{yes}？"])
        return not found or messages.ask(question, yes=yes, no="返回", is_risky=True)
