"""A calendar that pops up below a date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from ui import look


class CalendarPopup(QFrame):
    """`picked` carries the day that was clicked; the calendar is closed then."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.setStyleSheet(
            f"#calendarPopup {{ background: {look.PAPER}; border: 1px solid {look.LINE_STRONG}; }}"
        )
        self.calendar = QCalendarWidget()
        self.calendar.setGridVisible(False)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)

    def open_below(self, widget: QWidget, day: date) -> None:
        """Show the month of a day right below a widget."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 1)))
        self.show()
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():  # a double click says both clicked and activated
            self.hide()
            self.picked.emit(date(day.year(), day.month(), day.day()))
