"""The 25 steps of one person: which were taken when, what proves it, what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import look
from ui.pages.ink import InkDelegate
from ui.pages.track_list import COLOURS, state_of
from zjdesk.development import Due, Urgency
from zjdesk.prospects import ORDER, STEPS, DevelopmentStep, Prospect, StepName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

_WIDTHS = (206, 100, 196)
_RECORD = 2
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class StepRow:
    """A line of the list: a step that was taken, or one that was not yet."""

    step: StepName
    taken: DevelopmentStep | None = None


class TrackSteps(QTreeWidget):
    """The steps in order. `opened`: the person wants to fill in the chosen one."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("发展步骤")
        self.setHeaderLabels(["步骤", "日期", "证明记录", "说明"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(InkDelegate(self))
        for column, width in enumerate(_WIDTHS):
            self.header().resizeSection(column, width)
        self.header().setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self._rows: list[StepRow] = []
        self._items: list[QTreeWidgetItem] = []
        self.itemDoubleClicked.connect(self.opened)

    def show_records(self, *, are_shown: bool) -> None:
        """Show which records prove the steps; a small window has no room for them."""
        self.setColumnHidden(_RECORD, not are_shown)

    @property
    def current(self) -> StepRow | None:
        """The chosen line."""
        index = self.currentIndex()
        return self._rows[index.row()] if index.isValid() else None

    def show_steps(
        self,
        prospect: Prospect,
        *,
        dues: Sequence[Due],
        remarks: Mapping[str, str],
        records: Mapping[str, str],
        today: date,
    ) -> None:
        """Show the steps and what is due; `records` gives labels by the record's id."""
        by_step = {due.step: due for due in dues}
        following = min(by_step, key=ORDER.__getitem__, default=None)
        self.clear()
        self._rows = list(_rows_of(prospect, by_step))
        self._items = []
        for row in self._rows:
            is_next = row.step is following
            if row.taken is not None:
                words, colours = _taken_words(row.taken, remarks, records, today)
            else:
                words, colours = _open_words(by_step.get(row.step), is_next=is_next)
            self._add(row.step, words, colours, is_bold=is_next and row.taken is None)
        is_pressing = bool(dues) and dues[0].urgency is not Urgency.CALM
        self.choose(dues[0].step if is_pressing else following or StepName.APPLICATION)

    def choose(self, step: StepName) -> None:
        """Go to a step; where it was taken several times, to the last."""
        numbers = [number for number, row in enumerate(self._rows) if row.step is step]
        if numbers:
            item = self._items[numbers[-1]]
            self.setCurrentItem(item)
            self.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtCenter)

    def _add(
        self, step: StepName, words: Sequence[str], colours: Sequence[str], *, is_bold: bool
    ) -> None:
        item = QTreeWidgetItem(self, [f"{_numbered(step)}　{STEPS[step]}", *words])
        for column, colour in enumerate(colours):
            item.setForeground(column, QColor(colour))
            item.setToolTip(column, item.text(column))
        if is_bold:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(0, font)
        self._items.append(item)


def _taken_words(
    taken: DevelopmentStep, remarks: Mapping[str, str], records: Mapping[str, str], today: date
) -> tuple[list[str], list[str]]:
    """Day, record and remark of a step that was taken; the colours of its line."""
    remark = remarks.get(taken.id, "")
    if taken.on is not None and taken.on > today:
        remark = "到那一天才算"
    words = [
        taken.on.isoformat() if taken.on else "没有日期",
        records.get(taken.record, "没有这条记录") if taken.record else "",
        "；".join(part for part in (remark, taken.note) if part),
    ]
    return words, [look.INK, look.INK, look.INK, look.AMBER if remark else look.INK_SOFT]


def _open_words(due: Due | None, *, is_next: bool) -> tuple[list[str], list[str]]:
    """How a step stands that was not taken; the colours of its line."""
    limit = state_of(due) if due and due.due_on else ""
    ink = look.INK if is_next or limit else look.INK_FAINT
    colour = COLOURS[due.urgency] if due else look.INK_FAINT
    return ["下一步" if is_next else "", "", limit], [ink, ink, ink, colour]


def _numbered(step: StepName) -> str:
    """The number of a step in the chart, as wide as any other."""
    return f"{ORDER[step] + 1:\N{FIGURE SPACE}>2}"


def _rows_of(prospect: Prospect, due: Collection[StepName]) -> Iterator[StepRow]:
    for step in STEPS:
        taken = [one for one in prospect.steps if one.step is step]
        taken.sort(key=lambda one: (one.on is None, one.on))
        for one in taken:
            yield StepRow(step, one)
        if not taken or step in due:
            yield StepRow(step)
