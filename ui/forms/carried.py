"""What earlier meetings decided and nobody has done yet, offered where the next one is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.forms import questions
from ui.forms.buttons import flat_button
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.fields import Day
from zjdesk.follow_ups import SOURCES, Lateness, Open
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ui.workspace import Workspace
    from zjdesk.record import Record

FEW = 4
"""So many are shown before a person asks for the rest."""
_FIELDS = part_fields(FollowUp)
_DONE_ON = replace(_FIELDS["done_on"], required=True)
_NOTE = _FIELDS["done_note"]
_SHOW = Day("", "").show


class Carried(QFrame):
    """The open matters of earlier meetings: done, or taken into the agenda."""

    taken_up = Signal(AgendaItem)
    """An item for the agenda of the meeting."""

    def __init__(self, workspace: Workspace, record: Record, matters: Sequence[Open]) -> None:
        super().__init__()
        theme.dress(self, "card")
        self._workspace = workspace
        self._today = workspace.today()
        self._day = record.day or self._today
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        self.heading = theme.dress(QLabel(), "heading")
        column.addWidget(self.heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        self.lines: list[_Line] = []
        self._show(matters[:FEW])
        self._rest = matters[FEW:]
        self._more = flat_button("down", f"还有 {len(self._rest)} 项")
        self._more.setVisible(bool(self._rest))
        self._more.clicked.connect(self._show_rest)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._count()

    def _show(self, matters: Sequence[Open]) -> None:
        for matter in matters:
            line = _Line(matter, self._day)
            line.finishes.connect(self._finish)
            line.reopens.connect(self._reopen)
            line.taken_up.connect(self.taken_up)
            self._list.addWidget(line)
            self.lines.append(line)

    def _count(self) -> None:
        left = sum(line.is_open for line in self.lines) + len(self._rest)
        words = f"还有 {left} 项没有完成" if left else "都完成了"
        self.heading.setText(f"以前会议定的事，{words}")

    def _show_rest(self) -> None:
        self._show(self._rest)
        self._rest = ()
        self._more.hide()

    def _finish(self, line: _Line) -> None:
        def show(done_on: date, note: str) -> None:
            words = f"已完成（{_SHOW(done_on)}）"
            line.show_done(f"{words}：{note}" if note else words)
            self._count()

        ask_done(self._workspace, line.matter, proposed=min(self._day, self._today), then=show)

    def _reopen(self, line: _Line) -> None:
        _settle(self._workspace, line.matter, f"撤回“完成：{line.matter.what}”", done_on=None)
        line.show_open()
        self._count()


def ask_done(
    workspace: Workspace,
    matter: Open,
    *,
    proposed: date,
    then: Callable[[date, str], None] = lambda _day, _note: None,
) -> None:
    """Ask when a matter was done, and note it; `then` gets the day and the note."""

    def take(answers: questions.Answers) -> None:
        done_on, note = answers[_DONE_ON.key], answers[_NOTE.key]
        _settle(workspace, matter, f"完成：{matter.what}", done_on=done_on, note=note)
        then(done_on, note)

    desk = Desk(workspace.branch, today=workspace.today(), input_for=input_for)
    questions.ask(
        f"“{matter.what}”完成了", [_DONE_ON, _NOTE], desk,
        yes="登记完成", take=take, given={_DONE_ON.key: proposed},
        hint="原来的会议记录不会改动；完成情况另外记着。",
    )  # fmt: skip


def _settle(
    workspace: Workspace, matter: Open, label: str, *, done_on: date | None, note: str = ""
) -> None:
    from zjdesk.store.open_matters import settle

    workspace.do(label, lambda tx: settle(tx, matter, done_on=done_on, note=note))


class _Line(QWidget):
    """One matter with what can be done about it."""

    finishes = Signal(object)
    reopens = Signal(object)
    taken_up = Signal(AgendaItem)

    def __init__(self, matter: Open, day: date) -> None:
        super().__init__()
        self.matter = matter
        self.is_open = True
        self._day = day
        """Of the meeting: what was late then is late in its minutes."""
        self._what = QLabel(matter.what)
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._what.setWordWrap(True)
        self._notes = QLabel()
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setWordWrap(True)
        self.done = flat_button("check", "登记完成…")
        self.done.clicked.connect(lambda: self.finishes.emit(self))
        self.take = flat_button("add", "列入议程")
        self.take.setToolTip("在下面的议程里加一项，说说落实得怎样")
        self.take.clicked.connect(self._take_up)
        self.back = flat_button("undo", "撤回")
        self.back.clicked.connect(lambda: self.reopens.emit(self))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._notes)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addLayout(words, 1)
        for button in (self.done, self.take, self.back):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.show_open()

    def show_open(self) -> None:
        matter, late = self.matter, self.matter.days_late(self._day)
        due = f"期限{_SHOW(matter.due_on)}" if matter.due_on else "没有写期限"
        state = f"，已超过{late}天" if late else ""
        if matter.lateness(self._day) is Lateness.DUE_TODAY:
            state = "，今天到期"
        owner = matter.owner or "没有写责任人"
        source = f"{SOURCES[matter.source]}，{_SHOW(matter.day)}“{matter.title}”"
        self._notes.setText(f"{owner} · {due}{state} · {source}")
        theme.dress(self._notes, "warning" if state else "hint")
        self._show_buttons(is_open=True)

    def show_done(self, words: str) -> None:
        self._notes.setText(words)
        theme.dress(self._notes, "success")
        self._show_buttons(is_open=False)

    def _show_buttons(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self.done.setVisible(is_open)
        self.take.setVisible(is_open)
        self.back.setVisible(not is_open)

    def _take_up(self) -> None:
        self.take.setEnabled(False)
        self.taken_up.emit(AgendaItem(title=f"“{self.matter.what}”落实情况"))
