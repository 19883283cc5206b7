"""What follows in a form from what the person alters: title, circumstances of a group, unit.

Rule: only what nobody altered by hand follows, and it is undone together with what it follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from zjdesk.kinds.catalogue import KINDS, UNIT, UNIT_TYPE
from zjdesk.record import CHAIR, ENDS_AT, GROUP, PLACE, RECORDER, STARTS_AT, TITLE, Record

if TYPE_CHECKING:
    from ui.forms.inputs import Input
    from ui.forms.occasion import Occasion
    from ui.forms.sections import Sections
    from ui.workspace import Workspace
    from zjdesk.fields import Field

TAKEN_OVER: tuple[Field[Any], ...] = (STARTS_AT, ENDS_AT, PLACE, CHAIR, RECORDER)
"""What comes from the last record of the group that is chosen."""


class Following(QObject):
    """Follows the alterations of one form."""

    def __init__(self, workspace: Workspace, occasion: Occasion, sections: Sections) -> None:
        super().__init__(occasion)
        self._workspace, self._occasion, self._sections = workspace, occasion, sections
        record = occasion.record
        kind = KINDS[record.kind]
        self._proposed = kind.propose_title(record.day, record.group) if record.day else ""
        """The title that was proposed last: while it stands it goes with day and group."""
        self._taken_over = {
            field.key: sections.inputs[field.key].state()
            for field in TAKEN_OVER if field.key in sections.inputs
        }  # fmt: skip
        """What a new record took over from the last one and nobody altered."""
        self._of_unit: dict[str | None, list[str]] = {}
        occasion.altered.connect(self._follow)

    def propose_title(self, record: Record) -> None:
        """A title that nobody altered goes with day and group."""
        if record.day is None or record.title != self._proposed:
            return
        self._proposed = KINDS[record.kind].propose_title(record.day, record.group)
        if record.title != self._proposed:
            record.title = self._proposed
            self._sections.input_of(TITLE).show_value(record.title)

    def _follow(self, altered: Input) -> None:
        """What follows from an alteration by the person, undone together with it."""
        if altered.field is GROUP and self._occasion.record.recorded_at is None:
            self._take_over_of(altered.value())
        elif altered.field is UNIT_TYPE:
            self._change_unit(altered.value())

    def _take_over_of(self, group: str) -> None:
        """Another group brings its own circumstances, where nobody altered those taken over."""
        from zjdesk.store import records

        kind, until = self._occasion.record.kind, self._occasion.record.day
        previous = self._workspace.read(lambda db: records.previous(db, kind, group, until=until))
        if not group or previous is None:
            return
        for field in TAKEN_OVER:
            one = self._sections.inputs.get(field.key)
            if one is not None and one.state() == self._taken_over.get(field.key):
                self._occasion.steps.follow(one, previous[field])
                self._taken_over[field.key] = one.state()

    def _change_unit(self, unit_type: str | None) -> None:
        """Another sort of unit has neither the name nor the group of the one before."""
        inputs = [self._sections.inputs[field.key] for field in (UNIT, GROUP)]
        self._of_unit[self._occasion.record[UNIT_TYPE]] = [one.value() for one in inputs]
        values = self._of_unit.get(unit_type, ["", ""])
        for one, value in zip(inputs, values, strict=True):
            self._occasion.steps.follow(one, value)
