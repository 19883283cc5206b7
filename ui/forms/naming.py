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

_FIELDS = part_fields(Attendance)


class Naming(QWidget):
    """Adds somebody who is not expected by default, one after the other.

    `chosen` carries id and name of a member, `guest` the name of somebody who is none.
    """

    chosen = Signal(str, str)
    everybody = Signal()
    guest = Signal(str)

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        self._occasion = occasion
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._open = flat_button("add", "添加应到范围以外的党员")
        self._open.clicked.connect(self._show_name)
        self._stranger = flat_button("people", "")
        self._stranger.clicked.connect(self._take_stranger)
        self._stranger.hide()
        self._name = NameInput(_FIELDS["name"], occasion)
        self._name.is_noted = False  # whoever is added is a step, not the typing
        self._name.edit.setAccessibleName("添加参加人员")
        self._name.edit.goes_on = self._name.edit.setFocus
        self._name.setFixedWidth(260)
        self._name.suggestions.chosen.connect(self._take)
        self._name.edit.editingFinished.connect(self._take)
        self._name.edit.textEdited.connect(lambda: self._stranger.hide())
        self._everybody = flat_button("people", "添加全体党员")
        self._everybody.clicked.connect(self.everybody)
        for widget in (self._open, self._name, self._stranger, self._everybody):
            line.addWidget(widget)
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

    def _take(self) -> None:
        """Add whoever stands in the box, or say who it cannot be."""
        text = self._name.edit.text().strip()
        people = self._occasion.people()
        found = [one for one in people if one.id == self._name.member or one.name == text]
        if self._name.member:
            found = [one for one in found if one.id == self._name.member]
        if len(found) == 1:
            self._name.show_person("", "")
            self._name.tell("")
            self.chosen.emit(found[0].id, found[0].name)
        elif found:
            self._name.tell("有同名的党员，请从列出的人中选")
        elif text and not text.isascii():
            self._name.tell("当天名册里没有这个名字")
            self._stranger.setText(f"把“{text}”加为列席人员")
            self._stranger.show()

    def _take_stranger(self) -> None:
        name = self._name.edit.text().strip()
        self._stranger.hide()
        self._name.show_person("", "")
        self._name.tell("")
        self.guest.emit(name)
