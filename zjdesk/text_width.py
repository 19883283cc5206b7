"""How wide a text stands in columns of one width: a hanzi takes two."""

from __future__ import annotations

from unicodedata import east_asian_width


def width_of(text: str) -> int:
    """The width in half widths of a hanzi."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int) -> str:
    """The text with spaces behind it, up to a width."""
    return text + " " * (width - width_of(text))
