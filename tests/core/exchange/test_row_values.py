"""What the cells of a row mean, and which rows are nobody's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, content_of, plan_of, values, workbook, xlsx
from zjdesk.exchange import roster_sheet, sheets
from zjdesk.exchange.cells import Fault
from zjdesk.people import Branch


@pytest.mark.parametrize(
    "written", [None, "", "九三学社", "农工党", "民进会员", "致公党", "台盟", "好"]
)
def test_where_the_column_says_who_is_in_the_party_nobody_is_taken_unsaid(written):
    plan = plan_of(xlsx(["姓名", "政治面貌"], ["白知远", "中共党员"], ["杜若溪", written]))
    assert [row.status.value for row in plan.rows] == ["new", "faulty"]
    assert codes(plan)[-1][1] in ("not_said_to_be_member", "not_a_member")


@pytest.mark.parametrize(
    ("header", "written", "category"),
    [("是否预备党员", "是", "probationary"), ("是否预备党员", "否", "full"),
     ("是否正式党员", "√", "full"), ("人員類別", "預備黨員", "probationary")],
)  # fmt: skip
def test_other_ways_to_say_the_category(header, written, category):
    assert values(plan_of(xlsx(["姓名", header], ["白知远", written])), "category") == [category]


@pytest.mark.parametrize(
    "row",
    [["其中：正式党员", None, "2001-7-1"], ["（以下空白）"], ["以下空白", "男"],
     ["书记签名", "白知远"], ["支部书记：陈静", "男"], ["男：10", "女：16"]],
)  # fmt: skip
def test_rows_that_are_notes_are_passed_over(row):
    plan = plan_of(xlsx(["姓名", "性别", "入党日期"], ["白知远", "男", "2001-7-1"], row))
    assert values(plan, "name") == ["白知远"]


def test_who_filled_in_the_sheet_is_no_member():
    plan = plan_of(xlsx(["序号", "姓名", "性别"], [1, "白知远", "男"], ["填表人", "杜若溪"]))
    assert values(plan, "name") == ["白知远"]


@pytest.mark.parametrize(
    "name", ["男", "无", "空缺", "同上", "性别", "出生日期", "正式党员", "书记"]
)
def test_what_is_nobodys_name_is_an_error(name):
    plan = plan_of(xlsx(["姓名", "入党日期"], [name, "2001-7-1"], ["白知远", "2001-7-1"]))
    assert codes(plan) == [(2, "bad_name")]


@pytest.mark.parametrize(
    ("written", "name"),
    [("1.钱八", "钱八"), ("（2）钱八", "钱八"), ("赵七*", "赵七"), ("李四★", "李四"),
     ("李（预备）", "李"), ("张三（曾用名：张四）", "张三"), ("王五(书记)", "王五")],
)  # fmt: skip
def test_numbers_stars_and_notes_are_no_part_of_a_name(written, name):
    plan = plan_of(xlsx(["姓名", "性别"], [written, "男"]))
    assert values(plan, "name") == [name]
    assert codes(plan) == [(2, "name_note")]


@pytest.mark.parametrize(
    ("written", "group"),
    [("第二\n党小组", "第二党小组"), ("未编组", None), ("组长", None), (1.5, None), (2, "2"),
     ("Group A", "Group A")],
)  # fmt: skip
def test_groups(written, group):
    assert values(plan_of(xlsx(["姓名", "党小组"], ["白知远", written])), "group") == [group]


@pytest.mark.parametrize("mark", ["〃", "同上"])
def test_a_mark_for_the_same_group_as_above(mark):
    plan = plan_of(xlsx(["姓名", "党小组"], ["白知远", "甲组"], ["杜若溪", mark], ["甘棠", mark]))
    assert values(plan, "group") == ["甲组"] * 3


def test_a_faulty_name_is_left_empty_in_the_sheet_to_correct():
    book = sheets.parse_book(xlsx(["姓名", "入党日期"], ["白知远", "2001-7-1"]))
    rows = book.sheets[0].rows
    rows.append(type(rows[0])(3, [Fault.NO_RESULT, "2002-7-1"]))
    plan = roster_sheet.plan(book, Branch(name="支部"), today=date(2026, 11, 25))
    (sheet,) = sheets.parse_book(roster_sheet.faulty_rows_sheet(plan)).sheets
    assert sheet.rows[1].values[0] is None


def test_an_error_of_a_formula_is_told_as_one():
    book = workbook(["姓名", "入党日期"], ["白知远", "#N/A"])
    book.active["B2"].data_type = "e"
    plan = plan_of(content_of(book))
    assert codes(plan) == [(2, "formula_error")]


def test_full_width_commas_part_cells_too():
    plan = plan_of("姓名，性别，入党日期\n白知远，男，2001-7-1\n".encode())
    assert values(plan, "joined_on") == [date(2001, 7, 1)]
    within = plan_of("姓名,岗位\n白知远,校长，书记，语文\n杜若溪,数学，音乐，美术\n".encode())
    assert values(within, "post") == ["校长，书记，语文", "数学，音乐，美术"]


def test_characters_that_no_font_has_are_told():
    from zjdesk.documents.fonts import missing

    plan = plan_of(
        xlsx(["姓名", "岗位"], ["张𰻝", "语文"], ["白知远", "😀"], ["许\ue863", None]),
        missing=missing,
    )
    assert codes(plan) == [(2, "not_printable"), (3, "not_printable"), (4, "private_character")]
    assert "“张𰻝”里的“𰻝”字库里没有" in str(plan.rows[0].problems[0])


@pytest.mark.parametrize(
    ("head", "written", "is_told"),
    [("党籍状态", "正常", False), ("党籍状态", "停止党籍", True), ("备注", "退休", False),
     ("备注", "9月转出", True), ("备注", "2025年去世", True), ("工作单位", "转出科", False)],
)  # fmt: skip
def test_what_other_columns_say_of_leaving_is_told(head, written, is_told):
    plan = plan_of(xlsx(["姓名", "性别", head], ["白知远", "男", written]))
    assert codes(plan) == ([(2, "said_to_be_gone")] if is_told else [])
    dated = xlsx(["姓名", "转出日期", head], ["白知远", "2026-9-1", written])
    assert codes(plan_of(dated)) == []


def test_people_of_two_branches_are_told():
    rows = ["白知远", "第一支部"], ["杜若溪", "第二支部"], ["甘棠", "第一支部"]
    notes = plan_of(xlsx(["姓名", "所在党支部"], *rows)).notes
    assert any("2个支部" in note and "第一支部（2人）、第二支部（1人）" in note for note in notes)
    assert not any("个支部" in note for note in plan_of(xlsx(["姓名", "支部"], rows[0])).notes)


def test_empty_groups_below_a_group_are_told():
    plan = plan_of(xlsx(["党小组", "姓名"], ["甲组", "白知远"], [None, "杜若溪"], ["无", "甘棠"]))
    assert values(plan, "group") == ["甲组", None, None]
    assert any("党小组空着的1人没有党小组：第3行" in note for note in plan.notes)


@pytest.mark.parametrize("name", ["张*", "张**", "张*三", "张□", "张〓", "张?"])
def test_a_name_whose_characters_are_lost_is_an_error(name):
    assert codes(plan_of(xlsx(["姓名", "性别"], [name, "男"]))) == [(2, "damaged_name")]
