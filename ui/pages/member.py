"""The page of one member: facts and history on the left, what the ledger knows on the right.

The form edits a copy; the ledger is changed by 保存 and by what is done with one click (转正, 调组,
转出 and the like), each one step that can be undone.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, BinaryIO

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout

from ui import look, messages, theme
from ui.forms.bar import Bar
from ui.forms.desk import Desk
from ui.forms.form import Form
from ui.forms.member_inputs import member_input_for
from ui.pages.member_facts import MemberFacts
from ui.pages.member_side import MemberSide
from ui.pages.member_verbs import carry_out, verbs_for
from ui.preview import Written, preview_paper
from zjdesk import doubts, member_entry
from zjdesk.errors import Refused
from zjdesk.member_lines import Whose, called, marks, member_lines, papers_of, party_age, posts
from zjdesk.people import CATEGORY, Member
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.one_member import about

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QUndoStack

    from ui.workspace import Workspace
    from zjdesk.errors import Problem
    from zjdesk.progress import Progress
    from zjdesk.statistics.one_member import About


ROOM_FOR_SIDE = 940
"""Pixels of the form."""


class MemberForm(Form):
    """The form of one member, by id; "" for somebody new."""

    def __init__(self, workspace: Workspace, member_id: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.is_new = not member_id
        self.is_unsaved = False
        self.member = Member()
        self.bar = Bar()
        self.bar.closes.connect(self.close_form)
        self._save = theme.dress(QPushButton("保存"), "primary")
        self._sheet = QPushButton("个人情况表")
        self.more = QPushButton("台账记录")
        self.more.setCheckable(True)
        self.bar.add_button(
            self.more, "这名党员的职务、考勤、学时、谈话、材料、获奖", self._make_room
        )
        self.bar.add_button(self._sheet, "打印这名党员的个人情况表（Ctrl+P）", self.preview)
        self.bar.add_button(self._save, "保存（Ctrl+S）", self.save)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.verticalScrollBar().setStyleSheet(f"QScrollBar {{ background: {look.GROUND}; }}")
        self.side = MemberSide()
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._area, 1)
        below.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(below, 1)
        self._about: About | None = None
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._fill_side)
        if member_id:
            self.member = self._stored(member_id) or self.member
        self._show_member()
        workspace.changed.connect(self._follow)

    # -------------------------------------------------------------------------- for the window

    @property
    def undo(self) -> QUndoStack | None:
        """The steps in the form; None where the last step is one of the ledger."""
        return self.desk.undo if self.is_unsaved or self.is_new else None

    def begin(self) -> None:
        if self.is_new:
            self.facts.inputs["name"].setFocus()
        else:
            self._area.setFocus()

    def save(self) -> bool:
        """Save what was altered; False if something in it cannot be."""
        problems: list[Problem] = []
        branch, today = self.workspace.branch, self.workspace.today()
        member = self.facts.read(self.member, problems)
        problems = [*member_entry.problems_of(branch, self.member, member), *problems]
        if not problems:
            found = doubts.of_correcting(branch, self.member, member, today=today)
            if found and not messages.ask("\n".join([*found, "仍要保存？"]), yes="仍要保存",
                                          no="返回", is_risky=True):  # fmt: skip
                return False
            label = f"{'新增' if self.is_new else '修改'}党员：{member.name}"
            self.is_unsaved = False  # what the ledger tells of the change is no news here
            try:
                self.workspace.change_branch(
                    label, lambda branch: member_entry.put_member(branch, member, today)
                )
            except Refused as error:
                self.is_unsaved = True
                problems = list(error.problems)
        if problems:
            self.facts.tell(problems)
            self.bar.say("没有保存：请先改正标红的地方")
            return False
        self.is_new = False
        self.member = self._stored(member.id) or member
        self._show_member()
        self.bar.say("已保存")
        return True

    def preview(self) -> None:
        """Save, then show the personal sheet as it will be printed."""
        if (self.is_unsaved or self.is_new) and not self.save():
            return
        branch, day, known = self.workspace.branch, self.workspace.today(), self._known()
        every = member_lines(branch, day, whose=Whose.ALL)
        line = next(one for one in every if one.id == self.member.id)

        def write(paper: BinaryIO, _: Progress) -> Written:
            from zjdesk.documents.personal_sheet import sheet_faults, write_personal_sheet

            write_personal_sheet(line, known, paper, branch=branch, day=day)
            return Written(f"党员个人情况表　{line.name}", sheet_faults(line))

        preview_paper(self.workspace, write, self)

    def close_form(self) -> bool:
        """Leave the form; what is not saved is asked about. False if the person stays."""
        if self.is_unsaved:
            answer = messages.choose(
                "保存刚才填写的内容吗？", ["保存", "不保存", "继续填写"],
                hint="不保存的话，这次的改动就丢掉了。",
            )  # fmt: skip
            if answer == "继续填写" or (answer == "保存" and not self.save()):
                return False
        self.workspace.changed.disconnect(self._follow)
        self.closed.emit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -------------------------------------------------------------------------- inside

    def _show_member(self) -> None:
        """Show the member anew, with fresh inputs."""
        self.is_unsaved = False
        today = self.workspace.today()
        self.desk = Desk(
            self.workspace.branch, today=today, input_for=member_input_for, parent=self
        )
        self.desk.undo.indexChanged.connect(self.state_changed)
        self.facts = MemberFacts(self.desk, self.member)
        self.facts.changed.connect(self._altered)
        self.facts.show_verbs(
            [] if self.is_new else [verb.name for verb in verbs_for([self.member], today)]
        )
        self.facts.verb_chosen.connect(self._carry_out)
        self.facts.history.setVisible(not self.is_new)
        self._sheet.setVisible(not self.is_new)
        self._area.setWidget(self.facts)
        self._show_state()
        self._make_room()
        self._about = None
        self._filling.start()
        self.state_changed.emit()

    def _show_state(self) -> None:
        member, today = self.member, self.workspace.today()
        words = []
        if self.is_new:
            heading = "新增党员"
        else:
            heading = called(member, marks(self.workspace.branch.members, today))
            here = member.belongs_on(today)
            group = member.group_on(today)
            age = party_age(member, today)
            facts = [CATEGORY.show(member.category_on(today)) if here else "不在册", group]
            facts += [f"党龄{age}年"] if age else []
            facts += ["有表决权" if member.votes_on(today) else "没有表决权"] if here else []
            words.append((look.INK_SOFT, " · ".join(filter(None, facts))))
        if self.is_unsaved:
            words.append((look.RED, "有改动未保存"))
        self.bar.show_state(heading, words)

    def _known(self) -> About:
        """What the records say of the member, read when it is first needed."""
        if self._about is None:
            self._about = self.workspace.read(self._look_up)
        return self._about

    def _fill_side(self) -> None:
        if not self.is_new:
            branch, member = self.workspace.branch, self.member
            self.side.show_about(self._known(), posts(branch, member), papers_of(branch, member))

    def _make_room(self) -> None:
        """In a narrow window the facts go before what is only to be read; a button turns over."""
        is_wide = self.width() >= ROOM_FOR_SIDE
        shows_side = not self.is_new and (is_wide or self.more.isChecked())
        self.more.setVisible(not self.is_new and not is_wide)
        self.side.stand_beside(is_beside=is_wide)
        self.side.setVisible(shows_side)
        self._area.setVisible(is_wide or not shows_side)

    def _look_up(self, db: Any) -> About:
        from zjdesk.store import roster, settings
        from zjdesk.store.figures import figures

        regulations = Regulations(self.workspace.today(), settings.local_rules(db))
        return about(self.member, roster.get(db), figures(db, member=self.member), regulations)

    def _carry_out(self, name: str) -> None:
        if self.is_unsaved and not self.save():
            return
        verbs = verbs_for([self.member], self.workspace.today())
        verb = next(one for one in verbs if one.name == name)
        if carry_out(verb, self.workspace, [self.member]):
            self.bar.say(f"已{name}，可以撤销")

    def _altered(self) -> None:
        if not self.is_unsaved:
            self.is_unsaved = True
            self._show_state()
            self.state_changed.emit()

    def _follow(self) -> None:
        """The ledger was changed elsewhere, or a step was taken back."""
        if self.is_unsaved or self.is_new:
            return
        stored = self._stored(self.member.id)
        if stored is None:
            self.close_form()
        else:
            self.member = stored
            self._show_member()

    def _stored(self, member_id: str) -> Member | None:
        found = [one for one in self.workspace.branch.members if one.id == member_id]
        return copy.deepcopy(found[0]) if found else None
