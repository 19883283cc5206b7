"""Who stands in the sheet of a roster without being in the roster."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, plan_of, values, xlsx
from zjdesk.people import Category

BAI, DU = date(1980, 3, 1), date(1985, 5, 6)


@pytest.mark.parametrize(
    "title",
    ["二、入党积极分子", "入党申请人", "发展对象", "(二)入党积极分子名单", "党员发展对象",
     "2026年发展对象名册（1人）"],
)  # fmt: skip
@pytest.mark.parametrize("column", [0, 1])
def test_people_below_the_title_of_others_are_no_members(title, column):
    plan = plan_of(
        xlsx(
            ["序号", "姓名", "性别", "入党日期"],
            [1, "白知远", "男", "2001.7.1"],
            [*[None] * column, title],
            [1, "杜若溪", "女", "2025.6.30"],
            ["三、预备党员"],
            [1, "甘棠", "女", "2026.6.26"],
        )
    )
    assert values(plan, "name") == ["白知远", "甘棠"]
    assert plan.ignored_rows == [3, 4, 5]
    assert [note for note in plan.notes if title in note and "没有读入：第4行" in note]


def test_a_numbered_title_goes_on_below_the_titles_of_groups():
    head = ["序号", "姓名", "性别"]
    within = [["第一党小组"], [1, "杜若溪", "女"]]
    numbered = plan_of(xlsx(head, [1, "白知远", "男"], ["二、入党积极分子"], *within))
    assert values(numbered, "name") == ["白知远"]
    plain = plan_of(xlsx(head, ["积极分子", 1], [1, "白知远", "男"], *within))
    assert values(plain, "name") == ["杜若溪"]


def test_a_row_without_a_name_is_no_title():
    plan = plan_of(
        xlsx(["党小组", "姓名", "出生日期", "党员类别"], ["甲组", "陈静", DU, "预备党员"],
             ["第二党小组", None, BAI], [None, None, None, "正式党员"],
             [None, None, None, "群众"], ["甲组", "甘棠", BAI, None])
    )  # fmt: skip
    assert [row.number for row in plan.rows] == [2, 3, 4, 6]
    assert codes(plan) == [(3, "no_name"), (4, "no_name")]


def test_titles_that_only_speak_of_others_leave_out_nobody():
    plan = plan_of(
        xlsx(
            ["姓名", "性别", "类别"],
            ["说明：不含入党积极分子"],
            ["党员、积极分子名册"],
            ["白知远", "男", "预备党员"],
            ["发展对象"],
            ["杜若溪", "女", "预备党员"],
        )
    )
    assert "杜若溪" in values(plan, "name")
    assert "白知远" in values(plan, "name")


@pytest.mark.parametrize("shift", [0, 1])
def test_people_of_another_table_are_no_members(shift):
    plan = plan_of(
        xlsx(
            ["序号", "姓名", "性别", "出生日期", "人员类别", "入党日期", "转正日期", "党小组"],
            [1, "白知远", "男", BAI, "预备党员", "2026-06-26"],
            [],
            ["序号", "姓名", "性别", "出生日期", "申请入党时间", "列为积极分子时间"][shift:],
            [1, "杜若溪", "女", DU, "2025-01-01", "2025-06-01"][shift:],
        )
    )
    assert values(plan, "name") == ["白知远"]
    assert plan.ignored_rows == [4, 5]
    assert any("第4行的另一个表头下面的人" in note and "第5行" in note for note in plan.notes)
    assert not plan.problems


def test_headers_of_two_rows_that_repeat_are_of_the_same_table():
    head = ["序号", "姓名", "入党情况", None], [None, None, "入党时间", "转正时间"]
    plan = plan_of(
        xlsx(*head, [1, "白知远", "2001.7.1"], ["序号", "姓 名", "入党时间", "转正时间"],
             [2, "杜若溪", "2006.6.30"], *head, [3, "甘棠", "2007.6.30"])
    )  # fmt: skip
    assert values(plan, "name") == ["白知远", "杜若溪", "甘棠"]


def test_the_table_of_others_is_taken_only_if_there_is_no_other():
    members = [["姓名", "性别", "出生日期"], ["白知远", "男", BAI]]
    others = [["姓名", "性别", "出生日期", "申请入党时间"], ["杜若溪", "女", DU, "2025-01-01"]]
    both = plan_of(xlsx(*members, *others))
    assert values(both, "name") == ["白知远"]
    assert any("第3行的另一个表头下面的人" in note for note in both.notes)
    alone = plan_of(xlsx(*others))
    assert any("像是还没有入党的人的名单" in note for note in alone.notes)
    roster = plan_of(
        xlsx(
            ["姓名", "性别", "申请入党时间", "入党时间"],
            ["白知远", "男", "2000-01-01", "2001-07-01"],
        )
    )
    assert not any("名单" in note for note in roster.notes)


def test_titles_of_groups_are_the_groups_of_those_below():
    plan = plan_of(
        xlsx(
            ["中共汀南小学支部党员名册"],
            ["序号", "姓名", "性别"],
            ["第一党小组（2人）"],
            [1, "白知远", "男"],
            [2, "杜若溪", "女"],
            ["二、第二党小组名单："],
            [3, "甘棠", "女"],
            merged=("A1:C1", "A3:C3", "A6:C6"),
        )
    )
    assert values(plan, "group") == ["第一党小组", "第一党小组", "第二党小组"]
    assert plan.new_groups == ["第一党小组", "第二党小组"]
    assert "“第一党小组（2人）”下面的2人，按“第一党小组”读入。" in plan.notes


def test_a_cell_goes_before_the_title():
    plan = plan_of(
        xlsx(["姓名", "党小组", "人员类别"], ["一、预备党员"], ["第一党小组"],
             ["白知远", "甲组", "正式党员"], ["杜若溪", None, None], ["甘棠", "组长", None])
    )  # fmt: skip
    assert values(plan, "group") == ["甲组", "第一党小组", None]
    assert values(plan, "category") == [Category.FULL, *[Category.PROBATIONARY] * 2]
    assert (6, "unknown_word") in codes(plan)


def test_titles_say_who_is_probationary():
    head = ["序号", "姓名", "入党日期"]
    day = "2001.7.1"
    plan = plan_of(
        xlsx(head, ["一、正式党员"], ["第一党小组"], [1, "白知远", day], ["第二党小组"],
             [2, "杜若溪", day], ["二、预备党员（1人）"], [1, "甘棠", "2026.6.1"],
             ["退休党员"], [1, "陈静", day])
    )  # fmt: skip
    full, probationary = Category.FULL, Category.PROBATIONARY
    assert values(plan, "category") == [full, full, probationary, None]
    assert values(plan, "group") == ["第一党小组", "第二党小组", None, None]


@pytest.mark.parametrize(
    "title", ["已转出党员", "2026年转出", "2026年转出党员", "三、转出人员名单"]
)
def test_people_below_a_title_of_those_who_left_are_not_here(title):
    plan = plan_of(
        xlsx(["姓名", "人员类别", "入党日期"], ["白知远", "正式党员", "2001-7-1"], [title],
             ["杜若溪", "正式党员", "2001-7-1"])
    )  # fmt: skip
    assert values(plan, "name") == ["白知远"]
    assert any(title in note and "第4行" in note for note in plan.notes)
