"""Where the bars of a chart, their values and names stand, and how they are drawn."""

from __future__ import annotations

import re
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen

from ui import look
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF, QPainter

    from zjdesk.statistics.charts import Bar, Chart, Number

TEXT_PX = 12
AXIS_WIDTH = 48.0
_LEAST_SLOT, _WIDEST_SLOT = 18.0, 150.0
"""A bar and the space around it; one hanzi has room below the narrowest."""
_FEW_LINES = 4
_BAR_SHARE, _WIDEST_BAR = 0.66, 44.0
_MOST_FOR_NAMES = 0.42
"""Of the height; longer names are cut with …"""
_MOST_TICKS = 4
_NO_VALUE = "无"
_SWATCH = 12.0
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_UNBROKEN = re.compile(r"\d+月?|.[）、，]?")


class Plot:
    """The geometry of a chart in a place; names wrap in their slot, stacked where it is narrow."""

    def __init__(self, chart: Chart, place: QRectF, metrics: QFontMetricsF) -> None:
        self.chart = chart
        self.metrics = metrics
        share = (place.width() - AXIS_WIDTH) / max(1, len(chart.bars))
        self.slot = min(share, _WIDEST_SLOT)
        self.left = place.left() + AXIS_WIDTH
        self.values = [value_of(bar.value, chart) for bar in chart.bars]
        widest = max((metrics.horizontalAdvance(text) for text in self.values), default=0.0)
        self.turns_values = widest + 2 > self.slot
        above = widest if self.turns_values else metrics.height()
        room = place.height() * _MOST_FOR_NAMES
        self.names = [self._cut(bar.label, room) for bar in chart.bars]
        below = max(map(self._height_of, self.names), default=0.0)
        self.top = place.top() + above + 4
        self.bottom = place.bottom() - below - 6
        self.ticks = ticks_of(chart)

    def at(self, x: float) -> int:
        """The number of the bar at a place across; -1 where there is none."""
        number = floor((x - self.left) / self.slot)
        return number if 0 <= number < len(self.chart.bars) else -1

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self.ticks[-1]

    def bar(self, number: int) -> QRectF:
        """The bar of a value; of nothing, a bar without height."""
        width = min(self.slot * _BAR_SHARE, _WIDEST_BAR)
        middle = self.left + self.slot * (number + 0.5)
        top = self.y(self.chart.bars[number].value or 0)
        return QRectF(middle - width / 2, top, width, self.bottom - top)

    def value(self, number: int) -> QRectF:
        """Where a value stands upright: above its bar, and above its target where that is near."""
        across, up = self.metrics.horizontalAdvance(self.values[number]), self.metrics.height()
        if self.turns_values:
            across, up = up, across
        bottom = self.bar(number).top() - 1
        target = self.chart.bars[number].target
        if target is not None and bottom - up - 2 < self.y(target) < bottom + 2:
            bottom = self.y(target) - 2
        middle = self.left + self.slot * (number + 0.5)
        return QRectF(middle - across / 2, bottom - up, across, up)

    def name(self, number: int) -> QRectF:
        """Where the name of a bar stands, below the line."""
        left = self.left + self.slot * number
        height = self._height_of(self.names[number])
        return QRectF(left + 1, self.bottom + 4, self.slot - 2, height)

    def _height_of(self, name: str) -> float:
        return self.metrics.height() * len(name.splitlines())

    def _cut(self, label: str, room: float) -> str:
        """The name in lines; what there is no room for is cut."""
        lines = _wrapped(label, self.slot, self.metrics)
        most = max(1, floor(room / self.metrics.height()))
        return "\n".join(lines if len(lines) <= most else [*lines[: most - 1], "…"])


def least_width(chart: Chart, metrics: QFontMetricsF, *, least_slot: float = _LEAST_SLOT) -> float:
    """How wide a chart has to be, so that at least half of its names need few lines."""
    slot, half = least_slot, len(chart.bars) / 2
    while slot < _WIDEST_SLOT and half > sum(
        _is_short(bar.label, slot, metrics) for bar in chart.bars
    ):
        slot += 2
    return AXIS_WIDTH + slot * len(chart.bars)


def draw_plot(painter: QPainter, plot: Plot, legend: QRectF) -> None:
    """Draw the scale, the bars with values and names, and in a line what the looks mean."""
    right = plot.left + plot.slot * len(plot.chart.bars)
    for tick in plot.ticks:
        y = plot.y(tick)
        painter.setPen(QPen(QColor(look.INK_SOFT if tick == 0 else look.LINE), 1))
        painter.drawLine(QPointF(plot.left, y), QPointF(right, y))
        painter.setPen(QColor(look.INK_SOFT))
        beside = QRectF(plot.left - AXIS_WIDTH, y - 10, AXIS_WIDTH - 6, 20)
        to_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(beside, to_right, value_of(tick, plot.chart))
    for number, bar in enumerate(plot.chart.bars):
        _draw_bar(painter, plot.bar(number), is_met=_is_met(bar))
        if bar.target is not None:
            _draw_target(painter, plot.left + plot.slot * number, plot.y(bar.target), plot.slot)
        painter.setPen(QColor(look.INK))
        _draw_value(painter, plot, number)
        painter.drawText(plot.name(number), int(_CENTRE), plot.names[number])
    if plot.chart.asked:
        _draw_legend(painter, plot, legend)


def ticks_of(chart: Chart) -> list[float]:
    """Round numbers from 0 to at least the greatest value or target; a rate goes up to 100."""
    if chart.measure is Measure.RATE:
        return [0.0, 25.0, 50.0, 75.0, 100.0]
    most = max((max(bar.value or 0, bar.target or 0) for bar in chart.bars), default=0) or 1
    unit = 10 ** floor(log10(most / _MOST_TICKS))
    step = next(unit * n for n in (1, 2, 5, 10) if most / (unit * n) <= _MOST_TICKS)
    if chart.measure is Measure.COUNT:
        step = max(1, step)
    return [step * n for n in range(ceil(most / step) + 1)]


def value_of(value: Number, chart: Chart) -> str:
    """A value as it is written at its bar: 97.9%, 12.5, or that there is none."""
    return _NO_VALUE if value is None else chart.measure.show(value)


def in_words(bar: Bar, chart: Chart) -> str:
    """All that a bar says."""
    asked = f"，{chart.asked} {value_of(bar.target, chart)}" if bar.target is not None else ""
    return f"{bar.label} {value_of(bar.value, chart)}{asked}"


# ------------------------------------------------------------------------------ inside


def _wrapped(label: str, slot: float, metrics: QFontMetricsF) -> list[str]:
    """A name in the lines that it takes in a slot; numbers are not broken."""
    lines = [""]
    for piece in _UNBROKEN.findall(label):
        if lines[-1] and metrics.horizontalAdvance(lines[-1] + piece) > slot - 2:
            lines.append("")
        lines[-1] += piece
    return lines


def _is_short(label: str, slot: float, metrics: QFontMetricsF) -> bool:
    lines = _wrapped(label, slot, metrics)
    return len(lines) <= _FEW_LINES and all(
        metrics.horizontalAdvance(line) <= slot for line in lines
    )


def _is_met(bar: Bar) -> bool | None:
    """Whether what is asked for was reached; None where nothing is asked for."""
    return None if bar.target is None else (bar.value or 0) >= bar.target


def _draw_bar(painter: QPainter, bar: QRectF, *, is_met: bool | None) -> None:
    colour = QColor({None: look.INK_SOFT, True: look.GREEN, False: look.AMBER}[is_met])
    if is_met is False:
        painter.fillRect(bar, QColor(look.PAPER))
    hatched = Qt.BrushStyle.BDiagPattern
    solid = Qt.BrushStyle.SolidPattern
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QBrush(colour, hatched if is_met is False else solid))
    painter.drawRect(bar)


def _draw_target(painter: QPainter, left: float, y: float, width: float) -> None:
    pen = QPen(QColor(look.INK), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(left + width, y))


def _draw_value(painter: QPainter, plot: Plot, number: int) -> None:
    place, text = plot.value(number), plot.values[number]
    if not plot.turns_values:
        painter.drawText(place, int(_CENTRE), text)
        return
    painter.save()
    painter.translate(place.center())
    painter.rotate(-90)
    turned = QRectF(-place.height() / 2, -place.width() / 2, place.height(), place.width())
    painter.drawText(turned, int(_CENTRE), text)
    painter.restore()


def _draw_legend(painter: QPainter, plot: Plot, line: QRectF) -> None:
    x, y = line.left(), line.center().y()
    entries: tuple[tuple[str, bool | None], ...] = (
        ("已达到", True), ("未达到", False), (plot.chart.asked, None),
    )  # fmt: skip
    for words, is_met in entries:
        if is_met is None:
            _draw_target(painter, x, y, _SWATCH)
        else:
            _draw_bar(painter, QRectF(x, y - 5, _SWATCH, 10), is_met=is_met)
        x += _SWATCH + 5
        painter.setPen(QColor(look.INK_SOFT))
        width = plot.metrics.horizontalAdvance(words)
        beside = QRectF(x, line.top(), width, line.height())
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), words)
        x += width + 14
