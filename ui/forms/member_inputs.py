"""Inputs that are particular to the facts of a member: a new name, a 党小组."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.forms.choice_inputs import GroupInput
from ui.forms.input_for import input_for
from ui.forms.inputs import Input, LineInput
from zjdesk.fields import Name
from zjdesk.rare_characters import private_characters

if TYPE_CHECKING:
    from ui.forms.desk import Desk
    from zjdesk.fields import Field

BIRTH_DATE = "birth_date"


def member_input_for(field: Field[Any], desk: Desk) -> Input:
    """A fresh input for a field of a member or of his or her history."""
    if field.key == BIRTH_DATE:
        field = replace(field, hint="如 1985-3-2")  # it is never of this year
    if field.key == "group":
        return GroupInput(field, desk)
    if isinstance(field, Name):
        return NewNameInput(field, desk)
    return input_for(field, desk)


class NewNameInput(LineInput):
    """A name as it is entered for the first time: every character is tried."""

    def __init__(self, field: Field[Any], desk: Desk) -> None:
        super().__init__(field, desk)
        self.edit.setPlaceholderText("")
        self.edit.editingFinished.connect(self._try_characters)

    def _try_characters(self) -> None:
        told = name_faults(self.edit.text())
        if told:
            self.tell("\n".join(told))


def name_faults(name: str) -> list[str]:
    """What is wrong with the characters of a name; they can be kept all the same."""
    from zjdesk.documents.fonts import missing

    private = list(private_characters(name))
    known = {one.character for one in private}
    return [
        *map(str, private),
        *(
            f"“{character}”（U+{ord(character):04X}）字库里没有，打印出来是“〓”，请核对"
            for character in missing(name)
            if character not in known
        ),
    ]
