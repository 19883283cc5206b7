"""One vote: only the figures that its matter and method need, and what is filled in already."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import messages, theme
from ui.forms.buttons import flat_button
from ui.forms.flow import Flow
from ui.forms.grades import graded
from ui.forms.one import OneInput
from ui.forms.vote_state import VoteState
from zjdesk.agenda import Matter, Method, Vote
from zjdesk.errors import Place
from zjdesk.kinds.headcount import turnout
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.forms.occasion import Occasion
    from ui.forms.people_inputs import NameInput
    from ui.forms.rows import RowsInput
    from ui.forms.suggestions import Suggestion
    from zjdesk.errors import Problem

_WRITTEN = ("written_ayes", "written_nays")
_LINES = (
    ("matter", "method", "candidate", "seats"),
    ("issued", "returned", "invalid"),
    ("ayes", "nays", "abstain", *_WRITTEN),
)
"""Each on a line of its own: what another method asks for besides pushes nothing aside."""
_FIGURES = ("issued", "returned", "invalid", "ayes", "nays", "abstain")
_PEOPLE = ("scrutineers", "tellers")
_LISTS = ("candidates", "grades", "reductions")


def wanted(matter: Matter | None, method: Method | None) -> set[str]:
    """The fields that a vote on this matter, taken in this way, has."""
    fields = {"matter", "method"}
    if method is not None and method.has_ballots:
        fields |= {"issued", "returned", "invalid", *_PEOPLE}
    if matter is Matter.ELECTION:
        return fields | {"seats", "candidates"}
    if matter is Matter.APPRAISAL:
        return fields | {"grades"}
    fields |= {"ayes", "nays", "abstain"}
    if matter in (Matter.ADMIT, Matter.CONFIRM):
        fields |= {"candidate"}
    return fields


class VoteInput(OneInput):
    """The vote of an agenda item."""

    occasion: Occasion

    def lay_out(self) -> None:
        self._cells: dict[str, QWidget] = {}
        self._column.setSpacing(8)
        self.judgement = VoteState(self.occasion)
        self._unanimous = flat_button("check", "全票赞成")
        self._unanimous.setToolTip("按到会有表决权的人数填入票数，其余填 0")
        self._unanimous.clicked.connect(self._fill_unanimous)
        self._graded = flat_button("people", "填入参评党员")
        self._graded.setToolTip("把应到的正式党员逐一列出，只填票数")
        self._graded.clicked.connect(self._fill_graded)
        self._reduce = flat_button("person", "有人不计入应到…")
        self._reduce.setToolTip("个别党员因特殊原因不计入应到人数，要写明理由和同意情况")
        self._reduce.clicked.connect(self._open_reductions)
        self._write = flat_button("add", "有书面意见…")
        self._write.setToolTip("不能到会的人会前交来的书面意见，计入票数")
        self._write.clicked.connect(self._open_written)
        self._buttons = (self._unanimous, self._write, self._graded, self._reduce)
        for names in _LINES:
            flow = Flow(gap=10)
            for name in names:
                flow.addWidget(self._cell(name))
            self._column.addLayout(flow)
        people = QHBoxLayout()
        people.setSpacing(10)
        for name in _PEOPLE:
            people.addWidget(self._cell(name), 1)
        self._column.addLayout(people)
        for name in _LISTS:
            self._column.addWidget(self._cell(name))
        self._column.addWidget(self.judgement)
        foot = QHBoxLayout()
        for button in self._buttons:
            foot.addWidget(button)
        foot.addStretch()
        self._column.addLayout(foot)
        candidate = cast("NameInput", self.inputs.by_name["candidate"])
        candidate.offers = self._suggest_candidates
        self.setFocusProxy(self.inputs.by_name["matter"])
        for name in ("matter", "method"):
            self.inputs.by_name[name].changed.connect(self._show_wanted)
        self.occasion.counted.connect(self._show_state)
        self._show_wanted()
        self._show_state()

    def show_value(self, value: Vote | None) -> None:  # type: ignore[override]
        super().show_value(value)
        self._show_wanted()
        self._show_state()

    def lock(self) -> None:
        super().lock()
        for button in self._buttons:
            button.hide()

    def _cell(self, name: str) -> QWidget:
        """An input with its label above."""
        one = self.inputs.by_name[name]
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = theme.dress(QLabel(one.field.label), "hint")
        label.setBuddy(one)
        column.addWidget(label)
        column.addWidget(one)
        one.be_compact()
        self._cells[name] = cell
        return cell

    def _read(self) -> Vote:
        problems: list[Problem] = []
        return cast("Vote", self.inputs.read(Place(), problems))

    def _show_wanted(self) -> None:
        vote = self._read()
        fields = wanted(vote.matter, vote.method)
        for name, cell in self._cells.items():
            one = self.inputs.by_name[name]
            is_empty = one.field.is_missing(getattr(vote, name))
            cell.setVisible(name in fields or not is_empty)
        has_written = any(not self._cells[name].isHidden() for name in _WRITTEN)
        may_write = vote.matter in (Matter.ADMIT, Matter.CONFIRM)
        self._write.setVisible(may_write and not has_written and not self.is_locked)
        is_plain = "ayes" in fields and vote.method is not None
        self._unanimous.setVisible(is_plain and not self.is_locked)
        self._graded.setVisible(vote.matter is Matter.APPRAISAL and not self.is_locked)
        self._reduce.setVisible(not vote.reductions and not self.is_locked)

    def _show_state(self) -> None:
        self.judgement.show_vote(self._read())

    def _suggest_candidates(self, typed: str) -> Iterable[Suggestion]:
        """Whom the vote can be about: those on their way, or the probationary members."""
        occasion = self.occasion
        if self._read().matter is Matter.ADMIT:
            return occasion.suggest_prospects(typed)
        found = occasion.suggest_people(typed)
        if self._read().matter is not Matter.CONFIRM:
            return found
        open_ = {m.id for m in occasion.people() if not m.is_full_on(occasion.day)}
        return [one for one in found if one.member in open_]

    def _fill_unanimous(self) -> None:
        vote = self._read()
        voters = turnout(self.occasion.record, vote).present
        present = self.occasion.headcount.present if voters is None else voters
        figures = {"ayes": present, "nays": 0, "abstain": 0}
        if vote.method is not None and vote.method.has_ballots:
            figures |= {"issued": present, "returned": present, "invalid": 0}
        others = [name for name in figures if getattr(vote, name) not in (None, figures[name])]
        if others and not messages.ask(
            "票数已经填了，改为全票赞成吗？", yes="改为全票赞成", hint=_figures_in_words(vote)
        ):
            return
        assert self.occasion.steps is not None
        with self.occasion.steps.together("全票赞成"):
            for name, number in figures.items():
                self.inputs.by_name[name].fill(number)

    def _fill_graded(self) -> None:
        grades = cast("RowsInput", self.inputs.by_name["grades"])
        there = {grade.member for grade in self._read().grades}
        missing = [one for one in graded(self.occasion.record) if one.member not in there]
        assert self.occasion.steps is not None
        with self.occasion.steps.together("填入参评党员"):
            for grade in missing:
                grades.add_part(grade)

    def _open_written(self) -> None:
        for name in _WRITTEN:
            self._cells[name].show()
        self._write.hide()
        self.inputs.by_name[_WRITTEN[0]].setFocus()

    def _open_reductions(self) -> None:
        reductions = cast("RowsInput", self.inputs.by_name["reductions"])
        self._cells["reductions"].show()
        self._reduce.hide()
        reductions.add()


def _figures_in_words(vote: Vote) -> str:
    fields = part_fields(Vote)
    given = {name: getattr(vote, name) for name in _FIGURES}
    return "，".join(f"{fields[n].label} {given[n]}" for n in _FIGURES if given[n] is not None)
