"""What a row makes of a member: what it says otherwise, written into the member's history.

Rule: what holds on days (group, waiver, a return) begins on the day of the plan, never earlier.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from zjdesk import doubts
from zjdesk.exchange.headers import FIELDS, title_of
from zjdesk.exchange.name_forms import meant_name
from zjdesk.exchange.problems import Code
from zjdesk.people import PROBATION_MONTHS, WITHOUT_PROBATION, Branch, Category, Member
from zjdesk.periods import add_months
from zjdesk.roster_events import date_changes, end_waiver, leave, transfer_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from zjdesk.exchange.roster_rows import ReadRow

YOUNGEST = 18
"""Years of age at which one can become a member (党章 第1条)."""
ONE_DAY = timedelta(days=1)
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
        if new is None or new == old or (key == "name" and not _is_put_right(old, new)):
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
    _remark_on_ages(row, member, keys)
    if (
        member.category is Category.PROBATIONARY
        and member.full_on
        and not row.has_problem("full_on")
        and {"category", "full_on"} & set(keys)
    ):
        is_said = row.values.get("category") is not None
        row.add(Code.NOT_PROBATIONARY, "category" if is_said else "full_on")


def check_changes(row: ReadRow, member: Member, changes: Sequence[Change]) -> None:
    """Mark what a member, as he or she is, should not become by a sheet alone."""
    for change in changes:
        if change.key == "category" and change.old is Category.PROBATIONARY:
            days = {each.key for each in changes}
            if member.full_on is None and "full_on" not in days:
                row.add(Code.NEEDS_FULL_DAY, "category")
        if change.key == "from" and member.belongs_on(change.new - ONE_DAY):
            row.add(Code.TAKES_TIME_AWAY, "from", detail=FIELDS["from"][1].show(change.new))


def same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)


# ------------------------------------------------------------------------------ inside


def _value_of(member: Member, key: str, day: date) -> Any:
    return member.value_on(FIELDS[key][0], day)


def _is_put_right(old: str, new: str) -> bool:
    """Whether a name that was written with other characters is now as it should be."""
    return old != meant_name(old) and new == meant_name(new)


def _remark_on_ages(row: ReadRow, member: Member, keys: Collection[str]) -> None:
    """Say where days are possible but hardly right."""
    born, joined, full = member.birth_date, member.joined_on, member.full_on
    if born and joined and {"birth_date", "joined_on"} & set(keys):
        of_age = add_months(born, 12 * YOUNGEST)
        if born < joined < of_age and not same_month(joined, of_age):
            row.add(Code.TOO_YOUNG, "joined_on")
    if joined and full and {"joined_on", "full_on"} & set(keys):
        due = add_months(joined, PROBATION_MONTHS)
        if WITHOUT_PROBATION[1] < joined < full < due and not same_month(full, due):
            row.add(Code.SHORT_PROBATION, "full_on")


def _may_follow(later: str, first: date, last: date) -> bool:
    if later == "full_on" and first == last:
        return WITHOUT_PROBATION[0] <= first <= WITHOUT_PROBATION[1]
    return first < last
