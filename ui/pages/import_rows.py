"""The rows of a planned import as a Qt model: what was read, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui import look
from zjdesk.exchange.headers import FIELDS
from zjdesk.exchange.problems import Level
from zjdesk.exchange.row_plans import STATUSES, PlannedRow, Status
from zjdesk.fields import Day

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW, _STATUS, _NAME, READ, _TOLD = range(5)
HEADINGS = (("行", 44), ("结果", 66), ("姓名", 132), ("读到的内容", 380), ("变更或问题", 0))
"""Heading, pixels (0: the rest)."""
_COLOURS = {Status.NEW: look.GREEN, Status.CHANGED: look.AMBER, Status.FAULTY: look.RED}


def read_words(row: PlannedRow) -> list[str]:
    """What was read of a person, the days of the 党籍 last, in one line or two."""
    facts: list[str] = []
    days: list[str] = []
    for key, value in row.values.items():
        field = FIELDS[key][1]
        if key == "name" or value is None or field.is_missing(value):
            continue
        if isinstance(field, Day):
            line = facts if key == "birth_date" else days
            line.append(f"{value:%Y-%m-%d}{_AFTER_DAY.get(key, field.label)}")
        else:
            facts.append("不作考勤要求" if key == "attendance_waived" else field.show(value))
    return ["　".join(line) for line in (facts, days) if line]


def told_words(row: PlannedRow) -> list[str]:
    """What a person should know of a row: errors first, then changes, then warnings."""
    errors = [problem for problem in row.problems if problem.level is Level.ERROR]
    warnings = [problem for problem in row.problems if problem.level is Level.WARNING]
    left = f"{Day('', '').show(row.left_on)}转出" if row.left_on else ""
    if left:
        back = f"{Day('', '').show(row.back_on)}转回" if row.back_on else "不读入"
        left = f"{left}，{back}"
    return [
        *(f"{one.column}：{one.sentence}" for one in errors),
        *filter(None, [left]),
        *map(str, row.changes),
        *(f"{one.column}：{one.sentence}" for one in warnings),
    ]


class ImportRows(QAbstractTableModel):
    """Planned rows in the order of the sheet, each of two lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[PlannedRow, list[str], list[str]]] = []

    def show_rows(self, rows: Sequence[PlannedRow]) -> None:
        self.beginResetModel()
        self._rows = [(row, read_words(row), told_words(row)) for row in rows]
        self.endResetModel()

    def row(self, number: int) -> PlannedRow:
        return self._rows[number][0]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section][0]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, read, told = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            words = (
                str(row.number),
                STATUSES[row.status],
                "\n".join(filter(None, (row.name, row.read.sheet))),
                *map("\n".join, (read, _two_lines(told))),
            )
            return words[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (READ, _TOLD):
            return "\n".join(read if index.column() == READ else told)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(row, index.column())
        return None


def _two_lines(told: Sequence[str]) -> list[str]:
    """The first thing in a line of its own, or one that is long in two."""
    if len(told) == 1:
        first, comma, rest = told[0].partition("，")
        return [first + comma, rest] if rest else [first]
    return [*told[:1], "；".join(told[1:])]


def _colour(row: PlannedRow, column: int) -> QColor:
    if column == _STATUS and row.status in _COLOURS:
        return QColor(_COLOURS[row.status])
    if column == _TOLD:
        return QColor(look.RED if row.status is Status.FAULTY else look.AMBER)
    if column == _ROW or row.status is Status.SAME:
        return QColor(look.INK_SOFT)
    return QColor(look.INK)


_AFTER_DAY = {
    "birth_date": "生", "joined_on": "入党", "full_on": "转正", "from": "转入", "to": "转出",
}  # fmt: skip
