"""Every duty, side by side: a rule that says how often, and the kind of record that fills it.

A new duty is added here and only here; keys are for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.kinds import catalogue as kinds
from zjdesk.kinds.catalogue import LECTURER
from zjdesk.kinds.naming import of_day, plain_name
from zjdesk.people import OfficeName
from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.catalogue import COMMITTEE_FROM

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zjdesk.kinds.figures import Figures
    from zjdesk.kinds.kind import Kind
    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import Regulations
    from zjdesk.regulations.rule import Rule
    from zjdesk.regulations.values import Frequency


GROUP = "党小组"
"""A group is usually called 第一党小组, its meeting then 第一党小组会."""


class FilledBy(StrEnum):
    """What fills a period."""

    ANY = "any"
    """One record of the kind."""
    EVERY_GROUP = "every_group"
    """One record of each 党小组."""
    EVERY_MEMBER = "every_member"
    """Records in which every member took part."""


@dataclass(frozen=True, eq=False)
class Duty:
    """Something that has to be held again and again.

    `counts`: whether a record of the kind fills it. `obstacle`: in words, why the branch does not
    owe it on a day. `by_year`: once a year it counts by 所属年度 and may be held in the next; it is
    held in the form of an assembly, so what fills it may always fill another duty too.
    """

    rule: Rule[Frequency]
    kind: Kind
    filled_by: FilledBy = FilledBy.ANY
    by_year: bool = False
    counts: Callable[[Figures, Branch], bool] = lambda _one, _branch: True
    obstacle: Callable[[Branch, date, Regulations], str] = lambda _branch, _day, _rules: ""

    @property
    def key(self) -> str:
        return self.rule.field.key.removeprefix("frequency.")

    @property
    def label(self) -> str:
        return self.rule.field.label

    def label_in(self, group: str) -> str:
        """第一党小组会; the label itself where there is no group."""
        return group.removesuffix(GROUP) + self.label


def given_by_secretary(one: Figures, branch: Branch) -> bool:
    """Whether a lecture was given by who was secretary that day.

    By the name alone only where it is that of no member, or of several.
    """
    meant = [member.id for member in of_day(branch, one.day, one[LECTURER])]
    return any(
        seat.member == meant[0] if len(meant) == 1 else seat.name == plain_name(one[LECTURER])
        for seat in branch.committee
        if seat.office is OfficeName.SECRETARY and seat.holds_on(one.day)
    )


def without_committee(branch: Branch, day: date, regulations: Regulations) -> str:
    """Why there is no 支委会 on a day; empty where there is one (支部条例: 正式党员7人以上)."""
    least = regulations[COMMITTEE_FROM]
    if _full_members(branch, day) < least:
        return f"正式党员不足{least}人，不设支委会"
    return "" if branch.offices_on(day) else f"正式党员满{least}人，应设支委会，还没有设"


def lacks_committee(branch: Branch, day: date, regulations: Regulations) -> str:
    """In words, that there should be a 支委会 on a day and is none; empty where all is well."""
    full = _full_members(branch, day)
    is_lacking = full >= regulations[COMMITTEE_FROM] and not branch.offices_on(day)
    return f"未设支委会（正式党员{full}人，应设）" if is_lacking else ""


def _full_members(branch: Branch, day: date) -> int:
    return sum(member.is_full_on(day) for member in branch.members)


THEME_DAYS = Duty(rules.THEME_DAY, kinds.THEME_PARTY_DAY)
TALKS = Duty(rules.TALKS, kinds.HEART_TALK, FilledBy.EVERY_MEMBER)

DUTIES = {
    duty.key: duty
    for duty in (
        Duty(rules.ASSEMBLY, kinds.MEMBER_ASSEMBLY),
        Duty(rules.COMMITTEE, kinds.COMMITTEE_MEETING, obstacle=without_committee),
        Duty(rules.GROUP, kinds.GROUP_MEETING, FilledBy.EVERY_GROUP),
        Duty(rules.LECTURE, kinds.PARTY_LECTURE),
        Duty(rules.SECRETARY_LECTURE, kinds.PARTY_LECTURE, counts=given_by_secretary),
        THEME_DAYS,
        Duty(rules.LIFE_MEETING, kinds.ORG_LIFE_MEETING, by_year=True),
        Duty(rules.APPRAISAL, kinds.DEMOCRATIC_APPRAISAL, by_year=True),
        TALKS,
        Duty(rules.STUDY, kinds.STUDY_SESSION),
        Duty(rules.CENTRAL_STUDY, kinds.CENTRAL_GROUP_STUDY),
    )
}
"""Every duty by its key, in the order in which people list them."""
