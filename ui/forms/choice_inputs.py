"""Inputs for one of a few values: a tick, a list, buttons side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from ui.forms.edits import ChoiceBox, ChoiceButton
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
        self._known = False
        self.box.clicked.connect(lambda: self._alter())
        self.hold(self.box)

    def show_value(self, value: bool) -> None:  # noqa: FBT001
        self.restore(value)

    def state(self) -> Any:
        return self.box.isChecked()

    def restore(self, state: Any) -> None:
        super().restore(state)
        self.box.setChecked(state)

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
        self._known = 0
        self.box.activated.connect(self._chosen)
        self.hold(self.box)

    def be_compact(self) -> None:
        widest = max(self.box.fontMetrics().horizontalAdvance(w) for w in self._words)
        self.setFixedWidth(max(self.room, widest + _BESIDE_WORDS))

    def show_value(self, value: Any) -> None:
        self.restore(max(0, self.box.findData(None if value is None else str(value))))

    def state(self) -> Any:
        return self.box.currentIndex()

    def restore(self, state: Any) -> None:
        super().restore(state)
        self.box.setCurrentIndex(state)

    def value(self) -> Any:
        chosen = self.box.currentData()
        return None if chosen is None else self.field.from_json(chosen)

    def _chosen(self) -> None:
        if self.state() != self._known:
            self._alter()


class SegmentsInput(Input):
    """One of a few values, all of them in sight: one click."""

    def __init__(self, field: Choice[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._buttons: dict[str, ChoiceButton] = {}
        self._chosen: str | None = None
        self._default: str | None = None
        for option, word in field.options.items():
            button = ChoiceButton(word)
            button.setCheckable(True)
            button.setAccessibleName(f"{field.label}：{word}")
            button.clicked.connect(lambda _, chosen=str(option): self._choose(chosen))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
            self._buttons[str(option)] = button
        row.addStretch()
        self.hold(frame)
        first = next(iter(self._buttons.values()))
        first.setProperty("inLine", True)  # noqa: FBT003
        self.setFocusProxy(first)

    def show_value(self, value: Any) -> None:
        self.restore(None if value is None else str(value))

    def show_default(self, value: Any) -> None:
        """Show what holds as long as nothing is chosen."""
        self._default = None if value is None else str(value)
        self._show_chosen()

    def state(self) -> Any:
        return self._chosen

    def restore(self, state: Any) -> None:
        super().restore(state)
        self._chosen = state
        self._show_chosen()

    def lock(self) -> None:
        # Greyed out, what was chosen could not be told from the others.
        self.is_locked = True
        for button in self._buttons.values():
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Any:
        chosen = self.state()
        return None if chosen is None else self.field.from_json(chosen)

    def _choose(self, chosen: str) -> None:
        # What holds anyway is not chosen: it goes on following what it comes from.
        self._chosen = None if chosen == self._default else chosen
        self._show_chosen()
        if self._chosen != self._known:
            self._alter()

    def _show_chosen(self) -> None:
        for option, button in self._buttons.items():
            button.setChecked(option == (self._chosen or self._default))


class GroupInput(Input):
    """One of the branch's 党小组."""

    def __init__(self, field: Field[str], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.box = ChoiceBox()
        self.box.setPlaceholderText("请选择")
        self.box.addItem("", "")
        for group in occasion.branch.groups:
            self.box.addItem(group.name, group.name)
        self._known = ""
        self.box.activated.connect(self._chosen)
        self.box.setMaximumWidth(_GROUP_ROOM)
        self.hold(self.box)

    def show_value(self, value: str) -> None:
        self.restore(value)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def state(self) -> Any:
        return self.value()

    def restore(self, state: Any) -> None:
        super().restore(state)
        if self.box.findData(state) < 0:
            self.box.addItem(state, state)
        self.box.setCurrentIndex(self.box.findData(state))

    def _chosen(self) -> None:
        if self.state() != self._known:
            self._alter()
