"""The tool bar above the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from ui import look, theme
from ui.pages.kinds import kind_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

_SEARCH_WIDTH = 300
_NEW_BUTTON = f"""
QToolButton {{
  color: {look.PAPER}; background: {look.RED}; border: 1px solid {look.RED};
  padding: 3px 12px 3px 10px;
}}
QToolButton:hover, QToolButton:pressed {{ background: {look.RED_DARK}; }}
QToolButton:disabled {{
  color: {look.INK_FAINT}; background: {look.LINE}; border-color: {look.LINE};
}}
QToolButton::menu-indicator {{ image: none; }}
"""


class Tools(QToolBar):
    """新建记录, undo, search, and what concerns the ledger. `new_record` carries a kind."""

    new_record = Signal(str)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__("工具栏")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.new_button = _menu_button("新建记录", self._make_new_menu())
        self.new_button.setIcon(theme.white_icon("add"))
        self.new_button.setToolTip("新建一条记录（Ctrl+N）")
        self.new_button.setStyleSheet(_NEW_BUTTON)
        self.search = QLineEdit()
        self.search.setAccessibleName("搜索")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_WIDTH // 2)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        clear = QShortcut(QKeySequence("Esc"), self.search)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(self.search.clear)
        menu = QMenu(self)
        for name in ("open_ledger", "new_ledger", "sample"):
            menu.addAction(actions[name])
        menu.addSeparator()
        for name in ("handbook", "archive_list", "handover", "scans"):
            menu.addAction(actions[name])
        menu.addSeparator()
        menu.addAction(actions["about"])
        ledger = _menu_button("台账", menu)
        ledger.setIcon(theme.icon("folder"))
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self.new_button)
        self.addSeparator()
        for name in ("undo", "redo"):
            self.addAction(actions[name])
            button = self.widgetForAction(actions[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(space)
        self._search_there = self.addWidget(self.search)
        self.addWidget(ledger)

    def show_search(self, hint: str) -> None:
        """Say what can be looked for; nothing is where there is no hint."""
        self.search.setPlaceholderText(hint)
        self._search_there.setVisible(bool(hint))

    def _make_new_menu(self) -> QMenu:
        menu = QMenu(self)
        for number, (group, kinds) in enumerate(kind_groups().items()):
            if number:
                menu.addSeparator()
            heading = menu.addAction(group)
            heading.setEnabled(False)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            for kind in kinds:
                action = menu.addAction(kind.name)
                action.triggered.connect(lambda _=False, key=kind.key: self.new_record.emit(key))
        return menu


def _menu_button(words: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button
