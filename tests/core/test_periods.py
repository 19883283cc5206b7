"""Months, quarters, years."""

from __future__ import annotations

from datetime import date

import pytest

from zjdesk.periods import add_months, half_year_of, month_of, period_of, quarter_of, year_of


@pytest.mark.parametrize(
    ("of", "day", "name", "first", "last"),
    [
        (month_of, date(2024, 2, 29), "2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        (month_of, date(2026, 12, 31), "2026年12月", date(2026, 12, 1), date(2026, 12, 31)),
        (quarter_of, date(2026, 6, 30), "2026年第二季度", date(2026, 4, 1), date(2026, 6, 30)),
        (quarter_of, date(2026, 10, 1), "2026年第四季度", date(2026, 10, 1), date(2026, 12, 31)),
        (half_year_of, date(2026, 6, 30), "2026年上半年", date(2026, 1, 1), date(2026, 6, 30)),
        (half_year_of, date(2026, 7, 1), "2026年下半年", date(2026, 7, 1), date(2026, 12, 31)),
        (year_of, date(2026, 5, 5), "2026年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_of_a_day(of, day, name, first, last):
    period = of(day)
    assert (period.name, period.first, period.last) == (name, first, last)
    assert first in period
    assert last in period
    assert date(first.year - 1, 12, 31) not in period


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-01-01", "2026-12-31", "2026年"),
        ("2026-07-01", "2026-12-31", "2026年下半年"),
        ("2026-04-01", "2026-06-30", "2026年第二季度"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2024-02-01", "2024-02-28", "2024年2月1日至2024年2月28日"),
        ("2025-09-01", "2026-06-30", "2025年9月1日至2026年6月30日"),
    ],
)
def test_any_days_have_a_name(first, last, name):
    days = date.fromisoformat(first), date.fromisoformat(last)
    period = period_of(*days)
    assert (period.name, period.first, period.last) == (name, *days)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-11-30", 2, "2027-01-30"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
    ],
)
def test_months_later_the_day_is_clamped(day, months, later):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)
