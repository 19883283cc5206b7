"""Photos on paper: two side by side, wide ones alone, whole, upright, never enlarged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from zjdesk.documents.archive import Jpeg
from zjdesk.documents.pages import EPSILON
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.styles import CAPTION, MM, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zjdesk.documents.archive import ArchiveCanvas

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
_TURNED = (5, 6, 7, 8)
"""Values of the EXIF tag Orientation: width and height are exchanged."""


@dataclass(frozen=True)
class Picture:
    """A picture as it stands on the page, in points; what is drawn is read when it is needed.

    `is_turned`: its upper edge lies at the left.
    """

    path: Path
    width: float
    height: float
    is_turned: bool = False

    def jpeg(self) -> Jpeg:
        """The picture for print, turned as it was taken."""
        with Image.open(self.path) as opened:
            dots = round(max(self.width, self.height) * DOTS_PER_INCH / 72)
            opened.draft("RGB", (dots, dots))  # no more than is needed
            ImageOps.exif_transpose(opened, in_place=True)
            shown = opened.transpose(Image.Transpose.ROTATE_90) if self.is_turned else opened
            return encoded(shown, width=self.width)


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

    def draw(self, canvas: ArchiveCanvas, x: float, y: float, width: float) -> None:
        inner = self._inner(width)
        base = y - self._pictures_height()
        for figure in self.figures:
            picture = figure.picture
            if picture:
                canvas.draw_picture(picture, x + (inner - picture.width) / 2, base + 3)
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
    """The picture as it stands on the page; None if there is none that can be read."""
    size = size_of(path)
    if size is None:
        return None
    width, height = size
    room = TEXT_WIDTH if width >= WIDE * height else HALF_WIDTH
    scale = min(72 / SCREEN_DPI, room / width, TALLEST / height)
    return Picture(path, width * scale, height * scale)


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height in dots of a picture that is upright; None if it cannot be read."""
    try:
        with Image.open(path) as opened:
            is_turned = opened.getexif().get(ExifTags.Base.Orientation, 1) in _TURNED
            width, height = opened.size
            opened.draft(None, (1, 1))  # read to its end, but quickly
            opened.load()
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return None
    return (height, width) if is_turned else (width, height)


def encoded(image: Image.Image, *, width: float) -> Jpeg:
    """The picture in as many dots as are seen in print, `width` points wide."""
    dots = width * DOTS_PER_INCH / 72 / image.width
    if dots < 1:
        size = (max(1, round(image.width * dots)), max(1, round(image.height * dots)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    buffer = BytesIO()
    _on_white(image).save(buffer, "JPEG", quality=JPEG_QUALITY)
    return Jpeg(buffer.getvalue(), *image.size)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")
