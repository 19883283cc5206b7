from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.forms.typed import long_day, typed_clock, typed_day
from zjdesk.fields import EARLIEST, LATEST

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    "text",
    ["2026-3-12", "2026.3.12", "2026/03/12", "20260312", "2026年3月12日", "3月12日", "3.12", "3-12",
     "２０２６－３－１２", "2026年3月12日 星期四", "3月12日（周四）", " 2026 年 3 月 12 日 "],
)  # fmt: skip
def test_a_day_may_be_typed_in_many_ways(text: str) -> None:
    assert typed_day(text, today=TODAY) == date(2026, 3, 12)


def test_days_near_today_have_names() -> None:
    assert typed_day("今天", today=TODAY) == TODAY
    assert typed_day("昨天", today=TODAY) == date(2026, 3, 19)
    assert typed_day("  ", today=TODAY) is None


@pytest.mark.parametrize(
    "text", ["2026-2-30", "13月1日", "三月", "2026", "1899-12-31", "3月12日上午"]
)
def test_what_is_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不懂日期|没有这一天|核对年份"):
        typed_day(text, today=TODAY)


@given(st.dates(EARLIEST, LATEST))
def test_what_is_shown_can_be_typed_again(day: date) -> None:
    assert typed_day(long_day(day), today=TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "14:30",
        "14：30",
        "1430",
        "14.30",
        "14点30分",
        "14点半",
        "下午2点半",
        "下午2:30",
        "１４：３０",
    ],
)
def test_a_time_may_be_typed_in_many_ways(text: str) -> None:
    assert typed_clock(text) == time(14, 30)


def test_short_times() -> None:
    assert typed_clock("9") == time(9)
    assert typed_clock("930") == time(9, 30)
    assert typed_clock("上午9点") == time(9)
    assert typed_clock("中午12点半") == time(12, 30)
    assert typed_clock("中午1点") == time(13)
    assert typed_clock("下午14:30") == time(14, 30)
    assert typed_clock("") is None


@pytest.mark.parametrize("text", ["25:00", "1275", "99", "下午", "9:5:1", "-1"])
def test_what_is_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不懂时间|没有这个时刻"):
        typed_clock(text)


@given(st.times())
def test_every_time_can_be_typed_in_two_ways(moment: time) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0, tzinfo=None)
    assert typed_clock(f"{moment:%H:%M}") == typed_clock(f"{moment:%H%M}") == to_the_minute


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_refused_in_words(text: str) -> None:
    for read in (typed_clock, lambda typed: typed_day(typed, today=TODAY)):
        said = ""
        try:
            read(text)
        except ValueError as error:
            said = str(error)
        assert not said or said.startswith(("看不懂", "“"))
