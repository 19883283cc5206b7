"""The members as they stand in lists, on screen and on paper: one line each, in words, of one day.

Nothing here alters a member; the day is passed in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.fields import Day
from zjdesk.names import pinyin_order
from zjdesk.people import EXITS, OFFICES, STANDINGS, Category, Exit, Paper
from zjdesk.prospects import StepName
from zjdesk.roster_events import probation_end
from zjdesk.strokes import stroke_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from zjdesk.people import Branch, Member, Span


class Whose(StrEnum):
    """Which members a list shows."""

    HERE = "here"
    LEFT = "left"
    ALL = "all"


class Order(StrEnum):
    """How a list is ordered."""

    GROUP = "group"
    PINYIN = "pinyin"
    STROKES = "strokes"


ORDERS = {Order.GROUP: "党小组", Order.PINYIN: "拼音", Order.STROKES: "姓氏笔画"}

PAPERS_OF_STEPS: Mapping[StepName | None, str] = {
    StepName.APPLICATION: "入党申请书",
    StepName.POLITICAL_REVIEW: "政治审查材料",
    StepName.APPLICATION_FORM: "入党志愿书",
    StepName.CONFIRMATION_REQUEST: "转正申请书",
}
"""The papers that steps of the way into the Party leave behind."""
GROUP_LEADER = "党小组组长"


@dataclass(frozen=True)
class MemberLine:
    """One member on one day; of somebody who has left, on the last day here."""

    member: Member
    name: str
    """With what tells the member apart from another of the same name."""
    group: str
    category: Category | None
    full_on: date | None
    """转正日期, where it was known that day."""
    offices: str
    age: str
    """党龄: 12年, 不满1年; empty before 转正."""
    votes: bool
    is_here: bool
    situation: str

    @property
    def id(self) -> str:
        return self.member.id


def member_lines(
    branch: Branch, day: date, *, whose: Whose = Whose.HERE, order: Order = Order.GROUP
) -> list[MemberLine]:
    """The members of a branch on a day, in order."""
    offices = branch.offices_on(day)
    known_by = marks(branch.members, day)
    lines = []
    for member in branch.members:
        is_here = member.belongs_on(day)
        has_left = not is_here and member.end is not None and member.end <= day
        if whose is Whose.ALL or (is_here if whose is Whose.HERE else has_left):
            as_of = member.last_day or day if has_left else day
            office = [OFFICES[offices[member.id]]] if member.id in offices else []
            group = member.group_on(as_of)
            leads = any(g.name == group and g.is_led_by(member, as_of) for g in branch.groups)
            lines.append(
                MemberLine(
                    member=member,
                    name=called(member, known_by),
                    group=group,
                    category=member.category_on(as_of),
                    full_on=member.known_on("full_on", as_of),
                    offices="、".join([*office, *([GROUP_LEADER] if leads and is_here else [])]),
                    age=_in_years(party_age(member, as_of)),
                    votes=member.votes_on(as_of),
                    is_here=is_here,
                    situation=situation(member, day),
                )
            )
    return _ordered(lines, branch, order)


def marks(members: Iterable[Member], day: date) -> dict[str, str]:
    """What tells members of one name apart from each other on a day, by id.

    The first that differs: the mark that was chosen, the group, the year or month of birth; else
    their number among those of the name.
    """
    found: dict[str, str] = {}
    namesakes: dict[str, list[Member]] = {}
    for member in members:
        namesakes.setdefault(member.name, []).append(member)
    for alike in namesakes.values():
        if len(alike) > 1:
            found |= _marks_of(alike, day)
    return found


def called(member: Member, known_by: Mapping[str, str]) -> str:
    """The name, with its mark where one was chosen or somebody else has the same name."""
    mark = known_by.get(member.id, member.mark)
    return f"{member.name}（{mark}）" if mark else member.name


def party_age(member: Member, day: date) -> int | None:
    """党龄 in full years, counted from 转正; None before the day after it."""
    since = member.full_on
    if since is None or since >= day:
        return None
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def situation(member: Member, day: date) -> str:
    """What is particular about a member on a day, in words."""
    words = [STANDINGS[name] for name in member.standings_on(day)]
    if any(one.holds_on(day) for one in member.voting_suspended):
        words.append("停止表决权")
    if member.is_waived_on(day):
        words.append("不作考勤要求")
    words += _of_membership(member, day)
    if member.end:
        words.append(departure(member))
    elif member.start and day < member.start:
        words.append(f"{Day('', '').show(member.start)}转入")
    return "；".join(words)


def posts(branch: Branch, member: Member) -> list[tuple[Span, str]]:
    """Every office in the committee and every 党小组 led, with its time, the oldest first."""
    found: list[tuple[Span, str]] = [
        (seat, OFFICES[seat.office])
        for seat in branch.committee
        if seat.member == member.id and seat.office
    ]
    found += [
        (one, f"{group.name}组长")
        for group in branch.groups
        for one in group.leaderships()
        if one.leader_member == member.id
    ]
    return sorted(found, key=lambda post: post[0].start or date.min)


def papers_of(branch: Branch, member: Member) -> list[Paper]:
    """材料 of a member, the oldest first: those written down, and what the way into the Party left.

    What was written down by hand goes before the same paper of the track.
    """
    written = {paper.name for paper in member.papers}
    found = [
        Paper(name=PAPERS_OF_STEPS[one.step], on=one.on, note=one.note)
        for prospect in branch.prospects
        if prospect.member == member.id
        for one in prospect.steps
        if one.step in PAPERS_OF_STEPS and PAPERS_OF_STEPS[one.step] not in written
    ]
    return sorted([*member.papers, *found], key=lambda paper: paper.on or date.min)


def departure(member: Member) -> str:
    """When and how somebody leaves or left: 2026年9月1日转出; empty of who stays."""
    how = EXITS[member.exit or Exit.TRANSFERRED]
    return f"{Day('', '').show(member.end)}{how}" if member.end else ""


def in_numbers(lines: Iterable[MemberLine]) -> str:
    """党员 26 人，正式 24，预备 2，有表决权 23; those who are not here are told apart."""
    lines = list(lines)
    here = [line for line in lines if line.is_here]
    count = Counter(line.category for line in here)
    votes = sum(line.votes for line in here)
    unknown = f"，未填人员类别 {count[None]}" if count[None] else ""
    others = f"；另有不在册 {len(lines) - len(here)} 人" if len(here) < len(lines) else ""
    return (
        f"党员 {len(here)} 人，正式 {count[Category.FULL]}，预备 {count[Category.PROBATIONARY]}"
        f"{unknown}，有表决权 {votes}{others}"
    )


def _marks_of(alike: list[Member], day: date) -> dict[str, str]:
    numbers = {member.id: str(number) for number, member in enumerate(alike, 1)}
    ways: tuple[Callable[[Member], str], ...] = (
        lambda one: one.mark,
        lambda one: one.group_on(day),
        lambda one: f"{one.birth_date.year}年生" if one.birth_date else "",
        lambda one: f"{one.birth_date.year}年{one.birth_date.month}月生" if one.birth_date else "",
        lambda one: numbers[one.id],
    )
    found: dict[str, str] = {}
    for way in ways:
        words = {member.id: way(member) for member in alike}
        taken = Counter([*words.values(), *found.values()])
        found = {key: word for key, word in words.items() if word and taken[word] == 1} | found
    return found


def _of_membership(member: Member, day: date) -> list[str]:
    """What a day is in somebody's probation. A vote of the assembly counts from the next day."""
    if day == member.joined_on and member.holds_on(day):
        return ["当日接收为预备党员，次日起在册"]
    if not member.belongs_on(day):
        return []
    category, end = member.category_on(day), probation_end(member, known_on=day)
    if category is None:
        return ["未填人员类别，不计表决权"]
    if day == member.full_on:
        votes = member.votes_on(day + timedelta(days=1))
        return [f"当日转正，次日起{'有表决权' if votes else '为正式党员'}"]
    if category is Category.PROBATIONARY and end:
        return [f"预备期{'已满' if end <= day else '至'} {end}"]
    return []


def _in_years(years: int | None) -> str:
    return "" if years is None else f"{years}年" if years else "不满1年"


def _ordered(lines: list[MemberLine], branch: Branch, order: Order) -> list[MemberLine]:
    match order:
        case Order.PINYIN:
            return sorted(lines, key=lambda line: pinyin_order(line.member.name))
        case Order.STROKES:
            return sorted(lines, key=lambda line: stroke_order(line.member.name))
    places = {group.name: place for place, group in enumerate(branch.groups)}
    return sorted(lines, key=lambda line: places.get(line.group, len(places)))
