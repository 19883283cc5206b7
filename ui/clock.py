"""The day by the clock of this PC, asked for in one place; everything else is told the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate


def today() -> date:
    """The day of now."""
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())
