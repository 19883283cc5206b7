"""Breaks Chinese text into lines. Its one rule: no character is lost, none is added.

Signs that must not begin or end a line are kept from it (GB/T 15834-2011, 5.1): first the blanks of
punctuation are squeezed to draw such a sign in, else what precedes it goes to the next line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from zjdesk.documents.pages import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zjdesk.documents.fonts import Chain, Glyph

NEVER_FIRST = frozenset("！），．：；？］｝、。〉》」』】〕〗”’％‰℃…—–～·•‧々/／,.:;?!)]}%")
NEVER_LAST = frozenset("（［｛〈《「『【〔〖“‘￥＄№§#([{$")
# ？ has no such blank in 仿宋: it stands in the middle of its square.
BLANK_AFTER = frozenset("，。、；：！）〕】〗》〉」』”’．］｝")
BLANK_BEFORE = frozenset("（〔【〖《〈「『“‘［｛")

_WORD = r"[0-9A-Za-z\u00c0-\u024f]+(?:[-–./:,_@&+'’?=~]+[0-9A-Za-z\u00c0-\u024f]+)*"
_UNIT = "[年月日号时点分秒周岁人名票项次条届级班室楼元万亿个页册期度]"
_JOINER = "\u2060"
_TOKENS = re.compile(rf"(?s:.)(?:{_JOINER}(?s:.))+|第?[+−-]?{_WORD}[%％‰℃]?{_UNIT}?|——|……|(?s:.)")
_LATIN = re.compile(rf"[+−-]?{_WORD}%?")
_LATIN_PIECES = re.compile(r".+?[-/?&=_.@]+|.+")
_LONG_WORD = 20
"""A longer word, such as an address on the net, may be broken after its separators."""


class Atom(NamedTuple):
    """What is never torn: a character, or a word in Latin letters."""

    text: str
    glyphs: tuple[Glyph, ...]
    chars: str
    """The characters that the glyphs stand for."""
    font: str
    """That of all glyphs; empty if they have several."""
    width: float
    """In points, with the gap after each character."""
    never_first: bool
    never_last: bool
    blank_after: bool
    blank_before: bool
    latin: bool


class Line(NamedTuple):
    """A line: `slack` is the room that its atoms leave, negative where they are to be squeezed."""

    atoms: Sequence[Atom]
    indent: float
    slack: float
    ends_paragraph: bool

    @property
    def text(self) -> str:
        return "".join([atom.text for atom in self.atoms])


class Composer:
    """Turns text into atoms, then into lines, for one chain of fonts, size and gap (points)."""

    def __init__(self, chain: Chain, *, size: float, gap: float = 0.0) -> None:
        self._chain = chain
        self._gap = gap
        self._size = size
        self.pieces = lru_cache(maxsize=65536)(self._pieces)

    def atoms(self, text: str) -> list[Atom]:
        return list(chain.from_iterable(map(self.pieces, _TOKENS.findall(text))))

    def lines(
        self,
        text: str,
        width: float,
        *,
        indent: float = 0.0,
        keep: Iterable[str] = (),
        lead: Sequence[Atom] = (),
    ) -> list[Line]:
        """Breaks every paragraph of `text` to `width`; texts in `keep` are not torn if they fit.

        Lengths are in points; each paragraph's first line is indented by `indent`, the first
        paragraph begins with `lead`. Word joiners, of which the text has none, mark what is kept.
        """
        for name in sorted(keep, key=len, reverse=True):
            if name in text:
                text = text.replace(name, _JOINER.join(name))
        result: list[Line] = []
        for paragraph in text.split("\n"):
            result += self._break([*lead, *self.atoms(paragraph.strip())], width, indent)
            lead = ()
        return result

    # ------------------------------------------------------------------ atoms

    def _pieces(self, token: str) -> tuple[Atom, ...]:
        if len(token) == 1:
            return (self._atom(token),)
        if _JOINER in token:
            parts, rest = [token[0]], token[1:].replace(_JOINER, "")
        elif word := _LATIN.match(token):
            parts = [word[0]] if word.end() <= _LONG_WORD else _LATIN_PIECES.findall(word[0])
            rest = token[word.end() :]
        else:
            parts, rest = [token[0]], token[1:]
        glued = [self._atom(char)._replace(never_first=True) for char in rest]
        return (*map(self._atom, parts), *glued)

    def _atom(self, text: str) -> Atom:
        glyphs = tuple([self._chain.glyph(char) for char in text])
        em = sum([glyph.width for glyph in glyphs])
        fonts = {glyph.font for glyph in glyphs}
        return Atom(
            text,
            glyphs,
            "".join([glyph.char for glyph in glyphs]),
            fonts.pop() if len(fonts) == 1 else "",
            em * self._size + self._gap * len(text),
            text[0] in NEVER_FIRST or text.isspace(),
            text[-1] in NEVER_LAST,
            text in BLANK_AFTER and em > 0.9,
            text in BLANK_BEFORE and em > 0.9,
            text.isascii() and not text.isspace(),
        )

    # ------------------------------------------------------------------ lines

    def _break(self, atoms: Sequence[Atom], width: float, indent: float) -> list[Line]:
        if any(atom.width > width - indent for atom in atoms):
            atoms = [part for atom in atoms for part in self._torn(atom, width - indent)]
        ends = [0.0, *accumulate([atom.width for atom in atoms])]
        blank = self._size / 2
        lines: list[Line] = []
        start, count = 0, len(atoms)
        while start < count:
            room = width - indent
            limit = ends[start] + room + EPSILON
            stop = max(bisect_right(ends, limit) - 1, start + 1)
            while stop < count and atoms[stop].text.isspace():
                stop += 1
            if stop < count and not _may_break(atoms, stop):
                stop = _squeezed(atoms, ends, start, stop, limit, blank) or _pushed(
                    atoms, start, stop
                )
            last = stop
            while last > start + 1 and atoms[last - 1].text.isspace():
                last -= 1
            slack = room - (ends[last] - ends[start])
            lines.append(Line(atoms[start:last], indent, slack, stop >= count))
            start, indent = stop, 0.0
        return lines or [Line((), indent, width - indent, ends_paragraph=True)]

    def _torn(self, atom: Atom, width: float) -> Sequence[Atom]:
        return (atom,) if atom.width <= width else [self._atom(char) for char in atom.text]


def _may_break(atoms: Sequence[Atom], place: int) -> bool:
    """Whether a line may begin at `place`. Spaces stay at the end of the line above, unseen."""
    if atoms[place].never_first:
        return False
    while place and atoms[place - 1].text.isspace():
        place -= 1
    return not place or not atoms[place - 1].never_last


def _squeezed(
    atoms: Sequence[Atom],
    ends: Sequence[float],
    start: int,
    stop: int,
    limit: float,
    blank: float,
) -> int | None:
    """The next place after `stop` for a break, if squeezing blanks to half makes it fit."""
    count = len(atoms)
    while stop < count and not _may_break(atoms, stop):
        stop += 1
        if ends[stop] - limit > blank * (stop - start):
            return None
    return stop if ends[stop] - limit <= blank * sum(blanks(atoms[start:stop])) else None


def _pushed(atoms: Sequence[Atom], start: int, stop: int) -> int:
    """The last place before `stop` for a break; `stop` itself where there is none."""
    for place in range(stop - 1, start, -1):
        if _may_break(atoms, place):
            return place
    return stop


def blanks(atoms: Sequence[Atom]) -> list[int]:
    """How many half-width blanks of punctuation can be squeezed after each atom of a line."""
    after = [int(atom.blank_after) for atom in atoms]
    before = [int(atom.blank_before) for atom in atoms[1:]]
    return [*map(add, after, before), after[-1]]


def gaps(atoms: Sequence[Atom]) -> list[int]:
    """Where a line can be spread: 1 after each atom but the last and those inside Latin words."""
    return [int(not (one.latin and other.latin)) for one, other in pairwise(atoms)] + [0]
