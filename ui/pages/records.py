"""支部台账: every record of the branch, filtered, searched, counted, opened, printed, removed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from ui import messages, theme
from ui.forms.edits import is_composing
from ui.pages.kind_list import KindList
from ui.pages.page import Page
from ui.pages.period_choice import PeriodChoice
from ui.pages.record_lines import RecordLines
from ui.pages.record_table import RecordTable
from ui.pages.table_keys import bind_keys
from ui.pages.unfinished import Unfinished
from ui.print_button import MINUTES, MOST_COUNTED, PaperMenu, PrintButton
from zjdesk.record import State

if TYPE_CHECKING:
    from datetime import date

    from ui.workspace import Workspace
    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction
    from zjdesk.store.records import RecordLine

SEARCH_AFTER_MS = 200
MOST_EXCERPTS = 300
"""So many hits show where the words were found."""


class RecordsPage(Page):
    """The page of the records."""

    search_hint = "搜索：内容、地点、人名或拼音首字母"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._text = ""
        self.kinds = KindList()
        self.kinds.chosen.connect(self.refresh)
        self.periods = PeriodChoice(workspace.today)
        self.periods.chosen.connect(self.refresh)
        self.lines = RecordLines()
        self.table = self._make_table()
        self._nothing = theme.dress(QLabel(self.table.viewport()), "hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing.linkActivated.connect(self.search_everywhere)
        self._summary = theme.dress(QLabel(), "hint")
        self._open = QPushButton("打开")
        self._open.clicked.connect(self.open_chosen)
        self._preview = PrintButton(self._looked_into)
        self._preview.chosen.connect(self.print)
        self._restore = QPushButton(theme.icon("undo"), "恢复")
        self._restore.setToolTip("把选中的记录放回支部台账")
        self._restore.clicked.connect(self.restore_chosen)
        foot = QHBoxLayout()
        foot.addWidget(self._summary)
        foot.addStretch()
        foot.addWidget(self._restore)
        foot.addWidget(self._open)
        foot.addWidget(self._preview)
        right = QVBoxLayout()
        right.setContentsMargins(12, 10, 14, 10)
        right.setSpacing(8)
        self.unfinished = Unfinished(workspace)
        self.unfinished.continues.connect(self.continues)
        right.addWidget(self.unfinished)
        right.addWidget(self.periods)
        right.addWidget(self.table, 1)
        right.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.kinds)
        across.addLayout(right, 1)
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(SEARCH_AFTER_MS)
        self._searching.timeout.connect(self._search_now)

    # -------------------------------------------------------------------------- showing

    def search(self, text: str) -> None:
        """Look for a text as soon as the person pauses."""
        self._text = text
        self._searching.start()

    def search_everywhere(self) -> None:
        """Look for the text among all records of all times."""
        self.periods.choose("全部")
        self.kinds.choose_all()

    def print(self, paper: str = MINUTES) -> None:
        """Preview what is chosen in the order of a folder: the oldest first."""
        self.prints.emit(paper, self.chosen_ids()[::-1])

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        """Read anew what is shown; what was chosen stays chosen."""
        if not self.workspace.is_open:
            return
        from zjdesk.store import drafts, records, search, signed

        chosen = self.chosen_ids()
        period = self.periods.period
        within = (period.first, period.last) if period else (None, None)
        with self.workspace.ledger.reading() as db:

            def find(since: date | None, until: date | None, *, deleted: bool) -> list[RecordLine]:
                return records.find(db, text=self._text, since=since, until=until, deleted=deleted)

            kept, removed = find(*within, deleted=False), find(*within, deleted=True)
            found = removed if self.kinds.is_bin else [one for one in kept if self._is_asked(one)]
            everywhere = 0 if found else len(find(None, None, deleted=False))
            ids = [line.id for line in found[:MOST_EXCERPTS]] if self._text.strip() else []
            excerpts = search.excerpts(db, self._text, ids)
            changed = signed.changed_since_printed(db)
            left = drafts.waiting(db)
        self.unfinished.show_drafts(left)
        self.lines.show_lines(found, excerpts, changed)
        counts = Counter(kind for line in kept for kind in (line.kind, *line.also))
        self.kinds.show_counts(counts, total=len(kept), removed=len(removed))
        self._choose(chosen)
        self._summary.setText(_summary(found))
        self._show_nothing(is_empty=not found, everywhere=everywhere)
        self._chosen_changed()

    def chosen(self) -> list[RecordLine]:
        """The chosen lines from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.lines.line(row) for row in rows]

    def chosen_ids(self) -> list[str]:
        return [line.id for line in self.chosen()]

    # -------------------------------------------------------------------------- by the person

    def open_chosen(self) -> None:
        chosen = self.chosen()
        if chosen and not self.kinds.is_bin:
            self.opens_record.emit(chosen[0].id)

    def remove_chosen(self) -> None:
        """Put the chosen records into the bin; can be undone."""
        chosen = self.chosen()
        if not chosen or self.kinds.is_bin:
            return
        what = f"“{chosen[0].title}”" if len(chosen) == 1 else f"{len(chosen)} 条记录"
        finals = sum(line.state is State.FINAL for line in chosen)
        final = f"其中 {finals} 条已经定稿。" if finals else ""
        hint = f"{final}删除后可以撤销（Ctrl+Z），也可以在回收站里恢复。"
        if not messages.ask(f"删除{what}？", yes="删除", hint=hint, is_risky=True):
            return
        from zjdesk.store import records

        def verb(tx: Transaction) -> None:
            for line in chosen:
                records.remove(tx, line.id)

        self.workspace.do(f"删除{what}", verb)
        self.says.emit(f"已删除{what}，可撤销（Ctrl+Z）或在回收站恢复")

    def copy_chosen(self) -> None:
        """Open the window from which the chosen record is copied elsewhere."""
        from ui.copy_out import CopyOut
        from zjdesk.store import records

        record_id = self.chosen_ids()[0]
        record = self.workspace.read(lambda db: records.get(db, record_id))
        CopyOut(self.workspace, record).show_at_side()

    def restore_chosen(self) -> None:
        """Bring the chosen records back from the bin."""
        chosen = self.chosen()
        from zjdesk.store import records

        def verb(tx: Transaction) -> None:
            for line in chosen:
                records.restore(tx, line.id)

        self.workspace.do(f"恢复 {len(chosen)} 条记录", verb)
        self.says.emit(f"已恢复 {len(chosen)} 条记录，放回了支部台账")

    def menu_of_chosen(self) -> QMenu:
        """What can be done with the chosen records."""
        menu = QMenu(self)
        chosen = self.chosen()
        if self.kinds.is_bin:
            menu.addAction("恢复").triggered.connect(self.restore_chosen)
            return menu
        count = f"（{len(chosen)} 份）" if len(chosen) > 1 else ""
        if len(chosen) == 1:
            line = chosen[0]
            menu.addAction(theme.icon("open"), "打开").triggered.connect(self.open_chosen)
            if line.state is State.DRAFT:
                act = menu.addAction(theme.icon("ok"), "定稿…")
                act.triggered.connect(lambda: self.finalises.emit(line.id))
            else:
                act = menu.addAction(theme.icon("edit"), "更正…")
                act.triggered.connect(lambda: self.reopens.emit(line.id))
            self._add_versions(menu, line)
        preview = menu.addAction(theme.icon("print"), f"预览打印{count}")
        preview.triggered.connect(lambda: self.print())
        papers = PaperMenu(self._looked_into, menu)
        papers.chosen.connect(self.print)
        menu.addMenu(papers)
        if len(chosen) == 1:
            copy = menu.addAction(theme.icon("copy"), "复制到上级平台…")
            copy.triggered.connect(self.copy_chosen)
        menu.addSeparator()
        menu.addAction(theme.icon("remove"), f"删除{count}").triggered.connect(self.remove_chosen)
        return menu

    # -------------------------------------------------------------------------- inside

    def _make_table(self) -> RecordTable:
        table = RecordTable(self.lines)
        table.doubleClicked.connect(self.open_chosen)
        table.selectionModel().selectionChanged.connect(self._chosen_changed)
        table.customContextMenuRequested.connect(self._show_menu)
        bind_keys(table, opens=self.open_chosen, removes=self.remove_chosen)
        return table

    def _looked_into(self) -> list[Record] | None:
        """The chosen records, or None where they are too many to look into."""
        from zjdesk.store import records

        ids = self.chosen_ids()
        if len(ids) > MOST_COUNTED:
            return None
        with self.workspace.ledger.reading() as db:
            return [records.get(db, record_id) for record_id in ids]

    def _add_versions(self, menu: QMenu, line: RecordLine) -> None:
        """The versions that were corrected since: they are kept and can be looked at."""
        from zjdesk.store import versions

        for version in self.workspace.read(lambda db: versions.of(db, line.id)):
            if version.reason:
                act = menu.addAction(f"查看原稿：第{version.revision}版…")
                act.setToolTip(f"更正原因：{version.reason}")
                act.triggered.connect(
                    lambda _=False, n=version.revision: self.shows_version.emit(line.id, n)
                )
        menu.setToolTipsVisible(True)

    def _is_asked(self, line: RecordLine) -> bool:
        kinds = self.kinds.kinds
        return not kinds or any(kind in kinds for kind in (line.kind, *line.also))

    def _show_menu(self, where: QPoint) -> None:
        if self.chosen():
            menu = self.menu_of_chosen()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(where))

    def _chosen_changed(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        is_bin = self.kinds.is_bin
        for button in (self._open, self._preview):
            button.setVisible(not is_bin)
        self._restore.setVisible(is_bin)
        self._restore.setEnabled(count > 0)
        self._open.setEnabled(count == 1)
        self._preview.setEnabled(count > 0)
        self._preview.setText(f"预览打印（{count} 份）" if count > 1 else "预览打印")

    def _choose(self, ids: list[str]) -> None:
        model = self.table.selectionModel()
        for record_id in ids:
            row = self.lines.row_of(record_id)
            if row >= 0:
                flag = model.SelectionFlag.Select | model.SelectionFlag.Rows
                model.select(self.lines.index(row, 0), flag)

    def _search_now(self) -> None:
        if is_composing():
            self._searching.start()
        else:
            self.refresh()

    def _show_nothing(self, *, is_empty: bool, everywhere: int) -> None:
        is_narrowed = bool(self._text.strip() or self.periods.period or self.kinds.kinds)
        words = "没有符合条件的记录。"
        if self.kinds.is_bin and not self._text.strip():
            words = "回收站是空的。"
        elif everywhere and self._text.strip():
            words = f"这里没有；<a href='all'>全部记录中有 {everywhere} 条</a>"
        elif not is_narrowed:
            words = "还没有记录。<br>点左上角的“新建记录”，选一种会议或活动开始。"
        self._nothing.setText(words)
        self._nothing.setVisible(is_empty)
        self._nothing.setGeometry(0, 60, max(420, self.table.viewport().width()), 60)


def _summary(lines: list[RecordLine]) -> str:
    finals = sum(line.state is State.FINAL for line in lines)
    late = sum(line.late for line in lines)
    words = f"{len(lines)} 条，定稿 {finals}，草稿 {len(lines) - finals}"
    return f"{words}，补记 {late}" if late else words
