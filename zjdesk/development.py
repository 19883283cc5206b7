"""Development of members: what is due next for whom, and the rule that says so.

Lateness is told and never stands in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

from zjdesk.errors import NotAllowed
from zjdesk.people import Category, Member
from zjdesk.periods import add_months
from zjdesk.prospects import ORDER, STEPS, Stage, StepName
from zjdesk.roster_events import probation_end
from zjdesk.step_rules import Sense, rules_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zjdesk.people import Branch
    from zjdesk.prospects import Prospect
    from zjdesk.step_rules import LocalLimit, Rule, Rules

SOON_DAYS = 30
"""So many days ahead something counts as due soon."""
LEAST_AGE = 18
"""Of an applicant (党章 第1条)."""


class Urgency(IntEnum):
    """How much something presses, the most pressing first."""

    LATE = 1
    SOON = 2
    CALM = 3


@dataclass(frozen=True)
class Due:
    """What comes next. `state` says in words how it stands; without a day there is no limit."""

    step: StepName
    due_on: date | None
    urgency: Urgency
    state: str
    rule: Rule | None = None

    @property
    def what(self) -> str:
        return STEPS[self.step]


@dataclass(frozen=True)
class Track:
    """Somebody on the way: as 培养对象, as 预备党员 of the roster, or as both."""

    name: str
    stage: Stage
    dues: Sequence[Due]
    prospect: Prospect | None = None
    member: Member | None = None


# ------------------------------------------------------------------------------ what is due


def tracks(branch: Branch, today: date, rules: Rules) -> list[Track]:
    """Everybody who is on the way, by stage; whoever has most pressing things due goes first."""
    members = {member.id: member for member in branch.members}
    found = [
        _track(prospect, members.get(prospect.member), today, rules)
        for prospect in branch.prospects
    ]
    followed = {track.member.id for track in found if track.member}
    found += [
        Track(member.name, Stage.PROBATIONARY, [due], member=member)
        for member in branch.members_on(today)
        if member.id not in followed and (due := confirmation_due(member, today, rules))
    ]
    order = list(Stage)
    return sorted(found, key=lambda track: (order.index(track.stage), *_pressing(track)))


def next_due(
    prospect: Prospect,
    today: date,
    rules: Rules,
    *,
    member: Member | None = None,
) -> list[Due]:
    """What is due next for somebody, the most pressing first; `member` is who he or she became.

    Of who has left the branch nothing is due in it any more.
    """
    if prospect.has_ended_on(today) or _has_left(member, today):
        return []
    way = _Way(prospect, member, today)
    dues = list(_limits(way, rules))
    following = way.reached + 1
    is_named = any(ORDER[due.step] == following for due in dues)
    if following < len(STEPS) and not is_named:
        step = list(STEPS)[following]
        dues.append(Due(step, None, Urgency.CALM, "下一步", rules.get(step)))
    return sorted(dues, key=lambda due: (due.urgency, due.due_on or date.max, ORDER[due.step]))


def confirmation_due(member: Member, today: date, rules: Rules) -> Due | None:
    """What is due next for a probationer of the roster who is on no track; else None."""
    is_over = member.full_on is not None and member.full_on <= today
    rule = rules.get(StepName.CONFIRMATION_REQUEST)  # none where the clock of the PC is dead
    if is_over or rule is None or member.category_on(today) is not Category.PROBATIONARY:
        return None
    end = probation_end(member)
    if end is None:
        state = "没有填写入党日期，算不出预备期满的日子"
        return Due(rule.step, None, Urgency.SOON, state, rule)
    return _due(rule, end, today, is_extended=member.probation_until is not None)


def remarks(
    prospect: Prospect, local: Sequence[LocalLimit] = (), *, member: Member | None = None
) -> dict[str, str]:
    """What is to be said of the days of steps that were taken, by the id of the step.

    Each is held against the rule that was in force on its day. Nothing of it stands in the way.
    """
    found: dict[str, str] = {}
    for one in prospect.steps:
        if one.step is not None and one.on is not None:
            rule = rules_on(one.on, local).get(one.step)
            told = [
                _out_of_order(prospect, one.step, one.on),
                _too_young(prospect, one.step, one.on),
                _in_probation(prospect, one.step, one.on, member),
                _off_limit(prospect, rule, one.on, member) if rule else "",
            ]
            if any(told):
                found[one.id] = "；".join(filter(None, told))
    return found


def enrol(branch: Branch, prospect: Prospect, today: date) -> Member:
    """Enter somebody whom the assembly has admitted into the roster, as 预备党员 of that day.

    Raises NotAllowed if it has not, or if he or she is in the roster already.
    """
    known = [(one.name, one.birth_date) for one in branch.members]
    if prospect.member:
        raise NotAllowed(f"{prospect.name}已经在党员名册里")
    if prospect.has_ended_on(today):
        raise NotAllowed(
            f"{prospect.name}的培养已经终止，不能编入名册", hint="终止有误的，请先“恢复培养”。"
        )
    if (prospect.name, prospect.birth_date) in known:
        raise NotAllowed(
            f"党员名册里已有{prospect.name}，出生日期也相同",
            hint="是同一人的，请在培养档案里对应到那名党员；不是的，请先核对出生日期。",
        )
    admitted_on = prospect.last_on(today, StepName.ADMISSION)
    if admitted_on is None:
        raise NotAllowed("请先填写支部大会讨论接收的日期", hint="通过之日就是入党日期。")
    member = Member(
        start=admitted_on,
        name=prospect.name,
        gender=prospect.gender,
        birth_date=prospect.birth_date,
        category=Category.PROBATIONARY,
        joined_on=admitted_on,
        post=prospect.post,
    )
    branch.members.append(member)
    prospect.member = member.id
    return member


# ------------------------------------------------------------------------------ remarks


def _out_of_order(prospect: Prospect, step: StepName, day: date) -> str:
    """The last of the earlier steps that was taken for the first time after that day."""
    first = {
        earlier: min(days)
        for earlier in list(STEPS)[: ORDER[step]]
        if (days := [one.on for one in prospect.steps if one.step is earlier and one.on])
    }
    late = [earlier for earlier, on in first.items() if day < on]
    return f"早于“{STEPS[late[-1]]}”" if late else ""


def _too_young(prospect: Prospect, step: StepName, day: date) -> str:
    born = prospect.birth_date
    if step is not StepName.APPLICATION or born is None or day >= add_months(born, 12 * LEAST_AGE):
        return ""
    return f"未满{LEAST_AGE}周岁"


def _in_probation(prospect: Prospect, step: StepName, day: date, member: Member | None) -> str:
    """Confirmed before probation was over. An extension may have been decided at that meeting."""
    if step is not StepName.CONFIRMATION:
        return ""
    joined_on = (member and member.joined_on) or prospect.last_on(day, StepName.ADMISSION)
    is_last = member is not None and member.full_on == day
    until = member.probation_until if member and is_last else None
    end = probation_end(Member(joined_on=joined_on, probation_until=until))
    return f"预备期还差{(end - day).days}天满" if end and day < end else ""


def _off_limit(prospect: Prospect, rule: Rule, day: date, member: Member | None) -> str:
    until = day - timedelta(days=1) if rule.repeats else day
    start = _start(rule, partial(prospect.last_on, until))
    if start is None:
        return ""
    limit = rule.due_after(start)
    if rule.sense is Sense.ON and member is not None and member.probation_until:
        limit = max(limit, member.probation_until)
    late = (day - limit).days
    if late > 0 and rule.sense is not Sense.FROM:
        return f"比期限晚{late}天"
    return f"不满{rule.span}，差{-late}天" if late < 0 and rule.sense is Sense.FROM else ""


# ------------------------------------------------------------------------------ inside


class _Way:
    """How far somebody has come on a day, in the round of probation that counts."""

    def __init__(self, prospect: Prospect, member: Member | None, today: date) -> None:
        self.prospect = prospect
        self.member = member
        self.today = today
        self.until = member.probation_until if member else None
        taken = {step for step in STEPS if self.last(step)}
        self.reached = max((ORDER[step] for step in taken), default=-1)
        if member is not None and (member.is_full_on(today) or member.full_on == today):
            self.reached = max(self.reached, ORDER[StepName.CONFIRMATION_APPROVAL])

    def last(self, step: StepName) -> date | None:
        """The day of a step; the roster knows that of the admission, even where no step does."""
        day = self.prospect.last_on(self.today, step)
        if day is None and step is StepName.ADMISSION and self.member is not None:
            joined_on = self.member.joined_on
            return joined_on if joined_on and joined_on <= self.today else None
        if day and self.until and step in _ROUND and day < add_months(self.until, -3):
            return None
        return day


_ROUND = {StepName.CONFIRMATION_REQUEST, StepName.CONFIRMATION, StepName.CONFIRMATION_APPROVAL}
"""Steps that are taken once more after an extension. It lasts half a year at least, so that those
of the first round lie more than three months before its end."""


def _track(prospect: Prospect, member: Member | None, today: date, rules: Rules) -> Track:
    stage = prospect.stage_on(today)
    has_left = _has_left(member, today)
    if stage is not Stage.ENDED and member is not None and (has_left or member.belongs_on(today)):
        is_full = member.category_on(today) is Category.FULL
        stage = Stage.FULL if is_full else Stage.ENDED if has_left else Stage.PROBATIONARY
    dues = next_due(prospect, today, rules, member=member)
    return Track(prospect.name, stage, dues, prospect=prospect, member=member)


def _has_left(member: Member | None, today: date) -> bool:
    return member is not None and member.end is not None and member.end <= today


def _limits(way: _Way, rules: Rules) -> Iterator[Due]:
    """The limits that run: their clock has started, and no later step has been taken."""
    for rule in rules.values():
        is_behind = ORDER[rule.step] < way.reached + (not rule.repeats)
        start = None if is_behind else _start(rule, way.last)
        if start is None:
            continue
        if rule.sense is Sense.ON and way.until:
            yield _due(rule, way.until, way.today, is_extended=True)
        else:
            yield _due(rule, rule.due_after(start), way.today)


def _start(rule: Rule, last: Callable[[StepName], date | None]) -> date | None:
    """The day from which a limit is counted; `last` gives the day of a step."""
    start = last(rule.after) if rule.after else None
    again = last(rule.step) if rule.repeats else None
    return max(start, again) if start and again else start


def _due(rule: Rule, day: date, today: date, *, is_extended: bool = False) -> Due:
    left = (day - today).days
    if rule.sense is Sense.FROM:
        reached = f"已满{rule.span}，可以办"
        state = f"还差{left}天满{rule.span}" if left > 0 else reached
        return Due(rule.step, day, Urgency.CALM, state, rule)
    if rule.sense is Sense.ON:
        what = "延长的预备期" if is_extended else "预备期"
        words = (f"{what}满还有{left}天", f"今天{what}满", f"{what}满已{-left}天")
    else:
        words = (f"还有{left}天", "今天到期", f"已超过{-left}天")
    urgency = Urgency.LATE if left < 0 else Urgency.SOON if left <= SOON_DAYS else Urgency.CALM
    return Due(rule.step, day, urgency, words[0 if left > 0 else 1 if left == 0 else 2], rule)


def _pressing(track: Track) -> tuple[int, date]:
    first = next(iter(track.dues), None)
    return (first.urgency, first.due_on or date.max) if first else (Urgency.CALM, date.max)
