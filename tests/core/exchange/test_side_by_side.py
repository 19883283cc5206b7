"""Tables that stand side by side: read as one roster, or refused, never read by half."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, content_of, plan_of, values, workbook, xlsx
from zjdesk.exchange.cells import SheetRefused

BAI, DU = date(1980, 3, 1), date(1985, 5, 6)
HEAD = ["序号", "姓名", "出生日期"]


def test_the_left_table_is_read_before_the_right():
    plan = plan_of(
        xlsx(["党员名册"], [*HEAD, *HEAD], [1, "白知远", BAI, 3, "甘棠", DU],
             [2, "杜若溪", DU, 4, "陈静", "1990-02-30"], ["合计", None, None, None, None, None],
             ["填表人：白知远"], merged=["A1:F1"])
    )  # fmt: skip
    assert values(plan, "name") == ["白知远", "杜若溪", "甘棠", "陈静"]
    assert [row.number for row in plan.rows] == [3, 4, 3, 4]
    assert codes(plan) == [(4, "impossible_date")]
    assert str(plan.problems[0]).startswith("第4行·出生日期（F列）：")
    assert plan.left_out == ["序号"]
    assert plan.ignored_rows == [5, 6]
    assert any("左右并排的2块" in note for note in plan.notes)


def test_three_tables_with_gaps_between_and_one_shorter():
    head = ["姓名", "性别"]
    plan = plan_of(
        xlsx([None, *head, None, *head, None, *head],
             [None, "白知远", "男", None, "杜若溪", "女", None, "甘棠", "女"],
             [None, "陈静", "女", None, "马骏驰", "男", None, None, None])
    )  # fmt: skip
    assert values(plan, "name") == ["白知远", "陈静", "杜若溪", "马骏驰", "甘棠"]
    assert values(plan, "gender") == ["男", "女", "女", "男", "女"]
    assert not plan.problems


def test_titles_of_sections_hold_in_their_own_table():
    head = ["姓名", "性别"]
    plan = plan_of(
        xlsx([*head, *head], ["白知远", "男", "入党积极分子", None], ["杜若溪", "女", "甘棠", "女"])
    )
    assert values(plan, "name") == ["白知远", "杜若溪"]


def test_the_same_person_left_and_right_is_twice_there():
    plan = plan_of(xlsx([*HEAD, *HEAD], [1, "白知远", BAI, 2, "白知远", BAI]))
    assert codes(plan) == [(2, "duplicate")]


@pytest.mark.parametrize("head", [["姓名", "性别", "姓名"], ["姓名", "性别", "姓名", "党小组"]])
def test_other_headers_on_the_right_are_refused_by_name(head):
    with pytest.raises(SheetRefused, match="“姓名”有两列：A列和C列") as refused:
        plan_of(xlsx(head, ["白知远", "男", "杜若溪", "甲组"]))
    assert "移到左边下面" in refused.value.hint


def test_a_second_column_of_names_may_be_left_out():
    content = xlsx(["姓名", "性别", "姓名"], ["白知远", "男", "杜若溪"])
    plan = plan_of(content, columns={"姓名（C列）": None})
    assert values(plan, "name") == ["白知远"]


def test_a_hidden_table_on_the_right_is_not_read():
    book = workbook(["姓名", "性别", "姓名", "性别"], ["白知远", "男", "杜若溪", "女"])
    for letter in "CD":
        book.active.column_dimensions[letter].hidden = True
    plan = plan_of(content_of(book))
    assert values(plan, "name") == ["白知远"]
    assert plan.hidden == ["姓名（C列）", "性别（D列）"]
