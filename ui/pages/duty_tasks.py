"""What is to be done, in a few groups: a line each, with its day and the button that does it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import look
from ui.pages.duty_ways import button_of
from ui.pages.ink import InkDelegate
from zjdesk.periods import month_of
from zjdesk.tasks.task import NewRecord, OpenRecord, Priority, Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

THIS_MONTH, LAPSED, SOON, PEOPLE, MATTERS = GROUPS = (
    "本月", "过期没开", "近期", "人员和任期", "跟进事项",
)  # fmt: skip
FEW = 3
"""So many lines of a group are shown before somebody asks for the rest; of this month all are."""
WHAT, DAY, STATE, BUTTON = range(4)
WIDTHS = {DAY: 78, STATE: 128, BUTTON: 104}
LEAST_WIDTH = 400
_ROOM_FOR_STATE = 500
"""Narrower than this, a long state is cut; its tool tip has it."""
_NARROW_STATE = 92
NO_MEETINGS = "本月要开的都开了"
_TASK = Qt.ItemDataRole.UserRole
_REST = Qt.ItemDataRole.UserRole + 1
_COLOURS = {
    Priority.OVERDUE: look.RED,
    Priority.LAPSED: look.RED,
    Priority.SOON: look.AMBER,
    Priority.CALM: look.INK_SOFT,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def group_of(task: Task, today: date) -> str:
    """Under which heading a thing to do stands."""
    match task.target:
        case OpenRecord():
            return MATTERS
        case NewRecord():
            if task.priority is Priority.LAPSED:
                return LAPSED
            is_now = task.due_on is None or task.due_on <= month_of(today).last
            return THIS_MONTH if is_now else SOON
    return PEOPLE


class TaskList(QTreeWidget):
    """The things to do. Its buttons, Enter and a double click act; right click shows a menu."""

    acts = Signal(object, object)
    """A Task, and the point of the screen."""
    asks_menu = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._whole: set[str] = set()
        """Groups of which every line is shown."""
        self.setAccessibleName("要办的事")
        self.setColumnCount(len(WIDTHS) + 1)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(10)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        self.itemDoubleClicked.connect(lambda item, _: self._act(item))

    def show_tasks(self, tasks: Sequence[Task], today: date) -> None:
        """Show these; the current line stays so."""
        self._tasks, self._today = tasks, today
        kept = self._key_of(self.currentItem())
        top = self.verticalScrollBar().value()
        self.clear()
        for group in GROUPS:
            there = [task for task in tasks if group_of(task, today) == group]
            if there or group == THIS_MONTH:
                self._add_group(group, there)
        self.expandAll()
        items = [item for item in self.items() if item.data(WHAT, _TASK)]
        chosen = [item for item in items if self._key_of(item) == kept]
        if items:
            self.setCurrentItem((chosen or items)[0])
        self.verticalScrollBar().setValue(top)

    def items(self) -> list[QTreeWidgetItem]:
        """The lines below the headings."""
        tops = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        return [top.child(n) for top in tops if top for n in range(top.childCount())]

    # -------------------------------------------------------------------------- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _ROOM_FOR_STATE
        self.header().resizeSection(STATE, _NARROW_STATE if is_narrow else WIDTHS[STATE])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        item = self.itemAt(point)
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.columnAt(point.x()) == BUTTON or item.data(WHAT, _REST):
            self._act(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        item = self.itemAt(point)
        is_button = item is not None and self.columnAt(point.x()) == BUTTON and item.text(BUTTON)
        shape = Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            self._act(item)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if is_by_key else self.itemAt(event.pos())
        task = item.data(WHAT, _TASK) if item else None
        if item and task:
            self.asks_menu.emit(task, self._below(item) if is_by_key else event.globalPos())

    # -------------------------------------------------------------------------- inside

    def _add_group(self, group: str, tasks: Sequence[Task]) -> None:
        heading = QTreeWidgetItem(self, [_heading(group, tasks, self._today)])
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setFirstColumnSpanned(True)
        font = heading.font(WHAT)
        font.setBold(True)
        heading.setFont(WHAT, font)
        is_whole = group in (THIS_MONTH, *self._whole) or len(tasks) <= FEW + 1
        for task in tasks if is_whole else tasks[:FEW]:
            self._add(heading, task)
        if not is_whole:
            rest = QTreeWidgetItem(heading, [f"还有 {len(tasks) - FEW} 项…"])
            rest.setData(WHAT, _REST, group)
            rest.setForeground(WHAT, QColor(look.INK_SOFT))
        if not tasks:
            nothing = QTreeWidgetItem(heading, [NO_MEETINGS])
            nothing.setFlags(Qt.ItemFlag.ItemIsEnabled)
            nothing.setForeground(WHAT, QColor(look.GREEN))

    def _add(self, heading: QTreeWidgetItem, task: Task) -> None:
        day = _short(task.due_on, self._today) if task.due_on else ""
        what = task.what.removeprefix(f"{MATTERS}：")
        item = QTreeWidgetItem(heading, [what, day, task.state, button_of(task.target)])
        item.setTextAlignment(BUTTON, Qt.AlignmentFlag.AlignCenter)
        item.setData(WHAT, _TASK, task)
        words = "\n".join(
            part for part in (task.what, task.state, task.detail, task.origin) if part
        )
        for column in range(self.columnCount()):
            item.setToolTip(column, words)
            item.setForeground(column, QColor(look.INK))
        item.setForeground(DAY, QColor(look.INK_SOFT))
        item.setForeground(STATE, QColor(_COLOURS[task.priority]))

    def _act(self, item: QTreeWidgetItem) -> None:
        group = item.data(WHAT, _REST)
        task = item.data(WHAT, _TASK)
        if group:
            self._whole.add(group)
            self.show_tasks(self._tasks, self._today)
        elif task:
            self.acts.emit(task, self._below(item))

    def _below(self, item: QTreeWidgetItem) -> QPoint:
        """The point below the button of a line."""
        place = self.visualRect(self.indexFromItem(item, BUTTON))
        return self.viewport().mapToGlobal(place.bottomLeft())

    def _key_of(self, item: QTreeWidgetItem | None) -> str:
        task = item.data(WHAT, _TASK) if item else None
        return task.key if task else ""


class _Delegate(InkDelegate):
    """Frames what can be clicked."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.column() == BUTTON and index.data():
            drawn: Any = option
            place: QRect = drawn.rect
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(look.LINE_STRONG))
            painter.drawRoundedRect(place.adjusted(1, 2, -4, -3), 3, 3)
            painter.restore()


def _heading(group: str, tasks: Sequence[Task], today: date) -> str:
    """A group with the number of its lines: 过期没开　22，其中2025年2项.

    What an earlier year left is not in the matrix of this one.
    """
    if not tasks:
        return group
    years = Counter(_year_of(task, today) for task in tasks) if group == LAPSED else Counter()
    earlier = [f"，其中{year}年{years[year]}项" for year in sorted(years) if year < today.year]
    return "".join([f"{group}　{len(tasks)}", *earlier])


def _year_of(task: Task, today: date) -> int:
    """The year of what has to be held."""
    cell = task.target.cell if isinstance(task.target, NewRecord) else None
    return (cell.period.first if cell else today).year


def _short(day: date, today: date) -> str:
    """11月30日; of another year with its number."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
