"""Line breaking: nothing lost, nothing that must not begin or end a line there, names whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjdesk.documents.fonts import Face, chain, printable
from zjdesk.documents.lines import NEVER_FIRST, NEVER_LAST, Composer, Line, blanks

SIZE = 16.0
WIDTH = 28 * SIZE

SIGNS = "，。；：、！？“”‘’（）《》〈〉【】—…·%￥,.:;!?()-/"
WORDS = ("——", "……", "）。", "：“", "2026年", "14:30", "98.5%", "ZJ-2026-018", "党员", "䶮", "𬭎")
ADDRESS = "http://www.example.gov.cn/a/b_c?x=1&y=2"
TEXTS = st.lists(
    st.one_of(
        st.sampled_from("的一是在不了有和人这中大为上个国我以要他时"),
        st.sampled_from(SIGNS),
        st.sampled_from((*WORDS, ADDRESS, " ", "\u3000", "\n")),
    ),
    max_size=300,
).map("".join)


def composer(size: float = SIZE, gap: float = 0.0) -> Composer:
    return Composer(chain(Face.FANG), size=size, gap=gap)


COMPOSER = composer()


def solid(text: str) -> str:
    return "".join(text.split())


def may_break(line: Line, place: int) -> bool:
    before = [atom for atom in line.atoms[:place] if not atom.text.isspace()]
    return not line.atoms[place].never_first and not (before and before[-1].never_last)


@given(text=TEXTS, characters=st.sampled_from([3, 7.5, 28]), indent=st.sampled_from([0, 2]))
@settings(max_examples=150, deadline=None)
def test_lines_keep_the_text_the_width_and_the_rules(
    text: str, characters: float, indent: int
) -> None:
    width = characters * SIZE
    lines = COMPOSER.lines(text, width, indent=indent * SIZE)

    assert solid("".join(line.text for line in lines)) == solid(text)
    for line in lines:
        if line.slack < 0 and len(line.atoms) > 1:
            assert -line.slack <= sum(blanks(line.atoms)) * SIZE / 2 + 0.02
    for line, below in pairwise(lines):
        if line.ends_paragraph or not line.atoms or not below.atoms:
            continue
        wrong = below.text[0] in NEVER_FIRST or line.text[-1] in NEVER_LAST
        if wrong:  # only where the line offers no better place
            assert not any(may_break(line, place) for place in range(1, len(line.atoms)))


@given(before=TEXTS, after=TEXTS)
@settings(max_examples=100, deadline=None)
def test_names_are_not_torn(before: str, after: str) -> None:
    name = "古丽娜尔·吐尔逊"

    lines = COMPOSER.lines(f"{before}{name}{after}", WIDTH, indent=2 * SIZE, keep=(name,))

    assert any(name in line.text for line in lines)


def test_a_name_longer_than_the_line_is_torn_rather_than_lost() -> None:
    name = "古丽娜尔·吐尔逊"

    lines = COMPOSER.lines(f"同志们：{name}", 5 * SIZE, keep=(name,))

    assert "".join(line.text for line in lines) == f"同志们：{name}"
    assert all(line.slack > -0.01 for line in lines)


def test_of_two_names_that_begin_alike_the_longer_is_kept() -> None:
    filler = "党" * 26

    lines = COMPOSER.lines(f"{filler}欧阳文博来了", WIDTH, keep=("欧阳", "欧阳文博"))

    assert [line.text for line in lines] == [filler, "欧阳文博来了"]


def test_a_number_stays_with_its_unit() -> None:
    filler = "党" * 26

    lines = COMPOSER.lines(f"{filler}2026年3月", WIDTH)

    assert [line.text for line in lines] == [filler, "2026年3月"]


def test_a_sign_is_drawn_in_where_blanks_can_be_squeezed() -> None:
    text = "会，议，" + "党" * 24 + "。下一行"

    first, second = COMPOSER.lines(text, WIDTH)

    assert first.text == "会，议，" + "党" * 24 + "。"
    assert first.slack == pytest.approx(-SIZE)
    assert second.text == "下一行"


def test_an_address_is_broken_after_its_separators() -> None:
    address = "http://www.example.gov.cn/a-rather-long-path/with_many_parts?and=one&more=2"

    lines = COMPOSER.lines(address, 15 * SIZE)

    assert "".join(line.text for line in lines) == address
    assert len(lines) > 2
    assert all(line.text[-1] in "/._?&=-" for line in lines[:-1])


def test_a_word_without_end_fills_its_lines() -> None:
    lines = COMPOSER.lines("甲" + "a" * 400, WIDTH)

    assert all(line.slack < SIZE for line in lines[:-1])


@pytest.mark.parametrize("run", ["（", "！", "——", "“", "·", "……"])
def test_a_run_of_signs_without_a_place_to_break_fills_its_lines(run: str) -> None:
    lines = COMPOSER.lines(run * 90, WIDTH)

    assert "".join(line.text for line in lines) == run * 90
    assert all(-0.01 <= line.slack < 2 * SIZE for line in lines[:-1])


def test_a_line_narrower_than_a_character_still_takes_one() -> None:
    lines = COMPOSER.lines("党课，Word", 10)

    assert [line.text for line in lines] == list("党课，Word")


def test_twenty_eight_characters_stand_on_a_line_of_the_standard_page() -> None:
    width = 156 * 72 / 25.4
    lines = composer(gap=width / 28 - SIZE).lines("党" * 56, width)

    assert [len(line.text) for line in lines] == [28, 28]


def test_empty_text_is_one_empty_line() -> None:
    assert [line.text for line in COMPOSER.lines("", WIDTH)] == [""]


@given(st.text())
def test_printable_text_has_no_invisible_characters(text: str) -> None:
    clean = printable(text)

    assert all(char == "\n" or char.isprintable() or ord(char) > 0xFF for char in clean)
    assert printable(clean) == clean
