"""What lies ahead as a calendar for the phone (.ics, RFC 5545).

What was in the phone before is replaced, never doubled: a task keeps its UID. Names of those with
whom nobody has talked, or who are short of hours, stay in the ledger.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from zjdesk.people import Branch
    from zjdesk.tasks.task import Task

LINE_OCTETS = 75
"""A line of a calendar is no longer, its end not counted."""
ALARM_HOUR = 8
"""Of the morning on which the phone rings."""


def write_calendar(tasks: Iterable[Task], *, branch: Branch, moment: datetime) -> bytes:
    """A calendar of the tasks that have a day, each on that whole day; `moment` is in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zjdesk//zjdesk//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(branch.name)}",
    ]
    for task in tasks:
        if task.due_on:
            lines += _event(task, task.due_on, branch, moment)
    lines.append("END:VCALENDAR")
    return b"".join(b"\r\n ".join(_folded(line)) + b"\r\n" for line in lines)


def _event(task: Task, due_on: date, branch: Branch, moment: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'zjdesk:{branch.id}:{task.key}')}"
    yield f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due_on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(task.what)}"
    if task.origin:
        yield f"DESCRIPTION:{_escaped(task.origin)}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(task.what)}"
    yield f"TRIGGER:{_trigger(task, due_on, moment)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _trigger(task: Task, due_on: date, moment: datetime) -> str:
    """In the morning of the day on which people are reminded, counted from the start of the day.

    Where that has passed, on the next morning.
    """
    tomorrow = moment.astimezone().date() + timedelta(days=1)
    days = (due_on - max(task.remind_on, tomorrow)).days if task.remind_on else 0
    if days <= 0:
        return f"PT{ALARM_HOUR}H"
    return f"-P{days - 1}DT{24 - ALARM_HOUR}H"


def _escaped(text: str) -> str:
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[bytes]:
    """A line in pieces that fit, no character divided; every piece but the first gets a space."""
    piece = b""
    room = LINE_OCTETS
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            yield piece
            piece, room = b"", LINE_OCTETS - 1
        piece += octets
    yield piece
