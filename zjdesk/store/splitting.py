"""How text is cut for search: every character stands alone, full-width forms are folded.

One index then answers words of one, two and more characters. Index and query use the same cut;
whoever changes it raises `search.VERSION`.
"""

from __future__ import annotations

import re

_FULL_WIDTH = re.compile("[！-～　]")


def fold(text: str) -> str:
    """Ａ１ as a1: one form for what looks the same."""
    if _FULL_WIDTH.search(text):
        text = _FULL_WIDTH.sub(_half_width, text)
    return text.lower()


def split(text: str) -> str:
    """A folded text with a space between its characters."""
    return " ".join(text)


def _half_width(match: re.Match[str]) -> str:
    character = match.group()
    return " " if character == "\u3000" else chr(ord(character) - 0xFEE0)
