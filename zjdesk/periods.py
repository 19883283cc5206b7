"""Months, quarters and years. Days are passed in; nothing asks the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """A stretch of days, the last one included, with its name."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def month_of(day: date) -> Period:
    return Period(f"{day.year}年{day.month}月", *_months(day.year, day.month, 1))


def quarter_of(day: date) -> Period:
    quarter = (day.month - 1) // 3
    name = f"{day.year}年第{'一二三四'[quarter]}季度"
    return Period(name, *_months(day.year, quarter * 3 + 1, 3))


def year_of(day: date) -> Period:
    return Period(f"{day.year}年", date(day.year, 1, 1), date(day.year, 12, 31))


def add_months(day: date, months: int) -> date:
    """The same day some months later; where there is none, the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    first, last = _months(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, last.day))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    following = date(year + (month + count > 12), (month + count - 1) % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
