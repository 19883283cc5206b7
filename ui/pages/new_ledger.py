"""Making a ledger: the branch, its people, and where the file is to lie."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import file_dialogs, theme
from ui.forms.edits import LineEdit, TextBox
from ui.pages.people_list import EXAMPLE, read_people, summary
from zjdesk import paths
from zjdesk.branch_file import check_branch, read_branch
from zjdesk.errors import Problem, Refused
from zjdesk.people import Branch, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjdesk.exchange.roster_sheet import RosterPlan

MOST_TOLD = 4


@dataclass(frozen=True)
class NewLedger:
    """What the person decided."""

    path: Path
    branch: Branch
    author: str


class NewLedgerDialog(QDialog):
    """Asks for everything that a ledger needs to begin with."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建支部台账")
        self.setMinimumWidth(600)
        self.name = _line("支部全称", "如：中共××市××小学支部委员会")
        self.superior = _line("上级党组织", "可以不填")
        self.author = _line("您的姓名", "谁在用这份台账，默认作为记录人")
        self.people = TextBox(lines=8)
        self.people.setAccessibleName("党员名单")
        self.people.setPlaceholderText(f"一行一人，可以从表格里整列粘贴。例如：\n{EXAMPLE}")
        self.path = _line("保存位置", "")
        self.path.setText(str(paths.default_ledger()))
        self._understood = theme.dress(QLabel(), "success")
        self._wrong = theme.dress(QLabel(), "problem")
        for label in (self._understood, self._wrong):
            label.setWordWrap(True)
            label.hide()
        choose = QPushButton("选择…")
        choose.clicked.connect(self._choose_path)
        place = QHBoxLayout()
        place.addWidget(self.path)
        place.addWidget(choose)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.addRow("支部全称", self.name)
        form.addRow("上级党组织", self.superior)
        form.addRow("党员名单", self.people)
        form.addRow("", self._understood)
        form.addRow("您的姓名", self.author)
        form.addRow("保存位置", place)
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
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addLayout(foot)
        self.people.edited.connect(self._show_understood)
        self._from_file: Branch | None = None
        self._from_sheet: Branch | None = None
        self.result_value: NewLedger | None = None

    @classmethod
    def ask(cls, parent: QWidget | None) -> NewLedger | None:
        """Ask; None if the person goes back."""
        dialog = cls(parent)
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
        from zjdesk.exchange.matching import new_member
        from zjdesk.exchange.roster_sheet import Status

        self._from_file = None
        self.name.setReadOnly(False)
        self.superior.setReadOnly(False)
        self._from_sheet = Branch(
            members=[new_member(row.read) for row in plan.rows_with(Status.NEW)],
            groups=[Group(name=name) for name in plan.new_groups],
        )
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
        self.people.setPlainText("\n".join(member.name for member in branch.members))
        self.people.setReadOnly(True)
        self._show_understood()

    def _show_understood(self) -> None:
        branch, _ = self._read()
        self._understood.setText(summary(branch))
        self._understood.setVisible(bool(branch.members))

    def _agree(self) -> None:
        branch, problems = self._read()
        if problems:
            self._wrong.setText("\n".join(str(one) for one in problems[:MOST_TOLD]))
            self._wrong.show()
            return
        path = Path(self.path.text()).expanduser()
        if path.exists():
            self._wrong.setText(f"{path} 已经有了。请换一个位置，或取消后直接打开它。")
            self._wrong.show()
            return
        self.result_value = NewLedger(path, branch, self.author.text().strip())
        self.accept()

    def _choose_path(self) -> None:
        proposed = Path(self.path.text()).expanduser()
        chosen = file_dialogs.ask_save(self, "台账保存在哪里", proposed, "支部台账 (*.zj)")
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


def _line(words: str, hint: str) -> LineEdit:
    edit = LineEdit()
    edit.setAccessibleName(words)
    edit.setPlaceholderText(hint)
    return edit
