"""A sheet in which no header is known: the person points at the cell above the names.

What the other columns mean is then seen, and put right, in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme
from ui.forms.edits import ChoiceBox
from zjdesk.exchange.header_rows import label_at
from zjdesk.exchange.headers import letters

if TYPE_CHECKING:
    from zjdesk.exchange.cells import Book, Sheet

MOST_ROWS = 60
MOST_COLUMNS = 40
_WIDTH = 120
_ASK = "如果表里有党员名单，请点一下姓名上面的那个表头格，再点“从这里读入”。"


class Start(NamedTuple):
    """Where the names begin: the sheet, the row of headers, the header above the names."""

    sheet: str
    row: int
    label: str


class ImportStart(QWidget):
    """Shows the first rows of a book. `chosen` carries a Start."""

    chosen = Signal(Start)

    def __init__(self) -> None:
        super().__init__()
        self.refusal = theme.dress(QLabel(), "problem")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.sheets = ChoiceBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.go_on = theme.dress(QPushButton("从这里读入"), "primary")
        self.go_on.setAutoDefault(False)
        self.go_on.clicked.connect(self._choose)
        self.cells = QTableWidget()
        self.cells.setAccessibleName("表里的内容")
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cells.setWordWrap(False)
        self.cells.itemSelectionChanged.connect(self._show_chosen)
        self.cells.itemDoubleClicked.connect(self._choose)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(QLabel(_ASK))
        line.addStretch()
        line.addWidget(self.sheets)
        line.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.refusal)
        column.addLayout(line)
        column.addWidget(self.cells, 1)
        self._book_sheets: list[Sheet] = []

    def show_book(self, book: Book, words: str) -> None:
        """Show the sheets of a book, and in words why nothing was found in it."""
        self.refuse(words)
        self._book_sheets = [sheet for sheet in book.sheets if not sheet.is_hidden]
        self.sheets.clear()
        self.sheets.addItems([sheet.name for sheet in self._book_sheets])
        self.sheets.setVisible(self.sheets.count() > 1)

    def refuse(self, words: str) -> None:
        """Say why it does not work like this."""
        self.refusal.setText(words)

    # -------------------------------------------------------------------------- inside

    def _show_sheet(self, place: int) -> None:
        self.cells.clear()
        rows = self._book_sheets[place].rows[:MOST_ROWS] if place >= 0 else []
        widest = max((len(row.values) for row in rows), default=0)
        self.cells.setRowCount(len(rows))
        self.cells.setColumnCount(min(widest, MOST_COLUMNS))
        self.cells.setVerticalHeaderLabels([str(row.number) for row in rows])
        columns = range(self.cells.columnCount())
        self.cells.setHorizontalHeaderLabels([letters(column) for column in columns])
        for column in columns:
            self.cells.setColumnWidth(column, _WIDTH)
        for number, row in enumerate(rows):
            for column in columns:
                self.cells.setItem(number, column, _item(row[column], label_at(row, column)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.go_on.setEnabled(self._start() is not None)

    def _start(self) -> Start | None:
        items = self.cells.selectedItems()
        if not items:
            return None
        sheet = self._book_sheets[self.sheets.currentIndex()]
        row = sheet.rows[items[0].row()]
        label = label_at(row, items[0].column())
        return Start(sheet.name, row.number, label) if label else None

    def _choose(self) -> None:
        start = self._start()
        if start is not None:
            self.chosen.emit(start)


def _item(value: object, label: str) -> QTableWidgetItem:
    """A cell; what cannot be a header is grey."""
    item = QTableWidgetItem("" if value is None else str(value))
    item.setForeground(QColor(look.INK if label else look.INK_FAINT))
    return item
