"""What is to be asked before an event is entered: possible, but seldom meant.

Rule: a doubt never stands in the way. The window shows it as a question, the command line as a
note; whoever means it goes on. What cannot have happened is refused in roster_events and terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.fields import Day
from zjdesk.people import OFFICES, Category
from zjdesk.periods import add_months
from zjdesk.roster_events import probation_due
from zjdesk.terms import regular_term_end

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.people import Branch, Member
    from zjdesk.regulations.in_force import Regulations

USUAL_EXTENSION_MONTHS = 12
"""任期延期一般不超过1年 (党的基层组织任期意见 2018)."""


def of_day(day: date, *, today: date) -> list[str]:
    """Of anything that is entered for a day."""
    return [f"{_shown(day)}还没有到"] if today < day else []


def of_confirming(member: Member, day: date, *, today: date) -> list[str]:
    """转正 before probation is over, or before the assembly has met."""
    found = of_day(day, today=today)
    due = probation_due(member)
    if due and day < due:
        found.append(f"{member.name}的预备期到{_shown(due)}满，还差{(due - day).days}天")
    return found


def of_extending_probation(member: Member, day: date, *, today: date) -> list[str]:
    """延长预备期 decided before it is over, or before the assembly has met."""
    found = of_day(day, today=today)
    due = probation_due(member)
    if due and day < due:
        found.append(f"{member.name}的预备期到{_shown(due)}才满，还差{(due - day).days}天")
    return found


def of_leaving(branch: Branch, member: Member, day: date, *, today: date) -> list[str]:
    """转出 and the like of somebody whose duties end with it."""
    duties = [
        OFFICES[seat.office]
        for seat in branch.committee
        if seat.member == member.id and seat.office and (seat.end is None or day < seat.end)
    ]
    return [*of_day(day, today=today), *_of_ending([*duties, *_led(branch, member, day)], member)]


def of_changing_group(branch: Branch, member: Member, day: date, *, today: date) -> list[str]:
    """调组 of somebody who leads a group."""
    return [*of_day(day, today=today), *_of_ending(_led(branch, member, day), member)]


def of_correcting(branch: Branch, before: Member, after: Member, *, today: date) -> list[str]:
    """What somebody loses by what was written over in his or her facts."""
    found = []
    if after.end and after.end != before.end:
        found += of_leaving(branch, before, after.end, today=today)
    elif after.group != before.group and after.belongs_on(today):
        found += of_changing_group(branch, before, today, today=today)
    if before.full_on and after.full_on is None and after.category is Category.PROBATIONARY:
        found.append(
            f"去掉转正日期，{after.name}就是预备党员，{_shown(before.full_on)}以后的表决权也没有了"
        )
    return found


def of_taking_office(member: Member, day: date, *, today: date) -> list[str]:
    """Office for somebody who could not be elected (基层组织选举工作条例 第5条)."""
    found = of_day(day, today=today)
    if member.category_on(day) is not Category.FULL:
        found.append(f"{member.name}在{_shown(day)}还不是正式党员，没有被选举权")
    elif not member.votes_on(day):
        found.append(f"{member.name}在{_shown(day)}停止行使表决权、选举权和被选举权")
    return found


def of_extending_term(branch: Branch, until: date, regulations: Regulations) -> list[str]:
    """An extension of the term by more than is usual."""
    end = regular_term_end(branch, regulations)
    if end is None or until <= add_months(end, USUAL_EXTENSION_MONTHS):
        return []
    return [f"本届{_shown(end)}期满，延期一般不超过1年，这里延到{_shown(until)}"]


def _of_ending(duties: list[str], member: Member) -> list[str]:
    return [f"{member.name}不再担任{'、'.join(duties)}"] if duties else []


def _led(branch: Branch, member: Member, day: date) -> list[str]:
    return [f"{group.name}组长" for group in branch.groups if group.is_led_by(member, day)]


def _shown(day: date) -> str:
    return Day("", "").show(day)
