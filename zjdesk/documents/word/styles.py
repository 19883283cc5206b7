"""The text styles of paper as styles of Word, with the fonts that Word finds on a school's PC.

Every style of paper is one style of Word, so that whoever edits changes a style, not a paragraph.
"""

from __future__ import annotations

from itertools import groupby
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zjdesk.documents import styles as paper
from zjdesk.documents.fonts import Face
from zjdesk.documents.slips import MARGIN
from zjdesk.documents.table import PAD_X, PAD_Y, RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docx.document import Document

    from zjdesk.documents.paragraph import Align, TextStyle

TWIPS = 20
"""To the point: Word's unit of lengths."""
GRID, CUTS = "表格线", "裁切线"
"""The styles of ruled tables, and of sheets that are cut into slips."""


class Font(NamedTuple):
    """A font by its name in Word; `instead` is used where a PC or the font itself lacks something.

    `is_narrow`: it has the characters of GB 2312 only.
    """

    name: str
    instead: str
    is_narrow: bool = False


FONTS = {
    Face.SONG: Font("宋体", "SimSun"),
    Face.FANG: Font("仿宋_GB2312", "仿宋", is_narrow=True),
    Face.HEI: Font("黑体", "SimHei"),
    Face.KAI: Font("楷体_GB2312", "楷体", is_narrow=True),
    Face.TITLE: Font("方正小标宋简体", "宋体", is_narrow=True),
}
BEYOND = "SimSun-ExtB"
"""Comes with Windows; has the hanzi of the second plane, such as 𫖯."""

ALIGNS: dict[Align, str] = {"justify": "both", "left": "left", "center": "center", "right": "right"}

_DAILY = {
    "Normal": paper.BODY,
    "Title": paper.TITLE,
    "Subtitle": paper.ABOVE_TITLE,
    "heading 1": paper.HEADING,
    "heading 2": paper.SUBHEADING,
    "小标题": paper.LABEL,
    "表格": paper.CELL,
    "表格居中": paper.CELL_CENTRED,
    "表格标题": paper.CELL_LABEL,
    "caption": paper.CAPTION,
    "签字": paper.SIGNATURE,
    "header": paper.HEADER,
    "footer": paper.FOOTER,
}
_OFFICIAL = {
    "Normal": paper.OFFICIAL_BODY,
    "Title": paper.OFFICIAL_TITLE,
    "Subtitle": paper.OFFICIAL_BELOW_TITLE,
    "heading 1": paper.OFFICIAL_FIRST,
    "heading 2": paper.OFFICIAL_SECOND,
    "footer": paper.OFFICIAL_PAGE,
}
"""By the names that Word itself shows in Chinese, 正文 and 标题, where it has such a style."""
_BUILT_IN = frozenset(name for name in _DAILY if name.isascii())


class Styles:
    """The styles of one document; what differs a little from a named style is based on it."""

    def __init__(self, document: Document, *, is_official: bool) -> None:
        self._styles: Any = document.styles.element
        self._names: dict[TextStyle, str] = {}
        self._faces: set[Face] = set()
        self._named = _OFFICIAL if is_official else _DAILY
        for name, style in self._named.items():
            self._add(name, style)
        for table_style in _table_styles():
            self._styles.append(table_style)

    def name(self, style: TextStyle) -> str:
        """The id of the style in the document, where it is added if it is new."""
        if style not in self._names:
            base = min(self._named, key=lambda name: len(_differing(self._named[name], style)))
            told = "，".join(_differing(self._named[base], style))
            self._add(f"{_CHINESE.get(base, base)}（{told}）", style, base=base)
        return self._names[style]

    def of_face(self, face: Face) -> str:
        """The id of the character style that sets words in this face."""
        name = FONTS[face].name
        if face not in self._faces:
            self._faces.add(face)
            self._styles.append(
                parse_xml(
                    f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1"'
                    f" w:styleId={quoteattr(name)}><w:name w:val={quoteattr(name)}/>"
                    f"<w:qFormat/><w:rPr>{fonts_xml(name)}</w:rPr></w:style>"
                )
            )
        return name

    def _add(self, name: str, style: TextStyle, *, base: str = "Normal") -> None:
        is_own = name not in _BUILT_IN
        key = f"ZJ{len(self._names)}" if is_own else name.title().replace(" ", "")
        self._names[style] = key
        kind = 'w:customStyle="1"' if is_own else 'w:default="1"' if name == "Normal" else ""
        above = self._names.get(self._named[base])
        based_on = f'<w:basedOn w:val="{above}"/>' if above != key else ""
        self._styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" {kind} w:styleId="{key}">'
                f"<w:name w:val={quoteattr(name)}/>{based_on}<w:qFormat/>"
                f"<w:pPr>{_paragraph_xml(style, name)}</w:pPr>"
                f"<w:rPr>{self._run_xml(style)}</w:rPr></w:style>"
            )
        )

    @staticmethod
    def _run_xml(style: TextStyle) -> str:
        # Justified lines are spread anyhow; where room is scarce, LibreOffice loses punctuation.
        gap = floor(style.gap * TWIPS) - 1 if style.gap < 0 else 0
        return (
            f'{fonts_xml(FONTS[style.face].name)}<w:spacing w:val="{gap}"/>'
            f'<w:sz w:val="{style.size * 2:g}"/><w:szCs w:val="{style.size * 2:g}"/>'
        )


def fonts_xml(name: str) -> str:
    """Latin letters and figures are set in the same font, as on paper."""
    font = quoteattr(name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={font} w:hAnsi={font} w:eastAsia={font}/>'


def stretches(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """The text by the font it needs: none where the one of the face has the characters."""
    for font, chars in groupby(text, lambda char: _other_font(char, FONTS[face])):
        yield font, "".join(chars)


def _other_font(char: str, font: Font) -> str:
    if ord(char) >= 0x20000:
        return BEYOND
    is_hanzi = "㐀" <= char <= "鿿"
    return font.instead if font.is_narrow and is_hanzi and not _is_common(char) else ""


def _is_common(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


# ---------------------------------------------------------------------------- as XML


def _paragraph_xml(style: TextStyle, name: str) -> str:
    outline = {"heading 1": '<w:outlineLvl w:val="0"/>', "heading 2": '<w:outlineLvl w:val="1"/>'}
    before, after, line = (
        floor(length * TWIPS) for length in (style.before, style.after, style.leading)
    )  # a twip too much, and the last line of a full page goes over
    indent = style.indent * (style.pitch or style.size)
    return (
        f'<w:keepNext w:val="{int(style.keeps_next)}"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="{twips(indent)}"/>'
        f'<w:jc w:val="{ALIGNS[style.align]}"/>{outline.get(name, "")}'
    )


def _table_styles() -> Iterator[Any]:
    """Lines are as thick as on paper, in eighths of a point; Word adds them to the rows' height."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield _table_style(
        GRID, f'w:val="single" w:sz="{RULE * 8:.0f}"', sides, (PAD_Y - RULE / 2, PAD_X)
    )
    yield _table_style(CUTS, 'w:val="dashed" w:sz="3"', sides[4:], (MARGIN, MARGIN))


def _table_style(name: str, line: str, sides: Iterable[str], pads: tuple[float, float]) -> Any:
    borders = "".join(f'<w:{side} {line} w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(
        f'<w:{side} w:w="{twips(pad)}" w:type="dxa"/>'
        for side, pad in zip(("top", "left", "bottom", "right"), pads * 2, strict=True)
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def twips(points: float) -> int:
    """A length in Word's unit."""
    return round(points * TWIPS)


# ---------------------------------------------------------------------------- names

_CHINESE = {
    "Normal": "正文",
    "Title": "标题",
    "Subtitle": "副标题",
    "heading 1": "一级标题",
    "heading 2": "二级标题",
    "caption": "题注",
    "header": "页眉",
    "footer": "页脚",
}
_ALIGNED = {"justify": "两端对齐", "left": "左对齐", "center": "居中", "right": "右对齐"}
_TOLD: dict[str, Callable[[Any], str]] = {
    "face": lambda face: FONTS[face].name,
    "size": lambda size: f"{size:g}磅",
    "leading": lambda leading: f"行距{leading:.4g}磅",
    "align": lambda align: _ALIGNED[align],
    "indent": lambda indent: f"缩进{indent:.3g}字",
    "pitch": lambda pitch: f"字距{pitch:.4g}磅",
    "before": lambda before: f"段前{before:.4g}磅",
    "after": lambda after: f"段后{after:.4g}磅",
    "keeps_next": lambda keeps: "与下段同页" if keeps else "可与下段分页",
}


def _differing(base: TextStyle, style: TextStyle) -> list[str]:
    """In which ways a style differs from another, in words."""
    return [
        tell(getattr(style, name))
        for name, tell in _TOLD.items()
        if getattr(style, name) != getattr(base, name)
    ]
