"""The blocks of paper as paragraphs and tables of Word: the same words, to be edited.

Nothing is placed by hand: what stays together on a page is told to Word, and Word lays it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.shared import Pt

from zjdesk.documents.fonts import GETA, printable
from zjdesk.documents.official import _Closing, _Listed
from zjdesk.documents.pages import Together, distance
from zjdesk.documents.paragraph import Paragraph, text_width
from zjdesk.documents.pictures import FigureRow
from zjdesk.documents.ruled import LINE, Ruled
from zjdesk.documents.signatures import DATE, DATE_ROOM, LINE_HEIGHT, LINE_LENGTH, Signatures
from zjdesk.documents.slips import MARGIN, WHOLE, _Slips
from zjdesk.documents.styles import (
    OFFICIAL_BODY,
    SIGNATURE,
    SIGNATURE_LABEL,
)
from zjdesk.documents.table import WHOLE_LINES, Table
from zjdesk.exchange.word_styles import GRID, fonts_xml, stretches, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.parts.document import DocumentPart

    from zjdesk.documents.fonts import Face
    from zjdesk.documents.pages import Block
    from zjdesk.documents.pictures import Figure
    from zjdesk.documents.table import Row
    from zjdesk.exchange.word_styles import Styles


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where blocks are put: `width` is the room in points.

    `keeps_next`: the end of the block stays with what follows; `is_whole`: it is not divided.
    """

    part: DocumentPart
    styles: Styles
    width: float
    keeps_next: bool = False
    is_whole: bool = False

    def keeps(self, *, is_end: bool) -> bool:
        """Whether a line of the block stays with the next one."""
        return self.keeps_next if is_end else self.is_whole


def blocks_xml(blocks: Iterable[Block], place: Place) -> str:
    """The blocks one below the other, as far apart as on paper."""
    found: list[str] = []
    above: Block | None = None
    kept = False
    for block, stays in _flat(blocks, place):
        if above and isinstance(block, _TABLES):
            found.append(spacer_xml(before=distance(above, block), keeps_next=kept))
        elif above and isinstance(above, _TABLES):
            found.append(spacer_xml(after=distance(above, block), keeps_next=kept))
        found.append(_block(block, stays))
        above, kept = block, stays.keeps_next or block.keeps_next
    if isinstance(above, _TABLES):
        found.append(spacer_xml())
    return "".join(found)


def _flat(blocks: Iterable[Block], place: Place) -> Iterator[tuple[Block, Place]]:
    """Of blocks that stay together the first may be divided: only its end stays with the others."""
    for block in blocks:
        if isinstance(block, Together):
            last = len(block.blocks) - 1
            for number, one in enumerate(block.blocks):
                yield one, replace(place, keeps_next=number < last, is_whole=number > 0)
        else:
            yield block, place


def _block(block: Block, place: Place) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, place)
        case Table():
            return _table(block, place)
        case Signatures():
            return _signatures(block, place)
        case FigureRow():
            return _figures(block, place)
        case Ruled():
            return _ruled(block, place)
        case _Listed():
            return _listed(block, place)
        case _Closing():
            return _closing(block, place)
        case _Slips():
            return _slips(block, place)
    raise TypeError(f"{type(block).__name__} has no form in Word")


_TABLES = (Table, Signatures, FigureRow, Ruled, _Slips)
"""What becomes a table: two of them would be one in Word if no paragraph stood between them."""


# ---------------------------------------------------------------------------- paragraphs

_ILLEGAL = re.compile("[\ufffe\uffff\ud800-\udfff]")
_EMPTY_LINES = re.compile("\n{3,}")


def _paragraph(block: Paragraph, place: Place, *, indent: str = "") -> str:
    """Line ends begin new paragraphs, but in a title, which is one."""
    style = block.style
    texts = _text(block, place.width).split("\n")
    if style.align == "center":
        texts = ["\n".join(texts)]
    leads = [block.lead] + [""] * (len(texts) - 1)
    last = len(texts) - 1
    return "".join(
        paragraph_xml(
            runs_xml(printable(lead), style.lead_face, place.styles.of_face(style.lead_face))
            + runs_xml(text, style.face)
            if lead
            else runs_xml(text, style.face),
            place.styles.name(style),
            keeps_next=place.keeps(is_end=number == last),
            indent=indent,
        )
        for number, (lead, text) in enumerate(zip(leads, texts, strict=True))
    )


def _text(block: Paragraph, width: float) -> str:
    """The text as paper shows it; of a paragraph that was divided, that of its lines."""
    text = block.text
    if not text and not block.lead:
        text = "".join(line.text + "\n" * line.ends_paragraph for line in block.lines(width))
    lines = _ILLEGAL.sub(GETA, printable(text)).strip().split("\n")
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.strip, lines)))


def runs_xml(text: str, face: Face, character_style: str = "") -> str:
    """Stretches of text, each with the font that has its characters."""
    styled = f"<w:rStyle w:val={quoteattr(character_style)}/>" if character_style else ""
    return "".join(
        f"<w:r><w:rPr>{styled}{fonts_xml(font) if font else ''}</w:rPr>{_words(words)}</w:r>"
        for font, words in stretches(text, face)
    )


def _words(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)


def paragraph_xml(
    content: str, style: str, *, keeps_next: bool = False, indent: str = "", tabs: str = ""
) -> str:
    """A paragraph of runs in the style with this id; `indent` and `tabs` are its own."""
    keep = "<w:keepNext/>" if keeps_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{tabs}{indent}</w:pPr>{content}</w:p>'


def spacer_xml(
    *, before: float = 0, after: float = 0, keeps_next: bool = False, section: str = ""
) -> str:
    """An empty paragraph that sets a table apart, its line of one point included."""
    keep = "<w:keepNext/>" if keeps_next else ""
    above, below = (twips(max(room - 1, 0)) for room in (before, after))
    spacing = f'<w:spacing w:before="{above}" w:after="{below}" w:line="20" w:lineRule="exact"/>'
    small = '<w:rPr><w:sz w:val="2"/></w:rPr>'
    return f"<w:p><w:pPr>{keep}{spacing}{small}{section}</w:pPr></w:p>"


# ---------------------------------------------------------------------------- letters


def _listed(block: _Listed, place: Place) -> str:
    """The label hangs before the text, whose lines begin below each other."""
    hang = (OFFICIAL_BODY.indent + len(block.label)) * OFFICIAL_BODY.pitch
    label = len(block.label) * OFFICIAL_BODY.pitch
    indent = f'<w:ind w:left="{twips(hang)}" w:hanging="{twips(label)}"/>'
    text = Paragraph(block.text.text, block.text.style, lead=block.label)
    return _paragraph(text, place, indent=indent)


def _closing(block: _Closing, place: Place) -> str:
    """The date begins two characters right of the signer, and both end two from the edge."""
    two = 2 * OFFICIAL_BODY.pitch
    signer, day = (text_width(text, OFFICIAL_BODY) for text in (block.signer, block.day))
    left = max(place.width - two - (day + two if day > signer else signer), 0.0)
    style = replace(OFFICIAL_BODY, indent=0, align="left")
    first = Paragraph(block.signer, replace(style, before=block.before, keeps_next=True))
    return _paragraph(first, place, indent=_left(left)) + _paragraph(
        Paragraph(block.day, style), place, indent=_left(left + two)
    )


def _left(points: float) -> str:
    return f'<w:ind w:left="{twips(points)}" w:firstLine="0"/>'


# ---------------------------------------------------------------------------- tables


def _table(block: Table, place: Place) -> str:
    rows = [block.head, *block.rows] if block.head else [*block.rows]
    edges = [0.0, *sorted({edge for row in rows for edge in _edges(row)})]
    columns = [
        twips(right * place.width) - twips(left * place.width) for left, right in pairwise(edges)
    ]
    last = len(rows) - 1
    lines = "".join(
        _row(
            row,
            edges,
            replace(
                place,
                keeps_next=row is block.head or place.keeps(is_end=number == last),
                is_whole=True,
            ),
            is_head=row is block.head,
        )
        for number, row in enumerate(rows)
    )
    return table_xml(columns, lines, style=GRID)


def _edges(row: Row) -> list[float]:
    """Where cells end, as shares of the width."""
    return [round(edge, 4) for edge in accumulate(cell.share for cell in row.cells)]


def _row(row: Row, edges: Sequence[float], place: Place, *, is_head: bool) -> str:
    """Cells that end between the edges of other rows reach over several columns."""
    cells, start = [], 0
    for cell, edge in zip(row.cells, _edges(row), strict=True):
        stop = edges.index(edge)
        inside = replace(place, width=cell.inner(place.width))
        width = twips((edges[stop] - edges[start]) * place.width)
        cells.append(cell_xml(_paragraph(cell.text, inside), width, span=stop - start))
        start = stop
    longest = max(len(cell.text.lines(cell.inner(place.width))) for cell in row.cells)
    whole = "<w:cantSplit/>" if is_head or longest <= WHOLE_LINES else ""
    head = "<w:tblHeader/>" if is_head else ""
    return row_xml(cells, more=whole + head)


def table_xml(
    columns: Sequence[int], rows: str, *, style: str = "", borders: str = "", margins: str = ""
) -> str:
    """A table of rows with columns so many twips wide; it has no lines but those of its style."""
    name = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr>{name}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row_xml(cells: Iterable[str], *, height: float = 0, more: str = "") -> str:
    high = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr>{more}{high}</w:trPr>{''.join(cells)}</w:tr>"


def cell_xml(
    content: str, width: int, *, span: int = 1, more: str = "", align: str = "center"
) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{more}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


# ---------------------------------------------------------------------------- to be written on


def _signatures(block: Signatures, place: Place) -> str:
    """Word's table for what paper draws as lines."""
    date = DATE_ROOM + SIGNATURE.size * len(DATE)
    columns = [twips(width) for width in (place.width - LINE_LENGTH - date, LINE_LENGTH, date)]
    last = len(block.roles) - 1
    rows = []
    for number, role in enumerate(block.roles):
        keep = replace(place, keeps_next=number < last)
        rows.append(
            row_xml(
                [
                    cell_xml(
                        _paragraph(Paragraph(text, style), keep), width, more=border, align="bottom"
                    )
                    for text, style, width, border in zip(
                        (f"{role}签字：", "", DATE),
                        (SIGNATURE_LABEL, SIGNATURE, SIGNATURE_LABEL),
                        columns,
                        ("", _line_below(8), ""),
                        strict=True,
                    )
                ],
                height=LINE_HEIGHT,
                more="<w:cantSplit/>",
            )
        )
    return table_xml(columns, "".join(rows))


def _line_below(size: int, *, color: str = "000000") -> str:
    """A line to write on, so many eighths of a point thick."""
    rule = f'w:val="single" w:sz="{size}" w:space="0" w:color="{color}"'
    return f"<w:tcBorders><w:bottom {rule}/></w:tcBorders>"


def _ruled(block: Ruled, place: Place) -> str:
    """Word adds the thickness of the line to the height of a row."""
    width, thickness = twips(place.width), 3
    cell = cell_xml(spacer_xml(), width, more=_line_below(thickness, color="737373"))
    row = row_xml([cell], height=LINE - thickness / 8, more="<w:cantSplit/>")
    return table_xml([width], row * block.count)


def _slips(block: _Slips, place: Place) -> str:
    """A table as large as the sheet, cut along its dashed lines."""
    width = place.width / block.columns
    inside = replace(place, width=width - 2 * MARGIN)
    cells = [
        cell_xml(blocks_xml((one.block for one in slip), inside), twips(width), align="top")
        for slip in block.slips
    ]
    cells += [cell_xml(spacer_xml(), twips(width))] * (-len(cells) % block.columns)
    high = (WHOLE.height - 6) / block.rows
    rows = "".join(
        row_xml(cells[start : start + block.columns], height=high, more="<w:cantSplit/>")
        for start in range(0, len(cells), block.columns)
    )
    cut = 'w:val="dashed" w:sz="3" w:space="0" w:color="auto"'
    margins = "".join(
        f'<w:{side} w:w="{twips(MARGIN)}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return table_xml(
        [twips(width)] * block.columns,
        rows,
        borders=f"<w:tblBorders><w:insideH {cut}/><w:insideV {cut}/></w:tblBorders>",
        margins=f"<w:tblCellMar>{margins}</w:tblCellMar>",
    )


# ---------------------------------------------------------------------------- pictures


def _figures(block: FigureRow, place: Place) -> str:
    """Pictures above, captions below them."""
    count = len(block.figures)
    width = twips(place.width / count)
    inside = replace(place, width=place.width / count, keeps_next=True, is_whole=True)
    pictures = [cell_xml(_picture(one, inside), width, align="bottom") for one in block.figures]
    captions = [
        cell_xml(_paragraph(one.caption, replace(inside, keeps_next=False)), width, align="top")
        for one in block.figures
    ]
    rows = row_xml(pictures, more="<w:cantSplit/>") + row_xml(captions)
    return table_xml([width] * count, rows)


def _picture(figure: Figure, place: Place) -> str:
    picture = figure.picture
    if picture is None:
        return spacer_xml(keeps_next=True)
    inline = place.part.new_pic_inline(
        BytesIO(picture.jpeg), width=Pt(picture.width), height=Pt(picture.height)
    )
    inline.docPr.set("descr", figure.caption.text)
    return (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="60" w:line="240"'
        ' w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
        f"</w:pPr><w:r><w:drawing>{inline.xml}</w:drawing></w:r></w:p>"
    )
