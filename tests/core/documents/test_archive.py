"""Whatever writes a PDF writes it for archives: PDF/A-2u, by veraPDF where it can be had.

What can be read without veraPDF is always checked: embedded fonts with the text of every glyph,
the meaning of colours, what the file says of itself.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pypdf
import pypdfium2
import pytest

from tests.core.documents.conftest import Printed
from tests.core.documents.test_handbook import a_handbook
from tests.filling import a_part, fill_details
from tests.samples import SAMPLE, a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem
from zjdesk.documents.archive import About, ArchiveCanvas, Attached
from zjdesk.documents.archive_list import write_archive_list
from zjdesk.documents.duty_table import write_duty_table
from zjdesk.documents.furniture import BARE
from zjdesk.documents.handbook import write_handbook
from zjdesk.documents.handbook_gathering import archive_list_of
from zjdesk.documents.handover_list import Counted, Gap, Handover, write_handover_list
from zjdesk.documents.minutes import Minutes, write_minutes
from zjdesk.documents.papers import PAPERS, write_papers
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.personal_sheet import write_personal_sheet
from zjdesk.documents.roster import write_roster
from zjdesk.documents.source import Source
from zjdesk.documents.statistics import write_statistics
from zjdesk.documents.styles import BODY
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.figures import figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.member_lines import member_lines
from zjdesk.periods import year_of
from zjdesk.record import Attachment, Record
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.one_member import about
from zjdesk.statistics.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[3]
DAY = date(2026, 11, 30)
MOMENT = datetime(2026, 3, 12, 16, 10)
RARE = "䶮𬭎𫖮㛃𠅤"
DATA = '{"title": "支部党员大会"}'.encode()


# ---------------------------------------------------------------------------- every paper

Write = Callable[[BytesIO], None]


def papers() -> Iterator[tuple[str, Write]]:
    """Every paper: what it is, and a function that writes it."""
    branch = sample_branch()
    records = sample_records(branch)
    figures = [figures_of(record) for record in records]
    sources = [
        Source(minutes=Minutes(record, branch.name, {}), branch=branch) for record in records
    ]
    unfilled = [
        Source(minutes=Minutes(Record(kind=kind), "", {}), branch=a_branch()) for kind in KINDS
    ]
    for paper in PAPERS.values():
        for name, all_sources in (("the year", sources), ("what is not filled in", unfilled)):
            fitting = [source for source in all_sources if paper.fits(source.record)]
            if fitting:
                yield f"{paper.key} of {name}", partial(write_papers, paper, fitting)
    for number in (0, 5, 36, 51):
        yield f"minutes {number}", partial(write_minutes, [sources[number].minutes])
    every_kind = [Minutes(filled(kind), f"某支部{RARE}", {}) for kind in KINDS]
    yield "minutes of every kind", partial(write_minutes, every_kind)
    yield "photos", partial(write_minutes, [with_photos()])
    lines = member_lines(branch, DAY)
    for personal in (False, True):
        write = partial(write_roster, lines, branch=branch.name, day=DAY, personal=personal)
        yield f"roster, personal: {personal}", write
    known = about(lines[0].member, branch, figures, Regulations(DAY))
    yield "personal sheet", partial(write_personal_sheet, lines[0], known, branch=branch, day=DAY)
    year = matrix(Known(branch=branch, figures=figures), 2026, DAY)
    yield "duty table", partial(write_duty_table, year, branch=branch.name)
    tables = report(branch, figures, year_of(DAY), today=DAY)
    yield "statistics", partial(write_statistics, tables)
    handbook = a_handbook(branch, records)
    yield "handbook", partial(write_handbook, handbook)
    yield "archive list", partial(write_archive_list, archive_list_of(handbook))
    handover = Handover(
        branch=branch.name,
        day=DAY,
        members="28名",
        attachments=3,
        counted=[Counted(year=2026, kind="member_assembly", records=4, final=3, scanned=1)],
        gaps=[Gap(2026, "党课", ["第一季度"])],
        matters=[],
        drafts=[],
        unsigned=["党员大会2026-01"],
    )
    yield "handover list", partial(write_handover_list, handover)


def filled(kind: str) -> Record:
    record = fill_details(a_record(kind, title=f"接收{RARE}"))
    assert settle(record, a_branch()) == []
    record.agenda = [a_part(AgendaItem, number) for number in range(2)]
    return record


def with_photos() -> Minutes:
    files = sorted((SAMPLE / "photos").iterdir())
    shown = [Attachment(file=file.name) for file in files]
    pictures = {one.id: file for one, file in zip(shown, files, strict=True)}
    return Minutes(a_record(attachments=shown), "某支部", pictures)


WRITERS = {
    "archive_list", "duty_table", "handbook_binding", "handover_list", "minutes", "papers",
    "personal_sheet", "roster", "statistics",
}  # fmt: skip
"""The modules whose papers are in `papers`."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    written = {}
    for name, write in papers():
        file = BytesIO()
        write(file)
        written[name] = file.getvalue()
    return written


def test_no_module_writes_a_pdf_that_is_not_checked_here() -> None:
    modules = (ROOT / "zjdesk" / "documents").rglob("*.py")
    calls = re.compile(r"= ArchiveCanvas\(|^ +write(_pdf)?\((\[|$)", re.MULTILINE)
    found = {path.stem for path in modules if calls.search(path.read_text("utf-8"))}
    assert found - {"pdf"} == WRITERS


@pytest.mark.slow
def test_verapdf_finds_no_fault(files: dict[str, bytes], tmp_path: Path) -> None:
    verapdf = load_verapdf()
    if not verapdf.is_ready():
        pytest.skip("veraPDF is not here; to get it: python3 packaging/verapdf/verapdf.py")
    wanted = {}
    for number, content in enumerate([*files.values(), with_data()]):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(content)
        wanted[path] = "2u"
    wanted[path] = "3u"
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(with_data())
    wanted[bad] = "2u"  # which allows no data with it: the validator does find faults
    names = dict(zip(wanted, [*files, "with data", "bad"], strict=True))

    faults = {names[path]: fault for path, fault in verapdf.faults(wanted).items()}

    assert list(faults) == ["bad"], faults


def load_verapdf() -> ModuleType:
    path = ROOT / "packaging" / "verapdf" / "verapdf.py"
    spec = importlib.util.spec_from_file_location("verapdf", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---------------------------------------------------------------------------- what can be read


def test_every_file_has_the_structure_of_an_archive(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        assert list(structure_faults(content)) == [], name


def structure_faults(content: bytes) -> Iterator[str]:
    """What is not as ISO 19005-2 wants it, as far as it is easily read."""
    reader = pypdf.PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    if not re.fullmatch(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", content[:15]):
        yield "header"
    if len(reader.trailer["/ID"]) != 2:
        yield "identity"
    if root["/Lang"] != "zh-CN":
        yield "language"
    if set(root) & {"/AcroForm", "/OpenAction", "/AA", "/JavaScript"}:
        yield "actions"
    (intent,) = root["/OutputIntents"]
    profile = intent.get_object()["/DestOutputProfile"].get_object()
    if (profile["/N"], profile.get_data()[16:20]) != (3, b"RGB "):
        yield "colours"
    if told(reader) != said_in_xmp(root["/Metadata"].get_data()):
        yield "metadata"
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            if annotation.get_object()["/F"] != 4:
                yield "annotation"
    for font in Printed(content).fonts:
        yield from font_faults(font)


def font_faults(font: Any) -> Iterator[str]:
    name = font["/BaseFont"]
    if not re.match(r"/[A-Z]{6}\+ZJ", name):
        yield f"{name} is not one of ours"
    (descendant,) = font["/DescendantFonts"]
    outlines = descendant.get_object()["/FontDescriptor"]["/FontFile2"].get_data()
    count = int.from_bytes(table(outlines, b"maxp")[4:6], "big")
    listed = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*)\]", font["/ToUnicode"].get_data())
    told = 1
    for first, last, texts in listed:
        if int(first, 16) != told:
            yield f"{name} has glyphs without text"
        told += texts.count(b"<")
        if int(last, 16) != told - 1:
            yield f"{name} has text without glyphs"
    if not 1 < told <= count:
        yield f"{name} has text without glyphs"


def table(font: bytes, tag: bytes) -> bytes:
    for entry in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[entry : entry + 4] == tag:
            start, size = (int.from_bytes(font[entry + n : entry + n + 4], "big") for n in (8, 12))
            return font[start : start + size]
    raise LookupError(tag)


def told(reader: pypdf.PdfReader) -> tuple[str, str, str]:
    info: Any = reader.trailer["/Info"]
    assert info["/CreationDate"] == info["/ModDate"]
    return info["/Title"], info["/Author"], "".join(re.findall(r"\d", info["/CreationDate"]))


def said_in_xmp(packet: bytes) -> tuple[str, str, str]:
    tree = ElementTree.fromstring(packet)

    def text(tag: str) -> str:
        return "".join(next(tree.iter(tag)).itertext())

    purl, xmp = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
    pdfaid = "{http://www.aiim.org/pdfa/ns/id/}"
    assert (text(f"{pdfaid}part"), text(f"{pdfaid}conformance")) in (("2", "U"), ("3", "U"))
    assert text(f"{xmp}CreateDate") == text(f"{xmp}ModifyDate")
    date_ = "".join(re.findall(r"\d", text(f"{xmp}CreateDate")))
    return text(f"{purl}title"), text(f"{purl}creator"), date_


# ---------------------------------------------------------------------------- single matters


def draw(*texts: str, title: str = "测试", attached: tuple[Attached, ...] = ()) -> bytes:
    file = BytesIO()
    booklet = Booklet(title=title, blocks=[Paragraph(text, BODY) for text in texts], furniture=BARE)
    write_pdf([booklet], file, title=title, author="某支部", moment=MOMENT, attached=attached)
    return file.getvalue()


def with_data() -> bytes:
    one = Attached(name="记录.json", media_type="application/json", data=DATA, says="记录的数据")
    return draw("会议", attached=(one,))


def test_data_goes_with_the_paper() -> None:
    reader = pypdf.PdfReader(BytesIO(with_data()))

    assert reader.attachments == {"记录.json": [DATA]}
    assert b"<pdfaid:part>3<" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert list(structure_faults(with_data())) == []


def test_what_the_file_says_is_that_of_the_record_in_any_characters() -> None:
    title = f"<{RARE}> & “会议”\x07"

    reader = pypdf.PdfReader(BytesIO(draw("会议", title=title)))

    assert told(reader) == (title[:-1], "某支部", "20260312161000" + "0800")
    assert reader.outline[0].title == title[:-1]
    assert list(structure_faults(draw("会议", title=title))) == []


def test_rare_characters_can_be_copied_by_any_reader() -> None:
    content = draw(f"李{RARE}同志")

    assert Printed(content).text.strip() == f"李{RARE}同志"
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    assert page.get_text_range().strip() == f"李{RARE}同志"


def test_a_link_is_printed_and_leads_to_its_page() -> None:
    file = BytesIO()
    canvas = ArchiveCanvas(file, about=About(title="目录", author="某支部", moment=MOMENT))
    canvas.linkAbsolute("", "there", (10, 10, 90, 30), Border="[0 0 0]")
    canvas.showPage()
    canvas.bookmarkPage("there")
    canvas.showPage()
    canvas.save()

    reader = pypdf.PdfReader(file)

    (link,) = reader.pages[0]["/Annots"]
    assert link.get_object()["/F"] == 4
    assert list(structure_faults(file.getvalue())) == []


def test_another_content_has_another_identity() -> None:
    first, again, other = (
        pypdf.PdfReader(BytesIO(draw(text))).trailer["/ID"] for text in ("甲", "甲", "乙")
    )
    assert first == again != other
