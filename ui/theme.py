"""Dress the application: style sheet, icons, fonts, Chinese dialogs.

Rule: files are only read here; what they hold is drawn beforehand by packaging/theme.py.

A widget says what it is for with `dress(widget, "primary")`:

    QPushButton  primary, danger
    QLabel       title, heading, hint, problem, warning, success
    QFrame       card, navigation, ground
    any input    problem
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeVar

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import look
from zjdesk import paths

Purpose = Literal[
    "", "primary", "danger", "title", "heading", "hint", "problem", "warning", "success",
    "card", "navigation", "ground",
]  # fmt: skip
W = TypeVar("W", bound=QWidget)


def apply(app: QApplication) -> None:
    """Give `app` the look of the program; to be called once, before the first window."""
    # Qt resolves the addresses in a style sheet while it reads it: search paths come first.
    resources = paths.resources()
    QDir.addSearchPath("theme", str(resources / "theme"))
    QDir.addSearchPath("icon", str(resources / "icons"))
    _speak_chinese(app)
    _add_fonts(app)
    app.setWindowIcon(QIcon("icon:red/records.svg"))
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setStyleSheet((resources / "theme" / "theme.qss").read_text(encoding="utf-8"))


def dress(widget: W, purpose: Purpose) -> W:
    """Say what a widget is for, so that the style sheet can show it; "" takes it back."""
    if (widget.property("class") or "") != purpose:
        widget.setProperty("class", purpose)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


@cache
def icon(name: str) -> QIcon:
    """Give an icon of resources/icons by its name: grey, red where it is switched on."""
    picture = QIcon(f"icon:{name}.svg")
    picture.addFile(f"icon:{name}.svg", mode=QIcon.Mode.Selected)  # Qt would bleach it
    picture.addFile(f"icon:red/{name}.svg", state=QIcon.State.On)
    return picture


@cache
def white_icon(name: str) -> QIcon:
    """Give the same icon in white, for a primary button."""
    return QIcon(f"icon:white/{name}.svg")


def _speak_chinese(app: QApplication) -> None:
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(app)
    translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(translator)


def _add_fonts(app: QApplication) -> None:
    for face in ("ZJHei-Regular.ttf", "ZJSong-Regular.ttf"):
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / face))
    font = QFont(list(look.FONT_FAMILIES))
    font.setPixelSize(look.FONT_PX)
    app.setFont(font)


def _palette() -> QPalette:
    # For what is painted without the style sheet: delegates, links, Qt's own dialogs.
    palette = QPalette(QColor(look.PAPER))
    for role, colour in {
        QPalette.ColorRole.Window: look.PAPER,
        QPalette.ColorRole.Base: look.PAPER,
        QPalette.ColorRole.AlternateBase: look.GROUND,
        QPalette.ColorRole.Text: look.INK,
        QPalette.ColorRole.WindowText: look.INK,
        QPalette.ColorRole.ButtonText: look.INK,
        QPalette.ColorRole.PlaceholderText: look.INK_FAINT,
        QPalette.ColorRole.Highlight: look.RED_SOFT,
        QPalette.ColorRole.HighlightedText: look.INK,
        QPalette.ColorRole.Link: look.RED,
    }.items():
        palette.setColor(role, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, QColor(look.INK_FAINT))
    return palette
