"""What a sheet does to the history of members: days that can be, waivers, returns."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import TODAY, codes, plan_of, xlsx
from zjdesk.exchange.roster_sheet import branch_after
from zjdesk.exchange.row_plans import Status
from zjdesk.people import (
    Branch,
    Category,
    Group,
    GroupStay,
    Member,
    Office,
    OfficeName,
    Stay,
    Waiver,
)

BAI, DU = date(1980, 3, 1), date(1985, 5, 6)
LEFT = date(2025, 3, 1)


def branch_of(*members: Member) -> Branch:
    return Branch(name="中共汀南小学支部委员会", members=list(members), groups=[Group(name="甲组")])


def after_of(plan) -> list[Member]:
    before = repr(plan.branch)
    after = branch_after(plan, plan.branch)
    assert repr(plan.branch) == before
    return after.members


# ------------------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("head", "cells", "words"),
    [
        (["出生日期", "入党日期"], [date(2001, 7, 1), BAI], "应晚于出生日期2001年7月1日"),
        (["出生日期", "入党日期"], [BAI, BAI], "应晚于出生日期1980年3月1日"),
        (["入党日期", "转正日期"], [date(2002, 7, 1), date(2001, 7, 1)], "应晚于入党日期2002"),
        (["入党日期", "转正日期"], [date(2002, 7, 1), date(2002, 7, 1)], "应晚于入党日期2002"),
        (["转入日期", "转出日期"], [date(2010, 9, 1), date(2010, 9, 1)], "应晚于转入日期2010"),
        (["转正日期"], [date(2026, 11, 26)], "还没有到这一天"),
        (["入党日期"], [date(2027, 7, 1)], "还没有到这一天"),
        (["出生日期"], [date(2026, 12, 1)], "还没有到这一天"),
        (["类别", "转正日期"], ["预备党员", date(2020, 7, 1)], "预备党员没有转正日期"),
    ],
)
def test_days_that_cannot_be_make_a_faulty_row(head, cells, words):
    plan = plan_of(xlsx(["姓名", *head], ["白知远", *cells], ["杜若溪", *[None] * len(cells)]))
    assert [row.status for row in plan.rows] == [Status.FAULTY, Status.NEW]
    (problem,) = (problem for problem in plan.problems if problem.level == "error")
    assert str(problem).startswith("第2行·")
    assert words in str(problem)


def test_days_that_can_be():
    head = ["姓名", "入党日期", "转正日期", "转出日期"]
    old = date(1975, 7, 1)  # no probation between the 9th and the 11th congress
    plan = plan_of(xlsx(head, ["白知远", old, old, None], ["杜若溪", BAI, DU, date(2027, 1, 1)]))
    assert not plan.problems
    assert plan_of(xlsx(["姓名", "入党日期"], ["白知远", TODAY])).rows_with(Status.NEW)


def test_a_dead_clock_makes_no_row_faulty():
    plan = plan_of(xlsx(["姓名", "入党日期"], ["白知远", BAI]), today=date(2002, 1, 1))
    late = plan_of(xlsx(["姓名", "入党日期"], ["白知远", DU]), today=date(1984, 1, 1))
    assert plan.rows_with(Status.NEW)
    assert late.rows_with(Status.NEW)


def test_days_of_the_sheet_against_those_of_the_roster():
    known = branch_of(Member(name="白知远", birth_date=BAI, joined_on=date(2002, 7, 1)))
    plan = plan_of(xlsx(["姓名", "出生日期", "转正日期"], ["白知远", BAI, date(2001, 7, 1)]), known)
    (problem,) = plan.problems
    assert problem.column == "转正日期"
    assert "应晚于名册里的入党日期2002年7月1日" in str(problem)


def test_an_old_sheet_makes_no_full_member_probationary():
    known = branch_of(
        Member(name="白知远", birth_date=BAI, category=Category.FULL, full_on=date(2007, 6, 30))
    )
    plan = plan_of(xlsx(["姓名", "出生日期", "类别"], ["白知远", BAI, "预备党员"]), known)
    assert codes(plan) == [(2, "not_probationary")]


def test_the_day_of_becoming_full_makes_a_full_member():
    known = branch_of(Member(name="白知远", birth_date=BAI, category=Category.PROBATIONARY))
    plan = plan_of(
        xlsx(["姓名", "出生日期", "转正日期"], ["白知远", BAI, date(2007, 6, 30)]), known
    )
    assert "人员类别 预备党员 → 正式党员" in map(str, plan.rows[0].changes)
    assert after_of(plan)[0].category is Category.FULL


# ------------------------------------------------------------------------------ waivers, groups


@pytest.mark.parametrize("day", [None, date(2026, 9, 1)])
def test_a_waiver_begins_on_the_day_of_the_plan(day):
    known = branch_of(Member(name="白知远", birth_date=BAI))
    sheet = xlsx(["姓名", "出生日期", "免考勤"], ["白知远", BAI, "是"], ["杜若溪", DU, "是"])
    plan = plan_of(sheet, known, day=day)
    assert list(map(str, plan.rows[0].changes)) == ["免考勤 否 → 是"]
    for member in after_of(plan):
        assert (member.waivers, member.attendance_waived) == ([Waiver(start=day or TODAY)], False)
    again = plan_of(sheet, branch_after(plan, known))
    assert [row.status for row in again.rows] == [Status.SAME, Status.SAME]


@pytest.mark.parametrize("before", [{"attendance_waived": True}, {"waivers": [Waiver(start=LEFT)]}])
def test_a_waiver_ends_and_what_was_stays(before):
    known = branch_of(Member(name="白知远", birth_date=BAI, **before))
    plan = plan_of(xlsx(["姓名", "出生日期", "免考勤"], ["白知远", BAI, "否"]), known)
    (after,) = after_of(plan)
    assert after.is_waived_on(date(2026, 11, 24))
    assert not after.is_waived_on(TODAY)


def test_what_the_history_stands_against_is_a_faulty_row():
    history = [GroupStay(group="乙组", end=date(2026, 12, 1))]
    known = branch_of(Member(name="白知远", birth_date=BAI, group="甲组", groups=history))
    plan = plan_of(xlsx(["姓名", "出生日期", "党小组"], ["白知远", BAI, "丙组"]), known)
    assert codes(plan) == [(2, "not_allowed")]
    assert "晚于上一次调组" in str(plan.problems[0])
    assert not plan.new_groups


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("转出日期", date(2026, 9, 1), "书记、甲组组长"), ("党小组", "乙组", "甲组组长")],
)
def test_who_leaves_or_changes_group_keeps_no_office_of_it_and_the_plan_says_so(
    column, value, told
):
    member = Member(name="白知远", birth_date=BAI, group="甲组")
    known = branch_of(member)
    known.groups[0].leader_member = member.id
    known.committee = [Office(name="白知远", member=member.id, office=OfficeName.SECRETARY)]
    plan = plan_of(xlsx(["姓名", "出生日期", column], ["白知远", BAI, value]), known)
    assert f"白知远不再担任{told}。" in plan.notes
    after = branch_after(plan, known)
    assert not after.groups[0].leader_member
    assert known.groups[0].leader_member == member.id
    assert bool(after.committee[0].end) is (column == "转出日期")


def test_a_day_of_leaving_is_put_right():
    known = branch_of(Member(name="甘棠", birth_date=DU, end=date(2025, 3, 1)))
    sheet = xlsx(["姓名", "出生日期", "转出日期"], ["甘棠", DU, date(2025, 4, 1)])
    assert after_of(plan_of(sheet, known))[0].end == date(2025, 4, 1)


def test_an_office_ends_with_a_day_of_leaving_that_is_moved_forward():
    member = Member(name="甘棠", birth_date=DU, end=date(2025, 3, 1))
    known = branch_of(member)
    seat = {"start": date(2024, 1, 1), "end": date(2025, 3, 1), "member": member.id}
    known.committee = [Office(name="甘棠", office=OfficeName.SECRETARY, **seat)]
    sheet = xlsx(["姓名", "出生日期", "转出日期"], ["甘棠", DU, date(2025, 2, 1)])
    after = branch_after(plan_of(sheet, known), known)
    assert [one.end for one in (*after.members, *after.committee)] == [date(2025, 2, 1)] * 2


# ------------------------------------------------------------------------------ who left


def gone(**given) -> Branch:
    return branch_of(Member(name="甘棠", birth_date=DU, start=date(2010, 9, 1), end=LEFT, **given))


SHEET = xlsx(["姓名", "出生日期", "岗位"], ["甘棠", DU, "数学"])


def test_who_has_left_stays_away_unless_a_person_says_otherwise():
    plan = plan_of(SHEET, gone())
    assert [(row.status, row.left_on) for row in plan.rows] == [(Status.LEFT, LEFT)]
    assert after_of(plan) == gone().members
    assert plan.day_of_return(plan.rows[0]) == TODAY


def test_who_has_left_comes_back_on_a_day():
    branch = gone()
    plan = plan_of(SHEET, branch, back={branch.members[0].id: date(2026, 9, 1)})
    assert list(map(str, plan.rows[0].changes)) == [
        "转出日期 2025年3月1日 → （空）",
        "转入日期 （空） → 2026年9月1日",
        "工作岗位 （空） → 数学",
    ]  # fmt: skip
    (after,) = after_of(plan)
    assert (after.start, after.end, after.post) == (date(2026, 9, 1), None, "数学")
    assert after.stays == [Stay(start=date(2010, 9, 1), end=LEFT)]
    assert after.id == branch.members[0].id


def test_nobody_comes_back_before_leaving():
    branch = gone()
    plan = plan_of(SHEET, branch, back={branch.members[0].id: date(2025, 2, 1)})
    assert codes(plan) == [(2, "not_allowed")]
    assert "不应早于转出日期" in str(plan.problems[0])


def test_the_day_of_return_may_stand_in_the_sheet():
    sheet = xlsx(["姓名", "出生日期", "转入时间"], ["甘棠", DU, date(2026, 9, 1)])
    branch = gone()
    plan = plan_of(sheet, branch)
    assert (plan.rows[0].status, codes(plan)) == (Status.LEFT, [])
    assert plan.day_of_return(plan.rows[0]) == date(2026, 9, 1)
    back = plan_of(sheet, branch, back={branch.members[0].id: date(2026, 9, 1)})
    assert after_of(back)[0].start == date(2026, 9, 1)


def test_a_sheet_that_says_itself_that_somebody_left_is_no_return():
    sheet = xlsx(["姓名", "出生日期", "转出时间"], ["甘棠", DU, LEFT])
    assert plan_of(sheet, gone()).rows[0].status is Status.SAME


# ------------------------------------------------------------------------------ notes


def test_who_is_not_in_the_sheet_is_told_and_left_alone():
    known = branch_of(
        Member(name="白知远", birth_date=BAI), Member(name="杜若溪"), Member(name="甘棠", end=LEFT)
    )
    plan = plan_of(xlsx(["姓名", "出生日期"], ["白知远", BAI]), known)
    assert "名册里有、这张表里没有的1人，没有动：杜若溪。" in plan.notes
    assert after_of(plan) == known.members
    faulty = plan_of(xlsx(["姓名", "出生日期"], ["杜若溪", "2001-02-30"], ["白知远", BAI]), known)
    assert not any("没有动" in note for note in faulty.notes)


def test_namesakes_are_told_with_marks_to_choose():
    plan = plan_of(
        xlsx(["姓名", "出生日期", "党小组"], ["陈静", BAI, "甲组"], ["陈静", DU, "乙组"],
             ["白知远", BAI, "甲组"])
    )  # fmt: skip
    assert "有2人都叫“陈静”：读入后请各写同名区别，如：甲组、乙组。" in plan.notes
    assert [member.mark for member in after_of(plan)] == ["", "", ""]
    known = branch_of(Member(name="陈静", birth_date=BAI))
    plan = plan_of(xlsx(["姓名", "出生日期"], ["陈静", DU]), known)
    assert "有2人都叫“陈静”：读入后请各写同名区别，如：1980年生、1985年生。" in plan.notes


def test_marks_in_a_sheet_tell_namesakes_apart():
    sheet = xlsx(["姓名", "同名区别", "出生日期"], ["陈静", "数学", BAI], ["陈静", "语文", BAI])
    plan = plan_of(sheet)
    assert [row.status for row in plan.rows] == [Status.NEW, Status.NEW]
    assert not any("都叫" in note for note in plan.notes)
    after = branch_after(plan, plan.branch)
    assert [member.mark for member in after.members] == ["数学", "语文"]
    assert [row.status for row in plan_of(sheet, after).rows] == [Status.SAME, Status.SAME]


# ------------------------------------------------------------------------- what a sheet may not


def test_nobody_becomes_a_full_member_without_the_day():
    member = Member(
        name="白知远", birth_date=BAI, category=Category.PROBATIONARY, joined_on=date(2025, 6, 1)
    )
    head = ["姓名", "出生日期", "人员类别", "转正日期"]
    plan = plan_of(xlsx(head[:3], ["白知远", BAI, "正式党员"]), branch_of(member))
    assert codes(plan) == [(2, "needs_full_day")]
    assert plan.rows[0].status is Status.FAULTY
    dated = plan_of(xlsx(head, ["白知远", BAI, "正式党员", "2026-6-1"]), branch_of(member))
    assert dated.rows[0].status is Status.CHANGED
    assert not after_of(dated)[0].is_full_on(date(2026, 6, 1))


def test_years_that_are_taken_away_are_told():
    member = Member(name="白知远", birth_date=BAI, start=date(2010, 9, 1))
    head = ["姓名", "出生日期", "转入日期"]
    plan = plan_of(xlsx(head, ["白知远", BAI, "2026-9-1"]), branch_of(member))
    assert codes(plan) == [(2, "takes_time_away")]
    assert "2026年9月1日以前就不算在本支部" in str(plan.problems[0])
    assert not plan_of(xlsx(head, ["白知远", BAI, "2009-9-1"]), branch_of(member)).problems


@pytest.mark.parametrize(
    ("born", "joined", "full", "code"),
    [
        ("2001-3-2", "2006-6-30", "2007-6-30", "too_young"),
        ("1981-3-2", "1999-3-1", "2000-3-1", None),
        ("1981-3-2", "2006-6-30", "2006-7-1", "short_probation"),
        ("1981-3-2", "2006-6-30", "2007-6-30", None),
        ("1981-3-2", "2006-6-30", "2007.6", None),
        ("1920-3-2", "1940-6-30", "1940-9-30", None),
    ],
)
def test_days_that_are_hardly_right_are_told(born, joined, full, code):
    plan = plan_of(
        xlsx(["姓名", "出生日期", "入党日期", "转正日期"], ["白知远", born, joined, full])
    )
    assert [found for _, found in codes(plan) if found != "day_assumed"] == ([code] if code else [])
    assert plan.rows[0].status is Status.NEW


def test_a_first_group_holds_for_the_time_before_and_the_plan_says_so():
    never = Member(name="白知远", birth_date=BAI)
    left = Member(name="杜若溪", birth_date=DU, groups=[GroupStay(end=LEFT, group="甲组")])
    plan = plan_of(
        xlsx(["姓名", "出生日期", "党小组"], ["白知远", BAI, "甲组"], ["杜若溪", DU, "甲组"]),
        branch_of(never, left),
    )
    assert "原来没有党小组的1人，从前也按这次的党小组算：白知远。" in plan.notes
    first, back = after_of(plan)
    assert (first.group_on(date(2020, 1, 1)), back.group_on(date(2026, 1, 1))) == ("甲组", "")
