"""The track of one person: facts, what is due next with the rule that says so, and the steps."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.forms.record_input import label_of
from ui.pages import track_verbs
from ui.pages.track_list import state_of
from ui.pages.track_steps import TrackSteps
from zjdesk.development import Due, Track, Urgency, remarks
from zjdesk.errors import NotFound
from zjdesk.prospects import REPEATED, STAGES, Prospect, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.workspace import Workspace
    from zjdesk.step_rules import LocalLimit, Rules

_PURPOSES: dict[Urgency, theme.Purpose] = {
    Urgency.LATE: "problem",
    Urgency.SOON: "warning",
    Urgency.CALM: "",
}
MOST_DUES = 4
_ROOM_FOR_RULES = 440


class TrackPanel(QWidget):
    """Shows a track and carries out its verbs. `wants`: somebody else is to be in front."""

    wants = Signal(str)
    opens_record = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.track: Track | None = None
        self._rules: Rules = {}
        self.name = theme.dress(QLabel(), "title")
        self.stage = QLabel()
        self.facts = theme.dress(QLabel(), "hint")
        for label in (self.name, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self._rule_labels: list[QLabel] = []
        self._dues = QVBoxLayout()
        self._dues.setSpacing(4)
        self.steps = TrackSteps()
        self.steps.opened.connect(self.fill)
        self.steps.itemSelectionChanged.connect(self._show_step_buttons)
        self.edit = self._button("资料…", self._edit)
        self.enter = self._button("编入党员名册", self._enter)
        self.enter.setToolTip("按支部大会通过的日期，作为预备党员写入名册")
        self.end = self._button("终止…", self._end)
        self.resume = self._button("恢复培养", self._resume)
        self.remove = self._button("删除…", self._remove)
        self.follow = theme.dress(self._button("建立培养档案", self._follow), "primary")
        self.fill_button = theme.dress(self._button("填写这一步…", self.fill), "primary")
        self.again = self._button("再记一次…", self.fill_again)
        self.clear = self._button("清除这一步", self.clear_step)
        self.open = self._button("打开证明记录", self._open)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.stage)
        head.addStretch()
        for button in (self.enter, self.edit, self.end, self.resume, self.remove, self.follow):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.fill_button, self.again):
            foot.addWidget(button)
        foot.addStretch()
        for button in (self.open, self.clear):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addLayout(self._dues)
        column.addWidget(self.steps, 1)
        column.addLayout(foot)
        self._space = QWidget()
        column.addWidget(self._space, 1)

    # -------------------------------------------------------------------------- showing

    def show_track(self, track: Track, rules: Rules, local: Sequence[LocalLimit]) -> None:
        """Show somebody; a step that was chosen stays so."""
        kept = self.steps.current if self._is_shown(track) else None
        self.track, self._rules = track, rules
        prospect = track.prospect
        self.name.setText(track.name)
        self.stage.setText(STAGES[track.stage])
        self.facts.setText(_facts(track))
        self._show_dues(track.dues)
        self._show_buttons(track)
        self.steps.setVisible(prospect is not None)
        self._space.setVisible(prospect is None)
        if prospect is not None:
            self.steps.show_steps(
                prospect,
                dues=track.dues,
                remarks=remarks(prospect, local, member=track.member),
                records=self._record_labels(prospect),
                today=self.workspace.today(),
            )
            if kept is not None and kept.taken is not None:
                self.steps.choose(kept.step)
        self._show_step_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -------------------------------------------------------------------------- by the person

    def fill(self) -> None:
        """Ask when the chosen step was taken."""
        row = self.steps.current
        if row is not None:
            rule = self._rules.get(row.step)
            track_verbs.fill_step(self.workspace, self._prospect, row.step, row.taken, rule=rule)

    def fill_again(self) -> None:
        """Ask for one more time at which the chosen step was taken."""
        row = self.steps.current
        if row is not None:
            rule = self._rules.get(row.step)
            track_verbs.fill_step(self.workspace, self._prospect, row.step, None, rule=rule)

    def clear_step(self) -> None:
        """Take the chosen step back."""
        row = self.steps.current
        if row is not None and row.taken is not None:
            track_verbs.clear_step(self.workspace, self._prospect, row.taken)

    # -------------------------------------------------------------------------- inside

    @property
    def _prospect(self) -> Prospect:
        assert self.track is not None
        assert self.track.prospect is not None
        return self.track.prospect

    def _is_shown(self, track: Track) -> bool:
        shown = self.track.prospect if self.track else None
        return shown is not None and track.prospect is not None and shown.id == track.prospect.id

    def _show_dues(self, dues: Sequence[Due]) -> None:
        while (item := self._dues.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # it is only gone when this event is over
                widget.deleteLater()
        self._rule_labels = []
        for due in dues[:MOST_DUES]:
            line = theme.dress(QLabel(f"{due.what}：{state_of(due)}"), _PURPOSES[due.urgency])
            self._dues.addWidget(line)
            if due.rule is not None and due.rule.words:
                rule = theme.dress(QLabel(f"{due.rule.words}。{due.rule.origin}"), "hint")
                rule.setWordWrap(True)
                rule.setContentsMargins(14, 0, 0, 0)
                line.setToolTip(rule.text())
                self._dues.addWidget(rule)
                self._rule_labels.append(rule)
        self._make_room()

    def _make_room(self) -> None:
        """In a low panel the steps go before the words of the rules, which stand in tool tips."""
        for label in self._rule_labels:
            label.setVisible(self.height() >= _ROOM_FOR_RULES)

    def _show_buttons(self, track: Track) -> None:
        prospect = track.prospect
        is_ended = track.stage is Stage.ENDED
        self.follow.setVisible(prospect is None)
        self.edit.setVisible(prospect is not None)
        self.remove.setVisible(prospect is not None)
        self.end.setVisible(prospect is not None and not is_ended)
        self.resume.setVisible(is_ended)
        can_enter = track.stage is Stage.PROBATIONARY and track.member is None
        self.enter.setVisible(can_enter)

    def _show_step_buttons(self) -> None:
        row = self.steps.current if self.track and self.track.prospect else None
        self.fill_button.setVisible(row is not None)
        if row is None:
            for button in (self.again, self.clear, self.open):
                button.hide()
            return
        taken = row.taken
        self.fill_button.setText("修改这一步…" if taken else "填写这一步…")
        self.again.setVisible(taken is not None and row.step in REPEATED)
        self.clear.setVisible(taken is not None)
        self.open.setVisible(taken is not None and bool(taken.record))

    def _record_labels(self, prospect: Prospect) -> dict[str, str]:
        """The records that prove steps; of one that was removed it is said so."""
        from zjdesk.store import records

        ids = [step.record for step in prospect.steps if step.record]
        labels = {}
        with self.workspace.ledger.reading() as db:
            there = records.present(db, ids)
            for record_id in ids:
                with suppress(NotFound):
                    words = label_of(records.line(db, record_id))
                    labels[record_id] = words if record_id in there else f"（已删除）{words}"
        return labels

    def _edit(self) -> None:
        track_verbs.edit_facts(self.workspace, self._prospect)

    def _enter(self) -> None:
        track_verbs.enter_roster(self.workspace, self._prospect)

    def _end(self) -> None:
        track_verbs.end(self.workspace, self._prospect)

    def _resume(self) -> None:
        track_verbs.resume(self.workspace, self._prospect)

    def _remove(self) -> None:
        track_verbs.remove(self.workspace, self._prospect)

    def _follow(self) -> None:
        if self.track is not None and self.track.member is not None:
            self.wants.emit(track_verbs.follow(self.workspace, self.track.member))

    def _open(self) -> None:
        row = self.steps.current
        if row is not None and row.taken is not None and row.taken.record:
            self.opens_record.emit(row.taken.record)

    def _button(self, words: str, verb: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: verb())
        return button


def _facts(track: Track) -> str:
    """The facts in one or two lines; what is empty is left out."""
    if track.prospect is None:
        joined = track.member.joined_on if track.member else None
        since = f"，入党日期 {joined:%Y-%m-%d}" if joined else ""
        return f"党员名册里的预备党员{since}。建立培养档案后，可以逐步记下日期和证明记录。"
    prospect = track.prospect
    parts = [
        prospect.gender or "",
        f"{prospect.birth_date:%Y-%m-%d}生" if prospect.birth_date else "",
        prospect.post,
        f"培养联系人：{'、'.join(prospect.mentors)}" if prospect.mentors else "",
        f"入党介绍人：{'、'.join(prospect.sponsors)}" if prospect.sponsors else "",
        "已在党员名册" if track.member else "",
        f"{prospect.ended_on:%Y-%m-%d}终止：{prospect.ended_reason}" if prospect.ended_on else "",
    ]
    return "　".join(part for part in parts if part)
