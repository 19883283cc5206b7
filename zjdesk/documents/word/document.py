"""A Word file of booklets. Its rule: every booklet is a section, numbered by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zjdesk.documents.furniture import Numbers
from zjdesk.documents.styles import OFFICIAL
from zjdesk.documents.word.blocks import Place, blocks_xml
from zjdesk.documents.word.package import empty_document, packed
from zjdesk.documents.word.pages import furnish, number_letter, set_grid, set_paper
from zjdesk.documents.word.styles import Styles
from zjdesk.documents.word.xml import legal, spacer_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from docx.document import Document
    from docx.section import Section

    from zjdesk.documents.pdf import Booklet


def write_word(
    booklets: Iterable[Booklet], target: BinaryIO, *, title: str, author: str, moment: datetime
) -> None:
    """Write the booklets one after the other as .docx; all stand on paper of the same kind.

    The file says that it was made at `moment`, so that writing again gives the same bytes.
    """
    document = empty_document(title=legal(title), author=legal(author), moment=moment)
    leaves = list(booklets)
    is_official = leaves[0].sheet is OFFICIAL
    styles = Styles(document, is_official=is_official)
    document.settings.odd_and_even_pages_header_footer = is_official
    _fill(document, leaves, styles)
    for section, booklet in zip(document.sections, leaves, strict=True):
        _lay_out(section, booklet, styles)
    target.write(packed(document))


def _fill(document: Document, booklets: Sequence[Booklet], styles: Styles) -> None:
    ends = [spacer_xml(section="<w:sectPr/>")] * (len(booklets) - 1) + [""]
    body = "".join(
        blocks_xml(
            booklet.blocks,
            Place(part=document.part, styles=styles, width=booklet.sheet.text_width),
        )
        + end
        for booklet, end in zip(booklets, ends, strict=True)
    )
    section = document.element.body[-1]
    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")):
        section.addprevious(element)
    for number, drawing in enumerate(document.element.body.iter(qn("wp:docPr")), 1):
        drawing.set("id", str(number))


def _lay_out(section: Section, booklet: Booklet, styles: Styles) -> None:
    set_paper(section, booklet.sheet)
    match booklet.furniture.numbers:
        case Numbers.LETTER:
            set_grid(section)
            number_letter(section, styles)
        case Numbers.OF_ALL:
            furnish(section, booklet, styles)
