"""应到, 实到, hours: the sample year gives exactly what was computed for it by hand."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.kinds.files import read_records
from zjdesk.kinds.headcount import count, hours, per_cent, settle
from zjdesk.participants import Attendance, Status
from zjdesk.record import Expected

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))
SAME_NAME = DATA / "same-name"


def numbers(record):
    head = count(record)
    entries = {entry.member: entry for entry in record.roster}
    waived = [e for e in record.roster if e.waived and e.by_default]
    gone = [
        entries[a.member].name
        for a in sorted(record.attendance, key=lambda a: list(entries).index(a.member))
        if a.status and a.status.is_away and entries[a.member] not in waived
    ]
    return {
        "expected": head.expected,
        "waived": head.waived,
        "present": head.present,
        "on_leave": head.on_leave,
        "absent": head.absent,
        "remote": head.remote,
        "rate": head.rate,
        "away": gone,
        "expected_voters": head.expected_voters,
        "present_voters": head.present_voters,
        "hours": hours(record),
    }


def test_the_whole_sample_year():
    records = sample_records(sample_branch())
    assert len(records) == len(EXPECTED["records"]) == 62
    for record, expected in zip(records, EXPECTED["records"], strict=True):
        got = numbers(record)
        assert got == {key: expected[key] for key in got}, expected["line"]


def test_two_members_of_one_name():
    branch = sample_branch(ids=json.loads((SAME_NAME / "members.json").read_text("utf-8")))
    expected = json.loads((SAME_NAME / "expected.json").read_text("utf-8"))
    records = list(read_records((SAME_NAME / "records.jsonl").read_bytes()).values())
    for record, row in zip(records, expected["records"], strict=True):
        assert settle(record, branch) == []
        got = numbers(record)
        got.pop("away")
        assert got == {key: row[key] for key in got}
        marks = {entry.label for entry in record.roster if entry.name == "陈静"}
        assert marks == {"陈静（第二党小组）", "陈静（第三党小组）"}


def test_a_bare_name_of_two_members_is_refused():
    branch = sample_branch(ids=json.loads((SAME_NAME / "members.json").read_text("utf-8")))
    [record] = read_records((SAME_NAME / "refused.jsonl").read_bytes()).values()
    [problem] = settle(record, branch)
    assert problem.place.path == ("attendance", 0, "name")
    assert "2位“陈静”" in problem.message
    assert "chen-jing-1983" in problem.message
    assert "chen-jing-1990" in problem.message
    assert record.roster == []


def test_nobody_else_is_taken_for_a_member():
    record = a_record(attendance=[Attendance(name="外人", status=Status.ON_LEAVE, reason="病假")])
    [problem] = settle(record, a_branch())
    assert "“外人”在2026年3月12日不是本支部党员" in str(problem)


def test_a_member_named_twice_is_refused():
    twice = [Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假") for _ in range(2)]
    [problem] = settle(a_record(attendance=twice), a_branch())
    assert problem.place.path == ("attendance", 1, "name")


def test_an_unknown_group_is_refused():
    [problem] = settle(a_record("group_meeting", group="第九党小组"), a_branch())
    assert "可以是：第一党小组" in problem.message
    [problem] = settle(a_record("group_meeting", group=""), a_branch())
    assert "哪个党小组" in problem.message


def test_the_roster_stays_frozen():
    branch = a_branch()
    record = a_record()
    settle(record, branch)
    branch.members[2].end = date(2026, 3, 1)
    branch.members[1].name = "改名"
    settle(record, branch)
    assert [entry.name for entry in record.roster] == ["白知远", "杜若溪", "甘棠"]
    record.roster = []
    settle(record, branch)
    assert [entry.name for entry in record.roster] == ["白知远", "改名"]


def test_an_absentee_that_has_left_since_still_counts_in_the_frozen_roster():
    branch = a_branch()
    record = a_record(attendance=[Attendance(name="甘棠", status=Status.ABSENT, reason="事假")])
    settle(record, branch)
    branch.members[2].end = date(2026, 3, 1)
    assert settle(record, branch) == []
    assert count(record).absent == 1


def test_only_the_named_are_expected_at_a_training():
    record = a_record("training", attendance=[Attendance(name="甘棠", status=Status.PRESENT)])
    settle(record, a_branch())
    head = count(record)
    assert (head.expected, head.present, head.expected_voters) == (1, 1, None)
    record.attendance = []
    settle(record, a_branch())
    assert record.roster == []


def test_the_record_may_say_who_is_expected():
    record = a_record("training", expected=Expected.COMMITTEE)
    settle(record, a_branch())
    assert [entry.name for entry in record.roster] == ["白知远"]


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (0, 0, None),
        (0, 3, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (1, 16, 6.3),
        (3, 16, 18.8),
        (7, 7, 100),
    ],
)
def test_a_rate_has_one_decimal_half_up(part, whole, rate):
    assert per_cent(part, whole) == rate


@pytest.mark.parametrize(
    ("ends_at", "expected"),
    [(time(15, 14), 0.5), (time(15, 15), 1.0), (time(15, 44), 1.0), (time(15, 45), 1.5)],
)
def test_hours_follow_the_duration(ends_at, expected):
    assert hours(a_record(ends_at=ends_at)) == expected


def test_hours_given_come_first_and_of_several_days_the_clock_of_one_counts():
    assert hours(a_record(credit_hours=0.5)) == 0.5
    training = a_record("training", starts_at=time(8, 30), ends_at=time(16, 30))
    training.ends_on = date(2026, 3, 13)
    assert hours(training) == 8
    training.credit_hours = 20
    assert hours(training) == 20


@pytest.mark.parametrize(("starts_at", "ends_at"), [(time(14, 0), time(9, 0)), (None, time(9, 0))])
def test_hours_of_a_duration_that_nobody_knows_are_none(starts_at, ends_at):
    night = a_record("training", ends_on=date(2026, 3, 13), starts_at=starts_at, ends_at=ends_at)
    assert hours(night) is None
