"""Inputs for people: members of the day are offered by name, pinyin or initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ui.forms.inputs import LineInput, TextsInput
from ui.forms.suggestions import Suggestion, Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.forms.desk import Desk
    from zjdesk.fields import Field
    from zjdesk.participants import Person


class NameInput(LineInput):
    """One person. Members of the day are offered by name, pinyin or initials.

    `member` is the id of the member who was picked; typing a name takes it back.
    """

    room = 148
    marks_strangers = False
    """Whether it is said of a name that no member has it."""

    def __init__(self, field: Field[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.member = ""
        self.edit.setPlaceholderText(field.hint or "姓名或拼音首字母")
        self.offers: Callable[[str], Iterable[Suggestion]] = occasion.suggest_people
        """Gives the people who are offered for what is typed."""
        self.suggestions = Suggestions(self.edit, lambda typed: self.offers(typed))
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
            text = _bare(text)
        return self.field.parse(text)

    def _take(self, chosen: Suggestion) -> None:
        self.member = chosen.member
        self.edit.setText(chosen.text)
        self.tell("")
        self._alter(goes_on=True)

    def _typed(self) -> None:
        self.member = ""
        super()._typed()

    def _tidy(self) -> None:
        """Pinyin that means one member becomes the name; what means nobody is said."""
        super()._tidy()
        text = self.edit.text().strip()
        if self.is_locked or self.member:
            return
        if not _is_pinyin(text):
            people = self.occasion.people()
            if self.marks_strangers and text and all(one.name != text for one in people):
                self.tell("不在当天的名册中，按来宾处理", is_wrong=False)
            return
        found = list(self.offers(text))
        if len(found) == 1:
            self._take(found[0])
        else:
            self.tell(_who(text, len(found)))


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
        name = _bare(chosen.text)
        self.edit.setText("、".join([*before, name]))
        self._alter(goes_on=True)

    def _tidy(self) -> None:
        """Each name that was left as pinyin becomes that of the one member it means."""
        super()._tidy()
        names = self.edit.text().split("、")
        if self.is_locked or not any(_is_pinyin(name) for name in names):
            return
        for index, name in enumerate(names):
            found = list(self.occasion.suggest_people(name)) if _is_pinyin(name) else []
            if len(found) == 1:
                names[index] = _bare(found[0].text)
            elif _is_pinyin(name):
                self.tell(_who(name, len(found)))
        if "、".join(names) != self.edit.text():
            self.edit.setText("、".join(names))
            self._alter(goes_on=True)


def _is_pinyin(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _bare(label: str) -> str:
    """A name without what tells two of it apart."""
    return re.sub("（[^（]*）$", "", label)


def _who(typed: str, found: int) -> str:
    """Why something that was typed as pinyin is nobody's name."""
    if found:
        return f"“{typed}”可以是 {found} 位党员，请从列出的人中选"
    return f"名册中没有“{typed}”，请写姓名"
