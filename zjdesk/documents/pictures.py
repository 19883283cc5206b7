"""Photos on paper: two side by side, wide ones alone, whole, upright, never enlarged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from zjdesk.documents.pages import EPSILON
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.styles import CAPTION, MM, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

GAP = 6 * MM
HALF_WIDTH = (TEXT_WIDTH - GAP) / 2
TALLEST = 85 * MM
WIDE = 2.0
"""Width over height from which a picture has a row to itself."""
DOTS_PER_INCH = 240
"""More is not seen in print."""
SCREEN_DPI = 96
"""A picture is never printed larger than with so many dots to the inch."""
JPEG_QUALITY = 85


@dataclass(frozen=True)
class Picture:
    """A picture ready for the page, in points."""

    jpeg: bytes
    width: float
    height: float


@dataclass(frozen=True)
class Figure:
    """A picture with its caption; the rest of a long caption stands without."""

    picture: Picture | None
    caption: Paragraph

    @property
    def picture_height(self) -> float:
        return self.picture.height + 3 if self.picture else 0.0


@dataclass(frozen=True)
class FigureRow:
    """One or two figures side by side."""

    figures: tuple[Figure, ...]
    before: float = 8
    after: float = 4
    keeps_next: bool = False

    def height(self, width: float) -> float:
        inner = self._inner(width)
        return self._pictures_height() + max(f.caption.height(inner) for f in self.figures)

    def split(self, width: float, height: float) -> tuple[FigureRow, FigureRow] | None:
        """Divides only the captions: pictures stay whole."""
        inner = self._inner(width)
        fits = int((height - self._pictures_height()) // CAPTION.leading)
        if fits < 1:
            return None
        above, below = [], []
        for figure in self.figures:
            count = len(figure.caption.lines(inner))
            cut = min(fits, count)
            above.append(replace(figure, caption=figure.caption.part(0, cut)))
            below.append(Figure(None, figure.caption.part(cut, count)))
        return replace(self, figures=tuple(above)), replace(self, figures=tuple(below))

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        inner = self._inner(width)
        base = y - self._pictures_height()
        for figure in self.figures:
            picture = figure.picture
            if picture:
                canvas.drawImage(
                    ImageReader(BytesIO(picture.jpeg)),
                    x + (inner - picture.width) / 2,
                    base + 3,
                    picture.width,
                    picture.height,
                )
            figure.caption.draw(canvas, x, base, inner)
            x += inner + GAP

    def _inner(self, width: float) -> float:
        return (width - GAP * (len(self.figures) - 1)) / len(self.figures)

    def _pictures_height(self) -> float:
        return max(figure.picture_height for figure in self.figures)


def figure_rows(pictures: Iterable[tuple[Path, str]]) -> Iterator[FigureRow]:
    """Rows of pictures with their captions, in order; a missing file is told in its caption."""
    waiting: list[Figure] = []
    for path, caption in pictures:
        picture = load_picture(path)
        if picture is None:
            caption = f"（图片文件缺失或损坏：{path.name}）{caption}"
        figure = Figure(picture, Paragraph(caption, CAPTION))
        is_wide = picture is not None and picture.width > HALF_WIDTH + EPSILON
        if waiting and (is_wide or len(waiting) == 2):
            yield FigureRow(tuple(waiting))
            waiting = []
        if is_wide:
            yield FigureRow((figure,))
        else:
            waiting.append(figure)
    if waiting:
        yield FigureRow(tuple(waiting))


def load_picture(path: Path) -> Picture | None:
    """Reads a picture for print, turned upright; None if there is none that can be read."""
    try:
        with Image.open(path) as opened:
            upright = ImageOps.exif_transpose(opened)
            width, height = upright.size
            room = TEXT_WIDTH if width >= WIDE * height else HALF_WIDTH
            scale = min(72 / SCREEN_DPI, room / width, TALLEST / height)
            dots = scale * DOTS_PER_INCH / 72
            if dots < 1:
                upright = upright.resize(
                    (max(1, round(width * dots)), max(1, round(height * dots))),
                    Image.Resampling.LANCZOS,
                )
            buffer = BytesIO()
            _on_white(upright).save(buffer, "JPEG", quality=JPEG_QUALITY)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return None
    return Picture(buffer.getvalue(), width * scale, height * scale)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")
