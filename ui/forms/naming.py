"""Adding somebody to the attendance who is not expected by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.forms.buttons import flat_button
from ui.forms.people_inputs import NameInput
from zjdesk.participants import Attendance
from zjdesk.parts import part_fields
from zjdesk.record import Expected

if TYPE_CHECKING:
    from ui.forms.occasion import Occasion
    from ui.forms.suggestions import Suggestion

_FIELDS = part_fields(Attendance)


class Naming(QWidget):
    """Adds somebody who is not expected by default."""

    chosen = Signal(str, str)

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        self._occasion = occasion
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._open = flat_button("add", "添加应到范围以外的党员")
        self._open.clicked.connect(self._show_name)
        self._name = NameInput(_FIELDS["name"], occasion)
        self._name.edit.setAccessibleName("添加参加人员")
        self._name.setFixedWidth(200)
        self._name.suggestions.chosen.connect(self._take)
        self._name.edit.returnPressed.connect(self._typed)
        self._everybody = flat_button("people", "添加全体党员")
        self._everybody.clicked.connect(self._take_everybody)
        line.addWidget(self._open)
        line.addWidget(self._name)
        line.addWidget(self._everybody)
        line.addStretch()

    def set_purpose(self, expected: Expected) -> None:
        """Where only those named take part, naming is the main thing and stands open."""
        is_named = expected is Expected.NAMED
        self._open.setVisible(not is_named)
        self._name.setVisible(is_named)
        self._everybody.setVisible(is_named)
        self._name.edit.setPlaceholderText("添加参加人员：姓名或拼音首字母")

    def _show_name(self) -> None:
        self._open.hide()
        self._name.show()
        self._name.setFocus()

    def _take(self, chosen: Suggestion) -> None:
        name = next(one.name for one in self._occasion.people() if one.id == chosen.member)
        self.chosen.emit(chosen.member, name)
        self._name.show_person("", "")
        self._name.setFocus()

    def _typed(self) -> None:
        text = self._name.edit.text().strip()
        found = [one for one in self._occasion.people() if one.name == text]
        if len(found) == 1:
            self.chosen.emit(found[0].id, found[0].name)
            self._name.show_person("", "")
            self._name.tell("")
            self._name.setFocus()
        elif text:
            words = "有同名的党员，请从列出的人中选" if found else "当天名册里没有这个名字"
            self._name.tell(words)

    def _take_everybody(self) -> None:
        for member in self._occasion.people():
            self.chosen.emit(member.id, member.name)
