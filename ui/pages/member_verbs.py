"""What is done with members by one click and a date: 转正, 调组, 转出, and the like.

Each is one step that can be undone; the history is filled in by zjdesk/roster_events.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.forms.desk import Desk
from ui.forms.member_inputs import member_input_for
from ui.forms.questions import ask
from zjdesk import doubts, roster_events
from zjdesk.fields import Choice, Day, Field, Text
from zjdesk.people import EXITS, Category, Exit
from zjdesk.roster_events import EXTENSION_MONTHS, probation_due

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ui.workspace import Workspace
    from zjdesk.people import Branch, Member

GROUP = Text("group", "调到", required=True)
MONTHS = Choice("months", "延长", {str(n): f"{n}个月" for n in EXTENSION_MONTHS}, required=True)
HOW = Choice(
    "exit",
    "情形",
    {how: EXITS[how] for how in (Exit.DIED, Exit.WITHDREW, Exit.STRUCK_OFF, Exit.EXPELLED)},
    required=True,
)
REASON = Text("reason", "原因", hint="如：留党察看一年")
WAIVED_BECAUSE = Text("reason", "原因", hint="如：长期病休")


@dataclass(frozen=True)
class Verb:
    """One thing that happens to members; `fits` tells for whom it can."""

    name: str
    hint: str
    fields: tuple[Field[Any], ...]
    fits: Callable[[Member, date], bool]
    act: Callable[[Branch, Member, Mapping[str, Any]], None]
    doubtful: Callable[[Branch, Member, Mapping[str, Any], date], list[str]] = (
        lambda _, __, said, today: doubts.of_day(said["on"], today=today)
    )
    """What is to be asked before it is done."""


VERBS = (
    Verb(
        "转正",
        "从通过的第二天起有表决权。",
        (Day("on", "党员大会通过日期", required=True),),
        lambda member, day: member.belongs_on(day) and probation_due(member) is not None,
        lambda _, member, said: roster_events.confirm(member, said["on"], is_early=True),
        lambda _, member, said, today: doubts.of_confirming(member, said["on"], today=today),
    ),
    Verb(
        "延长预备期",
        "预备期只能延长一次，六个月到十二个月；预备期满的日期随着后移。",
        (MONTHS, Day("on", "党员大会决定日期", required=True)),
        lambda member, day: (
            member.belongs_on(day)
            and probation_due(member) is not None
            and member.probation_until is None
        ),
        lambda _, member, said: roster_events.extend_probation(
            member, int(said["months"]), said["on"]
        ),
        lambda _, member, said, today: doubts.of_extending_probation(
            member, said["on"], today=today
        ),
    ),
    Verb(
        "取消预备党员资格",
        "预备期满不具备党员条件的，经党员大会讨论，报上级批准。从这一天起不再是本支部党员。",
        (Day("on", "从哪天起", required=True),),
        lambda member, day: (
            member.belongs_on(day)
            and member.end is None
            and member.category_on(day) is Category.PROBATIONARY
        ),
        lambda branch, member, said: roster_events.leave(
            branch, member, said["on"], how=Exit.CANCELLED
        ),
    ),
    Verb(
        "调组",
        "以前的会议记录仍按原来的党小组。",
        (GROUP, Day("on", "从哪天起", required=True)),
        lambda member, day: member.belongs_on(day),
        lambda branch, member, said: roster_events.change_group(
            branch, member, said["group"], said["on"]
        ),
        lambda branch, member, said, today: doubts.of_changing_group(
            branch, member, said["on"], today=today
        ),
    ),
    Verb(
        "转出",
        "从这一天起不再是本支部党员，不计入应到，支委职务同时卸任；以前的记录不变。",
        (Day("on", "从哪天起", required=True),),
        lambda member, _: member.end is None,
        lambda branch, member, said: roster_events.leave(branch, member, said["on"]),
        lambda branch, member, said, today: doubts.of_leaving(
            branch, member, said["on"], today=today
        ),
    ),
    Verb(
        "去世、除名等",
        "从这一天起不计入应到，支委职务同时结束；以前的记录不变。",
        (HOW, Day("on", "从哪天起", required=True)),
        lambda member, _: member.end is None,
        lambda branch, member, said: roster_events.leave(
            branch, member, said["on"], how=Exit(said["exit"])
        ),
        lambda branch, member, said, today: doubts.of_leaving(
            branch, member, said["on"], today=today
        ),
    ),
    Verb(
        "转回",
        "从这一天起又是本支部党员；以前在本支部的时间保留。",
        (Day("on", "从哪天起", required=True),),
        lambda member, _: member.end is not None and member.exit in (None, Exit.TRANSFERRED),
        lambda _, member, said: roster_events.transfer_back(member, said["on"]),
    ),
    Verb(
        "停止表决权",
        "从这一天起不计入应到有表决权人数，仍计入应到。",
        (Day("on", "从哪天起", required=True), REASON),
        lambda member, day: member.votes_on(day),
        lambda _, member, said: roster_events.suspend_voting(member, said["on"], said["reason"]),
    ),
    Verb(
        "恢复表决权",
        "从这一天起又有表决权。",
        (Day("on", "从哪天起", required=True),),
        lambda member, day: (
            member.belongs_on(day)
            and any(one.end is None or day < one.end for one in member.voting_suspended)
        ),
        lambda _, member, said: roster_events.restore_voting(member, said["on"]),
    ),
    Verb(
        "不作考勤要求",
        "年老体弱、长期病休等，支部同意后从这一天起不计入应到。",
        (Day("on", "从哪天起", required=True), WAIVED_BECAUSE),
        lambda member, day: member.belongs_on(day) and not member.is_waived_on(day),
        lambda _, member, said: roster_events.waive(member, said["on"], said["reason"]),
    ),
    Verb(
        "恢复考勤要求",
        "从这一天起又计入应到。",
        (Day("on", "从哪天起", required=True),),
        lambda member, day: member.belongs_on(day) and member.is_waived_on(day),
        lambda _, member, said: roster_events.end_waiver(member, said["on"]),
    ),
)


def verbs_for(members: Sequence[Member], day: date) -> list[Verb]:
    """What can be done with all of these."""
    return [verb for verb in VERBS if members and all(verb.fits(m, day) for m in members)]


def carry_out(verb: Verb, workspace: Workspace, members: Sequence[Member]) -> bool:
    """Ask for what the verb needs, then do it with these members; whether it was done."""
    who = members[0].name if len(members) == 1 else f"{len(members)} 人"
    ids = {member.id for member in members}

    def take(said: Mapping[str, Any]) -> None:
        def change(branch: Branch) -> None:
            for member in branch.members:
                if member.id in ids:
                    verb.act(branch, member, said)

        workspace.change_branch(f"{verb.name}：{who}", change)

    def doubtful(said: Mapping[str, Any]) -> list[str]:
        branch, today = workspace.branch, workspace.today()
        meant = [member for member in branch.members if member.id in ids]
        found = [words for one in meant for words in verb.doubtful(branch, one, said, today)]
        for member in meant:  # on a branch of its own: what cannot be is told before it is asked
            verb.act(branch, member, said)
        return list(dict.fromkeys(found))

    desk = Desk(workspace.branch, today=workspace.today(), input_for=member_input_for)
    given = {field.key: workspace.today() for field in verb.fields if isinstance(field, Day)}
    return ask(
        f"{verb.name}：{who}", verb.fields, desk, yes=verb.name, take=take, hint=verb.hint,
        given=given, doubts=doubtful,
    )  # fmt: skip
