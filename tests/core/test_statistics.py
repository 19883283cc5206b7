"""What the records say of one member, against the sample year and by the conventions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.kinds.catalogue import Award as Result
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Person, Status
from zjdesk.people import Branch, Member, Waiver
from zjdesk.prospects import Prospect
from zjdesk.record import Record
from zjdesk.regulations.in_force import LocalRule, Regulations
from zjdesk.statistics.one_member import About, Award, Lecture, about, target_hours

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date.fromisoformat(EXPECTED["as_of"])


@pytest.fixture(scope="module")
def sample() -> tuple[Branch, list[Figures]]:
    branch = sample_branch()
    return branch, [figures_of(record) for record in sample_records(branch)]


def known_of(member: Member, branch: Branch, *records: Record) -> About:
    for record in records:
        assert settle(record, branch) == []
    return about(member, branch, map(figures_of, records), Regulations(AS_OF))


def test_every_member_of_the_sample_year(sample: tuple[Branch, list[Figures]]) -> None:
    branch, figures = sample
    found = []
    for member in branch.members:
        known = about(member, branch, figures, Regulations(AS_OF))
        of, target = known.years[2026], known.target
        found.append(
            {
                "name": member.name,
                "birth_date": str(member.birth_date),
                "expected": of.expected,
                "present": of.present,
                "rate": known.rate(2026),
                "hours": of.hours,
                "made_up_hours": of.made_up_hours,
                "target": target,
                "hours_met": None if target is None else of.hours >= target,
                "hours_short": None if target is None else max(0, target - of.hours),
            }
        )
    assert found == EXPECTED["members"]


def test_every_year_is_told_apart_the_newest_first(sample: tuple[Branch, list[Figures]]) -> None:
    branch, figures = sample
    member = branch.members[0]
    earlier = a_record("party_lecture", day=date(2019, 5, 6), credit_hours=1.5)
    assert settle(earlier, branch) == []
    known = about(member, branch, [figures_of(earlier), *figures], Regulations(AS_OF))
    assert list(known.years) == [2026, 2019]
    assert known.since == date(2019, 5, 6)
    assert known.years[2019].hours_by_kind == {"party_lecture": 1.5}
    assert known.years[2026].hours == 65


def test_what_is_planned_does_not_count_yet() -> None:
    branch = a_branch()
    planned = a_record(day=date(2026, 12, 1))
    known = known_of(branch.members[0], branch, planned)
    assert known.years == {}
    assert known.since is None


def test_who_left_is_measured_by_the_last_day_here() -> None:
    branch = a_branch()
    secretary = branch.members[0]
    secretary.end = date(2026, 6, 1)
    branch.committee[0].end = date(2026, 6, 1)
    assert target_hours(branch, secretary, Regulations(date(2026, 5, 31))) == 56
    assert target_hours(branch, secretary, Regulations(AS_OF)) == 56
    assert target_hours(branch, branch.members[1], Regulations(AS_OF)) == 32


def test_the_superior_may_ask_for_more_hours() -> None:
    branch = a_branch()
    local = (LocalRule(rule="hours.member", value="40", reason="区教育局2026年计划"),)
    regulations = Regulations(AS_OF, local)
    assert target_hours(branch, branch.members[1], regulations) == 40
    assert target_hours(branch, branch.members[0], regulations) == 56


def test_talks_are_days_and_nothing_else() -> None:
    branch = a_branch()
    talk = a_record("heart_talk", group="", day=date(2026, 3, 2))
    talk.details = {
        "talker": Person(name="白知远"),
        "interviewee": Person(name="甘棠"),
        "content": "只有他们两人知道",
    }
    later = a_record("heart_talk", group="", day=date(2026, 4, 2), details=dict(talk.details))
    assert known_of(branch.members[2], branch, talk, later).talks == [
        date(2026, 4, 2),
        date(2026, 3, 2),
    ]
    assert known_of(branch.members[1], branch, talk, later).talks == []
    assert "只有他们" not in repr(known_of(branch.members[2], branch, talk))


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
    known = known_of(member, branch, *records)
    assert known.awards == [Award(day, "一等奖", "校级")]
    assert known.lectures == [
        Lecture(day, "party_lecture", "学党章"),
        Lecture(date(2026, 2, 3), "micro_lecture", "我的从教故事"),
    ]
    lecture.details = {"lecturer": "杜若溪（副书记）"}
    assert len(known_of(member, branch, lecture).lectures) == 1
    lecture.details = {"lecturer": "杜若溪"}
    twins = a_branch("白知远", "杜若溪", "杜若溪")
    known = about(twins.members[1], twins, map(figures_of, records), Regulations(AS_OF))
    assert (known.awards, known.lectures) == ([], [])


def test_who_is_waived_counts_where_he_or_she_came() -> None:
    branch = a_branch()
    member = branch.members[2]
    member.attendance_waived = True
    away, here = a_record(), a_record()
    here.attendance = [Attendance(name=member.name, member=member.id, status=Status.PRESENT)]
    known = known_of(member, branch, away, here)
    of = known.years[2026]
    assert (of.expected, of.present, of.rate) == (1, 1, 100.0)
    assert known.target is None
    assert known.rate(2026) is None


def test_a_year_has_a_rate_unless_attendance_was_waived_at_its_end() -> None:
    branch = a_branch()
    member = branch.members[2]
    records = [a_record(day=date(year, 3, 12)) for year in (2024, 2025, 2026)]
    member.waivers = [Waiver(start=date(2025, 6, 1), end=date(2026, 2, 1))]
    known = known_of(member, branch, *records)
    assert [known.rate(year) for year in (2024, 2025, 2026)] == [100.0, None, 100.0]
    member.end = date(2025, 10, 1)  # the last day here counts
    assert known_of(member, branch, *records[:2]).rate(2025) is None


def test_an_award_won_before_admission_counts_where_nobody_else_can_be_meant() -> None:
    branch = a_branch()
    member = branch.members[1]
    contest = a_record("youth_class", day=date(2025, 4, 23), group="")
    contest.details = {"results": [Result(who="杜若溪", award="一等奖", level="校级")]}
    member.joined_on = member.start = date(2026, 1, 1)
    assert len(known_of(member, branch, contest).awards) == 1
    branch.prospects = [Prospect(name="杜若溪", member=member.id)]
    assert len(known_of(member, branch, contest).awards) == 1
    branch.prospects.append(Prospect(name="杜若溪"))
    assert known_of(member, branch, contest).awards == []
    branch.prospects = []
    member.start, member.end = None, date(2025, 4, 1)
    assert known_of(member, branch, contest).awards == []


def test_made_up_hours_are_beside_the_hours() -> None:
    branch = a_branch()
    member = branch.members[2]
    missed = a_record(credit_hours=2)
    missed.attendance = [
        Attendance(name=member.name, member=member.id, status=Status.ON_LEAVE, made_up="已补学")
    ]
    figures = [figures_of(missed)] if settle(missed, branch) == [] else []
    later = [replace(one, hours=3.0, presence={member.id: "r"}) for one in figures]
    of = about(member, branch, [*figures, *later], Regulations(AS_OF)).years[2026]
    assert (of.expected, of.present, of.on_leave, of.made_up) == (2, 1, 1, 1)
    assert (of.hours, of.made_up_hours) == (3.0, 2)
