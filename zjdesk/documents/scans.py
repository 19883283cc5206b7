"""Signed pages that were scanned, as pages of a book: whole and upright, numbered by the book.

A page across is turned to the left: its head lies where a right page is bound.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from zjdesk.documents.furniture import Furniture
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.pictures import DOTS_PER_INCH, Picture, encoded, size_of
from zjdesk.documents.styles import TEXT_HEIGHT, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zjdesk.documents.archive import ArchiveCanvas, Drawn, Jpeg
    from zjdesk.record import Record


def load_scan(path: Path) -> list[Drawn] | None:
    """The pages of a picture or a PDF; None if it is neither, damaged, or locked."""
    if path.suffix == ".pdf":
        return _pages_of_pdf(path)
    size = size_of(path)
    if size is None:
        return None
    width, height, is_turned = _fitted(*size)
    return [Picture(path, width, height, is_turned)]


def scan_booklet(record: Record, scans: Sequence[Drawn]) -> Booklet:
    """The scans of a record, each on a page."""
    return Booklet(
        title=record.title,
        blocks=[_Page(scan) for scan in scans],
        furniture=Furniture(foot=f"编号：{record.number}　签字扫描件"),
    )


# ---------------------------------------------------------------------------- inside


@dataclass(frozen=True)
class _Page:
    scan: Drawn
    before: float = 0
    after: float = 0
    keeps_next: bool = False

    def height(self, width: float) -> float:  # noqa: ARG002
        return TEXT_HEIGHT

    def split(self, width: float, height: float) -> None:  # noqa: ARG002
        return None

    def draw(self, canvas: ArchiveCanvas, x: float, y: float, width: float) -> None:
        scan = self.scan
        canvas.draw_picture(scan, x + (width - scan.width) / 2, y - scan.height)


@dataclass(frozen=True)
class _PdfPage:
    """A page of a PDF as it stands in the book, in points."""

    path: Path
    number: int
    width: float
    height: float
    is_turned: bool

    def jpeg(self) -> Jpeg:
        import pypdfium2  # type: ignore[import-untyped]

        longer = max(self.width, self.height)
        with closing(pypdfium2.PdfDocument(self.path.read_bytes())) as pdf:
            page = pdf[self.number]
            scale = longer / max(page.get_size()) * DOTS_PER_INCH / 72
            image: Image.Image = page.render(scale=scale).to_pil()
        upright = image.transpose(Image.Transpose.ROTATE_90) if self.is_turned else image
        return encoded(upright, width=self.width)


def _pages_of_pdf(path: Path) -> list[Drawn] | None:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path.read_bytes())
        with closing(pdf):
            sizes = [page.get_size() for page in pdf]
    except pypdfium2.PdfiumError:
        return None
    return [_PdfPage(path, number, *_fitted(*size)) for number, size in enumerate(sizes)] or None


def _fitted(width: float, height: float) -> tuple[float, float, bool]:
    """As large as the page allows, and whether it is turned for that."""
    is_turned = width > height
    if is_turned:
        width, height = height, width
    scale = min(TEXT_WIDTH / width, TEXT_HEIGHT / height)
    return width * scale, height * scale, is_turned
