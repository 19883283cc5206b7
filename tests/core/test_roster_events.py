from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from tests.samples import a_branch
from zjdesk import roster_events as events
from zjdesk.branch_file import check_branch, link_people
from zjdesk.errors import NotAllowed
from zjdesk.people import (
    Branch,
    Category,
    Exit,
    Group,
    GroupStay,
    Member,
    OfficeName,
    Suspension,
    Waiver,
)
from zjdesk.prospects import Prospect

DAY = date(2026, 3, 12)
EXTENDED = date(2026, 3, 12)
BEFORE, AFTER = date(2026, 3, 11), date(2026, 3, 13)


def probationary(joined_on: date = date(2025, 3, 12)) -> Member:
    return Member(name="甘棠", category=Category.PROBATIONARY, joined_on=joined_on)


# ------------------------------------------------------------------------------ a member


@pytest.mark.parametrize(
    ("joined_on", "due"),
    [
        (date(2025, 3, 12), date(2026, 3, 12)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_probation_is_over_a_year_after_the_assembly(joined_on: date, due: date) -> None:
    assert events.probation_due(probationary(joined_on)) == due


def test_probation_is_extended_once_by_half_a_year_to_a_year() -> None:
    member = probationary(date(2025, 8, 31))
    for months in (5, 13):
        with pytest.raises(NotAllowed):
            events.extend_probation(member, months, EXTENDED)
    events.extend_probation(member, 6, EXTENDED)
    assert events.probation_due(member) == date(2027, 2, 28)
    with pytest.raises(NotAllowed, match="一次"):
        events.extend_probation(member, 6, EXTENDED)


def test_an_extension_is_counted_from_the_day_of_admission() -> None:
    """Counted from the clamped day, 28 February, it would be over a day early."""
    member = probationary(date(2024, 2, 29))
    events.extend_probation(member, 6, EXTENDED)
    assert events.probation_due(member) == date(2025, 8, 29)
    member = probationary(date(2023, 8, 31))
    events.extend_probation(member, 6, EXTENDED)
    assert events.probation_due(member) == date(2025, 2, 28)


def test_an_extension_is_known_from_the_day_it_was_decided() -> None:
    member = probationary(date(2025, 3, 1))
    with pytest.raises(NotAllowed, match="晚于入党日期"):
        events.extend_probation(member, 6, date(2025, 3, 1))
    events.extend_probation(member, 6, date(2026, 3, 5))
    assert member.probation_extended_on == date(2026, 3, 5)
    known = [events.probation_end(member, known_on=date(2026, 3, day)) for day in (4, 5)]
    assert known == [date(2026, 3, 1), date(2026, 9, 1)]
    member.probation_extended_on = None  # of an older ledger: always known
    assert events.probation_end(member, known_on=date(2026, 3, 4)) == date(2026, 9, 1)


def test_only_a_probationer_is_extended() -> None:
    full = a_branch().members[0]
    full.full_on = None  # 正式党员, since when is not known
    for member in (full, Member(name="甘棠", category=Category.PROBATIONARY)):
        with pytest.raises(NotAllowed):
            events.extend_probation(member, 6, EXTENDED)


@pytest.mark.parametrize(
    ("joined_on", "day"),
    [(date(2025, 3, 12), date(2026, 3, 11)), (date(2024, 2, 29), date(2025, 2, 27))],
)
def test_who_is_meant_to_be_confirmed_early_is(joined_on: date, day: date) -> None:
    member = probationary(joined_on)
    with pytest.raises(NotAllowed, match="才满"):
        events.confirm(member, day)
    assert member.full_on is None
    events.confirm(member, day, is_early=True)
    assert (member.full_on, member.category_on(day)) == (day, Category.PROBATIONARY)


def test_an_extended_probation_is_over_later() -> None:
    member = probationary()
    events.extend_probation(member, 6, EXTENDED)
    with pytest.raises(NotAllowed, match="2026年9月12日才满"):
        events.confirm(member, date(2026, 9, 11))
    events.confirm(member, date(2026, 9, 12))


def test_only_a_probationer_of_the_branch_is_confirmed_in_it() -> None:
    here = probationary()
    here.end = DAY
    with pytest.raises(NotAllowed, match="不是本支部党员"):
        events.confirm(here, DAY)
    full = Member(name="甘棠", category=Category.FULL, joined_on=date(2001, 7, 1))
    with pytest.raises(NotAllowed, match="已经是正式党员"):
        events.confirm(full, DAY)
    with pytest.raises(NotAllowed, match="入党日期"):
        events.confirm(Member(name="甘棠", category=Category.PROBATIONARY), DAY)


def test_who_is_confirmed_votes_from_the_day_after() -> None:
    member = probationary()
    with pytest.raises(NotAllowed):
        events.confirm(member, date(2025, 3, 12))
    events.confirm(member, DAY)
    assert (member.votes_on(DAY), member.votes_on(AFTER)) == (False, True)
    assert member.category is Category.FULL
    assert events.probation_due(member) is None
    with pytest.raises(NotAllowed, match="已经转正"):
        events.confirm(member, AFTER)


def test_somebody_leaves_and_comes_back() -> None:
    branch = a_branch()
    member = branch.members[0]
    with pytest.raises(NotAllowed):
        events.transfer_back(member, DAY)
    assert member.id in branch.offices_on(DAY)
    events.leave(branch, member, DAY)
    assert (member.id in branch.offices_on(BEFORE), branch.offices_on(DAY)) == (True, {})
    assert (member.belongs_on(BEFORE), member.belongs_on(DAY)) == (True, False)
    with pytest.raises(NotAllowed, match="已经转出"):
        events.leave(branch, member, AFTER)
    with pytest.raises(NotAllowed):
        events.transfer_back(member, BEFORE)
    back = date(2026, 9, 1)
    events.transfer_back(member, back)
    held = [BEFORE, DAY, date(2026, 8, 31), back]
    assert [member.belongs_on(day) for day in held] == [True, False, False, True]


def test_groups_are_remembered() -> None:
    branch = a_branch()
    member = branch.members[0]
    events.change_group(branch, member, "第二党小组", DAY)
    events.change_group(branch, member, "第三党小组", date(2026, 9, 1))
    days = [date(2015, 1, 1), BEFORE, DAY, date(2026, 8, 31), date(2026, 9, 1)]
    first, second, third = "第一党小组", "第二党小组", "第三党小组"
    assert [member.group_on(day) for day in days] == [first, first, second, second, third]
    for group, day in ((third, date(2026, 10, 1)), (first, DAY)):
        with pytest.raises(NotAllowed):
            events.change_group(branch, member, group, day)


def test_groups_are_remembered_where_somebody_wrote_them_too() -> None:
    branch = a_branch()
    member = branch.members[0]
    member.groups = [GroupStay(group="甲", start=date(2020, 1, 1), end=date(2021, 1, 1))]
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1), BEFORE]
    groups = [member.group_on(day) for day in days]
    events.change_group(branch, member, "乙", DAY)
    assert [member.group_on(day) for day in days] == groups
    assert member.group_on(DAY) == "乙"


def test_a_change_of_group_ends_what_was_written_without_an_end() -> None:
    branch = a_branch()
    member = branch.members[0]
    member.groups = [GroupStay(group="甲", start=date(2020, 1, 1))]
    events.change_group(branch, member, "第一党小组", DAY)
    days = [date(2019, 12, 31), date(2020, 1, 1), BEFORE, DAY]
    assert [member.group_on(day) for day in days] == ["第一党小组", "甲", "甲", "第一党小组"]
    member.groups.append(GroupStay(group="乙", start=date(2026, 9, 1), end=date(2027, 9, 1)))
    for day in (AFTER, date(2026, 12, 31)):
        with pytest.raises(NotAllowed, match="上一次调组"):
            events.change_group(branch, member, "丙", day)


def test_a_change_of_group_is_put_right_on_its_day() -> None:
    branch = a_branch()
    member = branch.members[0]
    for group in ("第二党小组", "第三党小组", "第一党小组"):
        events.change_group(branch, member, group, DAY)
        assert (member.group_on(BEFORE), member.group_on(DAY)) == ("第一党小组", group)


@pytest.mark.parametrize(
    ("day", "is_here"),
    [
        (date(2011, 12, 31), False),
        (date(2012, 1, 1), True),
        (date(2026, 3, 11), True),
        (date(2026, 3, 12), False),
    ],
)
def test_only_who_is_here_changes_group_or_takes_office(day: date, is_here: bool) -> None:
    branch = a_branch()
    member = branch.members[1]
    events.leave(branch, member, DAY)
    for act in (
        lambda: events.change_group(branch, member, "第二党小组", day),
        lambda: events.take_office(branch, member, OfficeName.YOUTH, day),
        lambda: events.waive(member, day, "年老"),
    ):
        if is_here:
            act()
        else:
            with pytest.raises(NotAllowed, match="不是本支部党员"):
                act()
    assert member.id not in branch.offices_on(DAY)


def test_who_leaves_the_group_leads_it_no_more() -> None:
    for leave in (events.leave, lambda b, m, d: events.change_group(b, m, "第二党小组", d)):
        branch = a_branch()
        assert branch.groups[0].is_led_by(branch.members[0], BEFORE)
        leave(branch, branch.members[1], DAY)
        assert branch.groups[0].leader == "白知远"
        leave(branch, branch.members[0], DAY)
        assert (branch.groups[0].leader, branch.groups[0].leader_member) == ("", "")


def test_an_old_leader_by_name_is_the_one_of_the_group() -> None:
    first = Member(name="甘棠", mark="数学", group="第一党小组")
    second = Member(name="甘棠", mark="英语", group="第二党小组")
    groups = [Group(name="第二党小组", leader="甘棠"), Group(name="第一党小组")]
    branch = Branch(name="甲", members=[first, second], groups=groups)
    assert [branch.groups[0].is_led_by(one, DAY) for one in (first, second)] == [False, True]
    events.change_group(branch, first, "", DAY)
    assert branch.groups[0].leader == "甘棠"
    link_people(branch)
    assert branch.groups[0].leader_member == second.id


def test_who_led_a_group_before_is_remembered() -> None:
    branch = a_branch()
    group, (first, second, third) = branch.groups[0], branch.members
    events.appoint_leader(group, second, DAY)
    events.appoint_leader(group, None, date(2026, 6, 1))
    events.appoint_leader(group, third, date(2026, 9, 1))
    days = [date(2012, 1, 1), BEFORE, DAY, date(2026, 6, 1), date(2026, 9, 1)]
    assert [group.leader_on(day).leader for day in days] == [
        "白知远", "白知远", "杜若溪", "", "甘棠",
    ]  # fmt: skip
    assert group.is_led_by(first, BEFORE)
    assert not group.is_led_by(first, DAY)
    with pytest.raises(NotAllowed, match="另有组长"):
        events.appoint_leader(group, first, date(2026, 8, 31))
    assert check_branch(branch) == []


def test_who_leaves_the_group_later_leads_it_until_then() -> None:
    branch = a_branch()
    group, (_, second, third) = branch.groups[0], branch.members
    events.leave(branch, second, date(2026, 9, 1))
    events.appoint_leader(group, second, DAY)
    days = [DAY, date(2026, 8, 31), date(2026, 9, 1)]
    assert [group.leader_on(day).leader for day in days] == ["杜若溪", "杜若溪", ""]
    events.appoint_leader(group, third, date(2026, 8, 31))
    assert [group.leader_on(day).leader for day in days] == ["杜若溪", "甘棠", "甘棠"]
    events.change_group(branch, third, "", date(2026, 9, 10))
    events.appoint_leader(group, third, date(2026, 9, 5))
    assert [group.leader_on(date(2026, 9, day)).leader for day in (9, 10)] == ["甘棠", ""]


def test_a_leader_is_put_right_on_the_same_day() -> None:
    group, members = (branch := a_branch()).groups[0], branch.members
    for member in members[1:]:
        events.appoint_leader(group, member, DAY)
    assert [group.leader_on(day).leader for day in (BEFORE, DAY)] == ["白知远", "甘棠"]
    assert len(group.leaders) == 1


def test_an_end_that_is_moved_forward_takes_a_later_leader_nothing() -> None:
    branch = a_branch()
    group, (first, second, _) = branch.groups[0], branch.members
    events.leave(branch, first, date(2026, 9, 1))
    events.appoint_leader(group, second, date(2026, 9, 1))
    events.move_end(branch, first, DAY)
    days = [BEFORE, DAY, date(2026, 8, 31), date(2026, 9, 1)]
    assert [group.leader_on(day).leader for day in days] == ["白知远", "", "", "杜若溪"]
    events.remove_members(branch, {first.id, second.id})
    assert {group.leader_on(day).leader for day in days} == {""}
    assert check_branch(branch) == []


def test_a_leader_is_one_of_the_group() -> None:
    branch = a_branch()
    group, member = branch.groups[0], branch.members[2]
    events.appoint_leader(group, member, DAY)
    assert (group.leader, group.leader_member) == ("甘棠", member.id)
    events.change_group(branch, member, "第二党小组", DAY)
    with pytest.raises(NotAllowed, match="不在第一党小组里"):
        events.appoint_leader(group, member, DAY)
    events.appoint_leader(group, None, DAY)
    assert (group.leader, group.leader_member) == ("", "")


def test_who_leaves_takes_up_no_later_office() -> None:
    branch = a_branch()
    member = branch.members[1]
    events.take_office(branch, member, OfficeName.YOUTH, date(2026, 9, 1))
    with pytest.raises(NotAllowed, match="以后已有职务"):
        events.take_office(branch, member, OfficeName.MEMBER, DAY)
    events.leave(branch, member, DAY)
    assert [seat.name for seat in branch.committee] == ["白知远"]
    assert check_branch(branch) == []


@pytest.mark.parametrize("known", [None, date(2026, 12, 31)])
def test_an_end_that_is_written_over_ends_the_offices_too(known: date | None) -> None:
    branch = a_branch()
    before = branch.members[0]
    if known:
        events.leave(branch, before, known)
    after = branch.members[0] = deepcopy(before)
    after.end = DAY
    events.date_changes(branch, before, after, date(2026, 11, 25))
    assert [seat.end for seat in branch.committee] == [DAY]
    assert branch.groups[0].leader == ""
    assert check_branch(branch) == []


def test_an_end_that_is_taken_back_leaves_offices_ended() -> None:
    branch = a_branch()
    events.leave(branch, branch.members[0], DAY)
    events.move_end(branch, branch.members[0], None)
    assert branch.members[0].belongs_on(AFTER)
    assert [seat.end for seat in branch.committee] == [DAY]


def test_how_somebody_left_is_kept_and_only_who_transferred_comes_back() -> None:
    branch = a_branch()
    member = branch.members[1]
    with pytest.raises(NotAllowed, match="不是预备党员"):
        events.leave(branch, member, DAY, how=Exit.CANCELLED)
    events.leave(branch, member, DAY, how=Exit.DIED)
    with pytest.raises(NotAllowed, match="已经去世"):
        events.leave(branch, member, AFTER)
    with pytest.raises(NotAllowed, match="是去世"):
        events.transfer_back(member, AFTER)
    events.move_end(branch, member, None)
    assert member.exit is None
    events.leave(branch, member, DAY)
    events.transfer_back(member, AFTER)
    assert (member.exit, member.belongs_on(AFTER)) == (None, True)


def test_who_is_on_probation_can_be_taken_off_it() -> None:
    branch = a_branch()
    branch.members = [probationary()]
    events.leave(branch, branch.members[0], DAY, how=Exit.CANCELLED)
    assert [branch.members[0].belongs_on(day) for day in (BEFORE, DAY)] == [True, False]


def test_nobody_leaves_before_he_came() -> None:
    branch = a_branch()
    member = branch.members[0]
    member.start, member.joined_on = None, DAY
    for day in (BEFORE, DAY):
        with pytest.raises(NotAllowed):
            events.leave(branch, member, day)
    events.leave(branch, member, AFTER)


def test_a_vote_is_suspended_and_given_back() -> None:
    member = a_branch().members[0]
    with pytest.raises(NotAllowed, match="没有停止行使表决权"):
        events.restore_voting(member, DAY)
    events.suspend_voting(member, DAY, "留党察看一年")
    for day in (BEFORE, DAY, AFTER):
        with pytest.raises(NotAllowed):
            events.suspend_voting(member, day, "")
    with pytest.raises(NotAllowed, match="应晚于这一天"):
        events.restore_voting(member, DAY)
    back = date(2027, 3, 12)
    events.restore_voting(member, back)
    days = [BEFORE, DAY, date(2027, 3, 11), back]
    assert [member.votes_on(day) for day in days] == [True, False, False, True]
    with pytest.raises(NotAllowed):
        events.restore_voting(member, back)
    events.suspend_voting(member, back, "")
    assert not member.votes_on(back)


def test_a_suspension_with_an_end_is_cut_short_or_still_to_come() -> None:
    member = a_branch().members[0]
    spans = [
        Suspension(start=date(2026, 2, 1), end=date(2026, 3, 1)),
        Suspension(start=date(2026, 6, 30), end=date(2026, 12, 31)),
    ]
    member.voting_suspended = spans
    with pytest.raises(NotAllowed, match="从2026年6月30日起"):
        events.suspend_voting(member, DAY, "")
    for day in (date(2026, 3, 1), date(2026, 6, 29), date(2026, 6, 30)):
        with pytest.raises(NotAllowed, match="2026年6月30日起"):
            events.restore_voting(member, day)
    events.restore_voting(member, date(2026, 7, 1))
    assert [one.end for one in spans] == [date(2026, 3, 1), date(2026, 7, 1)]
    events.restore_voting(member, date(2026, 2, 28))
    assert [one.end for one in spans] == [date(2026, 2, 28), date(2026, 7, 1)]
    with pytest.raises(NotAllowed):
        events.restore_voting(member, date(2026, 12, 30))


def test_who_has_no_vote_has_none_to_be_suspended() -> None:
    with pytest.raises(NotAllowed, match="没有表决权"):
        events.suspend_voting(probationary(), DAY, "")


def test_attendance_is_waived_from_a_day_on() -> None:
    member = a_branch().members[0]
    events.waive(member, date(2024, 2, 29), "年老体弱")
    days = [date(2024, 2, 28), date(2024, 2, 29), BEFORE, DAY]
    assert [member.is_waived_on(day) for day in days] == [False, True, True, True]
    with pytest.raises(NotAllowed, match="已经不作考勤要求"):
        events.waive(member, DAY, "")
    events.end_waiver(member, DAY)
    assert [member.is_waived_on(day) for day in days] == [False, True, True, False]
    with pytest.raises(NotAllowed):
        events.end_waiver(member, DAY)


def test_a_waiver_without_a_day_ends_on_one() -> None:
    member = a_branch().members[0]
    member.attendance_waived = True
    old = Waiver(start=date(2020, 1, 1), end=date(2021, 1, 1), reason="产假")
    later = Waiver(start=date(2027, 1, 1))
    member.waivers = [later, old]
    with pytest.raises(NotAllowed, match="一直"):
        events.waive(member, DAY, "")
    events.end_waiver(member, DAY)
    days = [date(2012, 1, 1), date(2020, 6, 1), BEFORE, DAY, date(2027, 1, 1)]
    assert [member.is_waived_on(day) for day in days] == [True, True, True, False, True]
    assert not member.attendance_waived
    assert old in member.waivers


def test_who_was_entered_by_mistake_goes_with_his_offices() -> None:
    branch = a_branch()
    first, second, _ = branch.members
    branch.prospects = [Prospect(name="杜若溪", member=second.id)]
    with pytest.raises(NotAllowed, match="杜若溪有培养档案") as refused:
        events.remove_members(branch, {first.id, second.id})
    assert second.id not in str(refused.value) + refused.value.hint
    events.remove_members(branch, {first.id})
    assert [member.name for member in branch.members] == ["杜若溪", "甘棠"]
    assert (branch.committee, branch.groups[0].leader) == ([], "")
    assert check_branch(branch) == []


# ------------------------------------------------------------------------------ the branch


def test_old_minutes_keep_the_old_name() -> None:
    branch = a_branch()
    old = branch.name
    events.rename_branch(branch, "中共汀北小学支部委员会", DAY)
    events.rename_branch(branch, "中共汀北学校支部委员会", date(2027, 1, 1))
    days = [BEFORE, DAY, date(2026, 12, 31), date(2027, 1, 1)]
    names = [old, "中共汀北小学支部委员会", "中共汀北小学支部委员会", "中共汀北学校支部委员会"]
    assert [branch.name_on(day) for day in days] == names
    for name, day in (("", date(2028, 1, 1)), (branch.name, date(2028, 1, 1)), ("甲", DAY)):
        with pytest.raises(NotAllowed):
            events.rename_branch(branch, name, day)


def test_offices_are_taken_and_left_on_a_day() -> None:
    branch = a_branch()
    secretary, other = branch.members[:2]
    with pytest.raises(NotAllowed, match="已有职务"):
        events.take_office(branch, secretary, OfficeName.MEMBER, DAY)
    events.leave_office(branch.committee[0], DAY)
    for day in (date(2024, 1, 1), DAY, AFTER):
        with pytest.raises(NotAllowed):
            events.leave_office(branch.committee[0], day)
    events.take_office(branch, other, OfficeName.SECRETARY, DAY)
    assert check_branch(branch) == []
    assert list(branch.offices_on(BEFORE)) == [secretary.id]
    assert list(branch.offices_on(DAY)) == [other.id]


def test_a_group_that_is_renamed_takes_its_members_along() -> None:
    branch = a_branch()
    events.add_group(branch, "第二党小组")
    events.change_group(branch, branch.members[0], "第二党小组", DAY)
    events.rename_group(branch, branch.groups[0], "语文党小组")
    assert check_branch(branch) == []
    assert branch.members[1].group == "语文党小组"
    assert branch.members[0].group_on(BEFORE) == "语文党小组"
    for name in ("", "第二党小组"):
        with pytest.raises(NotAllowed):
            events.add_group(branch, name)


def test_only_a_group_nobody_was_in_is_removed() -> None:
    branch = a_branch()
    events.add_group(branch, "第二党小组")
    with pytest.raises(NotAllowed, match="不能删去"):
        events.remove_group(branch, branch.groups[0])
    events.remove_group(branch, branch.groups[1])
    assert [group.name for group in branch.groups] == ["第一党小组"]


def test_a_group_that_is_written_over_begins_that_day() -> None:
    branch = a_branch()
    before, after = branch.members[0], a_branch().members[0]
    after.group = "第二党小组"
    events.date_changes(branch, before, after, DAY)
    assert [after.group_on(day) for day in (BEFORE, DAY)] == ["第一党小组", "第二党小组"]
    events.change_group(branch, after, "", AFTER)
    events.change_group(branch, after, "第一党小组", date(2026, 12, 1))
    assert after.group_on(AFTER) == ""


def test_a_group_after_a_time_without_one_begins_that_day() -> None:
    branch = a_branch()
    member = branch.members[1]
    events.change_group(branch, member, "", BEFORE)
    after = deepcopy(member)
    after.group = "第二党小组"
    events.date_changes(branch, member, after, AFTER)
    days = (date(2026, 3, 10), BEFORE, DAY, AFTER)
    assert [after.group_on(day) for day in days] == ["第一党小组", "", "", "第二党小组"]


def test_a_name_that_is_put_right_is_put_right_wherever_it_stands() -> None:
    branch = a_branch()
    events.appoint_leader(branch.groups[0], branch.members[1], DAY)
    before = branch.members[0]
    after = deepcopy(before)
    after.name = "白志远"
    events.date_changes(branch, before, after, DAY)
    assert branch.committee[0].name == branch.groups[0].leaders[0].leader == "白志远"
    assert branch.groups[0].leader == "杜若溪"


def test_the_first_group_of_all_is_that_of_the_whole_time() -> None:
    branch = a_branch()
    before = branch.members[1]
    before.group = ""
    after = deepcopy(before)
    after.group = "第一党小组"
    events.date_changes(branch, before, after, DAY)
    assert after.group_on(BEFORE) == "第一党小组"


def test_what_a_form_wrote_over_begins_that_day() -> None:
    branch = a_branch()
    before, after = branch.members[0], deepcopy(branch.members[0])
    after.attendance_waived = True
    events.date_changes(branch, before, after, DAY)
    assert not after.attendance_waived
    assert [after.is_waived_on(day) for day in (BEFORE, DAY)] == [False, True]
    before.attendance_waived = True
    after = deepcopy(before)
    after.attendance_waived = False
    events.date_changes(branch, before, after, DAY)
    assert [after.is_waived_on(day) for day in (BEFORE, DAY)] == [True, False]


def test_of_who_has_left_it_is_a_correction() -> None:
    branch = a_branch()
    before = branch.members[0]
    events.leave(branch, before, BEFORE)
    after = deepcopy(before)
    after.group, after.attendance_waived = "第二党小组", True
    events.date_changes(branch, before, after, DAY)
    assert (after.group, after.groups, after.attendance_waived) == ("第二党小组", [], True)
