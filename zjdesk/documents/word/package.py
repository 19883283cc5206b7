"""An empty Word file with nothing in it that was not put there, and its bytes.

Its rule: equal documents give equal bytes, so nothing tells when or by which program it was saved.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zjdesk.documents.word.styles import FONTS, fonts_xml

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell."""
_KEPT = ("/officeDocument", "/core-properties", "/styles", "/settings", "/fontTable")
"""The ends of the names of the relationships that are not taken out of the template."""


def empty_document(*, title: str, author: str, moment: datetime) -> Document:
    """A document without text and with no styles but those that Word asks for."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in rels.items() if not one.reltype.endswith(_KEPT)]:
            del rels[key]
        for one in rels.values():
            if one.reltype.endswith("/fontTable"):
                one.target_part._blob = _font_table()  # noqa: SLF001
    _refill(document.styles.element, _STYLES)
    _refill(document.settings.element, _SETTINGS)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title[:255], author[:255], author[:255]
    about.created = about.modified = moment
    about.comments, about.language = "", "zh-CN"
    return document


def packed(document: Document) -> bytes:
    """The bytes of the file."""
    saved, content = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(content, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return content.getvalue()


# ---------------------------------------------------------------------------- parts of the file


def _refill(element: object, xml: str) -> None:
    root = parse_xml(f"<w:root {nsdecls('w')}>{xml}</w:root>")
    element[:] = list(root)  # type: ignore[index]


def _font_table() -> bytes:
    """Which font is taken where a PC has not the one that is named."""
    fonts = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.instead}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for font in FONTS.values()
    )
    return f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


_STYLES = f"""
<w:docDefaults>
<w:rPrDefault><w:rPr>{fonts_xml("宋体")}<w:kern w:val="0"/>
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
"""
_SETTINGS = """
<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>
<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>
"""
