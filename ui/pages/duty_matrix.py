"""The duties of a year: a line a duty, twelve months across; a longer period spans its months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from ui import look
from ui.pages.duty_marks import COLOURS, mark, spoken, told
from zjdesk.duties.cells import Status
from zjdesk.duties.lines import Line, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from zjdesk.duties.cells import Cell, Matrix
    from zjdesk.duties.known import Known

    Index = QModelIndex | QPersistentModelIndex

LABEL_WIDTH = 136
MONTH_WIDTH = 47
"""At least."""
FEW_GROUPS = 4
"""So many groups are shown at once; of more, only when somebody asks."""
_MONTHS = range(1, 13)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DutyLines(QAbstractTableModel):
    """The lines that are shown. A duty that is filled by groups can be unfolded."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Matrix | None = None
        self._known: Known | None = None
        self._groups: dict[str, list[Line]] = {}
        """The lines of the groups by the key of their duty, where there are several."""
        self._lines: list[Line] = []
        self._months: list[list[Cell]] = []
        self._folded: dict[str, bool] = {}
        """What somebody folded or unfolded, by the key of the duty."""

    def show_matrix(self, table: Matrix, known: Known) -> None:
        """Show these duties, and what they were judged by."""
        self.beginResetModel()
        self._table, self._known = table, known
        self._groups = _several_groups(table)
        self._lines = list(self._shown(table))
        self._months = [_by_month(line) for line in self._lines]
        self.endResetModel()

    def fold(self, row: int) -> None:
        """Unfold the groups of a line, or fold them."""
        if self._table and self._known and self.is_folding(row):
            duty = self._lines[row].duty
            self._folded[duty.key] = not self._is_folded(duty.key)
            self.show_matrix(self._table, self._known)

    def is_folding(self, row: int) -> bool:
        """Whether a line has groups that can be unfolded."""
        line = self._lines[row]
        return not line.group and line.duty.key in self._groups

    def line(self, row: int) -> Line:
        return self._lines[row]

    def cell(self, row: int, month: int) -> Cell | None:
        """The cell of a line in which a month lies; the label is month 0."""
        return self._months[row][month - 1] if row >= 0 and month else None

    def told(self, cell: Cell) -> str:
        """All there is to say of a cell."""
        assert self._table is not None
        assert self._known is not None
        return told(cell, self._known, self._table.today)

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Row, first month and number of months of every period longer than one."""
        for row, cells in enumerate(self._months):
            if self._has_one_reason(row):
                yield row, 1, len(_MONTHS)
                continue
            for month, cell in enumerate(cells, 1):
                count = cells.count(cell)
                if count > 1 and cells.index(cell) == month - 1:
                    yield row, month, count

    # -------------------------------------------------------------------------- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(_MONTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{section}月" if section else "应开的"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
            return int(across | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return self._label(index.row(), role) if not index.column() else None
        if role == Qt.ItemDataRole.DisplayRole:
            why = f" {cell.reason}" if self._has_one_reason(index.row()) else ""
            return f"{mark(cell)}{why}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.told(cell)
        return None

    # -------------------------------------------------------------------------- inside

    def _has_one_reason(self, row: int) -> bool:
        """Whether all through the year nothing is asked for, for one reason, and none was held."""
        cells = self._months[row]
        is_free = all(cell.status is Status.NOT_APPLICABLE and not cell.records for cell in cells)
        return is_free and len({cell.reason for cell in cells}) == 1

    def _label(self, row: int, role: int) -> Any:
        line = self._lines[row]
        is_folded = self._is_folded(line.duty.key)
        words, spoken_words = line.label, line.label
        if self.is_folding(row):
            words = f"{line.label} {'▸' if is_folded else '▾'}"
            spoken_words = f"{line.label} {'展开各党小组' if is_folded else '收起各党小组'}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"　{words}" if line.group else words
        return spoken_words if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _shown(self, table: Matrix) -> Iterator[Line]:
        for row in table.rows:
            if row.is_asked:
                yield Line(row.duty.label, row.duty, row.cells)
                if not self._is_folded(row.duty.key):
                    yield from self._groups.get(row.duty.key, ())

    def _is_folded(self, key: str) -> bool:
        return self._folded.get(key, len(self._groups.get(key, ())) > FEW_GROUPS)


class DutyMatrix(QTableView):
    """The matrix. Arrows move in it; a click or Enter opens a cell, right click its menu."""

    opened = Signal(object, object)
    """A Cell, and the point of the screen where a menu has its place."""
    asks_menu = Signal(object, object)
    moved = Signal()
    """Another cell is the current one, or nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = DutyLines()
        self.month = 0
        """That of today; 0 in another year."""
        self.setAccessibleName("全年应开的会议和活动")
        self.setModel(self.lines)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LABEL_WIDTH + len(_MONTHS) * MONTH_WIDTH + 2)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.ROW_PX)
        header = _MonthHeader(self)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, LABEL_WIDTH)
        self.clicked.connect(self._act)
        self.selectionModel().currentChanged.connect(self.moved)

    @property
    def current(self) -> Cell | None:
        index = self.currentIndex()
        return self.lines.cell(index.row(), index.column()) if index.isValid() else None

    def show_matrix(self, table: Matrix, known: Known) -> None:
        """Show the duties of a year; the current place stays so."""
        self.month = table.today.month if table.year == table.today.year else 0
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.lines.show_matrix(table, known)
        self._fit()
        if 0 <= row < self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(row, column))
        self.moved.emit()

    # -------------------------------------------------------------------------- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        cell = self.lines.cell(index.row(), index.column())
        if cell is not None:
            self.asks_menu.emit(cell, self._below(index) if is_by_key else event.globalPos())

    # -------------------------------------------------------------------------- inside

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _act(self, index: QModelIndex) -> None:
        cell = self.lines.cell(index.row(), index.column())
        if cell is not None:
            self.opened.emit(cell, self._below(index))
        elif self.lines.is_folding(index.row()):
            self.lines.fold(index.row())
            self._fit()
            self.setCurrentIndex(self.lines.index(index.row(), 0))

    def _fit(self) -> None:
        """Let every period span its months, and the view be as high as its lines."""
        self.clearSpans()
        for row, month, count in self.lines.spans():
            self.setSpan(row, month, 1, count)
        rows = self.lines.rowCount() * look.ROW_PX
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2)


class _MonthHeader(QHeaderView):
    """Marks the month of today."""

    def __init__(self, view: DutyMatrix) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setMinimumSectionSize(MONTH_WIDTH)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        if not section or section != self._view.month:
            super().paintSection(painter, place, section)
            return
        painter.save()
        painter.fillRect(place, QColor(look.INK_SOFT))
        painter.setPen(QColor(look.PAPER))
        painter.setFont(_bold(painter.font()))
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """Paints the mark of a cell on its ground, and a frame around the current one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option
        view: DutyMatrix = drawn.widget
        cell = view.lines.cell(index.row(), index.column())
        place: QRect = drawn.rect
        colours = COLOURS[cell.status if cell else Status.OPEN]
        is_group = bool(view.lines.line(index.row()).group)
        painter.save()
        painter.setFont(drawn.font)
        painter.fillRect(place.adjusted(1, 1, -2, -2), QColor(colours.ground))
        if cell is None:
            painter.setPen(QColor(look.INK_SOFT if is_group else look.INK))
            room = place.adjusted(8, 0, -2, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        else:
            if cell.status in (Status.MISSING, Status.DUE_SOON):
                painter.setFont(_bold(drawn.font))
            painter.setPen(QColor(colours.ink))
            room, flags = place.adjusted(1, 0, -1, 0), Qt.AlignmentFlag.AlignCenter
        text = index.data() or ""
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(room, flags, painter.fontMetrics().elidedText(text, mode, room.width()))
        if drawn.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.INK), 2))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        painter.restore()


def _several_groups(table: Matrix) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines(table):
        if line.group:
            found.setdefault(line.duty.key, []).append(line)
    return {key: groups for key, groups in found.items() if len(groups) > 1}


def _by_month(line: Line) -> list[Cell]:
    """The cell of each month."""
    return [
        cell
        for cell in line.cells
        for _ in range(cell.period.first.month, cell.period.last.month + 1)
    ]


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
