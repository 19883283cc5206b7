"""The blocks of paper as paragraphs and tables of Word: the same words, to be edited.

Nothing is placed by hand: what stays together on a page is told to Word, and Word lays it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from docx.shared import Pt

from zjdesk.documents.fonts import printable
from zjdesk.documents.official import Closing, Listed
from zjdesk.documents.pages import Together, distance
from zjdesk.documents.paragraph import Paragraph, text_width
from zjdesk.documents.pictures import FigureRow
from zjdesk.documents.ruled import LINE, Ruled
from zjdesk.documents.signatures import DATE, DATE_ROOM, LINE_HEIGHT, LINE_LENGTH, Signatures
from zjdesk.documents.slips import MARGIN, WHOLE, SlipSheet
from zjdesk.documents.styles import OFFICIAL_BODY, SIGNATURE, SIGNATURE_LABEL
from zjdesk.documents.table import WHOLE_LINES, Table
from zjdesk.documents.word.styles import CUTS, GRID, twips
from zjdesk.documents.word.xml import (
    Rule,
    cell_xml,
    legal,
    paragraph_xml,
    row_xml,
    runs_xml,
    spacer_xml,
    table_xml,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.parts.document import DocumentPart

    from zjdesk.documents.pages import Block
    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.documents.pictures import Figure
    from zjdesk.documents.table import Row
    from zjdesk.documents.word.styles import Styles


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
        case Listed():
            return _listed(block, place)
        case Closing():
            return _closing(block, place)
        case SlipSheet():
            return _slips(block, place)
    raise TypeError(f"{type(block).__name__} has no form in Word")


_TABLES = (Table, Signatures, FigureRow, Ruled, SlipSheet)
"""What becomes a table: two of them would be one in Word if no paragraph stood between them."""


# ---------------------------------------------------------------------------- paragraphs

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
            _lead(lead, style, place.styles) + runs_xml(text, style.face),
            place.styles.name(style),
            keeps_next=place.keeps(is_end=number == last),
            indent=indent,
        )
        for number, (lead, text) in enumerate(zip(leads, texts, strict=True))
    )


def _lead(words: str, style: TextStyle, styles: Styles) -> str:
    face = style.lead_face
    return runs_xml(words, face, style=styles.of_face(face)) if words else ""


def _text(block: Paragraph, width: float) -> str:
    """The text as paper shows it; of a paragraph that was divided, that of its lines."""
    text = block.text
    if not text and not block.lead:
        text = "".join(line.text + "\n" * line.ends_paragraph for line in block.lines(width))
    lines = printable(text).strip().split("\n")
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.strip, lines)))


# ---------------------------------------------------------------------------- letters


def _listed(block: Listed, place: Place) -> str:
    """The label hangs before the text, whose lines begin below each other."""
    hang = (OFFICIAL_BODY.indent + len(block.label)) * OFFICIAL_BODY.pitch
    label = len(block.label) * OFFICIAL_BODY.pitch
    indent = f'<w:ind w:left="{twips(hang)}" w:hanging="{twips(label)}"/>'
    text = Paragraph(block.text.text, block.text.style, lead=block.label)
    return _paragraph(text, place, indent=indent)


def _closing(block: Closing, place: Place) -> str:
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
    places = [twips(edge * place.width) for edge in edges]
    lines = []
    for number, row in enumerate(rows, 1):
        is_head = row is block.head
        keeps = is_head or place.keeps(is_end=number == len(rows))
        stays = replace(place, keeps_next=keeps, is_whole=keeps)
        lines.append(_row(row, edges, stays, is_head=is_head))
    columns = [right - left for left, right in pairwise(places)]
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
    return row_xml(cells, is_head=is_head, is_whole=is_head or longest <= WHOLE_LINES)


# ---------------------------------------------------------------------------- to be written on

_TO_SIGN = Rule(8)
_TO_WRITE_ON = Rule(3, color="737373")
_SPARE = 6.0
"""Of a sheet of slips, in points: a table as high as the paper would not fit on it."""


def _signatures(block: Signatures, place: Place) -> str:
    """A table for what paper draws as lines; Word wants an empty paragraph below it."""
    date = DATE_ROOM + SIGNATURE.size * len(DATE)
    widths = [twips(width) for width in (place.width - LINE_LENGTH - date, LINE_LENGTH, date)]
    rows = []
    for number, label in enumerate(block.labels, 1):
        stays = replace(place, keeps_next=number < len(block.roles))
        said, line, day = (
            _paragraph(Paragraph(text, SIGNATURE_LABEL), stays) for text in (label, "", DATE)
        )
        cells = [
            cell_xml(said, widths[0], align="bottom"),
            cell_xml(line, widths[1], align="bottom", line_below=_TO_SIGN),
            cell_xml(day, widths[2], align="bottom"),
        ]
        rows.append(row_xml(cells, height=LINE_HEIGHT - 1, is_whole=True))
    return table_xml(widths, rows)


def _ruled(block: Ruled, place: Place) -> str:
    """Word adds the thickness of the line to the height of a row."""
    width = twips(place.width)
    row = row_xml(
        [cell_xml(spacer_xml(), width, line_below=_TO_WRITE_ON)],
        height=LINE - _TO_WRITE_ON.thickness / 8,
        is_whole=True,
    )
    return table_xml([width], [row] * block.count)


def _slips(block: SlipSheet, place: Place) -> str:
    """A table as large as the sheet, cut along its dashed lines."""
    width = place.width / block.columns
    inside = replace(place, width=width - 2 * MARGIN)
    cells = [
        cell_xml(blocks_xml((one.block for one in slip), inside), twips(width), align="top")
        for slip in block.slips
    ]
    cells += [cell_xml(spacer_xml(), twips(width))] * (-len(cells) % block.columns)
    rows = [
        row_xml(batch, height=(WHOLE.height - _SPARE) / block.rows, is_whole=True)
        for batch in (
            cells[start : start + block.columns] for start in range(0, len(cells), block.columns)
        )
    ]
    return table_xml([twips(width)] * block.columns, rows, style=CUTS)


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
    rows = [row_xml(pictures, is_whole=True), row_xml(captions)]
    return table_xml([width] * count, rows)


def _picture(figure: Figure, place: Place) -> str:
    picture = figure.picture
    if picture is None:
        return spacer_xml(keeps_next=True)
    inline = place.part.new_pic_inline(
        BytesIO(picture.jpeg().content), width=Pt(picture.width), height=Pt(picture.height)
    )
    inline.docPr.set("descr", legal(figure.caption.text))
    return (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="60" w:line="240"'
        ' w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'
        f"</w:pPr><w:r><w:drawing>{inline.xml}</w:drawing></w:r></w:p>"
    )
