"""统计: the tables of a span of time, one at a time with its chart, to be handed on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme
from ui.counting import Counting
from ui.pages.ink import InkDelegate
from ui.pages.page import Page
from ui.pages.span_choice import SpanChoice
from ui.pages.statistics_files import save_paper, save_sheets
from ui.pages.table_panel import TablePanel
from ui.preview import Written, preview_paper
from ui.saved_notice import SavedNotice

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from ui.workspace import Workspace
    from zjdesk.progress import Progress
    from zjdesk.statistics.charts import Chart
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Table

PATIENCE_MS = 250
"""What is counted sooner takes the place of the old numbers without a word."""
_LIST_WIDTH = 190
_KEY = Qt.ItemDataRole.UserRole


class StatisticsPage(Page):
    """The page of the statistics."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.report: Report | None = None
        """What is shown; None while it is not yet counted."""
        self._charts: dict[str, Chart] = {}
        """By the key of their table."""
        self._counting = Counting(workspace)
        self._counting.counted.connect(self._show_report)
        self._counting.failed.connect(lambda: self._tell("没有统计出来。"))
        workspace.closing.connect(self._forget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(lambda: self._tell("正在统计……"))
        self.saved = SavedNotice()
        self.span = SpanChoice(workspace.today)
        self.span.chosen.connect(self._count)
        self.extent = theme.dress(QLabel(), "hint")
        self.list = self._make_list()
        self.panel = TablePanel()
        self.panel.opens_member.connect(self.opens_member)
        self._note = theme.dress(QLabel(), "hint")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.list)
        across.addWidget(self.panel, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        self._stack.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.saved)
        column.addWidget(self.span)
        column.addWidget(self.extent)
        column.addWidget(self._stack, 1)
        column.addLayout(self._make_foot())
        self._forget()

    # -------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Count anew, if the page can be seen; else that is done when it is shown."""
        if self.workspace.is_open and self.isVisible():
            self._count()

    def choose(self, key: str) -> None:
        """Show the table with this key."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def begin(self) -> None:
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()
        self._counting.stop()
        self.saved.hide()

    @property
    def table(self) -> Table | None:
        """The table that is shown."""
        item = self.list.currentItem()
        return self.report[item.data(_KEY)] if self.report and item else None

    # -------------------------------------------------------------------------- by the person

    def print(self) -> None:
        """Show all tables as they will be printed."""
        if self.report is not None:
            self._preview(self.report)

    def print_table(self) -> None:
        """Show the table that is in front as it will be printed."""
        if self.report is not None and self.table is not None:
            self._preview(replace(self.report, tables=(self.table,)))

    def export_sheets(self) -> None:
        """Ask where, then write all tables as .xlsx. Raises CannotWrite."""
        if self.report is not None:
            save_sheets(self.workspace, self.report, self, self.saved.show_file)

    def export_paper(self) -> None:
        """Ask where, then write all tables as PDF. Raises CannotWrite."""
        if self.report is not None:
            save_paper(self.workspace, self.report, self, self.saved.show_file)

    def copy_table(self) -> None:
        """Put the table on the clipboard, as spreadsheets take it."""
        if self.table is not None:
            QGuiApplication.clipboard().setText(_tab_separated(self.table))
            self.says.emit(f"已复制“{self.table.title}”，可以粘贴到 Excel")

    def copy_chart(self) -> None:
        """Put the chart on the clipboard as a picture."""
        chart = self.panel.chart
        if self.report is not None and chart is not None:
            heading = f"{self.report.branch}　{self.report.span.name}　{chart.title}"
            QGuiApplication.clipboard().setImage(self.panel.bars.picture(heading))
            self.says.emit(f"已复制图“{chart.title}”，可以粘贴到 Word")

    # -------------------------------------------------------------------------- building

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("统计表")
        made.setFixedWidth(_LIST_WIDTH)
        made.setItemDelegate(InkDelegate(made))
        made.setFrameShape(QListWidget.Shape.NoFrame)
        made.setStyleSheet("QListWidget { border: none; border-radius: 0; padding: 0; }")
        made.currentItemChanged.connect(self._show_table)
        return made

    def _make_foot(self) -> QHBoxLayout:
        self.copy_table_button = QPushButton(theme.icon("copy"), "复制表格")
        self.copy_table_button.clicked.connect(self.copy_table)
        self.copy_chart_button = QPushButton("复制图")
        self.copy_chart_button.clicked.connect(self.copy_chart)
        self.sheets_button = QPushButton("导出 Excel…")
        self.sheets_button.setToolTip("全部统计表，一张表一页")
        self.sheets_button.clicked.connect(self.export_sheets)
        self.paper_button = QPushButton("导出 PDF…")
        self.paper_button.clicked.connect(self.export_paper)
        self.print_button = QPushButton(theme.icon("print"), "预览打印 ▾")
        self.print_button.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(self)
        menu.addAction("全部统计表").triggered.connect(self.print)
        menu.addAction("只印这张表").triggered.connect(self.print_table)
        self.print_button.setMenu(menu)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_table_button)
        foot.addWidget(self.copy_chart_button)
        foot.addWidget(self.panel.turn)
        foot.addStretch()
        for button in (self.sheets_button, self.paper_button, self.print_button):
            foot.addWidget(button)
        return foot

    # -------------------------------------------------------------------------- inside

    def _count(self) -> None:
        self.report = None
        self._enable()
        self._soon.start()
        self._counting.count(self.span.span)

    def _forget(self) -> None:
        """Keep nothing of a ledger that is closed."""
        self._soon.stop()
        self.report = None
        self._tell("")

    def _tell(self, words: str) -> None:
        """Show words in the place of the numbers."""
        self._soon.stop()
        self.extent.clear()
        self._note.setText(words)
        self._stack.setCurrentIndex(1)
        self._enable()

    def _show_report(self, report: Report) -> None:
        from zjdesk.statistics.charts import charts

        self._soon.stop()
        self.report = report
        self._charts = {chart.table: chart for chart in charts(report)}
        self.extent.setText(f"{report.span.name}：{report.extent}")
        self._list_tables(report)
        self._stack.setCurrentIndex(0)
        self._show_table()

    def _list_tables(self, report: Report) -> None:
        """List the tables; those without rows are grey. The one that was chosen stays so."""
        item = self.list.currentItem()
        chosen = item.data(_KEY) if item else report.tables[0].key
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for table in report.tables:
            item = QListWidgetItem(table.title, self.list)
            item.setData(_KEY, table.key)
            item.setToolTip(table.title)
            item.setForeground(QColor(look.INK if table.rows else look.INK_FAINT))
        self.choose(chosen)
        self.list.blockSignals(False)  # noqa: FBT003

    def _show_table(self) -> None:
        if self.table is not None:
            self.panel.show_table(self.table, self._charts.get(self.table.key))
        self._enable()

    def _enable(self) -> None:
        table = self.table
        self.copy_table_button.setEnabled(table is not None and bool(table.rows))
        self.copy_chart_button.setEnabled(table is not None and self.panel.chart is not None)
        for button in (self.sheets_button, self.paper_button, self.print_button):
            button.setEnabled(table is not None)

    def _preview(self, report: Report) -> None:
        def write(paper: BinaryIO, _: Progress) -> Written:
            from zjdesk.documents.statistics import statistics_faults, write_statistics

            write_statistics(report, paper)
            return Written(f"{report.branch}{report.title}", statistics_faults(report))

        preview_paper(self.workspace, write, self)


def _tab_separated(table: Table) -> str:
    """The table with its headings, a line each; no text breaks a line or a cell."""
    lines = ([column.heading for column in table.columns], *table.shown())
    return "".join("\t".join(" ".join(text.split()) for text in line) + "\n" for line in lines)
