"""Paragraphs in real PDF files, read back by another library."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from zjdesk.documents.fonts import Face, missing
from zjdesk.documents.pages import Together, paginate
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.styles import BODY, CHARACTERS, HEADING, LINES, TEXT_HEIGHT, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.core.documents.conftest import Printed

RARE = "䶮㛃𬭎𫖮㐂𠅤"
TEXT = (
    f"2026年3月16日，支部党员大会召开——古丽娜尔·吐尔逊同志（{RARE}）主持；☐同意 ☑不同意，￥98.5%！"
)


def solid(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("face", Face)
def test_text_comes_back_from_the_file(face: Face, printed: Callable[..., Printed]) -> None:
    paper = printed(Paragraph(TEXT * 3, replace(BODY, face=face)))

    assert solid(paper.text) == solid(TEXT * 3)
    assert missing(TEXT) == []


def test_fonts_are_embedded_and_cut_down(printed: Callable[..., Printed]) -> None:
    paper = printed(Paragraph(TEXT, BODY))

    names = [font["/BaseFont"] for font in paper.fonts]
    assert any("ZJFang" in name for name in names)
    assert all("+ZJ" in name for name in names)
    for font in paper.fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert 0 < len(descriptor["/FontFile2"].get_data()) < 200_000


def test_each_font_is_in_the_file_once(printed: Callable[..., Printed]) -> None:
    hanzi = "".join(map(chr, range(0x4E00, 0x4E00 + 1500)))

    paper = printed(Paragraph(hanzi, replace(BODY, face=Face.SONG)))

    assert solid(paper.text) == hanzi
    assert len(paper.fonts) == 1


def test_what_no_font_has_is_reported_and_printed_as_a_mark(
    printed: Callable[..., Printed],
) -> None:
    assert missing("甲😀乙\U0003134a丙😀\n") == ["😀", "\U0003134a"]
    assert solid(printed(Paragraph("甲😀乙", BODY)).text) == "甲〓乙"


def test_control_characters_do_not_reach_the_file(printed: Callable[..., Printed]) -> None:
    paper = printed(Paragraph("甲\x00\x07乙\u200b丙\ufeff\tA\r\nB\x0bC", BODY))

    assert paper.text.split() == ["甲乙丙", "A", "B", "C"]


def test_a_composed_glyph_keeps_its_parts(printed: Callable[..., Printed]) -> None:
    style = replace(BODY, face=Face.KAI, size=72, leading=90, pitch=0, indent=0)

    paper = printed(Paragraph("´", style))
    image = pypdfium2.PdfDocument(paper.data)[0].render().to_pil().convert("L")

    assert image.getextrema()[0] < 128


def test_equal_text_gives_equal_bytes_in_another_process(
    printed: Callable[..., Printed],
) -> None:
    script = (
        "import hashlib;from tests.core.documents.test_paragraph import *;"
        "from tests.core.documents.conftest import print_blocks;"
        "print(hashlib.sha256(print_blocks(Paragraph(TEXT, BODY)).data).hexdigest())"
    )
    run = [sys.executable, "-c", script]
    first, second = (
        subprocess.run(run, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True).stdout
        for seed in "12"
    )

    assert first
    assert first == second
    assert printed(Paragraph(TEXT, BODY)).data == printed(Paragraph(TEXT, BODY)).data


# ---------------------------------------------------------------------------- pages


def test_twenty_thousand_characters_go_on_over_pages(printed: Callable[..., Printed]) -> None:
    text = ("学习贯彻会议精神，" * 2500)[:20_000]

    paper = printed(Paragraph(text, BODY))

    assert len(paper.pages) == 21
    assert Counter(solid(paper.text)) == Counter(text)


def test_no_line_stands_alone_on_a_page() -> None:
    paragraph = Paragraph("党" * CHARACTERS * LINES + "员", replace(BODY, indent=0))
    width = TEXT_WIDTH

    (first,), (second,) = paginate([paragraph], width=width, height=TEXT_HEIGHT)

    assert len(first.block.lines(width)) == LINES - 1
    assert len(second.block.lines(width)) == 2


def test_a_heading_goes_with_what_follows_it() -> None:
    above = Paragraph("党" * CHARACTERS * (LINES - 2), replace(BODY, indent=0))
    heading, below = Paragraph("一、议题", HEADING), Paragraph("员" * CHARACTERS * 40, BODY)

    first, second, *_ = paginate([above, heading, below], width=TEXT_WIDTH, height=TEXT_HEIGHT)

    assert [placed.block for placed in first] == [above]
    assert second[0].block is heading
    assert len(second) == 2


def test_what_belongs_together_moves_to_the_next_page() -> None:
    above = Paragraph("党" * CHARACTERS * (LINES - 2), replace(BODY, indent=0))
    lines = Together(tuple(Paragraph(text, BODY) for text in ("主持人：", "记录人：", "日期：")))

    first, second = paginate([above, lines], width=TEXT_WIDTH, height=TEXT_HEIGHT)

    assert [placed.block for placed in first] == [above]
    assert [placed.block for placed in second] == [lines]


def test_only_the_first_of_what_belongs_together_is_divided() -> None:
    above = Paragraph("党" * CHARACTERS * (LINES - 8), replace(BODY, indent=0))
    text = Paragraph("员" * CHARACTERS * 9, replace(BODY, indent=0))
    end = Paragraph("主持人：", BODY)

    first, second = paginate([above, Together((text, end))], width=TEXT_WIDTH, height=TEXT_HEIGHT)

    assert [len(placed.block.lines(TEXT_WIDTH)) for placed in first] == [LINES - 8, 7]
    (placed,) = second
    assert [len(block.lines(TEXT_WIDTH)) for block in placed.block.blocks] == [2, 1]


def test_together_is_given_up_when_no_page_can_hold_it() -> None:
    lines = Together(tuple(Paragraph("签名：", BODY) for _ in range(LINES + 8)))

    pages = paginate([lines], width=TEXT_WIDTH, height=TEXT_HEIGHT)

    assert [len(page) for page in pages] == [LINES, 8]


def test_empty_text_takes_one_line(printed: Callable[..., Printed]) -> None:
    assert Paragraph("", BODY).height(TEXT_WIDTH) == BODY.leading
    assert len(printed(Paragraph("", BODY)).pages) == 1
    assert len(printed().pages) == 1
