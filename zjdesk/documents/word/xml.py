"""Paragraphs and tables in the XML of Word. Text gets into it by `runs_xml` alone, which escapes.

The order of elements is the one of the schema, on which Word insists. Lengths are in points,
those of columns in twips.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from zjdesk.documents.fonts import GETA, printable
from zjdesk.documents.word.styles import fonts_xml, stretches, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zjdesk.documents.fonts import Face


class Rule(NamedTuple):
    """A line below a cell, so many eighths of a point thick."""

    thickness: int
    color: str = "000000"


_ILLEGAL = re.compile("[\ufffe\uffff\ud800-\udfff]")


def legal(text: str) -> str:
    """The text without what no XML may hold."""
    return _ILLEGAL.sub(GETA, printable(text))


def runs_xml(text: str, face: Face, *, style: str = "") -> str:
    """Stretches of text, each with the font that has its characters; `style` is of characters."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    return "".join(
        f"<w:r><w:rPr>{styled}{fonts_xml(font) if font else ''}</w:rPr>{_words(words)}</w:r>"
        for font, words in stretches(legal(text), face)
    )


def _words(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)


def paragraph_xml(
    runs: str, style: str, *, keeps_next: bool = False, indent: str = "", tabs: str = ""
) -> str:
    """A paragraph in the style with this id; `indent` and `tabs` are its own."""
    keep = "<w:keepNext/>" if keeps_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{tabs}{indent}</w:pPr>{runs}</w:p>'


def spacer_xml(
    *, before: float = 0, after: float = 0, keeps_next: bool = False, section: str = ""
) -> str:
    """An empty paragraph that sets a table apart, its line of one point included."""
    keep = "<w:keepNext/>" if keeps_next else ""
    above, below = (twips(max(room - 1, 0)) for room in (before, after))
    spacing = f'<w:spacing w:before="{above}" w:after="{below}" w:line="20" w:lineRule="exact"/>'
    small = '<w:rPr><w:sz w:val="2"/></w:rPr>'
    return f"<w:p><w:pPr>{keep}{spacing}{small}{section}</w:pPr></w:p>"


def table_xml(columns: Sequence[int], rows: Iterable[str], *, style: str = "") -> str:
    """A table with columns so wide; without a style it has no lines."""
    name = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr>{name}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row_xml(
    cells: Iterable[str], *, height: float = 0, is_whole: bool = False, is_head: bool = False
) -> str:
    """A row at least so high; one that `is_whole` is not divided, a head stands on every page."""
    whole = "<w:cantSplit/>" if is_whole else ""
    high = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr>{whole}{high}{head}</w:trPr>{''.join(cells)}</w:tr>"


def cell_xml(
    content: str,
    width: int,
    *,
    span: int = 1,
    align: str = "center",
    line_below: Rule | None = None,
) -> str:
    """A cell over `span` columns; its content ends with a paragraph."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    rule = ""
    if line_below:
        line = f'w:val="single" w:sz="{line_below.thickness}" w:color="{line_below.color}"'
        rule = f"<w:tcBorders><w:bottom {line}/></w:tcBorders>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{rule}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )
