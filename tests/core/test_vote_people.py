"""The people of a vote: each oddity reminds at its place, and its neighbour does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, Candidate, Grade, GradeName, Matter, Method, Vote
from zjdesk.errors import Weight
from zjdesk.kinds.ballots import ballot_faults, missing_figures
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.vote_people import check_vote_people
from zjdesk.participants import Attendance, Status
from zjdesk.people import Category, Member
from zjdesk.record import Record

NAMES = ("白知远", "杜若溪", "甘棠", "单田芳", "欧阳雨桐")


def told(matter: Matter, *, kind: str = "member_assembly", **figures: Any) -> list[tuple]:
    """What is told of a vote among five voters, 单田芳 on leave, 林深 probationary."""
    return [
        (one.place.path[2:], one.message)
        for one in check_vote_people(a_vote(matter, kind=kind, **figures))
    ]


def a_vote(matter: Matter, *, kind: str = "member_assembly", **figures: Any) -> Record:
    branch = a_branch(*NAMES)
    branch.members.append(
        Member(code="m6", name="林深", start=branch.members[0].start, group="第一党小组",
               category=Category.PROBATIONARY, joined_on=branch.members[0].start)
    )  # fmt: skip
    vote = Vote(**({"matter": matter, "method": Method.SHOW_OF_HANDS} | figures))
    record = a_record(kind, agenda=[AgendaItem(title="表决", vote=vote)])
    record.attendance = [Attendance(name="单田芳", status=Status.ON_LEAVE, reason="病假")]
    assert settle(record, branch) == []
    assert all(one.weight is Weight.REMINDS for one in check_vote_people(record))
    return record


@pytest.mark.parametrize(
    ("matter", "candidate", "words"),
    [
        (Matter.ADMIT, "唐既白", ""),
        (Matter.ADMIT, "甘棠", "已在党员名册里"),
        (Matter.ADMIT, "唐既白、赵六", "一次讨论、表决一个人"),
        (Matter.CONFIRM, "林深", ""),
        (Matter.CONFIRM, "甘棠", "已是正式党员"),
        (Matter.CONFIRM, "唐既白", "不在党员名册里"),
        (Matter.GENERAL, "甘棠", ""),
    ],
)
def test_whom_an_admission_or_confirmation_is_about(matter, candidate, words):
    found = told(matter, candidate=candidate)
    assert [path for path, _ in found] == ([("vote", "candidate")] if words else [])
    assert words in "".join(message for _, message in found)


def test_an_admission_needs_its_person():
    vote = Vote(matter=Matter.ADMIT, method=Method.SHOW_OF_HANDS, ayes=3)
    assert [field.key for field in missing_figures(vote)] == ["candidate"]


def test_who_may_not_be_elected_does_not_stand():
    found = told(Matter.ELECTION, candidates=[Candidate(name="甘棠"), Candidate(name="林深")])
    assert found == [(("vote", "candidates", 1), "“林深”没有被选举权，请核对")]


@pytest.mark.parametrize("task", ["scrutineers", "tellers"])
@pytest.mark.parametrize(
    ("name", "words"),
    [("杜若溪", ""), ("甘棠", "是表决对象"), ("单田芳", "没有到会"), ("林深", "没有表决权"),
     ("外来的人", "")],
)  # fmt: skip
def test_who_counts_was_there_and_may_vote(task, name, words):
    found = told(Matter.ELECTION, candidates=[Candidate(name="甘棠")], **{task: [name]})
    assert [path for path, _ in found] == ([("vote", task)] if words else [])
    assert words in "".join(message for _, message in found)


def test_nobody_watches_what_he_counts():
    found = told(Matter.GENERAL, scrutineers=["甘棠"], tellers=["甘棠"])
    assert found == [(("vote", "tellers"), "“甘棠”又监票又计票，请核对")]


def test_a_secret_ballot_is_watched():
    secret = {"method": Method.SECRET_BALLOT, "issued": 4, "returned": 4}
    assert told(Matter.GENERAL, **secret) == [(("vote", "scrutineers"), "无记名投票没有写监票人")]
    assert told(Matter.GENERAL, **secret, scrutineers=["甘棠"]) == []
    assert told(Matter.GENERAL, method=Method.SECRET_BALLOT) == [], "not taken yet"


@pytest.mark.parametrize(
    ("slips", "result", "words"),
    [
        ({"excellent": 4}, GradeName.EXCELLENT, ""),
        ({"excellent": 2, "qualified": 2}, GradeName.QUALIFIED, ""),
        ({"unqualified": 4}, GradeName.EXCELLENT, "评定优秀，测评票最多的是不合格"),
        ({"qualified": 4}, None, "还没有评定等次"),
        ({}, GradeName.QUALIFIED, ""),
    ],
)
def test_a_grade_goes_with_its_slips(slips, result, words):
    grades = [Grade(name="甘棠", result=result, **slips)]
    found = told(Matter.APPRAISAL, grades=grades)
    assert [path for path, _ in found] == ([("vote", "grades", 0)] if words else [])
    assert words in "".join(message for _, message in found)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            {"candidates": [Candidate(name="甘棠", ayes=5)], "seats": 1},
            "“甘棠”得5票，多于有效票3张",
        ),
        ({"candidates": [Candidate(name="甘棠", ayes=3)], "seats": 1}, ""),
        ({"candidates": [Candidate(name="甘棠", ayes=1)] * 2, "seats": 2}, "“甘棠”写了2次"),
        ({"candidates": [Candidate(name="甘棠", ayes=3)], "seats": 0}, "应选名额是0"),
    ],
)
def test_figures_of_an_election_that_cannot_be(figures, words):
    slips = {"method": Method.SECRET_BALLOT, "issued": 4, "returned": 4, "invalid": 1}
    record = a_vote(Matter.ELECTION, **slips, **figures)
    vote = record.agenda[0].vote
    assert vote is not None
    faults = list(ballot_faults(record, vote))
    assert words in "".join(faults)
    assert bool(words) is bool(faults)
