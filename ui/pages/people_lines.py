"""The lines of the people page as a Qt model: plain values, no ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui import look
from zjdesk.people import CATEGORY, Category

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zjdesk.member_lines import MemberLine

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_CENTRE = Qt.AlignmentFlag.AlignCenter

COLUMNS: tuple[tuple[str, int, Callable[[MemberLine], str]], ...] = (
    ("姓名", 172, lambda line: line.name),
    ("性别", 48, lambda line: line.member.gender or ""),
    ("党小组", 118, lambda line: line.group),
    ("人员类别", 84, lambda line: CATEGORY.show(line.category)),
    ("职务", 118, lambda line: line.offices),
    ("入党日期", 104, lambda line: str(line.member.joined_on or "")),
    ("党龄", 64, lambda line: line.age),
    ("工作岗位", 200, lambda line: line.member.post),
    ("情况", 0, lambda line: line.situation),
)
"""Heading, pixels (0: the rest), words of a line."""
CENTRED = ("性别", "党龄")
DISPENSABLE = ("性别", "党龄", "工作岗位")
"""What a narrow window leaves out."""


class PeopleLines(QAbstractTableModel):
    """Members in the order in which they were given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[MemberLine] = []

    def show_lines(self, lines: Sequence[MemberLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> MemberLine:
        return self._lines[row]

    def all(self) -> list[MemberLine]:
        return list(self._lines)

    def row_of(self, member_id: str) -> int:
        """The row of a member, -1 if he or she is not among the lines."""
        return next((i for i, line in enumerate(self._lines) if line.id == member_id), -1)

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
            if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][0] in CENTRED:
                return _CENTRE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        heading, _, words = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words(line)
        if role == Qt.ItemDataRole.TextAlignmentRole and heading in CENTRED:
            return _CENTRE
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(line, heading)
        return None


def _colour(line: MemberLine, heading: str) -> QColor:
    if not line.is_here:
        return QColor(look.INK_FAINT)
    if heading == "情况" or (heading == "人员类别" and line.category is Category.PROBATIONARY):
        return QColor(look.AMBER)
    if heading in ("入党日期", "党龄"):
        return QColor(look.INK_SOFT)
    return QColor(look.INK)
