"""Headers of several rows, and of several columns."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, plan_of, values, xlsx
from zjdesk.exchange.cells import SheetRefused

ENTRY = ["序号", "姓名", "性别", "出生日期", "入党日期", "入党介绍人", None]
FULL = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1")


@pytest.mark.parametrize("others", ["入党介绍人", "培养联系人", "配偶"])
def test_the_name_of_another_person_is_no_member(others):
    plan = plan_of(
        xlsx(
            [*ENTRY[:5], others, None],
            [*[None] * 5, "姓名", "性别"],
            [1, "白知远", "男", "1980-1-1", "2001-7-1", "乙", "女"],
            merged=FULL,
        )
    )
    assert values(plan, "name") == ["白知远"]
    assert values(plan, "gender") == ["男"]
    assert (plan.header.first, plan.header.last) == (1, 2)
    assert f"{others}姓名" in plan.left_out


def test_the_name_may_stand_in_the_lower_row():
    plan = plan_of(
        xlsx(
            ["序号", "基本情况", None, "党内情况"],
            [None, "姓名", "性别", "入党时间"],
            [1, "白知远", "男", "2001.7.1"],
            merged=("A1:A2", "B1:C1"),
        )
    )
    assert values(plan, "name") == ["白知远"]
    assert values(plan, "joined_on") == [date(2001, 7, 1)]


def test_headers_of_three_rows():
    plan = plan_of(
        xlsx(
            ["姓名", "基本情况", None, "党内情况", None],
            [None, "性别", "出生", "入党", "转正"],
            [None, None, "年月日", "年月日", "年月日"],
            ["白知远", "男", "1980-3-1", "2001-7-1", "2002-7-1"],
            merged=("A1:A3", "B1:C1", "D1:E1", "B2:B3"),
        )
    )
    assert values(plan, "birth_date") == [date(1980, 3, 1)]
    assert values(plan, "full_on") == [date(2002, 7, 1)]
    assert plan.header.last == 3


def test_columns_under_one_merged_header_are_one():
    plan = plan_of(
        xlsx(
            ["姓名", None, "性别", None, "入党日期", None],
            ["白知远", None, "男", None, "2001-7-1", None],
            ["杜", "若溪", None, "女", 2003, 7],
            merged=("A1:B1", "C1:D1", "E1:F1", "A2:B2", "E2:F2"),
        )
    )
    assert values(plan, "name") == ["白知远", "杜若溪"]
    assert values(plan, "gender") == ["男", "女"]
    assert values(plan, "joined_on") == [date(2001, 7, 1), date(2003, 7, 1)]
    assert list(plan.columns) == ["姓名", "性别", "入党日期"]


def test_a_day_over_columns_for_year_month_and_day():
    plan = plan_of(
        xlsx(
            ["姓名", "出生日期", None, None, "入党时间", None],
            [None, "年", "月", "日", "年", "月"],
            ["白知远", 1980, 1, 2, 2001, 7],
            ["杜若溪", 1980, None, 2, 2003, 12],
            ["甘棠", 1980, 2, 30, None, None],
            merged=("A1:A2", "B1:D1", "E1:F1"),
        )
    )
    assert values(plan, "birth_date") == [date(1980, 1, 2), None, None]
    assert values(plan, "joined_on")[:2] == [date(2001, 7, 1), date(2003, 12, 1)]
    assert (4, "year_only") in codes(plan)
    assert (5, "impossible_date") in codes(plan)


def test_a_name_merged_over_two_rows_is_one_person():
    plan = plan_of(
        xlsx(
            ["姓名", "性别", "入党日期", "电话"],
            ["白知远", "男", "2001-7-1", "1"],
            [None, None, "2002-7-1", "2"],
            ["杜若溪", "女", "2003-7-1", "3"],
            merged=("A2:A3", "B2:B3"),
        )
    )
    assert values(plan, "name") == ["白知远", "杜若溪"]
    assert codes(plan) == []
    assert any("没有读：第3行" in note for note in plan.notes)


def test_a_sheet_that_lies_on_its_side_is_refused():
    with pytest.raises(SheetRefused, match="不是一人一行") as refused:
        plan_of(xlsx(["姓名", "白知远"], ["性别", "男"], ["出生日期", "1980-1-1"]))
    assert "转置" in refused.value.hint
