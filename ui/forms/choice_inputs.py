"""Inputs for one of a few values: a tick, a list, buttons side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.forms.edits import ChoiceBox
from ui.forms.inputs import Input

if TYPE_CHECKING:
    from ui.forms.desk import Desk
    from zjdesk.fields import Choice, Field

_BESIDE_WORDS = 60
"""Frame, margins and arrow of a list box, in pixels."""
_GROUP_ROOM = 260


class FlagInput(Input):
    """A tick."""

    room = 84

    def __init__(self, field: Field[bool], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.box = QCheckBox(field.label)
        self.box.setProperty("inLine", True)  # noqa: FBT003
        self.box.clicked.connect(self.changed)
        self.hold(self.box)

    def show_value(self, value: bool) -> None:  # noqa: FBT001
        self.box.setChecked(value)

    def value(self) -> bool:
        return self.box.isChecked()


class ChoiceInput(Input):
    """One of a few values, from a list."""

    room = 92

    def __init__(self, field: Choice[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.box = ChoiceBox()
        self.box.addItem("", None)
        self._words = list(field.options.values())
        for option, word in field.options.items():
            self.box.addItem(word, str(option))
        self.box.setPlaceholderText("请选择")
        self.box.activated.connect(lambda _: self.changed.emit())
        self.hold(self.box)

    def be_compact(self) -> None:
        widest = max(self.box.fontMetrics().horizontalAdvance(w) for w in self._words)
        self.setFixedWidth(max(self.room, widest + _BESIDE_WORDS))

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(None if value is None else str(value))))

    def value(self) -> Any:
        chosen = self.box.currentData()
        return None if chosen is None else self.field.from_json(chosen)


class SegmentsInput(Input):
    """One of a few values, all of them in sight: one click."""

    def __init__(self, field: Choice[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._buttons: dict[str, QPushButton] = {}
        for option, word in field.options.items():
            button = QPushButton(word)
            button.setCheckable(True)
            button.setAccessibleName(f"{field.label}：{word}")
            button.clicked.connect(lambda _, chosen=str(option): self._choose(chosen))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
            self._buttons[str(option)] = button
        row.addStretch()
        self.hold(frame)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def show_value(self, value: Any) -> None:
        for option, button in self._buttons.items():
            button.setChecked(value is not None and option == str(value))

    def lock(self) -> None:
        # Greyed out, what was chosen could not be told from the others.
        self.is_locked = True
        for button in self._buttons.values():
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Any:
        chosen = [option for option, button in self._buttons.items() if button.isChecked()]
        return self.field.from_json(chosen[0]) if chosen else None

    def _choose(self, chosen: str) -> None:
        for option, button in self._buttons.items():
            if option != chosen:
                button.setChecked(False)
        self.changed.emit()


class GroupInput(Input):
    """One of the branch's 党小组."""

    def __init__(self, field: Field[str], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.box = ChoiceBox()
        self.box.setPlaceholderText("请选择")
        self.box.addItem("", "")
        for group in occasion.branch.groups:
            self.box.addItem(group.name, group.name)
        self.box.activated.connect(lambda _: self.changed.emit())
        self.box.setMaximumWidth(_GROUP_ROOM)
        self.hold(self.box)

    def show_value(self, value: str) -> None:
        if self.box.findData(value) < 0:
            self.box.addItem(value, value)
        self.box.setCurrentIndex(self.box.findData(value))

    def value(self) -> str:
        return str(self.box.currentData() or "")
