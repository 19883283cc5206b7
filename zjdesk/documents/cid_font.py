"""A TrueType font as reportlab wants it, written as one Type0 font per document.

reportlab's own TTFont cuts a face into fonts of 256 characters and writes wrong Unicode values for
characters beyond U+FFFF, so that a copied or searched name silently differs from the printed one.
The rule here: the code of a character in the file is the number of its glyph in the subset.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import cache, cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream

DEFLATE_LEVEL, WINDOW_BITS = 3, 12
"""Outlines hardly get smaller above it, and packing them is most of the time a document takes."""
NOTDEF = "\0"
"""Stands for the glyph with the code 0, which is drawn for no character."""


class _Codes(dict[str, str]):
    """The characters that one document uses of the font, each with its code in hex digits."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self):04X}"
        return code


class CIDFont(TTFont):  # type: ignore[misc]
    """A font that reportlab can set text in, for characters that its face has."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self._used: WeakKeyDictionary[PDFDocument, _Codes] = WeakKeyDictionary()
        self._glyph = cache(self._read_glyph)

    def width(self, char: str) -> float | None:
        """The advance in em, or None for a character that the face lacks."""
        code = ord(char)
        if code not in self.face.charToGlyph:
            return None
        return float(self.face.charWidths.get(code, self.face.defaultWidth)) / 1000

    def encoded(self, text: str, doc: PDFDocument) -> str:
        """The codes of the text in hex digits; every character is one that the face has."""
        codes = self._codes(doc)
        return "".join([codes[char] for char in text])

    # ------------------------------------------------------------------ called by reportlab

    def splitString(  # noqa: N802
        self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Gives the codes of `text`; all of it belongs to subset 0."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return [(0, bytes.fromhex(self.encoded(text, doc)))]

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: ARG002, N802
        """The name by which pages call the font."""
        name: str | None = doc.fontMapping.get(self.fontName)
        if name is None:
            name = doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return name

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Writes the font into the document when all text is known."""
        name = doc.fontMapping[self.fontName].removeprefix("/")
        chars = list(self._used.pop(doc))
        glyphs = [self._glyph(self.face.charToGlyph.get(ord(char), 0)) for char in chars]
        digest = hashlib.sha256(f"{self.fontName} {''.join(chars)}".encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        base = f"/{tag}+{self.fontName}"

        file = _add(doc, f"file:{name}", _stream(doc, self._subset(glyphs)))
        text = _add(doc, f"text:{name}", _stream(doc, _to_unicode(chars)))
        descriptor = _add(
            doc,
            f"descriptor:{name}",
            f"<< /Type /FontDescriptor /FontName {base} {self._measures} /FontFile2 {file} >>",
        )
        descendant = _add(
            doc,
            f"descendant:{name}",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {base} /CIDToGIDMap /Identity"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {descriptor} /DW 1000 /W {_widths(glyphs)} >>",
        )
        doc.idToObject["BasicFonts"].dict[name] = _add(
            doc,
            f"font:{name}",
            f"<< /Type /Font /Subtype /Type0 /BaseFont {base} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant}] /ToUnicode {text} >>",
        )

    # ------------------------------------------------------------------ parts of the font

    @cached_property
    def _measures(self) -> str:
        """What a descriptor says of the face (ISO 32000-1, 9.8), in thousandths of an em."""
        face = self.face
        return (
            f"/Flags {face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC} /ItalicAngle {face.italicAngle:g}"
            f" /FontBBox [{' '.join([f'{side:g}' for side in face.bbox])}] /StemV {face.stemV:g}"
            f" /Ascent {face.ascent:g} /Descent {face.descent:g} /CapHeight {face.capHeight:g}"
        )

    def _codes(self, doc: PDFDocument) -> _Codes:
        codes = self._used.get(doc)
        if codes is None:
            codes = self._used[doc] = _Codes({NOTDEF: "0000"})
        return codes

    def _subset(self, glyphs: Sequence[_Glyph]) -> bytes:
        """A TrueType file of these glyphs in order; parts of composed ones follow them."""
        face = self.face
        if any(glyph.parts for glyph in glyphs):
            glyphs = self._with_parts(glyphs)
        count = len(glyphs)
        offsets = accumulate([len(glyph.data) for glyph in glyphs], initial=0)
        glyf = b"".join([glyph.data for glyph in glyphs])
        tables = {
            b"head": _patched(_patched(face.get_table("head"), 50, 1), 8, 0, 0),  # long offsets
            b"hhea": _patched(face.get_table("hhea"), 34, count),
            b"hmtx": b"".join([glyph.metrics for glyph in glyphs]),
            b"loca": struct.pack(f">{count + 1}L", *offsets),
            b"maxp": _patched(face.get_table("maxp"), 4, count),
        }
        sums = {tag: _checksum(table) for tag, table in tables.items()}
        sums[b"glyf"] = sum([glyph.checksum for glyph in glyphs]) & 0xFFFFFFFF
        return _font_file({b"glyf": glyf, **tables}, sums)

    def _with_parts(self, glyphs: Sequence[_Glyph]) -> list[_Glyph]:
        """The glyphs with all that they refer to, which they know by their new places."""
        found = list(glyphs)
        places = {glyph.number: place for place, glyph in reversed(list(enumerate(glyphs)))}
        for glyph in found:  # grows while it is walked
            for part in glyph.parts.values():
                if part not in places:
                    places[part] = len(found)
                    found.append(self._glyph(part))
        return [glyph.renumbered(places) if glyph.parts else glyph for glyph in found]

    def _read_glyph(self, number: int) -> _Glyph:
        face = self.face
        start = face.get_table_pos("glyf")[0]
        first, last = face.glyphPos[number : number + 2]
        data = bytes(face._ttf_data[start + first : start + last])  # noqa: SLF001
        data += bytes(-len(data) % 4)
        (own,) = struct.unpack_from(">H", face.get_table("hhea"), 34)  # who have an advance
        advance, bearing = face.hmetrics[min(number, own - 1)][0], face.hmetrics[number][1]
        return _Glyph(
            number,
            data,
            struct.pack(">HH", advance, bearing),
            round(advance * 1000 / face.unitsPerEm),
            _checksum(data),
            _parts(data),
        )


# ---------------------------------------------------------------------------- TrueType


class _Glyph(NamedTuple):
    """One glyph; `parts` gives for a composed one the glyphs it refers to, by place in `data`."""

    number: int
    data: bytes
    metrics: bytes
    width: int
    """In thousandths of an em."""
    checksum: int
    parts: dict[int, int]

    def renumbered(self, places: dict[int, int]) -> _Glyph:
        data = self.data
        for place, number in self.parts.items():
            data = _patched(data, place, places[number])
        return self._replace(data=data, checksum=_checksum(data))


def _parts(data: bytes) -> dict[int, int]:
    """Where a glyph refers to others (OpenType 1.9, table glyf, composite glyph description)."""
    words, scale, more, two_scales, two_by_two = 0x1, 0x8, 0x20, 0x40, 0x80
    parts: dict[int, int] = {}
    if not data or data[0] < 0x80:  # a negative number of contours marks a composed glyph
        return parts
    place, flags = 10, more
    while flags & more:
        flags, glyph = struct.unpack_from(">HH", data, place)
        parts[place + 2] = glyph
        place += 8 if flags & words else 6
        place += 2 if flags & scale else 4 if flags & two_scales else 8 if flags & two_by_two else 0
    return parts


def _font_file(tables: dict[bytes, bytes], sums: dict[bytes, int]) -> bytes:
    """The tables with their directory, the whole adding up as it should (OpenType 1.9, head)."""
    count = len(tables)
    power = count.bit_length() - 1
    sizes = (16 << power, power, 16 * count - (16 << power))
    head = struct.pack(">LHHHH", 0x00010000, count, *sizes)
    position = len(head) + 16 * count
    entries, parts, head_at = [], [], 0
    for tag, table in sorted(tables.items()):
        head_at = position if tag == b"head" else head_at
        entries.append(struct.pack(">4sLLL", tag, sums[tag], position, len(table)))
        parts.append(table + bytes(-len(table) % 4))
        position += len(parts[-1])
    directory = head + b"".join(entries)
    total = _checksum(directory) + sum(sums.values())
    file = b"".join([directory, *parts])
    adjustment = (0xB1B0AFBA - total) & 0xFFFFFFFF
    return _patched(file, head_at + 8, adjustment >> 16, adjustment & 0xFFFF)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _patched(table: bytes, offset: int, *numbers: int) -> bytes:
    end = offset + 2 * len(numbers)
    return table[:offset] + struct.pack(f">{len(numbers)}H", *numbers) + table[end:]


# ---------------------------------------------------------------------------- PDF objects


def _widths(glyphs: Sequence[_Glyph]) -> str:
    """The array of advances that differ from a full em, in runs (ISO 32000-1, 9.7.4.3)."""
    runs = []
    for narrow, group in groupby(enumerate(glyphs), lambda item: item[1].width != 1000):
        if narrow:
            run = list(group)
            runs.append(f"{run[0][0]} [{' '.join([str(glyph.width) for _, glyph in run])}]")
    return f"[{' '.join(runs)}]"


def _to_unicode(chars: Sequence[str]) -> bytes:
    """The CMap by which text is searched and copied (ISO 32000-1, 9.10.3)."""
    codes = [f"<{char.encode('utf-16-be').hex()}>" for char in chars]
    ranges = []
    for start in range(0, len(codes), 256):  # codes of one range differ in the last byte only
        first, end = max(start, 1), min(start + 256, len(codes))
        if first < end:
            ranges.append(f"<{first:04x}> <{end - 1:04x}> [{''.join(codes[first:end])}]")
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(f"{len(b)} beginbfrange\n" + "\n".join(b) + "\nendbfrange" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _stream(doc: PDFDocument, content: bytes) -> PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Length1"] = len(content)
    if doc.compression:
        stream.content = zlib.compress(content, DEFLATE_LEVEL, WINDOW_BITS)
        stream.dictionary["Filter"] = "/FlateDecode"
    return stream


def _add(doc: PDFDocument, name: str, thing: object) -> str:
    """Makes it an object of the document; how others refer to it."""
    doc.Reference(thing, name)
    number, generation = doc.idToObjectNumberAndVersion[name]
    return f"{number} {generation} R"
