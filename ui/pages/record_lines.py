"""The lines of the records page as a Qt model: plain values, no ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui import look
from ui.forms.typed import WEEKDAYS
from zjdesk.kinds.catalogue import KINDS
from zjdesk.record import STATES, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from zjdesk.store.records import RecordLine

NOTHING_FOUND: Mapping[str, str] = {}
NONE_CHANGED: Mapping[str, int] = {}
CHANGED = "签字后已修改"
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()


def _day(line: RecordLine) -> str:
    return f"{line.day:%Y-%m-%d}　{WEEKDAYS[line.day.weekday()]}" if line.day else "（未填日期）"


def _kinds(line: RecordLine) -> str:
    return "、".join(KINDS[kind].short for kind in (line.kind, *line.also))


def _state(line: RecordLine) -> str:
    words = STATES[line.state]
    if line.state is State.DRAFT and line.revision:
        words = "更正中"
    elif line.revision > 1:
        words += f"（第{line.revision}版）"
    return f"{words} 补记" if line.late else words


def _expected(line: RecordLine) -> str:
    return str(line.expected) if line.expected else "—"


def _present(line: RecordLine) -> str:
    return str(line.present) if line.expected else "—"


def _number(line: RecordLine) -> str:
    return line.number


def _title(line: RecordLine) -> str:
    return line.title or "（未填名称）"


COLUMNS: tuple[tuple[str, int, Callable[[RecordLine], str]], ...] = (
    ("日期", 124, _day),
    ("种类", 124, _kinds),
    ("名称", 0, _title),
    ("编号", 132, _number),
    ("状态", 104, _state),
    ("应到", 52, _expected),
    ("实到", 52, _present),
)
"""Heading, pixels (0: the rest), words of a line."""
TITLE_COLUMN = 2
STATE_COLUMN = 4


class RecordLines(QAbstractTableModel):
    """Record lines in the order in which the store gave them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[RecordLine] = []
        self._excerpts = NOTHING_FOUND
        self._changed = NONE_CHANGED

    def show_lines(
        self,
        lines: Sequence[RecordLine],
        excerpts: Mapping[str, str] = NOTHING_FOUND,
        changed: Mapping[str, int] = NONE_CHANGED,
    ) -> None:
        """Show these, with where a word was found by the id of the record.

        `changed` names the version that was signed of those that were altered since.
        """
        self.beginResetModel()
        self._lines = list(lines)
        self._excerpts = excerpts
        self._changed = changed
        self.endResetModel()

    def line(self, row: int) -> RecordLine:
        return self._lines[row]

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 if it is not among the lines."""
        return next((i for i, line in enumerate(self._lines) if line.id == record_id), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section][0]
            if role == Qt.ItemDataRole.TextAlignmentRole and _is_number(section):
                return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        column = index.column()
        excerpt = self._excerpts.get(line.id, "") if column == TITLE_COLUMN else ""
        if column == STATE_COLUMN and line.id in self._changed:
            return _changed_state(line, self._changed[line.id], role)
        if role == Qt.ItemDataRole.DisplayRole:
            words = COLUMNS[column][2](line)
            return f"{words}　▸ {excerpt}" if excerpt else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(line, column, excerpt)
        if role == Qt.ItemDataRole.TextAlignmentRole and _is_number(column):
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(line, column)
        return None


def _changed_state(line: RecordLine, signed: int, role: int) -> Any:
    """What is shown of a final record that was altered after version `signed` was printed."""
    return {
        Qt.ItemDataRole.DisplayRole: CHANGED,
        Qt.ItemDataRole.ToolTipRole: f"{_state(line)}。打印签字的是第{signed}版，"
        "后来又改过：请重新打印、签字",
        Qt.ItemDataRole.ForegroundRole: QColor(look.AMBER),
    }.get(Qt.ItemDataRole(role))


def _tip(line: RecordLine, column: int, excerpt: str) -> str | None:
    """What there may be no room for, and what a word of the program means."""
    if column == TITLE_COLUMN:
        return "\n".join(filter(None, (_title(line), line.number, excerpt)))
    if column == STATE_COLUMN and line.late:
        return "补记：开会后过了几天才记的"
    return _kinds(line) if COLUMNS[column][2] is _kinds else None


def _is_number(column: int) -> bool:
    return COLUMNS[column][0] in ("应到", "实到")


def _colour(line: RecordLine, column: int) -> QColor | None:
    if column == STATE_COLUMN:
        return QColor(look.GREEN if line.state is State.FINAL else look.AMBER)
    if COLUMNS[column][0] == "编号" or (column == TITLE_COLUMN and not line.title):
        return QColor(look.INK_SOFT)
    return None
