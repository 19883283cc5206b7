"""The branch on a day: half-open spans, a status won by a vote counts from the next day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.samples import SAMPLE, a_branch, sample_branch
from zjdesk.branch_file import check_branch, link_people, read_branch
from zjdesk.errors import Refused
from zjdesk.people import (
    Branch,
    Category,
    FormerName,
    GroupStay,
    Member,
    OfficeName,
    Standing,
    StandingName,
    Stay,
    Suspension,
    Waiver,
)


def expected_on_days():
    expected = json.loads((SAMPLE.parents[1] / "tests/data/expected.json").read_text("utf-8"))
    return expected["branch_on_day"].items()


@pytest.mark.parametrize(("day", "numbers"), expected_on_days())
def test_the_sample_branch_on_a_day(day, numbers):
    branch, day = sample_branch(), date.fromisoformat(day)
    here = branch.members_on(day)
    assert {
        "members": len(here),
        "full": sum(member.is_full_on(day) for member in here),
        "voters": sum(member.votes_on(day) for member in here),
        "waived": sum(member.attendance_waived for member in here),
        "committee": len(branch.offices_on(day)),
    } == numbers


def test_edges_of_a_membership():
    member = Member(
        name="白知远",
        joined_on=date(2025, 2, 28),
        full_on=date(2026, 2, 28),
        start=date(2025, 2, 28),
        end=date(2026, 9, 1),
        voting_suspended=[Suspension(start=date(2026, 4, 1), end=date(2026, 5, 1))],
    )
    assert not member.belongs_on(date(2025, 2, 28))  # the day of the vote itself
    assert member.belongs_on(date(2025, 3, 1))
    assert not member.is_full_on(date(2026, 2, 28))
    assert member.is_full_on(date(2026, 3, 1))
    assert member.category_on(date(2026, 2, 28)) is Category.PROBATIONARY
    assert member.votes_on(date(2026, 3, 31))
    assert not member.votes_on(date(2026, 4, 1))
    assert not member.votes_on(date(2026, 4, 30))
    assert member.votes_on(date(2026, 5, 1))
    assert member.belongs_on(date(2026, 8, 31))
    assert not member.belongs_on(date(2026, 9, 1))


def test_who_is_elsewhere_has_a_category_but_no_vote():
    member = Member(
        name="白知远",
        joined_on=date(2010, 1, 1),
        full_on=date(2011, 1, 1),
        start=date(2020, 9, 1),
        end=date(2026, 9, 1),
    )
    for day in (date(2011, 1, 2), date(2026, 9, 1)):
        assert member.category_on(day) is Category.FULL
        assert (member.is_full_on(day), member.votes_on(day)) == (False, False)
    assert member.category_on(date(2011, 1, 1)) is Category.PROBATIONARY
    assert member.category_on(date(2010, 1, 1)) is Category.PROBATIONARY
    assert member.category_on(date(2009, 12, 31)) is None
    without_day = Member(name="白知远", category=Category.FULL, end=date(2026, 9, 1))
    assert without_day.category_on(date(2026, 9, 1)) is Category.FULL


def test_a_transfer_counts_on_the_day_itself():
    member = Member(name="甘棠", joined_on=date(2010, 1, 1), start=date(2026, 4, 1))
    assert not member.belongs_on(date(2026, 3, 31))
    assert member.belongs_on(date(2026, 4, 1))


def test_offices_follow_their_spans():
    branch = sample_branch()
    seated = {member.id: member.name for member in branch.members}

    def publicity(day: date) -> list[str]:
        offices = branch.offices_on(day)
        return [seated[m] for m, office in offices.items() if office is OfficeName.PUBLICITY]

    assert publicity(date(2026, 8, 31)) == ["蒋亦舟"]
    assert publicity(date(2026, 9, 1)) == []
    assert publicity(date(2026, 9, 18)) == ["周予安"]


def test_two_of_one_name_are_found_by_id_only():
    ids = [
        {"id": "chen-jing-1983", "name": "陈静", "birth_date": "1983-06-17"},
        {"id": "chen-jing-1990", "name": "陈静", "birth_date": "1990-02-26"},
    ]
    branch = sample_branch(ids=ids)
    assert len(branch.find(date(2026, 5, 1), name="陈静")) == 2
    assert len(branch.find(date(2026, 3, 1), name="陈静")) == 1
    [found] = branch.find(date(2026, 5, 1), member="chen-jing-1990")
    assert found.birth_date == date(1990, 2, 26)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.pop("members"), "“branch”和“members”"),
        (lambda d: d.update(extra=1), "不认识的项目“extra”"),
        (lambda d: d["branch"].update(name=""), "支部·支部全称：请填写支部全称"),
        (lambda d: d["members"][0].update(nmae="x"), "党员第1项·nmae：不认识的项目“nmae”"),
        (
            lambda d: d["members"][1].update(joined_on="2010-02-30"),
            "党员第2项·入党日期：“2010-02-30”",
        ),
        (lambda d: d["members"][1].update(group="第九党小组"), "没有“第九党小组”这个党小组"),
        (lambda d: d["members"][1].update(id="m1"), "编号“m1”有2人使用"),
        (lambda d: d["members"][1].update(full_on="2009-01-01"), "转正日期早于入党日期"),
        (lambda d: d["members"][1].update(to="2011-01-01"), "“止”（to）早于“起”"),
        (lambda d: d["members"][1].update(name=" "), "请填写姓名"),
        (lambda d: d["branch"]["committee"][0].update(name="外人"), "党员名册里没有“外人”"),
        (lambda d: d["branch"]["committee"][0].pop("office"), "请填写职务"),
        (lambda d: d["branch"]["groups"].append({"name": "第一党小组"}), "写了2次"),
    ],
)
def test_a_faulty_branch_file_is_refused_with_its_place(change, words):
    data = {
        "branch": {
            "name": "中共汀南小学支部委员会",
            "committee": [{"name": "白知远", "office": "secretary", "from": "2024-01-01"}],
            "groups": [{"name": "第一党小组"}],
        },
        "members": [
            {"id": "m1", "name": "白知远", "from": "2012-01-01", "joined_on": "2010-01-01"},
            {"id": "m2", "name": "甘棠", "from": "2012-01-01", "joined_on": "2010-01-01"},
        ],
    }
    read_branch(data)
    change(data)
    with pytest.raises(Refused) as refused:
        read_branch(data)
    assert words in str(refused.value)


def test_a_small_branch_reads():
    branch = a_branch("白知远", "甘棠")
    assert [member.name for member in branch.members] == ["白知远", "甘棠"]
    assert branch.committee[0].member == branch.members[0].id


def test_every_history_has_its_days():
    member = Member(
        name="甘棠",
        joined_on=date(2010, 1, 1),
        start=date(2012, 1, 1),
        end=date(2020, 2, 29),
        group="第一党小组",
        stays=[Stay(start=date(2024, 2, 29))],
        groups=[GroupStay(group="第二党小组", start=date(2025, 1, 1), end=date(2026, 1, 1))],
        waivers=[Waiver(start=date(2026, 1, 31), end=date(2026, 2, 28))],
        standings=[Standing(standing=StandingName.RETIRED, start=date(2025, 6, 1))],
    )
    assert member.belongs_on(date(2020, 2, 28))
    assert not member.belongs_on(date(2020, 2, 29))
    assert not member.belongs_on(date(2024, 2, 28))
    assert member.belongs_on(date(2024, 2, 29))
    groups = [member.group_on(date(2024, 12, 31)), member.group_on(date(2025, 1, 1))]
    assert groups == ["第一党小组", "第二党小组"]
    assert member.group_on(date(2026, 1, 1)) == "第一党小组"
    days = (date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 27), date(2026, 2, 28))
    assert [member.is_waived_on(day) for day in days] == [False, True, True, False]
    assert member.standings_on(date(2025, 5, 31)) == []
    assert member.standings_on(date(2025, 6, 1)) == [StandingName.RETIRED]


def test_old_minutes_keep_the_old_name_of_the_branch():
    former = FormerName(name="中共汀南中心小学支部委员会", end=date(2025, 9, 1))
    branch = Branch(name="中共汀南小学支部委员会", former_names=[former])
    assert branch.name_on(date(2025, 8, 31)) == "中共汀南中心小学支部委员会"
    assert branch.name_on(date(2025, 9, 1)) == "中共汀南小学支部委员会"


def test_prospects_of_a_file_name_their_member():
    data = {
        "branch": {"name": "中共汀南小学支部委员会"},
        "members": [{"id": "m1", "name": "白知远"}],
        "prospects": [
            {
                "name": "白知远",
                "member": "m1",
                "steps": [{"step": "admission", "on": "2026-03-01"}],
            },
            {"name": "沈砚青", "mentors": ["白知远"]},
        ],
    }
    branch = read_branch(data)
    assert [one.member for one in branch.prospects] == [branch.members[0].id, ""]
    assert branch.prospects[0].steps[0].on == date(2026, 3, 1)
    data["prospects"] += [{"member": "m7", "name": "甘棠"}, {"steps": [{"on": "2026-03-01"}]}]
    with pytest.raises(Refused) as refused:
        read_branch(data)
    told = str(refused.value)
    for words in (
        "培养对象第3项·对应的党员：“甘棠”的培养档案对应的党员不在名册里",
        "姓名：请填写姓名",
        "步骤：请写明是哪一步",
    ):
        assert words in told


def test_a_leader_is_found_in_the_group_or_by_id() -> None:
    def read(*leaders: dict[str, str]) -> Branch:
        groups = [{"name": f"{n}组", **leader} for n, leader in zip("一二", leaders, strict=True)]
        members = [
            {"id": "m1", "name": "陈静", "group": "一组"},
            {"id": "m2", "name": "陈静", "group": "二组"},
            {"id": "m3", "name": "甘棠", "group": "一组"},
        ]
        return read_branch({"branch": {"name": "甲", "groups": groups}, "members": members})

    branch = read({"leader": "甘棠"}, {"leader": "陈静"})
    _, second, third = branch.members
    assert [group.leader_member for group in branch.groups] == [third.id, second.id]
    branch = read({"leader_member": "m1"}, {})
    assert (branch.groups[0].leader, branch.groups[0].leader_member) == (
        "陈静",
        branch.members[0].id,
    )
    branch.members[0].name = "陈敬"
    assert check_branch(branch) == []
    assert branch.groups[0].leader == "陈静"  # who checks alters nothing
    link_people(branch)
    assert branch.groups[0].leader == "陈敬"
    branch = read({}, {})
    branch.members[1].group = "一组"
    branch.groups[0].leader = "陈静"
    assert ["有2位“陈静”" in str(one) for one in check_branch(branch)] == [True]
    with pytest.raises(Refused, match="没有“外人”"):
        read({"leader": "外人"}, {})
    branch = read({"leaders": [{"leader": "甘棠", "to": "2026-01-01"}]}, {})
    assert branch.groups[0].leader_on(date(2025, 12, 31)).leader_member == branch.members[2].id
    with pytest.raises(Refused, match=r"以前的组长第1项.*没有“外人”"):
        read({"leaders": [{"leader": "外人", "to": "2026-01-01"}]}, {})


def test_spans_of_one_kind_do_not_lie_over_each_other() -> None:
    first = Suspension(start=date(2026, 1, 1), end=date(2026, 2, 1))
    member = Member(name="甘棠", voting_suspended=[Suspension(start=date(2026, 2, 1)), first])
    member.standings = [
        Standing(standing=one) for one in (StandingName.RETIRED, StandingName.MOBILE)
    ]
    branch = Branch(name="甲", members=[member])
    assert check_branch(branch) == []
    first.end = date(2026, 2, 2)
    assert ["时间段有重叠" in str(one) for one in check_branch(branch)] == [True]


def test_two_of_one_name_may_be_told_apart_by_a_mark() -> None:
    branch = Branch(name="甲", members=[Member(name="陈静"), Member(name="陈静")])
    assert any("重复" in str(one) for one in check_branch(branch))
    branch.members[0].mark, branch.members[1].mark = "数学", "英语"
    assert check_branch(branch) == []


@pytest.mark.parametrize(
    ("joined_on", "day", "is_full"),
    [
        (date(2026, 1, 5), date(2026, 2, 1), False),
        (date(2026, 1, 5), date(2027, 1, 5), False),
        (date(2026, 1, 5), date(2027, 1, 6), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(1970, 1, 5), date(1970, 2, 1), True),
        (None, date(2026, 2, 1), True),
    ],
)
def test_a_full_member_without_a_day_of_it_was_in_probation_like_everybody(joined_on, day, is_full):
    member = Member(name="甲", category=Category.FULL, joined_on=joined_on)
    assert member.votes_on(day) is is_full
