"""What a new record begins with: what was asked for, and what goes over from the last of its kind.

Rule: circumstances are taken over; nothing that people said or did ever is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from zjdesk.fields import Choice, Flag
from zjdesk.kinds.catalogue import INTERVIEWEE, KINDS
from zjdesk.kinds.headcount import expected_at
from zjdesk.kinds.layout import details_fields
from zjdesk.participants import Attendance, Person, Status
from zjdesk.parts import Part, Rows, part_fields
from zjdesk.record import Expected, Record

if TYPE_CHECKING:
    from zjdesk.tasks.task import NewRecord

CIRCUMSTANCES = ("starts_at", "ends_at", "place", "chair", "recorder", "group", "expected")


def new_record(wanted: NewRecord, previous: Record | None, *, recorder: str = "") -> Record:
    """The record that is wanted, prepared from the previous one of its kind."""
    record = Record(kind=wanted.kind, day=wanted.day, for_year=wanted.for_year, recorder=recorder)
    if previous is not None:
        _take_over(record, previous)
    record.group = wanted.group or record.group
    if wanted.interviewee is not None:
        record[INTERVIEWEE] = Person(name=wanted.interviewee.name, member=wanted.interviewee.id)
    named_on = date(wanted.for_year, 12, 31) if wanted.for_year else wanted.day
    if named_on:
        record.title = KINDS[record.kind].propose_title(named_on, record.group)
    return record


def _take_over(record: Record, previous: Record) -> None:
    for name in CIRCUMSTANCES:
        setattr(record, name, getattr(previous, name))
    for field in details_fields(record).values():
        if isinstance(field, Choice):
            record[field] = previous[field]
        elif _is_checklist(field):
            record[field] = [_unticked(part) for part in previous[field]]
    if expected_at(record) is Expected.NAMED:
        record.attendance = [
            Attendance(name=one.name, member=one.member, status=Status.PRESENT)
            for one in previous.attendance
        ]


def _is_checklist(field: Any) -> bool:
    return isinstance(field, Rows) and any(
        isinstance(inner, Flag) for inner in part_fields(field.part).values()
    )


def _unticked(part: Part) -> Part:
    """The step without what became of it."""
    fields = part_fields(type(part))
    return type(part)(
        **{name: getattr(part, name) for name, field in fields.items() if field.required}
    )
