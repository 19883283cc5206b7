"""What was not held as it should have been: for each check a case, and one just beside it."""

from __future__ import annotations

from copy import deepcopy
from datetime import time
from typing import Any

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import (
    AgendaItem,
    Candidate,
    FollowUp,
    Grade,
    GradeName,
    Matter,
    Method,
    Reduction,
    Vote,
)
from zjdesk.errors import Problem, Weight
from zjdesk.kinds.conduct import check_conduct
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.quorums import meeting_quorum, meeting_state
from zjdesk.kinds.rules import check
from zjdesk.participants import Attendance, Guest, Role, Status
from zjdesk.people import Branch, Category, Group, Office, OfficeName
from zjdesk.record import Expected, Record
from zjdesk.regulations.in_force import LocalRule

NAMES = ("白知远", "杜若溪", "甘棠", "单田芳", "欧阳雨桐", "言午", "谷雨", "方圆", "江流", "林深")
FINE = {"issued": 10, "returned": 10, "ayes": 10, "nays": 0, "abstain": 0, "invalid": 0}
BOTH = {"superior_consent": "教育局党委批复", "assembly_consent": "3月12日大会通过"}


def a_vote(matter: Matter = Matter.GENERAL, **figures: Any) -> Vote:
    """A vote that went well, in secret."""
    return Vote(**({"matter": matter, "method": Method.SECRET_BALLOT} | FINE | figures))


def an_election(**figures: Any) -> Vote:
    candidates = [Candidate(name=NAMES[n], member=f"m{n + 1}", ayes=9) for n in range(3)]
    none = dict.fromkeys(("ayes", "nays", "abstain"))
    return a_vote(Matter.ELECTION, **(none | {"seats": 3, "candidates": candidates} | figures))


def a_meeting(kind: str = "member_assembly", *items: AgendaItem, **values: Any) -> Record:
    """A meeting of a branch of ten with a committee of three, all of them there."""
    branch = values.pop("branch", None) or ten()
    record = a_record(kind, agenda=list(items), **values)
    assert settle(record, branch) == []
    return record


def ten() -> Branch:
    return deepcopy(_TEN)


def _a_branch_of_ten() -> Branch:
    branch = a_branch(*NAMES)
    offices = (OfficeName.ORGANIZATION, OfficeName.PUBLICITY)
    for member, office in zip(branch.members[1:], offices, strict=False):
        branch.committee.append(Office(name=member.name, member=member.id, office=office))
    return branch


_TEN = _a_branch_of_ten()


def voted(vote: Vote, kind: str = "member_assembly", **values: Any) -> Record:
    return a_meeting(kind, AgendaItem(title="表决", content="讨论。", vote=vote), **values)


def away(*names: str) -> list[Attendance]:
    return [
        Attendance(name=name, status=Status.ON_LEAVE, reason="病假") for name in names
    ]  # fmt: skip


def told(record: Record, *local: LocalRule) -> list[Problem]:
    return list(check_conduct(record, regulations_for(record, local)))


def the_only(record: Record, *local: LocalRule) -> Problem:
    [problem] = told(record, *local)
    return problem


VOTE = ("agenda", 0, "vote")


@pytest.mark.parametrize("matter", [Matter.GENERAL, Matter.ADMIT, Matter.CONFIRM])
def test_a_vote_that_went_well_is_told_nothing_of(matter: Matter) -> None:
    assert told(voted(a_vote(matter))) == []
    assert told(voted(an_election())) == []


# ------------------------------------------------------------------------------ the body


@pytest.mark.parametrize("matter", [Matter.ADMIT, Matter.CONFIRM])
@pytest.mark.parametrize("kind", ["committee_meeting", "group_meeting"])
def test_what_the_assembly_decides_is_no_matter_of_a_smaller_body(
    matter: Matter, kind: str
) -> None:
    problem = the_only(voted(a_vote(matter), kind))
    assert problem.weight is Weight.BLOCKS
    assert problem.place.path == (*VOTE, "matter")
    assert "应由支部党员大会讨论决定（《中国共产党支部工作条例（试行）》第11条）" in problem.message


def test_the_whole_branch_may_decide_if_it_was_an_assembly_too() -> None:
    problem = the_only(voted(a_vote(Matter.ADMIT), "theme_party_day"))
    assert problem.weight is Weight.REMINDS
    assert problem.place.path == (*VOTE, "matter")
    assert told(voted(a_vote(Matter.ADMIT), "theme_party_day", also=["member_assembly"])) == []


def test_a_group_elects_nobody_the_committee_its_secretary() -> None:
    problem = the_only(voted(an_election(), "group_meeting"))
    assert problem.weight is Weight.BLOCKS
    three = {"issued": 3, "returned": 3}
    winner = [Candidate(name="白知远", member="m1", ayes=3)]
    problem = the_only(voted(an_election(seats=1, candidates=winner, **three), "committee_meeting"))
    assert problem.weight is Weight.REMINDS
    assert "只选举书记、副书记" in problem.message
    vote = an_election(seats=1, candidates=winner, **three)
    assert told(a_meeting("committee_meeting", AgendaItem(title="选举书记", vote=vote))) == []
    both = an_election(seats=2, candidates=winner, **three)
    assert told(a_meeting("committee_meeting", AgendaItem(title="选举书记", vote=both))) == []
    three_seats = an_election(**three)
    item = AgendaItem(title="选举书记和委员", vote=three_seats)
    assert the_only(a_meeting("committee_meeting", item)).place.path == (*VOTE, "matter")


def test_who_decides_is_a_local_matter_too() -> None:
    free = LocalRule(rule="body.admission", value="any", reason="上级批复")
    assert (
        told(voted(a_vote(Matter.ADMIT, **dict.fromkeys(FINE, 3)), "committee_meeting"), free) == []
    )
    item = AgendaItem(title="讨论", content="。", resolution="同意接收丁四为预备党员。")
    assert told(a_meeting("committee_meeting", item), free) == []


def test_a_matter_of_the_committee_is_no_matter_of_everybody() -> None:
    problem = the_only(voted(a_vote(Matter.COMMITTEE)))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (*VOTE, "matter"))
    assert (
        told(voted(a_vote(Matter.COMMITTEE, **dict.fromkeys(FINE, 3)), "committee_meeting")) == []
    )


def test_a_vote_without_matter_is_not_judged() -> None:
    assert told(voted(Vote())) == []


# ------------------------------------------------------------------------------ the ballot


@pytest.mark.parametrize(
    "method", [Method.SHOW_OF_HANDS, Method.OPEN_BALLOT, Method.VOICE]
)  # fmt: skip
@pytest.mark.parametrize("matter", [Matter.ADMIT, Matter.CONFIRM, Matter.ELECTION])
def test_an_open_ballot_where_a_secret_one_is_due(matter: Matter, method: Method) -> None:
    vote = an_election() if matter is Matter.ELECTION else a_vote(matter)
    vote.method = method
    problem = the_only(voted(vote))
    assert (problem.weight, problem.place.path) == (Weight.BLOCKS, (*VOTE, "method"))
    assert problem.message.endswith("应当无记名投票")


def test_an_appraisal_is_secret_and_other_matters_are_free() -> None:
    appraisal = Vote(matter=Matter.APPRAISAL, method=Method.OPEN_BALLOT)
    assert the_only(voted(appraisal)).place.path == (*VOTE, "method")
    assert told(voted(a_vote(method=Method.SHOW_OF_HANDS))) == []
    assert told(voted(a_vote(Matter.ADMIT, method=None))) == []


def test_how_one_votes_is_a_local_matter_too() -> None:
    record = voted(a_vote(Matter.ADMIT, method=Method.SHOW_OF_HANDS))
    free = LocalRule(rule="ballot.admission", value="any", reason="上级批复")
    assert told(record, free) == []


@pytest.mark.parametrize("figure", ["written_ayes", "written_nays"])
def test_written_opinions_count_only_where_they_may(figure: str) -> None:
    problem = the_only(voted(a_vote(**{figure: 1})))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (*VOTE, "written_ayes"))
    assert told(voted(a_vote(**{figure: 0}))) == []
    assert told(voted(a_vote(Matter.ADMIT, **{figure: 1}))) == []


def test_where_written_opinions_count_is_a_local_matter_too() -> None:
    record = voted(a_vote(Matter.ADMIT, written_ayes=1))
    nowhere = LocalRule(rule="written.opinions", value="nowhere", reason="上级批复")
    problem = the_only(record, nowhere)
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (*VOTE, "written_ayes"))
    assert problem.message == "书面意见都不计入票数，这里不计入"


# ------------------------------------------------------------------------------ the outcome


def test_a_vote_without_quorum_blocks_once_it_was_taken() -> None:
    five = away(*NAMES[5:])
    assert told(voted(a_vote(), attendance=list(five))) == []  # half of them are enough
    missing = [*away("欧阳雨桐"), *away(*NAMES[5:])]
    problem = the_only(voted(a_vote(), attendance=missing))
    assert (problem.weight, problem.place.path) == (Weight.BLOCKS, VOTE)
    assert problem.message == (
        "还差1人，不能表决：应到10人，须到5人，实到4人（《中国共产党支部工作条例（试行）》第11条）"
    )
    hands = Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, abstain=1)
    assert the_only(voted(hands, attendance=missing)).place.path == VOTE
    called_off = a_vote(**dict.fromkeys(FINE, 0))
    assert told(voted(called_off, attendance=missing)) == []
    assert told(voted(Vote(matter=Matter.GENERAL), attendance=missing)) == []


@pytest.mark.parametrize(
    ("vote", "most_away"),
    [(a_vote(Matter.ADMIT), 4), (an_election(), 2), (a_vote(Matter.SCHOOL_BODY), 3)],
    ids=["admission", "election", "school body"],
)
def test_every_matter_has_its_quorum(vote: Vote, most_away: int) -> None:
    assert told(voted(vote, attendance=away(*NAMES[10 - most_away :]))) == []
    record = voted(vote, attendance=away(*NAMES[9 - most_away :]))
    assert the_only(record).weight is Weight.BLOCKS
    assert the_only(record).place.path == VOTE


def test_votes_for_candidates_are_votes_taken() -> None:
    nobody = [Candidate(name="白知远", member="m1", ayes=0)]
    bare = {"issued": None, "returned": None, "invalid": None}
    missing = away(*NAMES[7:])
    assert told(voted(an_election(candidates=nobody, **bare), attendance=missing)) == []
    assert the_only(voted(an_election(**bare), attendance=missing)).weight is Weight.BLOCKS


def test_the_quorum_is_a_local_matter_too() -> None:
    record = voted(a_vote(), attendance=away(*NAMES[5:]))
    strict = LocalRule(rule="quorum.general", value="two_thirds", reason="区工委3号文件")
    assert "（区工委3号文件）" in the_only(record, strict).message


def test_where_nobody_is_expected_by_rule_nothing_can_be_judged() -> None:
    present = [Attendance(name=name, status=Status.PRESENT) for name in NAMES]
    problem = the_only(voted(a_vote(), "training", attendance=present))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, VOTE)
    assert "不能判定" in problem.message
    expected = voted(a_vote(), "training", expected=Expected.BRANCH)
    assert told(expected) == []


@pytest.mark.parametrize(
    ("resolution", "is_doubtful"),
    [
        ("会议通过了这项决议。", True),
        ("同意接收甘棠为预备党员。", True),
        ("白知远当选。", True),
        ("表决没有通过。", False),
        ("未获通过，下次再议。", False),
        ("不同意接收甘棠为预备党员。", False),
        ("继续讨论。", False),
        ("", False),
    ],
)
def test_a_resolution_that_says_otherwise_than_the_votes(
    resolution: str, is_doubtful: bool
) -> None:
    def resolved(ayes: int) -> Record:
        vote = a_vote(ayes=ayes, nays=10 - ayes)
        return a_meeting(
            "member_assembly",
            AgendaItem(title="表决", content="讨论。", vote=vote, resolution=resolution),
        )

    found = told(resolved(5))
    assert [one.place.path for one in found] == [("agenda", 0, "resolution")] * is_doubtful
    assert all(one.weight is Weight.REMINDS for one in found)
    assert told(resolved(6)) == []


# ------------------------------------------------------------------------------ reductions


def test_a_reduction_that_does_not_hold_blocks() -> None:
    def reduced(**values: Any) -> Record:
        wanted = {"name": "林深", "reason": "卧床不起", **BOTH} | values
        return voted(
            a_vote(Matter.ADMIT, issued=9, returned=9, ayes=9, reductions=[Reduction(**wanted)]),
            attendance=away("林深"),
        )

    assert told(reduced()) == []
    for wrong in ({"reason": "病假"}, {"superior_consent": ""}, {"assembly_consent": ""}):
        problem = the_only(reduced(**wrong))
        assert (problem.weight, problem.place.path) == (Weight.BLOCKS, (*VOTE, "reductions", 0))
        assert "“林深”仍计入应到" in problem.message


def test_who_is_there_is_not_left_out_and_nobody_is_so_twice() -> None:
    def reduced(*names: str, missing: tuple[str, ...] = ("林深",)) -> Record:
        out = [Reduction(name=name, reason="卧床不起", **BOTH) for name in names]
        return voted(a_vote(Matter.ADMIT, reductions=out), attendance=away(*missing))

    assert told(reduced("林深")) == []
    present = the_only(reduced("林深", "江流"))
    assert (present.weight, present.place.path) == (Weight.BLOCKS, (*VOTE, "reductions", 1))
    assert "“江流”登记为到会" in present.message
    twice = the_only(reduced("林深", "林深"))
    assert (twice.weight, twice.place.path) == (Weight.REMINDS, (*VOTE, "reductions", 1))


# ------------------------------------------------------------------------------ persons


def graded(*results: GradeName | None, branch: Branch | None = None) -> Record:
    grades = [
        Grade(name=NAMES[n], member=f"m{n + 1}", result=result) for n, result in enumerate(results)
    ]
    return voted(Vote(matter=Matter.APPRAISAL, grades=grades), branch=branch)


def test_too_many_excellent_remind() -> None:
    excellent, qualified = GradeName.EXCELLENT, GradeName.QUALIFIED
    assert told(graded(*[excellent] * 3, *[qualified] * 7)) == []
    record = graded(*[excellent] * 4, *[qualified] * 6)
    problem = the_only(record)
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (*VOTE, "grades"))
    assert problem.message == "优秀的比例一般不超过三分之一，至多3名"
    quarter = LocalRule(rule="appraisal.excellent", value="quarter", reason="文件")
    assert the_only(record, quarter).message == "优秀的比例一般不超过四分之一，至多2名"
    few = graded(*[excellent] * 3, *[qualified] * 5)
    assert the_only(few).message == "优秀的比例一般不超过三分之一，至多2名"
    of_all = LocalRule(rule="appraisal.base", value="members", reason="文件")
    assert told(few, of_all) == []


def test_probationary_members_get_no_grade() -> None:
    branch = ten()
    branch.members[1].category = Category.PROBATIONARY
    branch.members[1].full_on = None
    qualified = GradeName.QUALIFIED
    record = graded(qualified, qualified, branch=branch)
    assert record.roster[1].category is Category.PROBATIONARY
    problem = the_only(record)
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (*VOTE, "grades", 1))
    assert told(graded(qualified, None, branch=branch)) == []


# ------------------------------------------------------------------------------ agenda


def test_an_item_with_nothing_but_a_title_reminds() -> None:
    problem = the_only(a_meeting("member_assembly", AgendaItem(title="春季安排")))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, ("agenda", 0, "content"))
    for values in ({"content": "分工。"}, {"resolution": "照此办理。"}, {"vote": Vote()}):
        assert told(a_meeting("member_assembly", AgendaItem(title="安排", **values))) == []
    assert told(a_meeting("member_assembly", AgendaItem())) == []
    assert told(a_meeting()) == []


@pytest.mark.parametrize(
    ("title", "resolution", "is_doubtful"),
    [
        ("给予某某党内警告处分", "同意。", True),
        ("讨论", "接收唐既白为预备党员。", True),
        ("讨论", "预备党员唐既白按期转正。", True),
        ("讨论", "延长预备期半年。", True),
        ("研究处分事项", "报请上级。", False),
        ("讨论接收唐既白为预备党员", "提交党员大会讨论。", False),
        ("给予某某处分", "", False),
        ("春季安排", "照此办理。", False),
    ],
)
def test_resolutions_of_the_assembly_in_a_smaller_meeting(
    title: str, resolution: str, is_doubtful: bool
) -> None:
    def resolved(kind: str) -> Record:
        return a_meeting(kind, AgendaItem(title=title, content="讨论。", resolution=resolution))

    for kind in ("committee_meeting", "group_meeting"):
        found = told(resolved(kind))
        assert [one.place.path for one in found] == [("agenda", 0, "resolution")] * is_doubtful
        assert all(one.weight is Weight.REMINDS for one in found)
    assert told(resolved("member_assembly")) == []


def test_problems_name_the_item_that_they_are_of() -> None:
    fine = AgendaItem(title="安排", content="分工。", follow_ups=[FollowUp(what="汇总")])
    wrong = AgendaItem(title="表决", vote=a_vote(Matter.ADMIT, method=Method.VOICE))
    assert the_only(a_meeting("member_assembly", fine, wrong)).place.path == (
        "agenda", 1, "vote", "method",
    )  # fmt: skip


# ------------------------------------------------------------------------------ the meeting


@pytest.mark.parametrize("field", ["chair", "recorder"])
@pytest.mark.parametrize("status", [Status.ON_LEAVE, Status.ABSENT])
def test_who_leads_or_writes_was_there(field: str, status: Status) -> None:
    def attended(status: Status) -> Record:
        one = Attendance(name="杜若溪", status=status, reason="病假")
        return a_meeting(
            attendance=[one], **{"chair": "白知远", "recorder": "甘棠", field: "杜若溪"}
        )

    problem = the_only(attended(status))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (field,))
    assert told(attended(Status.REMOTE)) == []


@pytest.mark.parametrize(
    ("kind", "chair", "is_doubtful"),
    [
        ("member_assembly", "白知远", False),
        ("member_assembly", "甘棠", False),
        ("member_assembly", "林深", True),
        ("theme_party_day", "林深", False),
        ("member_assembly", "教工委王科长", False),
        ("committee_meeting", "白知远", False),
    ],
)
def test_assembly_and_committee_are_led_by_the_committee(
    kind: str, chair: str, is_doubtful: bool
) -> None:
    found = told(a_meeting(kind, chair=chair))
    assert [one.place.path for one in found] == [("chair",)] * is_doubtful
    assert all(one.weight is Weight.REMINDS for one in found)


def test_of_two_of_one_name_the_other_was_there() -> None:
    branch = ten()
    branch.members[1].name = "白知远"
    ill = [Attendance(member=branch.members[1].id, status=Status.ON_LEAVE, reason="病假")]
    assert told(a_meeting(branch=branch, recorder="甘棠", attendance=ill)) == []


def test_without_any_office_nobody_is_the_wrong_chair() -> None:
    branch = ten()
    branch.committee = []
    assert told(a_meeting(chair="林深", branch=branch)) == []


# ------------------------------------------------------------------------------ groups


def two_groups() -> Branch:
    branch = ten()
    branch.groups.append(Group(name="第二党小组"))
    for member in branch.members[5:]:
        member.group = "第二党小组"
    return branch


@pytest.mark.parametrize("field", ["chair", "recorder"])
def test_a_stranger_leads_no_group(field: str) -> None:
    problem = the_only(a_meeting("group_meeting", branch=two_groups(), **{field: "林深"}))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (field,))
    assert "“林深”不在这个党小组" in problem.message
    guest = [Guest(name="林深", role=Role.OBSERVER)]
    guests = a_meeting("group_meeting", branch=two_groups(), guests=guest, **{field: "林深"})
    assert told(guests) == []
    assert told(a_meeting(branch=two_groups(), recorder="林深")) == []


def test_a_foreign_member_at_the_meeting_of_a_group_is_a_guest() -> None:
    attendance = [*away("甘棠"), Attendance(name="林深", status=Status.PRESENT)]
    problem = the_only(a_meeting("group_meeting", branch=two_groups(), attendance=attendance))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, ("attendance", 1))
    assert "“林深”不在这个党小组" in problem.message
    own = a_meeting("group_meeting", branch=two_groups(), attendance=away("甘棠"))
    assert told(own) == []


@pytest.mark.parametrize("field", ["chair", "recorder"])
def test_a_stranger_is_at_the_committee_as_a_guest_only(field: str) -> None:
    problem = the_only(a_meeting("committee_meeting", **{field: "林深"}))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, (field,))
    assert "“林深”不是支部委员" in problem.message
    assert told(a_meeting("theme_party_day", **{field: "林深"})) == []


def test_who_only_listens_at_the_committee_writes_and_leads_not() -> None:
    guests = [Guest(name="林深", role=Role.OBSERVER)]
    assert told(a_meeting("committee_meeting", recorder="林深", guests=guests)) == []
    problem = the_only(a_meeting("committee_meeting", chair="林深", guests=guests))
    assert "由书记召集并主持" in problem.message
    superior = [Guest(name="王科长", role=Role.SUPERIOR)]
    assert told(a_meeting("committee_meeting", chair="王科长", guests=superior)) == []


def test_a_foreign_member_at_the_committee_is_a_guest() -> None:
    attendance = [Attendance(name="林深", status=Status.PRESENT)]
    problem = the_only(a_meeting("committee_meeting", attendance=attendance))
    assert (problem.weight, problem.place.path) == (Weight.REMINDS, ("attendance", 0))


# ------------------------------------------------------------------------------ quorum


@pytest.mark.parametrize(
    ("missing", "is_short"),
    [((), False), (("甘棠",), False), (("杜若溪", "甘棠"), True)],
)
def test_the_committee_needs_half_of_its_members_without_any_vote(
    missing: tuple[str, ...], is_short: bool
) -> None:
    record = a_meeting("committee_meeting", recorder="白知远", attendance=away(*missing))
    found = told(record)
    assert [one.place.path for one in found] == [("attendance",)] * is_short
    for problem in found:
        assert problem.weight is Weight.BLOCKS
        assert problem.message == (
            "还差1人，不能开会（应到委员3人，须到2人，实到1人）"
            "：《中国共产党支部工作条例（试行）》第12条"
        )


def test_a_committee_that_could_not_meet_is_told_of_once() -> None:
    ayes = dict.fromkeys(FINE, 1)
    record = voted(
        a_vote(Matter.COMMITTEE, **ayes), "committee_meeting", recorder="白知远",
        attendance=away("杜若溪", "甘棠"),
    )  # fmt: skip
    assert the_only(record).place.path == ("attendance",)


def test_the_quorum_of_the_committee_is_a_local_matter_too() -> None:
    record = a_meeting("committee_meeting", recorder="白知远", attendance=away("甘棠"))
    assert meeting_state(meeting_quorum(record, regulations_for(record))) == (  # type: ignore[arg-type]
        "可以开会（应到委员3人，须到2人）"
    )
    strict = LocalRule(rule="quorum.committee", value="four_fifths", reason="校党支部议事规则")
    assert "校党支部议事规则" in the_only(record, strict).message
    assert meeting_quorum(a_meeting(), regulations_for(a_meeting())) is None


def test_a_meeting_with_nobody_there_is_none() -> None:
    problem = the_only(a_meeting(chair="", recorder="", attendance=away(*NAMES)))
    assert (problem.weight, problem.place.path) == (Weight.BLOCKS, ("attendance",))
    assert "没有一人到会" in problem.message
    assert told(a_meeting(chair="", recorder="", attendance=away(*NAMES[1:]))) == []


# ------------------------------------------------------------------------------ altogether


def test_check_puts_what_blocks_before_what_reminds() -> None:
    vote = a_vote(Matter.ADMIT, method=Method.VOICE, scrutineers=["唐既白"], candidate="唐既白")
    record = voted(vote, chair="林深", starts_at=time(14, 0))
    weights = [one.weight for one in check(record)]
    assert Weight.BLOCKS in weights
    assert Weight.REMINDS in weights
    assert weights == sorted(weights, reverse=True)


def test_nothing_of_substance_is_wrong_with_the_sample_year() -> None:
    records = sample_records(sample_branch())
    found = [
        (record.title, problem.message)
        for record in records
        for problem in told(record)
        if problem.weight is not Weight.REMINDS
    ]
    assert found == []


def test_a_record_without_day_or_roster_is_looked_at_too() -> None:
    record = Record(kind="committee_meeting", agenda=[AgendaItem(vote=a_vote(Matter.ADMIT))])
    assert [one.place.path for one in told(record)] == [(*VOTE, "matter"), VOTE]
