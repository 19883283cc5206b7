"""姓氏笔画: the order in which names stand on ballots and rosters.

Fewer strokes go first; of equally many those whose first stroke is 横, then 竖, 撇, 点, 折, then by
the second and so on. resources/strokes.txt has the characters in this order (packaging/strokes.py).
"""

from __future__ import annotations

from functools import cache

from zjdesk.paths import resources

UNKNOWN = 99
"""Strokes of what is no known hanzi: it stands last."""


def stroke_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """What to sort names by: strokes of the surname, then of each following character."""
    return tuple((*_table().get(each, (UNKNOWN, 0)), each) for each in name)


def strokes(character: str) -> int:
    """The number of strokes of one character."""
    return _table().get(character, (UNKNOWN, 0))[0]


@cache
def _table() -> dict[str, tuple[int, int]]:
    """The strokes of each character, and its place among those of equally many."""
    lines = (resources() / "strokes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines)
    return {
        character: (int(count), place)
        for count, characters in pairs
        for place, character in enumerate(characters)
    }
