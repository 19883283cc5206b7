"""Inputs: how one value is typed and shown. Every field type has one, see input_for.py.

An input shows a value, gives it back, and says beside itself what is wrong with it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.forms.calendar import CalendarPopup
from ui.forms.edits import LineEdit, TextBox
from ui.forms.suggestions import Suggestion, Suggestions
from ui.forms.typed import long_day, plain_number, typed_clock, typed_day
from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, time

    from ui.forms.desk import Desk
    from zjdesk.fields import Field


_COMPACT_DAY = 164
_SHORT_PROBLEM = 240
_WIDE_NUMBER = 148


class Input(QWidget):
    """One field in the form. `changed`: a person altered it."""

    changed = Signal()
    is_wide: ClassVar[bool] = False
    """Takes the whole width of the form."""
    room: ClassVar[int] = 0
    """Pixels in a row of a list; 0: as much as there is."""
    is_typed: ClassVar[bool] = False
    """What is typed in one go is one step of undo."""
    is_short: ClassVar[bool] = False
    """Takes no more room anywhere."""

    def __init__(self, field: Field[Any], occasion: Desk) -> None:
        super().__init__()
        self.field = field
        self.occasion = occasion
        self.is_locked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._problem: QLabel | None = None
        self._editor: QWidget = self
        self._known: Any = None
        self.is_noted = True
        """Whether what is altered here is a step of the form's undo."""

    # -------------------------------------------------------------------------- for the form

    def show_value(self, value: Any) -> None:
        """Put a value into the input."""
        raise NotImplementedError

    def value(self) -> Any:
        """What the input holds. Raises ValueError with words for a person."""
        raise NotImplementedError

    def read(self, place: Place, problems: list[Problem]) -> Any:
        """What the input holds; what cannot be understood is added to the problems."""
        try:
            return self.value()
        except ValueError as error:
            at = place.field(self.field.key, self.field.label)
            problems.append(Problem(str(error), at, Weight.REFUSES))
            return self.field.nothing

    def at(self, path: Sequence[str | int]) -> Input:  # noqa: ARG002
        """The input of a value inside this one, as near as there is."""
        return self

    def tell(self, message: str, *, is_wrong: bool = True) -> None:
        """Say beside the input what is wrong, or only worth knowing; "" takes it back."""
        if self._problem is None:
            if not message:
                return
            self._problem = theme.dress(QLabel(), "problem")
            if self.is_short:
                self._problem.setMinimumWidth(_SHORT_PROBLEM)
            self._problem.setWordWrap(True)
            self._column.addWidget(self._problem)
        theme.dress(self._problem, "problem" if is_wrong else "hint")
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        if self._editor is not self:
            theme.dress(self._editor, "problem" if message and is_wrong else "")

    def untell(self) -> None:
        """Take back everything that is said here and inside."""
        for one in (self, *self.findChildren(Input)):
            one.tell("")

    def lock(self) -> None:
        """Show only; nothing can be altered any more."""
        self.is_locked = True
        self._editor.setEnabled(False)

    def be_compact(self) -> None:
        """Take the least room, for a row of a list."""
        if self.room:
            self.setFixedWidth(self.room)

    # -------------------------------------------------------------------------- for undo

    def state(self) -> Any:
        """What stands in the widget, even if it is no value."""
        return None

    def restore(self, state: Any) -> None:
        """Put into the widget what stood there once."""
        self._known = state

    def fill(self, value: Any) -> None:
        """Put a value in as a person would: it can be undone."""
        self._replace(value)

    def _replace(self, value: Any, *, goes_on: bool = False) -> None:
        before = self._known
        self.show_value(value)
        self._known = before
        self._alter(goes_on=goes_on)

    def _alter(self, *, goes_on: bool = False) -> None:
        """Tell that a person altered what stands here."""
        before, self._known = self._known, self.state()
        if self.is_noted and self.occasion.steps is not None:
            self.occasion.steps.note(self, before, self._known, goes_on=goes_on)
        self.changed.emit()

    # -------------------------------------------------------------------------- for sub-classes

    def hold(self, editor: QWidget) -> None:
        """Take the widget that is typed into."""
        self._editor = editor
        editor.setAccessibleName(self.field.label)
        self._column.insertWidget(0, editor)
        self.setFocusProxy(editor)


def _fitting(usual: Iterable[str], typed: str) -> list[Suggestion]:
    return [Suggestion(text) for text in usual if typed in text]


class LineInput(Input):
    """One line of text, read by the field itself."""

    is_typed = True

    def __init__(self, field: Field[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.edit = LineEdit()
        self.edit.has_own_undo = occasion.steps is None
        self._known = ""
        self.edit.setPlaceholderText(field.hint)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._tidy)
        self.hold(self.edit)
        if isinstance(field, Text) and field.usual:
            self.usual = Suggestions(self.edit, partial(_fitting, field.usual))
            self.usual.chosen.connect(lambda chosen: self.type_text(chosen.text))
        if self.is_short:
            self.edit.setFixedWidth(self.room)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_value(self, value: Any) -> None:
        self.restore(self.field.show(value))
        self.edit.setCursorPosition(0)

    def value(self) -> Any:
        return self.field.parse(self.edit.text())

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        super().restore(state)
        self.edit.setText(state)

    def lock(self) -> None:
        self.is_locked = True
        self.edit.setReadOnly(True)
        self.edit.setPlaceholderText("")

    def type_text(self, text: str) -> None:
        """Put a text in as if it was typed, even if it cannot be understood."""
        self.edit.setText(text)
        self._alter()
        self._tidy()

    def _typed(self) -> None:
        self._alter(goes_on=self.is_short)

    def _tidy(self) -> None:
        """Once typed, a value is written as it will be printed."""
        if self.is_locked:
            return
        try:
            value = self.value()
        except ValueError as error:
            self.tell(str(error))
        else:
            self.tell("")
            if self.edit.isModified() and self.field.show(value) != self.edit.text():
                self._replace(value, goes_on=True)


class NumberInput(LineInput):
    """A count or hours."""

    room = 72
    is_short = True

    def widen(self) -> None:
        """Leave room for what is shown while nothing is typed."""
        self.edit.setFixedWidth(_WIDE_NUMBER)

    def value(self) -> Any:
        return self.field.parse(plain_number(self.edit.text()))


class ClockInput(LineInput):
    """A time of day, typed as one likes."""

    room = 72
    is_short = True

    def __init__(self, field: Field[time | None], occasion: Desk) -> None:
        super().__init__(field, occasion)
        # No example in the box: a time that nobody typed reads like one that somebody did.
        self.edit.setToolTip("如 14:30 或 1430")

    def value(self) -> time | None:
        return typed_clock(self.edit.text())


class DayInput(LineInput):
    """A day, typed as one likes or picked from a calendar."""

    room = 208
    is_short = True

    def __init__(self, field: Field[date | None], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.edit.setPlaceholderText(field.hint or "如 3月12日")
        self._open = QAction(theme.icon("calendar"), "打开日历", self)
        self._open.triggered.connect(self._pick)
        self.edit.addAction(self._open, LineEdit.ActionPosition.TrailingPosition)
        self._calendar: CalendarPopup | None = None
        self._is_compact = False

    def be_compact(self) -> None:
        self._is_compact = True
        self.edit.setFixedWidth(_COMPACT_DAY)
        self.setFixedWidth(_COMPACT_DAY)

    def show_value(self, value: date | None) -> None:
        long = self.field.show if self._is_compact else long_day
        self.restore(long(value) if value else "")
        self.edit.setCursorPosition(0)

    def value(self) -> date | None:
        return typed_day(self.edit.text(), today=self.occasion.today)

    def lock(self) -> None:
        super().lock()
        self._open.setVisible(False)

    def _tidy(self) -> None:
        super()._tidy()
        if self.edit.isModified() and not self.edit.text():
            self.show_value(None)

    def _pick(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._picked)
        try:
            day = self.value() or self.occasion.today
        except ValueError:
            day = self.occasion.today
        self._calendar.open_below(self.edit, day)

    def _picked(self, day: date) -> None:
        self.tell("")
        self.fill(day)


class MomentInput(LineInput):
    """A day with a time, as in files."""

    def show_value(self, value: datetime | None) -> None:
        self.restore(self.field.to_json(value) or "")


class TextsInput(LineInput):
    """Several short texts with 、 between."""

    def __init__(self, field: Field[list[str]], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.edit.setPlaceholderText(field.hint or "用顿号“、”隔开")


class ProseInput(Input):
    """Paragraphs; the box grows with them."""

    is_wide = True
    is_typed = True
    lines: ClassVar[int] = 3

    def __init__(self, field: Field[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.edit = TextBox(lines=self.lines)
        self.edit.setUndoRedoEnabled(occasion.steps is None)
        self._known = ""
        self.edit.setPlaceholderText(field.hint)
        self.edit.edited.connect(self._typed)
        self.hold(self.edit)

    def be_compact(self) -> None:
        self.edit.set_lines(2)

    def show_value(self, value: Any) -> None:
        self.restore(self.field.show(value))

    def value(self) -> Any:
        return self.field.parse(self.edit.toPlainText())

    def state(self) -> Any:
        return self.edit.toPlainText()

    def restore(self, state: Any) -> None:
        super().restore(state)
        self.edit.show_text(state)

    def _typed(self) -> None:
        if self.state() != self._known:
            self._alter()

    def lock(self) -> None:
        self.is_locked = True
        self.edit.setReadOnly(True)
        self.edit.setPlaceholderText("")
        self.edit.style().polish(self.edit)  # the style sheet asks whether it is read-only


class LinesInput(ProseInput):
    """Several texts, one a line."""

    lines = 2

    def show_value(self, value: list[str]) -> None:
        self.restore("\n".join(value))
