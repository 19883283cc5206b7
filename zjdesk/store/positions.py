"""Positions in a list: texts that sort, with always room for another between two.

A list is merged as a set of rows; moving or inserting one row gives that row a new position and
leaves the others alone.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def arrange(rows: Sequence[tuple[str | None, str]]) -> list[str]:
    """The positions of rows in this order; a row is its present position, None if new, and its id.

    As many rows as possible keep their position.
    """
    if None not in (position for position, _ in rows) and list(rows) == sorted(rows):
        return [position for position, _ in rows if position is not None]
    positions = _kept([position for position, _ in rows])
    start = 0
    while start < len(positions):
        if positions[start] is not None:
            start += 1
            continue
        end = start
        while end < len(positions) and positions[end] is None:
            end += 1
        low = positions[start - 1] if start else None
        high = positions[end] if end < len(positions) else None
        positions[start:end] = between(low or "", high, count=end - start)
        start = end
    return [position for position in positions if position is not None]


def between(low: str, high: str | None, *, count: int = 1) -> list[str]:
    """`count` positions in order after `low` ("": the start) and before `high` (None: the end)."""
    width = max(len(low), len(high or ""), 1)
    while True:
        first = _number(low, width)
        room = (BASE**width if high is None else _number(high, width)) - first
        if room > count:
            return [
                _text(first + room * (index + 1) // (count + 1), width) for index in range(count)
            ]
        width += 1


def _kept(positions: Sequence[str | None]) -> list[str | None]:
    """The longest rising run of positions; None in position of the others."""
    tails: list[str] = []
    ends: list[int] = []
    previous: list[int | None] = []
    for index, position in enumerate(positions):
        if position is None:
            previous.append(None)
            continue
        at = bisect_left(tails, position)
        previous.append(ends[at - 1] if at else None)
        tails[at:] = [position, *tails[at + 1 :]]
        ends[at:] = [index, *ends[at + 1 :]]
    kept: list[str | None] = [None] * len(positions)
    step = ends[-1] if ends else None
    while step is not None:
        kept[step] = positions[step]
        step = previous[step]
    return kept


def _number(position: str, width: int) -> int:
    return int(position.ljust(width, "0"), BASE) if position else 0


def _text(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        digits = DIGITS[digit] + digits
    return digits.rstrip("0")
