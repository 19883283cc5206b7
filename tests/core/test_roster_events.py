from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_branch
from zjdesk import roster_events as events
from zjdesk.branch_file import check_branch
from zjdesk.errors import NotAllowed
from zjdesk.people import Category, Member, OfficeName

DAY = date(2026, 3, 12)
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
            events.extend_probation(member, months)
    events.extend_probation(member, 6)
    assert events.probation_due(member) == date(2027, 2, 28)
    with pytest.raises(NotAllowed, match="一次"):
        events.extend_probation(member, 6)


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
    events.transfer_out(branch, member, DAY)
    assert (member.id in branch.offices_on(BEFORE), branch.offices_on(DAY)) == (True, {})
    assert (member.belongs_on(BEFORE), member.belongs_on(DAY)) == (True, False)
    with pytest.raises(NotAllowed, match="已经转出"):
        events.transfer_out(branch, member, AFTER)
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


def test_a_vote_is_suspended_and_given_back() -> None:
    member = a_branch().members[0]
    with pytest.raises(NotAllowed):
        events.restore_voting(member, DAY)
    events.suspend_voting(member, DAY, "留党察看一年")
    with pytest.raises(NotAllowed):
        events.suspend_voting(member, AFTER, "")
    with pytest.raises(NotAllowed):
        events.restore_voting(member, DAY)
    back = date(2027, 3, 12)
    events.restore_voting(member, back)
    days = [BEFORE, DAY, date(2027, 3, 11), back]
    assert [member.votes_on(day) for day in days] == [True, False, False, True]


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
    with pytest.raises(NotAllowed):
        events.leave_office(branch.committee[0], date(2024, 1, 1))
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
