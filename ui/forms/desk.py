"""The desk: what an input may know wherever it stands.

Rule: inputs read it and never write to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from ui.forms.suggestions import Suggestion
from zjdesk.member_lines import marks
from zjdesk.names import pinyin_keys
from zjdesk.people import OFFICES, Branch, Member
from zjdesk.prospects import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from ui.forms.inputs import Input
    from ui.forms.steps import Steps
    from zjdesk.fields import Field


class Desk(QObject):
    """The branch, the clock's day, the undo of a form, and which input a field gets there."""

    def __init__(
        self,
        branch: Branch,
        *,
        today: date,
        input_for: Callable[[Field[Any], Any], Input],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.branch = branch
        self.today = today
        self.undo = QUndoStack(self)
        self.steps: Steps | None = None
        """Where typed text is noted as steps of `undo`; None: text boxes undo their own."""
        self._input_for = input_for
        self._pinyin: dict[str, str] = {}

    @property
    def day(self) -> date:
        """The day of which people are offered."""
        return self.today

    def input_for(self, field: Field[Any]) -> Input:
        """A fresh input for a field."""
        return self._input_for(field, self)

    def people(self) -> list[Member]:
        """The members of the day."""
        return self.branch.members_on(self.day)

    def label_of(self, member: str, name: str) -> str:
        """A member's name, with what tells him or her apart from another of the same name."""
        mark = marks(self.people(), self.day).get(member)
        return f"{name}（{mark}）" if mark else name

    def suggest_people(self, typed: str) -> Iterator[Suggestion]:
        """The members whose name, pinyin or initials fit what was typed."""
        wanted = typed.strip().lower()
        offices = self.branch.offices_on(self.day)
        known_by = marks(self.people(), self.day)
        for member in self.people():
            keys = self._keys(member.name) if wanted.isascii() else ""
            if wanted in member.name or any(key.startswith(wanted) for key in keys.split()):
                mark = known_by.get(member.id)
                notes = (
                    OFFICES[offices[member.id]] if member.id in offices else "",
                    "" if mark else member.group,
                    "" if member.is_full_on(self.day) else "预备党员",
                )
                yield Suggestion(
                    f"{member.name}（{mark}）" if mark else member.name,
                    " · ".join(note for note in notes if note),
                    member.id,
                )

    def suggest_prospects(self, typed: str) -> Iterator[Suggestion]:
        """Those on their way into the Party whose name, pinyin or initials fit."""
        wanted = typed.strip().lower()
        for prospect in self.branch.prospects:
            stage = prospect.stage_on(self.day)
            keys = self._keys(prospect.name).split() if wanted.isascii() else []
            fits = wanted in prospect.name or any(key.startswith(wanted) for key in keys)
            if fits and stage not in (Stage.ENDED, Stage.FULL):
                yield Suggestion(prospect.name, STAGES[stage])

    def _keys(self, name: str) -> str:
        if name not in self._pinyin:
            self._pinyin[name] = pinyin_keys(name)
        return self._pinyin[name]
