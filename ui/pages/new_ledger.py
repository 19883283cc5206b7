"""Making a ledger: the branch, its people, and where the file is to lie."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import file_dialogs, look, theme
from ui.forms.edits import LineEdit
from ui.forms.grid import star_label
from ui.pages.people_list import EXAMPLE, read_people, summary
from zjdesk import paths
from zjdesk.branch_file import check_branch, read_branch
from zjdesk.errors import Problem, Refused
from zjdesk.people import CATEGORIES, OFFICES, Branch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjdesk.exchange.roster_sheet import RosterPlan
    from zjdesk.people import Member

MOST_TOLD = 3
FEW_LINES = 5
"""Of the people, in a window that has no room for more."""
PAUSE_MS = 500
"""A word that is still being typed is not called wrong."""


@dataclass(frozen=True)
class NewLedger:
    """What the person decided."""

    path: Path
    branch: Branch
    author: str


class NewLedgerDialog(QDialog):
    """Asks for everything that a ledger needs to begin with."""

    def __init__(self, parent: QWidget | None, path: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建支部台账")
        self.setMinimumWidth(600)
        self.name = _line("支部全称", "如：中共××市××小学支部委员会")
        self.superior = _line("上级党组织", "可以不填")
        self.author = _line("您的姓名", "谁在用这份台账，默认作为记录人")
        self.people = QPlainTextEdit()
        self.people.setTabChangesFocus(True)
        self.people.setMinimumHeight(FEW_LINES * self.people.fontMetrics().lineSpacing())
        self.people.setAccessibleName("党员名单")
        self.people.setPlaceholderText(f"一行一人，可以从表格里整列粘贴。例如：\n{EXAMPLE}")
        self.path = _line("保存位置", "")
        self.path.setText(str(path or paths.default_ledger()))
        self._understood = theme.dress(QLabel(), "success")
        self._wrong = theme.dress(QLabel(), "problem")
        for label, lines in ((self._understood, 1), (self._wrong, MOST_TOLD + 1)):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setFixedHeight(lines * label.fontMetrics().lineSpacing() + 2)
        choose = QPushButton("选择…")
        choose.clicked.connect(self._choose_path)
        place = QHBoxLayout()
        place.addWidget(self.path)
        place.addWidget(choose)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(star_label("支部全称", needed=True), self.name)
        form.addRow("上级党组织", self.superior)
        form.addRow(star_label("党员名单", needed=True), self.people)
        form.addRow("", self._understood)
        form.addRow("您的姓名", self.author)
        form.addRow(star_label("保存位置", needed=True), place)
        from_sheet = QPushButton("从 Excel 名册导入…")
        from_sheet.setToolTip("党员名册表格（.xlsx、.xls、.csv），先看清楚再读入")
        from_sheet.clicked.connect(self._ask_sheet)
        from_file = QPushButton("从支部文件读入…")
        from_file.setToolTip("支部文件（.json）里有支部、党小组和党员的详细情况")
        from_file.clicked.connect(self._ask_file)
        back = QPushButton("取消")
        back.clicked.connect(self.reject)
        self.agree = theme.dress(QPushButton("新建"), "primary")
        self.agree.clicked.connect(self._agree)
        foot = QHBoxLayout()
        foot.addWidget(from_sheet)
        foot.addWidget(from_file)
        foot.addStretch()
        foot.addWidget(back)
        foot.addWidget(self.agree)
        for button in (choose, from_sheet, from_file, back, self.agree):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addLayout(form, 1)
        column.addWidget(self._wrong)
        column.addLayout(foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_problems)
        self.people.textChanged.connect(self._show_understood)
        for edited in (self.people.textChanged, self.name.textChanged, self.path.textChanged):
            edited.connect(self._pause.start)
        self._is_asked = False
        room = self.screen().availableSize() - QSize(0, look.ROW_PX)
        self.resize(QSize(640, 600).boundedTo(room))
        self._from_file: Branch | None = None
        self._from_sheet: Branch | None = None
        self.result_value: NewLedger | None = None

    @classmethod
    def ask(cls, parent: QWidget | None, path: Path | None = None) -> NewLedger | None:
        """Ask, proposing a path; None if the person goes back."""
        dialog = cls(parent, path)
        dialog.exec()
        return dialog.result_value

    def take_file(self, path: Path) -> None:
        """Take the branch from a file. Raises Refused."""
        try:
            self._from_file = read_branch(json.loads(path.read_text(encoding="utf-8-sig")))
        except (OSError, ValueError):
            message = f"“{path.name}”不是支部文件，请核对选择的文件"
            raise Refused([Problem(message)], hint="没有改动任何内容。") from None
        self._from_sheet = None
        self.name.setText(self._from_file.name)
        self.superior.setText(self._from_file.superior)
        for edit in (self.name, self.superior):
            edit.setReadOnly(True)
        self._show_people(self._from_file)

    def take_sheet(self, plan: RosterPlan) -> None:
        """Take the people from a roster that was agreed to; who is in the committee comes later."""
        from zjdesk.exchange.roster_sheet import branch_after

        self._from_file = None
        self.name.setReadOnly(False)
        self.superior.setReadOnly(False)
        self._from_sheet = branch_after(plan, Branch())
        self._show_people(self._from_sheet)

    # -------------------------------------------------------------------------- inside

    def _read(self) -> tuple[Branch, Sequence[Problem]]:
        if self._from_file is not None:
            return self._from_file, ()
        if self._from_sheet is not None:
            self._from_sheet.name = self.name.text().strip()
            self._from_sheet.superior = self.superior.text().strip()
            # Two of one name may lack the birth dates that a branch file has to give.
            return self._from_sheet, check_branch(replace(self._from_sheet, members=[]))
        return read_people(
            self.people.toPlainText(), name=self.name.text(), superior=self.superior.text()
        )

    def _show_people(self, branch: Branch) -> None:
        """Show people who were read, not typed."""
        self.people.setPlainText("\n".join(_in_words(member, branch) for member in branch.members))
        self.people.setReadOnly(True)
        self._show_understood()

    def _show_understood(self) -> None:
        branch, _ = self._read()
        self._understood.setText(summary(branch) if branch.members else "")

    def show_problems(self) -> bool:
        """Say what is wrong, and nothing of what is right by now; whether anything is.

        Before the person wants to go on, only lines that are there are called wrong.
        """
        _, problems = self._read()
        told = [str(one) for one in problems if self._is_asked or one.line]
        path = self._path()
        if self._is_asked and path.exists():
            told.append(f"{path} 已经有了。请换一个位置，或取消后直接打开它。")
        more = [f"……共 {len(told)} 处"] if len(told) > MOST_TOLD else []
        self._wrong.setText("\n".join([*told[:MOST_TOLD], *more]))
        return bool(told)

    def _path(self) -> Path:
        return Path(self.path.text()).expanduser()

    def _agree(self) -> None:
        self._is_asked = True
        if self.show_problems():
            return
        branch, _ = self._read()
        self.result_value = NewLedger(self._path(), branch, self.author.text().strip())
        self.accept()

    def _choose_path(self) -> None:
        chosen = file_dialogs.ask_save(self, "台账保存在哪里", self._path(), "支部台账 (*.zj)")
        if chosen is not None:
            self.path.setText(str(chosen.with_suffix(".zj")))

    def _ask_sheet(self) -> None:
        from ui.pages.import_roster import ask_roster

        plan = ask_roster(Branch(), self)
        if plan is not None:
            self.take_sheet(plan)

    def _ask_file(self) -> None:
        chosen = file_dialogs.ask_open(self, "支部文件", "支部文件 (*.json)")
        if chosen is not None:
            self.take_file(chosen)


def _in_words(member: Member, branch: Branch) -> str:
    """What was read of a member, to be looked over: 白知远　1974-08-12　第一党小组　书记."""
    offices = [OFFICES[s.office] for s in branch.committee if s.office and s.member == member.id]
    born = member.birth_date.isoformat() if member.birth_date else "没有出生日期"
    category = CATEGORIES[member.category] if member.category else ""
    return "　".join(part for part in (member.name, born, category, member.group, *offices) if part)


def _line(words: str, hint: str) -> LineEdit:
    edit = LineEdit()
    edit.setAccessibleName(words)
    edit.setPlaceholderText(hint)
    return edit
