"""The list beside the records: all, one group, one kind, or the bin, with how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import look
from ui.pages.ink import InkDelegate
from ui.pages.kinds import kind_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 188
BIN = "回收站"
_KINDS = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class KindList(QTreeWidget):
    """What is chosen is `kinds` (none: all of them) or `is_bin`."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("按种类看")
        self.setFixedWidth(WIDTH)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setItemDelegate(InkDelegate(self))
        self.setItemsExpandable(False)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setStyleSheet("QTreeWidget { border: none; border-radius: 0; }")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._by_kind: dict[str, QTreeWidgetItem] = {}
        self._all = self._item("全部记录", (), is_bold=True)
        for name, kinds in kind_groups().items():
            group = self._item(name, tuple(kind.key for kind in kinds), is_bold=True)
            for kind in kinds:
                item = QTreeWidgetItem(group, [kind.short, ""])
                item.setToolTip(0, kind.name)
                item.setData(0, _KINDS, (kind.key,))
                item.setTextAlignment(1, _RIGHT)
                item.setForeground(1, QColor(look.INK_SOFT))
                self._by_kind[kind.key] = item
        self._bin = self._item(BIN, (), is_bold=True)
        self.expandAll()
        self.setCurrentItem(self._all)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())

    @property
    def kinds(self) -> tuple[str, ...]:
        item = self.currentItem()
        return tuple(item.data(0, _KINDS)) if item else ()

    @property
    def is_bin(self) -> bool:
        return self.currentItem() is self._bin

    def choose_all(self) -> None:
        self.setCurrentItem(self._all)

    def show_counts(self, counts: Mapping[str, int], *, total: int, removed: int) -> None:
        """Show how many there are; kinds without any are grey, an empty bin is hidden."""
        self._all.setText(1, str(total))
        self._bin.setText(1, str(removed))
        self._bin.setHidden(not removed and not self.is_bin)
        for key, item in self._by_kind.items():
            count = counts.get(key, 0)
            item.setText(1, str(count) if count else "")
            item.setForeground(0, QColor(look.INK if count else look.INK_FAINT))

    def _item(self, words: str, kinds: tuple[str, ...], *, is_bold: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [words, ""])
        item.setData(0, _KINDS, kinds)
        item.setTextAlignment(1, _RIGHT)
        item.setForeground(1, QColor(look.INK_SOFT))
        if is_bold:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(0, font)
        return item
