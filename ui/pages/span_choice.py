"""Which span of time is counted: a year, a part of it, any two days. Never what is yet to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui import theme
from ui.pages.period_choice import ask_period
from zjdesk.fields import EARLIEST
from zjdesk.periods import Period, half_year_of, period_of, quarter_of, year_of

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS: dict[str, tuple[Callable[[date], Period], int]] = {
    "全年": (year_of, 1),
    "上半年": (half_year_of, 1),
    "下半年": (half_year_of, 7),
    "一季度": (quarter_of, 1),
    "二季度": (quarter_of, 4),
    "三季度": (quarter_of, 7),
    "四季度": (quarter_of, 10),
}
"""Which period of a year, and a month that lies in it."""
WHOLE = "全年"
OWN = "起止日期…"


class SpanChoice(QWidget):
    """A year with arrows, and its parts; `span` is what is chosen."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._part = WHOLE
        self.year = today().year
        self.span = year_of(today())
        self.back = _arrow("‹", "上一年", lambda: self.go_to_year(self.year - 1))
        self.on = _arrow("›", "下一年", lambda: self.go_to_year(self.year + 1))
        self._shown_year = theme.dress(QLabel(), "heading")
        self._shown_year.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown_year.setMinimumWidth(64)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in (self.back, self._shown_year, self.on):
            line.addWidget(widget)
        line.addSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        for words in (*_PARTS, OWN):
            button = self.buttons[words] = QPushButton(words)
            button.setCheckable(True)
            button.setStyleSheet("min-width: 40px; padding-left: 8px; padding-right: 8px;")
            button.clicked.connect(lambda _, words=words: self.choose(words))
            line.addWidget(button)
        line.addStretch()
        self._show()

    def choose(self, words: str) -> None:
        """Choose a part of the year by its name on the button; for two days the person is asked."""
        if words == OWN:
            period = ask_period(self, self.span)
            if period is not None:
                first = min(max(period.first, EARLIEST), self._today())
                self._take(OWN, period_of(first, max(first, period.last)))
        else:
            self._take(words, self._period(words, self.year))
        self._show()

    def go_to_year(self, year: int) -> None:
        """Choose the same part of another year; the whole of it where that has not begun."""
        self.year = year
        part = WHOLE if self._part == OWN or not self._has_begun(self._part) else self._part
        self._take(part, self._period(part, year))
        self._show()

    # -------------------------------------------------------------------------- inside

    def _take(self, part: str, span: Period) -> None:
        self._part = part
        self.year = span.first.year
        if span != self.span:
            self.span = span
            self.chosen.emit()

    def _show(self) -> None:
        self._shown_year.setText(f"{self.year}年")
        self.back.setEnabled(self.year > EARLIEST.year + 1)
        self.on.setEnabled(self.year < self._today().year)
        for words, button in self.buttons.items():
            button.setChecked(words == self._part)
            button.setEnabled(words == OWN or self._has_begun(words))
        self.buttons[OWN].setText(self.span.name if self._part == OWN else OWN)

    def _has_begun(self, part: str) -> bool:
        return self._period(part, self.year).first <= self._today()

    @staticmethod
    def _period(part: str, year: int) -> Period:
        find, month = _PARTS[part]
        return find(date(year, month, 1))


def _arrow(sign: str, words: str, verb: object) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(verb)
    return button
