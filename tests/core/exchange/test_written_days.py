"""Days in all the ways in which people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.exchange.cells import Fault, day_of_serial
from zjdesk.exchange.written_days import WrittenDay, read_day

DAY = date(2001, 7, 1)
IN_RANGE = st.dates(date(1922, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2001-07-01", "2001/7/1", "2001.7.1", "2001．7．1", "2001年7月1日", "2001 年 7 月 1 日",
        "20010701", 20010701, 37073, 37073.25, "37073", DAY, " 2001-07-01 ", "2001-07-01 00:00:00",
        "2001-07-01T08:30:00Z", "２００１年７月１日", "二〇〇一年七月一日", "二○○一年七月一号",
        "二零零一年七月一日", "01年7月1日", "'2001-07-01", "2001—7—1",
        "2001年7月1日 星期日", "2001年7月1日星期天", "2001.7.1（周日）", "二〇〇一年七月一日 周日",
        "2001-07-01 周日 08:30", "2001-07-01 08:30 星期日", "2001年7月1日8时30分", "2001-7-1 8点",
        "2001年7月1日 下午3:00", "2001/7/1 8:30:00 AM", "2001-07-01T08:30:00+08:00",
        "2001年7月1日 上午 8时整", "2001 7 1", "2001　07　01", "01 7 1", "2001. 7. 1",
        "二〇〇一 七 一", "37073.0", "20010701.00", "2001-07-01\u200b", "\u200e2001年7月1日",
    ],
)  # fmt: skip
def test_a_whole_day(written):
    assert read_day(written) == WrittenDay(DAY)


@pytest.mark.parametrize(
    "written",
    ["2001.07", "2001.7", "2001-7", "2001年7月", "2001年7月份", "200107", 200107, 2001.07, 2001.7,
     "20010700", "二〇〇一年七月", "01年7月", "2001 7", "2001 07"],
)  # fmt: skip
def test_a_month_is_its_first_day_and_says_so(written):
    assert read_day(written) == WrittenDay(DAY, "day_assumed")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (1986.1, "month_ambiguous"),
        ("1986", "year_only"),
        (1986, "year_only"),
        ("1986年", "year_only"),
        ("2001-02-30", "impossible_date"),
        (20010230, "impossible_date"),
        ("2001-13-01", "impossible_date"),
        ("1850-01-01", "year_out_of_range"),
        ("2200年1月1日", "year_out_of_range"),
        ("1.7.2001", "not_a_date"),
        ("7月1日", "not_a_date"),
        ("2001.7/2002.7", "not_a_date"),
        (26, "not_a_date"),
        (True, "not_a_date"),
        ("填表日期：2026年11月25日", "not_a_date"),
        (Fault.NO_RESULT, "no_result"),
        (Fault.ERROR, "formula_error"),
        ("2001070 1", "not_a_date"),
        ("19 98 7 1", "not_a_date"),
    ],
)
def test_what_is_no_day_says_why(written, code):
    assert read_day(written) == WrittenDay(None, code)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        " ",
        "无",
        "—",
        "/",
        "未转正",
        "预备期",
        "至今",
        0,
        "0",
        "1900/1/0",
        "1900-01-00",
        "1900年1月0日",
    ],
)
def test_words_for_nothing(written):
    assert read_day(written) == WrittenDay()


def test_a_number_printed_as_text_is_as_doubtful_as_the_number():
    assert read_day("1986.1", is_typed=False).code == "month_ambiguous"
    assert read_day("1986.1", is_typed=True) == WrittenDay(date(1986, 1, 1), "day_assumed")
    assert read_day("1986.10", is_typed=False) == WrittenDay(date(1986, 10, 1), "day_assumed")


def test_years_of_two_digits():
    assert read_day("87年3月").day == date(1987, 3, 1)
    assert read_day("26.6.26").day == date(2026, 6, 26)
    assert read_day("26.6.26", is_birth=True).day == date(1926, 6, 26)
    assert read_day("870315").day == date(1987, 3, 15)


@given(
    IN_RANGE,
    st.sampled_from(
        [
            "{0:%Y-%m-%d}",
            "{0.year}.{0.month}.{0.day}",
            "{0.year}年{0.month}月{0.day}日",
            "{0:%Y%m%d}",
        ]
    ),
)
def test_every_day_is_read_back(day, style):
    assert read_day(style.format(day), is_typed=False) == WrittenDay(day)


@given(IN_RANGE)
def test_serials_go_both_ways(day):
    serial = (day - date(1899, 12, 30)).days
    assert read_day(serial).day == day
    assert day_of_serial(serial - 1462, since_1904=True) == day


def test_the_day_that_excel_made_up():
    assert day_of_serial(1) == date(1900, 1, 1)
    assert day_of_serial(59) == date(1900, 2, 28)
    assert day_of_serial(61) == date(1900, 3, 1)


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(allow_nan=False), st.dates()))
def test_nothing_that_a_cell_holds_breaks_it(value):
    found = read_day(value)
    assert found.day is None or found.code in (None, "day_assumed")
