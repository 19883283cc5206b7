"""Months, quarters, years."""

from __future__ import annotations

from datetime import date

import pytest

from zjdesk.periods import month_of, quarter_of, year_of


@pytest.mark.parametrize(
    ("of", "day", "name", "first", "last"),
    [
        (month_of, date(2024, 2, 29), "2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        (month_of, date(2026, 12, 31), "2026年12月", date(2026, 12, 1), date(2026, 12, 31)),
        (quarter_of, date(2026, 6, 30), "2026年第二季度", date(2026, 4, 1), date(2026, 6, 30)),
        (quarter_of, date(2026, 10, 1), "2026年第四季度", date(2026, 10, 1), date(2026, 12, 31)),
        (year_of, date(2026, 5, 5), "2026年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_of_a_day(of, day, name, first, last):
    period = of(day)
    assert (period.name, period.first, period.last) == (name, first, last)
    assert first in period
    assert last in period
    assert date(first.year - 1, 12, 31) not in period
