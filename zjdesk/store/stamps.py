"""Stamps: which of two writes is the later one, on whichever PC they were made.

A stamp orders; it is never shown to anybody. The clock of a school PC may be dead or years ahead,
so it is believed only within reason, and the count goes on from the last stamp seen in any case.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

CLOCK_BITS = 16
"""A reading is milliseconds since 1970 in the high bits, a counter in the low ones."""

EARLIEST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""Before this program existed: the battery of the PC's clock is dead."""

FURTHEST_AHEAD = 10 * 366 * 24 * 3600 * 1000
"""Further ahead of the last stamp than this, the PC's clock is wrong."""


def new_replica() -> str:
    """The name of one copy of a ledger: 12 hex digits."""
    return secrets.token_hex(6)


def new_nonce() -> str:
    """Drawn anew at every start, so that two clones of one copy never make equal stamps."""
    return secrets.token_hex(3)


def next_reading(last: int, now: datetime) -> int:
    """A reading later than `last`, and as late as the wall clock where that can be believed."""
    wall = int(now.timestamp() * 1000)
    believed = EARLIEST <= wall <= max(EARLIEST, last >> CLOCK_BITS) + FURTHEST_AHEAD
    return max(last + 1, wall << CLOCK_BITS if believed else 0)


@dataclass(frozen=True)
class Stamp:
    """One moment of writing; as text it sorts in order of time."""

    reading: int
    replica: str
    nonce: str

    def __str__(self) -> str:
        return f"{self.reading:016x}-{self.replica}{self.nonce}"
