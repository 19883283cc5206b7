"""Which stretch of time the records page shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from zjdesk.periods import Period, month_of, quarter_of, year_of

if TYPE_CHECKING:
    from collections.abc import Callable

_PERIODS: dict[str, Callable[[date], Period] | None] = {
    "全部": None,
    "本月": month_of,
    "本季度": quarter_of,
    "本年": year_of,
    "上一年": lambda today: year_of(today.replace(year=today.year - 1, day=1)),
}
_OWN = "起止日期…"


class PeriodChoice(QWidget):
    """A row of periods; `period` is the chosen one, None for all time."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.period: Period | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._buttons: dict[str, QPushButton] = {}
        for words in (*_PERIODS, _OWN):
            button = self._buttons[words] = QPushButton(words)
            button.setCheckable(True)
            button.setStyleSheet("min-width: 44px; padding-left: 10px; padding-right: 10px;")
            button.clicked.connect(lambda _, words=words: self.choose(words))
            line.addWidget(button)
        line.addStretch()
        self._chosen = "全部"
        self._mark()

    def choose(self, words: str) -> None:
        """Choose a period by its name on the button."""
        if words == _OWN:
            period = ask_period(self, self.period or year_of(self._today()))
            if period is None:
                self._mark()
                return
        else:
            find = _PERIODS[words]
            period = find(self._today()) if find else None
        self.period = period
        self._chosen = words
        self._mark()
        self.chosen.emit()

    def _mark(self) -> None:
        for words, button in self._buttons.items():
            button.setChecked(words == self._chosen)
        is_own = self._chosen == _OWN and self.period is not None
        own = _in_words(self.period) if self.period and is_own else _OWN
        self._buttons[_OWN].setText(own)


def ask_period(parent: QWidget, proposed: Period) -> Period | None:
    """Ask for the first and the last day of a period; None if the person goes back."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("起止日期")
    form = QFormLayout(dialog)
    form.setContentsMargins(20, 18, 20, 14)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(10)
    ends = []
    for words, day in (("从", proposed.first), ("到", proposed.last)):
        edit = QDateEdit(QDate(day.year, day.month, day.day))
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("yyyy年M月d日")
        edit.setAccessibleName(words)
        edit.setMinimumWidth(180)
        form.addRow(words, edit)
        ends.append(edit)
    back, agree = QPushButton("取消"), QPushButton("确定")
    back.clicked.connect(dialog.reject)
    agree.clicked.connect(dialog.accept)
    agree.setDefault(True)
    foot = QHBoxLayout()
    foot.addStretch()
    foot.addWidget(back)
    foot.addWidget(agree)
    form.addRow(foot)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    first, last = sorted(_day(edit.date()) for edit in ends)
    return Period("起止日期", first, last)


def _in_words(period: Period) -> str:
    """2026年1月1日—3月9日: the year once, where it is the same."""
    first, last = period.first, period.last
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{first.year}年{first.month}月{first.day}日—{year}{last.month}月{last.day}日"


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
