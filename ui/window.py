"""The main window: navigation, tools, pages, and which of them is shown.

The pages tell what they want by signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from ui import file_dialogs, messages, theme
from ui.actions import make_actions
from ui.pages.welcome import WelcomePage
from ui.tools import Navigation, Tools
from ui.weekly_check import WeeklyCheck
from zjdesk import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QUndoStack

    from ui.forms.record_form import RecordForm
    from ui.pages.member import MemberForm
    from ui.pages.page import Page
    from ui.pages.records import RecordsPage
    from ui.workspace import Workspace
    from zjdesk.record import Record

SMALLEST = QSize(880, 470)
"""What 1366x768 leaves at 150 %, less the bar of the desktop."""
_ROOM_FOR_WORDS = 1000
"""Narrower than this the navigation shows icons only."""
_LEDGERS = "支部台账 (*.zj);;所有文件 (*)"


class MainWindow(QMainWindow):
    """The window. The pages that need a ledger are made when the first one is opened."""

    painted = Signal()
    """The window is on the screen for the first time: heavy things may be imported now."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        file_dialogs.remember_in(settings)
        WeeklyCheck(workspace, settings)
        self.form: RecordForm | MemberForm | None = None
        self.records: RecordsPage | None = None
        self.pages: dict[str, Page] = {}
        self.page: Page | None = None
        self._is_painted = False
        self.setWindowTitle("支部台账")
        self.setMinimumSize(SMALLEST)
        self.actions_by_name = make_actions(self, {
            "new": self._open_new_menu,
            "save": self._save,
            "print": self._print,
            "undo": self.undo,
            "redo": self.redo,
            "find": self._find,
            "open_ledger": self.ask_ledger,
            "new_ledger": self.create_ledger,
            "sample": self.show_sample,
            "about": self._about,
        })  # fmt: skip
        self.tools = Tools(self.actions_by_name)
        self.tools.new_record.connect(self.new_record)
        self.search = self.tools.search
        self.search.textChanged.connect(self._search)
        self.addToolBar(self.tools)
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.go_to)
        self.stack = QStackedWidget()
        self.welcome = WelcomePage()
        self.welcome.creates.connect(self.create_ledger)
        self.welcome.opens.connect(self.ask_ledger)
        self.welcome.shows_sample.connect(self.show_sample)
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
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._show_state)
        self._show_page(self.welcome)

    def show_as_before(self) -> None:
        """Show the window where and as large as it was; the first time it fills the screen."""
        geometry = self.settings.value("geometry")
        if geometry:
            self.restoreGeometry(geometry)
        else:
            self.setGeometry(self.screen().availableGeometry())
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()

    # -------------------------------------------------------------------------- the ledger

    def expect_ledger(self) -> None:
        """Say that a ledger is about to be opened, instead of the welcome."""
        self._show_page(self._opening)

    def open_ledger(self, path: Path) -> None:
        """Open a ledger. Raises LedgerError; the one that is open stays so."""
        if not self._leave_form():
            return
        try:
            self.workspace.open(path)
        finally:
            if not self.workspace.is_open:
                self._show_page(self.welcome)

    def ask_ledger(self) -> None:
        """Ask for a ledger and open it."""
        chosen = file_dialogs.ask_open(self, "打开台账", _LEDGERS)
        if chosen is not None:
            self.open_ledger(chosen)

    def offer_ledger(self, path: Path) -> None:
        """Offer to make a ledger where there was to be one."""
        self._show_page(self.welcome)
        if messages.ask(
            "这个位置没有台账", yes="在这里新建…", no="返回",
            hint=f"{path}\n如果台账在 U 盘上，请先插好 U 盘，再选“打开已有台账”。",
        ):  # fmt: skip
            self.create_ledger(path)

    def create_ledger(self, path: Path | None = None) -> None:
        """Ask for a branch and make its ledger, where the person says; `path` is proposed."""
        from ui.pages.new_ledger import NewLedgerDialog

        if not self._leave_form():
            return
        new = NewLedgerDialog.ask(self, path)
        if new is not None:
            self.workspace.author = new.author
            self.settings.setValue("author", new.author)
            self.workspace.create(new.path, new.branch)

    def show_sample(self) -> None:
        """Open the sample, making it first where there is none."""
        from zjdesk import paths, sample

        folder = paths.default_ledger().parent.with_name("支部台账示例")
        ledger = folder / sample.LEDGER
        if ledger.exists():
            self.open_ledger(ledger)
        else:
            self.workspace.run_long(
                "准备示例",
                lambda progress: sample.make(folder, progress=progress),
                lambda _: self.open_ledger(ledger),
            )

    # -------------------------------------------------------------------------- records

    def new_record(self, kind: str) -> None:
        """Open a form for a new record, prepared from the last of its kind."""
        from ui.forms.new_record import new_record
        from zjdesk.store import records

        if not self._leave_form():
            return
        today = self.workspace.today()
        previous = self.workspace.read(lambda db: records.previous(db, kind, until=today))
        record = new_record(kind, previous, today=today, recorder=self.workspace.author)
        self.show_form(record, is_unsaved=False)

    def open_record(self, record_id: str) -> RecordForm | None:
        """Open a record, or what was left of its form if that was never saved.

        The form; None if the person thought better of it.
        """
        from zjdesk.store import drafts, records

        if not self._leave_form():
            return None
        record = self.workspace.read(lambda db: records.get(db, record_id))
        draft = self.workspace.read(lambda db: drafts.get(db, record_id))
        if draft is None:
            return self.show_form(record, is_unsaved=False)
        answer = messages.choose(
            "这条记录上次有改动没有保存", ["接着上次的改", "用已保存的", "返回"],
            hint=f"没保存的改动留存于 {draft.saved_at:%Y-%m-%d %H:%M}。",
        )  # fmt: skip
        if answer == "接着上次的改":
            return self.show_form(draft.record, is_unsaved=True)
        if answer == "用已保存的":
            self.workspace.keep(lambda tx: drafts.drop(tx, record_id))
            return self.show_form(record, is_unsaved=False)
        return None

    def show_form(self, record: Record, *, is_unsaved: bool) -> RecordForm:
        """Show a record in the form."""
        from ui.forms.record_form import RecordForm

        form = RecordForm(self.workspace, record, is_unsaved=is_unsaved)
        form.wants_preview.connect(lambda record_id: self.preview([record_id]))
        self._show_form(form)
        return form

    def preview(self, ids: list[str]) -> None:
        """Show how these records will be printed."""
        from ui.preview import preview

        if ids:
            preview(self.workspace, ids, self)

    def preview_version(self, record_id: str, revision: int) -> None:
        """Show how an earlier 定稿 of a record was printed."""
        from ui.preview import preview_version

        preview_version(self.workspace, record_id, revision, self)

    def finalise(self, record_id: str) -> None:
        form = self.open_record(record_id)
        if form is not None:
            form.finalise()

    def reopen(self, record_id: str) -> None:
        form = self.open_record(record_id)
        if form is not None:
            form.reopen()

    # -------------------------------------------------------------------------- people

    def open_member(self, member_id: str) -> None:
        """Open the page of a member; "" for somebody new."""
        from ui.pages.member import MemberForm

        if self._leave_form():
            form = MemberForm(self.workspace, member_id)
            self._show_form(form)

    # -------------------------------------------------------------------------- undo

    def undo(self) -> None:
        """Take back the last step: in the form its own, else the ledger's."""
        if self._undo_of_form is not None:
            self._undo_of_form.undo()
        else:
            self.say(f"已撤销：{self.workspace.undo()}")

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

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leave_form():
            event.ignore()
            return
        from ui.preview import forget_previews

        forget_previews()
        self.settings.setValue("geometry", self.saveGeometry())
        self.workspace.close()
        super().closeEvent(event)

    # -------------------------------------------------------------------------- which page

    def _opened(self) -> None:
        path = self.workspace.ledger.path
        try:
            self.setWindowTitle(f"{self.workspace.branch.name}　支部台账")
            for page in self.pages.values():
                page.refresh()
            self.go_to("records")
        except BaseException:
            self._back_to_welcome()
            raise
        self.settings.setValue("ledger", str(path))
        self._path.setText(f"台账：{path.name}")
        self._path.setToolTip(f"台账文件的位置：{path}")

    def _back_to_welcome(self) -> None:
        """A ledger that cannot be shown is as good as not open."""
        self.workspace.close()
        self.page = None
        self.setWindowTitle("支部台账")
        self._show_page(self.welcome)

    def go_to(self, name: str) -> None:
        """Show a page of the navigation; a form that is open is left first."""
        if self._leave_form():
            if name not in self.pages:
                page = self.pages[name] = self._make_page(name)
                self.stack.addWidget(page)
                page.refresh()
            if self.page is not self.pages[name]:
                self.search.clear()  # while the page that was searched still hears of it
            self.page = page = self.pages[name]
            self._show_page(page)
            self.tools.show_search(page.search_hint)
            page.begin()
        self._mark_page()

    def _make_page(self, name: str) -> Page:
        if name == "people":
            from ui.pages.people import PeoplePage

            people = PeoplePage(self.workspace)
            people.opens.connect(self.open_member)
            return people
        if name == "development":
            from ui.pages.development import DevelopmentPage

            development = DevelopmentPage(self.workspace)
            development.opens_record.connect(self.open_record)
            return development
        if name == "branch":
            from ui.pages.branch import BranchPage

            return BranchPage(self.workspace)
        from ui.pages.records import RecordsPage

        self.records = RecordsPage(self.workspace)
        self.records.opens.connect(self.open_record)
        self.records.previews.connect(self.preview)
        self.records.finalises.connect(self.finalise)
        self.records.reopens.connect(self.reopen)
        self.records.shows_version.connect(self.preview_version)
        self.records.says.connect(self.say)
        self.records.continues.connect(lambda record: self.show_form(record, is_unsaved=True))
        return self.records

    def _show_page(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        has_ledger = page not in (self.welcome, self._opening)
        self.navigation.setVisible(has_ledger)
        self.tools.setVisible(has_ledger and self.form is None)
        self.statusBar().setVisible(has_ledger)
        self._show_state()

    def _show_form(self, form: RecordForm | MemberForm) -> None:
        """Show a form in front of the page that it was opened from."""
        form.closed.connect(self._close_form)
        form.state_changed.connect(self._show_state)
        form.bar.add_undo(self.actions_by_name["undo"], self.actions_by_name["redo"])
        self.form = form
        self.stack.addWidget(form)
        self._show_page(form)
        form.begin()

    def _leave_form(self) -> bool:
        """Close the form if one is open; False if the person stays in it."""
        return self.form is None or self.form.close_form()

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if self.page is not None:
            self._show_page(self.page)
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

    # -------------------------------------------------------------------------- small verbs

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

    def _about(self) -> None:
        messages.tell(
            f"支部台账 zjdesk {__version__}",
            "自由软件，按 GNU GPL 第3版发布；使用的 Qt 按 GNU LGPL 第3版发布，可以自行替换。\n"
            "许可文本在程序文件夹的 resources/licences 里。",
        )
