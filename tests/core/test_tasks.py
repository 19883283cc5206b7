"""What is to be done on a day: the sample, and each thing that can press."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.duties.known import Known
from zjdesk.follow_ups import Open, Source
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.people import Branch, Category, Member
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.regulations.in_force import LocalRule
from zjdesk.tasks.due import ahead, due
from zjdesk.tasks.task import NewRecord, OpenMembers, OpenProspect, OpenRecord, Priority, Task


@pytest.fixture(scope="module")
def sample() -> Known:
    branch = sample_branch()
    records = sample_records(branch)
    return Known(
        branch=branch,
        figures=[figures_of(record) for record in records],
        open=[matter(date(2026, 12, 20))],
    )


def one(tasks: list[Task], words: str) -> Task:
    (found,) = (task for task in tasks if words in task.what)
    return found


def missed(branch: Branch, day: date, *away: Member, reason: str = "") -> Figures:
    record = a_record("theme_party_day", day=day)
    record.attendance = [
        Attendance(name=one.name, member=one.id, status=Status.ABSENT, reason=reason)
        for one in away
    ]
    settle(record, branch)
    return figures_of(record)


def test_the_list_of_the_sample_branch(sample: Known) -> None:
    tasks = due(sample, date(2026, 11, 25))
    assert [task.priority for task in tasks] == sorted(task.priority for task in tasks)
    assert len([task for task in tasks if task.priority is Priority.LAPSED]) == 22
    meeting = one(tasks, "11月第二党小组会")
    assert meeting.target == NewRecord("group_meeting", date(2026, 11, 25), "第二党小组")
    assert (meeting.priority, meeting.state) == (Priority.SOON, "还有5天")
    assert "第13、14条" in meeting.origin
    lapsed = [task for task in tasks if task.priority is Priority.LAPSED]
    assert (lapsed[0].what, lapsed[-1].what) == ("第三季度党课", "1月第三党小组会")
    assert lapsed[0].target == NewRecord("party_lecture")
    talks = one(tasks, "2026年度谈心谈话").detail
    assert talks == "还没有谈到：程思齐、周予安、欧阳雨桐、许䶮、林知夏、马骏驰等18人"


def test_namesakes_are_told_apart(sample: Known) -> None:
    detail = one(due(sample, date(2026, 11, 25)), "学时").detail
    assert "陈静（" in detail
    assert "、陈静差" not in detail


def test_on_its_last_day_a_period_is_not_lost() -> None:
    known = Known(branch=a_branch(), figures=[])
    day = one(due(known, date(2026, 11, 30)), "11月主题党日")
    assert (day.priority, day.state) == (Priority.SOON, "今天到期")
    after = one(due(known, date(2026, 12, 1)), "11月主题党日")
    assert (after.priority, after.state) == (Priority.LAPSED, "没有开")


def test_what_is_far_away_is_not_told_and_in_spring_the_last_year_is() -> None:
    known = Known(branch=a_branch(), figures=[])
    words = [task.what for task in due(known, date(2026, 2, 3))]
    assert "2025年度组织生活会" in words
    assert "2026年度组织生活会" not in words
    assert "3月主题党日" not in words
    assert one(due(known, date(2026, 2, 3)), "2025年度组织生活会").target == NewRecord(
        "org_life_meeting", date(2026, 2, 3), for_year=2025
    )
    assert "2026年度组织生活会" in [task.what for task in due(known, date(2026, 12, 30))]


def test_a_fixed_day_of_the_month_is_proposed() -> None:
    fixed = LocalRule(rule="duties.theme_day_on", value="10", reason="支部自定")
    known = Known(branch=a_branch(), figures=[], local=(fixed,))
    early = one(due(known, date(2026, 12, 1)), "12月主题党日")
    assert (early.due_on, early.state) == (date(2026, 12, 10), "还有9天")
    assert early.target == NewRecord("theme_party_day", date(2026, 12, 10))
    passed = one(due(known, date(2026, 12, 11)), "12月主题党日")
    assert passed.due_on == date(2026, 12, 31)
    assert passed.target == NewRecord("theme_party_day", date(2026, 12, 11))


@pytest.mark.parametrize(
    ("day", "priority", "state"),
    [
        (date(2026, 3, 19), None, ""),
        (date(2026, 3, 20), Priority.SOON, "任期至2026年9月20日，还有184天，请准备换届"),
        (date(2026, 9, 20), Priority.OVERDUE, "任期至2026年9月20日，今天到期"),
    ],
)
def test_the_end_of_the_term(day: date, priority: Priority | None, state: str) -> None:
    branch = a_branch()
    branch.term_start = date(2023, 9, 20)
    found = [task for task in due(Known(branch=branch, figures=[]), day) if "换届" in task.what]
    assert [(task.priority, task.state) for task in found] == (
        [(priority, state)] if priority else []
    )


def test_steps_of_development() -> None:
    branch = a_branch()
    probationary = branch.members[2]
    probationary.category, probationary.full_on = Category.PROBATIONARY, None
    probationary.joined_on = date(2025, 12, 12)
    applicant = Prospect(
        name="云舒", steps=[DevelopmentStep(step=StepName.APPLICATION, on=date(2026, 9, 1))]
    )
    branch.prospects = [applicant]
    tasks = due(Known(branch=branch, figures=[]), date(2026, 11, 25))
    soon, late = one(tasks, "甘棠："), one(tasks, "云舒：")
    assert (soon.priority, soon.due_on) == (Priority.SOON, date(2026, 12, 12))
    assert soon.target == OpenMembers((probationary.id,))
    assert (late.priority, late.state) == (Priority.OVERDUE, "已超过55天")
    assert late.target == OpenProspect(applicant.id)


def test_hours_are_told_in_the_last_months_and_waived_members_owe_none() -> None:
    branch = a_branch()
    branch.members[1].attendance_waived = True
    known = Known(branch=branch, figures=[missed(branch, date(2026, 5, 6))])
    assert not [task for task in due(known, date(2026, 9, 30)) if "学时" in task.what]
    hours = one(due(known, date(2026, 10, 1)), "学时")
    assert hours.what == "2026年度学时还差2人"
    assert hours.detail == "白知远差54.5、甘棠差30.5"
    assert hours.target == OpenMembers((branch.members[0].id, branch.members[2].id))


def absences(*months: int, reason: str = "", today: date = date(2026, 12, 20)) -> list[Task]:
    """What is told of a member who came in January and missed the meetings of these months."""
    branch = a_branch()
    away = branch.members[2]
    meetings = [
        missed(branch, date(2026, 1, 6)),
        *(missed(branch, date(2026, month, 6), away, reason=reason) for month in months),
    ]
    found = due(Known(branch=branch, figures=meetings), today)
    return [task for task in found if "没有参加" in task.what]


def test_who_has_not_come_for_months_is_told_from_the_first_to_the_last_meeting() -> None:
    assert absences(2) == []
    assert absences(2, 3, 4) == []
    (three,) = absences(2, 3, 4, 5)
    assert (three.what, three.priority) == ("甘棠连续3个月没有参加组织生活", Priority.SOON)
    assert three.detail == "2026年2月6日到2026年5月6日，4次没有到会"
    assert [task.what for task in absences(*range(2, 8))] == ["甘棠连续5个月没有参加组织生活"]
    (six,) = absences(*range(2, 9))
    assert (six.what, six.priority) == ("甘棠连续6个月没有参加组织生活", Priority.OVERDUE)
    assert "第31条" in six.state


def test_an_absence_with_a_reason_is_asked_about_and_never_held_to_be_late() -> None:
    (task,) = absences(*range(2, 9), reason="病假")
    assert (task.priority, task.state) == (Priority.SOON, "请了解原因，及时提醒")


def test_who_came_again_or_need_not_come_has_missed_nothing() -> None:
    branch = a_branch()
    away = branch.members[2]
    meetings = [missed(branch, date(2026, month, 6), away) for month in range(2, 10)]

    def told(*more: Figures) -> list[str]:
        known = Known(branch=branch, figures=[*meetings, *more])
        return [task.what for task in due(known, date(2026, 9, 20)) if "没有参加" in task.what]

    assert told() == ["甘棠连续7个月没有参加组织生活"]
    assert told(missed(branch, date(2026, 9, 15))) == []
    away.attendance_waived = True
    assert told() == []


def matter(day: date | None, **values: Any) -> Open:
    return Open(
        id="f1", source=Source.FOLLOW_UP, record="r1", kind="committee_meeting",
        day=date(2026, 3, 6), title="3月支委会", what="报送名单", due_on=day, **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 5), None),
        (date(2026, 3, 6), (Priority.SOON, "还有14天")),
        (date(2026, 3, 20), (Priority.SOON, "今天到期")),
        (date(2026, 3, 21), (Priority.OVERDUE, "已超过1天")),
    ],
)
def test_open_matters(today: date, expected: tuple[Priority, str] | None) -> None:
    open_ = [matter(date(2026, 3, 20), owner="杜若溪")]
    tasks = due(Known(branch=a_branch(), figures=[], open=open_), today)
    found = [task for task in tasks if "报送" in task.what]
    assert [(task.priority, task.state) for task in found] == ([expected] if expected else [])
    for task in found:
        assert task.target == OpenRecord("r1")
        assert task.detail == "杜若溪　2026-03-06 3月支委会"


def test_an_open_matter_without_a_day_is_told_as_long_as_it_is_open() -> None:
    known = Known(branch=a_branch(), figures=[], open=[matter(None)])
    found = one(due(known, date(2027, 3, 6)), "报送")
    assert (found.priority, found.state, found.due_on) == (Priority.CALM, "没有写期限", None)
    assert not [task for task in ahead(known, date(2026, 3, 6)) if "报送" in task.what]


def test_what_lies_ahead_is_in_order_and_nothing_of_it_is_past(sample: Known) -> None:
    today = date(2026, 11, 25)
    tasks = ahead(sample, today)
    days = [task.due_on for task in tasks if task.due_on]
    assert len(days) == len(tasks)
    assert days == sorted(days)
    assert days[0] >= today
    words = [task.what for task in tasks]
    assert {"12月支部委员会会议", "2026年度组织生活会"} <= set(words)
    assert "跟进事项：报送名单" in words
    assert len({task.key for task in tasks}) == len(tasks)
