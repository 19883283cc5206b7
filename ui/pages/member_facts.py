"""The fields of a member: facts in two columns, the history in lists. They follow people.Member."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.forms.choice_inputs import SegmentsInput
from ui.forms.grid import FieldGrid, set_star
from zjdesk import member_entry
from zjdesk.fields import Choice
from zjdesk.member_entry import PLACE
from zjdesk.parts import part_fields
from zjdesk.people import Exit, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.forms.desk import Desk
    from ui.forms.inputs import Input
    from zjdesk.errors import Problem
    from zjdesk.fields import Field

FACTS = ("name", "mark", "gender", "birth_date", "group", "post", "id_number")
MEMBERSHIP = (
    "joined_on", "full_on", "start", "end", "probation_until", "probation_extended_on", "exit",
    "category",
)  # fmt: skip
HISTORY = ("groups", "voting_suspended", "waivers", "standings", "stays")
WORDS = {
    "start": "来本支部日期",
    "end": "离开日期",
    "probation_extended_on": "大会决定延长",
}
"""What a span is called here."""
HINTS = {
    "joined_on": "如 2006-6-30",
    "full_on": "预备党员不填",
    "start": "一直在这里的不填",
    "end": "在册的不填",
    "probation_until": "没有延长的不填",
    "probation_extended_on": "通过延长的那一天",
}
MOST_SIDE_BY_SIDE = 3
"""Values of a choice that are all in sight; more stand in a list."""
ALWAYS_WAIVED = "attendance_waived"


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
                    QLabel("入党、转正从大会通过的第二天起算；离开日期是不再属于本支部的第一天。"),
                    "hint",
                ),
            ],
        )
        self._add_card("材料", [self._make("papers")])
        self._add_history()
        self._column.addStretch()
        self._hide("probation_until", is_hidden=bool(member.full_on and not member.probation_until))
        shown = {
            "category": None if member.full_on else member.category,  # asked if the day is gone
            "exit": member.exit or Exit.TRANSFERRED,
        }
        for name, one in self.inputs.items():
            one.show_value(shown.get(name, getattr(member, name)))
            one.changed.connect(self.changed)
            one.changed.connect(self._show_needed)
        self.inputs[ALWAYS_WAIVED].setHidden(not member.attendance_waived)
        self._hide("id_number", is_hidden=not member.id_number)
        self._member = member
        self._show_needed()

    def read(self, base: Member, problems: list[Problem]) -> Member:
        """The member as it stands in the form."""
        values = {name: one.read(PLACE, problems) for name, one in self.inputs.items()}
        member = replace(base, **values)
        member_entry.settle(base, member)
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
        before = self._member
        names = ("name", "mark", "category", "joined_on", "full_on", "end", "probation_until")
        known = {name: self.inputs[name].read(PLACE, []) for name in names}
        member = replace(before, id=before.id, **known)
        self._hide("category", is_hidden=not member_entry.is_category_asked(before, member))
        self._hide("exit", is_hidden=member.end is None)
        self._hide("probation_extended_on", is_hidden=member.probation_until is None)
        self._star("full_on", is_needed=member_entry.is_full_day_needed(before, member))
        self._star("category", is_needed=True)
        missing = member_entry.mark_problem(self.desk.branch, member)
        self._star("mark", is_needed=bool(missing))
        if not member.mark:
            self.inputs["mark"].tell(missing, is_wrong=False)

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
        if isinstance(field, Choice) and len(field.options) <= MOST_SIDE_BY_SIDE:
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
