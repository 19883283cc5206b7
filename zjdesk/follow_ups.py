"""Open matters: what a meeting decided or found wrong, and nobody has done yet.

Convention 17 at the head of tests/conventions.py: what is due today is not yet late.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.kinds.catalogue import COMMITTEE_MEETING, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zjdesk.record import Record


class Source(StrEnum):
    """Where an open matter stands in its record."""

    FOLLOW_UP = "follow_up"
    RECTIFICATION = "rectification"


SOURCES = {Source.FOLLOW_UP: "跟进事项", Source.RECTIFICATION: "整改事项"}


class Lateness(StrEnum):
    """How an open matter stands on a day."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    UPCOMING = "upcoming"


@dataclass(frozen=True, kw_only=True)
class Open:
    """A matter without a day on which it was done. `id` is that of its own row in the record."""

    id: str
    source: Source
    record: str
    kind: str
    day: date
    """Of the meeting."""
    title: str
    group: str = ""
    what: str
    owner: str = ""
    due_on: date | None = None

    def lateness(self, today: date) -> Lateness:
        """Without a day on which it is due, nothing is late."""
        if self.due_on == today:
            return Lateness.DUE_TODAY
        return Lateness.OVERDUE if self.days_late(today) else Lateness.UPCOMING

    def days_late(self, today: date) -> int:
        return max(0, (today - self.due_on).days) if self.due_on else 0


def offered(matters: Iterable[Open], record: Record) -> list[Open]:
    """The open matters that a meeting goes on with: those of earlier ones of the same body.

    The committee sees to what any of them decided.
    """
    if record.day is None or not KINDS[record.kind].chaired:
        return []
    return [
        one
        for one in matters
        if one.record != record.id
        and one.day <= record.day
        and (
            record.kind == COMMITTEE_MEETING.key
            or (one.kind == record.kind and one.group == record.group)
        )
    ]
