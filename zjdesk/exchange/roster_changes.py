"""What a row makes of a member: what it says otherwise, written into the member's history.

Rule: what holds on days (group, waiver, a return) begins on the day of the plan, never earlier.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from zjdesk import doubts
from zjdesk.exchange.headers import FIELDS, title_of
from zjdesk.exchange.problems import Code
from zjdesk.people import Branch, Category, Member
from zjdesk.roster_events import date_changes, end_waiver, leave, transfer_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from zjdesk.exchange.roster_rows import ReadRow

WITHOUT_PROBATION = date(1969, 4, 14), date(1977, 8, 18)
"""Who joined between these days was a full member at once (九大党章 … 十一大党章)."""
CLOCKS_ARE_RIGHT_FROM = date(2026, 1, 1)
"""A clock before this program was made is dead: it cannot tell what lies in the future."""

_ORDER = (
    ("birth_date", "joined_on"),
    ("birth_date", "full_on"),
    ("joined_on", "full_on"),
    ("from", "to"),
)
_PAST = ("birth_date", "joined_on", "full_on")


@dataclass(frozen=True)
class Change:
    """A field of a member that the sheet has otherwise."""

    key: str
    old: Any
    new: Any

    @property
    def label(self) -> str:
        return title_of(self.key)

    def __str__(self) -> str:
        old, new = (FIELDS[self.key][1].show(value) or "（空）" for value in (self.old, self.new))
        return f"{self.label} {old} → {new}"


def changes_of(row: ReadRow, member: Member, day: date) -> list[Change]:
    """What the row says otherwise; a day that was only assumed changes none in its month."""
    changes = []
    for key, new in row.values.items():
        old = _value_of(member, key, day)
        if key == "name" or new is None or new == old:
            continue
        # who has a birth date in the month is the same person: its first is the rougher day
        is_rough = key in row.rough or (key == "birth_date" and new.day == 1)
        if not (is_rough and old and same_month(new, old)):
            changes.append(Change(key, old, new))
    is_now_full = any(change.key == "full_on" for change in changes)
    if is_now_full and member.category is not None and row.values.get("category") is None:
        changes.append(Change("category", member.category, Category.FULL))
    return [change for change in changes if change.old != change.new]


def changes_of_return(row: ReadRow, member: Member, day: date, back: date) -> list[Change]:
    """The same for somebody who had left and is of the branch again from the day `back` on."""
    others = [change for change in changes_of(row, member, day) if change.key not in ("from", "to")]
    return [Change("to", member.end, None), Change("from", None, back), *others]


def carry_out(
    branch: Branch, member: Member, changes: Sequence[Change], day: date, back: date | None = None
) -> None:
    """Write changes into a member of the branch; `back`: the day on which he or she returns.

    Raises NotAllowed where the history of the member stands against it.
    """
    before = replace(member, id=member.id)
    left = leaves_on(changes)
    by_event = {"from", "to"} if back else {"to"} if left else set()
    if back is not None:
        transfer_back(member, back)
    for change in changes:
        if change.key == "attendance_waived" and not change.new and not member.attendance_waived:
            end_waiver(member, day)
        elif change.key not in by_event:
            setattr(member, FIELDS[change.key][0], change.new)
    date_changes(branch, before, member, day)
    if left is not None:
        leave(branch, member, left)


def leaves_on(changes: Sequence[Change]) -> date | None:
    """The day on which somebody leaves of whom nothing such was known."""
    return next((each.new for each in changes if each.key == "to" and each.old is None), None)


def duties_ended(
    branch: Branch, member: Member, changes: Sequence[Change], day: date
) -> Iterator[str]:
    """Which offices end with the changes, one sentence each."""
    left = leaves_on(changes)
    if left is not None:
        yield from doubts.of_leaving(branch, member, left, today=left)
    elif member.belongs_on(day) and any(change.key == "group" for change in changes):
        yield from doubts.of_changing_group(branch, member, day, today=day)


def as_changed(
    member: Member, changes: Sequence[Change], day: date, back: date | None = None
) -> Member:
    """The member as it would be; the one that is given stays as it is."""
    after = deepcopy(member)
    carry_out(Branch(), after, changes, day, back)
    return after


def new_member(row: ReadRow, day: date) -> Member:
    given = {FIELDS[key][0]: value for key, value in row.values.items() if value is not None}
    member = Member(**given)
    date_changes(Branch(), replace(member, attendance_waived=False), member, day)
    return member


def check_days(row: ReadRow, member: Member, keys: Collection[str], today: date) -> None:
    """Mark what cannot be of the days of a member as the row would make it; `keys` are new."""
    for key in _PAST:
        day = _value_of(member, key, today)
        if key in keys and day and day > today >= CLOCKS_ARE_RIGHT_FROM:
            row.add(Code.NOT_YET, key)
    for earlier, later in _ORDER:
        first, last = (_value_of(member, key, today) for key in (earlier, later))
        if first and last and {earlier, later} & set(keys) and not _may_follow(later, first, last):
            is_later = row.values.get(later) is not None
            key, other, day = (later, earlier, first) if is_later else (earlier, later, last)
            where = "" if row.values.get(other) else "名册里的"
            words = f"{'晚' if is_later else '早'}于{where}{title_of(other)}"
            row.add(Code.DATES_OUT_OF_ORDER, key, detail=f"{words}{FIELDS[other][1].show(day)}")
    if (
        member.category is Category.PROBATIONARY
        and member.full_on
        and not row.has_problem("full_on")
        and {"category", "full_on"} & set(keys)
    ):
        is_said = row.values.get("category") is not None
        row.add(Code.NOT_PROBATIONARY, "category" if is_said else "full_on")


def same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)


# ------------------------------------------------------------------------------ inside


def _value_of(member: Member, key: str, day: date) -> Any:
    return member.value_on(FIELDS[key][0], day)


def _may_follow(later: str, first: date, last: date) -> bool:
    if later == "full_on" and first == last:
        return WITHOUT_PROBATION[0] <= first <= WITHOUT_PROBATION[1]
    return first < last
