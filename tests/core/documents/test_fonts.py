"""The bundled fonts: all there, named apart, licensed, and complete for everyday Chinese."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from zjdesk.documents.fonts import Face, chain, missing
from zjdesk.paths import resources

FONTS = sorted((resources() / "fonts").glob("*.ttf"))


def test_every_font_is_used_named_by_its_file_and_told_where_it_is_from():
    origins = (resources() / "licences" / "README.md").read_text(encoding="utf-8")

    assert {path.stem for path in FONTS} == {name for face in Face for name in face.fonts}
    for path in FONTS:
        assert TTFontFile(str(path)).name.ustr == path.stem
        assert path.name in origins


def test_the_bundle_stays_small():
    assert sum(path.stat().st_size for path in FONTS) < 32 * 2**20


@pytest.mark.parametrize("face", Face)
def test_every_face_has_everyday_characters(face):
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    signs = "，。、；：？！（）《》〈〉“”‘’「」【】—…·％￥①⑩㈠Ⅳ±×÷≥℃√☐☑☒→"

    assert missing(gb2312 + signs, faces=[face]) == []


@pytest.mark.parametrize("face", Face)
def test_names_with_rare_characters_can_be_printed(face):
    assert missing("䶮㛃𬭎𫖮玥喆堃珺", faces=[face]) == []


def test_a_character_comes_from_the_first_font_that_has_it():
    fang = chain(Face.FANG)

    assert fang.glyph("党").font == "ZJFang-Regular"
    assert fang.glyph("𬭎").font == "ZJSong-Light"
    assert fang.glyph("￥").font == "ZJSong-Light"
    assert fang.glyph("☐").font == "ZJSong-Regular"
