"""The pages of a Word file: paper, margins, the grid of letters, what stands around the text."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENTATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from zjdesk.documents.pages import paginate
from zjdesk.documents.styles import (
    BOTTOM,
    FOOTER,
    HEADER,
    MM,
    OFFICIAL,
    OFFICIAL_BODY,
    OFFICIAL_LEADING,
    OFFICIAL_PAGE,
    TOP,
)
from zjdesk.documents.word.styles import TWIPS, twips
from zjdesk.documents.word.xml import paragraph_xml, runs_xml

if TYPE_CHECKING:
    from docx.section import Section, _BaseHeaderFooter

    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.documents.pdf import Booklet
    from zjdesk.documents.styles import Sheet
    from zjdesk.documents.word.styles import Styles


def set_paper(section: Section, sheet: Sheet) -> None:
    """Size and margins as on paper; what the binding edge has more is the gutter."""
    right = sheet.width - sheet.left - sheet.text_width
    gutter = max(sheet.left - right, 0.0)
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    if sheet.width > sheet.height:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    section.left_margin, section.gutter = Pt(sheet.left - gutter), Pt(gutter)
    section.right_margin, section.top_margin = Pt(right), Pt(sheet.top)
    section.bottom_margin = Pt(sheet.height - sheet.top - sheet.text_height)
    _set(section, '<w:pgNumType w:start="1"/>')


def set_grid(section: Section) -> None:
    """22 lines of 28 characters (GB/T 9704-2012, 5.2.3); Word counts the gap in 4096ths.

    The styles bring the same pitch themselves: programs differ in what they make of a grid.
    """
    pitch, gap = floor(OFFICIAL_LEADING * TWIPS), round(OFFICIAL_BODY.gap * 4096)
    _set(
        section,
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{pitch}" w:charSpace="{gap}"/>',
    )


def number_letter(section: Section, styles: Styles) -> None:
    """— 1 — outside, one character in, its dashes 7 mm below the text (GB/T 9704-2012, 7.5)."""
    below = OFFICIAL.height - OFFICIAL.top - OFFICIAL.text_height - 7 * MM
    section.footer_distance = Pt(below - OFFICIAL_PAGE.leading / 2)
    size = twips(OFFICIAL_PAGE.size)
    number = (
        runs_xml("— ", OFFICIAL_PAGE.face)
        + _field("PAGE", OFFICIAL_PAGE)
        + runs_xml(" —", OFFICIAL_PAGE.face)
    )
    right = replace(OFFICIAL_PAGE, align="right")
    for part, style, side in (
        (section.footer, right, "right"),
        (section.even_page_footer, OFFICIAL_PAGE, "left"),
    ):
        indent = f'<w:ind w:{side}="{size}" w:firstLine="0"/>'
        _fill(part, paragraph_xml(number, styles.name(style), indent=indent))


def furnish(section: Section, booklet: Booklet, styles: Styles) -> None:
    """The foot with the number of the page, and what stands at the head.

    How many pages there are is that of paper: Word counts them anew as soon as they are shown.
    """
    sheet, furniture = booklet.sheet, booklet.furniture
    pages = paginate(booklet.blocks, width=sheet.text_width, height=sheet.text_height)
    section.footer_distance = Pt(BOTTOM - 10 * MM - (FOOTER.leading - FOOTER.size))
    section.header_distance = Pt(TOP - 6 * MM - HEADER.size)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.text_width)}"/></w:tabs>'
    foot = (
        runs_xml(furniture.foot, FOOTER.face)
        + "<w:r><w:tab/></w:r>"
        + runs_xml("第", FOOTER.face)
        + _field("PAGE", FOOTER)
        + runs_xml("页　共", FOOTER.face)
        + _field("SECTIONPAGES", FOOTER, known=len(pages))
        + runs_xml("页", FOOTER.face)
    )
    _fill(section.footer, paragraph_xml(foot, styles.name(FOOTER), tabs=tab))
    head = runs_xml(furniture.head, HEADER.face)
    _fill(section.header, paragraph_xml(head, styles.name(HEADER)))


def _set(section: Section, xml: str) -> None:
    """Puts a setting that python-docx does not know in its place, which Word insists on."""
    properties = section._sectPr  # noqa: SLF001
    setting = parse_xml(xml.replace("/>", f" {nsdecls('w')}/>"))
    for old in properties.findall(setting.tag):
        properties.remove(old)
    if setting.tag == qn("w:docGrid"):
        properties.append(setting)
    else:
        properties.find(qn("w:pgMar")).addnext(setting)


def _field(name: str, style: TextStyle, *, known: int = 1) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{runs_xml(str(known), style.face)}</w:fldSimple>'


def _fill(part: _BaseHeaderFooter, xml: str) -> None:
    part.is_linked_to_previous = False
    root: Any = part.part.element
    root[:] = list(parse_xml(f"<w:root {nsdecls('w')}>{xml}</w:root>"))
