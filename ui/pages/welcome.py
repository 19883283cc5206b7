"""The first page, while no ledger is open: make one, open one, or look at the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance


class WelcomePage(QWidget):
    """Three ways to begin."""

    creates = Signal()
    opens = Signal()
    shows_sample = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        title = theme.dress(QLabel("支部台账"), "title")
        hint = theme.dress(QLabel("会议记一次，台账、签字页都有了。数据只在这台电脑上。"), "hint")
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(18)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addStretch()
        for icon, words, text, button, signal, is_main in (
            ("new", "新建支部台账", "填上支部名称，粘贴党员名单，\n就可以开始记录。", "新建…",
             self.creates, True),
            ("open", "打开已有台账", "打开以前的台账文件（.zj），\n也可以是U盘上的。", "打开…",
             self.opens, False),
            ("records", "先看示例", "一个虚构支部一年的记录，\n随便试，不影响自己的台账。",
             "打开示例", self.shows_sample, False),
        ):  # fmt: skip
            cards.addWidget(_card(icon, words, text, button, signal, is_main=is_main))
        cards.addStretch()
        column.addLayout(cards)
        column.addStretch(3)


def _card(
    icon: str, words: str, text: str, button_words: str, signal: SignalInstance, *, is_main: bool
) -> QFrame:
    card = theme.dress(QFrame(), "card")
    card.setFixedSize(256, 204)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 20, 20, 18)
    column.setSpacing(8)
    picture = QLabel()
    picture.setPixmap(theme.icon(icon).pixmap(QSize(28, 28)))
    note = theme.dress(QLabel(text), "hint")
    button = QPushButton(button_words)
    button.setAccessibleName(words)
    theme.dress(button, "primary" if is_main else "")
    button.clicked.connect(signal)
    column.addWidget(picture)
    column.addWidget(theme.dress(QLabel(words), "heading"))
    column.addWidget(note)
    column.addStretch()
    column.addWidget(button)
    return card
