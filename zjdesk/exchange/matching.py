"""Who is who: the rows of a sheet among themselves, and against the members of the branch.

The same person is known by name and birth date, never by the name alone; where a birth date is
missing, by 入党日期, if nobody else has the name; else a person has to say so. A row that says
nothing which the member does not have already is of that member whatever its birth date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from zjdesk.exchange.name_forms import meant_name
from zjdesk.exchange.problems import Code
from zjdesk.exchange.roster_changes import changes_of, same_month

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from zjdesk.exchange.roster_rows import ReadRow
    from zjdesk.people import Branch, Member


class Match(NamedTuple):
    """The member whom a row is about, if there is one, and the only one of that name."""

    member: Member | None
    namesake: Member | None

    @property
    def namesake_id(self) -> str:
        """Id of the only one of that name, where it is not known whether it is he or she."""
        return self.namesake.id if self.namesake and self.member is None else ""


def mark_twins(people: Iterable[ReadRow]) -> None:
    """Mark whoever stands in the sheet twice, and those of one name who cannot be told apart."""
    earlier: dict[str, list[ReadRow]] = defaultdict(list)
    for row in people:
        if row.is_faulty:
            continue
        others = earlier[meant_name(row.name)]
        births = [_births_agree(row, other) for other in others]
        if True in births:
            row.add(Code.DUPLICATE, "name")
        elif None in births:
            row.add(Code.SAME_NAME, "name")
        others.append(row)


def identify(
    people: Sequence[ReadRow], branch: Branch, day: date, *, same: Collection[str] = ()
) -> list[Match]:
    """Whom each row is about; a doubtful row is marked.

    `same`: names of which a person said that row and member are one, though a birth date is
    missing or other.
    """
    by_name: dict[str, list[Member]] = defaultdict(list)
    for member in branch.members:
        by_name[meant_name(member.name)].append(member)
    names = [meant_name(row.name) for row in people]
    told = Counter(names)
    found: list[Member | None] = [None] * len(people)
    known = [n for n, row in enumerate(people) if not row.is_faulty and names[n] in by_name]
    only = {
        n: by_name[names[n]][0]
        for n in known
        if len(by_name[names[n]]) == 1 and told[names[n]] == 1
    }
    claimed: set[str] = set()
    for find in (_by_birth_date, partial(_by_everything, day)):
        for n in known:
            free = [member for member in by_name[names[n]] if member.id not in claimed]
            if found[n] is None and (its_own := find(people[n], free)) is not None:
                found[n] = its_own
                claimed.add(its_own.id)
    for n in known:
        if found[n] is None and n in only and names[n] in map(meant_name, same):
            found[n] = only[n]
        elif found[n] is None and n in only and _joined_alike(people[n], only[n]):
            found[n] = only[n]
            people[n].add(Code.TAKEN_AS_SAME, "name")
        elif found[n] is None:
            are_others = all(_is_another(people[n], each) for each in by_name[names[n]])
            people[n].add(Code.NAMESAKE if are_others else Code.NOT_IDENTIFIED, "name")
    return [Match(member, only.get(n)) for n, member in enumerate(found)]


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


def _joined_alike(row: ReadRow, member: Member) -> bool:
    """Whether row and member, one of them without birth date, joined on one day."""
    if row.values.get("birth_date") is not None and member.birth_date is not None:
        return False
    genders = {row.values.get("gender"), member.gender} - {None}
    joined: date | None = row.values.get("joined_on")
    if joined is None or member.joined_on is None or len(genders) > 1:
        return False
    is_rough = "joined_on" in row.rough
    return joined == member.joined_on or (is_rough and same_month(joined, member.joined_on))


def _is_another(row: ReadRow, member: Member) -> bool:
    """Whether a member of the same name is surely somebody else."""
    birth: date | None = row.values.get("birth_date")
    if birth is None or member.birth_date is None:
        return False
    return birth != member.birth_date and not _may_be(birth, member.birth_date)


def _may_be(day: date, other: date) -> bool:
    """Whether two days can be one: many sheets say the first where only the month is known."""
    return same_month(day, other) and 1 in (day.day, other.day)
