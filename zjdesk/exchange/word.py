"""Papers as Word files, for superiors who demand them: the same blocks as on paper, to be edited.

What counts is the paper: a Word file bears the number of a record, but proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zjdesk.documents.minutes import moment_of
from zjdesk.documents.pages import paginate
from zjdesk.documents.papers import MINUTES
from zjdesk.documents.slips import WHOLE
from zjdesk.documents.source import shown_day
from zjdesk.documents.styles import OFFICIAL
from zjdesk.errors import NotAllowed
from zjdesk.exchange.word_blocks import Place, blocks_xml
from zjdesk.exchange.word_package import empty_document, packed
from zjdesk.exchange.word_pages import (
    Around,
    furnish,
    number_letter,
    set_grid,
    set_paper,
)
from zjdesk.exchange.word_styles import Styles
from zjdesk.exchange.word_xml import legal, spacer_xml
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.fingerprint import fingerprint
from zjdesk.progress import silent
from zjdesk.record import State
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from docx.document import Document
    from docx.section import Section

    from zjdesk.documents.papers import Paper
    from zjdesk.documents.pdf import Booklet
    from zjdesk.documents.source import Source
    from zjdesk.progress import Progress
    from zjdesk.record import Record


@dataclass(frozen=True, kw_only=True)
class _Leaf:
    """A booklet, and whose it is."""

    source: Source
    booklet: Booklet


def write_word(
    paper: Paper, sources: Sequence[Source], target: Path, *, progress: Progress = silent
) -> None:
    """Write the papers of these records as one .docx, each on pages of its own.

    The same records and wishes give the same bytes. Raises NotAllowed for a record that the paper
    does not fit, CannotWrite, ValueError if there are no records; a file that is at `target` stays
    then. `progress` may raise Cancelled; nothing is then written.
    """
    write_file(target, word_bytes(paper, sources, progress=progress))


def word_bytes(paper: Paper, sources: Sequence[Source], *, progress: Progress = silent) -> bytes:
    """The file that `write_word` writes."""
    if not sources:
        raise ValueError("no records to print")
    for source in sources:
        if not paper.fits(source.record):
            raise NotAllowed(
                f"“{source.record.title}”不能印成{paper.name}：{paper.needs}",
                hint="没有写出任何内容。请另选记录，或换一种纸。",
            )
    first = sources[0]
    document = empty_document(
        title=legal(
            paper.title(first.record) if len(sources) == 1 else f"{paper.name}（{len(sources)}份）"
        ),
        author=legal(first.signer),
        moment=max(moment_of(source.record) for source in sources),
    )
    leaves = list(_leaves(paper, sources, progress))
    is_official = leaves[0].booklet.sheet is OFFICIAL
    styles = Styles(document, is_official=is_official)
    document.settings.odd_and_even_pages_header_footer = is_official
    _fill(document, leaves, styles)
    for section, leaf in zip(document.sections, leaves, strict=True):
        _lay_out(section, paper, leaf, styles)
    return packed(document)


def _leaves(paper: Paper, sources: Sequence[Source], progress: Progress) -> Iterator[_Leaf]:
    for done, source in enumerate(sources):
        progress(done, len(sources), source.record.title)
        for booklet in paper.booklets(source, paper.name):
            yield _Leaf(source=source, booklet=booklet)
    progress(len(sources), len(sources), "")


def _fill(document: Document, leaves: Sequence[_Leaf], styles: Styles) -> None:
    """Every booklet is a section, so that its pages are numbered by themselves."""
    ends = [spacer_xml(section="<w:sectPr/>")] * (len(leaves) - 1) + [""]
    body = "".join(
        blocks_xml(
            leaf.booklet.blocks,
            Place(part=document.part, styles=styles, width=leaf.booklet.sheet.text_width),
        )
        + end
        for leaf, end in zip(leaves, ends, strict=True)
    )
    section = document.element.body[-1]
    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")):
        section.addprevious(element)
    for number, drawing in enumerate(document.element.body.iter(qn("wp:docPr")), 1):
        drawing.set("id", str(number))


# ---------------------------------------------------------------------------- around the text


def _lay_out(section: Section, paper: Paper, leaf: _Leaf, styles: Styles) -> None:
    sheet = leaf.booklet.sheet
    set_paper(section, sheet)
    if sheet is OFFICIAL:
        set_grid(section)
        number_letter(section, styles)
    elif sheet is not WHOLE:
        furnish(section, _around(paper, leaf), styles, sheet)


def _around(paper: Paper, leaf: _Leaf) -> Around:
    sheet, record = leaf.booklet.sheet, leaf.source.record
    pages = paginate(leaf.booklet.blocks, width=sheet.text_width, height=sheet.text_height)
    note = f"{leaf.source.signer}　{shown_day(record.day)}"
    foot, head = _of_minutes(record) if paper is MINUTES else (note, "")
    return Around(foot=foot, head=head, pages=len(pages))


def _of_minutes(record: Record) -> tuple[str, str]:
    if record.state is State.FINAL:
        return f"编号：{record.number}　第{record.revision}版　{fingerprint(record)}", ""
    day = f"{record.day:%Y-%m-%d}　" if record.day else ""
    word = f"草稿（第{record.revision}版更正中）" if record.revision else "草稿"
    return f"{KINDS[record.kind].short}　{day}草稿", word
