"""A single part in the form that may be there or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.forms.inputs import Input
from ui.forms.rows import PartInputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.desk import Desk
    from zjdesk.errors import Place, Problem
    from zjdesk.parts import One, Part


class OneInput(Input):
    """A single part that may be there or not."""

    is_wide = True

    def __init__(self, field: One[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.inputs = PartInputs(field.part, occasion)
        self.is_there = False
        for one in self.inputs.by_name.values():
            one.changed.connect(self.changed)
        self.lay_out()

    def lay_out(self) -> None:
        """Put the inputs where they belong."""
        for one in self.inputs.by_name.values():
            self._column.addWidget(one)

    def show_value(self, value: Part | None) -> None:
        self.is_there = value is not None
        self.setVisible(self.is_there)
        if value is not None:
            self.inputs.show_part(value)

    def read(self, place: Place, problems: list[Problem]) -> Part | None:
        at = place.field(self.field.key, self.field.label)
        return self.inputs.read(at, problems) if self.is_there else None

    def at(self, path: Sequence[str | int]) -> Input:
        return self.inputs.at(path) or self

    def lock(self) -> None:
        self.is_locked = True
        for one in self.inputs.by_name.values():
            one.lock()
