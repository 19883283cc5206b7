"""The branch and its people as a file (formats.md): read, and checked as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from zjdesk.errors import Place, Problem, Refused, Weight
from zjdesk.parts import Part, Rows, part_fields, read_part, refuse_unknown
from zjdesk.people import Branch, Member, OfficeName, Span
from zjdesk.prospects import Prospect

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_branch(data: Any) -> Branch:
    """A branch from a file as in formats.md. Raises Refused with every problem in it."""
    problems: list[Problem] = []
    top = Place()
    if not isinstance(data, dict) or not isinstance(data.get("members"), list):
        raise Refused([Problem("文件里要有“branch”和“members”两项", top, Weight.REFUSES)])
    refuse_unknown(data, {"branch", "members", "prospects"}, top, problems)
    at = top.field("branch", "支部")
    branch = read_part(Branch, data.get("branch"), at, problems)
    people = Rows("members", "党员", Member)
    branch.members = people.read(data["members"], top.field("members", "党员"), problems)
    followed = Rows("prospects", "培养对象", Prospect)
    at = top.field("prospects", "培养对象")
    branch.prospects = followed.read(data.get("prospects"), at, problems)
    link_people(branch)
    problems += check_branch(branch)
    if problems:
        raise Refused(problems)
    return branch


def link_people(branch: Branch) -> None:
    """Give seats, leaders and prospects their members' ids, seats and leaders the names of today.

    Where it is not clear who is meant all stays as it is; check_branch tells of it.
    """
    for link in _links(branch):
        if len(link.found) == 1:
            (member,) = link.found
            setattr(link.part, link.name, member.name)
            setattr(link.part, link.member, member.id)
    ids = _ids(branch)
    for prospect in branch.prospects:
        prospect.member = ids.get(prospect.member, prospect.member)


def check_branch(branch: Branch) -> list[Problem]:
    """What is wrong with a branch as a whole; nothing in it is altered."""
    return [
        *_check_head(branch),
        *_check_links(branch),
        *_check_spans(branch),
        *_check_overlaps(branch),
        *_check_members(branch),
        *_check_offices(branch),
        *_check_prospects(branch),
    ]


_BRANCH = Place().field("branch", "支部")
_MEMBERS = Place().field("members", "党员")
_PROSPECTS = Place().field("prospects", "培养对象")
_GROUPS = _BRANCH.field("groups", "党小组")
_SEATS = _BRANCH.field("committee", "支委会")


def _wrong(message: str, at: Place) -> Problem:
    return Problem(message, at, Weight.REFUSES)


def _check_head(branch: Branch) -> Iterator[Problem]:
    if not branch.name:
        yield _wrong("请填写支部全称", _BRANCH.field("name", "支部全称"))
    for name, count in Counter(group.name for group in branch.groups).items():
        if count > 1:
            yield _wrong(f"党小组“{name}”写了{count}次", _GROUPS)


@dataclass(frozen=True)
class _Link:
    """A part that names a member: in which attributes, where, and who can be meant."""

    part: Part
    name: str
    member: str
    at: Place
    found: list[Member]


def _links(branch: Branch) -> Iterator[_Link]:
    """All that name a member by id, code or name; of a leader's namesakes the one of the group."""
    for index, group in enumerate(branch.groups):
        at = _GROUPS.item(index)
        rows = at.field("leaders", "以前的组长")
        places = [at, *(rows.item(number) for number in range(len(group.leaders)))]
        for one, place in zip(group.naming_leaders(), places, strict=True):
            if one.leader or one.leader_member:
                found = _named(branch, one.leader, one.leader_member)
                if len(found) > 1:
                    found = [member for member in found if member.group == group.name] or found
                yield _Link(one, "leader", "leader_member", place.field("leader", "组长"), found)
    for index, seat in enumerate(branch.committee):
        at = _SEATS.item(index).field("name", "姓名")
        yield _Link(seat, "name", "member", at, _named(branch, seat.name, seat.member))


def _check_links(branch: Branch) -> Iterator[Problem]:
    for link in _links(branch):
        name = getattr(link.part, link.name)
        if not link.found:
            yield _wrong(f"党员名册里没有“{name}”" if name else "编号不在党员名册里", link.at)
        elif len(link.found) > 1:
            message = f"有{len(link.found)}位“{name}”，请用 {link.member} 写明编号"
            yield _wrong(message, link.at)


def _check_spans(branch: Branch) -> Iterator[Problem]:
    """Everything that has days from and to, wherever it stands."""
    spans: list[tuple[Span, Place]] = []
    spans += [(seat, _SEATS.item(index)) for index, seat in enumerate(branch.committee)]
    names = _BRANCH.field("former_names", "曾用名")
    spans += [(former, names.item(index)) for index, former in enumerate(branch.former_names)]
    for index, group in enumerate(branch.groups):
        leaders = _GROUPS.item(index).field("leaders", "以前的组长")
        spans += [(one, leaders.item(n)) for n, one in enumerate(group.leaders)]
    for index, member in enumerate(branch.members):
        at = _MEMBERS.item(index)
        spans.append((member, at))
        for name, field in part_fields(Member).items():
            if isinstance(field, Rows) and issubclass(field.part, Span):
                rows = at.field(field.key, field.label)
                spans += [(span, rows.item(n)) for n, span in enumerate(getattr(member, name))]
    for span, at in spans:
        if span.start and span.end and span.end < span.start:
            yield _wrong("“止”（to）早于“起”（from）", at.field("to", "止"))


def _check_overlaps(branch: Branch) -> Iterator[Problem]:
    """Spans of one kind follow each other; only of 流动, 离退休 and the like may several hold."""
    declared = part_fields(Member)
    for index, member in enumerate(branch.members):
        for name in ("voting_suspended", "stays", "groups", "waivers"):
            field, spans = declared[name], sorted(getattr(member, name), key=_start)
            if any(_overlap(one, following) for one, following in pairwise(spans)):
                at = _MEMBERS.item(index).field(field.key, field.label)
                yield _wrong(f"“{member.name}”的时间段有重叠，请核对起止日期", at)


def _check_members(branch: Branch) -> Iterator[Problem]:
    groups = {group.name for group in branch.groups}
    codes = Counter(member.code for member in branch.members if member.code)
    twins = Counter((m.name, m.birth_date, m.mark) for m in branch.members if not m.code)
    for index, member in enumerate(branch.members):
        at = _MEMBERS.item(index)
        if not member.name:
            yield _wrong("请填写姓名", at.field("name", "姓名"))
        if codes[member.code] > 1:
            message = f"编号“{member.code}”有{codes[member.code]}人使用，应各不相同"
            yield _wrong(message, at.field("id", "编号"))
        if not member.code and twins[member.name, member.birth_date, member.mark] > 1:
            message = f"“{member.name}”重复，出生日期也相同；两人请写明同名区别（mark）或各给 id"
            yield _wrong(message, at.field("name", "姓名"))
        papers = at.field("papers", "材料")
        for number, paper in enumerate(member.papers):
            if not paper.name:
                place = papers.item(number).field("name", "材料")
                yield _wrong("请写明是什么材料", place)
        for group in (member.group, *(stay.group for stay in member.groups)):
            if group and group not in groups:
                yield _wrong(f"没有“{group}”这个党小组", at.field("group", "党小组"))
        yield from _check_dates(member, at)


def _check_dates(member: Member, at: Place) -> Iterator[Problem]:
    joined, full = at.field("joined_on", "入党日期"), at.field("full_on", "转正日期")
    if member.birth_date and member.joined_on and member.joined_on <= member.birth_date:
        yield _wrong("入党日期不晚于出生日期", joined)
    if member.joined_on and member.full_on and member.full_on < member.joined_on:
        yield _wrong("转正日期早于入党日期", full)


def _check_offices(branch: Branch) -> Iterator[Problem]:
    """Nobody has two seats at once, and there is one secretary at a time."""
    for index, seat in enumerate(branch.committee):
        if seat.office is None:
            yield _wrong("请填写职务", _SEATS.item(index).field("office", "职务"))
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


def _check_prospects(branch: Branch) -> Iterator[Problem]:
    ids = _ids(branch)
    for index, prospect in enumerate(branch.prospects):
        at = _PROSPECTS.item(index)
        if not prospect.name:
            yield _wrong("请填写姓名", at.field("name", "姓名"))
        if prospect.member and prospect.member not in ids:
            message = f"“{prospect.name}”的培养档案对应的党员不在名册里"
            yield _wrong(message, at.field("member", "对应的党员"))
        steps = at.field("steps", "步骤")
        for number, step in enumerate(prospect.steps):
            if step.step is None:
                yield _wrong("请写明是哪一步", steps.item(number).field("step", "步骤"))


def _named(branch: Branch, name: str, member: str) -> list[Member]:
    """The members, of whatever day, that are meant by an id or code, else by a name."""
    if member:
        return [one for one in branch.members if member in (one.id, one.code)]
    return [one for one in branch.members if one.name == name]


def _ids(branch: Branch) -> dict[str, str]:
    """The ids of the members, by id and by code."""
    codes = {member.code: member.id for member in branch.members if member.code}
    return {member.id: member.id for member in branch.members} | codes


def _start(span: Span) -> date:
    return span.start or date.min


def _overlap(one: Span, other: Span) -> bool:
    starts = max(_start(one), _start(other))
    return starts < min(one.end or date.max, other.end or date.max)
