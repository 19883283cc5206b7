"""What happens to members and the branch, written into their history.

Rule: nothing is forgotten. A change on a day ends one span and begins another, so that what was so
on an earlier day can still be told. Every function alters the branch or member that it is given
and raises NotAllowed where the event cannot have happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from zjdesk.errors import NotAllowed
from zjdesk.fields import Day
from zjdesk.people import (
    EXITS,
    PROBATION_MONTHS,
    Category,
    Exit,
    FormerName,
    Group,
    GroupStay,
    Leadership,
    Office,
    Stay,
    Suspension,
    Waiver,
)
from zjdesk.periods import add_months
from zjdesk.spans import begins, end_running, lasts_beyond, refuse_running, up_to

if TYPE_CHECKING:
    from collections.abc import Collection

    from zjdesk.people import Branch, Member, OfficeName

EXTENSION_MONTHS = range(6, 13)
"""预备期 may be extended once, by half a year to a year (流程图 第23步).

For the 细则 of 2026 this is known at second hand only.
"""


# ------------------------------------------------------------------------------ a member


def probation_end(member: Member, *, known_on: date | None = None) -> date | None:
    """The day on which 预备期 is or was over; None where the day of admission is not known.

    As it was `known_on` a day: before the assembly extended it, it had its first end.
    """
    decided_on = member.probation_extended_on
    is_told = known_on is None or decided_on is None or decided_on <= known_on
    if member.joined_on is None or (member.probation_until and is_told):
        return member.probation_until
    return add_months(member.joined_on, PROBATION_MONTHS)


def probation_due(member: Member) -> date | None:
    """The day on which 预备期 is over; None for full members and where it is not known."""
    is_through = member.full_on or member.category is Category.FULL
    return None if is_through else probation_end(member)


def confirm(member: Member, day: date, *, is_early: bool = False) -> None:
    """转正, decided by the assembly of that day: the member votes from the day after.

    Before 预备期 is over only where the caller says that this is meant.
    """
    if member.full_on:
        raise NotAllowed(f"{member.name}已经转正")
    if member.category is Category.FULL:
        raise NotAllowed(f"{member.name}已经是正式党员", hint="请在党员资料里补填转正日期。")
    if member.joined_on is None:
        raise NotAllowed("请先填写入党日期，再办转正")
    if day <= member.joined_on:
        raise NotAllowed("转正日期应晚于入党日期")
    _refuse_absent(member, day)
    due = probation_due(member)
    if due and day < due and not is_early:
        raise NotAllowed(f"{member.name}的预备期到{_shown(due)}才满", hint="请核对通过的日期。")
    member.full_on = day
    member.category = Category.FULL


def extend_probation(member: Member, months: int, day: date) -> None:
    """延长预备期, decided by the assembly of that day, once and by 6 to 12 months.

    The whole time is counted from the day of admission: whoever was admitted on 29 February and
    would have been due on the 28th is due on the 29th of the new month.
    """
    if probation_due(member) is None or member.joined_on is None:
        raise NotAllowed(f"{member.name}不是预备党员，或没有填写入党日期")
    if member.probation_until:
        raise NotAllowed("预备期只能延长一次")
    if months not in EXTENSION_MONTHS:
        raise NotAllowed("预备期延长不少于6个月，不超过12个月")
    if day <= member.joined_on:
        raise NotAllowed("决定延长的日期应晚于入党日期")
    _refuse_absent(member, day)
    member.probation_until = add_months(member.joined_on, PROBATION_MONTHS + months)
    member.probation_extended_on = day


def leave(branch: Branch, member: Member, day: date, *, how: Exit = Exit.TRANSFERRED) -> None:
    """转出, 去世, 除名 and the like: from that day on the member is of the branch no more.

    取消预备党员资格 is for who is 预备党员 that day (党章 第7条).
    """
    if member.end:
        raise NotAllowed(f"{member.name}已经{EXITS[member.exit or Exit.TRANSFERRED]}")
    if how is Exit.CANCELLED and member.category_on(day) is not Category.PROBATIONARY:
        raise NotAllowed(f"{member.name}在{_shown(day)}不是预备党员")
    since = max((one for one in (member.start, member.joined_on) if one), default=None)
    if since and day <= since:
        raise NotAllowed(f"{EXITS[how]}日期应晚于转入日期和入党日期")
    move_end(branch, member, day)
    member.exit = how


def move_end(branch: Branch, member: Member, day: date | None) -> None:
    """Let the time of a member here end on another day than was known, None: not at all.

    Everything that ends a membership goes through here, in forms, events and imports: no office
    lasts longer than the time here. One that would have begun later is dropped, a group that the
    member led has no leader. What ended with an earlier day is not taken up again.
    """
    member.end = day
    if day is None:
        member.exit = None
        return
    kept = [one for one in branch.committee if one.member != member.id or begins(one) < day]
    for seat in kept:
        if seat.member == member.id and lasts_beyond(seat, day):
            seat.end = day
    branch.committee = kept
    _end_leadership(branch, member, day)


def transfer_back(member: Member, day: date) -> None:
    """转回: the member is of the branch again from that day on; the earlier time is kept."""
    if member.end is None:
        raise NotAllowed(f"{member.name}没有转出")
    if member.exit not in (None, Exit.TRANSFERRED):
        raise NotAllowed(
            f"{member.name}是{EXITS[member.exit]}，不是转出，不能转回",
            hint="登记错了的，请在党员资料里改正离开的日期和方式。",
        )
    if day < member.end:
        raise NotAllowed("转回日期不应早于转出日期")
    member.stays.append(Stay(start=member.start, end=member.end))
    member.start, member.end, member.exit = day, None, None


def change_group(branch: Branch, member: Member, group: str, day: date) -> None:
    """调组: the member belongs to another 党小组 from that day on, and leads the old one no more.

    A change of the same day is put right; one that stands for later is in the way.
    """
    _refuse_absent(member, day)
    if group == member.group_on(day):
        raise NotAllowed(f"{member.name}已经在{group or '没有党小组的党员'}里")
    later = max((begins(stay) for stay in member.groups), default=date.min)
    if later >= day or any(stay.end and stay.end > day for stay in member.groups):
        raise NotAllowed("调组日期应晚于上一次调组")
    former = member.group
    member.groups = up_to(
        day, member.groups, lambda start, end: GroupStay(start=start, end=end, group=former)
    )
    _end_leadership(branch, member, day)
    member.group = group


def suspend_voting(member: Member, day: date, reason: str) -> None:
    """停止行使表决权 from that day on."""
    refuse_running(member.voting_suspended, day, member.name, "停止行使表决权")
    if not member.votes_on(day):
        raise NotAllowed(f"{member.name}在{_shown(day)}没有表决权")
    member.voting_suspended.append(Suspension(start=day, reason=reason))


def restore_voting(member: Member, day: date) -> None:
    """恢复: the member votes again from that day on."""
    end_running(member.voting_suspended, day, member.name, "停止行使表决权")


def waive(member: Member, day: date, reason: str) -> None:
    """不作考勤要求 from that day on (教育管理条例 第23条)."""
    _refuse_absent(member, day)
    if member.attendance_waived:
        raise NotAllowed(f"{member.name}一直不作考勤要求")
    refuse_running(member.waivers, day, member.name, "不作考勤要求")
    member.waivers.append(Waiver(start=day, reason=reason))


def end_waiver(member: Member, day: date) -> None:
    """Attendance is demanded again from that day on, also where the waiver had no first day."""
    if member.attendance_waived:
        member.waivers = up_to(day, member.waivers, lambda start, end: Waiver(start=start, end=end))
        member.attendance_waived = False
    else:
        end_running(member.waivers, day, member.name, "不作考勤要求")


def date_changes(branch: Branch, before: Member, after: Member, day: date) -> None:
    """Let what a form or sheet simply wrote over, group and 不作考勤要求, begin on that day.

    Of somebody who is not here that day it is a correction of what was, and the group of somebody
    who never was in one is taken to be that of the whole time here. Where the end of the
    membership was written over, offices end with it; a name is put right wherever it stands.
    """
    _follow_name(branch, after)
    if after.end != before.end:
        move_end(branch, after, after.end)
    if not after.belongs_on(day):
        return
    was_grouped = before.group or before.groups
    if was_grouped and after.group != before.group and after.groups == before.groups:
        group, after.group = after.group, before.group
        change_group(branch, after, group, day)
    if after.attendance_waived != before.attendance_waived:
        after.attendance_waived = before.attendance_waived
        if before.attendance_waived:
            end_waiver(after, day)
        else:
            waive(after, day, "")


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


def appoint_leader(group: Group, member: Member | None, day: date) -> None:
    """Who leads a 党小组 from that day on: one of its members, as long as in it, or nobody."""
    if member is not None and not (member.belongs_on(day) and member.group_on(day) == group.name):
        raise NotAllowed(f"{member.name}不在{group.name}里", hint="组长应是本组的党员，请先调组。")
    later = [one for one in group.leaderships() if one.leader and day < begins(one)]
    if later:
        since = _shown(begins(later[0]))
        raise NotAllowed(f"{group.name}从{since}起另有组长，日期应不早于这一天")
    _hand_over(group, member, day)
    until = member.group_until(day) if member else None
    if until:
        _hand_over(group, None, until)


def take_office(branch: Branch, member: Member, office: OfficeName, day: date) -> None:
    """当选 or 补选: the member holds the office from that day on, as long as he or she stays."""
    _refuse_absent(member, day)
    if any(seat.member == member.id and lasts_beyond(seat, day) for seat in branch.committee):
        raise NotAllowed(
            f"{member.name}在{_shown(day)}或以后已有职务", hint="请先让原来的职务在这一天结束。"
        )
    end = member.value_on("end", day)
    branch.committee.append(
        Office(start=day, end=end, name=member.name, member=member.id, office=office)
    )


def leave_office(seat: Office, day: date) -> None:
    """卸任: from that day on the office is no longer held."""
    if seat.start and day <= seat.start:
        raise NotAllowed("卸任日期应晚于任职日期")
    if not lasts_beyond(seat, day):
        raise NotAllowed(f"{seat.name}在{_shown(day)}已经卸任")
    seat.end = day


def remove_members(branch: Branch, members: Collection[str]) -> None:
    """Remove members, by id, who were entered by mistake; with them their offices.

    Whoever has a track on the way into the Party stays until that is gone.
    """
    followed = {one.member: one for one in branch.prospects if one.member in members}
    if followed:
        names = "、".join(one.name for one in followed.values())
        raise NotAllowed(
            f"{names}有培养档案，不能删除",
            hint="录入有误的，请先在“发展党员”里删除培养档案；离开本支部的请用“转出”。",
        )
    for one in (part for group in branch.groups for part in group.naming_leaders()):
        if one.leader_member in members:
            one.leader = one.leader_member = ""
    branch.members = [one for one in branch.members if one.id not in members]
    branch.committee = [seat for seat in branch.committee if seat.member not in members]


# ------------------------------------------------------------------------------ inside


def _shown(day: date) -> str:
    return Day("", "").show(day)


def _refuse_absent(member: Member, day: date) -> None:
    if not member.belongs_on(day):
        raise NotAllowed(
            f"{member.name}在{_shown(day)}不是本支部党员",
            hint="请核对日期，以及入党、来本支部和转出的日期；入党从通过的第二天起算。",
        )


def _hand_over(group: Group, member: Member | None, day: date) -> None:
    """Let somebody, or nobody, lead a group from a day on, later than which nobody does."""
    former = group.leader, group.leader_member
    earlier = [one for one in group.leaders if begins(one) < day]
    group.leaders = up_to(day, earlier, lambda start, end: Leadership(start, end, *former))
    group.leader = member.name if member else ""
    group.leader_member = member.id if member else ""


def _end_leadership(branch: Branch, member: Member, day: date) -> None:
    """Let nobody lead from a day on the groups that a member led."""
    for group in branch.groups:
        since = max(group.since or date.min, day)
        is_leader = group.is_led_by(member, since)
        group.leaders = [part for one in group.leaders for part in _without(one, member, day)]
        if is_leader:
            _hand_over(group, None, since)


def _without(one: Leadership, member: Member, day: date) -> list[Leadership]:
    """The same time, from a day on without this member as leader."""
    if one.leader_member != member.id or not lasts_beyond(one, day):
        return [one]
    vacant = Leadership(max(begins(one), day), one.end)
    return [replace(one, end=day), vacant] if begins(one) < day else [vacant]


def _follow_name(branch: Branch, member: Member) -> None:
    """Let the committee and the groups call a member by the name that he or she has now."""
    for seat in branch.committee:
        if seat.member == member.id:
            seat.name = member.name
    for one in (part for group in branch.groups for part in group.naming_leaders()):
        if one.leader_member == member.id:
            one.leader = member.name


def _refuse_group_name(branch: Branch, name: str) -> None:
    if not name:
        raise NotAllowed("请填写党小组的名称")
    if any(group.name == name for group in branch.groups):
        raise NotAllowed(f"已经有“{name}”")
