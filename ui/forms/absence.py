"""One exception of the attendance in words: status, reason, 补学."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui import theme
from ui.forms.buttons import small_button
from ui.forms.inputs import LineInput
from zjdesk.errors import Place
from zjdesk.participants import STATUSES, Attendance, Status
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from ui.forms.occasion import Occasion
    from zjdesk.errors import Problem

_FIELDS = part_fields(Attendance)
_NAME = 150
_NOWHERE = Place()


class AbsenceLine(QWidget):
    """One exception in words: reason and 补学."""

    altered = Signal()
    leaves = Signal()

    def __init__(self, label: str, occasion: Occasion) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = QLabel(label)
        name.setFixedWidth(_NAME)
        self._status = QLabel()
        self._status.setFixedWidth(60)
        self.reason = LineInput(_FIELDS["reason"], occasion)
        self.reason.edit.setAccessibleName(f"{label}未到会的原因")
        self.reason.edit.setPlaceholderText("原因")
        self.made_up = LineInput(_FIELDS["made_up"], occasion)
        self.reason.is_noted = self.made_up.is_noted = False  # the attendance notes them itself
        self.made_up.edit.setAccessibleName(f"{label}补学情况")
        self.made_up.edit.setPlaceholderText("补学情况，如：3月16日补学（可不填）")
        self._back = small_button("close", f"{label}改为到会")
        self._back.clicked.connect(self.leaves)
        line.addWidget(name)
        line.addWidget(self._status)
        line.addWidget(self.reason, 2)
        line.addWidget(self.made_up, 3)
        line.addWidget(self._back)
        self.reason.changed.connect(self.altered)
        self.made_up.changed.connect(self.altered)

    def show_exception(self, exception: Attendance) -> None:
        status = exception.status or Status.ON_LEAVE
        self._status.setText(STATUSES[status])
        theme.dress(self._status, "problem" if status is Status.ABSENT else "warning")
        self.reason.setVisible(status.is_away)
        if self.reason.edit.text() != exception.reason:
            self.reason.show_value(exception.reason)
        if self.made_up.edit.text() != exception.made_up:
            self.made_up.show_value(exception.made_up)

    def read(self, before: Attendance) -> Attendance:
        problems: list[Problem] = []
        return replace(
            before,
            reason=self.reason.read(_NOWHERE, problems),
            made_up=self.made_up.read(_NOWHERE, problems),
        )

    def lock(self) -> None:
        self.reason.lock()
        self.made_up.lock()
        self._back.hide()
