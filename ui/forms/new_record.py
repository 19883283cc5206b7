"""What a new record takes over from the last of its kind.

Rule: circumstances are taken over; nothing that people said or did ever is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.fields import Choice, Flag
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import expected_at
from zjdesk.kinds.rules import details_fields
from zjdesk.participants import Attendance, Status
from zjdesk.parts import Part, Rows, part_fields
from zjdesk.record import Expected, Record

if TYPE_CHECKING:
    from datetime import date

CIRCUMSTANCES = ("starts_at", "ends_at", "place", "chair", "recorder", "group", "expected")


def new_record(kind: str, previous: Record | None, *, today: date, recorder: str = "") -> Record:
    """A record of today, prepared from the previous one of its kind."""
    record = Record(kind=kind, day=today, recorder=recorder)
    if previous is not None:
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
    record.title = KINDS[kind].propose_title(today, record.group)
    return record


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
