"""A workbook's package with nothing left in it but what a roster needs, for openpyxl to read.

Over fonts, filters, links and pictures openpyxl stumbles where a program wrote them in its own way.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement, tostring

from zjdesk.exchange.cells import MOST_CELLS, MOST_COLUMNS, too_large
from zjdesk.exchange.plain_xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

NO_RESULT = "#NO_RESULT"
"""The error value, our own, of a formula whose result is not in the file."""

_PART = re.compile(r"\[Content_Types\]\.xml|xl/(?:_rels/|worksheets/)?[^/]+\.(?:xml|rels)")
_CHILDREN: Mapping[str, tuple[str, ...]] = {
    "workbook": ("workbookPr", "sheets"),
    "styleSheet": ("numFmts", "cellXfs"),
    "xf": (),
    "worksheet": ("cols", "sheetData", "mergeCells"),
    "si": ("t", "r"),
    "is": ("t", "r"),
    "r": ("t",),
}
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "workbookPr": ("date1904",),
    "xf": ("numFmtId",),
    "col": ("min", "max", "width", "hidden"),
    "row": ("r", "hidden"),
}
_USUAL_NAMES = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main":
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip
"""For the names in “strict” files, which openpyxl does not know."""
_CHINESE_DATES = {str(number) for number in (*range(27, 37), *range(50, 59))}
"""Formats for dates that Chinese Excel writes into no file; openpyxl does not know them."""
_DATE = "14"


def is_read(name: str) -> bool:
    """Whether a part is left in the package."""
    return _PART.fullmatch(name) is not None


def bare_package(archive: zipfile.ZipFile) -> io.BytesIO:
    """The workbook, its cells, merges, hidden rows and columns, and the formats of its numbers."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bare:
        for name in filter(is_read, archive.namelist()):
            root = _parse(archive.read(name))
            kind = local_name(root)
            for element in root.iter():
                _strip(element)
            if kind in _MENDED:
                _MENDED[kind](root)
            # a bare carriage return would be read back as a line feed
            content = tostring(root, encoding="utf-8").replace(b"\r", b"&#13;")
            bare.writestr("xl/styles.xml" if kind == "styleSheet" else name, content)
    return target


def _parse(part: bytes) -> Element:
    for strict, usual in _USUAL_NAMES.items():
        part = part.replace(strict, usual)
    return parse_xml(part)


def _strip(element: Element) -> None:
    name = local_name(element)
    if name in _CHILDREN:
        element[:] = [child for child in element if local_name(child) in _CHILDREN[name]]
    if name in _ATTRIBUTES:
        for key in element.attrib.keys() - set(_ATTRIBUTES[name]):
            del element.attrib[key]


def _mend_styles(root: Element) -> None:
    declared = {element.get("numFmtId") for element in root.iterfind("{*}numFmts/{*}numFmt")}
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        if style.get("numFmtId") in _CHINESE_DATES - declared:
            style.set("numFmtId", _DATE)


def _mend_texts(root: Element) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils.escape import unescape

    for text in root.iterfind(".//{*}t"):
        if text.text and "_x" in text.text:
            text.text = ILLEGAL_CHARACTERS_RE.sub(" ", unescape(text.text))


def _mend_sheet(root: Element) -> None:
    _mend_texts(root)
    for cell in root.iterfind(".//{*}c[{*}f]"):
        result = cell.find("{*}v")
        if result is None or (not result.text and cell.get("t") != "str"):
            cell[:] = []
            cell.set("t", "e")
            SubElement(cell, root.tag.replace("worksheet", "v")).text = NO_RESULT
    rows = root.findall("{*}sheetData/{*}row")
    for row in rows:
        row[:] = [cell for cell in row if len(cell) or "r" not in cell.attrib]
    last = int(rows[-1].get("r", len(rows))) if rows else 0
    if sum(map(len, rows)) + _clip_merges(root, last) > MOST_CELLS:
        raise too_large(f"一张工作表超过{MOST_CELLS // 10_000}万格")


def _clip_merges(root: Element, last: int) -> int:
    """End merges at the last row, and give their cells: openpyxl makes every single one."""
    from openpyxl.utils import get_column_letter, range_boundaries

    count = 0
    for merges in root.findall("{*}mergeCells"):
        for merge in list(merges):
            left, top, right, bottom = range_boundaries(merge.get("ref"))
            right, bottom = min(right, MOST_COLUMNS), min(bottom, last)
            if left > right or top > bottom:
                merges.remove(merge)
                continue
            count += (right - left + 1) * (bottom - top + 1)
            merge.set("ref", f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    return count


_MENDED: Mapping[str, Callable[[Element], None]] = {
    "styleSheet": _mend_styles,
    "sst": _mend_texts,
    "worksheet": _mend_sheet,
}
