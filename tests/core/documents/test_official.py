"""The page of GB/T 9704-2012, measured in the PDF: 版心, grid of lines, pitch, page number."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from zjdesk.documents.official import Letter, Level, Passage, balanced, letter_booklet
from zjdesk.documents.paragraph import text_width
from zjdesk.documents.pdf import write_pdf
from zjdesk.documents.styles import MM, OFFICIAL_BODY, OFFICIAL_PAGE

LINE = 225 * MM / 22
PITCH = 156 * MM / 28
BRANCH = "中共镇江市汐桥小学支部委员会"
NAMES = "顾砚秋、程思齐、周予安、欧阳雨桐、许䶮、林知夏、马骏驰、方若兰、陆怀瑾、韩素琴、陈静"


def pages_of(**letter) -> list[pypdf.PageObject]:
    given = {"title": "关于某事的通知", "passages": [Passage("正文。")], **letter}
    booklet = letter_booklet(Letter(**given), title="信")
    file = BytesIO()
    moment = datetime(2026, 3, 12)
    write_pdf([booklet], file, title="信", author="某支部", moment=moment)
    return list(pypdf.PdfReader(file).pages)


def origins(page: pypdf.PageObject) -> list[tuple[float, float]]:
    """Where the lines of text begin, from the top of the page; the page number is the last."""
    operations = ContentStream(page.get_contents(), page.pdf).operations
    found = [operands[4:] for operands, operator in operations if operator == b"Tm"]
    height = float(page.mediabox.height)
    return [(float(x), height - float(y)) for x, y in found if (x, y) != (0, 0)]


def spacings(page: pypdf.PageObject) -> set[float]:
    operations = ContentStream(page.get_contents(), page.pdf).operations
    return {round(float(operands[0]), 3) for operands, operator in operations if operator == b"Tc"}


def test_a_page_has_22_lines_of_28_characters() -> None:
    first, second = pages_of(passages=[Passage("国" * 28 * 30)])
    lines = [line for line in first.extract_text().splitlines() if "国" in line]
    assert len(lines[0]) == 26  # the indent
    assert {len(line) for line in lines[1:]} == {28}
    assert len(lines) == 20  # beside the title and the line below it
    assert "国" in second.extract_text()


def test_the_text_stands_in_a_field_of_156_by_225_mm() -> None:
    page = pages_of(passages=[Passage("国" * 28 * 30)])[0]
    *text, _ = origins(page)
    body = text[1:]
    assert body[1][0] == pytest.approx(28 * MM, abs=0.02)
    assert round(PITCH - 16, 3) in spacings(page)  # 28 of them are 156 mm
    assert body[0][0] == pytest.approx(28 * MM + 2 * PITCH, abs=0.02)
    assert text[0][1] > 37 * MM
    assert text[-1][1] < (37 + 225) * MM


def test_every_line_stands_on_the_grid() -> None:
    passages = [
        Passage("一、标题", Level.FIRST),
        Passage("国" * 60, lead="议定："),
        Passage("（一）小标题", Level.SECOND),
        Passage(NAMES, Level.LISTED, "出席：", apart=True),
    ]
    page = pages_of(passages=passages, addressee="全体党员", signer=BRANCH, day="2026年3月1日")[0]
    *lines, _ = origins(page)
    title, *body = [y for _, y in lines]
    steps = [(y - body[0]) / LINE for y in body]
    assert [step - round(step) for step in steps] == pytest.approx([0] * len(steps), abs=0.002)
    assert round((body[0] - title) / LINE) == 2


def test_page_numbers_stand_outside_and_7_mm_below() -> None:
    odd, even = pages_of(passages=[Passage("国" * 28 * 30)])
    assert odd.extract_text().rstrip().endswith("— 1 —")
    assert even.extract_text().rstrip().endswith("— 2 —")
    (right, y), (left, _) = origins(odd)[-1], origins(even)[-1]
    assert left == pytest.approx(28 * MM + 14, abs=0.02)
    end = right + text_width("— 1 —", OFFICIAL_PAGE)
    assert end == pytest.approx((28 + 156) * MM - 14, abs=0.02)
    assert y - 0.38 * 14 == pytest.approx((37 + 225 + 7) * MM, abs=0.02)


def test_lists_go_on_below_the_first_name() -> None:
    page = pages_of(passages=[Passage(NAMES, Level.LISTED, "出席：")])[0]
    _, label, *names, _ = origins(page)
    assert label[0] == pytest.approx(28 * MM + 2 * PITCH, abs=0.02)
    assert {round(x, 2) for x, _ in names} == {round(28 * MM + 5 * PITCH, 2)}
    assert names[0][1] == label[1]


def test_the_date_begins_two_characters_right_of_the_signer() -> None:
    *_, signer, day, _ = origins(pages_of(signer=BRANCH, day="2026年3月1日")[0])
    assert day[0] - signer[0] == pytest.approx(2 * PITCH, abs=0.02)
    end = signer[0] + text_width(BRANCH, OFFICIAL_BODY)
    assert end == pytest.approx((28 + 156) * MM - 2 * PITCH, abs=0.02)
    assert day[1] - signer[1] == pytest.approx(LINE, abs=0.02)


def test_a_date_longer_than_the_signer_stands_two_characters_in() -> None:
    *_, signer, day, _ = origins(pages_of(signer="某支部", day="2026年12月31日")[0])
    end = day[0] + text_width("2026年12月31日", OFFICIAL_BODY)
    assert end == pytest.approx((28 + 156) * MM - 2 * PITCH, abs=0.02)
    assert day[0] - signer[0] == pytest.approx(2 * PITCH, abs=0.02)


@given(st.integers(0, 700))
@settings(max_examples=25, deadline=None)
def test_no_page_has_only_the_signature(length: int) -> None:
    for page in pages_of(passages=[Passage("国" * length), Passage("特此报告。")], signer=BRANCH):
        assert "特此报告" in page.extract_text() or "国" in page.extract_text()


def test_a_signer_longer_than_a_line_goes_on() -> None:
    signer = BRANCH * 3
    page = pages_of(signer=signer, day="2026年3月1日")[0]
    assert signer in "".join(page.extract_text().split())
    assert all(x >= 28 * MM - 0.01 for x, _ in origins(page))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开党员大会的通知", ["关于召开党员大会的通知"]),
        (f"{BRANCH}关于选举结果的报告", [BRANCH, "关于选举结果的报告"]),
        (f"{BRANCH}关于召开换届选举党员大会的请示", [BRANCH, "关于召开换届选举党员大会的请示"]),
        (f"{BRANCH}\n支部党员大会纪要", [BRANCH, "支部党员大会纪要"]),
    ],
)
def test_titles_are_broken_between_words(title: str, lines: list[str]) -> None:
    assert balanced(title, keep=[BRANCH]).split("\n") == lines


@given(st.text(alphabet="关于召开的会议通知同志请示“”、：国", min_size=1, max_size=120))
@settings(max_examples=60, deadline=None)
def test_a_balanced_title_loses_nothing(title: str) -> None:
    assert "".join(balanced(title).split()) == "".join(title.split())
