from __future__ import annotations

import importlib.util
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]
ICONS = sorted(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))


@pytest.fixture(autouse=True, scope="module")
def _themed(qapp: QApplication) -> None:
    theme.apply(qapp)


def test_the_committed_theme_is_what_the_build_draws() -> None:
    source = ROOT / "packaging" / "theme.py"
    spec = importlib.util.spec_from_file_location("theme_build", source)
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)

    drawn = build.render()
    resources = ROOT / "resources"
    committed = {
        path.relative_to(resources).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("theme", "icons/red", "icons/white")
        for path in (resources / folder).rglob("*.*")
    }
    assert committed == drawn, "python packaging/theme.py, then commit"


def test_the_style_sheet_uses_no_colour_without_a_name() -> None:
    source = (ROOT / "packaging" / "theme" / "corrections.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}|rgba?\(", source) == []


def test_every_kind_of_widget_is_painted_and_no_drawing_is_missing(qtbot: QtBot) -> None:
    # pytest-qt fails a test in which Qt warns, as in "qt.svg: Cannot open file".
    window = _one_of_each()
    qtbot.addWidget(window)
    window.show()
    for tab in range(window.count()):
        window.setCurrentIndex(tab)
        assert not window.grab().isNull()
    window.setEnabled(False)
    assert not window.grab().isNull()


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_grey_and_red_when_on_and_white_on_a_primary_button(name: str) -> None:
    def colour(icon: QIcon, state: QIcon.State = QIcon.State.Off) -> str:
        image = icon.pixmap(64, 64, QIcon.Mode.Normal, state).toImage()
        solid = (
            image.pixelColor(x, y).name().upper()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        )
        return next(solid, "nothing drawn")

    assert colour(theme.icon(name)) == look.INK_SOFT
    assert colour(theme.icon(name), QIcon.State.On) == look.RED
    assert colour(theme.white_icon(name)) == look.PAPER


def test_a_pc_without_chinese_fonts_has_ours(qapp: QApplication) -> None:
    assert set(look.FONT_FAMILIES[-2:]) <= set(QFontDatabase.families())
    assert qapp.font().families() == list(look.FONT_FAMILIES)
    assert qapp.font().pixelSize() == look.FONT_PX


def test_dialogs_speak_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    assert QCoreApplication.translate("QPlatformTheme", "Save") == "保存"


def test_a_purpose_shows_and_can_be_taken_back(qtbot: QtBot) -> None:
    label = theme.dress(QLabel("有错"), "problem")
    qtbot.addWidget(label)
    ink = label.palette().windowText().color().name().upper()
    theme.dress(label, "")
    assert ink == look.RED
    assert label.palette().windowText().color().name().upper() == look.INK


def test_dressing_the_application_is_quick(qapp: QApplication) -> None:
    def once() -> float:
        start = time.perf_counter()
        theme.apply(qapp)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.030


def _one_of_each() -> QTabWidget:
    inputs = QGroupBox("议题一")
    inputs.setCheckable(True)
    column = QVBoxLayout(inputs)
    moment = QDateTimeEdit()
    moment.setCalendarPopup(True)
    half = QCheckBox("部分")
    half.setTristate(True)
    half.setCheckState(Qt.CheckState.PartiallyChecked)
    ticked = QRadioButton("到会")
    ticked.setChecked(True)
    chosen = QPushButton(theme.white_icon("lock"), "定稿")
    chosen.setMenu(QMenu(chosen))
    for widget in (QComboBox(), moment, QSpinBox(), half, ticked, QRadioButton("请假"), chosen):
        column.addWidget(widget)
    column.addWidget(QProgressBar())
    column.addWidget(QCalendarWidget())

    table = QTableWidget(3, 1)
    table.setSortingEnabled(True)
    for row, state in enumerate(Qt.CheckState):
        cell = QTableWidgetItem("张伟")
        cell.setCheckState(state)
        table.setItem(row, 0, cell)

    tree = QTreeWidget()
    QTreeWidgetItem(QTreeWidgetItem(tree, ["第一党小组"]), ["张伟"])
    tree.expandAll()

    window = QTabWidget()
    for title, page in (("填写", inputs), ("出席", table), ("组织", tree), ("空", QWidget())):
        window.addTab(page, title)
    return window
