"""The import of a roster: choose a sheet, look at the plan, carry it out, see what was done.

Nothing is written before the person has seen the plan and says yes; then all of it in one step.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import clock, theme
from ui.file_dialogs import ask_save
from ui.pages.file_drop import FileDrop
from ui.pages.import_plan import ImportPlan
from ui.pages.import_start import ImportStart, Start
from ui.progress import LongWork
from zjdesk.exchange import roster_sheet, sheets
from zjdesk.exchange.cells import Book, SheetRefused
from zjdesk.exchange.roster_sheet import RosterPlan
from zjdesk.exchange.row_plans import Status
from zjdesk.exchange.sheet_choice import is_without_header
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.workspace import Workspace
    from zjdesk.people import Branch
    from zjdesk.progress import Progress
    from zjdesk.store.changes import Transaction

MOST_ROWS = 20
"""So many faulty rows are named by their number."""
_TEXT_WIDTH = 560
_SIZE = QSize(1280, 700)
_AROUND = QSize(8, 40)
"""What the frame of a dialog takes."""
_SHEETS = "名册表格 (*.xlsx *.xlsm *.xls *.csv *.txt *.htm *.html);;所有文件 (*)"
_PRIVACY = (
    "Excel、WPS 的 .xlsx、.xls，.csv 都可以，不用事先整理。先给您看清楚会怎么读，再写入台账。\n"
    "手机号、民族、学历等不读入，也不保存；身份证号也不读入，除非您在下一步选了保存。"
)


def import_roster(workspace: Workspace, parent: QWidget | None, path: Path | None = None) -> None:
    """Let the person import a roster into the open ledger; undone in one step."""
    from zjdesk.store import roster

    def carry_out(plan: RosterPlan, done: Callable[[], None]) -> None:
        def verb(tx: Transaction, progress: Progress) -> None:
            progress(0, 2, "核对名册")
            roster_sheet.apply(tx, roster.get(tx.db), plan)
            progress(1, 2, "写入台账")

        workspace.do_long("导入名册", verb, lambda _: done())

    ImportRosterDialog(
        lambda: workspace.branch, parent, today=workspace.today, carry_out=carry_out
    ).run(path)


def ask_roster(branch: Branch, parent: QWidget | None) -> RosterPlan | None:
    """Ask for a roster for a branch that has no ledger yet; None if the person goes back."""
    dialog = ImportRosterDialog(lambda: branch, parent)
    return dialog.plan.plan if dialog.run() else None


class ImportRosterDialog(QDialog):
    """The steps of the import. Without `carry_out` it is done when the plan is agreed to."""

    def __init__(
        self,
        branch: Callable[[], Branch],
        parent: QWidget | None,
        *,
        today: Callable[[], date] = clock.today,
        carry_out: Callable[[RosterPlan, Callable[[], None]], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入党员名册")
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _AROUND))
        self._branch = branch
        self._today = today
        self._carry_out = carry_out
        self._path = Path()
        self._book: Book | None = None
        self._work: LongWork | None = None
        self.drop = FileDrop("把党员名册表格拖到这里", title="选择党员名册表格", kinds=_SHEETS)
        self.drop.given.connect(self.take_file)
        self.refusal = theme.dress(QLabel(), "problem")
        self.plan = ImportPlan()
        self.plan.wants_other.connect(self._plan_again)
        self.start = ImportStart()
        self.start.chosen.connect(self._start_at)
        self.outcome = theme.dress(QLabel("名册已导入"), "title")
        self.after = QLabel()
        self.after.setMinimumWidth(_TEXT_WIDTH)
        for label in (self.refusal, self.outcome, self.after):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.other = self._button("换一个文件…", self._begin)
        self.save_faulty = self._button("有错的行另存…", self._save_faulty)
        self.save_faulty.setToolTip("另存为 Excel，写明错在哪里；改好后可以再导入")
        self.back = self._button("取消", self.reject)
        self.agree = theme.dress(self._button("导入", self._agree), "primary")
        self.done_button = theme.dress(self._button("完成", self.accept), "primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.other)
        foot.addWidget(self.summary, 1)
        for button in (self.save_faulty, self.back, self.agree, self.done_button):
            foot.addWidget(button)
        self.stack = QStackedWidget()
        self._choosing = self._make_choosing()
        self._finished = self._make_finished()
        for page in (self._choosing, self.start, self.plan, self._finished):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self._begin()

    def run(self, path: Path | None = None) -> bool:
        """Ask for a file at once, or take this one; whether it came to the end."""
        begin = self.drop.choose if path is None else partial(self.take_file, path)
        QTimer.singleShot(0, self, begin)
        return self.exec() == QDialog.DialogCode.Accepted

    # -------------------------------------------------------------------------- steps

    def take_file(self, path: Path) -> None:
        """Read a file and plan; what is wrong with it is said where it was dropped."""
        branch, today = self._branch(), self._today()

        def work(progress: Progress) -> tuple[Book | None, RosterPlan | SheetRefused]:
            from zjdesk.documents.fonts import missing

            book = None
            try:
                book = sheets.read_book(path)
                progress(1, 2, "读表格")
                return book, roster_sheet.plan(book, branch, today=today, missing=missing)
            except SheetRefused as refusal:
                return book, refusal

        def done(found: tuple[Book | None, RosterPlan | SheetRefused]) -> None:
            self._path, (self._book, plan) = path, found
            if self._book is not None:
                self.plan.begin(path, self._book, today)
            if isinstance(plan, RosterPlan):
                self.plan.show_plan(plan)
                self._show(self.plan)
            elif self._book is not None and is_without_header(self._book):
                self.start.show_book(self._book, f"“{path.name}”：{plan}")
                self._show(self.start)
            else:
                self._begin()
                self.refusal.setText(f"“{path.name}”：{_words(plan)}")
                self.refusal.show()

        self._run("读入表格", work, done)

    def _begin(self) -> None:
        """Ask for a file."""
        self.refusal.hide()
        self._show(self._choosing)

    def _start_at(self, start: Start) -> None:
        """Plan from where the person found the names."""
        self.plan.start_at(start.sheet, start.row, {start.label: "name"})

    def _plan_again(self) -> None:
        """Plan with what the person chose; the last plan stays where that does not work."""
        assert self._book is not None
        book, branch, today = self._book, self._branch(), self._today()
        sheet, row, wanted = self.plan.sheet, self.plan.row, dict(self.plan.columns.wanted)
        back, same, day = dict(self.plan.back), set(self.plan.same), self.plan.day

        def work(_: Progress) -> RosterPlan | SheetRefused:
            from zjdesk.documents.fonts import missing

            try:
                return roster_sheet.plan(
                    book,
                    branch,
                    today=today,
                    day=day,
                    columns=wanted,
                    sheet=sheet,
                    header_row=row,
                    back=back,
                    same=same,
                    missing=missing,
                )
            except SheetRefused as refusal:
                return refusal

        def done(found: RosterPlan | SheetRefused) -> None:
            if isinstance(found, RosterPlan):
                self.plan.show_plan(found)
            elif self.plan.plan is None:
                self.start.refuse(_words(found))
                return
            else:
                self.plan.refuse(_words(found))
            self._show(self.plan)

        self._run("重新计划", work, done)

    def _agree(self) -> None:
        plan = self.plan.plan
        assert plan is not None
        if self._carry_out is None:
            self.accept()
            return
        self._carry_out(plan, partial(self._finish, plan))

    def _finish(self, plan: RosterPlan) -> None:
        self.after.setText("\n".join(_done_words(plan)))
        self._show(self._finished)
        self.done_button.setDefault(True)  # Enter is enough
        self.done_button.setFocus()

    def _save_faulty(self) -> None:
        assert self.plan.plan is not None
        proposed = self._path.with_name(f"{self._path.stem}-待改正.xlsx")
        chosen = ask_save(self, "有错的行另存为", proposed, "Excel 表格 (*.xlsx)")
        if chosen:
            path = chosen.with_suffix(".xlsx")
            write_file(path, roster_sheet.faulty_rows_sheet(self.plan.plan))
            self.summary.setText(f"有错的行已另存：{path.name}")

    # -------------------------------------------------------------------------- inside

    def _show(self, page: QWidget) -> None:
        plan = self.plan.plan if page in (self.plan, self._finished) else None
        writes = plan is not None and bool(_taken(plan))
        self.stack.setCurrentWidget(page)
        self.other.setVisible(page in (self.plan, self.start))
        self.agree.setVisible(page is self.plan)
        self.agree.setEnabled(writes)
        self.back.setVisible(page is not self._finished)
        self.done_button.setVisible(page is self._finished)
        self.save_faulty.setVisible(plan is not None and bool(plan.rows_with(Status.FAULTY)))
        self.summary.setText(_plan_words(plan) if plan and page is self.plan else "")
        if plan is not None:
            self.agree.setText(f"导入 {_taken(plan)} 人" if writes else "导入")

    def _run(
        self, label: str, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        self._work = LongWork(label, work, done)
        self._work.start()

    def _button(self, words: str, verb: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: verb())
        return button

    def _make_choosing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.refusal)
        column.addWidget(self.drop, 1)
        column.addWidget(theme.dress(QLabel(_PRIVACY), "hint"))
        return page

    def _make_finished(self) -> QWidget:
        page = QWidget()
        picture = QLabel()
        picture.setPixmap(theme.icon("ok").pixmap(QSize(40, 40)))
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (picture, self.outcome, self.after):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page


def _words(refusal: SheetRefused) -> str:
    return f"{refusal}\n{refusal.hint}"


def _taken(plan: RosterPlan) -> int:
    return len(plan.rows_with(Status.NEW)) + len(plan.rows_with(Status.CHANGED))


def _written(plan: RosterPlan) -> list[str]:
    """What agreeing writes, as in: 新增 20 人, 修改 2 人."""
    new, changed = (len(plan.rows_with(each)) for each in (Status.NEW, Status.CHANGED))
    return [
        *([f"新增 {new} 人"] if new else []),
        *([f"修改 {changed} 人"] if changed else []),
        *([f"新建党小组：{'、'.join(plan.new_groups)}"] if plan.new_groups else []),
    ]


def _plan_words(plan: RosterPlan) -> str:
    """What becomes of the whole sheet."""
    counted = (Status.SAME, Status.LEFT, Status.FAULTY)
    same, left, faulty = (len(plan.rows_with(each)) for each in counted)
    parts = [
        *_written(plan),
        *([f"{same} 人与名册相同"] if same else []),
        *([f"{left} 人曾转出，不读入"] if left else []),
        *([f"{faulty} 行有错，不读入"] if faulty else []),
    ]
    return "；".join(parts) or "表里没有可以读入的人"


def _done_words(plan: RosterPlan) -> list[str]:
    numbers = [str(row.number) for row in plan.rows_with(Status.FAULTY)]
    more = f"等 {len(numbers)} " if len(numbers) > MOST_ROWS else ""
    rows = f"第 {'、'.join(numbers[:MOST_ROWS])} {more}行"
    rest = f"{rows}有错，没有读入。可以把它们另存，改好后再导入。"
    return [
        f"{'；'.join(_written(plan))}。",
        *([rest] if numbers else []),
        "名册里原有、这张表里没有的人，没有动。若有不对，“撤销”一次就全部退回。",
    ]
