"""How each expected member took part in a record; who is not named was present.

Conventions 7 and 8 at the head of tests/conventions.py.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from zjdesk.participants import Status

if TYPE_CHECKING:
    from zjdesk.participants import Attendance
    from zjdesk.record import Record


class Presence(StrEnum):
    """How an expected member took part, in one letter."""

    PRESENT = "p"
    REMOTE = "r"
    ON_LEAVE = "l"
    ON_LEAVE_MADE_UP = "m"
    ABSENT = "a"
    ABSENT_MADE_UP = "b"
    UNEXPLAINED = "u"
    """Absent, and no reason was written."""

    @property
    def is_there(self) -> bool:
        return self in THERE


THERE = frozenset({Presence.PRESENT, Presence.REMOTE})
LEAVES = frozenset({Presence.ON_LEAVE, Presence.ON_LEAVE_MADE_UP})
ABSENCES = frozenset({Presence.ABSENT, Presence.ABSENT_MADE_UP, Presence.UNEXPLAINED})
MADE_UP = frozenset({Presence.ON_LEAVE_MADE_UP, Presence.ABSENT_MADE_UP})


def presence_of(record: Record) -> dict[str, Presence]:
    """How every expected member took part, by id.

    A member of whom attendance is not demanded is expected only where he or she came.
    """
    named = {one.member: one for one in record.attendance}
    found = {}
    for entry in record.roster:
        presence = _presence(named.get(entry.member))
        is_excused = entry.by_default and entry.waived
        came = entry.member in named and presence.is_there
        if came or not is_excused:
            found[entry.member] = presence
    return found


def _presence(named: Attendance | None) -> Presence:
    if named is None:
        return Presence.PRESENT
    match named.status:
        case Status.REMOTE:
            return Presence.REMOTE
        case Status.ON_LEAVE:
            return Presence.ON_LEAVE_MADE_UP if named.made_up else Presence.ON_LEAVE
        case Status.ABSENT if named.made_up:
            return Presence.ABSENT_MADE_UP
        case Status.ABSENT:
            return Presence.ABSENT if named.reason else Presence.UNEXPLAINED
    return Presence.PRESENT
