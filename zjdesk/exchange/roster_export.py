"""A branch as a roster sheet of a day, with what was known then. Read back, it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.exchange.headers import FIELDS, TITLES
from zjdesk.exchange.sheet_writer import write_sheet
from zjdesk.fields import Day

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.people import Branch, Member

PERSONAL = frozenset({"birth_date", "attendance_waived"})
"""What stays inside the branch: a birth date, and what says something about someone's health."""


def write_roster(branch: Branch, day: date, *, personal: bool) -> bytes:
    """The members of that day as .xlsx; without `personal` it may be passed on or hung up."""
    members = branch.members_on(day)
    keys = [key for key in TITLES if personal or key not in PERSONAL]
    if not any(member.mark for member in members):
        keys.remove("mark")
    rows = [[_cell(member, key, day) for key in keys] for member in members]
    title = f"{branch.name_on(day)}党员名册（{day.year}年{day.month}月{day.day}日）"
    return write_sheet("党员名册", [TITLES[key] for key in keys], rows, title=title)


def _cell(member: Member, key: str, day: date) -> Any:
    attribute, field = FIELDS[key]
    value = member.known_on(attribute, day)
    if field.is_missing(value):
        return None
    return value if isinstance(field, Day) else field.show(value)
