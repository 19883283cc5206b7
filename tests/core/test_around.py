"""What other records say of one: two places at a time, and what the committee did not discuss."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, Matter, Speech, Vote
from zjdesk.errors import Problem, Weight
from zjdesk.kinds.around import DISCUSSED_WITHIN, Around, among, check_around
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.participants import Attendance, Status
from zjdesk.people import Branch, Office, OfficeName
from zjdesk.record import Record
from zjdesk.regulations.in_force import LocalRule

DAY = date(2026, 3, 12)
_THREE = a_branch()


def event(kind: str = "theme_party_day", *, branch: Branch | None = None, **values: Any) -> Record:
    record = a_record(kind, day=values.pop("day", DAY), **values)
    assert settle(record, deepcopy(branch or _THREE)) == []
    return record


def told(record: Record, *others: Record) -> list[Problem]:
    return list(check_around(record, among(record, others)))


# ------------------------------------------------------------------------------ two places


def absent(*names: str) -> list[Attendance]:
    return [Attendance(name=name, status=Status.ABSENT, reason="事假") for name in names]


def test_two_places_are_told_with_names_title_and_hours() -> None:
    record = event(starts_at=time(14, 30), ends_at=time(16, 0), attendance=absent("甘棠"))
    other = event(starts_at=time(15, 0), ends_at=time(17, 30), title="3月主题党日：护学")
    [problem] = told(record, other)
    assert problem.weight is Weight.REMINDS
    assert problem.place.path == ("starts_at",)
    assert problem.message == (
        "白知远、杜若溪同一时间也在“3月主题党日：护学”（15:00至17:30），请核对时间或考勤"
    )
    assert told(record, event(starts_at=time(16, 0), ends_at=time(17, 0))) == []
    assert told(record, event(day=DAY + timedelta(days=1))) == []
    assert told(record) == []


def test_a_record_is_no_other_record() -> None:
    record = event()
    assert told(record, record, deepcopy(record)) == []
    assert len(told(record, event(), event())) == 2


def test_of_many_people_five_are_named() -> None:
    branch = a_branch(*"甲乙丙丁戊己庚")
    values: dict[str, Any] = {"branch": branch, "chair": "甲", "recorder": "乙"}
    record = event(**values)
    [problem] = told(record, event(**values))
    assert "甲、乙、丙、丁、戊等7人同一时间" in problem.message
    [problem] = told(record, event(**values, attendance=absent("己", "庚")))
    assert "甲、乙、丙、丁、戊同一时间" in problem.message


def test_without_a_day_nothing_is_compared() -> None:
    record = event()
    record.day = None
    assert told(record, event()) == []
    assert list(check_around(record, among(event(), [event()]))) == []


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


def discussed(text: str = "", *, before: int = 10, **values: Any) -> Record:
    """A meeting of the committee on a morning, with these words in its agenda."""
    values = {"agenda": [AgendaItem(title="研究", content=text)]} | values
    hours = {"starts_at": time(9, 0), "ends_at": time(10, 0)} | values
    day = DAY - timedelta(days=before)
    return event("committee_meeting", day=day, branch=with_committee(), **hours)


@pytest.mark.parametrize(
    ("matter", "words"), [(Matter.ADMIT, "接收预备党员"), (Matter.CONFIRM, "预备党员转正")]
)
def test_what_the_committee_did_not_discuss(matter: Matter, words: str) -> None:
    record = decided(admission(matter=matter))
    [problem] = told(record)
    assert problem.weight is Weight.REMINDS
    assert problem.place.path == ("agenda", 1, "vote")
    assert f"没有找到此前支委会讨论{words}（唐既白）的记录" in problem.message
    assert told(record, discussed("讨论唐既白同志的情况，同意提交党员大会。")) == []
    assert len(told(record, discussed("讨论沈砚青同志的情况。"))) == 1


@pytest.mark.parametrize(
    ("before", "counts"),
    [(0, True), (1, True), (92, True), (93, False), (-1, False)],
)
def test_a_discussion_counts_from_three_months_before_to_the_day(before: int, counts: bool) -> None:
    assert timedelta(days=92) == DISCUSSED_WITHIN
    found = told(decided(admission()), discussed("唐既白", before=before))
    assert bool(found) is not counts


def test_any_of_several_discussions_is_enough() -> None:
    several = [discussed("春季安排"), discussed("唐既白", before=40), discussed("预算")]
    assert told(decided(admission()), *several) == []


@pytest.mark.parametrize("text", ["换届选举准备", "酝酿支委候选人", "补选一名委员"])
def test_an_election_is_prepared_by_the_committee(text: str) -> None:
    record = decided(Vote(matter=Matter.ELECTION, seats=3))
    assert told(record, discussed(text)) == []
    for other in (
        "春季安排",
        "学校教代会代表选举安排",
        "民主评议候选人名单",
        "学习《选举工作条例》",
    ):
        [problem] = told(record, discussed(other))
        assert "讨论选举的记录" in problem.message


@pytest.mark.parametrize(
    "values",
    [
        {"title": "讨论唐既白入党"},
        {"recorder": "唐既白"},
        {"place": "唐既白办公室"},
        {"agenda": [AgendaItem(title="安排", speeches=[Speech(speaker="唐既白", text="好。")])]},
        {"agenda": [AgendaItem(title="讨论唐既白明入党", vote=Vote(candidate="唐既白明"))]},
    ],
    ids=["title of the record", "recorder", "place", "speaker", "longer name"],
)
def test_a_name_elsewhere_is_no_discussion(values: dict[str, Any]) -> None:
    assert len(told(decided(admission()), discussed(**values))) == 1


@pytest.mark.parametrize("where", ["title", "content", "resolution"])
def test_a_name_in_an_item_is_one(where: str) -> None:
    item = AgendaItem(**({"title": "研究"} | {where: "讨论唐既白入党"}))
    assert told(decided(admission()), discussed(agenda=[item])) == []


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (time(9, 0), time(10, 0), True),
        (time(17, 0), time(18, 0), False),
        (time(14, 30), time(14, 31), False),
        (None, None, True),
    ],
)
def test_on_one_day_the_committee_met_before(
    start: time | None, end: time | None, counts: bool
) -> None:
    committee = discussed("讨论唐既白入党", before=0, starts_at=start, ends_at=end)
    found = [one for one in told(decided(admission()), committee) if "讨论" in one.message]
    assert bool(found) is not counts


@pytest.mark.parametrize("title", ["给予丁四党内警告处分", "表彰优秀共产党员"])
def test_discipline_and_praise_are_discussed_first_too(title: str) -> None:
    def assembly(**values: Any) -> Record:
        item = AgendaItem(title=title, **values)
        return event(agenda=[item], branch=with_committee(), kind="member_assembly")

    for record in (
        assembly(vote=Vote(matter=Matter.GENERAL)),
        assembly(resolution="会议一致通过。"),
    ):
        [problem] = told(record, discussed("春季安排"))
        assert f"讨论“{title}”的记录" in problem.message
        assert told(record, discussed(f"讨论{title}事项")) == []
    assert told(assembly(content="通报。")) == []


def test_whether_it_is_discussed_first_is_a_local_matter_too() -> None:
    free = LocalRule(rule="body.discussed_first", value="nobody", reason="上级批复")
    record = decided(admission())
    assert list(check_around(record, Around(), regulations_for(record, [free]))) == []


@pytest.mark.parametrize(
    "matter", [Matter.GENERAL, Matter.COMMITTEE, Matter.SCHOOL_BODY, Matter.APPRAISAL, None]
)
def test_other_matters_need_no_discussion_before(matter: Matter | None) -> None:
    assert told(decided(Vote(matter=matter))) == []


def test_an_admission_without_a_name_was_not_discussed() -> None:
    [problem] = told(decided(admission("")), discussed("春季安排"))
    assert "讨论接收预备党员的记录" in problem.message


@pytest.mark.parametrize("seats", [0, 1, 2])
def test_without_a_committee_nobody_can_have_discussed_it(seats: int) -> None:
    assert told(decided(admission(), seats=seats)) == []


def test_the_meeting_of_the_committee_itself_needs_none_before() -> None:
    assert told(decided(admission(), kind="committee_meeting")) == []
