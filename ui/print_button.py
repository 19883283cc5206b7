"""The button that prints: the minutes at one click, any other paper from its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from ui import look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from zjdesk.record import Record

MINUTES = "minutes"
"""The key of the paper that a click prints."""
MOST_COUNTED = 40
"""So many records are looked into to say how many of them a paper fits."""

_STYLE = f"""
QToolButton {{
  background: {look.PAPER}; border: 1px solid {look.LINE_STRONG};
  padding: 2px 26px 2px 12px; height: 22px;
}}
QToolButton:hover {{ background: {look.GROUND}; border-color: {look.INK_FAINT}; }}
QToolButton:focus {{ border-color: {look.RED}; }}
QToolButton:pressed {{ background: {look.LINE}; }}
QToolButton::menu-button {{ border: none; border-left: 1px solid {look.LINE}; width: 22px; }}
QToolButton::menu-button:hover {{ background: {look.LINE}; }}
"""


class PrintButton(QToolButton):
    """`chosen` carries the key of a paper."""

    chosen = Signal(str)

    def __init__(self, records: Callable[[], Sequence[Record] | None]) -> None:
        super().__init__()
        self.setText("预览打印")
        self.setToolTip("看打印出来的样子，再打印或另存（Ctrl+P）；右边的箭头里有其他的纸")
        self.setStyleSheet(_STYLE)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.papers = PaperMenu(records, self)
        self.papers.chosen.connect(self.chosen)
        self.setMenu(self.papers)
        self.clicked.connect(lambda: self.chosen.emit(MINUTES))


class PaperMenu(QMenu):
    """The papers that records can become, listed whenever it opens. `chosen` carries a key.

    `records` gives the records, or None where they are too many to look into.
    """

    chosen = Signal(str)

    def __init__(self, records: Callable[[], Sequence[Record] | None], parent: QWidget) -> None:
        super().__init__("印成其他的纸", parent)
        self._records = records
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the papers of the records of now."""
        from ui.papers import asks
        from zjdesk.documents.papers import PAPERS

        self.clear()
        records = self._records()
        for paper in PAPERS.values():
            fitting = [one for one in records or () if paper.fits(one)]
            if records is None or fitting:
                count = f"（{len(fitting)} 份）" if records and len(records) > 1 else ""
                words = f"{paper.name}{count}{'…' if asks(paper.key) else ''}"
                action = self.addAction(words)
                if paper.key == MINUTES:
                    action.setShortcut(QKeySequence.StandardKey.Print)
                action.triggered.connect(lambda _=False, key=paper.key: self.chosen.emit(key))
