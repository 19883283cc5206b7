"""What a person writes of a member in a form: whether it can be, and what else follows it.

Rule: what the form shows is what was; what was written over becomes history, and whatever names
the member follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.errors import Place, Problem, Weight
from zjdesk.people import Category
from zjdesk.roster_events import date_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.people import Branch, Member

PLACE = Place().field("members", "党员").item(0)
"""Where the problems of a member that is entered lie."""


def put_member(branch: Branch, member: Member, day: date) -> None:
    """Put a member in the place of what was known of him or her, else at the end.

    What holds on days begins on that day. Raises NotAllowed where the history stands against it.
    """
    for place, before in enumerate(branch.members):
        if before.id == member.id:
            date_changes(branch, before, member, day)
            branch.members[place] = member
            return
    branch.members.append(member)


def problems_of(branch: Branch, before: Member, member: Member) -> Iterator[Problem]:
    """What is missing in a member that was `before`; the day of 转正 of who was full without it."""
    if not member.name:
        yield Problem("请填写姓名", PLACE.field("name", "姓名"), Weight.REFUSES)
    elif message := mark_problem(branch, member):
        yield Problem(message, PLACE.field("mark", "同名区别"), Weight.REFUSES)
    if is_category_asked(before, member) and member.category is None:
        yield Problem("请选择人员类别", PLACE.field("category", "人员类别"), Weight.REFUSES)
    if is_full_day_needed(before, member):
        at = PLACE.field("full_on", "转正日期")
        yield Problem("正式党员请填写转正日期", at, Weight.REFUSES)


def mark_problem(branch: Branch, member: Member) -> str:
    """What is wrong with the mark of somebody who is not the only one of that name."""
    alike = [one for one in branch.members if one.name == member.name and one.id != member.id]
    if not alike or (member.mark and all(one.mark != member.mark for one in alike)):
        return ""
    other = alike[0].mark or alike[0].group or alike[0].post
    known = f"（{other}）" if other else ""
    return f"另有一位“{member.name}”{known}，请写明怎样区别，如任教学科"


def is_category_asked(before: Member, member: Member) -> bool:
    """Whether a person has to say 人员类别, as nothing else tells it.

    The day of 转正 does, and who was known to be on probation stays so until there is one. Where
    that day is taken out, nobody becomes 预备党员 again without being asked.
    """
    return member.full_on is None and not _was_on_probation(before)


def settle(before: Member, member: Member) -> None:
    """Write down what follows from the days: 人员类别, and that only who left has left somehow."""
    if member.end is None:
        member.exit = None
    if member.probation_until is None:
        member.probation_extended_on = None
    if not is_category_asked(before, member):
        member.category = Category.FULL if member.full_on else Category.PROBATIONARY


def is_full_day_needed(before: Member, member: Member) -> bool:
    """Whether the day of 转正 must be written; of who was full without one it need not be."""
    was_full_without = before.category is Category.FULL and before.full_on is None
    return (
        is_category_asked(before, member)
        and member.category is Category.FULL
        and member.joined_on is not None
        and not was_full_without
    )


def _was_on_probation(before: Member) -> bool:
    is_told = before.category is Category.PROBATIONARY and before.joined_on is not None
    return is_told and before.full_on is None
