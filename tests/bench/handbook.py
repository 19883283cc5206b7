"""How fast a handbook of about 300 pages is made, beside typst and LibreOffice, and in what memory.

    .venv/bin/python tests/bench/handbook.py [--times 2]

All set the same text with the same fonts, every paper on a new page, contents in front. Each tool
runs in a process of its own; the time is that of the work, opening the fonts included, without the
start of Python and without preparing the text for the others. LibreOffice is its whole conversion.
Times are wall seconds on one machine: compare the ratios.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pypdf

from tests.bench.minutes import Missing, content_of, typst_table, typst_text, write_docx
from tests.samples import sample_branch, sample_records
from zjdesk.documents import handbook as making
from zjdesk.documents.handbook import Handbook, write_handbook
from zjdesk.documents.minutes import Minutes
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.figures import figures_of
from zjdesk.paths import resources
from zjdesk.periods import year_of
from zjdesk.statistics.report import report

TIMES = 2
"""So often the records of the sample year make about 300 pages."""
UNTIL = date(2026, 11, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--tool", choices=["zjdesk", "typst", "libreoffice"])
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.tool:
        run(given.tool, a_handbook(given.times), given.folder)
        return
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="zjdesk-bench-") as name:
        for tool in ("zjdesk", "typst", "libreoffice"):
            folder = Path(name) / tool
            folder.mkdir()
            words = ["--tool", tool, "--folder", folder, "--times", str(given.times)]
            told = subprocess.run(
                [sys.executable, __file__, *words], capture_output=True, text=True, check=True
            )
            result = json.loads(told.stdout)
            if "missing" in result:
                print(f"{tool:12} missing; install it with: {result['missing']}")
                continue
            took[tool] = result["seconds"]
            (paper,) = folder.glob("*.pdf")
            pages = len(pypdf.PdfReader(paper).pages)
            print(
                f"{tool:12} {took[tool]:7.2f} s   {pages} pages, {paper.stat().st_size // 1000} kB"
                f"   {result['rss']:.0f} MB   x {took[tool] / took['zjdesk']:.2f}"
            )


def run(tool: str, handbook: Handbook, folder: Path) -> None:
    """Print what one tool took, as JSON."""
    try:
        seconds = globals()[tool](handbook, folder)
    except Missing as missing:
        print(json.dumps({"missing": str(missing)}))
        return
    usage = [resource.getrusage(who).ru_maxrss / 1024
             for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # fmt: skip
    print(json.dumps({"seconds": seconds, "rss": max(usage)}))


def a_handbook(times: int) -> Handbook:
    branch = sample_branch()
    records = sample_records(branch)
    figures = [figures_of(record) for record in records]
    return Handbook(
        branch=branch,
        until=UNTIL,
        minutes=[
            Minutes(replace(record, title=f"{record.title}（{number}）"), branch.name, {})
            for number in range(1, times + 1)
            for record in records
        ],
        duties=matrix(Known(branch=branch, figures=figures), UNTIL.year, UNTIL),
        figures=report(branch, figures, year_of(UNTIL), today=UNTIL),
        with_talks=True,
    )


# ---------------------------------------------------------------------------- the three tools


def zjdesk(handbook: Handbook, folder: Path) -> float:
    start = time.perf_counter()
    paper = BytesIO()
    write_handbook(handbook, paper)
    (folder / "handbook.pdf").write_bytes(paper.getvalue())
    return time.perf_counter() - start


def typst(handbook: Handbook, folder: Path) -> float:
    try:
        import typst as compiler
    except ImportError:
        raise Missing(".venv/bin/pip install typst") from None
    source = folder / "handbook.typ"
    source.write_text(typst_book(handbook), encoding="utf-8")
    start = time.perf_counter()
    fonts = compiler.Fonts(font_paths=[resources() / "fonts"], include_system_fonts=False)
    compiler.compile(source, output=folder / "handbook.pdf", font_paths=fonts)
    return time.perf_counter() - start


def libreoffice(handbook: Handbook, folder: Path) -> float:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    try:
        import docx  # noqa: F401
    except ImportError:
        raise Missing(".venv/bin/pip install python-docx") from None
    if not office:
        raise Missing("apt-get install --no-install-recommends libreoffice-writer-nogui")
    path = folder / "handbook.docx"
    write_docx([blocks for _, blocks in papers(handbook)], path)
    home = folder / "home"
    home.mkdir()
    (home / ".fonts").symlink_to(resources() / "fonts")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run(["fc-cache"], env=environment, check=False)
    start = time.perf_counter()
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", folder, path],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


# ---------------------------------------------------------------------------- the same text for all


def papers(handbook: Handbook) -> list[tuple[str, list]]:
    """Every paper of the book with its title, read off the blocks that zjdesk prints."""
    return [
        (leaf.title or chapter.title, content_of(leaf.booklet.blocks))
        for chapter in making._chapters(handbook)
        for leaf in chapter.leaves
    ]


def typst_book(handbook: Handbook) -> str:
    head = (
        '#set page(paper: "a4", margin: (inside: 28mm, outside: 20mm, top: 25mm, bottom: 24mm), '
        'numbering: "1 / 1")\n#set par(justify: true, leading: 15pt, spacing: 15pt)\n'
        '#set text(lang: "zh", font: "ZJSong")\n#set table(inset: 7pt)\n'
        "#show heading: none\n#outline(title: none)\n"
    )
    parts = []
    for title, blocks in papers(handbook):
        parts.append(f"#pagebreak(weak: true)\n#heading[#{json.dumps(title, ensure_ascii=False)}]")
        for block in blocks:
            is_text = isinstance(block, tuple)
            parts.append(f"#par[{typst_text(block)}]" if is_text else typst_table(block))
    return head + "\n\n".join(parts)


if __name__ == "__main__":
    main()
