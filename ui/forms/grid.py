"""Labels and inputs side by side: the one way in which short fields are laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import look
from ui.forms.choice_inputs import SegmentsInput
from ui.forms.inputs import Input

LABEL = 96
"""Pixels of a label."""


class FieldGrid(QWidget):
    """Labels and inputs in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(9)
        for column in (0, 2):
            self._grid.setColumnMinimumWidth(column, LABEL)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        self._row, self._half = 0, 0

    def add(self, one: Input) -> list[QWidget]:
        """Put an input into the next half of a line; its widgets."""
        return self.add_widget(one.field.label, one, needed=one.field.required)

    def add_widget(self, words: str, widget: QWidget, *, needed: bool = False) -> list[QWidget]:
        label = self._label(words, widget, needed=needed)
        # An aligned cell is as wide as it may be, however little what is in it takes.
        is_short = isinstance(widget, Input) and widget.is_short
        side = Qt.AlignmentFlag.AlignLeft if is_short else Qt.AlignmentFlag(0)
        self._grid.addWidget(label, self._row, self._half * 2)
        self._grid.addWidget(
            widget, self._row, self._half * 2 + 1, Qt.AlignmentFlag.AlignTop | side
        )
        self._half += 1
        if self._half == 2:
            self._end_row()
        return [label, widget]

    def add_fitting(self, one: Input) -> list[QWidget]:
        """Put an input where there is room enough for it."""
        is_wide = one.is_wide or isinstance(one, SegmentsInput)
        return self.add_wide(one) if is_wide else self.add(one)

    def add_wide(self, one: Input) -> list[QWidget]:
        return self.add_widget_wide(one.field.label, one, needed=one.field.required)

    def add_widget_wide(
        self, words: str, widget: QWidget, *, needed: bool = False
    ) -> list[QWidget]:
        if self._half:
            self._end_row()
        label = self._label(words, widget, needed=needed)
        self._grid.addWidget(label, self._row, 0)
        self._grid.addWidget(widget, self._row, 1, 1, 3)
        self._end_row()
        return [label, widget]

    def _end_row(self) -> None:
        self._row, self._half = self._row + 1, 0

    def _label(self, words: str, widget: QWidget, *, needed: bool) -> QLabel:
        label = star_label(words, needed=needed)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 5, 0, 0)
        label.setBuddy(widget)
        return label


def star_label(words: str, *, needed: bool) -> QLabel:
    """A label, with a star where the field is needed."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    set_star(label, words, needed=needed)
    return label


def set_star(label: QLabel, words: str, *, needed: bool) -> None:
    """Put a star before the words of a label, or take it away."""
    star = f"<span style='color:{look.RED}'>*</span> " if needed else ""
    label.setText(f"{star}{words}")
