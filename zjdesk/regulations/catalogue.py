"""Every rule, side by side. A new rule is added here and only here; keys are for ever.

“一般” is a norm with exceptions: what is missing is told, nothing is forbidden. Where sources
disagree the stricter one is the value, and the note says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from zjdesk.fields import Choice, Count, Day
from zjdesk.regulations.rule import Rule, Version
from zjdesk.regulations.values import (
    BALLOTS,
    BASES,
    BODIES,
    FIRSTS,
    FREE_MONTHS,
    FREQUENCIES,
    LISTED_REASONS,
    MOSTS,
    REDUCTION_REASONS,
    SHARES,
    TWICE,
    WHOLES,
    WRITINGS,
    Ballot,
    Base,
    Body,
    First,
    Frequency,
    Months,
    Most,
    ReductionReasons,
    Share,
    Twice,
    Whole,
    Written,
)
from zjdesk.step_rules import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zjdesk.fields import Field

EDITION = "2026-11"
"""Of the rules below; a 定稿 keeps it with the values by which it was judged."""


@dataclass(frozen=True)
class _Source:
    """Where rules stand, since when, and how surely that is known of most of them."""

    name: str
    since: date
    certainty: Certainty
    dating: str = ""


# No day of effect was seen, of some texts the year: the days are from general knowledge.
_BRANCH = _Source(
    "《中国共产党支部工作条例（试行）》", date(2018, 10, 28), Certainty.EXCERPT, "约2018年起"
)
_EDUCATION = _Source(
    "《中国共产党党员教育管理工作条例》", date(2019, 5, 6), Certainty.TEXT_SEEN, "约2019年起"
)
_ELECTION = _Source(
    "《中国共产党基层组织选举工作条例》", date(2020, 7, 13), Certainty.SECOND_HAND, "约2020年起"
)
_ADMISSION = _Source(
    "《发展党员工作流程图》及有关规定", date(2014, 1, 1), Certainty.SECOND_HAND, "约2014年起"
)
_REVISED = _Source(
    "《中国共产党发展党员工作细则》（2026年修订）", date(2026, 5, 18), Certainty.SECOND_HAND,
    "2026年5月18日公布，施行日期未见",
)  # fmt: skip
_SCHOOL = _Source(
    "《关于建立中小学校党组织领导的校长负责制的意见（试行）》", date(2022, 1, 1),
    Certainty.EXCERPT, "约2022年起",
)  # fmt: skip
_TERM = _Source(
    "《关于党的基层组织任期的意见》", date(2018, 7, 1), Certainty.SECOND_HAND, "约2018年起"
)
_PLAN = _Source(
    "《2019—2023年全国党员教育培训工作规划》", date(2019, 11, 1), Certainty.SECOND_HAND,
    "约2019年起",
)  # fmt: skip
_UNSEEN = "据他处转述，修订后的要求不变；没有见到原文"
_CUSTOM = _Source("各地通行做法", date(2018, 10, 28), Certainty.LOCAL)
_HEARD = _Source("各地通行做法", date(2018, 10, 28), Certainty.SECOND_HAND)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def _version(value: T, source: _Source, **more: Any) -> Version[T]:
    known: dict[str, Any] = {"certainty": source.certainty, "dating": source.dating} | more
    return Version(value, source.name, source.since, **known)


def _one_of(
    key: str, label: str, options: Mapping[E, str], value: E, source: _Source, *later: Version[E],
    is_fixed: bool = False, **more: Any,
) -> Rule[E]:  # fmt: skip
    choice: Field[Any] = Choice(key, label, options)
    return Rule(choice, (_version(value, source, **more), *later), is_fixed)


def _number(
    key: str, label: str, value: int, source: _Source, *, most: int, is_fixed: bool = False,
    **more: Any,
) -> Rule[int]:  # fmt: skip
    return Rule(Count(key, label, most=most), (_version(value, source, **more),), is_fixed)


# How often.

ASSEMBLY = _one_of(
    "frequency.member_assembly", "支部党员大会", FREQUENCIES, Frequency.QUARTERLY,
    _BRANCH, article="第11条", note="一般每季度召开一次",
)  # fmt: skip
COMMITTEE = _one_of(
    "frequency.committee_meeting", "支部委员会会议", FREQUENCIES, Frequency.MONTHLY,
    _BRANCH, article="第12条", note="一般每月召开一次；不设支委会的不要求",
)  # fmt: skip
GROUP = _one_of(
    "frequency.group_meeting", "党小组会", FREQUENCIES, Frequency.MONTHLY,
    _BRANCH, article="第13、14条", note="各党小组一般每月召开一次",
)  # fmt: skip
LECTURE = _one_of(
    "frequency.party_lecture", "党课", FREQUENCIES, Frequency.QUARTERLY,
    _CUSTOM, note="条例没有写次数；各地要求每季度、每学期或每年不等",
)  # fmt: skip
SECRETARY_LECTURE = _one_of(
    "frequency.secretary_lecture", "书记讲党课", FREQUENCIES, Frequency.YEARLY,
    _CUSTOM, note="见到的条文说的是党委书记每年至少一次；支部书记按各地要求",
)  # fmt: skip
THEME_DAY = _one_of(
    "frequency.theme_party_day", "主题党日", FREQUENCIES, Frequency.MONTHLY,
    _EDUCATION, article="第16条", note="每月相对固定一天",
)  # fmt: skip
LIFE_MEETING = _one_of(
    "frequency.org_life_meeting", "组织生活会", FREQUENCIES, Frequency.YEARLY,
    _BRANCH, article="第17条", note="每年至少一次，一般在第四季度",
)  # fmt: skip
APPRAISAL = _one_of(
    "frequency.democratic_appraisal", "民主评议党员", FREQUENCIES, Frequency.YEARLY,
    _BRANCH, article="第18条", note="一般每年一次，可与组织生活会一并进行",
)  # fmt: skip
TALKS = _one_of(
    "frequency.heart_talk", "谈心谈话", FREQUENCIES, Frequency.YEARLY,
    _HEARD, note="支委之间、支委与党员、党员之间每年不少于一次",
)  # fmt: skip
CENTRAL_STUDY = _one_of(
    "frequency.central_group_study", "理论学习中心组学习", FREQUENCIES, Frequency.NEVER,
    _HEARD, note="是党委的职责，支部一般不要求；学校自行组织的可改",
)  # fmt: skip
STUDY = _one_of(
    "frequency.study_session", "研学1小时", FREQUENCIES, Frequency.NEVER,
    _CUSTOM, note="未见规定的次数；有要求的请改",
)  # fmt: skip
COMMITTEE_FROM = _number(
    "committee.from", "正式党员满几人设支委会", 7, _BRANCH, most=50,
    note="正式党员7人以上设支部委员会",
)  # fmt: skip
YEARLY_UNTIL = _number(
    "yearly.until_month", "组织生活会、民主评议最迟开到次年几月", 3,
    _CUSTOM, most=12, note="所属年度与召开日期不同；已见的通知在次年1月至3月召开",
)  # fmt: skip
FREE = _one_of(
    "duties.free_months", "按月的要求在哪些月份不计", FREE_MONTHS, Months.NONE,
    _CUSTOM, note="有的上级要求含假期",
)  # fmt: skip
TWO_DUTIES = _one_of(
    "duties.twice", "一次活动可否算作两种", TWICE, Twice.YES,
    _CUSTOM, note="打印的表里注明“同时算作”",
)  # fmt: skip
SINCE: Rule[date | None] = Rule(
    Day("duties.since", "从哪一天起计（以前的不要求）"),
    (_version(None, _CUSTOM, note="以前的记录不在台账里时填写"),),
)
REMIND_ON = _number(
    "duties.remind_on",
    "每月几日起提醒当月未开的",
    20,
    _CUSTOM,
    most=31,
    note="到这一天还没有开的，首页提醒",
)
THEME_DAY_ON = _number(
    "duties.theme_day_on", "主题党日固定在每月几日（0为不固定）", 0,
    _CUSTOM, most=31, note="《党员教育管理工作条例》第16条：相对固定一天",
)  # fmt: skip

# Which body decides.

BODY_ADMISSION = _one_of(
    "body.admission", "接收、转正、延长、取消资格：由谁决定", BODIES, Body.ASSEMBLY,
    _BRANCH, article="第11条",
    note="接收预备党员、转正、延长预备期、取消预备党员资格，由党员大会讨论和表决",
)  # fmt: skip
BODY_ELECTION = _one_of(
    "body.election", "选举支部委员、党代表：由谁决定", BODIES, Body.ASSEMBLY,
    _BRANCH, article="第11条", note="支委会会议只选举书记、副书记",
)  # fmt: skip
BODY_DISCIPLINE = _one_of(
    "body.discipline", "表彰、处置、处分党员：由谁决定", BODIES, Body.ASSEMBLY,
    _BRANCH, article="第11条", note="对党员的表彰表扬、组织处置、纪律处分，由党员大会讨论决定",
)  # fmt: skip
DISCUSSED_FIRST = _one_of(
    "body.discussed_first", "重要事项提交党员大会前：先由谁讨论", FIRSTS, First.COMMITTEE,
    _BRANCH, article="第12条", note="一般应当经支委会会议讨论",
)  # fmt: skip

# Votes.

QUORUM = _one_of(
    "quorum.general", "党员大会表决：到会", SHARES, Share.HALF,
    _BRANCH, article="第11条", note="半数以上有表决权的党员到会方可进行",
)  # fmt: skip
QUORUM_ADMISSION = _one_of(
    "quorum.admission", "接收预备党员、转正：到会", SHARES, Share.OVER_HALF,
    _ADMISSION, _version(Share.OVER_HALF, _REVISED, note=_UNSEEN),
    note="实到会有表决权的须超过应到的半数",
)  # fmt: skip
QUORUM_COMMITTEE = _one_of(
    "quorum.committee", "支委会：到会", SHARES, Share.HALF,
    _BRANCH, article="第12条", note="半数以上委员到会方可进行",
)  # fmt: skip
QUORUM_SCHOOL = _one_of(
    "quorum.school_body", "学校党组织会议决定干部任免等：到会", SHARES, Share.TWO_THIRDS,
    _SCHOOL, note="一般事项半数以上，干部任免等重要事项三分之二以上",
)  # fmt: skip
QUORUM_SCHOOL_ORDINARY = _one_of(
    "quorum.school_ordinary", "学校党组织会议一般事项：到会", SHARES, Share.HALF,
    _SCHOOL, is_fixed=True, note="半数以上班子成员到会方能召开；以支委会开的，按“支委会：到会”判定",
)  # fmt: skip
QUORUM_ELECTION = _one_of(
    "quorum.election", "选举：到会", SHARES, Share.FOUR_FIFTHS,
    _ELECTION, note="有选举权的到会不少于应到会的五分之四",
)  # fmt: skip
MAJORITY = _one_of(
    "majority.general", "党员大会表决：赞成", SHARES, Share.OVER_HALF,
    _BRANCH, article="第11条", note="赞成超过应到会有表决权党员的半数为通过",
)  # fmt: skip
MAJORITY_ADMISSION = _one_of(
    "majority.admission", "接收预备党员、转正：赞成", SHARES, Share.OVER_HALF,
    _ADMISSION, _version(Share.OVER_HALF, _REVISED, note=_UNSEEN),
    note="赞成须超过应到会有表决权的正式党员的半数",
)  # fmt: skip
MAJORITY_COMMITTEE = _one_of(
    "majority.committee", "支委会：赞成", SHARES, Share.OVER_HALF,
    _CUSTOM, note="条例没有写；按超过应到委员的半数",
)  # fmt: skip
MAJORITY_SCHOOL = _one_of(
    "majority.school_body", "学校党组织会议：赞成", SHARES, Share.OVER_HALF,
    _CUSTOM, note="未见到原文；按超过应到成员的半数",
)  # fmt: skip
ELECTION_BASE = _one_of(
    "election.base", "选举：得票按什么人数过半", BASES, Base.EXPECTED,
    _HEARD, note="各处说法不一：有的按应到，有的按实到；默认取较严的应到，两个数都显示",
)  # fmt: skip
BALLOT_ADMISSION = _one_of(
    "ballot.admission", "接收预备党员、转正：表决方式", BALLOTS, Ballot.SECRET,
    _ADMISSION, _version(Ballot.SECRET, _REVISED, article="第19、20条", note=_UNSEEN),
    note="无记名投票，一次讨论一人",
)  # fmt: skip
BALLOT_ELECTION = _one_of(
    "ballot.election", "选举：表决方式", BALLOTS, Ballot.SECRET,
    _ELECTION, note="无记名投票，不能委托他人代投",
)  # fmt: skip
BALLOT_APPRAISAL = _one_of(
    "ballot.appraisal", "民主测评：表决方式", BALLOTS, Ballot.SECRET,
    _HEARD, note="无记名填写，测评情况由党支部掌握",
)  # fmt: skip
WRITTEN = _one_of(
    "written.opinions", "未到会党员会前交来的书面意见", WRITINGS, Written.ADMISSIONS,
    _ADMISSION, _version(Written.ADMISSIONS, _REVISED, note=_UNSEEN),
    note="正式党员会前交来的书面意见统计在票数内；选举和其他表决不计入",
)  # fmt: skip
REDUCTIONS = _one_of(
    "reductions.reasons", "可以不计入应到的情形", REDUCTION_REASONS, ReductionReasons.LISTED,
    _ELECTION, is_fixed=True,
    note="\n".join(("须报上级党组织同意，并经党员大会通过：", *LISTED_REASONS)),
)  # fmt: skip
EXCELLENT = _one_of(
    "appraisal.excellent", "民主评议：优秀的比例", MOSTS, Most.THIRD,
    _HEARD, note="一般不超过；舍去小数",
)  # fmt: skip
EXCELLENT_OF = _one_of(
    "appraisal.base", "民主评议：优秀的比例按什么人数算", WHOLES, Whole.GRADED,
    _CUSTOM, note="条文说的是党员总数，没有写预备党员是否计算；默认取较严的参评人数",
)  # fmt: skip

# Hours, terms, probation.

MEMBER_HOURS = _number(
    "hours.member", "党员每年集中学习培训学时", 32, _EDUCATION, most=500,
    article="第20条", note="一般不少于",
)  # fmt: skip
COMMITTEE_HOURS = _number(
    "hours.committee", "支部书记和委员每年学时", 56,
    _PLAN, most=500,
    note="2024—2028年规划的数字未见到，暂按原规划",
)  # fmt: skip
TERM_YEARS = _number(
    "term.years", "支部委员会每届几年", 3, _TERM, most=10,
    note="村、社区5年；延期或提前要报上级批准，一般不超过1年",
)  # fmt: skip
TERM_NOTICE = _number(
    "term.notice_months",
    "任期届满前几个月提醒换届",
    6,
    _TERM,
    most=24,
    note="届满前先向上级请示，再筹备换届",
)
ABSENT_MONTHS = _number(
    "absence.months", "连续几个月没有参加组织生活时提醒", 3, _CUSTOM, most=24,
    note="先了解情况；没有正当理由的，见“自行脱党”一条",
)  # fmt: skip
LONG_ABSENCE = _number(
    "absence.long_months", "连续几个月无正当理由不参加组织生活，按自行脱党处理", 6, _EDUCATION,
    most=24, is_fixed=True, article="第31条", note="不交党费、不做所分配的工作的也是；须先教育",
)  # fmt: skip
LATE_DAYS = _number(
    "record.late_days",
    "会后超过几天才记的注明补记",
    3,
    _CUSTOM,
    most=60,
    note="只是注明，不妨碍定稿",
)

RULES: Mapping[str, Rule[Any]] = {
    rule.field.key: rule
    for rule in (
        ASSEMBLY, COMMITTEE, COMMITTEE_FROM, GROUP, LECTURE, SECRETARY_LECTURE, THEME_DAY,
        LIFE_MEETING, APPRAISAL, YEARLY_UNTIL, TALKS, STUDY, CENTRAL_STUDY,
        FREE, TWO_DUTIES, SINCE, REMIND_ON, THEME_DAY_ON,
        BODY_ADMISSION, BODY_ELECTION, BODY_DISCIPLINE, DISCUSSED_FIRST,
        QUORUM, MAJORITY, QUORUM_ADMISSION, MAJORITY_ADMISSION, BALLOT_ADMISSION,
        WRITTEN, QUORUM_COMMITTEE, MAJORITY_COMMITTEE,
        QUORUM_SCHOOL_ORDINARY, QUORUM_SCHOOL, MAJORITY_SCHOOL,
        QUORUM_ELECTION, ELECTION_BASE, BALLOT_ELECTION, REDUCTIONS, BALLOT_APPRAISAL,
        EXCELLENT, EXCELLENT_OF,
        MEMBER_HOURS, COMMITTEE_HOURS, TERM_YEARS, TERM_NOTICE, ABSENT_MONTHS, LONG_ABSENCE,
        LATE_DAYS,
    )
}  # fmt: skip
"""Every rule by its key, in the order in which people look them up."""

CHAPTERS = {
    "应开的会议和活动": ("frequency.", "committee.from", "yearly.", "duties."),
    "表决": (
        "body.",
        "quorum.",
        "majority.",
        "election.",
        "ballot.",
        "appraisal.",
        "written.",
        "reductions.",
    ),
    "学时、任期和其他": ("hours.", "term.", "absence.", "record."),
}
"""Headings, and how the keys of their rules begin."""

JUDGING = tuple(
    rule for key, rule in RULES.items() if key.startswith((*CHAPTERS["表决"], "record."))
)
"""The rules by which a record is judged."""
