"""Rosters that are made up of several tables, in one sheet or in several."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, content_of, plan_of, values, workbook, xlsx
from zjdesk.exchange import roster_sheet, sheets
from zjdesk.people import Category

HEAD = ["姓名", "性别", "出生日期", "入党日期"]
BAI = ["白知远", "男", "1980-3-1", "2001-7-1"]
DU = ["杜若溪", "女", "1985-5-6", "2010-7-1"]
FULL, PROBATIONARY = Category.FULL, Category.PROBATIONARY


def book_of(*named):
    (first, rows), *others = named
    book = workbook(*rows, sheet=first)
    for name, more in others:
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    return content_of(book)


@pytest.mark.parametrize("names", [("第一党小组", "第二党小组"), ("一组", "二组")])
def test_a_sheet_for_each_group(names):
    content = book_of((names[0], [HEAD, BAI]), (names[1], [["党员名单"], HEAD, DU, [None, "x"]]))
    plan = plan_of(content)
    assert values(plan, "name") == ["白知远", "杜若溪"]
    assert values(plan, "group") == list(names)
    assert [row.place for row in plan.rows] == [f"“{names[0]}”第2行", f"“{names[1]}”第3行"]
    assert any("2张工作表合成一张名册" in note for note in plan.notes)
    alone = plan_of(content, sheet=names[1])
    assert (values(alone, "name"), values(alone, "group")) == (["杜若溪"], [names[1]])


def test_sheets_for_full_and_probationary_members():
    plan = plan_of(book_of(("正式", [HEAD, BAI]), ("预备", [HEAD, DU]), ("转出", [HEAD, BAI])))
    assert values(plan, "category") == [FULL, PROBATIONARY]
    assert any("“转出”第1行" in note and "没有读" in note for note in plan.notes)


@pytest.mark.parametrize("names", [("2025年党员", "2026年党员"), ("党员名册", "退休党员")])
def test_sheets_that_may_have_the_same_people_are_not_put_together(names):
    plan = plan_of(book_of((names[0], [HEAD, BAI]), (names[1], [HEAD, BAI])))
    assert len(plan.rows) == 1


def test_tables_one_below_the_other_that_say_whose_they_are():
    plan = plan_of(
        xlsx(
            ["一、正式党员名单"],
            [*HEAD, "转正日期"],
            [*BAI, "2002-7-1"],
            [],
            ["二、预备党员名单"],
            ["姓名", "性别", "出生日期", "接收日期"],
            DU,
            ["三、已转出党员"],
            ["姓名", "性别", "出生日期", "去向"],
            ["甘棠", "女", "1990-1-1", "区里"],
        )
    )
    assert values(plan, "name") == ["白知远", "杜若溪"]
    assert values(plan, "category") == [FULL, PROBATIONARY]
    assert values(plan, "joined_on")[1] == date(2010, 7, 1)


@pytest.mark.parametrize(
    ("title", "group"),
    [("中共汀南小学支部第二党小组党员名册", "第二党小组"), ("汀南小学支部党小组名单", None),
     ("各党小组名单", None), ("汀南小学党员名册", None)],
)  # fmt: skip
def test_the_title_of_the_sheet_says_the_group(title, group):
    assert values(plan_of(xlsx([title], HEAD, BAI)), "group") == [group]


def test_problems_say_in_which_sheet():
    number = "000000198001010012"
    head = [*HEAD, "身份证号"]
    plan = plan_of(
        book_of(("第一党小组", [head, [*BAI, number]]),
                ("第二党小组", [head, [*DU[:2], "1985-2-30", DU[3], number]])),
        citizen_ids=True,
    )  # fmt: skip
    assert codes(plan) == [(2, "impossible_date")]
    assert str(plan.problems[0]).startswith("“第二党小组”第2行·出生日期")
    assert [str(each)[:9] for each in plan.id_problems] == ["“第一党小组”第2", "“第二党小组”第2"]


def test_faulty_rows_keep_what_their_titles_said():
    plan = plan_of(book_of(("第一党小组", [HEAD, BAI]), ("第二党小组", [HEAD, ["x?", *DU[1:]]])))
    (sheet,) = sheets.parse_book(roster_sheet.faulty_rows_sheet(plan)).sheets
    row = dict(zip(sheet.rows[0].values, sheet.rows[1].values, strict=True))
    assert (row["党小组"], row["原行号"]) == ("第二党小组", "“第二党小组”第2行")
