"""Who is who: the rows of a sheet among themselves, and against the members of the branch.

The same person is known by name and birth date, never by the name alone. A row that says nothing
which the member does not have already is of that member whatever its birth date: it writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from zjdesk.exchange.name_forms import meant_name
from zjdesk.exchange.problems import Code
from zjdesk.exchange.roster_changes import changes_of, same_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zjdesk.exchange.roster_rows import ReadRow
    from zjdesk.people import Branch, Member


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


def identify(people: Sequence[ReadRow], branch: Branch, day: date) -> list[Member | None]:
    """The member whom each row is about, if there is one; a doubtful row is marked."""
    by_name: dict[str, list[Member]] = defaultdict(list)
    for member in branch.members:
        by_name[meant_name(member.name)].append(member)
    found: list[Member | None] = [None] * len(people)
    known = [n for n, row in enumerate(people) if not row.is_faulty and row.name in by_name]
    claimed: set[str] = set()
    for find in (_by_birth_date, partial(_by_everything, day)):
        for n in known:
            row = people[n]
            free = [member for member in by_name[row.name] if member.id not in claimed]
            if found[n] is None and (its_own := find(row, free)) is not None:
                found[n] = its_own
                claimed.add(its_own.id)
    for n in known:
        if found[n] is None:
            are_others = all(_is_another(people[n], each) for each in by_name[people[n].name])
            people[n].add(Code.NAMESAKE if are_others else Code.NOT_IDENTIFIED, "name")
    return found


# ------------------------------------------------------------------------------ inside


def _births_agree(row: ReadRow, other: ReadRow) -> bool | None:
    """Whether two rows have one birth date and mark; None if that is not known."""
    marks = row.values.get("mark"), other.values.get("mark")
    if all(marks) and marks[0] != marks[1]:
        return False
    mine, theirs = row.values.get("birth_date"), other.values.get("birth_date")
    if mine is None or theirs is None:
        return None
    is_rough = "birth_date" in row.rough | other.rough
    return bool(mine == theirs or (is_rough and same_month(mine, theirs)))


def _by_birth_date(row: ReadRow, members: Sequence[Member]) -> Member | None:
    birth = row.values.get("birth_date")
    if birth is None:
        return None
    exact = [member for member in members if member.birth_date == birth]
    matching = exact or [m for m in members if m.birth_date and _may_be(birth, m.birth_date)]
    if len(matching) > 1 and row.values.get("mark"):
        matching = [member for member in matching if member.mark == row.values["mark"]]
    return matching[0] if len(matching) == 1 else None


def _by_everything(day: date, row: ReadRow, members: Sequence[Member]) -> Member | None:
    """A member who has all that the row says, one of the two lacking the birth date."""
    for member in members:
        has_both = row.values.get("birth_date") is not None and member.birth_date is not None
        if not has_both and not changes_of(row, member, day):
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
    return same_month(day, other) and 1 in (day.day, other.day)
