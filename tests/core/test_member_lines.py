from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_branch, sample_branch
from zjdesk.member_lines import (
    Order,
    Whose,
    departure,
    in_numbers,
    marks,
    member_lines,
    party_age,
    situation,
)
from zjdesk.people import (
    CATEGORY,
    Category,
    Exit,
    Member,
    Standing,
    StandingName,
    Suspension,
    Waiver,
)
from zjdesk.roster_events import leave

DAY = date(2026, 11, 30)


def names(order: Order, *members: str) -> list[str]:
    return [line.name for line in member_lines(a_branch(*members), DAY, order=order)]


def test_the_sample_on_two_days() -> None:
    branch = sample_branch()
    assert in_numbers(member_lines(branch, DAY)) == "党员 25 人，正式 22，预备 3，有表决权 22"
    everybody = member_lines(branch, DAY, whose=Whose.ALL)
    assert in_numbers(everybody).endswith("；另有不在册 1 人")
    gone = member_lines(branch, DAY, whose=Whose.LEFT)
    assert [line.situation for line in gone] == ["2026年9月1日转出"]
    assert not gone[0].is_here
    assert gone[0].group  # as it was on the last day here
    there = member_lines(branch, date(2026, 8, 31))
    assert gone[0].id in [line.id for line in there]


def test_two_of_one_name_are_told_apart() -> None:
    lines = [line.name for line in member_lines(sample_branch(), DAY) if "陈静" in line.name]
    assert lines == ["陈静（第二党小组）", "陈静（第三党小组）"]
    branch = a_branch("白知远", "甘棠", "甘棠")
    branch.members[1].mark = "数学"
    branch.members[2].mark = "音乐"
    found = [line.name for line in member_lines(branch, DAY)]
    assert found == ["白知远", "甘棠（数学）", "甘棠（音乐）"]


def test_a_mark_is_the_first_thing_that_differs() -> None:
    def born(year: int, month: int, day: int = 1, **values: str) -> Member:
        return Member(name="陈静", birth_date=date(year, month, day), **values)

    def marks_of(*members: Member) -> list[str]:
        found = marks(members, DAY)
        return [found.get(member.id, "") for member in members]

    assert marks_of(born(1983, 6, mark="数学"), born(1983, 6)) == ["数学", "2"]
    assert marks_of(born(1983, 6, mark="数学"), born(1983, 6, mark="数学")) == ["1", "2"]
    assert marks_of(born(1983, 6, group="一组"), born(1983, 6, group="二组")) == ["一组", "二组"]
    assert marks_of(born(1983, 6, group="一组"), born(1990, 6, group="一组")) == [
        "1983年生", "1990年生",
    ]  # fmt: skip
    assert marks_of(born(1983, 6), born(1983, 7)) == ["1983年6月生", "1983年7月生"]
    assert marks_of(born(1983, 6, 1), born(1983, 6, 2)) == ["1", "2"]
    assert marks_of(Member(name="陈静"), Member(name="陈静"), Member(name="甘棠")) == [
        "1", "2", "",
    ]  # fmt: skip
    three = (
        born(1983, 6, group="一组"),
        born(1990, 6, group="一组"),
        Member(name="陈静", group="二组"),
    )
    assert marks_of(*three) == ["1983年生", "1990年生", "二组"]
    assert marks_of(born(1983, 6, mark="二组"), three[2], three[0]) == ["二组", "2", "一组"]


def test_a_list_is_of_one_mind_on_the_day_of_a_vote() -> None:
    branch = a_branch()
    confirmed, admitted = branch.members[1:]
    confirmed.joined_on, confirmed.full_on = date(2025, 2, 28), date(2026, 2, 28)
    admitted.category = Category.PROBATIONARY
    admitted.joined_on, admitted.full_on, admitted.start = date(2026, 2, 28), None, None

    def lines(day: date) -> list[tuple[str, str, bool, str]]:
        return [
            (one.member.name, CATEGORY.show(one.category), one.votes, one.age + one.situation)
            for one in member_lines(branch, day, whose=Whose.ALL)[1:]
        ]

    assert lines(date(2026, 2, 27))[0] == ("杜若溪", "预备党员", False, "预备期至 2026-02-28")
    assert lines(date(2026, 2, 28)) == [
        ("杜若溪", "预备党员", False, "当日转正，次日起有表决权"),
        ("甘棠", "预备党员", False, "当日接收为预备党员，次日起在册"),
    ]
    assert lines(date(2026, 3, 1)) == [
        ("杜若溪", "正式党员", True, "不满1年"),
        ("甘棠", "预备党员", False, "预备期至 2027-02-28"),
    ]
    confirmed_on = [member_lines(branch, date(2026, 2, day))[1].full_on for day in (27, 28)]
    assert confirmed_on == [None, date(2026, 2, 28)]
    confirmed.voting_suspended = [Suspension(start=date(2026, 3, 1))]
    assert situation(confirmed, date(2026, 2, 28)) == "当日转正，次日起为正式党员"


def test_whose_category_is_not_known_is_no_voter() -> None:
    branch = a_branch()
    branch.members.append(Member(name="新来"))
    lines = member_lines(branch, DAY)
    assert (lines[-1].category, lines[-1].votes) == (None, False)
    assert lines[-1].situation == "未填人员类别，不计表决权"
    assert in_numbers(lines) == "党员 4 人，正式 3，预备 0，未填人员类别 1，有表决权 3"
    dated = Member(name="新来", full_on=DAY)
    assert dated.category_on(DAY) is Category.PROBATIONARY


def test_surnames_are_read_as_surnames() -> None:
    found = names(Order.PINYIN, "曾明", "单田芳", "程安", "陈静", "仇和", "安然")
    assert found == ["安然", "陈静", "程安", "仇和", "单田芳", "曾明"]


def test_names_by_strokes_keep_families_together() -> None:
    found = names(Order.STROKES, "欧阳雨桐", "丁晓岚", "陈静", "马骏驰", "陈一", "许䶮")
    assert found == ["丁晓岚", "马骏驰", "许䶮", "陈一", "陈静", "欧阳雨桐"]


def test_by_group_the_order_within_is_that_of_the_branch() -> None:
    branch = a_branch("白知远", "杜若溪", "甘棠")
    branch.groups.append(type(branch.groups[0])(name="第二党小组", leader="白知远"))
    branch.members[0].group = "第二党小组"
    lines = member_lines(branch, DAY)
    assert [line.name for line in lines] == ["杜若溪", "甘棠", "白知远"]
    assert lines[2].offices == "书记、党小组组长"


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2011, 1, 1), None),  # the day of the vote itself
        (date(2011, 1, 2), 0),
        (date(2011, 12, 31), 0),
        (date(2026, 2, 28), 15),
        (date(2026, 1, 1), 15),
        (date(2025, 12, 31), 14),
    ],
)
def test_party_age_counts_full_years_from_confirmation(day: date, years: int | None) -> None:
    assert party_age(Member(full_on=date(2011, 1, 1)), day) == years


def test_how_somebody_left_is_said_in_words() -> None:
    branch = a_branch()
    member = branch.members[1]
    leave(branch, member, DAY, how=Exit.DIED)
    (line,) = member_lines(branch, DAY, whose=Whose.LEFT)
    assert line.situation == departure(member) == "2026年11月30日去世"
    assert departure(branch.members[0]) == ""


def test_what_is_particular_is_said_in_words() -> None:
    member = Member(
        category=Category.PROBATIONARY,
        joined_on=date(2025, 11, 30),
        standings=[Standing(standing=StandingName.RETIRED, start=date(2026, 1, 1))],
        voting_suspended=[Suspension(start=date(2026, 2, 1), end=date(2026, 8, 1))],
        waivers=[Waiver(start=date(2026, 3, 1))],
    )
    assert situation(member, date(2025, 12, 31)) == "预备期至 2026-11-30"
    assert situation(member, date(2026, 3, 1)) == (
        "离退休；停止表决权；不作考勤要求；预备期至 2026-11-30"
    )
    assert situation(member, DAY) == "离退休；不作考勤要求；预备期已满 2026-11-30"
    assert situation(Member(start=date(2027, 1, 1)), DAY) == "2027年1月1日转入"
