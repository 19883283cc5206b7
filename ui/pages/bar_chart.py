"""A chart of the statistics: bars side by side, each with its value and its name.

Rule: it reads without colours too; what is asked for is a line, and bars that miss it are hatched.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import look
from ui.pages.bar_plot import TEXT_PX, Plot, draw_plot, in_words, least_width

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from zjdesk.statistics.charts import Chart

LEAST_HEIGHT = 150
_HEADING, _APART = 26, 24
_PICTURE = QSize(1000, 400)
_PICTURE_SLOT = 26
_SCALE = 2


class BarChart(QWidget):
    """Shows one chart; with many bars it asks for more width than there may be."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self.setMinimumWidth(ceil(least_width(chart, self._metrics)))
        self.setAccessibleName(f"柱形图　{chart.title}")
        self.setAccessibleDescription("；".join(in_words(bar, chart) for bar in chart.bars))
        self.update()

    def picture(self, heading: str) -> QImage:
        """The chart on white under a heading, as large as its bars want it."""
        assert self._chart is not None
        width = least_width(self._chart, self._metrics, least_slot=_PICTURE_SLOT)
        size = _PICTURE.expandedTo(QSize(ceil(width), 0))
        image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.fill(QColor(look.PAPER))
        with QPainter(image) as painter:
            painter.setFont(self.font())
            self._draw(painter, QRectF(8, 8, size.width() - 16, size.height() - 16), heading)
        return image

    # -------------------------------------------------------------------------- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._chart is not None:
            with QPainter(self) as painter:
                self._draw(painter, QRectF(self.rect()), self._chart.title)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._chart:
            number = self._plot(QRectF(self.rect())).at(event.pos().x())
            words = in_words(self._chart.bars[number], self._chart) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # -------------------------------------------------------------------------- inside

    def _draw(self, painter: QPainter, place: QRectF, heading: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.INK))
        top = QRectF(place.left(), place.top(), place.width(), _HEADING)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
        top.setLeft(top.left() + painter.fontMetrics().horizontalAdvance(heading) + _APART)
        painter.setFont(_small(self.font()))
        draw_plot(painter, self._plot(place), top)

    def _plot(self, place: QRectF) -> Plot:
        assert self._chart is not None
        below = place.adjusted(0, _HEADING, 0, 0)
        return Plot(self._chart, below, self._metrics)

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(_small(self.font()))


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(TEXT_PX)
    return small
