"""The table of the records page. The name of a record always has room; other columns give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import look
from ui.pages.ink import InkDelegate
from ui.pages.record_lines import COLUMNS, TITLE_COLUMN

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.pages.record_lines import RecordLines

TITLE_PX = 200
"""A name gets at least this much; what stands in GIVE_WAY is hidden before."""
GIVE_WAY = (("编号",), ("应到", "实到"), ("种类",))


class RecordTable(QTableView):
    """Shows record lines, several of which can be chosen."""

    def __init__(self, lines: RecordLines) -> None:
        super().__init__()
        self.setAccessibleName("记录")
        self.setModel(lines)
        self.setItemDelegate(InkDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TITLE_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        for column, (_, width, _) in enumerate(COLUMNS):
            if width:
                header.resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        shown = {heading: width for heading, width, _ in COLUMNS}
        for headings in GIVE_WAY:
            if sum(shown.values()) + TITLE_PX > self.viewport().width():
                shown = {one: width for one, width in shown.items() if one not in headings}
        for column, (heading, _, _) in enumerate(COLUMNS):
            self.setColumnHidden(column, heading not in shown)
