"""Who was expected and who came: the roster frozen into a record, and its counts.

Conventions 2 to 10 at the head of tests/conventions.py; comparisons use whole numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import Day
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.naming import of_any_day
from zjdesk.kinds.presence import ABSENCES, LEAVES, Presence, presence_of
from zjdesk.kinds.reductions import left_out
from zjdesk.member_lines import marks
from zjdesk.participants import Attendance, Person, RosterEntry
from zjdesk.record import ATTENDANCE, DAY, GROUP, Expected, Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zjdesk.agenda import Vote
    from zjdesk.people import Branch, Member


def expected_at(record: Record) -> Expected:
    """Who is expected: by the kind the event was held as, never by `also`."""
    return KINDS[record.kind].expected(record)


# ------------------------------------------------------------------------------ the frozen roster


def settle(record: Record, branch: Branch) -> list[Problem]:
    """Find out which members the record names and freeze the roster of its day into it.

    A roster that is frozen already stays; empty it first where day, group or form has changed.
    Problems are those that keep the record from being taken in.
    """
    if record.day is None:
        return [Problem("请填写日期", Place().field(DAY.key, DAY.label), Weight.REFUSES)]
    problems = [*_resolve(record, branch, record.day), *_check_group(record, branch)]
    if not problems:
        record.roster = _frozen(record, branch, record.day)
    return problems


def _frozen(record: Record, branch: Branch, day: date) -> list[RosterEntry]:
    known = {entry.member: entry for entry in record.roster}
    kept = [entry for entry in record.roster if entry.by_default]
    wanted = {entry.member for entry in kept} or {
        member.id for member in _expected_members(record, branch, day)
    }
    named = set() if expected_at(record) is Expected.NOBODY else _named(record)
    offices = branch.offices_on(day)
    entries = []
    for member in branch.members:
        if member.id in wanted or member.id in named:
            entry = known.pop(member.id, None) or RosterEntry(
                name=member.name,
                member=member.id,
                category=member.category_on(day),
                office=offices.get(member.id),
                group=member.group_on(day),
                voter=member.votes_on(day),
                waived=member.is_waived_on(day),
            )
            entry.by_default = member.id in wanted
            entries.append(entry)
    entries += [entry for entry in known.values() if entry.member in wanted | named]
    _mark_namesakes(entries, branch, day)
    return entries


def _expected_members(record: Record, branch: Branch, day: date) -> list[Member]:
    here = branch.members_on(day)
    match expected_at(record):
        case Expected.BRANCH:
            return here
        case Expected.GROUP:
            return [member for member in here if member.group_on(day) == record.group]
        case Expected.COMMITTEE:
            offices = branch.offices_on(day)
            return [member for member in here if member.id in offices]
        case _:
            return []


def _named(record: Record) -> set[str]:
    return {exception.member for exception in record.attendance}


def _mark_namesakes(entries: list[RosterEntry], branch: Branch, day: date) -> None:
    """Give members of one name a mark; one that is frozen already stays."""
    listed = {entry.member for entry in entries}
    known_by = marks([member for member in branch.members if member.id in listed], day)
    for entry in entries:
        entry.mark = entry.mark or known_by.get(entry.member, "")


def _resolve(record: Record, branch: Branch, day: date) -> Iterable[Problem]:
    """Give every person of the record the id of the member that is meant."""
    frozen = {entry.member for entry in record.roster}
    problems = []
    for person, place, is_member in people_in(record):
        if person.member and person.member in frozen:
            continue
        fault = _identify(person, branch, day, is_member=is_member)
        if fault:
            problems.append(Problem(fault, place, Weight.REFUSES))
    return [*problems, *_twice(record.attendance)]


def _identify(person: Person, branch: Branch, day: date, *, is_member: bool) -> str:
    """Give the person the id of the member meant, or say why that cannot be."""
    name, on_day = person.name, Day("", "").show(day)
    found = branch.find(day, name=name, member=person.member)
    if not found and not is_member:
        found = of_any_day(branch, name=name, member=person.member)
    if person.member:
        if not found:
            return f"编号“{person.member}”在{on_day}不是本支部党员，请核对编号"
        if name and found[0].name != name:
            return f"编号“{person.member}”是“{found[0].name}”，与姓名“{name}”不符"
    elif len(found) > 1:
        who = "；".join(_describe(member) for member in found)
        return f"当天支部里有{len(found)}位“{name}”，请写明是哪一位：{who}"
    elif not found:
        away = f"“{name}”在{on_day}不是本支部党员；来宾请写在列席人员里"
        return away if is_member else ""
    person.member, person.name = found[0].id, found[0].name
    return ""


def people_in(record: Record) -> Iterable[tuple[Person, Place, bool]]:
    """Everybody named by name or id, where, and whether it has to be a member of that day."""
    top = Place()
    at = top.field(ATTENDANCE.key, ATTENDANCE.label)
    for index, exception in enumerate(record.attendance):
        yield exception, at.item(index).field("name", "姓名"), True
    agenda = top.field("agenda", "议程")
    for number, item in enumerate(record.agenda):
        if item.vote is None:
            continue
        vote = agenda.item(number).field("vote", "表决")
        for key, label, people in (
            ("candidates", "候选人", item.vote.candidates),
            ("grades", "测评结果", item.vote.grades),
            ("reductions", "不计入应到", item.vote.reductions),
        ):
            for index, person in enumerate(people):
                yield person, vote.field(key, label).item(index).field("name", "姓名"), True
    details = top.field("details", "专项内容")
    fields = {field.key: field for kind in record.kinds for field in KINDS[kind].fields}
    for key, value in record.details.items():
        if isinstance(value, Person):
            yield value, details.field(key, fields[key].label), False


def _describe(member: Member) -> str:
    born = f"{member.birth_date.year}年{member.birth_date.month}月生" if member.birth_date else ""
    code = f"编号 {member.code or member.id}"
    return "，".join(part for part in (member.name, born, member.group, code) if part)


def _twice(attendance: list[Attendance]) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    at = Place().field(ATTENDANCE.key, ATTENDANCE.label)
    for index, exception in enumerate(attendance):
        if exception.member and exception.member in seen:
            message = f"“{exception.name}”在第{seen[exception.member] + 1}项已经写过，请只留一项"
            yield Problem(message, at.item(index).field("name", "姓名"), Weight.REFUSES)
        seen.setdefault(exception.member, index)


def _check_group(record: Record, branch: Branch) -> Iterable[Problem]:
    names = [group.name for group in branch.groups]
    at = Place().field(GROUP.key, GROUP.label)
    if record.group and record.group not in names and not record.roster:
        known = "、".join(names) or "（本支部未设党小组）"
        message = f"没有“{record.group}”这个党小组，可以是：{known}"
        yield Problem(message, at, Weight.REFUSES)
    elif not record.group and expected_at(record) is Expected.GROUP:
        yield Problem("请写明是哪个党小组", at, Weight.REFUSES)


# ------------------------------------------------------------------------------ counts


@dataclass(frozen=True)
class Headcount:
    """应到, 实到 and what makes them up, in persons.

    `waived` stand outside 应到. The voters are None where nobody is expected by rule.
    """

    expected: int
    present: int
    on_leave: int
    absent: int
    remote: int
    waived: int
    expected_voters: int | None
    present_voters: int | None

    @property
    def rate(self) -> float | None:
        """到会率; None where nobody was expected."""
        return per_cent(self.present, self.expected)


def per_cent(part: int, whole: int) -> float | None:
    """A share in per cent with one decimal, half up (convention 15); None of nothing."""
    return (part * 2000 + whole) // (2 * whole) / 10 if whole else None


def count(record: Record) -> Headcount:
    """The headcount of a record by its frozen roster; guests never count."""
    presence = presence_of(record)
    found = list(presence.values())
    there = {member for member, one in presence.items() if one.is_there}
    voters = {e.member for e in record.roster if e.by_default and e.voter}
    has_voters = expected_at(record) not in (Expected.NAMED, Expected.NOBODY)
    return Headcount(
        expected=len(found),
        present=len(there),
        on_leave=sum(one in LEAVES for one in found),
        absent=sum(one in ABSENCES for one in found),
        remote=found.count(Presence.REMOTE),
        waived=len({entry.member for entry in record.roster} - presence.keys()),
        expected_voters=len(voters) if has_voters else None,
        present_voters=len(voters & there) if has_voters else None,
    )


@dataclass(frozen=True)
class Turnout:
    """应到会有表决权 and 实到会有表决权 for one vote; None where nobody is expected by rule."""

    expected: int | None
    present: int | None


def turnout(record: Record, vote: Vote) -> Turnout:
    """Who may vote on one matter: without those whom it leaves out, in both numbers."""
    if count(record).expected_voters is None:
        return Turnout(None, None)
    voters = {e.member for e in record.roster if e.by_default and e.voter} - left_out(vote)
    there = {member for member, one in presence_of(record).items() if one.is_there}
    return Turnout(len(voters), len(voters & there))


def is_over_days(record: Record) -> bool:
    """Whether the event went on for several days."""
    return record.ends_on not in (None, record.day)


def hours(record: Record) -> float | None:
    """学时: those given, else the duration to the nearest half hour, a quarter rounding up.

    Of several days the clock of one counts (convention 14). None where the duration is not known.
    """
    if record.credit_hours is not None:
        return record.credit_hours
    if record.starts_at is None or record.ends_at is None:
        return None
    start = record.starts_at.hour * 60 + record.starts_at.minute
    minutes = record.ends_at.hour * 60 + record.ends_at.minute - start
    return (minutes + 15) // 30 / 2 if minutes > 0 else None
