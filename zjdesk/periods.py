"""Months, quarters, half-years and years. Days are passed in; nothing asks the clock."""

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


def half_year_of(day: date) -> Period:
    half = (day.month - 1) // 6
    return Period(f"{day.year}年{'上下'[half]}半年", *_months(day.year, half * 6 + 1, 6))


def year_of(day: date) -> Period:
    return Period(f"{day.year}年", date(day.year, 1, 1), date(day.year, 12, 31))


def period_of(first: date, last: date) -> Period:
    """Any days, the last one included; a year, half-year, quarter or month bears its own name."""
    for known in (year_of(first), half_year_of(first), quarter_of(first), month_of(first)):
        if (known.first, known.last) == (first, last):
            return known
    ends = [f"{day.year}年{day.month}月{day.day}日" for day in (first, last)]
    return Period("至".join(ends), first, last)


def add_months(day: date, months: int) -> date:
    """The same day some months later; where there is none, the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    first, last = _months(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, last.day))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    following = date(year + (month + count > 12), (month + count - 1) % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
