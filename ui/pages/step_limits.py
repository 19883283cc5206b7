"""The rules of the steps, as far as they are known: where from, how surely, and what is set here.

What was only seen at second hand is shown as such; a person may put a local limit in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.forms.questions import ask
from ui.pages.ink import InkDelegate
from zjdesk.errors import NotAllowed
from zjdesk.parts import part_fields
from zjdesk.prospects import ORDER, STEPS
from zjdesk.step_rules import (
    CERTAINTIES,
    LOCAL_LIMITS,
    Certainty,
    LocalLimit,
    Rule,
    read_limits,
    rules_on,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.workspace import Workspace

_NOTE = (
    "2014年的流程图只见到节录，2026年修订的细则没有见到原文，施行日期也没有见到：请以原文和上级的要求为准。\n"
    "超过期限只提醒，不妨碍填写。上级另有规定的，可以改成本地规定，写明依据。"
)
_COLOURS = {
    Certainty.TEXT_SEEN: look.INK_SOFT,
    Certainty.EXCERPT: look.AMBER,
    Certainty.SECOND_HAND: look.AMBER,
    Certainty.LOCAL: look.GREEN,
}
_COLUMNS = (("步骤", 180), ("要求", 0), ("出处", 410), ("可靠程度", 146))
"""Heading, pixels (0: the rest)."""
_SURE = 3
_SIZE = QSize(1200, 640)


class StepLimits(QDialog):
    """Shows the rule of every step that has one; local limits are set and taken back."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("发展党员的期限规定")
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(0, look.ROW_PX)))
        note = theme.dress(QLabel(_NOTE), "hint")
        self.table = QTreeWidget()
        self.table.setAccessibleName("期限规定")
        self.table.setHeaderLabels([words for words, _ in _COLUMNS])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAlternatingRowColors(True)
        self.table.setItemDelegate(InkDelegate(self.table))
        for section, (_, width) in enumerate(_COLUMNS):
            if width:
                self.table.header().resizeSection(section, width)
            else:
                self.table.header().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.detail = QLabel()
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(3 * self.detail.fontMetrics().lineSpacing())
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.set_button = QPushButton("改为本地规定…")
        self.set_button.clicked.connect(self.set_local)
        self.take_back = QPushButton("恢复原规定")
        self.take_back.clicked.connect(self.take_local_back)
        close = theme.dress(QPushButton("关闭"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.set_button)
        foot.addWidget(self.take_back)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)
        self._rules: list[Rule] = []
        self.refresh()

    def refresh(self) -> None:
        """Show the rules that hold today."""
        chosen = self.table.currentIndex().row()
        self._local = self._read()
        rules = rules_on(self.workspace.today(), self._local)
        self._rules = sorted(rules.values(), key=lambda rule: ORDER[rule.step])
        self._rules = [rule for rule in self._rules if rule.words]
        self.table.clear()
        for rule in self._rules:
            where = f"{rule.source}{rule.article}"
            words = [STEPS[rule.step], rule.words, where, CERTAINTIES[rule.certainty]]
            item = QTreeWidgetItem(self.table, words)
            for column in range(_SURE):
                item.setForeground(column, QColor(look.INK))
                item.setToolTip(column, item.text(column))
            item.setForeground(_SURE, QColor(_COLOURS[rule.certainty]))
        self.table.setCurrentIndex(self.table.model().index(max(0, chosen), 0))
        self._show_chosen()

    def set_local(self) -> None:
        """Ask for the limit that the superior sets for the chosen step."""
        rule = self._chosen
        if rule is None:
            return

        def take(said: Mapping[str, Any]) -> None:
            if not said["months"] and not said["days"]:
                raise NotAllowed("请填写月数或天数")
            limit = LocalLimit(
                step=rule.step, months=said["months"], days=said["days"], reason=said["reason"]
            )
            self._write([*self._others(rule), limit], f"本地规定：{STEPS[rule.step]}")

        fields = [part_fields(LocalLimit)[name] for name in ("months", "days", "reason")]
        desk = Desk(self.workspace.branch, today=self.workspace.today(), input_for=input_for)
        given = {"months": rule.months or None, "days": rule.days or None}
        ask(
            f"本地规定：{STEPS[rule.step]}", fields, desk, yes="保存", take=take, given=given,
            hint=f"现在：{rule.words}。\n{rule.origin}",
        )  # fmt: skip

    def take_local_back(self) -> None:
        """Let the chosen step follow the rule again that it had."""
        rule = self._chosen
        if rule is not None:
            self._write(self._others(rule), f"恢复原规定：{STEPS[rule.step]}")

    # -------------------------------------------------------------------------- inside

    @property
    def _chosen(self) -> Rule | None:
        index = self.table.currentIndex()
        return self._rules[index.row()] if index.isValid() else None

    def _others(self, rule: Rule) -> list[LocalLimit]:
        return [limit for limit in self._local if limit.step is not rule.step]

    def _read(self) -> list[LocalLimit]:
        from zjdesk.store import settings

        return read_limits(self.workspace.read(lambda db: settings.get(db, LOCAL_LIMITS.key)))

    def _write(self, limits: list[LocalLimit], label: str) -> None:
        from zjdesk.store import settings

        value = LOCAL_LIMITS.to_json(limits) or None
        self.workspace.do(label, lambda tx: settings.put(tx, LOCAL_LIMITS.key, value))
        self.refresh()

    def _show_chosen(self) -> None:
        rule = self._chosen
        self.detail.setText(f"{rule.words}\n{rule.origin}" if rule else "")
        self.set_button.setEnabled(rule is not None and rule.may_be_local)
        self.take_back.setEnabled(rule is not None and rule.certainty is Certainty.LOCAL)
