"""The navigation at the left, and the one table of the pages that it leads to."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from ui import theme

if TYPE_CHECKING:
    from ui.pages.page import Page
    from ui.workspace import Workspace

_WIDTH = 116
_NARROW = 48


class Entry(NamedTuple):
    """A page of the navigation; its module is only imported when it is gone to."""

    words: str
    icon: str
    module: str
    page: str


PAGES = {
    "duties": Entry("首页", "duties", "ui.pages.duties", "DutiesPage"),
    "records": Entry("支部台账", "records", "ui.pages.records", "RecordsPage"),
    "people": Entry("党员", "people", "ui.pages.people", "PeoplePage"),
    "development": Entry("发展党员", "person", "ui.pages.development", "DevelopmentPage"),
    "branch": Entry("支部", "branch", "ui.pages.branch", "BranchPage"),
    "statistics": Entry("统计", "statistics", "ui.pages.statistics", "StatisticsPage"),
    "settings": Entry("设置", "settings", "ui.pages.settings", "SettingsPage"),
}
"""From top to bottom. A line here is all that a new page needs."""


def make_page(name: str, workspace: Workspace) -> Page:
    """A page by its name in the table."""
    entry = PAGES[name]
    page: Page = getattr(import_module(entry.module), entry.page)(workspace)
    return page


class Navigation(QFrame):
    """The pages, one above the other. `chosen` carries the name of one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "navigation")
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        for name, page in PAGES.items():
            button = QToolButton()
            button.setText(page.words)
            button.setIcon(theme.icon(page.icon))
            button.setCheckable(True)
            button.setToolTip(page.words)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            column.addWidget(button)
            self.buttons[name] = button
        column.addStretch()
        self.show_words(are_shown=True)

    def show_words(self, *, are_shown: bool) -> None:
        """Show words beside the icons; a small window has room for the icons only."""
        style = Qt.ToolButtonStyle
        self.setFixedWidth(_WIDTH if are_shown else _NARROW)
        for button in self.buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if are_shown else style.ToolButtonIconOnly
            )

    def mark(self, name: str) -> None:
        """Show which page is in front."""
        for key, button in self.buttons.items():
            button.setChecked(key == name)
