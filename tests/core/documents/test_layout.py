"""Pages of generated text: nothing stands where it must not, whatever is written."""

from __future__ import annotations

import random
import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import raw as pdfium

from tests.core.documents.conftest import Printed, print_blocks
from zjdesk.documents.lines import NEVER_FIRST, NEVER_LAST, blanks
from zjdesk.documents.pages import paginate
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pictures import GAP, HALF_WIDTH, TALLEST, figure_rows, load_picture
from zjdesk.documents.styles import (
    BINDING_EDGE,
    BODY,
    CELL,
    HEADING,
    LABEL,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from zjdesk.documents.table import Cell, Row, Table

if TYPE_CHECKING:
    from pathlib import Path

    from zjdesk.documents.pages import Block

NAMES = ("白知远", "古丽娜尔·吐尔逊", "李𬭎")
WORDS = (
    "支部",
    "党员大会",
    "学习贯彻",
    "讨论",
    "接收",
    "预备党员",
    "的",
    "同意",
    "研究",
    "组织生活会",
    *NAMES,
)
FIGURES = (
    "2026年3月16日",
    "14:30",
    "98.5%",
    "12票",
    "第1项",
    "ZJ-2026-018",
    "Word",
    "AI",
    "￥300元",
)
SIGNS = "，，，，。。、；：？！"
PAIRS = ("“”", "（）", "《》", "‘’", "〔〕")
SPACE = 0.02
"""What rounding may add, in points."""


def prose(chance: random.Random) -> str:
    """A paragraph as people write it: words, signs between them, some in brackets or quotes."""
    parts = []
    for _ in range(chance.randint(1, 60)):
        word = "".join(chance.choices(WORDS, k=chance.randint(1, 3)))
        if chance.random() < 0.3:
            word += chance.choice(FIGURES) + chance.choice(WORDS)
        if chance.random() < 0.2:
            opening, closing = chance.choice(PAIRS)
            word = f"{opening}{word}{closing}"
        parts.append(word + chance.choice(("", "", chance.choice(SIGNS), "——", "……")))
    return "".join(parts)


def test_no_line_of_1500_paragraphs_begins_ends_or_reaches_where_it_must_not() -> None:
    chance = random.Random(1)
    for number in range(1500):
        style = (BODY, CELL)[number % 2]
        width = TEXT_WIDTH * chance.choice((1, 0.8, 0.5))
        lines = Paragraph(prose(chance), style, keep=NAMES).lines(width)
        for line in lines:
            room = sum(blanks(line.atoms)) * style.size / 2
            assert -line.slack <= room + SPACE, line.text
        for line, below in pairwise(lines):
            assert below.text[0] not in NEVER_FIRST, below.text
            assert line.text[-1] not in NEVER_LAST, line.text
            torn = f"{line.text[-9:]}|{below.text[:9]}"
            assert not re.search(r"[\d.:]\|[\d.:%年月日票名项元]|第\||￥\|", torn), torn
            assert not re.search("|".join(map(torn_at, NAMES)), torn), torn


def torn_at(name: str) -> str:
    return "|".join(re.escape(f"{name[:n]}|{name[n:]}") for n in range(1, len(name)))


TEXTS = st.randoms(use_true_random=False).map(prose)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=10, deadline=None)
def test_no_character_in_the_file_stands_in_a_margin(texts: list[str]) -> None:
    blocks = [Paragraph(text, BODY, keep=NAMES) for text in texts]
    page = pypdfium2.PdfDocument(print_blocks(*blocks).data)[0].get_textpage()

    for number in range(page.count_chars()):
        left, _, right, _ = page.get_charbox(number)
        if not chr(pdfium.FPDFText_GetUnicode(page, number)).isspace():
            assert left >= BINDING_EDGE - SPACE
            assert right <= BINDING_EDGE + TEXT_WIDTH + SPACE


# ---------------------------------------------------------------------------- pages

PIECES = st.lists(
    st.one_of(
        st.tuples(st.just("heading"), st.integers(1, 3)),
        st.tuples(st.just("text"), st.integers(1, 40)),
        st.tuples(st.just("table"), st.integers(1, 30)),
    ),
    min_size=1,
    max_size=30,
)


@given(pieces=PIECES)
@settings(max_examples=100, deadline=None)
def test_no_heading_is_the_last_of_a_page(pieces: list[tuple[str, int]]) -> None:
    blocks: list[Block] = []
    for kind, size in pieces:
        if kind == "table":
            blocks.append(a_table(["单元格"] * size))
        else:
            blocks.append(Paragraph("题" * 27 * size, HEADING if kind == "heading" else BODY))

    pages = paginate(blocks, width=TEXT_WIDTH, height=TEXT_HEIGHT)

    for page in pages[:-1]:
        assert not page[-1].block.keeps_next
    for page in pages:
        last = page[-1]
        assert last.top + last.block.height(TEXT_WIDTH) <= TEXT_HEIGHT + SPACE


def a_table(texts: list[str]) -> Table:
    def row(*cells: str) -> Row:
        return Row(tuple(Cell(Paragraph(cell, CELL), 1 / len(cells)) for cell in cells))

    return Table(tuple(row("项", text) for text in texts), head=row("表头甲", "表头乙"))


LONG = st.integers(1, 900).map(lambda n: ("内容，" * 300)[:n])


@given(texts=st.lists(LONG, min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_a_table_is_whole_over_pages_under_its_head_and_in_its_rules(texts: list[str]) -> None:
    paper = print_blocks(Paragraph("说明", LABEL), a_table(texts))

    text = "".join(paper.text.split())
    assert Counter(text.replace("表头甲表头乙", "")) == Counter(
        "说明" + "".join(texts) + "项" * len(texts)
    )
    for page in pypdfium2.PdfDocument(paper.data):
        rules = [
            one.get_bounds() for one in page.get_objects() if one.type == pdfium.FPDF_PAGEOBJ_PATH
        ]
        words = page.get_textpage()
        assert words.get_text_range().replace("说明", "").strip().startswith("表头甲")
        for number in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(number)
            sign = chr(pdfium.FPDFText_GetUnicode(words, number))
            if sign.isspace() or sign in "说明":
                continue
            assert any(
                a <= left and b <= bottom and right <= c and top <= d for a, b, c, d in rules
            ), sign


# ---------------------------------------------------------------------------- photos

TURNED = {
    1: [], 2: ["FLIP_LEFT_RIGHT"], 3: ["ROTATE_180"], 4: ["FLIP_TOP_BOTTOM"], 5: ["TRANSPOSE"],
    6: ["ROTATE_90"], 7: ["TRANSVERSE"], 8: ["ROTATE_270"],
}  # fmt: skip
"""How a picture was turned when it was taken, by the value of the EXIF tag (Exif 2.3, 4.6.4)."""


def a_photo(path: Path, size: tuple[int, int], orientation: int = 1) -> Path:
    """White with a red upper left quarter, as it is to be seen."""
    upright = Image.new("RGB", size, "white")
    upright.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    taken = upright
    for turn in TURNED[orientation]:
        taken = taken.transpose(Image.Transpose[turn])
    exif = Image.Exif()
    exif[0x0112] = orientation
    taken.save(path, exif=exif, quality=95)
    return path


@pytest.mark.parametrize("orientation", TURNED)
def test_a_photo_stands_upright_however_it_was_taken(orientation: int, tmp_path: Path) -> None:
    picture = load_picture(a_photo(tmp_path / "a.jpg", (400, 300), orientation))

    assert picture is not None
    assert picture.width / picture.height == pytest.approx(4 / 3, abs=0.01)
    shown = Image.open(BytesIO(picture.jpeg().content))
    w, h = shown.size
    spots = [(w // 4, h // 4), (3 * w // 4, h // 4), (w // 4, 3 * h // 4), (3 * w // 4, 3 * h // 4)]
    greens = [shown.getpixel(spot)[1] for spot in spots]
    assert [green < 100 for green in greens] == [True, False, False, False]


def test_photos_stand_in_two_columns_with_their_captions_below(tmp_path: Path) -> None:
    shapes = [(1600, 1200), (1200, 1600), (3000, 1000), (900, 900), (200, 150), (1600, 900)]
    photos = [
        (a_photo(tmp_path / f"{number}.jpg", shape), f"照片{number}")
        for number, shape in enumerate(shapes)
    ]

    placed = images_of(print_blocks(*figure_rows(photos)))

    assert len(placed) == len(shapes)
    middles = {round(x + width / 2) for x, _, width, _ in placed}
    left, right = BINDING_EDGE + HALF_WIDTH / 2, BINDING_EDGE + HALF_WIDTH * 3 / 2 + GAP
    assert middles == {round(left), round(right), round(BINDING_EDGE + TEXT_WIDTH / 2)}
    for x, _, width, height in placed:
        assert x >= BINDING_EDGE - SPACE
        assert x + width <= BINDING_EDGE + TEXT_WIDTH + SPACE
        assert height <= TALLEST + SPACE
    assert placed[0][1] == pytest.approx(placed[1][1], abs=SPACE), "one row has one base line"


def test_a_photo_that_stands_twice_is_stored_once(tmp_path: Path) -> None:
    photo, other = (a_photo(tmp_path / name, (900, 600)) for name in ("a.jpg", "b.jpg"))

    paper = print_blocks(*figure_rows([(photo, "一"), (other, "二"), (photo, "三")]))

    assert len(images_of(paper)) == 3
    assert paper.data.count(b"/DCTDecode") == 2


def images_of(paper: Printed) -> list[tuple[float, float, float, float]]:
    """Where the pictures are: left, bottom, width, height."""
    found = []
    for page in pypdfium2.PdfDocument(paper.data):
        for one in page.get_objects():
            if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = one.get_bounds()
                found.append((left, bottom, right - left, top - bottom))
    return found
