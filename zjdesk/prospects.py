"""People on their way into the Party: the 25 steps, and how far somebody has come.

A step is done on the day that is written beside it, and not before. The stage follows from the
steps; nobody writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from typing import Annotated

from zjdesk.fields import Choice, Day, Name, Names, Text
from zjdesk.parts import Part, Rows


class StepName(StrEnum):
    """The 25 steps of 发展党员工作流程图, in order. Keys are for ever."""

    APPLICATION = "application"
    TALK = "talk"
    ACTIVIST = "activist"
    ACTIVIST_FILING = "activist_filing"
    MENTORS = "mentors"
    OBSERVATION = "observation"
    TARGET = "target"
    TARGET_FILING = "target_filing"
    SPONSORS = "sponsors"
    POLITICAL_REVIEW = "political_review"
    TRAINING = "training"
    COMMITTEE_REVIEW = "committee_review"
    PRE_EXAMINATION = "pre_examination"
    APPLICATION_FORM = "application_form"
    ADMISSION = "admission"
    SUPERIOR_TALK = "superior_talk"
    ADMISSION_APPROVAL = "admission_approval"
    ADMISSION_FILING = "admission_filing"
    PLACEMENT = "placement"
    OATH = "oath"
    PROBATION_OBSERVATION = "probation_observation"
    CONFIRMATION_REQUEST = "confirmation_request"
    CONFIRMATION = "confirmation"
    CONFIRMATION_APPROVAL = "confirmation_approval"
    ARCHIVE = "archive"


STEPS = {
    StepName.APPLICATION: "递交入党申请书",
    StepName.TALK: "党组织派人谈话",
    StepName.ACTIVIST: "推荐和确定入党积极分子",
    StepName.ACTIVIST_FILING: "积极分子报上级党委备案",
    StepName.MENTORS: "指定培养联系人",
    StepName.OBSERVATION: "培养教育考察",
    StepName.TARGET: "确定发展对象",
    StepName.TARGET_FILING: "发展对象报上级党委备案",
    StepName.SPONSORS: "确定入党介绍人",
    StepName.POLITICAL_REVIEW: "进行政治审查",
    StepName.TRAINING: "开展集中培训",
    StepName.COMMITTEE_REVIEW: "支部委员会审查",
    StepName.PRE_EXAMINATION: "上级党委预审",
    StepName.APPLICATION_FORM: "填写入党志愿书",
    StepName.ADMISSION: "支部大会讨论接收",
    StepName.SUPERIOR_TALK: "上级党委派人谈话",
    StepName.ADMISSION_APPROVAL: "上级党委审批",
    StepName.ADMISSION_FILING: "再上一级组织部门备案",
    StepName.PLACEMENT: "编入党支部和党小组",
    StepName.OATH: "入党宣誓",
    StepName.PROBATION_OBSERVATION: "继续教育考察",
    StepName.CONFIRMATION_REQUEST: "提出转正申请",
    StepName.CONFIRMATION: "支部大会讨论转正",
    StepName.CONFIRMATION_APPROVAL: "上级党委审批转正",
    StepName.ARCHIVE: "材料归档",
}

ORDER = {step: number for number, step in enumerate(STEPS)}

REPEATED = frozenset({StepName.OBSERVATION, StepName.PROBATION_OBSERVATION})
"""Steps that are taken again and again."""


class Stage(StrEnum):
    """How far somebody has come."""

    APPLICANT = "applicant"
    ACTIVIST = "activist"
    TARGET = "target"
    PROBATIONARY = "probationary"
    FULL = "full"
    ENDED = "ended"


STAGES = {
    Stage.APPLICANT: "入党申请人",
    Stage.ACTIVIST: "入党积极分子",
    Stage.TARGET: "发展对象",
    Stage.PROBATIONARY: "预备党员",
    Stage.FULL: "已转正",
    Stage.ENDED: "已终止",
}

_BEGINS = {
    StepName.CONFIRMATION_APPROVAL: Stage.FULL,
    StepName.ADMISSION: Stage.PROBATIONARY,
    StepName.TARGET: Stage.TARGET,
    StepName.ACTIVIST: Stage.ACTIVIST,
}
"""The step with which a stage begins, the last stage first."""


@dataclass
class DevelopmentStep(Part):
    """A step that was taken. `record` is the id of the record that proves it."""

    step: Annotated[StepName | None, Choice("step", "步骤", STEPS, required=True)] = None
    on: Annotated[date | None, Day("on", "日期")] = None
    record: Annotated[str, Text("record", "证明记录")] = ""
    note: Annotated[str, Text("note", "说明")] = ""


@dataclass
class Prospect(Part):
    """培养对象. `member` is the id in the ledger of the member he or she became."""

    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    gender: Annotated[str | None, Choice("gender", "性别", {"男": "男", "女": "女"})] = None
    birth_date: Annotated[date | None, Day("birth_date", "出生日期")] = None
    post: Annotated[str, Text("post", "工作岗位")] = ""
    mentors: Annotated[list[str], Names("mentors", "培养联系人")] = attribute(default_factory=list)
    sponsors: Annotated[list[str], Names("sponsors", "入党介绍人")] = attribute(
        default_factory=list
    )
    steps: Annotated[list[DevelopmentStep], Rows("steps", "步骤", DevelopmentStep)] = attribute(
        default_factory=list
    )
    member: Annotated[str, Text("member", "党员编号")] = ""
    ended_on: Annotated[date | None, Day("ended_on", "终止日期")] = None
    ended_reason: Annotated[str, Text("ended_reason", "终止原因")] = ""

    def has_ended_on(self, day: date) -> bool:
        return self.ended_on is not None and self.ended_on <= day

    def last_on(self, day: date, step: StepName) -> date | None:
        """The day on which a step was taken last, up to a day."""
        taken = [one.on for one in self.steps if one.step is step and one.on and one.on <= day]
        return max(taken, default=None)

    def stage_on(self, day: date) -> Stage:
        if self.has_ended_on(day):
            return Stage.ENDED
        return next(
            (stage for step, stage in _BEGINS.items() if self.last_on(day, step)), Stage.APPLICANT
        )
