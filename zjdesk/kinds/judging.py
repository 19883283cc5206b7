"""By which regulations a record is judged: those of its day, a 定稿 by those of its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zjdesk.regulations.catalogue import LATE_DAYS
from zjdesk.regulations.in_force import Regulations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.record import Record
    from zjdesk.regulations.in_force import LocalRule


def regulations_for(record: Record, local: Iterable[LocalRule] = ()) -> Regulations:
    """The regulations that a record is judged by: those of its day, a 定稿 by those of its time."""
    return Regulations(record.day or date.max, tuple(local), record.judged_by)


def is_late(record: Record, regulations: Regulations | None = None) -> bool:
    """Whether the record is a 补记: written more than LATE_DAYS after its (last) day."""
    day = record.ends_on or record.day
    written = record.recorded_at
    if day is None or written is None:
        return False
    after = (regulations or regulations_for(record))[LATE_DAYS]
    return written.date() - day > timedelta(days=after)
