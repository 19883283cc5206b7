"""党员: the members of a day, filtered, searched, ordered, opened, printed, handed on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
)

from ui import messages, theme
from ui.file_dialogs import ask_save
from ui.forms.edits import ChoiceBox
from ui.pages.file_drop import file_of
from ui.pages.member_verbs import carry_out, verbs_for
from ui.pages.page import Page
from ui.pages.people_lines import COLUMNS, DISPENSABLE, PeopleLines
from ui.pages.plain_table import plain_table
from ui.pages.table_keys import bind_keys
from ui.preview import Written, preview_paper
from zjdesk import roster_events
from zjdesk.member_lines import ORDERS, Order, Whose, in_numbers, member_lines
from zjdesk.names import pinyin_keys
from zjdesk.people import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from ui.workspace import Workspace
    from zjdesk.member_lines import MemberLine
    from zjdesk.people import Branch, Member
    from zjdesk.progress import Progress

WHOSE = {Whose.HERE: "在册", Whose.LEFT: "已离开", Whose.ALL: "全部"}
WITHOUT_GROUP = "未编组"
_LEAST_SITUATION = 140
"""Pixels of the last column."""


class PeoplePage(Page):
    """The page of the members."""

    search_hint = "搜索党员：姓名或拼音首字母"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAcceptDrops(True)
        self._text = ""
        self._day: date | None = None
        """The day of the roster; None: today."""
        self.lines = PeopleLines()
        self.whose = _choice("显示哪些党员", WHOSE)
        self.group = _choice("按党小组看", {})
        self.category = _choice("按人员类别看", {"": "全部类别", **CATEGORIES})
        self.order = _choice("排序", {key: f"按{words}排" for key, words in ORDERS.items()})
        for box in (self.whose, self.group, self.category, self.order):
            box.activated.connect(self.refresh)
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setAccessibleName("名册日期")
        self.date.setToolTip("看这一天的名册：谁在册、在哪个组、有没有表决权")
        self.date.dateChanged.connect(self._take_day)
        self.summary = theme.dress(QLabel(), "hint")
        self.table = self._make_table()
        self._nothing = theme.dress(QLabel(self.table.viewport()), "hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget in (self.whose, self.group, self.category, self.order, self.date):
            top.addWidget(widget)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_foot())

    # -------------------------------------------------------------------------- showing

    def search(self, text: str) -> None:
        self._text = text.strip().lower()
        self.refresh()

    @property
    def day(self) -> date:
        return self._day or self.workspace.today()

    def refresh(self) -> None:
        """Read anew what is shown; who was chosen stays chosen."""
        if not self.workspace.is_open:
            return
        chosen = [member.id for member in self.chosen()]
        branch = self.workspace.branch
        self._show_groups(branch)
        self._show_day()
        found = member_lines(
            branch,
            self.day,
            whose=Whose(self.whose.currentData()),
            order=Order(self.order.currentData()),
        )
        shown = [line for line in found if self._fits(line)]
        self.lines.show_lines(shown)
        narrowed = f"找到 {len(shown)} 人　　" if len(shown) < len(found) else ""
        self.summary.setText(f"{narrowed}{in_numbers(found)}")
        self._choose(chosen)
        self._show_nothing(is_empty=not shown, is_first=not branch.members)
        self._chosen_changed()

    def chosen(self) -> list[Member]:
        """The chosen members from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.lines.line(row).member for row in rows]

    def begin(self) -> None:
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_columns)  # once the table has its size

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.import_roster(path))

    # -------------------------------------------------------------------------- by the person

    def open_chosen(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.opens_member.emit(chosen[0].id)

    def remove_chosen(self) -> None:
        """Remove members who are in no record; of the others it is told why that cannot be."""
        chosen = self.chosen()
        if not chosen:
            return
        from zjdesk.store import roster

        gone = {member.id for member in chosen}
        used = self.workspace.read(lambda db: roster.named_in_records(db, gone))
        if used:
            names = "、".join(member.name for member in chosen if member.id in used)
            messages.tell(
                f"{names}在会议记录里出现过，不能删除",
                "离开本支部的党员请用“转出”，写明日期；以前的记录和考勤都保留。",
            )
            return
        who = f"“{chosen[0].name}”" if len(chosen) == 1 else f"{len(chosen)} 名党员"
        if messages.ask(f"删除{who}？", yes="删除", hint="录入有误才删除。可以撤销。"):
            self.workspace.change_branch(
                f"删除{who}", lambda branch: roster_events.remove_members(branch, gone)
            )

    def print(self) -> None:
        self.print_roster(personal=False)

    def print_roster(self, *, personal: bool) -> None:
        """Show the roster as it will be printed: those who are shown, in their order."""
        lines, day = self.lines.all(), self.day
        branch = self.workspace.branch.name_on(day)

        def write(paper: BinaryIO, _: Progress) -> Written:
            from zjdesk.documents.roster import roster_faults, write_roster

            write_roster(lines, paper, branch=branch, day=day, personal=personal)
            return Written(f"{branch}党员名册{day:%Y%m%d}", roster_faults(lines))

        preview_paper(self.workspace, write, self)

    def import_roster(self, path: Path | None = None) -> None:
        """Let the person read a roster in, from this file or from one that is asked for."""
        from ui.pages.import_roster import import_roster

        import_roster(self.workspace, self, path)

    def export(self) -> None:
        """Ask where, then write the roster of the day as .xlsx. Raises CannotWrite."""
        from zjdesk.exchange.roster_export import write_roster
        from zjdesk.writing import write_file

        personal = messages.choose(
            "导出的名册里要有出生日期等个人信息吗？", ["不要", "要", "取消"],
            hint="要上报或张贴的名册，一般不带个人信息。身份证号任何时候都不导出。",
        )  # fmt: skip
        if personal == "取消":
            return
        name = f"{self.workspace.branch.name}党员名册{self.day:%Y%m%d}.xlsx"
        chosen = ask_save(self, "导出名册", name, "Excel 表格 (*.xlsx)")
        if chosen:
            content = write_roster(self.workspace.branch, self.day, personal=personal == "要")
            write_file(chosen.with_suffix(".xlsx"), content)

    def menu_of_chosen(self) -> QMenu:
        """What can be done with the chosen members."""
        menu = QMenu(self)
        chosen = self.chosen()
        if len(chosen) == 1:
            menu.addAction(theme.icon("open"), "打开").triggered.connect(self.open_chosen)
            menu.addSeparator()
        for verb in verbs_for(chosen, self.workspace.today()):
            action = menu.addAction(f"{verb.name}…")
            action.triggered.connect(
                lambda _=False, verb=verb: carry_out(verb, self.workspace, chosen)
            )
        menu.addSeparator()
        menu.addAction(theme.icon("remove"), "删除…").triggered.connect(self.remove_chosen)
        return menu

    # -------------------------------------------------------------------------- building

    def _make_table(self) -> QTableView:
        table = plain_table(
            self.lines,
            "党员",
            (width for _, width, _ in COLUMNS),
            chooses=QAbstractItemView.SelectionMode.ExtendedSelection,
        )
        table.doubleClicked.connect(self.open_chosen)
        table.selectionModel().selectionChanged.connect(self._chosen_changed)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        bind_keys(table, opens=self.open_chosen, removes=self.remove_chosen)
        return table

    def _make_foot(self) -> QHBoxLayout:
        self.add_button = QPushButton(theme.icon("add"), "新增党员")
        self.add_button.clicked.connect(lambda: self.opens_member.emit(""))
        self.import_button = QPushButton("从 Excel 导入…")
        self.import_button.setToolTip("读入党员名册表格，先看清楚再写入；也可以把文件拖到这一页")
        self.import_button.clicked.connect(lambda: self.import_roster())
        self._export = QPushButton("导出 Excel…")
        self._export.clicked.connect(self.export)
        self._print = QPushButton("打印名册 ▾")
        self._print.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(self)
        for words, personal in (("不带个人信息", False), ("带出生日期", True)):
            action = menu.addAction(words)
            action.triggered.connect(
                lambda _=False, personal=personal: self.print_roster(personal=personal)
            )
        self._print.setMenu(menu)
        self._verbs = QPushButton("办理 ▾")
        self._verbs.setToolTip("转正、延长预备期、调组、转出、停止表决权……（也可以在名单上点右键）")
        self._verbs.clicked.connect(self._show_menu_of_button)
        self._open = QPushButton("打开")
        self._open.clicked.connect(self.open_chosen)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.import_button)
        foot.addStretch()
        for button in (self._verbs, self._open, self._export, self._print):
            foot.addWidget(button)
        return foot

    # -------------------------------------------------------------------------- inside

    def _fits(self, line: MemberLine) -> bool:
        group, category = self.group.currentData(), self.category.currentData()
        if group and line.group != ("" if group == WITHOUT_GROUP else group):
            return False
        if category and line.category != category:
            return False
        keys = pinyin_keys(line.member.name).split() if self._text.isascii() and self._text else []
        return self._text in line.name or any(key.startswith(self._text) for key in keys)

    def _show_groups(self, branch: Branch) -> None:
        names = ["", *(group.name for group in branch.groups), WITHOUT_GROUP]
        known = [self.group.itemData(index) for index in range(self.group.count())]
        if names != known:
            chosen = self.group.currentData()
            self.group.clear()
            for name in names:
                self.group.addItem(name or "全部党小组", name)
            self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _show_day(self) -> None:
        self.date.blockSignals(True)  # noqa: FBT003
        self.date.setDate(QDate(self.day.year, self.day.month, self.day.day))
        self.date.blockSignals(False)  # noqa: FBT003

    def _take_day(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        self._day = None if chosen == self.workspace.today() else chosen
        self.refresh()

    def _show_menu(self, where: QPoint) -> None:
        if self.chosen():
            menu = self.menu_of_chosen()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(where))

    def _show_menu_of_button(self) -> None:
        menu = self.menu_of_chosen()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._verbs.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _chosen_changed(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        self._open.setEnabled(count == 1)
        self._verbs.setEnabled(count > 0)

    def _choose(self, ids: list[str]) -> None:
        model = self.table.selectionModel()
        for member_id in ids:
            row = self.lines.row_of(member_id)
            if row >= 0:
                flag = model.SelectionFlag.Select | model.SelectionFlag.Rows
                model.select(self.lines.index(row, 0), flag)

    def _show_nothing(self, *, is_empty: bool, is_first: bool) -> None:
        words = f"没有找到“{self._text}”。" if self._text else "没有符合条件的党员。"
        if is_first:
            words = "还没有党员。\n点左下角的“从 Excel 导入”读入名册，或“新增党员”一个个添加。"
        self._nothing.setText(words)
        self._nothing.setVisible(is_empty)
        self._nothing.setGeometry(0, 60, self.table.viewport().width(), 60)

    def _fit_columns(self) -> None:
        """In a narrow window some columns are left out; nobody has to scroll sideways."""
        room = self.table.viewport().width()
        is_narrow = room < sum(width for _, width, _ in COLUMNS) + _LEAST_SITUATION
        for number, (heading, _, _) in enumerate(COLUMNS):
            self.table.setColumnHidden(number, is_narrow and heading in DISPENSABLE)


def _choice(words: str, options: Mapping[Any, str]) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(words)
    for key, word in options.items():
        box.addItem(word, str(key))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box
