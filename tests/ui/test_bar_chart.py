from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, qGray
from PySide6.QtWidgets import QApplication

from ui import look
from ui.pages.bar_chart import BarChart
from ui.pages.bar_plot import TEXT_PX, Plot, in_words, least_width, ticks_of
from zjdesk.statistics.charts import Bar, Chart
from zjdesk.statistics.tables import Measure

PLACE = QRectF(10, 20, 900, 240)
NAMES = (
    "白知远",
    "陈静（第二党小组）",
    "2026年11月",
    "古丽娜尔·吐尔逊",
    "镇江市大市口街道社区党总支",
)


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> QFontMetricsF:
    font = QFont(qapp.font())
    font.setPixelSize(TEXT_PX)
    return QFontMetricsF(font)


def hours(*bars: Bar) -> Chart:
    return Chart("members", "学时（按党员）", Measure.HOURS, bars, "应修学时")


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1), st.booleans())
def test_the_scale_is_round_and_reaches_every_value(
    values: list[int | None], are_counts: bool
) -> None:
    measure = Measure.COUNT if are_counts else Measure.HOURS
    numbers = [value if are_counts or value is None else value / 2 for value in values]
    ticks = ticks_of(Chart("kinds", "", measure, tuple(Bar("", one, 3) for one in numbers)))
    assert ticks[0] == 0
    assert ticks[-1] >= max([one or 0 for one in numbers] + [3])
    assert 2 <= len(ticks) <= 6
    if are_counts:
        assert all(float(tick).is_integer() for tick in ticks)


def test_the_scale_of_rates_is_always_the_same() -> None:
    assert ticks_of(Chart("months", "", Measure.RATE, (Bar("1月", 12.5),)))[-1] == 100


@pytest.mark.parametrize("count", [1, 5, 12, 30, 60])
def test_everything_stands_in_its_place(metrics: QFontMetricsF, count: int) -> None:
    bars = (Bar(NAMES[n % 5], n * 7.5 % 61 + 0.5, 32 if n % 3 else 56) for n in range(count))
    chart = hours(*bars)
    place = QRectF(PLACE)
    place.setWidth(max(PLACE.width(), least_width(chart, metrics)))
    plot = Plot(chart, place, metrics)
    for number in range(count):
        for rect in (plot.bar(number), plot.value(number), plot.name(number)):
            assert place.contains(rect)
        assert not plot.value(number).intersects(plot.bar(number))
        assert not plot.name(number).intersects(plot.bar(number))
        assert plot.at(plot.bar(number).center().x()) == number
        if number:
            assert plot.bar(number - 1).right() < plot.bar(number).left()
            assert plot.value(number - 1).right() <= plot.value(number).left() + 1
    assert plot.at(PLACE.left()) == -1


def test_the_line_of_what_is_asked_for_runs_through_no_number(metrics: QFontMetricsF) -> None:
    for value in (31, 31.9, 30, 25, 32, 33):
        plot = Plot(hours(Bar("甘棠", value, 32)), PLACE, metrics)
        place = plot.value(0)
        assert not place.top() < plot.y(32) < place.bottom()


def test_names_are_wrapped_and_numbers_in_them_are_not_broken(metrics: QFontMetricsF) -> None:
    bars = tuple(Bar(f"{2016 + n // 12}年{n % 12 + 1}月", 90) for n in range(120))
    chart = Chart("months", "", Measure.RATE, bars)
    wide = QRectF(0, 0, least_width(chart, metrics), 300)
    plot = Plot(chart, wide, metrics)
    assert plot.names[-1].replace("\n", "") == "2025年12月"
    assert {"2025", "12月"} <= set(plot.names[-1].splitlines())
    for name in plot.names:
        assert all(metrics.horizontalAdvance(line) <= plot.slot for line in name.splitlines())


def test_one_long_name_does_not_make_the_chart_wide(metrics: QFontMetricsF) -> None:
    short = [Bar("白知远", 1) for _ in range(50)]
    chart = hours(*short)
    with_long = hours(*short[:-1], Bar(NAMES[-1] * 2, 1))
    assert least_width(with_long, metrics) == least_width(chart, metrics)
    cut = Plot(with_long, QRectF(0, 0, 950, 150), metrics).names[-1]
    assert cut.endswith("…")


def test_words_of_a_bar() -> None:
    chart = hours(Bar("甘棠", 31.5, 32), Bar("白知远", None))
    assert [in_words(bar, chart) for bar in chart.bars] == [
        "甘棠 31.5，应修学时 32", "白知远 无",
    ]  # fmt: skip


def test_without_colours_what_is_met_and_missed_can_be_told_apart(qapp: QApplication) -> None:
    chart = hours(Bar("甲", 60, 32), Bar("乙", 30, 32))
    widget = BarChart()
    widget.show_chart(chart)
    image = widget.picture("学时")
    scale = round(image.devicePixelRatio())
    met, missed = (_darkness(image, x * scale) for x in _middles(widget, image, scale))
    assert met > 0.95
    assert 0.05 < missed < 0.6


def _middles(widget: BarChart, image: QImage, scale: int) -> list[int]:
    place = QRectF(8, 8, image.width() / scale - 16, image.height() / scale - 16)
    plot = widget._plot(place)
    return [round(plot.bar(number).center().x()) for number in range(2)]


def _darkness(image: QImage, middle: int) -> float:
    """The share of dark pixels in the lower part of a bar, where both bars are."""
    bottom = next(
        y for y in range(image.height() - 1, 0, -1)
        if image.pixelColor(middle - 30, y) == QColor(look.INK_SOFT)
        or qGray(image.pixel(middle - 30, y)) < 100
    )  # fmt: skip
    dark = [
        qGray(image.pixel(x, y)) < 160
        for x in range(middle - 25, middle + 25)
        for y in range(bottom - 100, bottom - 10)
    ]
    return sum(dark) / len(dark)
