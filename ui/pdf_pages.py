"""The pages of a PDF on the screen and on the printer: one rendering for both."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtPrintSupport import QPrinter

GAP = 14
POINTS = 72
PRINT_DPI = 300
KEPT = 12
"""Rendered pages kept in memory."""


class PdfFile:
    """A PDF in memory; sizes in points."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]

        self._pdf = pypdfium2.PdfDocument(content)
        self.sizes = [self._pdf[n].get_size() for n in range(len(self._pdf))]

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
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        for number in range(len(self._pdf)):
            if middle < self._top(number + 1):
                return number
        return len(self._pdf) - 1

    def go_to(self, number: int) -> None:
        """Scroll to a page, from 0."""
        top = self._top(max(0, min(number, len(self._pdf) - 1)))
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
        for number in range(len(self._pdf)):
            place = self._place(number)
            if place.intersects(view):
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

    def _top(self, number: int) -> int:
        return GAP + sum(self._size(n).height() + GAP for n in range(number))

    def _place(self, number: int) -> QRect:
        size = self._size(number)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(QPoint(left, self._top(number)) - offset, size)

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
        height = self._top(len(self._pdf))
        width = max(self._size(n).width() for n in range(len(self._pdf))) + 2 * GAP
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


def print_pages(pdf: PdfFile, printer: QPrinter) -> None:
    """Put the pages that were chosen in the printer's dialog on paper."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pdf)
    painter = QPainter(printer)
    for number in range(first - 1, min(last, len(pdf))):
        if number >= first:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        image = pdf.render(number, scale=PRINT_DPI / POINTS)
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    painter.end()
