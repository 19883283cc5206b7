"""The frame around the pages: tools, navigation, status bar, and what is in front.

Rule: a form is left before anything else comes in front; the person may want to stay in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QWidget

from ui import messages, theme
from ui.actions import bind, make_actions
from ui.navigation import PAGES, Navigation, make_page
from ui.pages.welcome import WelcomePage
from ui.tools import Tools

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QUndoStack

    from ui.forms.form import Form
    from ui.pages.page import Page
    from ui.workspace import Workspace

SMALLEST = QSize(880, 470)
"""What 1366x768 leaves at 150 %, less the bar of the desktop."""
_ROOM_FOR_WORDS = 1000
"""Narrower than this the navigation shows icons only."""


class Frame(QMainWindow):
    """Shows the welcome, a page or a form. A page is made when it is first gone to."""

    painted = Signal()
    """The window is on the screen for the first time: heavy things may be imported now."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        self.form: Form | None = None
        self.pages: dict[str, Page] = {}
        self.page: Page | None = None
        self._is_painted = False
        self.setMinimumSize(SMALLEST)
        self.actions_by_name = make_actions(self)
        bind(self.actions_by_name, {
            "new": self._open_new_menu,
            "save": self._save,
            "print": self._print,
            "undo": self.undo,
            "redo": self.redo,
            "find": self._find,
        })  # fmt: skip
        self.tools = Tools(self.actions_by_name)
        self.search = self.tools.search
        self.search.textChanged.connect(self._search)
        self.addToolBar(self.tools)
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.go_to)
        self.stack = QStackedWidget()
        self.welcome = WelcomePage()
        self.stack.addWidget(self.welcome)
        self._opening = theme.dress(QLabel("正在打开台账……"), "hint")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._opening)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self._path = QLabel()
        self._saved = QLabel()
        self.statusBar().addWidget(self._path)
        self.statusBar().addPermanentWidget(self._saved)
        workspace.changed.connect(self._show_state)
        self.show_welcome()

    def connect_page(self, page: Page) -> None:
        """Let a new page have what it asks for by its signals."""
        raise NotImplementedError

    def show_as_before(self) -> None:
        """Show the window where and as large as it was; the first time it fills the screen."""
        geometry = self.settings.value("geometry")
        if geometry:
            self.restoreGeometry(geometry)
        else:
            self.setGeometry(self.screen().availableGeometry())
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()

    # -------------------------------------------------------------------------- what is in front

    def show_welcome(self) -> None:
        """Show that no ledger is open."""
        self.page = None
        self.setWindowTitle("支部台账")
        self._show(self.welcome)

    def expect_ledger(self) -> None:
        """Say that a ledger is about to be opened, instead of the welcome."""
        self._show(self._opening)

    def show_ledger(self) -> None:
        """Show what is in the ledger that was opened."""
        path = self.workspace.ledger.path
        self.setWindowTitle(f"{self.workspace.branch.name}　支部台账")
        for page in self.pages.values():
            page.refresh()
        self.go_to(next(iter(PAGES)))
        self._path.setText(f"台账：{path.name}")
        self._path.setToolTip(f"台账文件的位置：{path}")

    def go_to(self, name: str) -> None:
        """Show a page of the navigation; a form that is open is left first."""
        if self.leave_form():
            if name not in self.pages:
                page = self.pages[name] = make_page(name, self.workspace)
                self.connect_page(page)
                self.stack.addWidget(page)
                page.refresh()
            if self.page is not self.pages[name]:
                self.search.clear()  # while the page that was searched still hears of it
            self.page = page = self.pages[name]
            self._show(page)
            self.tools.show_search(page.search_hint)
            page.begin()
        self._mark_page()

    def show_in_front(self, form: Form) -> None:
        """Show a form in front of the page that it was opened from."""
        form.closed.connect(self._close_form)
        form.state_changed.connect(self._show_state)
        form.bar.add_undo(self.actions_by_name["undo"], self.actions_by_name["redo"])
        self.form = form
        self.stack.addWidget(form)
        self._show(form)
        form.begin()

    def leave_form(self) -> bool:
        """Close the form if one is open; False if the person stays in it."""
        return self.form is None or self.form.close_form()

    # -------------------------------------------------------------------------- undo

    def undo(self) -> None:
        """Take back the last step: in the form its own, else the ledger's."""
        if self._undo_of_form is not None:
            self._undo_of_form.undo()
        elif self._is_meant(self.workspace.undo_label or ""):
            self.say(f"已撤销：{self.workspace.undo()}")

    def _is_meant(self, label: str) -> bool:
        """Whether a step may be taken back: what a number or a version hangs on is asked."""
        if not label.startswith(("定稿", "更正")):
            return True
        return messages.ask(
            f"撤销“{label}”？", yes="撤销", no="返回",
            hint="记录回到这一步之前的样子；撤销之后还可以重做。要改动定稿的内容，请用“更正”。",
        )  # fmt: skip

    def redo(self) -> None:
        if self._undo_of_form is not None:
            self._undo_of_form.redo()
        else:
            self.say(f"已重做：{self.workspace.redo()}")

    def say(self, words: str) -> None:
        """Say in the status bar what was done."""
        self.statusBar().showMessage(words, 6_000)

    # -------------------------------------------------------------------------- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.show_words(are_shown=event.size().width() >= _ROOM_FOR_WORDS)

    # -------------------------------------------------------------------------- inside

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        has_ledger = page not in (self.welcome, self._opening)
        self.navigation.setVisible(has_ledger)
        has_tools = has_ledger and self.form is None
        self.tools.setVisible(has_tools)
        # Where a form has its own bar instead, the navigation stays at its height.
        above = 0 if has_tools else self.tools.sizeHint().height()
        self.navigation.setContentsMargins(0, above, 0, 0)
        self.statusBar().setVisible(has_ledger)
        self._show_state()

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if self.page is not None:
            self._show(self.page)
            self.page.refresh()
            self.page.begin()
        if form is not None:
            self.stack.removeWidget(form)
            form.deleteLater()

    def _mark_page(self) -> None:
        self.navigation.mark(next((n for n, p in self.pages.items() if p is self.page), ""))

    @property
    def _undo_of_form(self) -> QUndoStack | None:
        """What is undone in the form; None where the ledger's own steps are."""
        return self.form.undo if self.form is not None else None

    def _show_state(self) -> None:
        form = self.form
        stack = self._undo_of_form
        if stack is not None:
            undo = stack.undoText() if stack.canUndo() else None
            redo = stack.redoText() if stack.canRedo() else None
        else:
            undo, redo = self.workspace.undo_label, self.workspace.redo_label
        for name, words, label in (("undo", "撤销", undo), ("redo", "重做", redo)):
            action = self.actions_by_name[name]
            action.setEnabled(label is not None)
            keys = action.shortcut().toString()
            action.setToolTip(f"{words}：{label}（{keys}）" if label else f"没有可以{words}的操作")
        for name in ("new", "find"):
            self.actions_by_name[name].setEnabled(form is None and self.workspace.is_open)
        self.actions_by_name["save"].setEnabled(form is not None)
        is_unsaved = form is not None and form.is_unsaved
        self._saved.setText("有改动未保存" if is_unsaved else "全部已保存")

    def _open_new_menu(self) -> None:
        self.tools.new_button.showMenu()

    def _save(self) -> None:
        if self.form is not None:
            self.form.save()

    def _print(self) -> None:
        if self.form is not None:
            self.form.preview()
        elif self.page is not None:
            self.page.print()

    def _search(self, text: str) -> None:
        if self.page is not None:
            self.page.search(text)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
