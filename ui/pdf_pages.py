"""The pages of a PDF on the screen, one below the other. Only those that are seen are rendered."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

GAP = 14
POINTS = 72
KEPT = 12
"""Rendered pages kept in memory."""


class PdfFile:
    """A PDF in memory; sizes in points."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]

        self._pdf = pypdfium2.PdfDocument(content)
        self.sizes = [self._pdf.get_page_size(n) for n in range(len(self._pdf))]

    def __len__(self) -> int:
        return len(self.sizes)

    def render(self, number: int, *, scale: float) -> QImage:
        """A page as a picture, `scale` pixels a point."""
        bitmap = self._pdf[number].render(scale=scale, prefer_bgrx=True)
        shape = (bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return QImage(bytes(bitmap.buffer), *shape).copy()

    def close(self) -> None:
        self._pdf.close()


class PdfPages(QAbstractScrollArea):
    """All pages one below the other. `page_changed`: another one is in the middle."""

    page_changed = Signal(int)

    def __init__(self, pdf: PdfFile) -> None:
        super().__init__()
        self._pdf = pdf
        self._zoom = 1.0
        self._fits_width = True
        self._tops = [GAP]
        """Where each page begins at this zoom, and where one after the last would."""
        self._rendered: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    # -------------------------------------------------------------------------- for the dialog

    @property
    def page(self) -> int:
        """The page in the upper middle of the view, from 0."""
        return self._page_at(self.verticalScrollBar().value() + self.viewport().height() // 3)

    def go_to(self, number: int) -> None:
        """Scroll to a page, from 0."""
        top = self._tops[max(0, min(number, len(self._pdf) - 1))]
        self.verticalScrollBar().setValue(top - GAP // 2)

    @property
    def percent(self) -> int:
        return round(self._zoom * 100)

    def zoom_by(self, factor: float) -> None:
        self._fits_width = False
        self._set_zoom(self._zoom * factor)

    def fit_width(self) -> None:
        self._fits_width = True
        widest = max(width for width, _ in self._pdf.sizes)
        room = self.viewport().width() - 2 * GAP
        self._set_zoom(min(1.6, room / (widest * self._unit())))

    def fit_page(self) -> None:
        self._fits_width = False
        highest = max(height for _, height in self._pdf.sizes)
        self._set_zoom((self.viewport().height() - 2 * GAP) / (highest * self._unit()))

    # -------------------------------------------------------------------------- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_width:
            self.fit_width()
        else:
            self._set_zoom(self._zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self.viewport())
        view = self.viewport().rect()
        painter.fillRect(view, QColor(look.LINE))
        first = self.verticalScrollBar().value()
        for number in range(self._page_at(first), self._page_at(first + view.height()) + 1):
            place = self._place(number)
            painter.fillRect(place.adjusted(1, 1, 2, 2), QColor(look.LINE_STRONG))
            painter.drawImage(place, self._picture(number))

    # -------------------------------------------------------------------------- inside

    def _unit(self) -> float:
        """Pixels a point at 100 %: an inch is as long as the screen says."""
        return self.logicalDpiX() / POINTS

    def _size(self, number: int) -> QSize:
        width, height = self._pdf.sizes[number]
        scale = self._zoom * self._unit()
        return QSize(round(width * scale), round(height * scale))

    def _page_at(self, y: int) -> int:
        """The page that begins last above this place, gap and all."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self._pdf) - 1))

    def _place(self, number: int) -> QRect:
        size = self._size(number)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(QPoint(left, self._tops[number]) - offset, size)

    def _picture(self, number: int) -> QImage:
        scale = self._zoom * self._unit() * self.devicePixelRatioF()
        key = (number, round(scale * 1000))
        if key not in self._rendered:
            self._rendered[key] = self._pdf.render(number, scale=scale)
            while len(self._rendered) > KEPT:
                self._rendered.popitem(last=False)
        self._rendered.move_to_end(key)
        return self._rendered[key]

    def _set_zoom(self, zoom: float) -> None:
        page, self._zoom = self.page, max(0.2, min(4.0, zoom))
        sizes = [self._size(number) for number in range(len(self._pdf))]
        self._tops = list(accumulate((size.height() + GAP for size in sizes), initial=GAP))
        height = self._tops[-1]
        width = max(size.width() for size in sizes) + 2 * GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, width - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        if page:
            self.go_to(page)
        self.viewport().update()
        self.page_changed.emit(self.page)

    def _scrolled(self) -> None:
        self.viewport().update()
        self.page_changed.emit(self.page)
