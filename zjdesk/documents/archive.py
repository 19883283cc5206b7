"""A canvas whose file is fit for archives: PDF/A-2u (ISO 19005-2), or 3u where data is attached.

Its rule: what is in the file follows from what was drawn and from what is told, so that equal input
gives equal bytes; no clock is asked. reportlab draws the pages; here the file is put together.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from zjdesk.documents.fonts import Face, font, printable
from zjdesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import BinaryIO

    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

PROGRAM = "zjdesk"
LANGUAGE = "zh-CN"
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PRINTS = 4
"""The flag of annotations that they are printed; archives allow no hidden ones."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What the file says of itself; `moment` is when its content was made, not the file."""

    title: str
    author: str
    moment: datetime


@dataclass(frozen=True, kw_only=True)
class Attached:
    """Data that goes with the paper, such as the record that was printed."""

    name: str
    media_type: str
    data: bytes
    says: str


class Jpeg(NamedTuple):
    """A picture as it is stored, and its size in dots."""

    content: bytes
    width: int
    height: int


class Drawn(Protocol):
    """A picture of a size in points that is made ready when the file is written.

    Equal pictures are stored once.
    """

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def jpeg(self) -> Jpeg: ...

    def __hash__(self) -> int: ...


class ArchiveCanvas(Canvas):  # type: ignore[misc]
    """Draws as any canvas of reportlab; `save` writes the file to `target`."""

    def __init__(
        self, target: BinaryIO, *, about: About, attached: Sequence[Attached] = ()
    ) -> None:
        super().__init__(target, invariant=1, initialFontName=font(Face.SONG.fonts[0]).fontName)
        self._about = about
        self._attached = attached
        self._pictures: dict[Drawn, str] = {}

    @property
    def document(self) -> PDFDocument:
        return self._doc

    def write(self, code: str) -> None:
        """Adds operators to the content of the page (ISO 32000-1, Annex A)."""
        self._code.append(code)

    def draw_picture(self, picture: Drawn, x: float, y: float) -> None:
        """Draws a picture above and to the right of the point.

        drawImage of reportlab would decode it to give it a name, and keep it until the end.
        """
        name = self._pictures.setdefault(picture, f"picture{len(self._pictures)}")
        internal = self._doc.getXObjectName(name)
        if internal not in self._doc.idToObject:
            self._doc.addForm(name, _Stored(picture))
        self._formsinuse.append(name)
        self.saveState()
        self.transform(picture.width, 0, 0, picture.height, x, y)
        self.write(f"/{internal} Do")
        self.restoreState()

    def linkRect(self, *arguments: Any, **more: Any) -> Any:  # noqa: N802
        """Draws a link; linkAbsolute does it by this."""
        return super().linkRect(*arguments, F=PRINTS, **more)

    def save(self) -> None:
        doc = self._doc
        for used in doc.delayedFonts:
            used.addObjects(doc)
        for page in doc.Pages.pages:
            page.Trans = None
        _write(doc, self._catalog(), self._info(), self._filename)

    def _catalog(self) -> PDFObjectReference:
        doc = self._doc
        entries = {
            "Type": PDFName("Catalog"),
            "Pages": doc.Reference(doc.Pages),
            "Lang": PDFString(LANGUAGE),
            "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
            "Metadata": doc.Reference(_metadata(self._about, part=3 if self._attached else 2)),
            "OutputIntents": PDFArray([doc.Reference(_output_intent(doc))]),
        }
        doc.Outlines.prepare(doc, self)
        if doc.Outlines.ready > 0:
            entries["Outlines"] = doc.Reference(doc.Outlines)
        if self._attached:
            files = [doc.Reference(_file_of(doc, one, self._about)) for one in self._attached]
            names = [PDFString(one.name) for one in self._attached]
            pairs = [part for pair in zip(names, files, strict=True) for part in pair]
            entries["AF"] = PDFArray(files)
            entries["Names"] = PDFDictionary(
                {"EmbeddedFiles": PDFDictionary({"Names": PDFArray(pairs)})}
            )
        return doc.Reference(PDFDictionary(entries))

    def _info(self) -> PDFObjectReference:
        about = self._about
        day = PDFString(_pdf_date(about.moment))
        return self._doc.Reference(
            PDFDictionary(
                {
                    "Title": PDFString(printable(about.title)),
                    "Author": PDFString(printable(about.author)),
                    "Creator": PDFString(PROGRAM),
                    "Producer": PDFString(PROGRAM),
                    "CreationDate": day,
                    "ModDate": day,
                }
            )
        )


# ---------------------------------------------------------------------------- what is told


def _metadata(about: About, *, part: int) -> PDFStream:
    """XMP (ISO 16684-1); it must agree with the older Info dictionary (ISO 19005-2, 6.6.3)."""
    day = f"{about.moment:%Y-%m-%dT%H:%M:%S}+08:00"
    title, author = (escape(printable(text)) for text in (about.title, about.author))
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PROGRAM}</pdf:Producer>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
    return _stream(packet.encode(), Type=PDFName("Metadata"), Subtype=PDFName("XML"))


def _output_intent(doc: PDFDocument) -> PDFDictionary:
    """What the colours mean: black and the photos are sRGB."""
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": doc.Reference(_packed(_profile(), N=3)),
        }
    )


@cache
def _profile() -> bytes:
    return (resources() / "colour" / "sRGB.icc").read_bytes()


def _file_of(doc: PDFDocument, one: Attached, about: About) -> PDFDictionary:
    """A file specification (ISO 19005-3, 6.8)."""
    subtype = f"/{one.media_type.replace('/', '#2F')}"
    facts = PDFDictionary({"ModDate": PDFString(_pdf_date(about.moment)), "Size": len(one.data)})
    content = _packed(one.data, Type=PDFName("EmbeddedFile"), Subtype=subtype, Params=facts)
    reference = doc.Reference(content)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(one.name),
            "UF": PDFString(one.name),
            "Desc": PDFString(one.says),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": reference, "UF": reference}),
        }
    )


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}+08'00'"


def _packed(content: bytes, **entries: object) -> PDFStream:
    return _stream(zlib.compress(content), Filter=PDFName("FlateDecode"), **entries)


def _stream(content: bytes, **entries: object) -> PDFStream:
    return PDFStream(PDFDictionary(entries), content)


# ---------------------------------------------------------------------------- the file

END = b"endstream\n"


class _Stored(PDFObject):  # type: ignore[misc]
    """The object of a picture, which takes room only while it is written."""

    def __init__(self, picture: Drawn) -> None:
        self._picture = picture

    def format(self, document: PDFDocument) -> bytes:
        jpeg = self._picture.jpeg()
        image = _stream(
            jpeg.content,
            Type=PDFName("XObject"),
            Subtype=PDFName("Image"),
            Width=jpeg.width,
            Height=jpeg.height,
            BitsPerComponent=8,
            ColorSpace=PDFName("DeviceRGB"),
            Filter=PDFName("DCTDecode"),
        )
        written: bytes = image.format(document)
        return written


class _File:
    """Objects one after the other, and where each of them is found."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self.position = 0
        self.places = {0: (0, 0, 0xFFFF)}
        self.write(HEADER)

    @property
    def digest(self) -> str:
        """Of what was written so far."""
        return self._digest.hexdigest()

    def write(self, part: bytes) -> None:
        self._target.write(part)
        self._digest.update(part)
        self.position += len(part)

    def add(self, number: int, stream: bytes) -> None:
        """Adds a stream as reportlab formats it; readers want a line's end before its end."""
        self.places[number] = (1, self.position, 0)
        self.write(b"%d 0 obj\n" % number)
        self.write(stream.removesuffix(END))
        self.write(b"\nendstream\nendobj\n")


def _write(
    doc: PDFDocument, catalog: PDFObjectReference, info: PDFObjectReference, target: BinaryIO
) -> None:
    """The objects of a document; all but streams are packed in one (ISO 32000-1, 7.5.7, 7.5.8)."""
    file = _File(target)
    packed: list[tuple[int, bytes]] = []
    number = 1
    while number in doc.numberToId:  # to write one may add others
        written = pdfdoc.format(doc.idToObject[doc.numberToId[number]], doc, toplevel=1)
        if written.endswith(END):
            file.add(number, written)
        else:
            packed.append((number, written))
        number += 1
    file.places |= {one: (2, number, place) for place, (one, _) in enumerate(packed)}
    file.add(number, pdfdoc.format(_pack(packed), doc, toplevel=1))
    start = file.position
    file.places[number + 1] = (1, start, 0)
    identity = f"<{file.digest[:32]}>"
    index = _packed(
        b"".join([struct.pack(">BLH", *place) for _, place in sorted(file.places.items())]),
        Type=PDFName("XRef"),
        Size=len(file.places),
        W="[1 4 2]",
        Root=catalog,
        Info=info,
        ID=f"[{identity} {identity}]",
    )
    file.add(number + 1, pdfdoc.format(index, doc, toplevel=1))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _pack(objects: Sequence[tuple[int, bytes]]) -> PDFStream:
    places, position = [], 0
    for number, written in objects:
        places.append(f"{number} {position}")
        position += len(written) + 1
    head = f"{' '.join(places)}\n".encode()
    body = b"\n".join([written for _, written in objects])
    return _packed(head + body, Type=PDFName("ObjStm"), N=len(objects), First=len(head))
