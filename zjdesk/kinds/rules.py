"""What must be right in a record. A rule looks at a record and yields problems.

Lateness and shortness remind, what is missing blocks 定稿, what cannot be refuses the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.ballots import ballot_faults, missing_figures
from zjdesk.kinds.catalogue import GROUP_MEETING, KINDS
from zjdesk.kinds.conduct import check_conduct
from zjdesk.kinds.consequences import unknown_applicants
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.layout import details_fields
from zjdesk.kinds.reasons import tells_why
from zjdesk.kinds.reminders import reminders
from zjdesk.kinds.vote_people import check_vote_people
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import (
    AGENDA,
    ATTENDANCE,
    CHAIR,
    ENDS_AT,
    ENDS_ON,
    GROUP,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.fields import Field
    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import Regulations


def check(
    record: Record, *, today: date | None = None, regulations: Regulations | None = None
) -> list[Problem]:
    """Everything that should be put right, the heaviest first."""
    regulations = regulations or regulations_for(record)
    problems = [
        *_missing(record),
        *_times(record),
        *_group(record),
        *_absentees(record),
        *_ballots(record),
        *check_conduct(record, regulations),
        *check_vote_people(record),
        *reminders(record, today=today, regulations=regulations),
    ]
    return sorted(problems, key=lambda problem: -problem.weight)


def examine(
    record: Record,
    branch: Branch,
    *,
    today: date | None = None,
    regulations: Regulations | None = None,
) -> list[Problem]:
    """Settle the record in its branch and check it; the heaviest problems first."""
    problems = [*settle(record, branch), *unknown_applicants(record, branch)]
    return [*problems, *check(record, today=today, regulations=regulations)]


# ------------------------------------------------------------------------------ single rules


def _missing(record: Record) -> Iterator[Problem]:
    chaired = any(KINDS[kind].chaired for kind in record.kinds)
    for name, field in part_fields(Record).items():
        if field is CHAIR and not chaired:
            continue
        yield from _missing_in(field, getattr(record, name), Place())
    place = Place()
    for field in details_fields(record).values():
        yield from _missing_in(field, record[field], place)


def _missing_in(field: Field[Any], value: Any, place: Place) -> Iterator[Problem]:
    """Required values that are missing, also inside parts."""
    at = place.field(field.key, field.label)
    if field.required and field.is_missing(value):
        yield Problem(f"请填写{field.label}", at)
    if isinstance(field, Rows):
        for index, part in enumerate(value):
            yield from _missing_in_part(part, at.item(index))
    elif isinstance(field, One) and value is not None:
        yield from _missing_in_part(value, at)


def _missing_in_part(part: Part, place: Place) -> Iterator[Problem]:
    for name, field in part_fields(type(part)).items():
        yield from _missing_in(field, getattr(part, name), place)


def _times(record: Record) -> Iterator[Problem]:
    if record.day and record.ends_on and record.ends_on < record.day:
        at = Place().field(ENDS_ON.key, ENDS_ON.label)
        yield Problem("结束日期早于开始日期，请核对", at, Weight.REFUSES)
    same_day = record.ends_on in (None, record.day)
    if same_day and record.starts_at and record.ends_at and record.ends_at <= record.starts_at:
        message = f"结束时间 {record.ends_at:%H:%M} 不晚于开始时间 {record.starts_at:%H:%M}，请核对"
        yield Problem(message, Place().field(ENDS_AT.key, ENDS_AT.label), Weight.REFUSES)


def _group(record: Record) -> Iterator[Problem]:
    """Which 党小组 met where an event counts as its meeting: nobody is to guess."""
    if GROUP_MEETING.key in record.also and not record.group:
        message = "同时算作党小组会，请写明是哪个党小组"
        yield Problem(message, Place().field(GROUP.key, GROUP.label))


def _absentees(record: Record) -> Iterator[Problem]:
    expected = {entry.member for entry in record.roster}
    at = Place().field(ATTENDANCE.key, ATTENDANCE.label)
    for index, exception in enumerate(record.attendance):
        away = exception.status is not None and exception.status.is_away
        if away and exception.member in expected and not tells_why(exception.reason):
            where = at.item(index).field("reason", "原因")
            yield Problem(f"请写明“{exception.name}”未到会的原因", where)


def _ballots(record: Record) -> Iterator[Problem]:
    for index, item in enumerate(record.agenda):
        if item.vote is not None:
            at = Place().field(AGENDA.key, AGENDA.label).item(index).field("vote", "表决")
            for field in missing_figures(item.vote):
                yield Problem(f"请填写{field.label}", at.field(field.key, field.label))
            for message in ballot_faults(record, item.vote):
                yield Problem(message, at)
