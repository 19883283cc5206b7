"""Inputs for people: members of the day are offered by name, pinyin or initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ui.forms.inputs import LineInput, TextsInput
from ui.forms.suggestions import Suggestion, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.forms.desk import Desk
    from zjdesk.fields import Field
    from zjdesk.participants import Person


class NameInput(LineInput):
    """One person. Members of the day are offered by name, pinyin or initials.

    `member` is the id of the member who was picked; typing a name takes it back.
    """

    room = 148

    def __init__(self, field: Field[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.member = ""
        self.edit.setPlaceholderText(field.hint or "姓名或拼音首字母")
        self.suggestions = Suggestions(self.edit, occasion.suggest_people)
        self.suggestions.chosen.connect(self._take)
        self._known = ("", "")

    def show_value(self, value: Any) -> None:
        self.show_person(value, self.member)

    def show_person(self, name: str, member: str) -> None:
        self.restore((self.occasion.label_of(member, name), member))

    def state(self) -> Any:
        return self.edit.text(), self.member

    def restore(self, state: Any) -> None:
        text, self.member = state
        self._known = state
        self.edit.setText(text)

    def value(self) -> Any:
        text = self.edit.text()
        if self.member:
            text = re.sub("（[^（]*）$", "", text)
        return self.field.parse(text)

    def _take(self, chosen: Suggestion) -> None:
        self.member = chosen.member
        self.edit.setText(chosen.text)
        self.tell("")
        self._alter(goes_on=True)

    def _typed(self) -> None:
        self.member = ""
        super()._typed()


class PersonInput(NameInput):
    """One person, with the id where it is a member."""

    def show_value(self, value: Person | None) -> None:
        self.show_person(value.name if value else "", value.member if value else "")

    def value(self) -> Person | None:
        person: Person | None = super().value()
        if person:
            person.member = self.member
        return person


class NamesInput(TextsInput):
    """Several names with 、 between; the one being typed is completed."""

    def __init__(self, field: Field[list[str]], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.suggestions = Suggestions(self.edit, self._suggest)
        self.suggestions.chosen.connect(self._take)

    def _suggest(self, text: str) -> Iterable[Suggestion]:
        there = text.split("、")
        found = self.occasion.suggest_people(there[-1])
        return [one for one in found if one.text not in there[:-1]]

    def _take(self, chosen: Suggestion) -> None:
        before = self.edit.text().split("、")[:-1]
        name = re.sub("（[^（]*）$", "", chosen.text)
        self.edit.setText("、".join([*before, name]))
        self._alter(goes_on=True)
