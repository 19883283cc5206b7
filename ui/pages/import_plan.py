"""The plan of an import: what was understood of the sheet, and what becomes of each row.

Nothing here writes; a person looks, puts right and filters.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.forms.edits import ChoiceBox
from ui.pages.import_columns import ImportColumns
from ui.pages.import_notes import ImportNotes
from ui.pages.import_rows import HEADINGS, ImportRows, read_words, told_words
from ui.pages.plain_table import plain_table
from zjdesk.exchange.row_plans import STATUSES, PlannedRow, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from zjdesk.exchange.cells import Book
    from zjdesk.exchange.roster_sheet import RosterPlan

_COLUMNS_WIDTH = 286
_ROOM_FOR_COLUMNS = 1080
_AROUND_LINES = 10
_LAST_ROW = 1_048_576


def _has_notes(row: PlannedRow) -> bool:
    return bool(row.problems) and row.status is not Status.FAULTY


def _is(status: Status, row: PlannedRow) -> bool:
    return row.status is status


_ALL = "全部"
FILTERS: dict[str, Callable[[PlannedRow], bool]] = {
    _ALL: lambda _: True,
    **{word: partial(_is, status) for status, word in STATUSES.items()},
    "有提醒": _has_notes,
}


class ImportPlan(QWidget):
    """Shows a plan. `wants_other`: a person chose another sheet, row of headers or column."""

    wants_other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: RosterPlan | None = None
        self.back: dict[str, date] = {}
        """When members, by id, who had left are back, as a person said."""
        self.same: set[str] = set()
        """Names of those who are members of the branch, as a person said."""
        self.file = QLabel()
        self.sheets = ChoiceBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.activated.connect(self._other_sheet)
        self.header_row = QSpinBox()
        self.header_row.setRange(1, _LAST_ROW)
        self.header_row.setAccessibleName("表头在第几行")
        self.header_row.setKeyboardTracking(False)
        self.header_row.valueChanged.connect(self._other_row)
        self.since = QDateEdit()
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since.setKeyboardTracking(False)
        self.since.setAccessibleName("变动从哪天起")
        self.since.setToolTip("党小组、考勤要求的变动从这一天起算；以前的记录仍按原来的")
        self.since.dateChanged.connect(self.wants_other)
        self.columns = ImportColumns()
        self.columns.setFixedWidth(_COLUMNS_WIDTH)
        self.columns.chosen.connect(self.wants_other)
        self.columns_button = QPushButton("列的对应")
        self.columns_button.setToolTip("表里的哪一列是名册的哪一项")
        self.columns_button.setCheckable(True)
        self.columns_button.setAutoDefault(False)
        self.columns_button.clicked.connect(self._make_room)
        self.rows = ImportRows()
        self.table = self._make_table()
        self.notes = ImportNotes()
        self.refusal = theme.dress(QLabel(), "problem")
        self.detail = theme.dress(QLabel(), "hint")
        for label in (self.refusal, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing())
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back_button = QPushButton()
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self._turn_back)
        self.same_button = QPushButton()
        self.same_button.setAutoDefault(False)
        self.same_button.clicked.connect(self._turn_same)
        self.filters: dict[str, QPushButton] = {}
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._make_filters())
        right.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.detail, 1)
        for button in (self.back_button, self.same_button):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        right.addLayout(foot)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.columns)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._make_top())
        column.addWidget(self.refusal)
        column.addWidget(self.notes)
        column.addLayout(below, 1)
        self._filter = _ALL
        self._sheet: str | None = None
        self._row: int | None = None

    # -------------------------------------------------------------------------- choices

    @property
    def sheet(self) -> str | None:
        """The sheet that a person chose; None: the best is taken."""
        return self._sheet

    @property
    def row(self) -> int | None:
        """The row of headers that a person chose."""
        return self._row

    @property
    def day(self) -> date:
        """From which day on changes hold that have no day of their own."""
        day = self.since.date()
        return date(day.year(), day.month(), day.day())

    # -------------------------------------------------------------------------- showing

    def begin(self, path: Path, book: Book, today: date) -> None:
        """Begin with a file: nothing is chosen yet, and what is wrong is seen first."""
        self.plan = None
        with QSignalBlocker(self.since):
            self.since.setDate(QDate(today.year, today.month, today.day))
        self._sheet, self._row = None, None
        self.columns.wanted = {}
        self.back = {}
        self.same = set()
        told = (f"文字编码 {book.encoding.upper()}",) if book.encoding else ()
        self.file.setText("　".join((path.name, *told)))
        self.file.setToolTip(str(path))
        self.sheets.clear()
        for sheet in book.sheets:
            if not sheet.is_hidden:
                self.sheets.addItem(sheet.name, sheet.name)
        is_one_of_many = self.sheets.count() > 1
        self._sheet_label.setVisible(is_one_of_many)
        self.sheets.setVisible(is_one_of_many)
        self._filter = STATUSES[Status.FAULTY]

    def start_at(self, sheet: str, row: int, wanted: Mapping[str, str | None]) -> None:
        """Begin in a row that the person pointed at."""
        self._sheet, self._row = sheet, row
        self.columns.wanted = dict(wanted)
        self.wants_other.emit()

    def show_plan(self, plan: RosterPlan) -> None:
        self.plan = plan
        self.refusal.hide()
        self.sheets.setCurrentIndex(self.sheets.findData(plan.header.sheet.name))
        self._show_row(plan.header.last)
        self.columns.show_header(plan.header)
        has_changes = bool(plan.rows_with(Status.CHANGED))
        self.since.setVisible(has_changes)
        self._since_label.setVisible(has_changes)
        self.notes.show_notes(plan.notes)
        for words, button in self.filters.items():
            count = sum(map(FILTERS[words], plan.rows))
            button.setText(f"{words} {count}")
            button.setVisible(bool(count) or words == _ALL)
        if not any(map(FILTERS[self._filter], plan.rows)):
            self._filter = _ALL
        self._choose_filter(self._filter)

    def refuse(self, words: str) -> None:
        """Say why what was chosen does not work; the plan stays as it was."""
        self.refusal.setText(words)
        self.refusal.show()
        self._sheet, self._row = None, None
        if self.plan is not None:
            self._sheet = self.plan.header.sheet.name or None
            self._row = self.plan.header.last
            self.sheets.setCurrentIndex(self.sheets.findData(self.plan.header.sheet.name))
            self._show_row(self.plan.header.last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -------------------------------------------------------------------------- inside

    def _make_room(self) -> None:
        """In a narrow window the rows go before the columns, which a button brings back."""
        is_wide = self.width() >= _ROOM_FOR_COLUMNS
        self.columns_button.setVisible(not is_wide)
        self.columns.setVisible(is_wide or self.columns_button.isChecked())

    def _other_sheet(self) -> None:
        self._sheet, self._row = self.sheets.currentData(), None
        self.columns.wanted = {}
        self.wants_other.emit()

    def _other_row(self, row: int) -> None:
        self._sheet, self._row = self.sheets.currentData(), row
        self.columns.wanted = {}
        self.wants_other.emit()

    def _show_row(self, row: int) -> None:
        with QSignalBlocker(self.header_row):
            self.header_row.setValue(row)

    def _choose_filter(self, words: str) -> None:
        self._filter = words
        self.filters[words].setChecked(True)
        self.table.setFocus()
        self.rows.show_rows(list(filter(FILTERS[words], self.plan.rows)) if self.plan else [])
        self._show_detail()

    @property
    def _chosen_row(self) -> PlannedRow | None:
        chosen = self.table.selectionModel().selectedRows()
        return self.rows.row(chosen[0].row()) if chosen else None

    def _turn_back(self) -> None:
        """Have the chosen person, who had left, be back; or not, after all."""
        row = self._chosen_row
        assert row is not None
        assert self.plan is not None
        if row.member in self.back:
            del self.back[row.member]
        else:
            self.back[row.member] = self.plan.day_of_return(row)
        self.wants_other.emit()

    def _turn_same(self) -> None:
        """Have the chosen row be of the member of that name; or not, after all."""
        row = self._chosen_row
        assert row is not None
        self.same ^= {row.name}
        self.wants_other.emit()

    def _show_detail(self) -> None:
        """The chosen row in full, which the table may have no room for."""
        row = self._chosen_row
        is_back = row is not None and row.member in self.back
        self.back_button.setVisible(is_back or (row is not None and row.status is Status.LEFT))
        self.back_button.setText("没有转回" if is_back else "已转回，一起读入")
        is_same = row is not None and row.name in self.same
        self.same_button.setVisible(is_same or (row is not None and bool(row.namesake)))
        self.same_button.setText("不是同一人" if is_same else "与名册里的是同一人")
        words = "点一行，这里显示全文。"
        if row is not None:
            read = "　".join(part for part in (row.name, *read_words(row)) if part)
            words = "\n".join([f"{row.place}　{read}", "；".join(told_words(row))])
        self.detail.setText(words)

    def _make_top(self) -> QHBoxLayout:
        self._sheet_label = QLabel("工作表")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(theme.dress(self.file, "heading"))
        line.addStretch()
        self._since_label = QLabel("变动从")
        line.addWidget(self._since_label)
        line.addWidget(self.since)
        line.addSpacing(12)
        line.addWidget(self._sheet_label)
        line.addWidget(self.sheets)
        line.addSpacing(12)
        line.addWidget(QLabel("表头在第"))
        line.addWidget(self.header_row)
        line.addWidget(QLabel("行"))
        return line

    def _make_filters(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        group = QButtonGroup(self)
        for words in FILTERS:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setStyleSheet("min-width: 44px; padding-left: 10px; padding-right: 10px;")
            button.clicked.connect(lambda _, words=words: self._choose_filter(words))
            group.addButton(button)
            line.addWidget(button)
            self.filters[words] = button
        line.addStretch()
        line.addWidget(self.columns_button)
        return line

    def _make_table(self) -> QTableView:
        table = plain_table(
            self.rows,
            "表里的人",
            (width for _, width in HEADINGS),
            chooses=QAbstractItemView.SelectionMode.SingleSelection,
        )
        table.verticalHeader().setDefaultSectionSize(
            2 * table.fontMetrics().lineSpacing() + _AROUND_LINES
        )
        table.selectionModel().selectionChanged.connect(self._show_detail)
        return table
