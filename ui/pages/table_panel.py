"""A table of the statistics with its chart above it and its notes below.

Where there is no height for both, a button turns from one to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme
from ui.pages.bar_chart import LEAST_HEIGHT, BarChart
from ui.pages.plain_table import plain_table
from ui.pages.table_lines import TableLines

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from zjdesk.statistics.charts import Chart
    from zjdesk.statistics.tables import Table

ROOM_FOR_BOTH = 400
"""Pixels down: with fewer only the chart or the table is shown."""
_CHART_SHARE = 0.46
"""Of the height, until the person moves the border."""
_HALF_WIDTH_PX = look.FONT_PX // 2
_SCROLL_BAR_PX = 14
_PADDING_PX, _WIDEST_PX = 17, 320


class TablePanel(QWidget):
    """Shows one table; `chart` is that of it, None where there is none with anything in it."""

    opens_member = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.bars = BarChart()
        self._area = QScrollArea()
        self._area.setWidget(self.bars)
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(LEAST_HEIGHT + _SCROLL_BAR_PX)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines = TableLines()
        self.view = plain_table(
            self.lines, "统计表", (), chooses=QAbstractItemView.SelectionMode.SingleSelection
        )
        self.view.clicked.connect(self._open)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: self._open(self.view.currentIndex()))
        self.notes = theme.dress(QLabel(), "hint")
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setWordWrap(True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(4)
        under.addWidget(self.view, 1)
        under.addWidget(self.notes)
        self._below = below
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._area)
        self._split.addWidget(below)
        self._split.setSizes([round(1000 * _CHART_SHARE), round(1000 * (1 - _CHART_SHARE))])
        self.turn = QPushButton("看图")
        self.turn.setCheckable(True)
        self.turn.clicked.connect(self._make_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)

    def show_table(self, table: Table, chart: Chart | None) -> None:
        """Show a table, and its chart where any bar in it has a height."""
        has_bars = chart is not None and any(bar.value for bar in chart.bars)
        self.chart = chart if has_bars else None
        if self.chart is not None:
            self.bars.show_chart(self.chart)
        self.lines.show_table(table)
        self.view.setAccessibleName(table.title)
        self.view.setVisible(bool(table.rows))
        shape = Qt.CursorShape
        self.view.viewport().setCursor(
            shape.PointingHandCursor if table.members else shape.ArrowCursor
        )
        header = self.view.horizontalHeader()
        for column, width in enumerate(table.widths()):
            header.resizeSection(column, min(_PADDING_PX + width * _HALF_WIDTH_PX, _WIDEST_PX))
        header.setStretchLastSection(not table.columns[-1].is_number)
        self.notes.setText("\n".join(table.remarks))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -------------------------------------------------------------------------- inside

    def _make_room(self) -> None:
        has_room = self.height() >= ROOM_FOR_BOTH
        shows_chart = self.chart is not None and (has_room or self.turn.isChecked())
        self.turn.setVisible(self.chart is not None and not has_room)
        self._area.setVisible(shows_chart)
        self._below.setVisible(has_room or not shows_chart)

    def _open(self, index: QModelIndex) -> None:
        member = self.lines.member(index.row())
        if member:
            self.opens_member.emit(member)
