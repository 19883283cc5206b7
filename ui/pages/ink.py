"""Text in the colour that the model gives; the style sheet would paint it all in one.

What does not fit is cut with …, each line of a cell by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter


class InkDelegate(QStyledItemDelegate):
    """Paints the cells of a list or table."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is None:
            super().paint(painter, option, index)
            return
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style = cell.widget.style() if cell.widget else QApplication.style()
        part = QStyle.SubElement.SE_ItemViewItemText
        place = style.subElementRect(part, cell, cell.widget)
        text, cell.text = cell.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        painter.save()
        painter.setFont(cell.font)
        painter.setPen(QBrush(ink).color())
        mode, room = Qt.TextElideMode.ElideRight, place.width()
        lines = [cell.fontMetrics.elidedText(line, mode, room) for line in text.splitlines()]
        painter.drawText(place, int(cell.displayAlignment), "\n".join(lines))
        painter.restore()
