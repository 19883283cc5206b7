"""What other records say of one: two places at a time, and what the committee did not discuss."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, Matter, Vote
from zjdesk.errors import Problem, Weight
from zjdesk.kinds.around import DISCUSSED_WITHIN, Around, Discussion, check_around, in_two_places
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.people import Branch, Office, OfficeName
from zjdesk.record import Record

DAY = date(2026, 3, 12)
_THREE = a_branch()
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))


def event(kind: str = "theme_party_day", *, branch: Branch | None = None, **values: Any) -> Record:
    record = a_record(kind, day=values.pop("day", DAY), **values)
    assert settle(record, deepcopy(branch or _THREE)) == []
    return record


def at(start: time | None, end: time | None, **values: Any) -> Figures:
    return figures_of(event(starts_at=start, ends_at=end, **values))


def away(status: Status = Status.ON_LEAVE) -> list[Attendance]:
    return [Attendance(name="甘棠", status=status, reason="病假")]


def names(found: list[str]) -> list[str]:
    by_id = {member.id: member.name for member in _THREE.members}
    return [by_id[one] for one in found]


# ------------------------------------------------------------------------------ two places

AFTERNOON = (time(14, 30), time(16, 0))


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (time(13, 0), time(14, 30), False),  # touching is no overlap
        (time(13, 0), time(14, 31), True),
        (time(16, 0), time(17, 0), False),
        (time(15, 59), time(17, 0), True),
        (time(15, 0), time(15, 10), True),
        (time(13, 0), time(18, 0), True),
        (*AFTERNOON, True),
        (None, time(18, 0), False),
        (time(13, 0), None, False),
    ],
)
def test_times_that_overlap(start: time | None, end: time | None, overlaps: bool) -> None:
    one, other = at(*AFTERNOON), at(start, end)
    everybody = ["白知远", "杜若溪", "甘棠"] if overlaps else []
    assert names(in_two_places(one, other)) == everybody
    assert names(in_two_places(other, one)) == everybody


@given(TIMES, TIMES, TIMES, TIMES)
def test_an_overlap_is_a_minute_that_both_have(a: time, b: time, c: time, d: time) -> None:
    def minutes(start: time, end: time) -> set[int]:
        return set(range(start.hour * 60 + start.minute, end.hour * 60 + end.minute))

    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    if a == b or c == d:
        return
    one = Figures("1", "survey", (), "甲", DAY, starts_at=a, ends_at=b, presence={"m": "p"})
    other = Figures("2", "survey", (), "乙", DAY, starts_at=c, ends_at=d, presence={"m": "r"})
    assert in_two_places(one, other) == (["m"] if minutes(a, b) & minutes(c, d) else [])


def test_another_day_is_another_time() -> None:
    assert in_two_places(at(*AFTERNOON), at(*AFTERNOON, day=DAY + timedelta(days=1))) == []


@pytest.mark.parametrize("status", [Status.ON_LEAVE, Status.ABSENT])
def test_who_was_absent_from_one_was_in_one_place(status: Status) -> None:
    both = ["白知远", "杜若溪"]
    assert names(in_two_places(at(*AFTERNOON), at(*AFTERNOON, attendance=away(status)))) == both
    assert names(in_two_places(at(*AFTERNOON, attendance=away(status)), at(*AFTERNOON))) == both


def test_who_took_part_from_afar_was_there() -> None:
    remote = at(*AFTERNOON, attendance=away(Status.REMOTE))
    assert names(in_two_places(at(*AFTERNOON), remote)) == ["白知远", "杜若溪", "甘棠"]


def told(record: Record, **around: Any) -> list[Problem]:
    return list(check_around(record, Around(**around)))


def test_two_places_are_told_with_names_title_and_hours() -> None:
    record = event(starts_at=time(14, 30), ends_at=time(16, 0), attendance=away())
    other = at(time(15, 0), time(17, 30), title="3月主题党日：护学")
    [problem] = told(record, same_day=[other])
    assert problem.weight is Weight.REMINDS
    assert problem.place.path == ("starts_at",)
    assert problem.message == (
        "白知远、杜若溪同一时间也在“3月主题党日：护学”（15:00至17:30）到会，请核对时间或考勤"
    )
    assert told(record, same_day=[at(time(16, 0), time(17, 0))]) == []
    assert told(record) == []


def test_a_record_is_no_other_record() -> None:
    record = event()
    assert told(record, same_day=[figures_of(record)]) == []
    assert len(told(record, same_day=[figures_of(event()), figures_of(event())])) == 2


def test_of_many_people_five_are_named() -> None:
    branch = a_branch(*"甲乙丙丁戊己庚")
    record = event(branch=branch)
    [problem] = told(record, same_day=[figures_of(event(branch=branch))])
    assert "甲、乙、丙、丁、戊等7人同一时间" in problem.message
    some = [
        Attendance(name=name, status=Status.ABSENT, reason="事假") for name in ("己", "庚")
    ]  # fmt: skip
    [problem] = told(record, same_day=[figures_of(event(branch=branch, attendance=some))])
    assert "甲、乙、丙、丁、戊同一时间" in problem.message


def test_without_a_day_nothing_is_compared() -> None:
    record = event()
    record.day = None
    assert told(record, same_day=[figures_of(event())]) == []


# ------------------------------------------------------------------------------ discussed before


def with_committee(seats: int = 3) -> Branch:
    branch = deepcopy(_THREE)
    offices = (OfficeName.SECRETARY, OfficeName.ORGANIZATION, OfficeName.PUBLICITY)
    branch.committee = [
        Office(name=member.name, member=member.id, office=office)
        for member, office in zip(branch.members[:seats], offices, strict=False)
    ]
    return branch


def decided(vote: Vote, *, kind: str = "member_assembly", seats: int = 3) -> Record:
    return event(
        kind, agenda=[AgendaItem(title="安排"), AgendaItem(title="表决", vote=vote)],
        branch=with_committee(seats),
    )  # fmt: skip


def admission(candidate: str = "唐既白", matter: Matter = Matter.ADMIT) -> Vote:
    return Vote(matter=matter, candidate=candidate)


def discussed(text: str, *, before: int = 10) -> list[Discussion]:
    return [Discussion(DAY - timedelta(days=before), text)]


@pytest.mark.parametrize(
    ("matter", "words"), [(Matter.ADMIT, "接收预备党员"), (Matter.CONFIRM, "预备党员转正")]
)
def test_what_the_committee_did_not_discuss(matter: Matter, words: str) -> None:
    record = decided(admission(matter=matter))
    [problem] = told(record)
    assert problem.weight is Weight.REMINDS
    assert problem.place.path == ("agenda", 1, "vote")
    assert f"没有找到此前支委会讨论{words}（唐既白）的记录" in problem.message
    assert told(record, discussions=discussed("讨论唐既白同志的情况，同意提交党员大会。")) == []
    assert len(told(record, discussions=discussed("讨论沈砚青同志的情况。"))) == 1


@pytest.mark.parametrize(
    ("before", "counts"),
    [(0, True), (1, True), (92, True), (93, False), (-1, False)],
)
def test_a_discussion_counts_from_three_months_before_to_the_day(before: int, counts: bool) -> None:
    assert timedelta(days=92) == DISCUSSED_WITHIN
    found = told(decided(admission()), discussions=discussed("唐既白", before=before))
    assert bool(found) is not counts


def test_any_of_several_discussions_is_enough() -> None:
    several = [*discussed("春季安排"), *discussed("唐既白", before=40), *discussed("预算")]
    assert told(decided(admission()), discussions=several) == []


@pytest.mark.parametrize("text", ["换届选举准备", "酝酿候选人", "补选一名委员"])
def test_an_election_is_prepared_by_the_committee(text: str) -> None:
    record = decided(Vote(matter=Matter.ELECTION, seats=3))
    assert told(record, discussions=discussed(text)) == []
    [problem] = told(record, discussions=discussed("春季安排"))
    assert "讨论选举的记录" in problem.message


@pytest.mark.parametrize(
    "matter", [Matter.GENERAL, Matter.COMMITTEE, Matter.SCHOOL_BODY, Matter.APPRAISAL, None]
)
def test_other_matters_need_no_discussion_before(matter: Matter | None) -> None:
    assert told(decided(Vote(matter=matter))) == []


def test_an_admission_without_a_name_was_not_discussed() -> None:
    [problem] = told(decided(admission("")), discussions=discussed("春季安排"))
    assert "讨论接收预备党员的记录" in problem.message


@pytest.mark.parametrize("seats", [0, 1, 2])
def test_without_a_committee_nobody_can_have_discussed_it(seats: int) -> None:
    assert told(decided(admission(), seats=seats)) == []


def test_the_meeting_of_the_committee_itself_needs_none_before() -> None:
    assert told(decided(admission(), kind="committee_meeting")) == []
