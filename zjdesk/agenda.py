"""What was done: agenda items with speeches, votes, resolutions and follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from typing import Annotated

from zjdesk.fields import Choice, Count, Day, Name, Names, Prose, Text
from zjdesk.participants import Person
from zjdesk.parts import One, Part, Rows
from zjdesk.regulations.values import LISTED_REASONS


@dataclass
class Speech(Part):
    """发言: what one person said."""

    speaker: Annotated[str, Name("speaker", "发言人", required=True)] = ""
    text: Annotated[str, Prose("text", "发言内容", required=True)] = ""


class Matter(StrEnum):
    """What is voted on; decides quorum, majority and body."""

    GENERAL = "general"
    ADMIT = "admit"
    CONFIRM = "confirm"
    ELECTION = "election"
    COMMITTEE = "committee"
    SCHOOL_BODY = "school_body"
    APPRAISAL = "appraisal"


MATTERS = {
    Matter.GENERAL: "一般事项",
    Matter.ADMIT: "接收预备党员",
    Matter.CONFIRM: "预备党员转正",
    Matter.ELECTION: "选举",
    Matter.COMMITTEE: "支委会决定事项",
    Matter.SCHOOL_BODY: "学校党组织会议重要事项",
    Matter.APPRAISAL: "民主测评",
}


ADMISSIONS = (Matter.ADMIT, Matter.CONFIRM)
"""How somebody becomes a member: a page of the 入党志愿书 each, and written opinions may count."""


class Method(StrEnum):
    """表决方式."""

    SECRET_BALLOT = "secret_ballot"
    OPEN_BALLOT = "open_ballot"
    SHOW_OF_HANDS = "show_of_hands"
    VOICE = "voice"

    @property
    def has_ballots(self) -> bool:
        return self in (Method.SECRET_BALLOT, Method.OPEN_BALLOT)


METHODS = {
    Method.SECRET_BALLOT: "无记名投票",
    Method.OPEN_BALLOT: "记名投票",
    Method.SHOW_OF_HANDS: "举手表决",
    Method.VOICE: "口头表决",
}


@dataclass
class Candidate(Person):
    """A candidate of an election with the votes for him or her."""

    ayes: Annotated[int | None, Count("ayes", "得票", required=True)] = None


class GradeName(StrEnum):
    """民主评议的等次."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    BASIC = "basic"
    UNQUALIFIED = "unqualified"


GRADES = {
    GradeName.EXCELLENT: "优秀",
    GradeName.QUALIFIED: "合格",
    GradeName.BASIC: "基本合格",
    GradeName.UNQUALIFIED: "不合格",
}


@dataclass
class Grade(Person):
    """One member's slips in an appraisal, by grade, and the grade given."""

    excellent: Annotated[int | None, Count("excellent", "优秀")] = None
    qualified: Annotated[int | None, Count("qualified", "合格")] = None
    basic: Annotated[int | None, Count("basic", "基本合格")] = None
    unqualified: Annotated[int | None, Count("unqualified", "不合格")] = None
    result: Annotated[GradeName | None, Choice("result", "评定等次", GRADES)] = None


@dataclass
class Reduction(Person):
    """A member left out of 应到 for one vote, with reason and both consents."""

    reason: Annotated[
        str, Text("reason", "不计入应到的理由", required=True, usual=LISTED_REASONS)
    ] = ""
    superior_consent: Annotated[str, Text("superior_consent", "上级同意", required=True)] = ""
    assembly_consent: Annotated[str, Text("assembly_consent", "党员大会通过", required=True)] = ""


@dataclass
class Vote(Part):
    """表决. Secret ballots are kept as tallies only."""

    matter: Annotated[Matter | None, Choice("matter", "表决事项", MATTERS, required=True)] = None
    candidate: Annotated[str, Name("candidate", "表决对象")] = ""
    method: Annotated[Method | None, Choice("method", "表决方式", METHODS, required=True)] = None
    issued: Annotated[int | None, Count("issued", "发出票数")] = None
    returned: Annotated[int | None, Count("returned", "收回票数")] = None
    ayes: Annotated[int | None, Count("ayes", "赞成")] = None
    nays: Annotated[int | None, Count("nays", "反对")] = None
    abstain: Annotated[int | None, Count("abstain", "弃权")] = None
    invalid: Annotated[int | None, Count("invalid", "无效票")] = None
    written_ayes: Annotated[int | None, Count("written_ayes", "书面赞成")] = None
    written_nays: Annotated[int | None, Count("written_nays", "书面反对")] = None
    scrutineers: Annotated[list[str], Names("scrutineers", "监票人")] = attribute(
        default_factory=list
    )
    tellers: Annotated[list[str], Names("tellers", "计票人")] = attribute(default_factory=list)
    seats: Annotated[int | None, Count("seats", "应选名额")] = None
    candidates: Annotated[list[Candidate], Rows("candidates", "候选人", Candidate)] = attribute(
        default_factory=list
    )
    grades: Annotated[list[Grade], Rows("grades", "测评结果", Grade)] = attribute(
        default_factory=list
    )
    reductions: Annotated[list[Reduction], Rows("reductions", "不计入应到", Reduction)] = attribute(
        default_factory=list
    )


@dataclass
class FollowUp(Part):
    """跟进事项; open until `done_on`."""

    what: Annotated[str, Text("what", "事项", required=True)] = ""
    owner: Annotated[str, Name("owner", "责任人")] = ""
    due_on: Annotated[date | None, Day("due_on", "完成期限")] = None
    done_on: Annotated[date | None, Day("done_on", "完成日期")] = None
    done_note: Annotated[str, Text("done_note", "完成情况")] = ""


@dataclass
class AgendaItem(Part):
    """议题."""

    title: Annotated[str, Text("title", "议题", required=True)] = ""
    content: Annotated[str, Prose("content", "内容")] = ""
    speeches: Annotated[list[Speech], Rows("speeches", "发言", Speech)] = attribute(
        default_factory=list
    )
    vote: Annotated[Vote | None, One("vote", "表决", Vote)] = None
    resolution: Annotated[str, Prose("resolution", "决议")] = ""
    follow_ups: Annotated[list[FollowUp], Rows("follow_ups", "跟进事项", FollowUp)] = attribute(
        default_factory=list
    )
