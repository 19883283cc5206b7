"""The branch and its people: who belonged to it on which day, with which rights.

Every span is half-open: `start` is the first day on which something holds, `end` the first on
which it no longer does. A status won by a vote on a day counts from the day after.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from zjdesk.errors import Place, Problem, Refused, Weight
from zjdesk.fields import Choice, Day, Flag, Name, Text
from zjdesk.parts import Part, Rows, part_fields, read_part, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator


class Category(StrEnum):
    """人员类别."""

    FULL = "full"
    PROBATIONARY = "probationary"


CATEGORIES = {Category.FULL: "正式党员", Category.PROBATIONARY: "预备党员"}

CATEGORY = Choice("category", "人员类别", CATEGORIES)


class OfficeName(StrEnum):
    """党内职务 in the committee."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANIZATION = "organization"
    PUBLICITY = "publicity"
    DISCIPLINE = "discipline"
    YOUTH = "youth"
    MEMBER = "member"


OFFICES = {
    OfficeName.SECRETARY: "书记",
    OfficeName.DEPUTY_SECRETARY: "副书记",
    OfficeName.ORGANIZATION: "组织委员",
    OfficeName.PUBLICITY: "宣传委员",
    OfficeName.DISCIPLINE: "纪检委员",
    OfficeName.YOUTH: "青年委员",
    OfficeName.MEMBER: "委员",
}


@dataclass
class Span(Part):
    """A stretch of time with an open end."""

    start: Annotated[date | None, Day("from", "起")] = None
    end: Annotated[date | None, Day("to", "止")] = None

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass
class Suspension(Span):
    """停止行使表决权 over a period (基层组织选举工作条例 第5条)."""

    reason: Annotated[str, Text("reason", "原因")] = ""


@dataclass
class Member(Span):
    """党员. `code` is the id that a file gave; `id` is the ledger's own."""

    code: Annotated[str, Text("id", "编号")] = ""
    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    gender: Annotated[str | None, Choice("gender", "性别", {"男": "男", "女": "女"})] = None
    birth_date: Annotated[date | None, Day("birth_date", "出生日期")] = None
    category: Annotated[Category | None, CATEGORY] = None
    joined_on: Annotated[date | None, Day("joined_on", "入党日期")] = None
    full_on: Annotated[date | None, Day("full_on", "转正日期")] = None
    group: Annotated[str, Text("group", "党小组")] = ""
    post: Annotated[str, Text("post", "工作岗位")] = ""
    voting_suspended: Annotated[
        list[Suspension], Rows("voting_suspended", "停止表决权", Suspension)
    ] = attribute(default_factory=list)
    attendance_waived: Annotated[bool, Flag("attendance_waived", "不作考勤要求")] = False

    def belongs_on(self, day: date) -> bool:
        return self.holds_on(day) and (self.joined_on is None or self.joined_on < day)

    def is_full_on(self, day: date) -> bool:
        if not self.belongs_on(day):
            return False
        if self.joined_on is None and self.full_on is None:
            return self.category is Category.FULL
        return self.full_on is not None and self.full_on < day

    def category_on(self, day: date) -> Category:
        return Category.FULL if self.is_full_on(day) else Category.PROBATIONARY

    def votes_on(self, day: date) -> bool:
        """Whether the member has 表决权: full, and not suspended (支部条例 第11条)."""
        return self.is_full_on(day) and not any(s.holds_on(day) for s in self.voting_suspended)


@dataclass
class Office(Span):
    """A seat in the 支委会. `member` is the member's id in the ledger."""

    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    member: Annotated[str, Text("member", "编号")] = ""
    office: Annotated[OfficeName | None, Choice("office", "职务", OFFICES)] = None


@dataclass
class Group(Part):
    """党小组."""

    name: Annotated[str, Text("name", "党小组", required=True)] = ""
    leader: Annotated[str, Name("leader", "组长")] = ""


@dataclass
class Branch(Part):
    """党支部 with its people."""

    name: Annotated[str, Text("name", "支部全称", required=True)] = ""
    superior: Annotated[str, Text("superior", "上级党组织")] = ""
    founded_on: Annotated[date | None, Day("founded_on", "成立日期")] = None
    term_start: Annotated[date | None, Day("term_start", "本届起始")] = None
    committee: Annotated[list[Office], Rows("committee", "支委会", Office)] = attribute(
        default_factory=list
    )
    groups: Annotated[list[Group], Rows("groups", "党小组", Group)] = attribute(
        default_factory=list
    )
    members: list[Member] = attribute(default_factory=list)

    def members_on(self, day: date) -> list[Member]:
        return [member for member in self.members if member.belongs_on(day)]

    def offices_on(self, day: date) -> dict[str, OfficeName]:
        """Who holds which office that day, by member id."""
        return {
            seat.member: seat.office
            for seat in self.committee
            if seat.office is not None and seat.holds_on(day)
        }

    def find(self, day: date, *, name: str = "", member: str = "") -> list[Member]:
        """The members of that day that are meant: by id or code where given, else by name."""
        here = self.members_on(day)
        if member:
            return [m for m in here if member in (m.id, m.code)]
        return [m for m in here if m.name == name]


def read_branch(data: Any) -> Branch:
    """A branch from a file as in formats.md. Raises Refused with every problem in it."""
    problems: list[Problem] = []
    top = Place()
    if not isinstance(data, dict) or not isinstance(data.get("members"), list):
        raise Refused([Problem("文件里要有“branch”和“members”两项", top, Weight.REFUSES)])
    refuse_unknown(data, {"branch", "members"}, top, problems)
    at = top.field("branch", "支部")
    branch = read_part(Branch, data.get("branch"), at, problems)
    people = Rows("members", "党员", Member)
    branch.members = people.read(data["members"], top.field("members", "党员"), problems)
    problems += check_branch(branch)
    if problems:
        raise Refused(problems)
    return branch


def check_branch(branch: Branch) -> list[Problem]:
    """What is wrong with a branch as a whole; its committee seats get their members' ids."""
    return [
        *_check_head(branch),
        *_check_spans(branch),
        *_check_members(branch),
        *_seat_committee(branch),
        *_check_offices(branch),
    ]


_BRANCH = Place().field("branch", "支部")
_MEMBERS = Place().field("members", "党员")
_SEATS = _BRANCH.field("committee", "支委会")


def _wrong(message: str, at: Place) -> Problem:
    return Problem(message, at, Weight.REFUSES)


def _check_head(branch: Branch) -> Iterator[Problem]:
    if not branch.name:
        yield _wrong("请填写支部全称", _BRANCH.field("name", "支部全称"))
    groups = _BRANCH.field("groups", "党小组")
    for name, count in Counter(group.name for group in branch.groups).items():
        if count > 1:
            yield _wrong(f"党小组“{name}”写了{count}次", groups)
    known = {member.name for member in branch.members}
    for index, group in enumerate(branch.groups):
        if group.leader and group.leader not in known:
            at = groups.item(index).field("leader", "组长")
            yield _wrong(f"党员名册里没有“{group.leader}”", at)


def _check_spans(branch: Branch) -> Iterator[Problem]:
    """Everything that has days from and to, wherever it stands."""
    spans: list[tuple[Span, Place]] = []
    for index, seat in enumerate(branch.committee):
        spans.append((seat, _SEATS.item(index)))
    for index, member in enumerate(branch.members):
        at = _MEMBERS.item(index)
        spans.append((member, at))
        for name, field in part_fields(Member).items():
            if isinstance(field, Rows):
                rows = at.field(field.key, field.label)
                spans += [(span, rows.item(n)) for n, span in enumerate(getattr(member, name))]
    for span, at in spans:
        if span.start and span.end and span.end < span.start:
            yield _wrong("“止”（to）早于“起”（from）", at.field("to", "止"))


def _check_members(branch: Branch) -> Iterator[Problem]:
    groups = {group.name for group in branch.groups}
    codes = Counter(member.code for member in branch.members if member.code)
    twins = Counter((m.name, m.birth_date) for m in branch.members if not m.code)
    for index, member in enumerate(branch.members):
        at = _MEMBERS.item(index)
        if not member.name:
            yield _wrong("请填写姓名", at.field("name", "姓名"))
        if codes[member.code] > 1:
            message = f"编号“{member.code}”有{codes[member.code]}人使用，应各不相同"
            yield _wrong(message, at.field("id", "编号"))
        if not member.code and twins[member.name, member.birth_date] > 1:
            message = f"“{member.name}”重复，出生日期也相同；两人请各给 id"
            yield _wrong(message, at.field("name", "姓名"))
        if member.group and member.group not in groups:
            yield _wrong(f"没有“{member.group}”这个党小组", at.field("group", "党小组"))
        yield from _check_dates(member, at)


def _check_dates(member: Member, at: Place) -> Iterator[Problem]:
    joined, full = at.field("joined_on", "入党日期"), at.field("full_on", "转正日期")
    if member.birth_date and member.joined_on and member.joined_on <= member.birth_date:
        yield _wrong("入党日期不晚于出生日期", joined)
    if member.joined_on and member.full_on and member.full_on < member.joined_on:
        yield _wrong("转正日期早于入党日期", full)


def _seat_committee(branch: Branch) -> Iterator[Problem]:
    for index, seat in enumerate(branch.committee):
        at = _SEATS.item(index).field("name", "姓名")
        if seat.member:
            found = [m for m in branch.members if seat.member in (m.id, m.code)]
        else:
            found = [m for m in branch.members if m.name == seat.name]
        if len(found) == 1:
            seat.member, seat.name = found[0].id, found[0].name
        elif found:
            yield _wrong(f"有{len(found)}位“{seat.name}”，请用 member 写明编号", at)
        else:
            yield _wrong(f"党员名册里没有“{seat.name or seat.member}”", at)
        if seat.office is None:
            yield _wrong("请填写职务", _SEATS.item(index).field("office", "职务"))


def _check_offices(branch: Branch) -> Iterator[Problem]:
    """Nobody has two seats at once, and there is one secretary at a time."""
    for index, seat in enumerate(branch.committee):
        for earlier in branch.committee[:index]:
            if not _overlap(seat, earlier):
                continue
            at = _SEATS.item(index)
            if seat.member and seat.member == earlier.member:
                message = f"“{seat.name}”在同一时间写了两次"
                yield _wrong(message, at.field("name", "姓名"))
            elif seat.office is earlier.office is OfficeName.SECRETARY:
                message = f"同一时间有两位书记：“{earlier.name}”和“{seat.name}”"
                yield _wrong(message, at.field("office", "职务"))


def _overlap(one: Span, other: Span) -> bool:
    starts = max(one.start or date.min, other.start or date.min)
    return starts < min(one.end or date.max, other.end or date.max)
