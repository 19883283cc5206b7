"""A paragraph of Chinese text that can be laid on pages, and single lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from zjdesk.documents.fonts import Face, chain, font, printable
from zjdesk.documents.lines import Composer, Line, blanks, gaps
from zjdesk.documents.pages import EPSILON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from zjdesk.documents.archive import ArchiveCanvas


Align = Literal["justify", "left", "center", "right"]

SHARE_LEFT: dict[Align, float] = {"justify": 0.0, "left": 0.0, "center": 0.5, "right": 1.0}
"""How much of the room that a line leaves stands on its left."""

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
"""More than one in a run would be blank paper on which something could be added."""

WHOLE_HEADING = 4
"""What never stands last on a page is not divided if it has no more lines."""
WIDEST_GAP = 0.5
"""In em. A line that would have to be spread more than this stays ragged."""


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How text looks. Lengths are in points; `indent` counts characters."""

    face: Face
    size: float
    leading: float
    align: Align = "justify"
    indent: float = 0
    pitch: float = 0
    """From one hanzi to the next; 0 sets them solid."""
    before: float = 0
    after: float = 0
    keeps_next: bool = False
    """Never stands last on a page, as headings do not."""
    lead_face: Face = Face.HEI
    """Of words that lead in the text, such as the name of who speaks."""

    @property
    def gap(self) -> float:
        """The room between two hanzi; negative where a line holds more than fit solid."""
        return self.pitch - self.size if self.pitch else 0.0


class Paragraph:
    """A block of text in one style, broken into lines once, for the width it is first given.

    Line ends in the text begin new paragraphs. The texts in `keep`, such as names of persons, are
    not torn where they fit on a line; `lead` are the words that lead in the text.
    """

    def __init__(
        self, text: str, style: TextStyle, *, keep: Collection[str] = (), lead: str = ""
    ) -> None:
        self.text = text
        self.style = style
        self.keep = keep
        self.lead = lead
        self._lines: Sequence[Line] = ()

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def keeps_next(self) -> bool:
        return self.style.keeps_next

    def lines(self, width: float) -> Sequence[Line]:
        if not self._lines:
            style = self.style
            self._lines = _composer(style).lines(
                _EMPTY_LINES.sub("\n\n", printable(self.text).strip()),
                width,
                indent=style.indent * (style.pitch or style.size),
                keep=self.keep,
                lead=_lead_composer(style).atoms(printable(self.lead)) if self.lead else (),
            )
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, height: float) -> tuple[Paragraph, Paragraph] | None:
        """Divides the lines where the page ends, leaving no single line on either side."""
        count = len(self.lines(width))
        if self.keeps_next and count <= WHOLE_HEADING:
            return None
        fits = int((height + EPSILON) // self.style.leading)
        if count - fits == 1 and count > 2:
            fits -= 1
        if fits < 1 or (fits == 1 and count > 2):
            return None
        return self.part(0, fits), self.part(fits, count)

    def part(self, first: int, last: int) -> Paragraph:
        """The lines from `first` up to `last`, which are known, as a block of their own."""
        part = Paragraph("", self.style)
        part._lines = self._lines[first:last]
        return part

    def draw(self, canvas: ArchiveCanvas, x: float, y: float, width: float) -> None:
        style = self.style
        pen = _Pen(canvas, style)
        for number, line in enumerate(self.lines(width), start=1):
            pen.set(line, x, y - number * style.leading + _rise(style))
        pen.lift()


def text_width(text: str, style: TextStyle) -> float:
    """How wide one line of text is."""
    return sum(atom.width for atom in _composer(style).atoms(printable(text)))


def draw_text(canvas: ArchiveCanvas, text: str, style: TextStyle, *, x: float, y: float) -> None:
    """Draws one line of text; x is its left end, middle or right end as the style aligns it."""
    atoms = _composer(style).atoms(printable(text))
    left = x - SHARE_LEFT[style.align] * sum(atom.width for atom in atoms)
    pen = _Pen(canvas, style)
    pen.set(Line(atoms, indent=0, slack=0, ends_paragraph=True), left, y)
    pen.lift()


@cache
def _composer(style: TextStyle) -> Composer:
    return Composer(chain(style.face), size=style.size, gap=style.gap)


@cache
def _lead_composer(style: TextStyle) -> Composer:
    return _composer(replace(style, face=style.lead_face))


def _rise(style: TextStyle) -> float:
    """From the bottom of a line to the baseline: the em box stands in the middle of the line."""
    return (style.leading - style.size) / 2 + 0.14 * style.size


# ---------------------------------------------------------------------------- setting lines


class _Pen:
    """Writes lines in one style, changing font and spacing only where they differ."""

    def __init__(self, canvas: ArchiveCanvas, style: TextStyle) -> None:
        self._canvas = canvas
        self._style = style
        self._code = ["BT"]
        self._font = ""
        self._space = 0.0

    def set(self, line: Line, x: float, y: float) -> None:
        """Sets a line whose room begins at x; y is the baseline."""
        style = self._style
        left = x + line.indent + SHARE_LEFT[style.align] * max(line.slack, 0.0)
        self._code.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm")
        for name, space, text in _runs(line, style):
            self._write(name, space, text)

    def _write(self, name: str, space: float, text: str) -> None:
        opened = font(name)
        if name != self._font:
            called = opened.getSubsetInternalName(0, self._canvas.document)
            self._code.append(f"{called} {self._style.size:g} Tf")
            self._font = name
        if space != self._space:
            self._code.append(f"{space:g} Tc")
            self._space = space
        self._code.append(f"<{opened.encoded(text, self._canvas.document)}> Tj")

    def lift(self) -> None:
        """Ends the writing. The spacing would outlast it, so it is put back."""
        if self._space:
            self._code.append("0 Tc")
        self._code.append("ET")
        self._canvas.write(" ".join(self._code))


def _runs(line: Line, style: TextStyle) -> Iterator[tuple[str, float, str]]:
    """Stretches of text in one font, with the room that follows each of their characters."""
    inside = round(style.gap, 3)
    pieces: list[tuple[str, float, str]] = []
    for atom, after in zip(line.atoms, _spaces(line, style), strict=True):
        if atom.font and (after == inside or len(atom.chars) == 1):
            pieces.append((atom.font, after, atom.chars))
        else:
            pieces += [(glyph.font, inside, glyph.char) for glyph in atom.glyphs[:-1]]
            pieces.append((atom.glyphs[-1].font, after, atom.glyphs[-1].char))
    for (name, space), run in groupby(pieces, itemgetter(0, 1)):
        yield name, space, "".join([chars for _, _, chars in run])


def _spaces(line: Line, style: TextStyle) -> list[float]:
    """The room after each atom, such that the line fills its room, or fits in it."""
    places: list[int] = []
    if line.slack < -EPSILON:
        places = blanks(line.atoms)
    elif style.align == "justify" and not line.ends_paragraph:
        places = gaps(line.atoms)
    share = line.slack / (sum(places) or 1)
    if not any(places) or share > WIDEST_GAP * style.size:
        return [round(style.gap, 3)] * len(line.atoms)
    spaces = [round(style.gap + share * count, 3) for count in range(max(places) + 1)]
    return [spaces[count] for count in places]
