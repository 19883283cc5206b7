"""设置: the regulations with what is asked for locally, who writes on this PC, where the ledger is.

A local value needs its ground. Those of rules that only a newer program knows stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui import theme
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.forms.questions import ask
from ui.pages.page import Page
from ui.pages.rule_changes import SINCE_WORDS, ask_since, put_local
from ui.pages.rule_lines import OVERRIDDEN, chapters
from ui.pages.rule_list import RuleList
from ui.pages.rule_panel import RulePanel
from zjdesk.fields import Field, Name
from zjdesk.parts import part_fields
from zjdesk.regulations.catalogue import SINCE
from zjdesk.regulations.in_force import LocalRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.workspace import Workspace

_NOTE = (
    "“待核对”的没有见到原文，以原文为准。"
    "上级另有要求的，请改为本地要求并写明依据；已定稿的记录不受影响。"
)
_AUTHOR = Name("author", "记录人", required=True)
_START = replace(part_fields(LocalRule)["start"], label="从哪天起（可不填）")


class SettingsPage(Page):
    """The page of the settings."""

    search_hint = "搜索规定，如：党课、到会、学时"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._text = ""
        self.author = QLabel()
        self.place = QLabel()
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.author, self.place):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setMinimumWidth(1)
        self.sign_button = QPushButton("改记录人…")
        self.sign_button.clicked.connect(self.sign)
        self.limits_button = QPushButton("发展党员期限…")
        self.limits_button.clicked.connect(self.show_limits)
        note = theme.dress(QLabel(_NOTE), "hint")
        note.setWordWrap(True)
        self.list = RuleList()
        self.panel = RulePanel()
        self.list.currentItemChanged.connect(lambda: self.panel.show_line(self.list.current))
        self.list.itemActivated.connect(self.set_local)
        self.panel.set_button.clicked.connect(self.set_local)
        self.panel.take_back.clicked.connect(self.take_local_back)
        self._nothing = theme.dress(QLabel("没有符合条件的规定。"), "hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        here = QHBoxLayout()
        here.setSpacing(8)
        here.addWidget(self.author)
        here.addWidget(self.sign_button)
        here.addSpacing(16)
        here.addWidget(self.place, 1)
        here.addWidget(self.limits_button)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self.list, 1)
        below.addWidget(self._nothing, 1)
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(here)
        column.addWidget(note)
        column.addLayout(below, 1)

    # -------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read anew what is shown; the rule that was chosen stays so."""
        if not self.workspace.is_open:
            return
        from zjdesk.store import settings

        path = str(self.workspace.ledger.path)
        self.author.setText(f"记录人：{self.workspace.author or '没有填写'}")
        self.place.setText(f"台账位置：{path}")
        self.place.setToolTip(path)
        local = self.workspace.read(settings.local_rules)
        found = {
            heading: [line for line in lines if self._text in line.text]
            for heading, lines in chapters(local, self.workspace.today()).items()
        }
        self.list.show_lines(found)
        self.panel.show_line(self.list.current)
        self.list.setVisible(any(found.values()))
        self._nothing.setVisible(not any(found.values()))

    def choose(self, key: str) -> None:
        self.list.choose(key)

    def search(self, text: str) -> None:
        self._text = text.strip().lower()
        self.refresh()

    def begin(self) -> None:
        self.list.setFocus()

    # -------------------------------------------------------------------------- by the person

    def set_local(self) -> None:
        """Ask for what the superior wants instead of the chosen rule."""
        line = self.list.current
        if line is None or line.rule.is_fixed:
            return
        if line.rule is SINCE:
            if ask_since(self.workspace):
                self.says.emit(f"{SINCE_WORDS}已改，可撤销（Ctrl+Z）")
            return
        field: Field[Any] = replace(line.rule.field, key="value", label=OVERRIDDEN, required=True)
        reason = part_fields(LocalRule)["reason"]
        newest = line.local[-1] if line.local else LocalRule(value=line.rule.field.nothing)

        def take(said: Mapping[str, Any]) -> None:
            one = LocalRule(
                rule=line.key,
                value=str(field.to_json(said["value"])),
                start=said[_START.key],
                reason=said["reason"],
            )
            self._change(line.key, f"改本地规定：{line.label}", one)

        desk = Desk(self.workspace.branch, today=self.workspace.today(), input_for=input_for)
        given = {
            "value": field.from_json(newest.value) if newest.value else line.now.value,
            _START.key: newest.start,
            "reason": newest.reason,
        }
        ask(
            line.label, [field, _START, reason], desk, yes="保存", take=take, given=given,
            hint=f"通行规定：{line.national_demand}。{line.national.place}（{line.certainty}）",
        )  # fmt: skip

    def take_local_back(self) -> None:
        """Let the chosen rule ask again for what it asks everywhere."""
        line = self.list.current
        if line is not None and line.local:
            self._change(line.key, f"恢复通行规定：{line.label}", None)

    def sign(self) -> None:
        """Ask who writes on this PC from now on."""

        def take(said: Mapping[str, Any]) -> None:
            self.workspace.author = self.workspace.ledger.author = said["author"]
            self.signs.emit(said["author"])
            self.refresh()

        desk = Desk(self.workspace.branch, today=self.workspace.today(), input_for=input_for)
        ask(
            "这台电脑的记录人", [_AUTHOR], desk, yes="保存", take=take,
            given={"author": self.workspace.author},
            hint="新记录的“记录人”先填这个名字，改动也记在这个名下；以前的记录不变。",
        )  # fmt: skip

    def show_limits(self) -> None:
        """Show the limits of the development of members, which are kept apart."""
        from ui.pages.step_limits import StepLimits

        StepLimits(self.workspace, self).exec()

    # -------------------------------------------------------------------------- inside

    def _change(self, key: str, label: str, wanted: LocalRule | None) -> None:
        put_local(self.workspace, key, label, wanted)
        self.says.emit(f"{label}，可撤销（Ctrl+Z）")
