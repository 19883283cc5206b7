"""Sheets of an .xlsx file.

Only cells, merges and what is hidden are read, as a stream: styles, pictures, macros and links,
which make other readers stumble, are passed over. Sizes are judged before anything is unpacked.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from zjdesk.exchange.cells import (
    MOST_COLUMNS,
    Book,
    Fault,
    Grid,
    Sheet,
    SheetRefused,
    Value,
    damaged,
    day_of_serial,
    locked,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 2_000
MOST_UNPACKED = 80_000_000
"""Bytes of everything in the package; a roster of 5,000 rows has about 5 million."""
MOST_RATIO = 200
"""Unpacked to packed of one large part; sheets reach about 30."""
LARGE = 1_000_000
"""Bytes from which a part's ratio matters."""

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, EOFError, OSError,
    NotImplementedError, KeyError, IndexError, ValueError, RecursionError,
)  # fmt: skip
_DATES_BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Number formats for dates that are in no file; 27–36 and 50–58 are those of Chinese Excel."""


def read(content: bytes) -> Book:
    """The sheets of a package. Raises SheetRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _judge_sizes(archive)
            _judge_kind(archive)
            return _read(archive)
    except _DAMAGE as error:
        raise damaged("表格的内部读不出来") from error


def _judge_sizes(archive: zipfile.ZipFile) -> None:
    """Refuse a package by its table of contents; zipfile never unpacks more than that says."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise too_large(f"里面有{len(parts)}个部件")
    for part in parts:
        if part.file_size > LARGE and part.file_size > part.compress_size * MOST_RATIO:
            times = part.file_size // max(part.compress_size, 1)
            raise SheetRefused(
                f"这个文件解压后会大{times}倍，不像正常的表格",
                hint="没有打开它，也没有读入任何内容。请核对它的来历，请对方另存一份再发。",
            )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise too_large(f"解压后有{unpacked // 1_000_000}MB")


def _judge_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise locked()
    if "xl/workbook.xml" in names or (
        "_rels/.rels" in names and _workbook_path(archive).endswith(".xml")
    ):
        return
    kinds = {
        "word/document.xml": "Word 文档",
        "ppt/presentation.xml": "演示文稿",
        "xl/workbook.bin": "二进制表格（.xlsb）",
        "content.xml": "OpenDocument 文件（.ods）",
    }
    kind = next((words for name, words in kinds.items() if name in names), "压缩包")
    hint = "请先解压，再选择里面的表格。"
    if kind != "压缩包":
        hint = "请用 Excel 或 WPS 把名册存成 .xlsx 后再读入。"
    raise SheetRefused(f"这是{kind}，不是能读的表格", hint=f"没有读入任何内容。{hint}")


def _read(archive: zipfile.ZipFile) -> Book:
    path = _workbook_path(archive)
    root = fromstring(archive.read(path))
    links = _links(archive, path)
    source = _Source(
        texts=_shared_texts(archive, links),
        date_styles=_date_styles(archive, links),
        since_1904=any(_flag(e, "date1904") for e in root.iter() if _local(e) == "workbookPr"),
    )
    sheets = []
    for element in root.iter():
        if _local(element) != "sheet":
            continue
        target = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        if links[target].kind.endswith("/worksheet"):
            is_hidden = element.get("state", "visible") != "visible"
            grid = Grid(element.get("name", ""), is_hidden=is_hidden)
            sheets.append(_sheet(archive, links[target].path, grid, source))
    has_macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    return Book(sheets, notes=("文件里带有宏，宏不会运行。",) if has_macros else ())


# ------------------------------------------------------------------------------ one sheet


@dataclass(frozen=True)
class _Source:
    """What the cells of all sheets refer to."""

    texts: list[str]
    date_styles: set[str]
    since_1904: bool

    def value(self, cell: Element) -> Value:
        written: str | None = None
        text = ""
        has_formula = False
        for child in cell:
            match _local(child):
                case "v":
                    written = child.text or ""
                case "is":
                    text = _text(child)
                case "f":
                    has_formula = True
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return text
        if written is None or (not written and kind != "str"):
            return Fault.NO_RESULT if has_formula else None
        match kind:
            case "s":
                return self.texts[int(written)]
            case "str":
                return _unescape(written)
            case "b":
                return written == "1"
            case "e":
                return Fault.ERROR
            case "d":
                return date.fromisoformat(written[:10])
        return self._number(written, is_date=cell.get("s", "0") in self.date_styles)

    def _number(self, written: str, *, is_date: bool) -> Value:
        number = float(written)
        if not math.isfinite(number):
            return Fault.ERROR
        if is_date and number >= 1:
            return day_of_serial(number, since_1904=self.since_1904) or Fault.ERROR
        return int(number) if number.is_integer() else number


def _sheet(archive: zipfile.ZipFile, path: str, grid: Grid, source: _Source) -> Sheet:
    row_number = 0
    with archive.open(path) as file:
        rows: Element | None = None
        for event, element in iterparse(file, events=("start", "end")):
            name = _local(element)
            if event == "start":
                if name == "sheetData":
                    rows = element
                continue
            if name == "row":
                row_number = int(element.get("r", row_number + 1))
                _row(element, row_number, grid, source)
                if rows is not None:
                    rows.clear()
            elif name == "col":
                _column(element, grid)
            elif name == "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                grid.merges.append((*_place(first), *_place(last or first)))
    return grid.sheet()


def _row(element: Element, number: int, grid: Grid, source: _Source) -> None:
    if _flag(element, "hidden"):
        grid.hidden_rows.add(number)
    column = -1
    for cell in element:
        if _local(cell) == "c":
            place = cell.get("r")
            column = _place(place)[1] if place else column + 1
            grid.put(number, column, source.value(cell))


def _column(element: Element, grid: Grid) -> None:
    if _flag(element, "hidden") or float(element.get("width", "1")) == 0:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        grid.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as AB12; the row counts from 1, the column from 0."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]), column - 1


# ------------------------------------------------------------------------------ the package


@dataclass(frozen=True)
class _Link:
    kind: str
    path: str


def _workbook_path(archive: zipfile.ZipFile) -> str:
    for link in _links(archive, "").values():
        if link.kind.endswith("/officeDocument"):
            return link.path
    return "xl/workbook.xml"


def _links(archive: zipfile.ZipFile, path: str) -> dict[str, _Link]:
    """What a part refers to, by the id that it uses."""
    folder, name = posixpath.split(path)
    root = fromstring(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    return {
        element.get("Id", ""): _Link(
            element.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
        )
        for element in root
    }


def _linked(links: dict[str, _Link], kind: str) -> str | None:
    return next((link.path for link in links.values() if link.kind.endswith(kind)), None)


def _shared_texts(archive: zipfile.ZipFile, links: dict[str, _Link]) -> list[str]:
    path = _linked(links, "/sharedStrings")
    if path is None or path not in archive.namelist():
        return []
    texts = []
    with archive.open(path) as file:
        for _, element in iterparse(file):
            if _local(element) == "si":
                texts.append(_text(element))
                element.clear()
    return texts


def _text(element: Element) -> str:
    return _unescape("".join(_runs(element)))


def _runs(element: Element) -> Iterator[str]:
    """The text of an element, without the readings above its characters."""
    for child in element:
        match _local(child):
            case "t":
                yield child.text or ""
            case "r":
                yield from _runs(child)


def _unescape(text: str) -> str:
    """_x000D_ is how Excel writes a character that XML cannot hold."""
    if "_x" not in text:
        return text
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _date_styles(archive: zipfile.ZipFile, links: dict[str, _Link]) -> set[str]:
    """The styles of cells, by number, that show a number as a date."""
    path = _linked(links, "/styles")
    if path is None or path not in archive.namelist():
        return set()
    root = fromstring(archive.read(path))
    own = {
        element.get("numFmtId"): _is_date_format(element.get("formatCode", ""))
        for element in root.iter()
        if _local(element) == "numFmt"
    }
    cells = next((element for element in root if _local(element) == "cellXfs"), ())
    formats = [element.get("numFmtId", "0") for element in cells]
    return {
        str(number)
        for number, key in enumerate(formats)
        if own.get(key, key.isdecimal() and int(key) in _DATES_BUILT_IN)
    }


def _is_date_format(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^]]*\]|\\.|_.|\*.', "", code.lower())
    return "general" not in bare and re.search("[ymd]", bare) is not None


def _flag(element: Element, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _local(element: Element) -> str:
    """The name of an element without its namespace: “strict” files use another."""
    return element.tag[element.tag.rfind("}") + 1 :]
