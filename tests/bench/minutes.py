"""How fast minutes are printed: 200 of three pages as files, half of them in one file.

    .venv/bin/python tests/bench/minutes.py [--count 200]

Beside zjdesk, LibreOffice and typst do the same.

All three set the same text with the same fonts; a tool that is missing is named with the command
that installs it. Compare the ratios; on a busy machine those of the processors' seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pypdf

from tests.samples import sample_branch, sample_records
from zjdesk.documents import minutes as printing
from zjdesk.documents.minutes import Minutes, write_minutes
from zjdesk.documents.pages import Together
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.signatures import Signatures
from zjdesk.documents.table import Table
from zjdesk.paths import resources

THREE_PAGES = 36
"""The place of a sample record with votes, tables and speeches that takes three pages."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count = parser.parse_args().count
    branch = sample_branch()
    record = sample_records(branch)[THREE_PAGES]
    all_minutes = [
        Minutes(replace(record, title=f"{record.title}（{number}）"), branch.name, {})
        for number in range(1, count + 1)
    ]
    tasks = ([[one] for one in all_minutes], [all_minutes[: count // 2]])
    own: list[Seconds] = []
    for tool in (zjdesk, typst, libreoffice):
        try:
            times = [measured(tool, files) for files in tasks]
        except Missing as missing:
            print(f"{tool.__name__:12} missing; install it with: {missing}")
            continue
        own = own or times
        for seconds, best in zip(times, own, strict=True):
            print(f"{'':12} x {seconds[0] / best[0]:.2f}, processors x {seconds[1] / best[1]:.2f}")
        if tool is zjdesk:
            print(f"{'':12} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


Seconds = tuple[float, float]
"""By the clock, and of all processors together."""


def clock() -> Seconds:
    return time.perf_counter(), sum(os.times()[:4])


def since(start: Seconds) -> Seconds:
    wall, work = clock()
    return wall - start[0], work - start[1]


def measured(tool: Tool, files: list[list[Minutes]]) -> Seconds:
    """The time for these files, in which each list of minutes is one; tells what was made."""
    with tempfile.TemporaryDirectory(prefix="zjdesk-bench-") as name:
        seconds = tool(files, Path(name))
        made = sorted(Path(name).glob("*.pdf"))
        pages = len(pypdf.PdfReader(made[0]).pages)
        size = made[0].stat().st_size // 1000
        print(
            f"{tool.__name__:12} {seconds[0]:7.2f} s, processors {seconds[1]:7.2f} s"
            f"   {len(made)} files of {pages} pages, {size} kB each"
        )
        return seconds


Tool = Callable[[list[list[Minutes]], Path], Seconds]


class Missing(Exception):
    """A tool that is not there; the message is the command that installs it."""


# ---------------------------------------------------------------------------- the three tools


def zjdesk(files: list[list[Minutes]], folder: Path) -> Seconds:
    start = clock()
    for number, minutes in enumerate(files):
        buffer = BytesIO()
        write_minutes(minutes, buffer)
        (folder / f"{number:03}.pdf").write_bytes(buffer.getvalue())
    return since(start)


def typst(files: list[list[Minutes]], folder: Path) -> Seconds:
    try:
        import typst as compiler
    except ImportError:
        raise Missing(".venv/bin/pip install typst") from None
    texts = [(folder / f"{n:03}", list(map(content, minutes))) for n, minutes in enumerate(files)]
    fonts = compiler.Fonts(font_paths=[resources() / "fonts"], include_system_fonts=False)
    start = clock()
    for path, contents in texts:
        source = path.with_suffix(".typ")
        source.write_text(typst_source(contents), encoding="utf-8")
        compiler.compile(source, output=path.with_suffix(".pdf"), font_paths=fonts)
    return since(start)


def libreoffice(files: list[list[Minutes]], folder: Path) -> Seconds:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    try:
        import docx  # noqa: F401
    except ImportError:
        raise Missing(".venv/bin/pip install python-docx") from None
    if not office:
        raise Missing("apt-get install --no-install-recommends libreoffice-writer-nogui")
    texts = [
        (folder / f"{n:03}.docx", list(map(content, minutes))) for n, minutes in enumerate(files)
    ]
    home = folder / "home"
    home.mkdir()
    (home / ".fonts").symlink_to(resources() / "fonts")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run(["fc-cache"], env=environment, check=False)
    start = clock()
    for path, contents in texts:
        write_docx(contents, path)
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run(
        [*command, *(path for path, _ in texts)],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return since(start)


# ---------------------------------------------------------------------------- the same text for all

Text = tuple[str, str, float]
"""A paragraph: font family, text, size."""
Content = list[Text | list[list[Text]]]
"""Paragraphs, and tables as rows of them."""


def content(one: Minutes) -> Content:
    """The minutes as plain paragraphs and tables."""
    return content_of(printing._blocks(one))


def content_of(blocks: Iterable[object]) -> Content:
    """Plain paragraphs and tables, read off the blocks that zjdesk prints."""
    found: Content = []

    def take(block: object) -> None:
        if isinstance(block, Together):
            for inner in block.blocks:
                take(inner)
        elif isinstance(block, Table):
            rows = (block.head, *block.rows) if block.head else block.rows
            found.append([[text_of(cell.text) for cell in row.cells] for row in rows])
        elif isinstance(block, Paragraph):
            found.append(text_of(block))
        elif isinstance(block, Signatures):
            found.extend(
                ("ZJFang Regular", f"{label}　　　　　年　月　日", 14) for label in block.labels
            )

    for block in blocks:
        take(block)
    return found


def text_of(paragraph: Paragraph) -> Text:
    family = paragraph.style.face.fonts[0].replace("-", " ")
    text = paragraph.text or "".join(line.text for line in paragraph._lines)
    return family, f"{paragraph.lead}{text}", paragraph.style.size


def typst_source(contents: list[Content]) -> str:
    page = (
        '#set page(paper: "a4", margin: (left: 28mm, right: 20mm, top: 25mm, bottom: 24mm), '
        'numbering: "1 / 1")\n#set par(justify: true, leading: 15pt, spacing: 15pt)\n'
        '#set text(lang: "zh")\n#set table(inset: 7pt)\n'
    )
    return page + "\n\n#pagebreak()\n\n".join(
        "\n\n".join(
            f"#par[{typst_text(block)}]" if isinstance(block, tuple) else typst_table(block)
            for block in blocks
        )
        for blocks in contents
    )


def typst_text(text: Text) -> str:
    family, words, size = text
    family = family.removesuffix(" Regular")  # typst takes it for the name of a style
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#text(font: ("{family}", "ZJSong"), size: {size}pt)[#"{quoted}"]'


def typst_table(rows: list[list[Text]]) -> str:
    columns = max(map(len, rows))
    cells = []
    for row in rows:
        span = columns - len(row) + 1
        *first, last = (f"[{typst_text(text)}]" for text in row)
        cells += [*first, f"table.cell(colspan: {span}){last}"]
    return f"#table(columns: {columns}, {', '.join(cells)})"


def write_docx(contents: list[Content], path: Path) -> None:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(24)

    def write(paragraph, text: Text) -> None:
        family, words, size = text
        run = paragraph.add_run(words)
        run.font.name, run.font.size = family, Pt(size)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), family)

    for number, blocks in enumerate(contents):
        if number:
            document.add_page_break()
        for block in blocks:
            if isinstance(block, tuple):
                write(document.add_paragraph(), block)
                continue
            table = document.add_table(len(block), max(map(len, block)), style="Table Grid")
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=False):
                    write(cell.paragraphs[0], text)
    document.save(path)


if __name__ == "__main__":
    main()
