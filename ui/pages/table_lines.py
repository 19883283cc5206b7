"""A table of the statistics as a Qt model: plain values, no ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui import look

if TYPE_CHECKING:
    from zjdesk.statistics.tables import Table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
OPENS = "点一下打开这名党员"


class TableLines(QAbstractTableModel):
    """The rows of a table in words, the total in bold below them."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._texts: list[tuple[str, ...]] = []

    def show_table(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self._texts = list(table.shown()) if table.rows else []
        self.endResetModel()

    def member(self, row: int) -> str:
        """The id of the member whose row this is; "" where it is nobody's."""
        members = self._table.members if self._table else ()
        return members[row] if 0 <= row < len(members) else ""

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return len(self._table.columns) if self._table and not parent.isValid() else 0

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._table and orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._table.columns[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(section):
                return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[row][column]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(column):
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return OPENS if self.member(row) else self._texts[row][column] or None
        if role == Qt.ItemDataRole.FontRole and self._is_total(row):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(look.INK)
        return None

    def _is_number(self, column: int) -> bool:
        return self._table is not None and self._table.columns[column].is_number

    def _is_total(self, row: int) -> bool:
        return self._table is not None and row >= len(self._table.rows)
