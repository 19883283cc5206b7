"""What happens to members and the branch, written into their history.

Rule: nothing is forgotten. A change on a day ends one span and begins another, so that what was so
on an earlier day can still be told. Every function alters the branch or member that it is given
and raises NotAllowed where the event cannot have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.errors import NotAllowed, Weight
from zjdesk.fields import Day
from zjdesk.people import Category, FormerName, Group, GroupStay, Office, Stay, Suspension
from zjdesk.periods import add_months

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.people import Branch, Member, OfficeName

PROBATION_MONTHS = 12
"""预备期, from the day on which the assembly admitted the member (流程图 第21步)."""
EXTENSION_MONTHS = range(6, 13)
"""预备期 may be extended once, by half a year to a year (流程图 第23步).

For the 细则 of 2026 this is known at second hand only.
"""
TERM_YEARS = 3
"""Of a branch committee (党的基层组织任期意见 2018)."""
TERM_NOTICE_MONTHS = 6
"""So long before its end a branch prepares 换届."""


# ------------------------------------------------------------------------------ a member


def probation_due(member: Member) -> date | None:
    """The day on which 预备期 is over; None for full members and where it is not known."""
    if member.full_on or member.joined_on is None:
        return None
    return member.probation_until or add_months(member.joined_on, PROBATION_MONTHS)


def confirm(member: Member, day: date) -> None:
    """转正, decided by the assembly of that day: the member votes from the day after."""
    if member.full_on:
        raise NotAllowed(f"{member.name}已经转正")
    if member.joined_on is None:
        raise NotAllowed("请先填写入党日期，再办转正")
    if day <= member.joined_on:
        raise NotAllowed("转正日期应晚于入党日期")
    member.full_on = day
    member.category = Category.FULL


def extend_probation(member: Member, months: int) -> None:
    """延长预备期, once and by 6 to 12 months: the day moves on which it is over."""
    due = probation_due(member)
    if due is None:
        raise NotAllowed(f"{member.name}不是预备党员，或没有填写入党日期")
    if member.probation_until:
        raise NotAllowed("预备期只能延长一次")
    if months not in EXTENSION_MONTHS:
        raise NotAllowed("预备期延长不少于6个月，不超过12个月")
    member.probation_until = add_months(due, months)


def transfer_out(branch: Branch, member: Member, day: date) -> None:
    """转出: from that day on the member is no longer of the branch, and holds no office in it."""
    if member.end:
        raise NotAllowed(f"{member.name}已经转出")
    if member.start and day <= member.start:
        raise NotAllowed("转出日期应晚于转入日期")
    member.end = day
    for seat in branch.committee:
        if seat.member == member.id and seat.holds_on(day):
            seat.end = day


def transfer_back(member: Member, day: date) -> None:
    """转回: the member is of the branch again from that day on; the earlier time is kept."""
    if member.end is None:
        raise NotAllowed(f"{member.name}没有转出")
    if day < member.end:
        raise NotAllowed("转回日期不应早于转出日期")
    member.stays.append(Stay(start=member.start, end=member.end))
    member.start, member.end = day, None


def change_group(member: Member, group: str, day: date) -> None:
    """调组: the member belongs to another 党小组 from that day on."""
    if group == member.group:
        raise NotAllowed(f"{member.name}已经在{group or '没有党小组的党员'}里")
    since = max((stay.end for stay in member.groups if stay.end), default=None)
    if since and day <= since:
        raise NotAllowed("调组日期应晚于上一次调组")
    member.groups.append(GroupStay(start=since, end=day, group=member.group))
    member.group = group


def date_group(before: Member, after: Member, day: date) -> None:
    """Where a group was simply written over, let the new one begin on that day."""
    if before.group and after.group != before.group and after.groups == before.groups:
        group, after.group = after.group, before.group
        change_group(after, group, day)


def suspend_voting(member: Member, day: date, reason: str) -> None:
    """停止行使表决权 from that day on."""
    if any(one.holds_on(day) or one.end is None for one in member.voting_suspended):
        raise NotAllowed(f"{member.name}在这一天已经停止行使表决权")
    member.voting_suspended.append(Suspension(start=day, reason=reason))


def restore_voting(member: Member, day: date) -> None:
    """恢复: the member votes again from that day on."""
    running = [one for one in member.voting_suspended if one.end is None or day < one.end]
    if not running:
        raise NotAllowed(f"{member.name}没有停止行使表决权")
    if running[-1].start and day <= running[-1].start:
        raise NotAllowed("恢复日期应晚于停止日期")
    running[-1].end = day


# ------------------------------------------------------------------------------ the branch


def rename_branch(branch: Branch, name: str, day: date) -> None:
    """更名 on that day; what was written before keeps the old name."""
    if name == branch.name or not name:
        raise NotAllowed("请填写新的名称")
    since = max((one.end for one in branch.former_names if one.end), default=branch.founded_on)
    if since and day <= since:
        raise NotAllowed("更名日期应晚于成立和上一次更名")
    branch.former_names.append(FormerName(start=since, end=day, name=branch.name))
    branch.name = name


@dataclass(frozen=True)
class Term:
    """任期 of the committee; on `end` it is over."""

    start: date
    end: date
    is_extended: bool

    def weight(self, today: date) -> Weight | None:
        """How urgent 换届 is; None while there is time."""
        if self.end <= today:
            return Weight.BLOCKS
        return Weight.REMINDS if add_months(today, TERM_NOTICE_MONTHS) >= self.end else None

    def words(self, today: date) -> str:
        """任期至2027年9月20日，还有294天."""
        until = f"任期至{Day('', '').show(self.end)}"
        until = f"{until}（已延期）" if self.is_extended else until
        days = (self.end - today).days
        if days <= 0:
            return f"{until}，已超期{-days}天" if days else f"{until}，今天到期"
        ahead = "，请准备换届" if self.weight(today) else ""
        return f"{until}，还有{days}天{ahead}"


def term(branch: Branch) -> Term | None:
    """The term that runs; None where its start is not known."""
    if branch.term_start is None:
        return None
    end = add_months(branch.term_start, 12 * TERM_YEARS)
    extended = branch.term_extended_until
    return Term(branch.term_start, extended or end, is_extended=extended is not None)


def begin_term(branch: Branch, day: date) -> None:
    """换届 on that day: the offices held until then end, the new ones are taken afterwards."""
    if branch.term_start and day <= branch.term_start:
        raise NotAllowed("换届日期应晚于本届开始")
    for seat in branch.committee:
        if seat.holds_on(day) and seat.start != day:
            seat.end = day
    branch.term_start, branch.term_extended_until, branch.term_extension = day, None, ""


def extend_term(branch: Branch, until: date, approval: str) -> None:
    """任期延期, approved by the superior."""
    running = term(branch)
    if running is None:
        raise NotAllowed("请先填写本届开始日期")
    if until <= add_months(running.start, 12 * TERM_YEARS):
        raise NotAllowed("延期应晚于本届期满")
    branch.term_extended_until, branch.term_extension = until, approval


def add_group(branch: Branch, name: str) -> None:
    """A new 党小组 without members."""
    _refuse_group_name(branch, name)
    branch.groups.append(Group(name=name))


def rename_group(branch: Branch, group: Group, name: str) -> None:
    """Give a 党小组 another name; its members go along, now and in their history."""
    _refuse_group_name(branch, name)
    for member in branch.members:
        if member.group == group.name:
            member.group = name
        for stay in member.groups:
            if stay.group == group.name:
                stay.group = name
    group.name = name


def remove_group(branch: Branch, group: Group) -> None:
    """Remove a 党小组 in which nobody is or ever was."""
    if any(
        group.name in (member.group, *(stay.group for stay in member.groups))
        for member in branch.members
    ):
        raise NotAllowed(
            f"“{group.name}”里还有党员，或有党员曾在这个组，不能删去",
            hint="先把党员调到别的组；曾经用过的组请改名，或留着不用。",
        )
    branch.groups.remove(group)


def take_office(branch: Branch, member: Member, office: OfficeName, day: date) -> None:
    """当选 or 补选: the member holds the office from that day on."""
    if any(seat.member == member.id and seat.holds_on(day) for seat in branch.committee):
        raise NotAllowed(f"{member.name}在这一天已有职务", hint="请先让原来的职务在前一天结束。")
    branch.committee.append(Office(start=day, name=member.name, member=member.id, office=office))


def leave_office(seat: Office, day: date) -> None:
    """卸任: from that day on the office is no longer held."""
    if seat.start and day <= seat.start:
        raise NotAllowed("卸任日期应晚于任职日期")
    seat.end = day


def _refuse_group_name(branch: Branch, name: str) -> None:
    if not name:
        raise NotAllowed("请填写党小组的名称")
    if any(group.name == name for group in branch.groups):
        raise NotAllowed(f"已经有“{name}”")
