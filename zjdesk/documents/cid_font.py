"""A TrueType font as reportlab wants it, written as one Type0 font per document.

reportlab's own TTFont cuts a face into fonts of 256 characters and writes wrong Unicode values for
characters beyond U+FFFF, so that a copied or searched name silently differs from the printed one.
The rule here: the code of a character in the file is the number of its glyph in the subset.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont, TTFontMaker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFReference, PDFStream

DEFLATE_LEVEL = 3
"""Outlines hardly get smaller above it, and packing them is most of the time a document takes."""


@dataclass
class _Use:
    """What one document uses of the font: `chars[code]` is printed by the two bytes of code."""

    chars: list[str] = field(default_factory=lambda: ["\0"])
    codes: dict[str, bytes] = field(default_factory=dict)
    name: str = ""


class CIDFont(TTFont):  # type: ignore[misc]
    """A font that reportlab can set text in, for characters that its face has."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self._uses: WeakKeyDictionary[PDFDocument, _Use] = WeakKeyDictionary()
        self._outlines: dict[int, _Outline] = {}

    def width(self, char: str) -> float | None:
        """The advance in em, or None for a character that the face lacks."""
        code = ord(char)
        if code not in self.face.charToGlyph:
            return None
        return float(self.face.charWidths.get(code, self.face.defaultWidth)) / 1000

    # ------------------------------------------------------------------ called by reportlab

    def splitString(  # noqa: N802
        self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Gives the codes of `text`; all of it belongs to subset 0."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        use = self._use(doc)
        codes = use.codes
        for char in text:
            if char not in codes:
                if ord(char) not in self.face.charToGlyph:
                    raise LookupError(f"{self.fontName} has no glyph for U+{ord(char):04X}")
                codes[char] = len(use.chars).to_bytes(2, "big")
                use.chars.append(char)
        return [(0, b"".join([codes[char] for char in text]))]

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: ARG002, N802
        use = self._use(doc)
        if not use.name:
            use.name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = f"/{use.name}"
            doc.delayedFonts.append(self)
        return f"/{use.name}"

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Writes the font into the document when all text is known."""
        use = self._uses.pop(doc)
        face = self.face
        digest = hashlib.sha256(f"{self.fontName} {''.join(use.chars)}".encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        base = f"/{tag}+{self.fontName}"

        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": _add(doc, f"file:{use.name}", _stream(doc, self._subset(use.chars))),
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": _add(doc, f"descriptor:{use.name}", _dictionary(descriptor)),
            "DW": 1000,
            "W": self._widths(use.chars),
            "CIDToGIDMap": "/Identity",
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "Name": f"/{use.name}",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray(
                [_add(doc, f"descendant:{use.name}", _dictionary(descendant))]
            ),
            "ToUnicode": _add(doc, f"unicode:{use.name}", _stream(doc, _to_unicode(use.chars))),
        }
        reference = _add(doc, f"font:{use.name}", _dictionary(font))
        doc.idToObject["BasicFonts"].dict[use.name] = reference

    # ------------------------------------------------------------------ parts of the font

    def _use(self, doc: PDFDocument) -> _Use:
        use = self._uses.get(doc)
        if use is None:
            use = self._uses[doc] = _Use()
        return use

    def _widths(self, chars: Sequence[str]) -> str:
        """The PDF array of advances that differ from a full em, in runs."""
        advances = [round((self.width(char) or 1) * 1000) for char in chars]
        runs = []
        for narrow, group in groupby(enumerate(advances), lambda item: item[1] != 1000):
            if narrow:
                run = list(group)
                runs.append(f"{run[0][0]} [{' '.join(str(advance) for _, advance in run)}]")
        return f"[{' '.join(runs)}]"

    def _subset(self, chars: Sequence[str]) -> bytes:
        """A TrueType file whose glyph n draws `chars[n]`; parts of composed glyphs follow."""
        face = self.face
        glyphs = [face.charToGlyph.get(ord(char), 0) for char in chars]
        numbers = dict(zip(reversed(glyphs), range(len(glyphs) - 1, -1, -1), strict=True))
        data, offsets, position = [], [], 0
        for glyph in glyphs:  # grows while it is walked: parts are appended
            outline = self._outline(glyph)
            for part in outline.parts.values():
                if part not in numbers:
                    numbers[part] = len(glyphs)
                    glyphs.append(part)
            offsets.append(position)
            data.append(outline.renumbered(numbers))
            position += len(data[-1])
        offsets.append(position)

        metrics = [face.hmetrics[glyph] for glyph in glyphs]
        count = len(glyphs)
        maker = TTFontMaker()
        for tag in ("cvt ", "fpgm", "prep"):
            if tag in face.table:
                maker.add(tag, face.get_table(tag))
        maker.add("head", _patched(face.get_table("head"), 50, 1))  # long offsets
        maker.add("hhea", _patched(face.get_table("hhea"), 34, count))
        maker.add("maxp", _patched(face.get_table("maxp"), 4, count))
        maker.add("hmtx", b"".join([struct.pack(">HH", *map(int, pair)) for pair in metrics]))
        maker.add("loca", struct.pack(f">{count + 1}L", *offsets))
        maker.add("glyf", b"".join(data))
        file: bytes = maker.makeStream()
        return file

    def _outline(self, glyph: int) -> _Outline:
        outline = self._outlines.get(glyph)
        if outline is None:
            start = self.face.get_table_pos("glyf")[0]
            first, last = self.face.glyphPos[glyph : glyph + 2]
            data = bytes(self.face._ttf_data[start + first : start + last])  # noqa: SLF001
            outline = self._outlines[glyph] = _Outline(data + bytes(-len(data) % 4), _parts(data))
        return outline


# ---------------------------------------------------------------------------- glyphs


@dataclass(frozen=True, slots=True)
class _Outline:
    """One glyph; `parts` gives for a composed one the glyphs it refers to, by place in `data`."""

    data: bytes
    parts: dict[int, int]

    def renumbered(self, numbers: dict[int, int]) -> bytes:
        data = self.data
        for place, glyph in self.parts.items():
            data = _patched(data, place, numbers[glyph])
        return data


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


def _patched(table: bytes, offset: int, number: int) -> bytes:
    return table[:offset] + struct.pack(">H", number) + table[offset + 2 :]


# ---------------------------------------------------------------------------- PDF objects


def _to_unicode(chars: Sequence[str]) -> bytes:
    """The CMap by which text is searched and copied (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(chars)
        if code
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _stream(doc: PDFDocument, content: bytes) -> PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Length1"] = len(content)
    if doc.compression:
        stream.content = zlib.compress(content, DEFLATE_LEVEL)
        stream.dictionary["Filter"] = "/FlateDecode"
    return stream


def _dictionary(entries: dict[str, object]) -> PDFDictionary:
    return pdfdoc.PDFDictionary(entries)


def _add(doc: PDFDocument, name: str, thing: object) -> PDFReference:
    return doc.Reference(thing, name)
