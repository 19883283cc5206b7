"""Labels and inputs side by side: the one way in which short fields are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import look
from ui.forms.choice_inputs import SegmentsInput
from ui.forms.inputs import Input

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LABEL = 96
"""Pixels of a label."""
_GAP = 10
_TWO_COLUMNS = 600
"""Pixels from which on two inputs stand side by side."""


@dataclass(frozen=True)
class _Cell:
    label: QLabel
    widget: QWidget
    is_wide: bool


class FieldGrid(QWidget):
    """Labels and inputs in two columns; in one where the window is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(9)
        self._cells: list[_Cell] = []
        self._columns = 2
        self._row, self._half = 0, 0
        self._stretch()

    def add(self, one: Input) -> list[QWidget]:
        """Put an input into the next half of a line; its widgets."""
        return self.add_widget(one.field.label, one, needed=one.field.required)

    def add_fitting(self, one: Input) -> list[QWidget]:
        """Put an input where there is room enough for it."""
        is_wide = one.is_wide or isinstance(one, SegmentsInput)
        return self.add_wide(one) if is_wide else self.add(one)

    def add_wide(self, one: Input) -> list[QWidget]:
        return self.add_widget_wide(one.field.label, one, needed=one.field.required)

    def add_widget(self, words: str, widget: QWidget, *, needed: bool = False) -> list[QWidget]:
        return self._add(words, widget, needed=needed, is_wide=False)

    def add_widget_wide(
        self, words: str, widget: QWidget, *, needed: bool = False
    ) -> list[QWidget]:
        return self._add(words, widget, needed=needed, is_wide=True)

    def minimumSizeHint(self) -> QSize:
        """That of one column: a narrow window gets it."""
        widest = max((cell.widget.minimumSizeHint().width() for cell in self._cells), default=0)
        return QSize(LABEL + _GAP + widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= _TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
            self._row, self._half = 0, 0
            for cell in self._cells:
                self._place(cell)
            self._stretch()

    def _add(self, words: str, widget: QWidget, *, needed: bool, is_wide: bool) -> list[QWidget]:
        label = self._label(words, widget, needed=needed)
        cell = _Cell(label, widget, is_wide)
        self._cells.append(cell)
        self._place(cell)
        return [label, widget]

    def _place(self, cell: _Cell) -> None:
        is_wide = cell.is_wide or self._columns == 1
        if is_wide and self._half:
            self._end_row()
        # An aligned cell is as wide as it may be, however little what is in it takes.
        widget = cell.widget
        is_short = isinstance(widget, Input) and widget.is_short and not cell.is_wide
        side = Qt.AlignmentFlag.AlignLeft if is_short else Qt.AlignmentFlag(0)
        top = Qt.AlignmentFlag(0) if cell.is_wide else Qt.AlignmentFlag.AlignTop | side
        column, span = self._half * 2, 2 * self._columns - 1 if is_wide else 1
        self._grid.addWidget(cell.label, self._row, column)
        self._grid.addWidget(widget, self._row, column + 1, 1, span, top)
        self._half += 1
        if is_wide or self._half == 2:
            self._end_row()

    def _stretch(self) -> None:
        """The labels of a column are of one width, the inputs share the rest."""
        for column in range(4):
            is_used = column < 2 * self._columns
            is_label = column % 2 == 0
            self._grid.setColumnMinimumWidth(column, LABEL if is_used and is_label else 0)
            self._grid.setColumnStretch(column, int(is_used and not is_label))

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
