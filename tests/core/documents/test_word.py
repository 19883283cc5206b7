"""Papers as Word files: the words of the paper, in files that Word opens without repair."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from tests.core.documents.paper_sources import a_source, print_paper, solid
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, Matter, Vote
from zjdesk.documents.minutes import Minutes
from zjdesk.documents.papers import PAPERS, write_papers
from zjdesk.documents.printing import print_papers
from zjdesk.documents.source import Source
from zjdesk.documents.word.document import write_word
from zjdesk.errors import Cancelled, CannotWrite, NotAllowed
from zjdesk.record import Attachment, AttachmentRole, State

LETTERS = [key for key in PAPERS if key not in ("minutes", "signin", "ballot", "blank")]
every_paper = pytest.mark.parametrize("key", PAPERS)
every_letter = pytest.mark.parametrize("key", LETTERS)

ORDER = {
    "pPr": "pStyle keepNext overflowPunct tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc"
    " outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts spacing kern sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan tcBorders vAlign",
    "settings": "bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop"
    " evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "sectPr": "type pgSz pgMar pgNumType cols docGrid",
}
"""What Word insists on: the order of the schema, of the elements that are used."""
FREE = {qn("w:headerReference"), qn("w:footerReference")}
"""In front of the others, in any order."""


@pytest.fixture(scope="module")
def year() -> list[Source]:
    branch = sample_branch()
    vote = Vote(matter=Matter.ELECTION, seats=5)
    renewal = [
        a_record("committee_meeting", title="研究换届的支部委员会会议"),
        a_record(title="换届选举党员大会", agenda=[AgendaItem(title="选举支委会", vote=vote)]),
    ]
    return [a_source(record, branch) for record in (*sample_records(branch), *renewal)]


def fitting(key: str, year: list[Source]) -> list[Source]:
    found = [source for source in year if PAPERS[key].fits(source.record)]
    return sorted(found, key=lambda source: len(str(source.record)))


def word_bytes(key: str, sources: Sequence[Source]) -> bytes:
    file = BytesIO()
    write_papers(PAPERS[key], sources, file, write=write_word)
    return file.getvalue()


def opened(key: str, *sources: Source) -> docx.document.Document:
    return docx.Document(BytesIO(word_bytes(key, sources)))


def words(element) -> str:
    return solid("".join(node.text for node in element.iter(qn("w:t"))))


def names(xml: str) -> list[str]:
    return [qn(f"w:{name}") for name in xml.split()]


# ---------------------------------------------------------------------------- the words


@every_paper
def test_it_says_what_the_paper_says(key, year) -> None:
    found = fitting(key, year)
    for source in (found[0], found[-1]):
        document = opened(key, source)
        body = Counter(words(document.element.body))
        printed = Counter(solid(print_paper(key, source).text))
        around = solid("0123456789—第页共草稿序号签名") + "".join(
            words(section.footer.part.element)
            for section in document.sections
            if not section.footer.is_linked_to_previous
        )
        assert not body - printed
        heads = {  # stand again on every page
            char
            for row in document.element.body.iter(qn("w:tr"))
            if row.find(f".//{qn('w:tblHeader')}") is not None
            for char in words(row)
        }
        assert set(printed - body) <= set(around) | heads


def test_what_was_said_in_a_talk_is_in_no_other_paper(year, tmp_path) -> None:
    talk = next(source for source in year if source.record.kind == "heart_talk")
    target = tmp_path / "纪要.docx"
    with pytest.raises(NotAllowed, match="谈心谈话没有纪要"):
        print_papers(PAPERS["summary"], [talk], target, write=write_word)
    assert not target.exists()


def test_a_draft_says_so_and_a_final_record_bears_its_number() -> None:
    record = a_record()
    section = opened("minutes", a_source(record)).sections[0]
    assert words(section.header.part.element) == "草稿"
    final = replace(record, state=State.FINAL, number="2026-7", revision=2)
    section = opened("minutes", a_source(final)).sections[0]
    assert words(section.header.part.element) == ""
    assert "编号：2026-7第2版" in words(section.footer.part.element)


@every_paper
def test_full_width_blanks_and_signs_of_xml_are_kept(key) -> None:
    record = a_record("member_assembly", title="<甲>&“乙”\ufffe\x02")
    source = a_source(record)
    if PAPERS[key].fits(record):
        text = words(opened(key, source).element.body)
        assert "None" not in text
        if key != "resolution":
            assert "<甲>&“乙”" in text


def test_a_long_name_in_a_rare_character_gets_a_font_that_has_it() -> None:
    source = a_source(a_record(chair="许䶮"), a_branch())
    fonts = {
        words(run): run.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for run in opened("minutes", source).element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:rFonts')}") is not None
    }
    assert fonts["䶮"] == "仿宋"
    source = a_source(a_record(chair="王𫖯"), a_branch())
    document = opened("minutes", source)
    assert 'w:eastAsia="SimSun-ExtB"' in document.element.xml


# ---------------------------------------------------------------------------- the file


@every_paper
def test_elements_stand_in_the_order_of_the_schema(key, year) -> None:
    content = word_bytes(key, fitting(key, year)[-2:])
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.startswith("word/")]
        assert {"word/document.xml", "word/styles.xml", "word/settings.xml"} <= set(parts)
        for name in parts:
            if not name.endswith(".xml"):
                continue
            root = docx.oxml.parse_xml(package.read(name))
            for parent, order in ORDER.items():
                places = names(order)
                for element in root.iter(qn(f"w:{parent}")):
                    found = [places.index(child.tag) for child in element if child.tag not in FREE]
                    assert found == sorted(found), element.xml


@every_paper
def test_the_same_record_gives_the_same_bytes(key, year) -> None:
    source = fitting(key, year)[0]
    again = a_source(source.record, source.branch)
    assert word_bytes(key, [source]) == word_bytes(key, [again])


@every_paper
def test_every_style_in_use_is_there_and_nothing_is_drawn(key, year) -> None:
    document = opened(key, *fitting(key, year)[-2:])
    known = {style.style_id for style in document.styles}
    used = {
        node.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for node in document.element.body.iter(qn(tag))
    }
    assert used
    assert used <= known
    assert "txbxContent" not in document.element.xml


@every_paper
def test_the_file_says_what_it_is(key, year) -> None:
    source = fitting(key, year)[0]
    about = opened(key, source).core_properties
    assert about.title == PAPERS[key].title(source.record)
    assert about.author == source.branch.name
    assert about.created.date() == source.record.day
    assert about.comments == ""


def test_a_cell_is_never_empty_and_tables_stand_apart(year) -> None:
    for key in PAPERS:
        body = opened(key, fitting(key, year)[-1]).element.body
        for cell in body.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")
        for table in body.iter(qn("w:tbl")):
            assert table.getnext().tag == qn("w:p")


# ---------------------------------------------------------------------------- pages


@every_letter
def test_a_letter_has_the_page_of_the_standard(key, year) -> None:
    document = opened(key, fitting(key, year)[0])
    section = document.sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Mm(0.1))
    assert section.top_margin == pytest.approx(Mm(37), abs=Mm(0.1))
    assert section.left_margin + section.gutter == pytest.approx(Mm(28), abs=Mm(0.1))
    grid = document.element.body.find(f".//{qn('w:docGrid')}")
    assert grid.get(qn("w:linePitch")) == "579"  # 28.95 pt
    normal = document.styles["Normal"].element
    assert normal.find(f".//{qn('w:spacing')}").get(qn("w:line")) == "579"
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert words(footer.part.element) == "—1—"
        assert footer.part.element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == " PAGE "


def test_22_lines_of_28_characters_fit() -> None:
    document = opened("summary", a_source())
    normal = document.styles["Normal"].element
    gap = int(normal.find(f".//{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")))
    section = document.sections[0]
    margins = section.left_margin + section.gutter + section.right_margin
    spare = (section.page_width - margins) / Pt(1) - 28 * (16 + gap / 20)
    assert 0 <= spare < 15.75  # and no 29
    assert 22 * 579 / 20 <= 225 / 25.4 * 72


def test_heads_of_tables_stand_on_every_page_and_rows_stay_whole(year) -> None:
    rows = list(opened("signin", fitting("signin", year)[-1]).element.body.iter(qn("w:tr")))
    assert any(row.find(f".//{qn('w:tblHeader')}") is not None for row in rows)
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_heading_stays_with_its_text(year) -> None:
    document = opened("minutes", fitting("minutes", year)[-1])
    for name in ("Heading 1", "Heading 2", "Title"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_papers_of_several_records_are_numbered_each_by_itself(year) -> None:
    document = opened("summary", *fitting("summary", year)[:3])
    starts = list(document.element.iter(qn("w:pgNumType")))
    assert len(starts) == len(document.sections) == 3
    assert {start.get(qn("w:start")) for start in starts} == {"1"}


def test_slips_are_as_many_as_wished(year) -> None:
    found = fitting("ballot", year)[0]
    document = opened("ballot", a_source(found.record, found.branch, slips=5))
    assert words(document.element.body).count("表决票") == 5


def test_photos_stand_in_the_text_with_their_captions(tmp_path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (800, 600), "teal").save(path)
    record = a_record()
    for number in range(3):
        photo = Attachment(file=f"{number}.jpg", role=AttachmentRole.PHOTO, caption=f"图{number}")
        record.attachments.append(photo)
    source = a_source(record)
    pictures = {attachment.id: path for attachment in record.attachments}
    source = Source(minutes=Minutes(record, source.signer, pictures), branch=source.branch)
    document = opened("minutes", source)
    assert len(document.inline_shapes) == 3
    assert all(shape.width < Mm(82) for shape in document.inline_shapes)
    ids = {drawing.get("id") for drawing in document.element.body.iter(qn("wp:docPr"))}
    assert len(ids) == 3
    assert "图0图1图2" in words(document.element.body)


# ---------------------------------------------------------------------------- writing


def test_a_file_stays_when_nothing_can_be_written(year, tmp_path) -> None:
    minutes, target = PAPERS["minutes"], tmp_path / "a.docx"
    target.write_bytes(b"before")

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_papers(minutes, year[:1], target, write=write_word, progress=stop)
    assert target.read_bytes() == b"before"
    with pytest.raises(CannotWrite):
        print_papers(minutes, year[:1], tmp_path / "no" / "a.docx", write=write_word)
    with pytest.raises(ValueError, match="no records"):
        print_papers(minutes, [], target, write=write_word)


# ---------------------------------------------------------------------------- another program


@pytest.mark.slow
def test_libreoffice_opens_every_paper_and_prints_the_same_words(year, tmp_path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice, half a gigabyte, is not here: apt-get install libreoffice-writer")
    for key in PAPERS:
        (tmp_path / f"{key}.docx").write_bytes(word_bytes(key, fitting(key, year)[-1:]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        + [tmp_path / f"{key}.docx" for key in PAPERS],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for key in PAPERS:
        pages = pypdf.PdfReader(tmp_path / f"{key}.pdf").pages
        shown = Counter(solid("".join(page.extract_text() for page in pages)))
        body = Counter(words(opened(key, fitting(key, year)[-1]).element.body))
        assert not body - shown, key
        printed = len(print_paper(key, fitting(key, year)[-1]).pages)
        assert abs(len(pages) - printed) <= 1, key
