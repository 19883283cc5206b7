"""The rules of the development of members, as data: what a step asks for, and how surely we know.

Each has its article, source and the day from which it holds. What was only seen at second hand is
shown as such, never as law; a ledger may put local limits on top.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.fields import Choice, Count, Day, Text
from zjdesk.parts import Part, Rows
from zjdesk.periods import add_months
from zjdesk.prospects import STEPS, StepName

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sense(StrEnum):
    """What a limit means."""

    WITHIN = "within"
    """At the latest then."""
    FROM = "from"
    """Not before then."""
    ON = "on"
    """Then: not before, and soon after."""


class Certainty(StrEnum):
    """How surely a rule is known."""

    TEXT_SEEN = "text_seen"
    EXCERPT = "excerpt"
    SECOND_HAND = "second_hand"
    LOCAL = "local"


CERTAINTIES = {
    Certainty.TEXT_SEEN: "见于公开刊载的文本",
    Certainty.EXCERPT: "见于节录，待核对",
    Certainty.SECOND_HAND: "据他处转述，待核对",
    Certainty.LOCAL: "本地规定",
}


@dataclass(frozen=True)
class Rule:
    """When a step is due, counted from another, and what else it asks for (`note`)."""

    step: StepName
    source: str
    certainty: Certainty
    effective_from: date
    article: str = ""
    after: StepName | None = None
    sense: Sense = Sense.WITHIN
    months: int = 0
    days: int = 0
    is_usual: bool = False
    """Whether it says 一般: what normally holds."""
    repeats: bool = False
    """Whether the step is due again that long after it was taken."""
    note: str = ""
    dating: str = ""
    """What is to be said of `effective_from`, where it is not the day from which the rule holds."""

    @property
    def span(self) -> str:
        """The length of the limit in words: 1个月, 1年, 5天."""
        years, months = divmod(self.months, 12)
        parts = (f"{years}年" * bool(years), f"{months}个月" * bool(months))
        return "".join(parts) + f"{self.days}天" * bool(self.days or not self.months)

    @property
    def words(self) -> str:
        """What the rule says."""
        return "；".join(part for part in (self._limit, self.note) if part)

    @property
    def origin(self) -> str:
        """Where the rule is from, and how surely that is known."""
        doubts = (CERTAINTIES[self.certainty], self.dating)
        return f"{self.source}{self.article}（{'；'.join(filter(None, doubts))}）"

    @property
    def may_be_local(self) -> bool:
        """Whether a superior may set the limit otherwise: 预备期 itself is set by 党章 第7条."""
        return self.after is not None and self.sense is not Sense.ON

    @property
    def _limit(self) -> str:
        if self.after is None:
            return ""
        if self.repeats:
            return f"每{self.span}一次"
        start = f"“{STEPS[self.after]}”"
        if self.sense is Sense.WITHIN:
            return f"{'一般在' if self.is_usual else ''}{start}后{self.span}内"
        return f"{start}满{self.span}后" if self.sense is Sense.FROM else f"{start}起满{self.span}"

    def due_after(self, day: date) -> date:
        """The day of the limit; months are clamped to the end of the month."""
        return add_months(day, self.months) + timedelta(days=self.days)


@dataclass
class LocalLimit(Part):
    """A limit that the superior sets otherwise, with the reason or document."""

    step: Annotated[StepName | None, Choice("step", "步骤", STEPS, required=True)] = None
    months: Annotated[int | None, Count("months", "月", most=120)] = None
    days: Annotated[int | None, Count("days", "天", most=366)] = None
    reason: Annotated[str, Text("reason", "依据", required=True)] = ""


LOCAL_LIMITS = Rows("development.limits", "发展党员的本地期限", LocalLimit)
"""The setting of a ledger that holds its local limits."""

Rules: TypeAlias = Mapping[StepName, Rule]


def rules_on(day: date, local: Iterable[LocalLimit] = ()) -> dict[StepName, Rule]:
    """The rule of each step in force on a day, local limits on top."""
    found: dict[StepName, Rule] = {}
    for rule in sorted(RULES, key=lambda rule: rule.effective_from):
        if rule.effective_from <= day:
            found[rule.step] = rule
    for limit in local:
        national = found.get(limit.step) if limit.step else None
        if national is not None and national.may_be_local:
            found[national.step] = replace(
                national, months=limit.months or 0, days=limit.days or 0,
                is_usual=False, source=limit.reason, article="", dating="",
                certainty=Certainty.LOCAL,
            )  # fmt: skip
    return found


def read_limits(value: Any) -> list[LocalLimit]:
    """Local limits from the setting. Raises LedgerDamaged if it holds something else."""
    problems: list[Problem] = []
    limits = LOCAL_LIMITS.read(value, Place().field(LOCAL_LIMITS.key, LOCAL_LIMITS.label), problems)
    if problems:
        raise LedgerDamaged(
            f"台账里有读不懂的设置：{problems[0]}", hint="台账没有改动。请升级程序后再试。"
        )
    return limits


# ------------------------------------------------------------------------------ the rules

_CHART = "《发展党员工作流程图》（2014年）"
_REVISED = "《中国共产党发展党员工作细则》（2026年修订）"


def _chart(step: StepName, **values: Any) -> Rule:
    """A rule of 2014, as excerpts of the chart of the 25 steps have it."""
    return Rule(step, source=_CHART, certainty=Certainty.EXCERPT, effective_from=_IN_2014, **values)


def _revised(step: StepName, article: str, **values: Any) -> Rule:
    """A rule of the revision of 2026, whose own text nobody here has read."""
    return Rule(
        step,
        source=_REVISED,
        article=article,
        certainty=Certainty.SECOND_HAND,
        effective_from=_IN_2026,
        dating=f"{Day('', '').show(_IN_2026)}公布，施行日期未见",
        **values,
    )


_IN_2014 = date(2014, 1, 1)
"""Of the chart only the year was seen."""
_IN_2026 = date(2026, 5, 18)
"""The revision was published that day; from when it holds was not seen."""

_TALK: Any = {"after": StepName.APPLICATION, "months": 1}
_MENTORS: Any = {"note": "1至2名正式党员"}
_OBSERVATION: Any = {"after": StepName.ACTIVIST, "months": 6, "repeats": True}
_TARGET: Any = {"after": StepName.ACTIVIST, "sense": Sense.FROM, "months": 12}
_SPONSORS: Any = {"note": "2名正式党员；受留党察看处分、尚未恢复党员权利的不能作介绍人"}
_TRAINING: Any = {"note": "不少于3天或24学时"}
_PRE_EXAMINATION: Any = {"note": "3个月内将离开工作单位的，一般不办理"}
_APPROVAL: Any = {
    "after": StepName.ADMISSION, "months": 3, "note": "特殊情况可适当延长，不超过6个月"
}  # fmt: skip
_PROBATION: Any = {"after": StepName.ADMISSION, "sense": Sense.ON, "months": 12}
_CONFIRMATION: Any = {
    "note": "按期转正，或延长预备期一次（不少于半年、不超过1年），或取消预备党员资格"
}
_CONFIRMATION_APPROVAL: Any = {"after": StepName.CONFIRMATION, "months": 3}

RULES = (
    _chart(StepName.APPLICATION, note="年满18岁"),
    _chart(StepName.TALK, **_TALK),
    _chart(StepName.ACTIVIST, note="支部委员会研究决定"),
    _chart(StepName.MENTORS, **_MENTORS),
    _chart(StepName.OBSERVATION, **_OBSERVATION),
    _chart(StepName.TARGET, **_TARGET),
    _chart(StepName.SPONSORS, **_SPONSORS),
    _chart(StepName.POLITICAL_REVIEW, note="未经政治审查或审查不合格的不能发展"),
    _chart(StepName.TRAINING, **_TRAINING),
    _chart(StepName.PRE_EXAMINATION, **_PRE_EXAMINATION),
    _chart(StepName.ADMISSION_APPROVAL, **_APPROVAL),
    _chart(StepName.CONFIRMATION_REQUEST, **_PROBATION),
    _chart(StepName.CONFIRMATION, **_CONFIRMATION),
    _chart(StepName.CONFIRMATION_APPROVAL, **_CONFIRMATION_APPROVAL),
    _revised(StepName.APPLICATION, "第6条", note="年满18岁"),
    _revised(StepName.TALK, "第7条", **_TALK),
    _revised(StepName.ACTIVIST, "第8条", note="支部委员会研究决定"),
    _revised(StepName.ACTIVIST_FILING, "第8条"),
    _revised(StepName.MENTORS, "第9条", **_MENTORS),
    _revised(StepName.OBSERVATION, "第11条", **_OBSERVATION),
    _revised(
        StepName.TARGET, "第13条", **_TARGET,
        note="事先公示不少于5个工作日；报上级党委备案还是同意，各处说法不一",
    ),
    _revised(StepName.POLITICAL_REVIEW, "第16条", note="未经政治审查或审查不合格的不能发展"),
    _revised(StepName.TRAINING, "第17条", **_TRAINING),
    _revised(StepName.PRE_EXAMINATION, "第18条", **_PRE_EXAMINATION),
    _revised(
        StepName.ADMISSION, "第19、20条", after=StepName.PRE_EXAMINATION, months=1,
        note="无记名投票，一次讨论一人",
    ),
    _revised(StepName.ADMISSION_APPROVAL, "第25条", **_APPROVAL),
    _revised(StepName.OATH, "第29条", after=StepName.ADMISSION_APPROVAL, months=1, is_usual=True),
    _revised(StepName.CONFIRMATION_REQUEST, "第28、31条", **_PROBATION),
    _revised(StepName.CONFIRMATION, "第32条", **_CONFIRMATION),
    _revised(StepName.CONFIRMATION_APPROVAL, "第33条", **_CONFIRMATION_APPROVAL),
    _revised(StepName.ARCHIVE, "第36条"),
)  # fmt: skip
"""Every rule that ever held; the newest for its step counts."""
