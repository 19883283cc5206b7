"""The list of regulations, by chapter: the rule, what holds now, where it stands, how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import look
from ui.pages.ink import InkDelegate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.pages.rule_lines import RuleLine

_HEADINGS = ("规定", "现在的要求", "出处", "依据")
RULE, DEMAND, PLACE, CERTAINTY = range(4)
_WIDTHS = {RULE: 276, DEMAND: 172, CERTAINTY: 96}
_NARROW_RULE = 230
_ROOM_FOR_PLACES = 720
"""Narrower than this, where a rule stands is only told beside the list."""
_LINE = Qt.ItemDataRole.UserRole


class RuleList(QTreeWidget):
    """One line a rule, under the headings of the chapters."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QTreeWidgetItem] = []
        self.setAccessibleName("规定")
        self.setHeaderLabels(_HEADINGS)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setItemDelegate(InkDelegate(self))
        header = self.header()
        header.setStretchLastSection(False)
        for section, width in _WIDTHS.items():
            header.resizeSection(section, width)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Stretch)

    @property
    def current(self) -> RuleLine | None:
        """The chosen rule."""
        item = self.currentItem()
        line: RuleLine | None = item.data(RULE, _LINE) if item else None
        return line

    def show_lines(self, chapters: Mapping[str, Sequence[RuleLine]]) -> None:
        """Show the rules; the chosen one stays so, else the first is chosen."""
        chosen = self.current
        top = self.verticalScrollBar().value()
        self._items = []
        self.clear()
        for heading, lines in chapters.items():
            if lines:
                chapter = QTreeWidgetItem(self, [heading])
                chapter.setFlags(Qt.ItemFlag.ItemIsEnabled)
                chapter.setFirstColumnSpanned(True)
                font = chapter.font(RULE)
                font.setBold(True)
                chapter.setFont(RULE, font)
                items = [_item(line) for line in lines]
                chapter.addChildren(items)
                self._items += items
        self.expandAll()
        if not (chosen and self.choose(chosen.key)) and self._items:
            self.setCurrentItem(self._items[0])
        self.verticalScrollBar().setValue(top)

    def choose(self, key: str) -> bool:
        """Choose a rule by its key; False if it is not shown."""
        for item in self._items:
            if item.data(RULE, _LINE).key == key:
                self.setCurrentItem(item)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _ROOM_FOR_PLACES
        mode = QHeaderView.ResizeMode
        self.setColumnHidden(PLACE, is_narrow)
        self.header().setSectionResizeMode(DEMAND, mode.Stretch if is_narrow else mode.Interactive)
        self.header().resizeSection(RULE, _NARROW_RULE if is_narrow else _WIDTHS[RULE])
        if not is_narrow:
            self.header().resizeSection(DEMAND, _WIDTHS[DEMAND])


def _item(line: RuleLine) -> QTreeWidgetItem:
    cells = [line.label, line.demand, line.now.place, line.short_certainty]
    item = QTreeWidgetItem(cells)
    item.setData(RULE, _LINE, line)
    colour = look.AMBER if line.needs_a_look else look.INK_SOFT
    for column, cell in enumerate(cells):
        item.setToolTip(column, cell)
        item.setForeground(column, QColor(look.INK))
    item.setForeground(PLACE, QColor(look.INK_SOFT))
    item.setForeground(CERTAINTY, QColor(look.GREEN if line.local else colour))
    if line.is_overridden:
        item.setForeground(DEMAND, QColor(look.GREEN))
        font = item.font(DEMAND)
        font.setBold(True)
        for column in (DEMAND, CERTAINTY):
            item.setFont(column, font)
    return item
