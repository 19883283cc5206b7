"""The form page: one record from its first field to 定稿.

The form edits a copy; the ledger is only changed by the verbs of record_verbs. A final record is
shown as the ledger has it at any time.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from ui import look, messages
from ui.forms import consequences, record_verbs
from ui.forms.bar import FormBar
from ui.forms.carried import Carried
from ui.forms.checks import Checks
from ui.forms.draft import DraftKeeper
from ui.forms.flash import Flash
from ui.forms.following import Following
from ui.forms.form import Form
from ui.forms.input_for import input_for
from ui.forms.occasion import Occasion
from ui.forms.scans import Scans, without_scans
from ui.forms.sections import Sections
from ui.print_button import MINUTES
from ui.scans import dropped, is_step
from zjdesk.errors import NotFound, Problem, Weight
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.rules import check
from zjdesk.record import AGENDA, Record, State

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QUndoStack

    from ui.forms.inputs import Input
    from ui.workspace import Workspace
    from zjdesk.agenda import AgendaItem

CHECK_AFTER_MS = 150


class RecordForm(Form):
    """The form of one record."""

    prints = Signal(str, list)
    """The key of a paper, and the ids of the records."""
    bar: FormBar

    def __init__(self, workspace: Workspace, record: Record, *, is_unsaved: bool) -> None:
        super().__init__()
        self.workspace = workspace
        self.is_unsaved = is_unsaved
        self._wants_all = False
        """Whether 定稿 was tried: from then on everything missing is shown beside its field."""
        self._told: list[Input] = []
        self.bar = FormBar(lambda: [self.record])
        self.bar.closes.connect(self.close_form)
        self.bar.saves.connect(self.save)
        self.bar.prints.connect(self.print)
        self.bar.copies.connect(self.copy_out)
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
        self.scans = Scans(workspace)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.checks, 1)
        side.addWidget(self.scans, 2)
        below.addLayout(side)
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
        workspace.changed.connect(self._follow)
        self.show_record(record)
        if record.recorded_at is None and not record.agenda and not is_unsaved:
            self.sections.offer_grades()
            self.refresh()

    # -------------------------------------------------------------------------- showing

    def show_record(self, record: Record) -> None:
        """Show a record anew, with fresh inputs."""
        self.record = copy.deepcopy(record)
        self.occasion = Occasion(
            without_scans(self.record) if self.is_final else self.record,
            self.workspace.branch,
            today=self.workspace.today(),
            files=record_verbs.files_of(self.workspace),
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
        self.bar.correction = (
            "" if self.is_final else record_verbs.correction(self.workspace, self.record)
        )
        self.following = Following(self.workspace, self.occasion, self.sections)
        if self.is_final:
            self.sections.lock()
            self.scans.show_record(self.record)
        else:
            self._offer_open_matters()
        self.setAcceptDrops(self.is_final)
        self.scans.setVisible(self.is_final)
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
    def undo(self) -> QUndoStack | None:
        """The steps in the form; in a final record only what was done with its scans."""
        of_scans = self.is_final and is_step(self.workspace.undo_label)
        return None if of_scans else self.occasion.undo

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
        record_verbs.save(self.workspace, record)
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
        if in_the_way:
            self.refresh()
            self.go_to(in_the_way[0])
        override = record_verbs.agree_to_final(in_the_way, reminders)
        if override is None:
            if found := [*in_the_way, *reminders]:
                self.go_to(found[0])
            return
        record_verbs.finalise(self.workspace, self.record, override=override)
        self.show_record(record_verbs.stored(self.workspace, self.record.id))
        entered = consequences.offer(self.workspace, self.record, self.occasion.regulations)
        self.bar.say("；".join([f"已定稿，编号 {self.record.number}", *entered]))

    def reopen(self) -> None:
        """更正: make a final record a draft again."""
        reason = record_verbs.ask_correction()
        if reason is not None:
            record_verbs.reopen(self.workspace, self.record, reason)

    def preview(self) -> None:
        self.print(MINUTES)

    def print(self, paper: str) -> None:
        """Save, then show the pages as they will be printed; `paper` is the key of one."""
        is_stored = self.record.recorded_at is not None and not self.is_unsaved
        if is_stored or self.save():
            self.prints.emit(paper, [self.record.id])

    def copy_out(self) -> None:
        """Open the window from which the record is copied into the superior's web platform."""
        from ui.copy_out import CopyOut

        self.refresh()
        CopyOut(self.workspace, self.record).show_at_side()

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
        record_verbs.drop_draft(self.workspace, self.record)

    # -------------------------------------------------------------------------- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped on a final record is the paper that was signed."""
        event.acceptProposedAction()
        self.scans.take(dropped(event))

    # -------------------------------------------------------------------------- inside

    def _follow(self) -> None:
        """Show a final record as the ledger has it now: printed, with a scan, or undone."""
        if not self.is_final or not self.workspace.is_open:
            return
        try:
            stored = record_verbs.stored(self.workspace, self.record.id)
        except NotFound:  # its first save was undone
            self.closed.emit()
            return
        if stored.state is State.FINAL and stored.revision == self.record.revision:
            self.record = stored
            self.scans.show_record(stored)
            self.refresh()
        else:
            self.show_record(stored)

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
        matters = record_verbs.carried_over(self.workspace, self.record)
        if matters and AGENDA.key in self.sections.inputs:
            card = Carried(self.workspace, self.record, matters)
            card.taken_up.connect(self._take_up)
            self.sections.show_before_body(card)

    def _take_up(self, item: AgendaItem) -> None:
        """Put an open matter into the agenda, and lead the person to it."""
        row = self.sections.take_up(item)

        def lead() -> None:  # once the row has its place
            self._area.ensureWidgetVisible(row, 20, 80)
            Flash(row)

        QTimer.singleShot(0, row, lead)

    def _as_it_stands(self, unread: list[Problem]) -> Record:
        """What the form holds, with the roster that it shows."""
        record = self.sections.read(self.record, unread)
        record.roster = list(self.occasion.record.roster)
        return record

    def _examined(self, record: Record, unread: list[Problem]) -> list[Problem]:
        return record_verbs.examine(self.workspace, self.occasion, record, unread)

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
        record_verbs.keep_draft(self.workspace, self._as_it_stands([]))
        self.bar.say("未保存的内容已留存")


def _has_focus(one: Input) -> bool:
    focus = one.window().focusWidget()
    return focus is not None and (focus is one or one.isAncestorOf(focus))
