"""Every kind of record, side by side. A new kind is added here and only here; keys are for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from zjdesk.agenda import Speech
from zjdesk.fields import (
    Choice,
    Count,
    Day,
    Flag,
    Hours,
    Lines,
    Name,
    Names,
    Prose,
    Text,
    Texts,
)
from zjdesk.kinds.kind import Kind
from zjdesk.participants import PersonField
from zjdesk.parts import Part, Rows
from zjdesk.record import AGENDA, Expected

if TYPE_CHECKING:
    from zjdesk.record import Record

TOPIC = Text("topic", "题目", required=True)
THEME = Text("theme", "主题", required=True)
SPEAKER = Name("speaker", "主讲人", required=True)
READINGS = Lines("readings", "学习篇目", hint="每行一篇")
PARTNER_UNITS = Texts("partner_units", "联学共建单位")

# ------------------------------------------------------------------------------ 支部党员大会

MEMBER_ASSEMBLY = Kind(
    key="member_assembly", name="支部党员大会", short="党员大会", title="{month}月党员大会"
)

# ------------------------------------------------------------------------------ 支部委员会会议

COMMITTEE_MEETING = Kind(
    key="committee_meeting",
    name="支部委员会会议",
    short="支委会",
    title="{month}月支部委员会会议",
    expects=Expected.COMMITTEE,
)

# ------------------------------------------------------------------------------ 党小组会

GROUP_MEETING = Kind(
    key="group_meeting",
    name="党小组会",
    short="党小组会",
    title="{group}{month}月党小组会",
    expects=Expected.GROUP,
)

# ------------------------------------------------------------------------------ 党课

LECTURER = Name("lecturer", "授课人", required=True)
OUTLINE = Prose("outline", "授课内容")
DISCUSSION = Prose("discussion", "讨论情况")

PARTY_LECTURE = Kind(
    key="party_lecture",
    name="党课",
    short="党课",
    title="{month}月党课",
    facts=(LECTURER, TOPIC),
    body=(OUTLINE, DISCUSSION),
    signatures=("授课人", "主持人", "记录人"),
)

# ------------------------------------------------------------------------------ 主题党日


@dataclass
class Step(Part):
    """One step of a 主题党日, taken or not."""

    step: Annotated[str, Text("step", "环节", required=True)] = ""
    done: Annotated[bool, Flag("done", "已开展")] = False
    note: Annotated[str, Text("note", "说明")] = ""


MODE = Choice("mode", "形式", {"offline": "线下", "online": "线上", "both": "线上线下结合"})
STEPS = Rows("steps", "活动环节", Step)
VOLUNTEER_HOURS = Hours("volunteer_hours", "志愿服务时长（小时）")

THEME_PARTY_DAY = Kind(
    key="theme_party_day",
    name="主题党日",
    short="主题党日",
    title="{month}月主题党日",
    facts=(THEME, MODE, PARTNER_UNITS, VOLUNTEER_HOURS),
    body=(STEPS, AGENDA),
    agenda="活动内容",
)

# ------------------------------------------------------------------------------ 研学1小时

UNIT_TYPE = Choice(
    "unit_type",
    "组织单位类别",
    {"branch": "党支部", "office": "处室", "group": "党小组"},
    required=True,
)
UNIT = Text("unit", "组织单位")
LEAD_READER = Name("lead_reader", "领学人")
POLICY_NOTES = Prose("policy_notes", "解读政策")
EXCHANGE = Rows("exchange", "讨论交流", Speech)
LINK_HISTORY = Prose("link_history", "联系历史学")
LINK_SITUATION = Prose("link_situation", "联系形势学")
LINK_SELF = Prose("link_self", "联系个人学")
SHARED_OUTCOME = Prose("shared_outcome", "成果共享")


def expected_at_study(record: Record) -> Expected:
    """The unit that studies; an office holds non-members too, so only those named are expected."""
    by_unit = {"office": Expected.NAMED, "group": Expected.GROUP}
    return by_unit.get(record[UNIT_TYPE] or "", Expected.BRANCH)


STUDY_SESSION = Kind(
    key="study_session",
    name="研学1小时",
    short="研学1小时",
    title="研学1小时：",
    facts=(UNIT_TYPE, UNIT, READINGS, LEAD_READER),
    body=(
        POLICY_NOTES,
        EXCHANGE,
        LINK_HISTORY,
        LINK_SITUATION,
        LINK_SELF,
        SHARED_OUTCOME,
        AGENDA,
    ),
    expects=expected_at_study,
)

# ------------------------------------------------------------------------------ 微党课

COLUMN = Choice(
    "column",
    "栏目",
    {
        "secretary_lecture": "书记微党课",
        "principal_forum": "校长微论坛",
        "teacher_reflection": "党员教师微感悟",
    },
    required=True,
)
LECTURE_TEXT = Prose("text", "讲稿")
MEDIA = Text("media", "音像资料")

MICRO_LECTURE = Kind(
    key="micro_lecture",
    name="微党课",
    short="微党课",
    title="微党课：",
    facts=(COLUMN, SPEAKER, TOPIC, MEDIA),
    body=(LECTURE_TEXT,),
    signatures=("主讲人", "记录人"),
)

# ------------------------------------------------------------------------------ 组织生活会


@dataclass
class Criticism(Part):
    """相互批评: what one member said to another."""

    by: Annotated[str, Name("by", "批评人", required=True)] = ""
    about: Annotated[str, Name("about", "被批评人", required=True)] = ""
    text: Annotated[str, Prose("text", "批评意见", required=True)] = ""


@dataclass
class Rectification(Part):
    """整改事项; open until `done_on`."""

    problem: Annotated[str, Text("problem", "问题", required=True)] = ""
    measure: Annotated[str, Text("measure", "整改措施")] = ""
    owner: Annotated[str, Name("owner", "责任人")] = ""
    due_on: Annotated[date | None, Day("due_on", "整改时限")] = None
    done_on: Annotated[date | None, Day("done_on", "完成日期")] = None
    done_note: Annotated[str, Text("done_note", "完成情况")] = ""


PREPARATION = Prose("preparation", "会前准备")
CRITICISMS = Rows("criticisms", "相互批评", Criticism)
RECTIFICATIONS = Rows("rectifications", "整改清单", Rectification)

ORG_LIFE_MEETING = Kind(
    key="org_life_meeting",
    name="组织生活会",
    short="组织生活会",
    title="{year}年度组织生活会",
    facts=(THEME,),
    body=(PREPARATION, AGENDA, CRITICISMS, RECTIFICATIONS),
)

# ------------------------------------------------------------------------------ 民主评议党员

DEMOCRATIC_APPRAISAL = Kind(
    key="democratic_appraisal",
    name="民主评议党员",
    short="民主评议",
    title="{year}年度民主评议党员",
)

# ------------------------------------------------------------------------------ 谈心谈话

TALKER = PersonField("talker", "谈话人", required=True)
INTERVIEWEE = PersonField("interviewee", "谈话对象", required=True)
RELATION = Text("relation", "谈话关系", hint="如：支委与党员")
TALK_CONTENT = Prose("content", "谈话内容")
OPINIONS = Prose("opinions", "意见建议")
TALK_OUTCOME = Prose("outcome", "落实情况")

HEART_TALK = Kind(
    key="heart_talk",
    name="谈心谈话",
    short="谈心谈话",
    title="谈心谈话记录",
    facts=(TALKER, INTERVIEWEE, RELATION),
    body=(TALK_CONTENT, OPINIONS, TALK_OUTCOME),
    expects=Expected.NOBODY,
    chaired=False,
    signatures=("谈话人", "谈话对象"),
)

# ------------------------------------------------------------------------------ 理论学习中心组学习

LEADER = Name("leader", "组长")
KEY_SPEAKERS = Names("key_speakers", "中心发言人")

CENTRAL_GROUP_STUDY = Kind(
    key="central_group_study",
    name="理论学习中心组学习",
    short="中心组学习",
    title="理论学习中心组学习",
    facts=(LEADER, TOPIC, READINGS, KEY_SPEAKERS),
    expects=Expected.NAMED,
)

# ------------------------------------------------------------------------------ 青年学堂


@dataclass
class Award(Part):
    """A prize won."""

    who: Annotated[str, Text("who", "获奖者", required=True)] = ""
    award: Annotated[str, Text("award", "奖项")] = ""
    level: Annotated[str, Text("level", "级别")] = ""


ACTIVITY = Choice(
    "activity",
    "活动形式",
    {"contest": "竞赛", "reading": "读书分享", "exhibition": "展览展示", "other": "其他"},
)
RESULTS = Rows("results", "活动结果", Award)

YOUTH_CLASS = Kind(
    key="youth_class",
    name="青年学堂",
    short="青年学堂",
    title="青年学堂：",
    facts=(ACTIVITY, TOPIC),
    body=(AGENDA, RESULTS),
    agenda="活动内容",
    expects=Expected.NAMED,
)

# ------------------------------------------------------------------------------ 专题培训

ORGANISER = Text("organiser", "主办单位")
DAYS = Hours("days", "培训天数")
LECTURERS = Names("lecturers", "授课人")

TRAINING = Kind(
    key="training",
    name="专题培训",
    short="培训",
    title="专题培训：",
    facts=(TOPIC, ORGANISER, DAYS, LECTURERS),
    agenda="培训内容",
    expects=Expected.NAMED,
    chaired=False,
    signatures=("负责人", "记录人"),
)

# ------------------------------------------------------------------------------ 镇教先锋说宣讲

AUDIENCE = Text("audience", "宣讲对象")
AUDIENCE_COUNT = Count("audience_count", "听众人数")

PUBLICITY_TALK = Kind(
    key="publicity_talk",
    name="镇教先锋说宣讲",
    short="宣讲",
    title="镇教先锋说：",
    facts=(SPEAKER, TOPIC, AUDIENCE, AUDIENCE_COUNT),
    agenda="宣讲内容",
    expects=Expected.NAMED,
    chaired=False,
    signatures=("主讲人", "记录人"),
)

# ------------------------------------------------------------------------------ 联学共建

OUTCOME = Prose("outcome", "联学成果")

JOINT_STUDY = Kind(
    key="joint_study",
    name="联学共建",
    short="联学共建",
    title="联学共建：",
    facts=(PARTNER_UNITS, THEME),
    body=(AGENDA, OUTCOME),
    agenda="活动内容",
)

# ------------------------------------------------------------------------------ 调研

PLACES = Texts("places", "调研地点")
PEOPLE_COUNT = Count("people_count", "访谈人数")
FINDINGS = Prose("findings", "调研发现")

SURVEY = Kind(
    key="survey",
    name="调研",
    short="调研",
    title="调研：",
    facts=(TOPIC, PLACES, PEOPLE_COUNT),
    body=(AGENDA, FINDINGS),
    agenda="调研过程",
    expects=Expected.NAMED,
    chaired=False,
    signatures=("调研人", "记录人"),
)

KINDS = {
    kind.key: kind
    for kind in (
        MEMBER_ASSEMBLY,
        COMMITTEE_MEETING,
        GROUP_MEETING,
        PARTY_LECTURE,
        THEME_PARTY_DAY,
        STUDY_SESSION,
        MICRO_LECTURE,
        ORG_LIFE_MEETING,
        DEMOCRATIC_APPRAISAL,
        HEART_TALK,
        CENTRAL_GROUP_STUDY,
        YOUTH_CLASS,
        TRAINING,
        PUBLICITY_TALK,
        JOINT_STUDY,
        SURVEY,
    )
}
