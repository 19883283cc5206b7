"""What people, the term and open matters ask for.

Reminders, never verdicts: somebody who has not come for months may have a good reason.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from zjdesk import development, terms
from zjdesk.errors import Weight
from zjdesk.fields import Day
from zjdesk.follow_ups import SOURCES
from zjdesk.kinds.presence import THERE, Presence
from zjdesk.member_lines import called, marks
from zjdesk.periods import add_months
from zjdesk.regulations.catalogue import ABSENT_MONTHS, LONG_ABSENCE, MEMBER_HOURS, TERM_YEARS
from zjdesk.statistics.one_member import target_hours
from zjdesk.step_rules import rules_on
from zjdesk.tasks.task import (
    OpenBranch,
    OpenMembers,
    OpenProspect,
    OpenRecord,
    Priority,
    Task,
    days_left,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.development import Due, Track
    from zjdesk.duties.known import Known
    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Member

HOURS_FROM_MONTH = 10
"""From this month on it is told who is short of hours."""
_SHOW = Day("", "").show


def open_matters(known: Known, today: date, *, until: date) -> Iterator[Task]:
    """跟进事项 and 整改事项 that are due until a day, or without a day; the overdue ones too."""
    for one in known.open:
        if one.due_on and one.due_on > until:
            continue
        priority = Priority.OVERDUE if one.days_late(today) else Priority.SOON
        yield Task(
            key=f"open.{one.id}",
            what=f"{SOURCES[one.source]}：{one.what}",
            priority=priority if one.due_on else Priority.CALM,
            state=days_left(one.due_on, today) if one.due_on else "没有写期限",
            target=OpenRecord(one.record, one),
            due_on=one.due_on,
            detail="　".join(part for part in (one.owner, f"{one.day} {one.title}") if part),
        )


def end_of_term(known: Known, today: date) -> Iterator[Task]:
    """换届, from half a year before the term is over."""
    regulations = known.regulations(today)
    term = terms.term(known.branch, regulations)
    weight = term.weight(today) if term else None
    if term and weight:
        yield Task(
            key=f"term.{term.start}",
            what="支部换届",
            priority=Priority.OVERDUE if weight is Weight.BLOCKS else Priority.SOON,
            state=term.words(today),
            target=OpenBranch(),
            due_on=term.end,
            origin=regulations.version(TERM_YEARS).origin,
        )


def steps_of_development(known: Known, today: date) -> Iterator[Task]:
    """转正, 考察 and every other step that is late or due soon."""
    for track in development.tracks(known.branch, today, rules_on(today, known.limits)):
        for due in track.dues:
            if due.urgency is not development.Urgency.CALM:
                yield _step(track, due)


def short_of_hours(known: Known, today: date) -> Iterator[Task]:
    """Who has not enough 学时 yet, in the last months of the year; made-up hours do not count."""
    if today.month < HOURS_FROM_MONTH:
        return
    regulations = known.regulations(today)
    hours: defaultdict[str, float] = defaultdict(float)
    for one in known.figures:
        if one.day.year == today.year and one.day <= today:
            for member, presence in one.presence.items():
                if presence in THERE:
                    hours[member] += one.hours or 0
    known_by = marks(known.branch.members, today)
    short = {
        member.id: f"{called(member, known_by)}差{target - hours[member.id]:g}"
        for member in known.branch.members_on(today)
        if (target := target_hours(known.branch, member, regulations)) and target > hours[member.id]
    }
    if short:
        end = date(today.year, 12, 31)
        yield Task(
            key=f"hours.{today.year}",
            what=f"{today.year}年度学时还差{len(short)}人",
            priority=Priority.SOON,
            state=days_left(end, today),
            target=OpenMembers(tuple(short)),
            due_on=end,
            detail="、".join(short.values()),
            origin=regulations.version(MEMBER_HOURS).origin,
        )


def long_absent(known: Known, today: date) -> Iterator[Task]:
    """Who was expected and has not come for months on end, from the first meeting to the last.

    With a reason for any of them people are asked to find out more, and nothing is held to be late.
    """
    regulations = known.regulations(today)
    least = min(regulations[ABSENT_MONTHS], regulations[LONG_ABSENCE])
    known_by = marks(known.branch.members, today)
    for member, missed in _missed_last(known, today):
        first, last = missed[-1].day, missed[0].day
        months = _whole_months(first, last)
        if months < least:
            continue
        is_unexplained = all(one.presence[member.id] == Presence.UNEXPLAINED for one in missed)
        is_long = is_unexplained and months >= regulations[LONG_ABSENCE]
        rule = regulations.version(LONG_ABSENCE if is_long else ABSENT_MONTHS)
        yield Task(
            key=f"absent.{member.id}.{first}",
            what=f"{called(member, known_by)}连续{months}个月没有参加组织生活",
            priority=Priority.OVERDUE if is_long else Priority.SOON,
            state=f"请按{rule.place}核实" if is_long else "请了解原因，及时提醒",
            target=OpenMembers((member.id,)),
            detail=f"{_SHOW(first)}到{_SHOW(last)}，{len(missed)}次没有到会",
            origin=rule.origin,
        )


# ------------------------------------------------------------------------------ inside


def _step(track: Track, due: Due) -> Task:
    who = track.prospect or track.member
    assert who is not None
    is_late = due.urgency is development.Urgency.LATE
    return Task(
        key=f"step.{who.id}.{due.step}",
        what=f"{track.name}：{due.what}",
        priority=Priority.OVERDUE if is_late else Priority.SOON,
        state=due.state,
        target=OpenProspect(who.id) if track.prospect else OpenMembers((who.id,)),
        due_on=due.due_on,
        origin=due.rule.origin if due.rule else "",
    )


def _missed_last(known: Known, today: date) -> Iterator[tuple[Member, list[Figures]]]:
    """Who missed the last meetings in a row, and which, the latest first."""
    members = [one for one in known.branch.members_on(today) if not one.is_waived_on(today)]
    looked_for = {member.id for member in members}
    missed: defaultdict[str, list[Figures]] = defaultdict(list)
    for one in reversed(known.figures):
        for member in looked_for & one.presence.keys() if one.day <= today else ():
            if one.presence[member] in THERE:
                looked_for.discard(member)
            else:
                missed[member].append(one)
    return ((member, missed[member.id]) for member in members if member.id in missed)


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first, months) > last)
