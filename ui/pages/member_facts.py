"""The fields of a member: facts in two columns, the history in lists. They follow people.Member."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.forms.choice_inputs import SegmentsInput
from ui.forms.grid import FieldGrid, set_star
from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import Choice
from zjdesk.parts import part_fields
from zjdesk.people import Category, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.forms.desk import Desk
    from ui.forms.inputs import Input
    from zjdesk.fields import Field
    from zjdesk.people import Branch

FACTS = ("name", "mark", "gender", "birth_date", "group", "post", "id_number")
MEMBERSHIP = ("joined_on", "full_on", "start", "end", "probation_until", "category")
HISTORY = ("groups", "voting_suspended", "waivers", "standings", "stays")
WORDS = {"start": "来本支部日期", "end": "转出日期"}
"""What a span is called here."""
HINTS = {
    "joined_on": "如 2006-6-30",
    "full_on": "预备党员不填",
    "start": "一直在这里的不填",
    "end": "在册的不填",
    "probation_until": "没有延长的不填",
}
ALWAYS_WAIVED = "attendance_waived"


def mark_problem(member: Member, branch: Branch) -> str:
    """What is wrong with the mark of somebody who is not the only one of that name."""
    alike = [one for one in branch.members if one.name == member.name and one.id != member.id]
    if not alike or (member.mark and all(one.mark != member.mark for one in alike)):
        return ""
    other = alike[0].mark or alike[0].group or alike[0].post
    known = f"（{other}）" if other else ""
    return f"另有一位“{member.name}”{known}，请写明怎样区别，如任教学科"


class MemberFacts(QWidget):
    """All inputs of a member, in cards from top to bottom."""

    changed = Signal()
    verb_chosen = Signal(str)

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.desk = desk
        self.inputs: dict[str, Input] = {}
        """By the attribute of the member."""
        self._widgets: dict[str, list[QWidget]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 24)
        self._column.setSpacing(12)
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(6)
        self._column.addLayout(self._verbs)
        self._add_card("基本情况", [self._grid(FACTS)])
        membership = self._grid(MEMBERSHIP)
        self._add_card(
            "党籍",
            [
                membership,
                theme.dress(
                    QLabel("入党、转正从大会通过的第二天起算；转出日期是不再属于本支部的第一天。"),
                    "hint",
                ),
            ],
        )
        self._add_history()
        self._column.addStretch()
        self._hide("category", is_hidden=_days_tell_category(member))
        self._hide("probation_until", is_hidden=bool(member.full_on and not member.probation_until))
        for name, one in self.inputs.items():
            one.show_value(getattr(member, name))
            one.changed.connect(self.changed)
            one.changed.connect(self._show_needed)
        self.inputs[ALWAYS_WAIVED].setHidden(not member.attendance_waived)
        self._hide("id_number", is_hidden=not member.id_number)
        self._member = member
        self._show_needed()

    def read(self, base: Member, problems: list[Problem]) -> Member:
        """The member as it stands in the form."""
        top = Place().field("members", "党员").item(0)
        values = {name: one.read(top, problems) for name, one in self.inputs.items()}
        member = replace(base, **values)
        if member.full_on or self.inputs["category"].isHidden():
            member.category = Category.FULL if member.full_on else Category.PROBATIONARY
        elif member.category is None:
            at = top.field("category", "人员类别")
            problems.append(Problem("请选择人员类别", at, Weight.REFUSES))
        elif self._needs_full_day(member) and base.category is not Category.FULL:
            at = top.field("full_on", "转正日期")
            problems.append(Problem("正式党员请填写转正日期", at, Weight.REFUSES))
        return member

    def show_verbs(self, names: Sequence[str]) -> None:
        """Show what can be done with one click."""
        if names:
            self._verbs.addWidget(theme.dress(QLabel("办理"), "hint"))
        for name in names:
            button = QPushButton(f"{name}…")
            button.clicked.connect(lambda _=False, name=name: self.verb_chosen.emit(name))
            self._verbs.addWidget(button)
        self._verbs.addStretch()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Say beside the fields what is wrong and go to the first of them."""
        for one in self.inputs.values():
            one.untell()
        found = [(self._at(problem.place.path[2:]), problem) for problem in problems]
        for one, problem in found:
            one.tell(problem.message)
        found[0][0].setFocus()

    def _at(self, path: Sequence[str | int]) -> Input:
        """The input of a value at a place, as near as there is."""
        for one in self.inputs.values():
            if path and one.field.key == path[0]:
                return one.at(path[1:])
        return self.inputs["name"]

    # -------------------------------------------------------------------------- what is needed

    def _show_needed(self) -> None:
        """Put stars where something is needed; a namesake's mark is asked for at once."""
        top = Place().field("members", "党员").item(0)
        names = ("name", "mark", "category", "joined_on")
        known = {name: self.inputs[name].read(top, []) for name in names}
        member = replace(self._member, id=self._member.id, **known)
        self._star("full_on", is_needed=self._needs_full_day(member))
        self._star("category", is_needed=True)
        missing = mark_problem(member, self.desk.branch)
        self._star("mark", is_needed=bool(missing))
        if not member.mark:
            self.inputs["mark"].tell(missing, is_wrong=False)

    def _needs_full_day(self, member: Member) -> bool:
        is_asked = not self.inputs["category"].isHidden()
        return is_asked and member.category is Category.FULL and member.joined_on is not None

    def _star(self, name: str, *, is_needed: bool) -> None:
        label = self._widgets[name][0]
        assert isinstance(label, QLabel)
        set_star(label, self.inputs[name].field.label, needed=is_needed)

    # -------------------------------------------------------------------------- building

    def _grid(self, names: Iterable[str]) -> FieldGrid:
        grid = FieldGrid()
        for name in names:
            self._widgets[name] = grid.add(self._make(name))
        return grid

    def _hide(self, name: str, *, is_hidden: bool) -> None:
        for widget in self._widgets[name]:
            widget.setHidden(is_hidden)

    def _make(self, name: str) -> Input:
        declared = part_fields(Member)[name]
        field: Field[Any] = replace(
            declared, label=WORDS.get(name, declared.label), hint=HINTS.get(name, declared.hint)
        )
        if isinstance(field, Choice):
            one: Input = SegmentsInput(field, self.desk)
        else:
            one = self.desk.input_for(field)
        self.inputs[name] = one
        return one

    def _add_history(self) -> None:
        hint = theme.dress(
            QLabel("“起”是开始的那一天，“止”是不再算的第一天；不填“止”就是一直到现在。"), "hint"
        )
        blocks: list[QWidget] = [hint, self._make(ALWAYS_WAIVED)]
        for name in HISTORY:
            one = self._make(name)
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 4, 0, 0)
            column.setSpacing(2)
            column.addWidget(QLabel(f"<b>{one.field.label}</b>"))
            column.addWidget(one)
            blocks.append(block)
        self.history = self._add_card("历史", blocks)

    def _add_card(self, words: str, contents: Iterable[QWidget]) -> QFrame:
        card = theme.dress(QFrame(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(theme.dress(QLabel(words), "heading"))
        for content in contents:
            column.addWidget(content)
        self._column.addWidget(card)
        return card


def _days_tell_category(member: Member) -> bool:
    """Whether 人员类别 follows from the days; of a full member without 转正日期 it does not."""
    is_on_probation = member.joined_on and member.category is Category.PROBATIONARY
    return bool(member.full_on or is_on_probation)
