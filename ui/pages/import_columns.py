"""Which column of a sheet is which field: shown for every column, to be changed or left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.forms.edits import ChoiceBox
from zjdesk.exchange.headers import ID_NUMBER, TITLES, letters

if TYPE_CHECKING:
    from zjdesk.exchange.header_rows import Column, Header

LEFT_OUT = "不读入"
_FIELD_WIDTH = 124
_LABEL_WIDTH = 116


class ImportColumns(QWidget):
    """The columns of a header. `chosen`: a person decided otherwise; `wanted` says what."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted: dict[str, str | None] = {}
        """The key that a person chose, by header; None to leave the column out."""
        self.boxes: dict[str, ChoiceBox] = {}
        self._keys: dict[str, str | None] = {}
        heading = theme.dress(QLabel("表里的列　→　名册的项目"), "heading")
        note = theme.dress(
            QLabel("身份证号不读入，除非您选了保存；手机号、民族、学历等一律不读入。"), "hint"
        )
        note.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._area, 1)
        column.addWidget(note)

    def show_header(self, header: Header) -> None:
        """Show the columns as they are understood now."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self.boxes = {}
        self._keys = {column.label: column.key for column in header.columns}
        for row, column in enumerate(header.columns):
            grid.addWidget(_label(column, header), row, 0)
            grid.addWidget(self._choice(column), row, 1)
        grid.setRowStretch(len(header.columns), 1)
        self._area.setWidget(inside)

    def choose(self, label: str, key: str | None) -> None:
        """Take a column as a field; another column that was that field is left out."""
        for other, taken in self._keys.items():
            if key is not None and taken == key and other != label:
                self.wanted[other] = None
        self.wanted[label] = key
        self.chosen.emit()

    def _choice(self, column: Column) -> QWidget:
        if column.is_hidden:
            return _fixed("隐藏的列，不读入")
        box = ChoiceBox()
        box.setFixedWidth(_FIELD_WIDTH)
        box.setAccessibleName(f"“{column.label}”作为")
        box.addItem(LEFT_OUT, None)
        titles = {ID_NUMBER: "保存，平时遮盖"} if column.is_identity_number else TITLES
        for key, title in titles.items():
            box.addItem(title, key)
        box.setCurrentIndex(box.findData(column.key) if column.key else 0)
        # The name is what makes a sheet a roster: that column can be moved, never left out.
        box.setEnabled(column.key != "name")
        box.activated.connect(partial(self._activated, column.label))
        self.boxes[column.label] = box
        return box

    def _activated(self, label: str, _: int) -> None:
        key = self.boxes[label].currentData()
        if key != self._keys[label]:
            self.choose(label, key)


def _label(column: Column, header: Header) -> QLabel:
    label = theme.dress(QLabel(), "" if column.key else "hint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    metrics = label.fontMetrics()
    label.setText(metrics.elidedText(column.label, Qt.TextElideMode.ElideRight, _LABEL_WIDTH))
    sample = "" if column.is_identity_number or not column.key else _sample(column, header)
    where = f"{letters(column.index)} 列“{column.label}”"
    label.setToolTip(f"{where}，第一格是“{sample}”" if sample else where)
    return label


def _fixed(words: str) -> QLabel:
    label = theme.dress(QLabel(words), "hint")
    label.setFixedWidth(_FIELD_WIDTH)
    return label


def _sample(column: Column, header: Header) -> str:
    """The first cell with content below the header."""
    below = (row[column.index] for row in header.sheet.rows if row.number > header.last)
    return next((str(value)[:20] for value in below if value is not None), "")
