"""The members as they stand in lists, on screen and on paper: one line each, in words, of one day.

Nothing here alters a member; the day is passed in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.fields import Day
from zjdesk.names import pinyin_order
from zjdesk.people import OFFICES, STANDINGS, Category
from zjdesk.roster_events import probation_due
from zjdesk.strokes import stroke_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zjdesk.people import Branch, Member


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

GROUP_LEADER = "党小组组长"


@dataclass(frozen=True)
class MemberLine:
    """One member on one day; of somebody who has left, on the last day here."""

    member: Member
    name: str
    """With what tells the member apart from another of the same name."""
    group: str
    category: Category
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
    twins = Counter(member.name for member in branch.members)
    lines = []
    for member in branch.members:
        is_here = member.belongs_on(day)
        has_left = not is_here and member.end is not None and member.end <= day
        if whose is Whose.ALL or (is_here if whose is Whose.HERE else has_left):
            as_of = member.end - timedelta(days=1) if has_left and member.end else day
            office = [OFFICES[offices[member.id]]] if member.id in offices else []
            group = member.group_on(as_of)
            leads = any(g.name == group and g.leader == member.name for g in branch.groups)
            lines.append(
                MemberLine(
                    member=member,
                    name=called(member, is_twin=twins[member.name] > 1),
                    group=group,
                    category=member.category_on(as_of),
                    offices="、".join([*office, *([GROUP_LEADER] if leads and is_here else [])]),
                    age=_in_years(party_age(member, as_of)),
                    votes=member.votes_on(as_of),
                    is_here=is_here,
                    situation=situation(member, day),
                )
            )
    return _ordered(lines, branch, order)


def mark_of(member: Member) -> str:
    """What tells a member apart from another of the same name."""
    born = f"{member.birth_date.year}年生" if member.birth_date else ""
    return member.mark or member.group or born or member.code


def called(member: Member, *, is_twin: bool) -> str:
    """The name, with its mark where somebody else has the same."""
    mark = mark_of(member) if is_twin else member.mark
    return f"{member.name}（{mark}）" if mark else member.name


def party_age(member: Member, day: date) -> int | None:
    """党龄 in full years, counted from 转正; None before it."""
    since = member.full_on
    if since is None or since > day:
        return None
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def situation(member: Member, day: date) -> str:
    """What is particular about a member on a day, in words."""
    words = [STANDINGS[name] for name in member.standings_on(day)]
    if any(one.holds_on(day) for one in member.voting_suspended):
        words.append("停止表决权")
    if member.is_waived_on(day):
        words.append("不作考勤要求")
    due = probation_due(member)
    if due and member.belongs_on(day):
        words.append(f"预备期{'已满' if due <= day else '至'} {due}")
    if member.end:
        words.append(f"{Day('', '').show(member.end)}转出")
    elif member.start and day < member.start:
        words.append(f"{Day('', '').show(member.start)}转入")
    return "；".join(words)


def in_numbers(lines: Iterable[MemberLine]) -> str:
    """党员 26 人，正式 24，预备 2，有表决权 23; those who are not here are told apart."""
    lines = list(lines)
    here = [line for line in lines if line.is_here]
    full = sum(line.category is Category.FULL for line in here)
    votes = sum(line.votes for line in here)
    others = f"；另有不在册 {len(lines) - len(here)} 人" if len(here) < len(lines) else ""
    return f"党员 {len(here)} 人，正式 {full}，预备 {len(here) - full}，有表决权 {votes}{others}"


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
