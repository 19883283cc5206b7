"""姓氏笔画: the order in which names stand on ballots and rosters.

Counts are those of Unihan (resources/strokes.txt, made by packaging/strokes.py). Characters of
equally many strokes should follow each other by the shape of their first stroke; that is not known
here, so such ties keep the order of Unicode, which is that of the radicals.
"""

from __future__ import annotations

from functools import cache

from zjdesk.paths import resources

UNKNOWN = 99
"""Strokes of what is no known hanzi: it stands last."""


def stroke_order(name: str) -> tuple[tuple[int, str], ...]:
    """What to sort names by: strokes of the surname, then of each following character."""
    return tuple((strokes(character), character) for character in name)


def strokes(character: str) -> int:
    """The number of strokes of one character."""
    return _table().get(character, UNKNOWN)


@cache
def _table() -> dict[str, int]:
    lines = (resources() / "strokes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines)
    return {character: int(count) for count, characters in pairs for character in characters}
