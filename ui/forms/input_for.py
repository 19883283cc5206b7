"""Which input a field gets: the one table. A new kind made of known fields needs nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.forms.agenda import AgendaInput
from ui.forms.attachments import AttachmentsInput
from ui.forms.attendance import AttendanceInput
from ui.forms.choice_inputs import ChoiceInput, FlagInput, GroupInput
from ui.forms.grades import GradesInput
from ui.forms.id_number_input import IdNumberInput
from ui.forms.inputs import (
    ClockInput,
    DayInput,
    Input,
    LineInput,
    LinesInput,
    MomentInput,
    NumberInput,
    ProseInput,
    TextsInput,
)
from ui.forms.one import OneInput
from ui.forms.people_inputs import NameInput, NamesInput, PersonInput
from ui.forms.rows import RowsInput
from ui.forms.vote import VoteInput
from zjdesk.agenda import AgendaItem, Grade, Vote
from zjdesk.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Field,
    Flag,
    Hours,
    IdNumber,
    Lines,
    Moment,
    Name,
    Names,
    Prose,
    Reference,
    Text,
    Texts,
)
from zjdesk.participants import Attendance, PersonField
from zjdesk.parts import One, Rows
from zjdesk.record import GROUP, Attachment

if TYPE_CHECKING:
    from ui.forms.desk import Desk

BY_TYPE: dict[type[Field[Any]], type[Input]] = {
    Text: LineInput,
    Reference: LineInput,
    Name: NameInput,
    IdNumber: IdNumberInput,
    Prose: ProseInput,
    Day: DayInput,
    Clock: ClockInput,
    Moment: MomentInput,
    Count: NumberInput,
    Hours: NumberInput,
    Flag: FlagInput,
    Choice: ChoiceInput,
    Texts: TextsInput,
    Lines: LinesInput,
    Names: NamesInput,
    PersonField: PersonInput,
    Rows: RowsInput,
    One: OneInput,
}

BY_PART: dict[type, type[Input]] = {
    AgendaItem: AgendaInput,
    Attachment: AttachmentsInput,
    Attendance: AttendanceInput,
    Grade: GradesInput,
    Vote: VoteInput,
}
"""Parts that have an input of their own."""


def input_for(field: Field[Any], occasion: Desk) -> Input:
    """A fresh input for a field."""
    if field is GROUP:
        return GroupInput(field, occasion)
    if isinstance(field, Rows | One) and field.part in BY_PART:
        return BY_PART[field.part](field, occasion)
    return next(BY_TYPE[one] for one in type(field).__mro__ if one in BY_TYPE)(field, occasion)
