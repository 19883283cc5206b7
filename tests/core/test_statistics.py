from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.kinds.catalogue import Award as Result
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Person, Status
from zjdesk.people import Branch
from zjdesk.record import Record
from zjdesk.statistics import (
    Award,
    Lecture,
    attended,
    attended_by_year,
    awards,
    lectures,
    talks,
    target_hours,
)

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date.fromisoformat(EXPECTED["as_of"])


@pytest.fixture(scope="module")
def sample() -> tuple[Branch, list[Record]]:
    branch = sample_branch()
    return branch, sample_records(branch)


def test_every_member_of_the_sample_year(sample: tuple[Branch, list[Record]]) -> None:
    branch, records = sample
    found = []
    for member in branch.members:
        of = attended(member.id, records)
        target = target_hours(branch, member, AS_OF)
        found.append(
            {
                "name": member.name,
                "birth_date": str(member.birth_date),
                "expected": of.expected,
                "present": of.present,
                "rate": None if target is None else of.rate,
                "hours": of.hours,
                "made_up_hours": of.made_up_hours,
                "target": target,
                "hours_met": None if target is None else of.hours >= target,
                "hours_short": None if target is None else max(0, target - of.hours),
            }
        )
    assert found == EXPECTED["members"]


def test_years_are_told_apart_and_hours_by_kind_add_up(
    sample: tuple[Branch, list[Record]],
) -> None:
    branch, records = sample
    member = branch.members[0]
    earlier = a_record("party_lecture", day=date(2025, 5, 6), credit_hours=1.5)
    assert settle(earlier, branch) == []
    years = attended_by_year(member.id, [earlier, *records])
    assert list(years) == [2026, 2025]
    assert years[2025].hours_by_kind == {"party_lecture": 1.5}
    assert sum(years[2026].hours_by_kind.values()) == years[2026].hours


def test_who_left_is_measured_by_the_last_day_here() -> None:
    branch = a_branch()
    secretary = branch.members[0]
    secretary.end = date(2026, 6, 1)
    branch.committee[0].end = date(2026, 6, 1)
    assert target_hours(branch, secretary, date(2026, 5, 31)) == 56
    assert target_hours(branch, secretary, AS_OF) == 56
    assert target_hours(branch, branch.members[1], AS_OF) == 32


def test_talks_are_days_and_nothing_else() -> None:
    branch = a_branch()
    talk = a_record("heart_talk", group="", day=date(2026, 3, 2))
    talk.details = {
        "talker": Person(name="白知远"),
        "interviewee": Person(name="甘棠"),
        "content": "只有他们两人知道",
    }
    assert settle(talk, branch) == []
    later = a_record("heart_talk", group="", day=date(2026, 4, 2), details=dict(talk.details))
    assert talks("m3", []) == []
    by_id = {one.code: one.id for one in branch.members}
    assert talks(by_id["m3"], [talk, later]) == [date(2026, 4, 2), date(2026, 3, 2)]
    assert talks(by_id["m2"], [talk, later]) == []


def test_awards_and_lectures_are_found_by_a_name_that_is_clear() -> None:
    branch = a_branch()
    member = branch.members[1]
    day = date(2026, 4, 23)
    contest = a_record("youth_class", day=day, group="")
    contest.details = {"results": [Result(who="甘棠、杜若溪", award="一等奖", level="校级")]}
    lecture = a_record("theme_party_day", also=["party_lecture"], day=day, title="学党章")
    lecture.details = {"lecturer": "杜若溪"}
    small = a_record("micro_lecture", day=date(2026, 2, 3), title="我的从教故事")
    small.details = {"speaker": "杜若溪"}
    records = [small, contest, lecture]
    assert awards(member, branch, records) == [Award(day, "一等奖", "校级")]
    assert lectures(member, branch, records) == [
        Lecture(day, "party_lecture", "学党章"),
        Lecture(date(2026, 2, 3), "micro_lecture", "我的从教故事"),
    ]
    twins = a_branch("白知远", "杜若溪", "杜若溪")
    assert awards(twins.members[1], twins, records) == []
    assert lectures(twins.members[1], twins, records) == []


def test_who_is_waived_counts_where_he_or_she_came() -> None:
    branch = a_branch()
    member = branch.members[2]
    member.attendance_waived = True
    away, here = a_record(), a_record()
    here.attendance = [Attendance(name=member.name, member=member.id, status=Status.PRESENT)]
    for record in (away, here):
        assert settle(record, branch) == []
    of = attended(member.id, [away, here])
    assert (of.expected, of.present, of.rate) == (1, 1, 100.0)
    assert target_hours(branch, member, AS_OF) is None
