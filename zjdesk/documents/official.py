"""The page of official letters, GB/T 9704-2012: 22 lines of 28 characters, without head or seal.

A letter is a value: title, addressee, passages, signature. Every line stands on the grid of the
page, so that the lines of both sides of a sheet lie over each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from zjdesk.documents.furniture import LETTER
from zjdesk.documents.pages import Together
from zjdesk.documents.paragraph import Paragraph, text_width
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.styles import (
    OFFICIAL,
    OFFICIAL_BELOW_TITLE,
    OFFICIAL_BODY,
    OFFICIAL_FIRST,
    OFFICIAL_LEADING,
    OFFICIAL_SECOND,
    OFFICIAL_TITLE,
)
from zjdesk.kinds.resolutions import MISSING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from zjdesk.documents.pages import Block


TITLE_WORDS = (
    MISSING,
    "关于",
    "的通知",
    "的请示",
    "的报告",
    "同志",
    "支部",
    "党员大会",
    "换届选举",
)
"""Words of titles that are never torn."""


class Level(Enum):
    """How a passage stands in the letter, by its style."""

    TEXT = OFFICIAL_BODY
    FIRST = OFFICIAL_FIRST
    """一、 in 黑体."""
    SECOND = OFFICIAL_SECOND
    """（一） in 楷体."""
    LISTED = replace(OFFICIAL_BODY, indent=0)
    """出席：names, every line beginning below the first name (10.3)."""


@dataclass(frozen=True)
class Passage:
    """A paragraph; `lead` are words in 黑体 that lead in, `apart` leaves a line above it blank."""

    text: str
    level: Level = Level.TEXT
    lead: str = ""
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An official letter. `keep` are names of people; `note` stands below the date."""

    title: str
    passages: Sequence[Passage]
    below_title: str = ""
    addressee: str = ""
    signer: str = ""
    day: str = ""
    note: str = ""
    keep: Collection[str] = ()


def letter_booklet(letter: Letter, *, title: str) -> Booklet:
    """The letter on its pages; `title` is its bookmark."""
    return Booklet(title=title, blocks=list(_blocks(letter)), furniture=LETTER, sheet=OFFICIAL)


def parted(title: str) -> str:
    """A title whose lines end after “：” and “，” where that takes no more lines."""
    lines = [""]
    for clause in _CLAUSE_ENDS.split(title):
        if text_width(lines[-1] + clause, OFFICIAL_TITLE) > OFFICIAL.text_width:
            lines.append("")
        lines[-1] += clause
    parted = "\n".join(filter(None, lines))
    return min((parted, title), key=lambda one: balanced(one).count("\n"))


_CLAUSE_ENDS = re.compile("(?<=[：，])")


def balanced(text: str, *, keep: Collection[str] = ()) -> str:
    """A title broken into as few lines as it needs, all about equally long (7.3.1)."""
    style = OFFICIAL_TITLE
    whole = [*(name for name in keep if name in text), *TITLE_WORDS]
    least = max(text_width(name, style) for name in whole)
    lines = Paragraph(text, style, keep=whole).lines(OFFICIAL.text_width)
    width = OFFICIAL.text_width - style.size
    while width >= least:
        narrower = Paragraph(text, style, keep=whole).lines(width)
        if len(narrower) > len(lines):
            break
        lines = narrower
        width -= style.size
    return "\n".join(line.text for line in lines)


# ---------------------------------------------------------------------------- blocks


def _blocks(letter: Letter) -> Iterator[Block]:
    title = balanced(letter.title, keep=(letter.signer, *letter.keep))
    if letter.below_title:
        yield Paragraph(title, replace(OFFICIAL_TITLE, after=0))
        yield Paragraph(letter.below_title, OFFICIAL_BELOW_TITLE)
    else:
        yield Paragraph(title, OFFICIAL_TITLE)
    if letter.addressee:
        yield Paragraph(f"{letter.addressee}：", replace(OFFICIAL_BODY, indent=0))
    passages = [_passage(one, (MISSING, *letter.keep)) for one in letter.passages]
    if letter.signer:
        closing = Closing(letter.signer, letter.day)
        passages[-2:] = [Together((*passages[-2:], closing))]
    yield from passages
    if letter.note:
        yield Paragraph(letter.note, OFFICIAL_BODY)


def _passage(passage: Passage, keep: Collection[str]) -> Block:
    before = OFFICIAL_LEADING if passage.apart else 0.0
    style = replace(passage.level.value, before=before)
    if passage.level is Level.LISTED:
        return Listed(passage.lead, Paragraph(passage.text, style, keep=keep))
    return Paragraph(passage.text, style, keep=keep, lead=passage.lead)


@dataclass(frozen=True)
class Listed:
    """A label two characters in, and its text to the right of it on all lines."""

    label: str
    text: Paragraph
    hang: float = 0
    """Of the part that goes on, which has no label: how far in the text stands, in points."""

    @property
    def before(self) -> float:
        return self.text.before

    @property
    def after(self) -> float:
        return self.text.after

    @property
    def keeps_next(self) -> bool:
        return self.text.keeps_next

    def height(self, width: float) -> float:
        return self.text.height(width - self._hang)

    def split(self, width: float, height: float) -> tuple[Listed, Listed] | None:
        parts = self.text.split(width - self._hang, height)
        if parts is None:
            return None
        return replace(self, text=parts[0]), Listed("", parts[1], self._hang)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        if self.label:
            label = Paragraph(self.label, OFFICIAL_FIRST)
            label.draw(canvas, x, y, width)
        self.text.draw(canvas, x + self._hang, y, width - self._hang)

    @property
    def _hang(self) -> float:
        return self.hang or (OFFICIAL_BODY.indent + len(self.label)) * OFFICIAL_BODY.pitch


@dataclass(frozen=True)
class Closing:
    """署名 and 成文日期 of a letter without seal (7.3.5.2), one line below the text."""

    signer: str
    day: str
    before: float = OFFICIAL_LEADING
    after: float = 0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        return self._signature().height(width - self._margin()) + OFFICIAL_LEADING

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        room = width - self._margin()
        signature, day = self._signature(), Paragraph(self.day, Level.LISTED.value)
        left = x + room - min(text_width(self.signer, OFFICIAL_BODY), room)
        signature.draw(canvas, x, y, room)
        day.draw(canvas, left + 2 * OFFICIAL_BODY.pitch, y - signature.height(room), width)

    def _signature(self) -> Paragraph:
        return Paragraph(self.signer, replace(OFFICIAL_BODY, indent=0, align="right"))

    def _margin(self) -> float:
        """To the right of the signer: two characters, more where the date is longer."""
        two = 2 * OFFICIAL_BODY.pitch
        longer = text_width(self.day, OFFICIAL_BODY) - text_width(self.signer, OFFICIAL_BODY)
        return two + (longer + two if longer > 0 else 0)
