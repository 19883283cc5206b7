"""Whatever happens in whatever order: no span over another, and the past stays as it was."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zjdesk import roster_events as events
from zjdesk.branch_file import check_branch
from zjdesk.errors import NotAllowed
from zjdesk.people import Branch, Category, Exit, Group, Member, OfficeName
from zjdesk.terms import begin_term

FIRST = date(2024, 1, 30)
"""The days go over 29 February 2024 and are few, so that events meet."""
DAYS = [FIRST + timedelta(days=number) for number in range(40)]
GROUPS = ("", "第一党小组", "第二党小组")

EVENTS = {
    "confirm": lambda b, m, day, _: events.confirm(m, day, is_early=True),
    "extend": lambda b, m, day, _: events.extend_probation(m, 6, day),
    "leave": lambda b, m, day, _: events.leave(b, m, day),
    "appoint": lambda b, m, day, _: events.appoint_leader(b.groups[0], m, day),
    "appoint nobody": lambda b, _, day, __: events.appoint_leader(b.groups[0], None, day),
    "cancel": lambda b, m, day, _: events.leave(b, m, day, how=Exit.CANCELLED),
    "transfer_back": lambda b, m, day, _: events.transfer_back(m, day),
    "change_group": lambda b, m, day, group: events.change_group(b, m, group, day),
    "suspend": lambda b, m, day, _: events.suspend_voting(m, day, ""),
    "restore": lambda b, m, day, _: events.restore_voting(m, day),
    "waive": lambda b, m, day, _: events.waive(m, day, ""),
    "end_waiver": lambda b, m, day, _: events.end_waiver(m, day),
    "take_office": lambda b, m, day, _: events.take_office(b, m, OfficeName.MEMBER, day),
    "leave_office": lambda b, m, day, _: [events.leave_office(s, day) for s in b.committee[-1:]],
    "begin_term": lambda b, m, day, _: begin_term(b, day),
    "rename": lambda b, m, day, group: events.rename_branch(b, f"支部{group}", day),
}

event = st.tuples(
    st.sampled_from(sorted(EVENTS)),
    st.integers(0, 1),
    st.sampled_from(DAYS),
    st.sampled_from(GROUPS),
)


def new_branch(is_waived: bool) -> Branch:
    return Branch(
        name="支部",
        groups=[Group(name="第一党小组"), Group(name="第二党小组")],
        members=[
            Member(
                name="甘棠", category=Category.PROBATIONARY, joined_on=FIRST, group="第一党小组"
            ),
            Member(
                name="白知远",
                category=Category.FULL,
                joined_on=date(2001, 7, 1),
                full_on=date(2002, 7, 1),
                start=DAYS[3],
                attendance_waived=is_waived,
            ),
        ],
    )


def told_of(branch: Branch, day: date) -> list[object]:
    return [
        branch.name_on(day),
        branch.offices_on(day),
        [group.leader_on(day).leader for group in branch.groups],
        *(
            (
                member.belongs_on(day),
                member.category_on(day),
                member.votes_on(day),
                member.group_on(day),
                member.is_waived_on(day),
            )
            for member in branch.members
        ),
    ]


@given(st.booleans(), st.lists(event, max_size=12))
def test_the_past_stays_as_it_was(is_waived: bool, happened: list) -> None:
    branch = new_branch(is_waived)
    for name, number, day, group in happened:
        before = {one: told_of(branch, one) for one in DAYS if one < day}
        try:
            EVENTS[name](branch, branch.members[number], day, group)
        except NotAllowed:
            before = {one: told_of(branch, one) for one in DAYS}
        assert {one: told_of(branch, one) for one in before} == before
        assert check_branch(branch) == []
        for one in DAYS:
            for member in branch.members:
                if branch.groups[0].is_led_by(member, one):
                    assert member.belongs_on(one)
                    assert member.group_on(one) == branch.groups[0].name
        for member in branch.members:
            stays = sorted([member, *member.stays], key=lambda one: one.start or date.min)
            for one, following in pairwise(stays):
                assert one.end is not None
                assert following.start is not None
                assert one.end <= following.start


@given(st.booleans(), st.lists(event, max_size=12))
def test_what_is_refused_changes_nothing(is_waived: bool, happened: list) -> None:
    branch = new_branch(is_waived)
    for name, number, day, group in happened:
        before = repr(branch)
        try:
            EVENTS[name](branch, branch.members[number], day, group)
        except NotAllowed:
            assert repr(branch) == before
