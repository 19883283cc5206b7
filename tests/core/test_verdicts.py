"""Votes: the sample's fifteen, the table of boundaries, elections, appraisals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import sample_branch, sample_records
from zjdesk.agenda import AgendaItem, Candidate, Grade, GradeName, Matter, Method, Reduction, Vote
from zjdesk.kinds.ballots import ballot_faults
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.verdicts import Verdict, verdict
from zjdesk.kinds.vote_words import quorum_state, result_state, sentence, sources
from zjdesk.participants import Attendance, RosterEntry, Status
from zjdesk.record import Record
from zjdesk.regulations.in_force import LocalRule, Regulations
from zjdesk.regulations.values import Share

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["votes"]


@pytest.fixture(scope="module")
def votes():
    """Every vote of the sample with its record, by line and item."""
    found = {}
    for line, record in enumerate(sample_records(sample_branch()), 1):
        for number, item in enumerate(record.agenda, 1):
            if item.vote:
                found[line, number] = (record, item.vote)
    return found


def as_expected(record: Record, vote: Vote) -> dict:
    """A verdict in the words of expected.json."""
    judged = verdict(record, vote, regulations_for(record))
    assert judged is not None
    add_up = {"ballots_add_up": not list(ballot_faults(record, vote))}
    quorum = judged.quorum
    if judged.appraisal is not None:
        appraisal = judged.appraisal
        return add_up | {
            "need_present": None,
            "may_be_held": None,
            "need_ayes": None,
            "passed": judged.passed,
            "graded": appraisal.graded,
            "excellent": appraisal.results[GradeName.EXCELLENT],
            "excellent_at_most": appraisal.most_excellent,
            "too_many_excellent": appraisal.has_too_many_excellent,
            "results": {str(name): n for name, n in appraisal.results.items()},
        }
    assert quorum is not None
    common = add_up | {
        "expected_voters": quorum.expected,
        "present_voters": quorum.present,
        "need_present": quorum.need,
        "may_be_held": quorum.is_reached,
        "passed": judged.passed,
    }
    if judged.election is not None:
        election = judged.election
        return common | {
            "need_ayes": election.need,
            "seats": election.seats,
            "void": election.is_void,
            "elected": [one.name for one in election.elected],
            "candidates": [
                {
                    "name": one.name,
                    "ayes": one.ayes,
                    "clears_expected": one.clears_expected,
                    "clears_present_only": one.clears_present_only,
                    "elected": one.is_elected,
                }
                for one in election.tallies
            ],
        }
    majority = judged.majority
    assert majority is not None
    return common | {
        "need_ayes": majority.need,
        "ayes_counted": majority.ayes,
        "of_which_written": majority.written,
        "majority": majority.is_reached,
    }


def test_every_vote_of_the_sample_is_looked_at(votes):
    assert list(votes) == [(vote["line"], vote["item"]) for vote in EXPECTED]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda vote: f"{vote['line']}-{vote['item']}")
def test_the_votes_of_the_sample(votes, expected):
    found = as_expected(*votes[expected["line"], expected["item"]])
    assert found == {key: expected[key] for key in found}
    left = expected.keys() - found.keys()
    assert left <= {"line", "item", "title", "day", "matter", "candidate", "method",
                    "expected_voters", "present_voters"}  # fmt: skip


# ------------------------------------------------------------------------------ boundaries


def a_meeting(voters: int, present: int, kind: str = "member_assembly", **figures) -> tuple:
    """A meeting of that many voters, with one vote; the absent are on leave."""
    roster = [
        RosterEntry(name=f"党员{n}", member=str(n), voter=True, by_default=True)
        for n in range(voters)
    ]
    away = [
        Attendance(name=f"党员{n}", member=str(n), status=Status.ON_LEAVE, reason="病假")
        for n in range(present, voters)
    ]
    vote = Vote(**({"method": Method.SECRET_BALLOT} | figures))
    record = Record(
        kind=kind, day=date(2026, 3, 12), roster=roster, attendance=away,
        agenda=[AgendaItem(title="表决", vote=vote)],
    )  # fmt: skip
    return record, vote


def judge(record: Record, vote: Vote, *local: LocalRule) -> Verdict:
    found = verdict(record, vote, regulations_for(record, local))
    assert found is not None
    return found


# 应到, 半数以上, 超过半数, 五分之四, 三分之二, 优秀至多 (domain §1.2)
BOUNDARIES = [
    (3, 2, 2, 3, 2, 1),
    (5, 3, 3, 4, 4, 1),
    (6, 3, 4, 5, 4, 2),
    (7, 4, 4, 6, 5, 2),
    (10, 5, 6, 8, 7, 3),
    (15, 8, 8, 12, 10, 5),
    (16, 8, 9, 13, 11, 5),
    (20, 10, 11, 16, 14, 6),
    (21, 11, 11, 17, 14, 7),
    (50, 25, 26, 40, 34, 16),
]


@pytest.mark.parametrize(("expected", "half", "over", "fifths", "thirds", "most"), BOUNDARIES)
def test_the_table_of_boundaries(expected, half, over, fifths, thirds, most):
    needs = {
        Matter.GENERAL: half,
        Matter.COMMITTEE: half,
        Matter.ADMIT: over,
        Matter.CONFIRM: over,
        Matter.SCHOOL_BODY: thirds,
        Matter.ELECTION: fifths,
    }
    for matter, need in needs.items():
        for present in range(expected + 1):
            judged = judge(*a_meeting(expected, present, matter=matter, ayes=expected))
            assert judged.quorum is not None
            assert judged.quorum.need == need, matter
            assert judged.quorum.is_reached is (present >= need), (matter, present)
    for matter in needs.keys() - {Matter.ELECTION}:
        for ayes in range(expected + 1):
            judged = judge(*a_meeting(expected, expected, matter=matter, ayes=ayes))
            assert judged.passed is (ayes >= over), (matter, ayes)
    grades = [Grade(name=f"党员{n}", result=GradeName.EXCELLENT) for n in range(expected)]
    judged = judge(*a_meeting(expected, expected, matter=Matter.APPRAISAL, grades=grades))
    assert judged.appraisal is not None
    assert judged.appraisal.most_excellent == most
    assert judged.appraisal.has_too_many_excellent


@given(st.sampled_from(Share), st.integers(0, 500), st.integers(0, 500))
def test_the_least_that_reaches_a_share_is_the_least(share, part, whole):
    least = share.least(whole)
    assert share.is_reached(least, whole)
    assert not share.is_reached(least - 1, whole)
    assert share.is_reached(part, whole) is (part >= least)


def test_nobody_expected_decides_nothing():
    assert judge(*a_meeting(0, 0, matter=Matter.GENERAL, ayes=0)).passed is False
    named = a_meeting(10, 10, kind="training", matter=Matter.GENERAL, ayes=10)
    assert judge(*named).quorum is None
    assert judge(*named).passed is None


def test_a_vote_without_figures_is_open():
    judged = judge(*a_meeting(20, 20, matter=Matter.ADMIT))
    assert judged.passed is None
    assert result_state(judged) == "须赞成11票"
    record, vote = a_meeting(20, 20)
    assert verdict(record, vote, regulations_for(record)) is None


# ------------------------------------------------------------------------------ who counts


def test_written_opinions_count_for_admission_and_confirmation_only():
    for matter in (Matter.ADMIT, Matter.CONFIRM):
        assert judge(*a_meeting(20, 12, matter=matter, ayes=9, written_ayes=2)).passed
        assert judge(*a_meeting(20, 12, matter=matter, ayes=9, written_ayes=1)).passed is False
    for matter in (Matter.GENERAL, Matter.COMMITTEE, Matter.SCHOOL_BODY):
        assert judge(*a_meeting(20, 14, matter=matter, ayes=9, written_ayes=6)).passed is False


def test_probationary_and_suspended_members_never_vote():
    record, vote = a_meeting(20, 20, matter=Matter.GENERAL, ayes=9)
    for entry in record.roster[:4]:
        entry.voter = False
    judged = judge(record, vote)
    assert judged.quorum is not None
    assert (judged.quorum.expected, judged.quorum.present) == (16, 16)
    assert judged.passed


CONSENT = {"superior_consent": "教育局党委批复", "assembly_consent": "2026-03-12 大会通过"}
ILL = "长期生病卧床不起，生活不能自理"


@pytest.mark.parametrize(
    ("matter", "reason", "consent", "expected"),
    [
        (Matter.ELECTION, ILL, CONSENT, 9),
        (Matter.ADMIT, ILL, CONSENT, 9),
        (Matter.CONFIRM, "外出学习半年以上，未转组织关系", CONSENT, 9),
        (Matter.GENERAL, ILL, CONSENT, 10),
        (Matter.ELECTION, ILL, CONSENT | {"superior_consent": ""}, 10),
        (Matter.ELECTION, ILL, CONSENT | {"assembly_consent": ""}, 10),
        (Matter.ELECTION, "请假旅游", CONSENT, 10),
        (Matter.ELECTION, "病假", CONSENT, 10),
    ],
)
def test_reductions_need_a_listed_reason_and_both_consents(matter, reason, consent, expected):
    left_out = Reduction(name="党员9", member="9", reason=reason, **consent)
    judged = judge(*a_meeting(10, 9, matter=matter, ayes=6, reductions=[left_out]))
    assert judged.quorum is not None
    assert judged.quorum.expected == expected
    assert judged.quorum.present == 9


# ------------------------------------------------------------------------------ elections


def an_election(ayes: list[int], seats: int, voters: int = 20, present: int = 20, **figures):
    candidates = [Candidate(name=f"候选{n}", ayes=number) for n, number in enumerate(ayes, 1)]
    slips = {"issued": present, "returned": present, "invalid": 0}
    return a_meeting(
        voters, present, matter=Matter.ELECTION, seats=seats, candidates=candidates,
        **(slips | figures),
    )  # fmt: skip


def outcome(*meeting, local: tuple[LocalRule, ...] = ()) -> tuple[list[str], list[str]]:
    judged = judge(*meeting, *local)
    assert judged.election is not None
    assert (judged.passed is True) is judged.election.are_all_filled
    election = judged.election
    return [one.name for one in election.elected], [one.name for one in election.tied]


def test_the_best_over_half_are_elected():
    assert outcome(*an_election([18, 11, 10, 15], 3)) == (["候选1", "候选4", "候选2"], [])


def test_exactly_half_is_not_elected():
    assert outcome(*an_election([10, 11], 2)) == (["候选2"], [])


def test_more_over_half_than_seats():
    assert outcome(*an_election([18, 12, 15, 13], 2)) == (["候选1", "候选3"], [])


def test_a_tie_across_the_last_seat_elects_none_of_the_tied():
    assert outcome(*an_election([18, 15, 15, 12], 2)) == (["候选1"], ["候选2", "候选3"])
    assert outcome(*an_election([15, 15, 15], 2)) == ([], ["候选1", "候选2", "候选3"])


def test_a_tie_above_the_last_seat_is_none():
    assert outcome(*an_election([15, 15, 12], 2)) == (["候选1", "候选2"], [])


def test_a_tie_below_half_is_none():
    assert outcome(*an_election([15, 9, 9], 2)) == (["候选1"], [])


def test_more_slips_returned_than_issued_void_the_election():
    meeting = an_election([18, 15], 2, issued=19, returned=20)
    assert outcome(*meeting) == ([], [])
    assert "选举无效" in sentence(*meeting, regulations_for(meeting[0]))


def test_too_few_elect_nobody():
    assert outcome(*an_election([15, 15], 2, present=15)) == ([], [])
    record, vote = an_election([15], 1, present=15)
    assert "不能进行表决" in sentence(record, vote, regulations_for(record))


@pytest.mark.parametrize("figures", [{}, {"issued": 0, "ayes": 0, "nays": 0, "abstain": 0}])
def test_of_a_vote_that_was_called_off_no_figures_are_said(figures):
    record, vote = a_meeting(
        20, 9, matter=Matter.ADMIT, candidate="林知夏", scrutineers=["甘棠"], **figures
    )
    assert sentence(record, vote, regulations_for(record)) == (
        "应到会有表决权的党员20名，实到9名。接收预备党员，表决对象林知夏，"
        "到会人数不足（须到11名），不能进行表决。"
    )
    vote.ayes = 9
    assert "赞成9票" in sentence(record, vote, regulations_for(record))


def test_an_election_that_was_called_off_has_no_tallies():
    record, vote = an_election([0, 0], 1, present=15, issued=0, returned=0)
    said = sentence(record, vote, regulations_for(record))
    assert said == (
        "应到会有选举权的党员20名，实到15名。选举，应选1名，到会人数不足（须到16名），不能进行表决。"
    )


def test_the_base_of_an_election_is_a_setting():
    meeting = an_election([9, 10], 2, present=17)
    assert outcome(*meeting) == ([], [])
    judged = judge(*meeting)
    assert judged.election is not None
    assert [one.clears_present_only for one in judged.election.tallies] == [True, True]
    assert "只超过实到的半数" in result_state(judged)
    present = LocalRule(rule="election.base", value="present", reason="上级选举办法")
    assert outcome(*meeting, local=(present,)) == (["候选2", "候选1"], [])


# ------------------------------------------------------------------------------ words


def test_the_sentence_of_an_admission():
    record, vote = a_meeting(
        22, 20, matter=Matter.ADMIT, candidate="唐既白", issued=20, returned=20, invalid=0,
        ayes=19, nays=0, abstain=1, written_ayes=1, scrutineers=["高见贤"], tellers=["程思齐"],
    )  # fmt: skip
    assert sentence(record, vote, regulations_for(record)) == (
        "应到会有表决权的党员22名，实到20名。接收预备党员，表决对象唐既白，采用无记名投票，"
        "发出20张，收回20张，其中有效20张，无效0张，赞成19票，反对0票，弃权1票，另有书面赞成1票，"
        "合计赞成20票，赞成超过应到会有表决权党员的半数，表决通过。监票人高见贤，计票人程思齐。"
    )


def test_what_the_helper_says():
    judged = judge(*a_meeting(25, 12, matter=Matter.GENERAL, ayes=14))
    assert judged.quorum is not None
    assert quorum_state(judged.quorum) == "还差1人，不能表决：应到25人，须到13人，实到12人"
    judged = judge(*a_meeting(25, 20, matter=Matter.GENERAL, ayes=14))
    assert judged.quorum is not None
    assert quorum_state(judged.quorum) == "可以表决：应到25人，须到13人，实到20人"
    assert result_state(judged) == "须赞成13票，现14票，通过"
    assert [one.place for one in sources(judged)] == ["《中国共产党支部工作条例（试行）》第11条"]


def test_a_final_record_stays_judged_as_it_was():
    strict = LocalRule(rule="majority.general", value="two_thirds", reason="校党委规定")
    record, vote = a_meeting(21, 21, matter=Matter.GENERAL, ayes=13)
    assert judge(record, vote, strict).passed is False
    record.judged_by = Regulations(date(2026, 3, 12)).to_keep()
    assert judge(record, vote, strict).passed
