"""首页: what is to be done, and the duties of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import file_dialogs, theme
from ui.pages.duty_marks import LEGEND
from ui.pages.duty_matrix import DutyMatrix
from ui.pages.duty_tasks import TaskList
from ui.pages.duty_ways import (
    doing,
    excusing,
    going_on,
    making,
    more_of_task,
    opening,
    show_menu,
    take,
)
from ui.pages.page import Page
from ui.pages.unfinished import Unfinished
from ui.preview import Written, preview_paper
from zjdesk.duties.catalogue import lacks_committee
from zjdesk.duties.cells import Matrix, Status
from zjdesk.duties.matrix import matrix
from zjdesk.fields import EARLIEST, LATEST
from zjdesk.regulations.catalogue import SINCE
from zjdesk.tasks.due import ahead, due

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.workspace import Workspace
    from zjdesk.duties.cells import Cell
    from zjdesk.duties.known import Known
    from zjdesk.progress import Progress
    from zjdesk.tasks.task import Task

ROOM_FOR_BOTH = 1160
"""Pixels across: with fewer the list stands above the matrix."""
_LEAST_LIST = 210
_HOW = "到今天为止的记录都算已开，没有定稿的也算。点一格新建或打开；点右键写明不召开。"


class DutiesPage(Page):
    """The first page."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._year: int | None = None
        """The year of the matrix; None: that of today."""
        self.unfinished = Unfinished(workspace)
        self.unfinished.continues.connect(self.continues)
        self.title = theme.dress(QLabel("本月还差什么"), "title")
        self.summary = QLabel()
        self.tasks = TaskList()
        self.tasks.setMinimumHeight(_LEAST_LIST)
        self.tasks.acts.connect(self._act_on_task)
        self.tasks.asks_menu.connect(self._show_menu_of_task)
        self.matrix = DutyMatrix()
        self.matrix.opened.connect(self._open_cell)
        self.matrix.asks_menu.connect(self._show_menu_of_cell)
        self.matrix.moved.connect(self._tell_cell)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(14)
        self._body.addWidget(self.tasks, 1)
        self._body.addLayout(self._make_year(), 1)
        inside = QWidget()
        inside.setLayout(self._body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.title)
        top.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.unfinished)
        column.addLayout(top)
        column.addWidget(area, 1)

    # -------------------------------------------------------------------------- showing

    @property
    def year(self) -> int:
        """The year of the matrix."""
        return self._year or self.workspace.today().year

    def refresh(self) -> None:
        """Read anew what is shown."""
        if not self.workspace.is_open:
            return
        from zjdesk.store import drafts

        today = self.workspace.today()
        self._now = self._known(today.year)
        self.unfinished.show_drafts(self.workspace.read(drafts.waiting))
        self._this_year = matrix(self._now, today.year, today)
        self.summary.setText(_in_numbers(self._this_year))
        self.tasks.show_tasks(due(self._now, today, table=self._this_year), today)
        self._show_year()

    def go_to_year(self, year: int) -> None:
        """Show the duties of another year."""
        self._year = None if year == self.workspace.today().year else year
        self._show_year()

    def begin(self) -> None:
        """Go on where the person was last."""
        (self.focusWidget() or self.tasks).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= ROOM_FOR_BOTH
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    # -------------------------------------------------------------------------- by the person

    def print(self) -> None:
        """Show the duties of the year as they will be printed."""
        table = self._table
        branch = self.workspace.branch.name_on(table.today)

        def write(paper: BinaryIO, _: Progress) -> Written:
            from zjdesk.documents.duty_table import duty_table_faults, write_duty_table

            write_duty_table(table, paper, branch=branch)
            return Written(f"{table.year}年三会一课全年表", duty_table_faults(table))

        preview_paper(self.workspace, write, self)

    def save_calendar(self) -> None:
        """Ask where, then write what lies ahead for the phone. Raises CannotWrite."""
        from zjdesk.exchange.calendar import write_calendar
        from zjdesk.writing import write_file

        today = self.workspace.today()
        chosen = file_dialogs.ask_save(
            self, "存为手机日历", f"支部日历{today:%Y%m%d}.ics", "日历 (*.ics)"
        )
        if chosen is not None:
            target = chosen.with_suffix(".ics")
            tasks = ahead(self._now, today)
            moment = datetime.now(UTC)
            content = write_calendar(tasks, branch=self._now.branch, moment=moment)
            write_file(target, content)
            self.says.emit(f"已存为“{target.name}”，发到手机上打开就能加进日历")

    def set_since(self) -> None:
        """Ask from which day on something is missing."""
        from ui.pages.rule_changes import SINCE_WORDS, ask_since

        if ask_since(self.workspace):
            self.says.emit(f"{SINCE_WORDS}已改，可撤销（Ctrl+Z）")

    # -------------------------------------------------------------------------- building

    def _make_year(self) -> QVBoxLayout:
        self.back = _arrow("‹", "上一年", lambda: self.go_to_year(self.year - 1))
        self.on = _arrow("›", "下一年", lambda: self.go_to_year(self.year + 1))
        self.shown_year = theme.dress(QLabel(), "heading")
        self.shown_year.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown_year.setMinimumWidth(72)
        self.this_year = QPushButton("回到今年")
        self.this_year.clicked.connect(lambda: self.go_to_year(self.workspace.today().year))
        self.rules_button = QPushButton("规定和设置")
        self.rules_button.clicked.connect(lambda: self.opens_page.emit("settings", ""))
        self.print_button = QPushButton(theme.icon("print"), "打印全年表")
        self.print_button.clicked.connect(self.print)
        self.calendar_button = QPushButton(theme.icon("calendar"), "存为手机日历…")
        self.calendar_button.clicked.connect(self.save_calendar)
        head = QHBoxLayout()
        head.setSpacing(4)
        for widget in (self.back, self.shown_year, self.on, self.this_year):
            head.addWidget(widget)
        head.addStretch()
        for button in (self.rules_button, self.print_button, self.calendar_button):
            head.addWidget(button)
        self.since_button = QPushButton("以前的在纸质台账里？写明从哪天起计…")
        self.since_button.clicked.connect(self.set_since)
        self.committee_button = QPushButton()
        self.committee_button.clicked.connect(lambda: self.opens_page.emit("branch", ""))
        legend = theme.dress(QLabel(f"{LEGEND}\n{_HOW}"), "hint")
        legend.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.matrix)
        column.addWidget(legend)
        for button in (self.committee_button, self.since_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        column.addStretch()
        return column

    # -------------------------------------------------------------------------- inside

    def _known(self, year: int) -> Known:
        from zjdesk.store import duties

        return self.workspace.read(lambda db: duties.known(db, year))

    def _show_year(self) -> None:
        known, table = self._now, self._this_year
        if self._year is not None:
            known = self._known(self._year)
            table = matrix(known, self._year, self.workspace.today())
        self._shown, self._table = known, table
        self.shown_year.setText(f"{table.year}年")
        self.this_year.setVisible(self._year is not None)
        self.back.setEnabled(table.year > EARLIEST.year + 1)
        self.on.setEnabled(table.year < LATEST.year - 1)
        self.matrix.show_matrix(table, known)
        self.since_button.setVisible(_is_older(known, table))
        lacks = lacks_committee(known.branch, table.today, known.regulations(table.today))
        self.committee_button.setText(f"{lacks}：到“支部”填写…")
        self.committee_button.setVisible(bool(lacks))

    def _tell_cell(self) -> None:
        cell = self.matrix.current
        self.told.setText(self.matrix.lines.told(cell) if cell else "")

    def _open_cell(self, cell: Cell, where: QPoint) -> None:
        take(going_on(cell, self, self._shown), self, where)

    def _show_menu_of_cell(self, cell: Cell, where: QPoint) -> None:
        ways = (making(cell, self, self._shown), opening(cell, self), excusing(cell, self))
        show_menu(self, where, *ways)

    def _act_on_task(self, task: Task, where: QPoint) -> None:
        take(doing(task, self, self._now), self, where)

    def _show_menu_of_task(self, task: Task, where: QPoint) -> None:
        show_menu(self, where, doing(task, self, self._now), more_of_task(task, self))


def _is_older(known: Known, table: Matrix) -> bool:
    """Whether something is missing that was before the first record, and nobody said why."""
    missing = table.missing
    if not missing or known.regulations(table.today)[SINCE]:
        return False
    earliest = min(cell.period.last for cell in missing)
    return not known.figures or earliest < known.figures[0].day


def _in_numbers(table: Matrix) -> str:
    """How the month and the year stand."""
    today: date = table.today
    held = {
        one.id: one
        for cell in table.cells
        for one in cell.records
        if (one.day.year, one.day.month) == (today.year, today.month)
    }
    parts = [part for cell in table.cells for part in cell.parts]
    soon = [part for part in parts if part.status is Status.DUE_SOON]
    drafts = sum(not one.is_final for one in held.values())
    begun = sum(bool(part.planned) for part in soon)
    return " · ".join(
        (
            f"{today.month}月已开 {len(held)} 次{_among(drafts, '还没有定稿')}",
            f"近期要开 {len(soon)} 次{_among(begun, '已有草稿')}",
            f"今年到现在缺 {len(table.missing)} 次",
        )
    )


def _among(count: int, words: str) -> str:
    return f"，其中 {count} 次{words}" if count else ""


def _arrow(sign: str, words: str, verb: object) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(verb)
    return button
