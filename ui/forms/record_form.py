"""The form page: one record from its first field to 定稿.

The form edits a copy; the ledger is only changed by 保存, 定稿 and 更正, each one step that can be
undone.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from ui import look, messages
from ui.forms.bar import FormBar
from ui.forms.carried import Carried
from ui.forms.checks import Checks, examined, told
from ui.forms.draft import DraftKeeper
from ui.forms.flash import Flash
from ui.forms.following import Following
from ui.forms.form import Form
from ui.forms.input_for import input_for
from ui.forms.occasion import Files, Occasion
from ui.forms.sections import Sections
from zjdesk.errors import Problem, Weight
from zjdesk.follow_ups import offered
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.rules import check
from zjdesk.record import AGENDA, Record, State

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QUndoStack

    from ui.forms.inputs import Input
    from ui.workspace import Workspace
    from zjdesk.record import Attachment
    from zjdesk.store.changes import Transaction

CHECK_AFTER_MS = 150
OVERRIDE = "写明理由，仍要定稿"
ANYWAY = "仍要定稿"


class RecordForm(Form):
    """The form of one record."""

    wants_preview = Signal(str)
    bar: FormBar

    def __init__(self, workspace: Workspace, record: Record, *, is_unsaved: bool) -> None:
        super().__init__()
        self.workspace = workspace
        self.is_unsaved = is_unsaved
        self._wants_all = False
        """Whether 定稿 was tried: from then on everything missing is shown beside its field."""
        self._told: list[Input] = []
        self.bar = FormBar()
        self.bar.closes.connect(self.close_form)
        self.bar.saves.connect(self.save)
        self.bar.previews.connect(self.preview)
        self.bar.finalises.connect(self.finalise)
        self.bar.reopens.connect(self.reopen)
        self.checks = Checks()
        self.checks.chosen.connect(self.go_to)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.verticalScrollBar().setStyleSheet(f"QScrollBar {{ background: {look.GROUND}; }}")
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._area, 1)
        below.addWidget(self.checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(below, 1)
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(CHECK_AFTER_MS)
        self._checking.timeout.connect(self.refresh)
        self.draft = DraftKeeper(self._keep_draft)
        self.show_record(record)
        if record.recorded_at is None and not record.agenda and not is_unsaved:
            self.sections.offer_grades()
            self.refresh()

    # -------------------------------------------------------------------------- showing

    def show_record(self, record: Record) -> None:
        """Show a record anew, with fresh inputs."""
        self.record = copy.deepcopy(record)
        self.occasion = Occasion(
            self.record,
            self.workspace.branch,
            today=self.workspace.today(),
            files=Files(self._add_file, self._path_of),
            local=self.workspace.local_rules,
            input_for=input_for,
            parent=self,
        )
        self.occasion.undo.indexChanged.connect(self.state_changed)
        self.sections = Sections(self.occasion)
        self.sections.changed.connect(self._altered)
        self.sections.kinds_changed.connect(self._kinds_changed)
        self.sections.attendance.named.connect(self._named)
        self._told = []
        self.bar.correction = "" if self.is_final else self._correction()
        self.following = Following(self.workspace, self.occasion, self.sections)
        if self.is_final:
            self.sections.lock()
        else:
            self._offer_open_matters()
        self._area.setWidget(self.sections)
        self.refresh()
        self.state_changed.emit()

    def begin(self) -> None:
        """Put the cursor of a new form where the person has to begin."""
        if self.is_final or self.record.recorded_at is not None:
            self._area.setFocus()
            return
        missing = [one for one in check(self.record) if one.weight is Weight.BLOCKS]
        if missing:
            self.sections.at(missing[0].place.path).setFocus()
        else:
            self.sections.begin_body()

    @property
    def undo(self) -> QUndoStack:
        return self.occasion.undo

    @property
    def is_final(self) -> bool:
        return self.record.state is State.FINAL

    def refresh(self) -> None:
        """Read the form, count, check, and show what is to be put right."""
        self._checking.stop()
        if self.is_final:
            self.bar.show_record(self.record, is_unsaved=False)
            self.checks.show_final(f"编号 {self.record.number}　第 {self.record.revision} 版<br>"
                                   "要改动请点“更正”，写明原因。")  # fmt: skip
            return
        unread: list[Problem] = []
        self.following.propose_title(record := self.sections.read(self.record, unread))
        self.occasion.update(record)
        # Whoever is back or gone with the roster is in the attendance by now.
        self.record = self.sections.read(self.occasion.record, [])
        self.record.roster = self.occasion.record.roster
        self._show_problems(self._examined(self.record, unread))
        self.bar.show_record(self.record, is_unsaved=self.is_unsaved)

    def go_to(self, problem: Problem) -> None:
        """Lead the person to the field of a problem."""
        one = self.sections.at(problem.place.path)
        self.sections.reveal(one)
        self._area.ensureWidgetVisible(one, 20, 140)
        one.tell(problem.message)
        self._told.append(one)
        one.setFocus()
        Flash(one)

    # -------------------------------------------------------------------------- by the person

    def save(self) -> bool:
        """Save as it is, missing parts and all; False if something in it cannot be."""
        self.refresh()
        if self.is_final:
            return True
        unread: list[Problem] = []
        record = self._as_it_stands(unread)
        problems = self._examined(record, unread)
        refused = [one for one in problems if one.weight is Weight.REFUSES]
        if refused:
            self._show_problems(problems)
            self.go_to(refused[0])
            self.bar.warn("没有保存：请先改正标红的地方")
            return False
        settle(record, self.occasion.branch)
        self.draft.stop()
        from zjdesk.store import drafts, records

        def verb(tx: Transaction) -> None:
            records.save(tx, record)
            drafts.drop(tx, record.id)

        self.workspace.do(f"保存{_named(record)}", verb)
        self.record = self.occasion.record = record
        self.is_unsaved = False
        self.refresh()
        self.bar.say("已保存")
        self.state_changed.emit()
        return True

    def finalise(self) -> None:
        """定稿, or show what is missing."""
        if not self.save():
            return
        self._wants_all = True
        problems = self._examined(self.record, [])
        in_the_way = [one for one in problems if one.weight >= Weight.BLOCKS]
        reminders = [one for one in problems if one.weight is Weight.REMINDS]
        override = ""
        if in_the_way:
            self.refresh()
            self.go_to(in_the_way[0])
            answer = messages.choose(
                f"还有 {len(in_the_way)} 处没有填好，不能定稿",
                ["去补全", OVERRIDE, "返回"],
                hint=told([*in_the_way, *reminders]),
            )
            if answer != OVERRIDE:
                self.go_to(in_the_way[0])
                return
            reason = messages.ask_reason(
                "为什么仍要定稿？", yes="定稿", hint="理由会留在记录里，检查时可以看到。"
            )
            if not reason:
                return
            override = reason
        elif reminders:
            question = f"可以定稿，另有 {len(reminders)} 处请再看一看"
            if messages.choose(question, [ANYWAY, "返回"], hint=told(reminders)) != ANYWAY:
                self.go_to(reminders[0])
                return
        elif not messages.ask(
            "定稿这条记录？", yes="定稿", hint="定稿后编号固定，不能直接改动；要改动时用“更正”。"
        ):
            return
        from zjdesk.store import intake, records

        record = self.record
        self.workspace.do(
            f"定稿{_named(record)}", lambda tx: intake.finalise(tx, record.id, override=override)
        )
        self.show_record(self.workspace.read(lambda db: records.get(db, record.id)))
        self.bar.say(f"已定稿，编号 {self.record.number}")

    def reopen(self) -> None:
        """更正: make a final record a draft again."""
        reason = messages.ask_reason(
            "更正的原因", yes="更正", hint="原来的定稿会保留；更正说明印在新的一版上。"
        )
        if reason is None:
            return
        from zjdesk.store import records

        record = self.record
        self.workspace.do(f"更正{_named(record)}", lambda tx: records.reopen(tx, record.id, reason))
        self.show_record(self.workspace.read(lambda db: records.get(db, record.id)))

    def preview(self) -> None:
        """Save, then show the pages as they will be printed."""
        is_stored = self.record.recorded_at is not None and not self.is_unsaved
        if is_stored or self.save():
            self.wants_preview.emit(self.record.id)

    def close_form(self) -> bool:
        """Leave the form; what is not saved is asked about. False if the person stays."""
        self.refresh()
        if self.is_unsaved:
            answer = messages.choose(
                "保存刚才填写的内容吗？", ["保存", "不保存", "继续填写"],
                hint="不保存的话，这次的改动就丢掉了。",
            )  # fmt: skip
            if answer == "继续填写" or (answer == "保存" and not self.save()):
                return False
            self.give_up()
        self.closed.emit()
        return True

    def give_up(self) -> None:
        """Forget what was not saved."""
        self.draft.stop()
        from zjdesk.store import drafts

        self.workspace.keep(lambda tx: drafts.drop(tx, self.record.id))

    # -------------------------------------------------------------------------- inside

    def _altered(self) -> None:
        if not self.is_unsaved:
            self.is_unsaved = True
            self.bar.show_record(self.record, is_unsaved=True)
            self.state_changed.emit()
        self._checking.start()
        self.draft.touch()

    def _named(self) -> None:
        """Freeze the roster with those who were named just now."""
        record = self.sections.read(self.occasion.record, [])
        record.roster = self.occasion.freeze(record)
        self.occasion.take_roster(record)

    def _kinds_changed(self) -> None:
        """Other kinds bring other fields: the form is laid out anew with what is in it."""
        record = self.sections.read(self.record, [])
        self.is_unsaved = True
        self.show_record(record)
        self.sections.offer_grades()
        self._altered()

    def _offer_open_matters(self) -> None:
        """Show what earlier meetings of this body left to be done."""
        from zjdesk.store.open_matters import open_matters

        matters = offered(self.workspace.read(open_matters), self.record)
        if matters and AGENDA.key in self.sections.inputs:
            card = Carried(self.workspace, self.record, matters)
            card.taken_up.connect(self.sections.take_up)
            self.sections.show_before_body(card)

    def _correction(self) -> str:
        """Which 定稿 is being corrected and why; empty where none is."""
        if not self.record.revision:
            return ""
        from zjdesk.store import versions

        kept = self.workspace.read(lambda db: versions.of(db, self.record.id))
        last = next((one for one in reversed(kept) if one.reason), None)
        return f"正在更正第{last.revision}版：{last.reason}" if last else ""

    def _as_it_stands(self, unread: list[Problem]) -> Record:
        """What the form holds, with the roster that it shows."""
        record = self.sections.read(self.record, unread)
        record.roster = list(self.occasion.record.roster)
        return record

    def _examined(self, record: Record, unread: list[Problem]) -> list[Problem]:
        from zjdesk.store.figures import around

        return examined(
            record,
            unread,
            self.occasion.branch,
            today=self.workspace.today(),
            regulations=self.occasion.regulations,
            around=self.workspace.read(lambda db: around(db, record)),
        )

    def _show_problems(self, problems: list[Problem]) -> None:
        self.checks.show_problems(problems)
        if not any(one.weight is Weight.REFUSES for one in problems):
            self.bar.take_back_warning()
        for one in self._told:
            one.tell("")
        self._told = []
        least = Weight.BLOCKS if self._wants_all else Weight.REFUSES
        for problem in problems:
            one = self.sections.at(problem.place.path)
            # Nobody is corrected while still typing.
            if problem.weight >= least and not _has_focus(one):
                one.tell(problem.message)
                self._told.append(one)

    def _keep_draft(self) -> None:
        if not self.is_unsaved or self.is_final:
            return
        from zjdesk.store import drafts

        record = self._as_it_stands([])
        self.workspace.keep(lambda tx: drafts.put(tx, record))
        self.bar.say("未保存的内容已留存")

    def _add_file(self, path: Path) -> Attachment:
        from zjdesk.store import attachments

        return attachments.add(self.workspace.ledger, path)

    def _path_of(self, attachment: Attachment) -> Path:
        from zjdesk.store import attachments

        return attachments.path(self.workspace.ledger, attachment)


def _has_focus(one: Input) -> bool:
    focus = one.window().focusWidget()
    return focus is not None and (focus is one or one.isAncestorOf(focus))


def _named(record: Record) -> str:
    return f"“{record.title}”" if record.title else KINDS[record.kind].short
