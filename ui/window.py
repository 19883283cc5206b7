"""The main window: what can be opened in it, be it a ledger, a record or a member.

The pages tell what they want by signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ui import authors, file_dialogs, messages
from ui.actions import bind
from ui.frame import Frame
from ui.scan_folder import ScanFolder, ScanOffer
from ui.weekly_check import WeeklyCheck
from zjdesk import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCloseEvent

    from ui.forms.record_form import RecordForm
    from ui.pages.page import Page
    from ui.pages.records import RecordsPage
    from ui.workspace import Workspace
    from zjdesk.record import Record
    from zjdesk.tasks.task import NewRecord

_LEDGERS = "支部台账 (*.zj);;所有文件 (*)"


class MainWindow(Frame):
    """The window of the program."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__(workspace, settings)
        file_dialogs.remember_in(settings)
        WeeklyCheck(workspace, settings)
        bind(self.actions_by_name, {
            "open_ledger": self.ask_ledger,
            "new_ledger": self.create_ledger,
            "sample": self.show_sample,
            "handbook": self.print_handbook,
            "archive_list": self.print_archive_list,
            "handover": self.print_handover,
            "scans": self.take_scans,
            "about": self._about,
        })  # fmt: skip
        self.tools.new_record.connect(self.new_record)
        self.welcome.creates.connect(self.create_ledger)
        self.welcome.opens.connect(self.ask_ledger)
        self.welcome.shows_sample.connect(self.show_sample)
        workspace.opened.connect(self._opened)
        self.scan_folder = ScanFolder(settings, self)
        workspace.opened.connect(self.scan_folder.look)
        offer = ScanOffer(self.scan_folder)
        offer.clicked.connect(self.take_scans)
        self.statusBar().addPermanentWidget(offer)

    @property
    def records(self) -> RecordsPage | None:
        """The page of the records, once it was gone to."""
        return cast("RecordsPage | None", self.pages.get("records"))

    def connect_page(self, page: Page) -> None:
        page.opens_record.connect(self.open_record)
        page.makes_record.connect(self.make_record)
        page.opens_member.connect(self.open_member)
        page.opens_page.connect(self.open_page)
        page.continues.connect(lambda record: self.show_form(record, is_unsaved=True))
        page.finalises.connect(self.finalise)
        page.reopens.connect(self.reopen)
        page.prints.connect(self.print_papers)
        page.shows_version.connect(self.preview_version)
        page.signs.connect(
            lambda name: authors.remember(self.settings, self.workspace.ledger.path, name)
        )
        page.says.connect(self.say)

    # -------------------------------------------------------------------------- the ledger

    def open_ledger(self, path: Path) -> None:
        """Open a ledger. Raises LedgerError; the one that is open stays so."""
        if not self.leave_form():
            return
        try:
            self.workspace.open(path, author=authors.author_of(self.settings, path))
        finally:
            if not self.workspace.is_open:
                self.show_welcome()

    def ask_ledger(self) -> None:
        """Ask for a ledger and open it."""
        chosen = file_dialogs.ask_open(self, "打开台账", _LEDGERS)
        if chosen is not None:
            self.open_ledger(chosen)

    def offer_ledger(self, path: Path) -> None:
        """Offer to make a ledger where there was to be one."""
        self.show_welcome()
        if messages.ask(
            "这个位置没有台账", yes="在这里新建…", no="返回",
            hint=f"{path}\n如果台账在 U 盘上，请先插好 U 盘，再选“打开已有台账”。",
        ):  # fmt: skip
            self.create_ledger(path)

    def create_ledger(self, path: Path | None = None) -> None:
        """Ask for a branch and make its ledger, where the person says; `path` is proposed."""
        from ui.pages.new_ledger import NewLedgerDialog

        if not self.leave_form():
            return
        new = NewLedgerDialog.ask(self, path)
        if new is not None:
            self.workspace.author = new.author
            authors.remember(self.settings, new.path, new.author)
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
        """Open a form for a new record of today."""
        from zjdesk.tasks.task import NewRecord

        self.make_record(NewRecord(kind, day=self.workspace.today()))

    def make_record(self, wanted: NewRecord) -> None:
        """Open a form for a new record, prepared from the last of its kind and group."""
        from ui.forms.new_record import new_record
        from zjdesk.store import records

        if not self.leave_form():
            return
        kind, group, day = wanted.kind, wanted.group, wanted.day
        previous = self.workspace.read(lambda db: records.previous(db, kind, group, until=day))
        record = new_record(wanted, previous, recorder=self.workspace.author)
        self.show_form(record, is_unsaved=False)

    def open_record(self, record_id: str) -> RecordForm | None:
        """Open a record, or what was left of its form if that was never saved.

        The form; None if the person thought better of it.
        """
        from zjdesk.store import drafts, records

        if not self.leave_form():
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
        form.prints.connect(self.print_papers)
        self.show_in_front(form)
        return form

    def finalise(self, record_id: str) -> None:
        form = self.open_record(record_id)
        if form is not None:
            form.finalise()

    def reopen(self, record_id: str) -> None:
        form = self.open_record(record_id)
        if form is not None:
            form.reopen()

    # -------------------------------------------------------------------------- paper

    def print_papers(self, paper: str, ids: list[str]) -> None:
        """Show how these records will be printed as a kind of paper, known by its key."""
        from ui.papers import preview_papers

        if ids:
            preview_papers(self.workspace, paper, ids, self)

    def preview_version(self, record_id: str, revision: int) -> None:
        """Show how an earlier 定稿 of a record was printed."""
        from ui.papers import preview_version

        preview_version(self.workspace, record_id, revision, self)

    def print_handbook(self) -> None:
        from ui.year_papers import preview_handbook

        preview_handbook(self.workspace, self)

    def print_archive_list(self) -> None:
        from ui.year_papers import preview_archive_list

        preview_archive_list(self.workspace, self)

    def print_handover(self) -> None:
        from ui.year_papers import preview_handover

        preview_handover(self.workspace, self)

    def take_scans(self) -> None:
        """File signed pages that were scanned; a form that is open is left first."""
        from ui.scan_intake import ScanIntake

        if self.leave_form():
            ScanIntake(self.workspace, self.scan_folder, self).open()

    # -------------------------------------------------------------------------- people

    def open_member(self, member_id: str) -> None:
        """Open the page of a member; "" for somebody new."""
        from ui.pages.member import MemberForm

        if self.leave_form():
            form = MemberForm(self.workspace, member_id)
            self.show_in_front(form)

    def open_page(self, name: str, chosen: str) -> None:
        """Show a page with something chosen in it, where there is anything to choose."""
        self.go_to(name)
        page = self.pages.get(name)
        if page is not None and page is self.page:
            page.choose(chosen)

    # -------------------------------------------------------------------------- inside

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave_form():
            event.ignore()
            return
        from ui.preview import forget_previews

        forget_previews()
        self.settings.setValue("geometry", self.saveGeometry())
        self.workspace.close()
        super().closeEvent(event)

    def _opened(self) -> None:
        try:
            self.show_ledger()
        except BaseException:
            self.workspace.close()  # a ledger that cannot be shown is as good as not open
            self.show_welcome()
            raise
        self.settings.setValue("ledger", str(self.workspace.ledger.path))

    def _about(self) -> None:
        messages.tell(
            f"支部台账 zjdesk {__version__}",
            "自由软件，按 GNU GPL 第3版发布；使用的 Qt 按 GNU LGPL 第3版发布，可以自行替换。\n"
            "许可文本在程序文件夹的 resources/licences 里。",
        )
