"""The bundled faces, and for every character the first font of a chain that has it.

A character is never printed as an empty box: what no font has becomes 〓, and `missing` tells it
before anything is printed.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfmetrics

from zjdesk.documents.cid_font import CIDFont
from zjdesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

GETA = "〓"
"""Printed in place of a character that no font has: the turned type of the printers."""


class Face(Enum):
    """A typeface by the fonts that make it up, the main one first."""

    SONG = ("ZJSong-Regular",)  # 宋体
    FANG = ("ZJFang-Regular", "ZJSong-Light", "ZJSong-Regular")  # 仿宋
    HEI = ("ZJHei-Regular", "ZJSong-Regular")  # 黑体
    KAI = ("ZJKai-Regular", "ZJKai-Extra", "ZJSong-Regular")  # 楷体
    TITLE = ("ZJSong-Title", "ZJSong-Regular")  # 小标宋

    @property
    def fonts(self) -> tuple[str, ...]:
        return tuple(self.value)


class Glyph(NamedTuple):
    """How a character is printed: by which font, how wide in em, and as which character."""

    font: str
    width: float
    char: str


class Chain:
    """Finds glyphs for one face; a font is opened when the ones before it lack a character."""

    def __init__(self, fonts: tuple[str, ...]) -> None:
        self._fonts = fonts
        self._glyphs: dict[str, Glyph] = {}

    def glyph(self, char: str) -> Glyph:
        """The glyph of the first font that has the character, else that of 〓."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._glyphs[char] = self._look_up(char) or self.glyph(GETA)
        return found

    def _look_up(self, char: str) -> Glyph | None:
        for name in self._fonts:
            width = font(name).width(char)
            if width is not None:
                return Glyph(name, width, char)
        return None


@cache
def chain(face: Face) -> Chain:
    """The chain of a face; it lives as long as the process."""
    return Chain(face.fonts)


@cache
def font(name: str) -> CIDFont:
    """Opens a bundled font and makes it known to reportlab under its name."""
    opened = CIDFont(name, resources() / "fonts" / f"{name}.ttf")
    pdfmetrics.registerFont(opened)
    return opened


def missing(text: str, *, faces: Iterable[Face] = Face) -> list[str]:
    """The characters of `text` that some of the faces cannot print, in order of appearance."""
    chains = [chain(face) for face in faces]
    return [
        char
        for char in dict.fromkeys(printable(text))
        if char not in f"\n{GETA}" and any(one.glyph(char).char == GETA for one in chains)
    ]


# ---------------------------------------------------------------------------- what can be printed

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """The text as paper can show it: one kind of line end and of space, nothing invisible."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
