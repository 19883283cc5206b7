"""Small things of one make in the form: icon buttons, quiet buttons, cards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui import theme


def card_in(row: QWidget) -> QFrame:
    """A framed card that fills a row."""
    card = theme.dress(QFrame(), "card")
    around = QVBoxLayout(row)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(card)
    return card


def small_button(icon: str, words: str) -> QToolButton:
    """A button that is only an icon; `words` say what it does."""
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def flat_button(icon: str, words: str) -> QPushButton:
    """A quiet button in the form."""
    button = QPushButton(theme.icon(icon), words)
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
