"""Who is who: the rows of a sheet among themselves, and against the members of the branch.

The same person is known by name and birth date, never by the name alone. A row that says nothing
which the member does not have already is of that member whatever its birth date: it writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zjdesk.exchange.headers import FIELDS, TITLES
from zjdesk.exchange.problems import Code
from zjdesk.exchange.roster_rows import ReadRow, bare_name
from zjdesk.people import Category, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zjdesk.people import Branch


@dataclass(frozen=True)
class Change:
    """A field of a member that the sheet has otherwise."""

    key: str
    old: Any
    new: Any

    @property
    def label(self) -> str:
        return TITLES[self.key]

    def __str__(self) -> str:
        field = FIELDS[self.key][1]
        return f"{self.label} {field.show(self.old) or '（空）'} → {field.show(self.new)}"


def mark_twins(people: Iterable[ReadRow]) -> None:
    """Mark whoever stands in the sheet twice, and those of one name who cannot be told apart."""
    earlier: dict[str, list[ReadRow]] = defaultdict(list)
    for row in people:
        if row.is_faulty:
            continue
        others = earlier[row.name]
        births = [_births_agree(row, other) for other in others]
        if True in births:
            row.add(Code.DUPLICATE, "name")
        elif None in births:
            row.add(Code.SAME_NAME, "name")
        others.append(row)


def identify(people: Sequence[ReadRow], branch: Branch) -> dict[int, Member]:
    """The member whom each row is about, by number of the row; a doubtful row is marked."""
    by_name: dict[str, list[Member]] = defaultdict(list)
    for member in branch.members:
        by_name[bare_name(member.name)].append(member)
    known = [row for row in people if not row.is_faulty and row.name in by_name]
    found: dict[int, Member] = {}
    claimed: set[str] = set()
    for find in (_by_birth_date, _by_everything):
        for row in known:
            free = [member for member in by_name[row.name] if member.id not in claimed]
            its_own = None if row.number in found else find(row, free)
            if its_own is not None:
                found[row.number] = its_own
                claimed.add(its_own.id)
    for row in known:
        if row.number not in found:
            are_others = all(_is_another(row, member) for member in by_name[row.name])
            row.add(Code.NAMESAKE if are_others else Code.NOT_IDENTIFIED, "name")
    return found


def changes_of(row: ReadRow, member: Member) -> list[Change]:
    """What the row says otherwise; a day that was only assumed changes none in its month."""
    changes = []
    for key, new in row.values.items():
        old = _value_of(member, key)
        if key == "name" or new is None or new == old:
            continue
        # who has a birth date in the month is the same person: its first is the rougher day
        is_rough = key in row.rough or (key == "birth_date" and new.day == 1)
        if not (is_rough and old and _same_month(new, old)):
            changes.append(Change(key, old, new))
    return changes


def changed_member(member: Member, changes: Iterable[Change]) -> Member:
    after = {FIELDS[change.key][0]: change.new for change in changes}
    return replace(member, id=member.id, groups=list(member.groups), **after)


def new_member(row: ReadRow) -> Member:
    given = {key: value for key, value in row.values.items() if value is not None}
    return Member(**{FIELDS[key][0]: value for key, value in given.items()})


def check_days(row: ReadRow, member: Member) -> None:
    """Mark days of the member, as the row would make it, in the wrong order or not there."""
    if (
        member.category is Category.FULL
        and member.full_on is None
        and not row.has_problem("full_on")
    ):
        row.add(Code.NO_FULL_DAY, "full_on")
    for first, last, key in (
        (member.joined_on, member.full_on, "full_on"),
        (member.start, member.end, "to"),
    ):
        if first and last and last < first:
            row.add(Code.DATES_OUT_OF_ORDER, key)


# ------------------------------------------------------------------------------ inside


def _value_of(member: Member, key: str) -> Any:
    return getattr(member, FIELDS[key][0])


def _births_agree(row: ReadRow, other: ReadRow) -> bool | None:
    """Whether two rows have one birth date; None if that is not known."""
    mine, theirs = row.values.get("birth_date"), other.values.get("birth_date")
    if mine is None or theirs is None:
        return None
    is_rough = "birth_date" in row.rough | other.rough
    return bool(mine == theirs or (is_rough and _same_month(mine, theirs)))


def _by_birth_date(row: ReadRow, members: Sequence[Member]) -> Member | None:
    birth = row.values.get("birth_date")
    if birth is None:
        return None
    exact = [member for member in members if member.birth_date == birth]
    matching = exact or [m for m in members if m.birth_date and _may_be(birth, m.birth_date)]
    return matching[0] if len(matching) == 1 else None


def _by_everything(row: ReadRow, members: Sequence[Member]) -> Member | None:
    """A member who has all that the row says, one of the two lacking the birth date."""
    for member in members:
        has_both = row.values.get("birth_date") is not None and member.birth_date is not None
        if not has_both and not changes_of(row, member):
            return member
    return None


def _is_another(row: ReadRow, member: Member) -> bool:
    """Whether a member of the same name is surely somebody else."""
    birth: date | None = row.values.get("birth_date")
    if birth is None or member.birth_date is None:
        return False
    return birth != member.birth_date and not _may_be(birth, member.birth_date)


def _may_be(day: date, other: date) -> bool:
    """Whether two days can be one: many sheets say the first where only the month is known."""
    return _same_month(day, other) and 1 in (day.day, other.day)


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)
