"""Picking a record of the ledger: offered by what stands in it, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.forms.inputs import LineInput
from ui.forms.suggestions import MOST, Suggestion, Suggestions
from zjdesk.errors import NotFound
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.forms.desk import Desk
    from ui.workspace import Workspace
    from zjdesk.fields import Field
    from zjdesk.store.records import RecordLine


def label_of(line: RecordLine) -> str:
    """A record in one line: 2026-03-12 第一季度党员大会."""
    day = f"{line.day:%Y-%m-%d} " if line.day else ""
    return f"{day}{line.title or '（未填名称）'}"


class RecordInput(LineInput):
    """The id of a record; it is shown as day and title. The arrow key offers the newest."""

    def __init__(self, field: Field[Any], desk: Desk, workspace: Workspace) -> None:
        super().__init__(field, desk)
        self._workspace = workspace
        self._id = ""
        self.edit.setPlaceholderText("输入名称、内容或人名查找；按 ↓ 看最近的记录")
        self.edit.textEdited.connect(self._forget)
        self.suggestions = Suggestions(self.edit, self._suggest)
        self.suggestions.chosen.connect(self._take)

    def show_value(self, value: str) -> None:
        self._id = value
        self.edit.setText(self._label(value) if value else "")
        self.edit.setCursorPosition(0)

    def value(self) -> str:
        if self.edit.text().strip() and not self._id:
            raise ValueError("没有选中记录，请从列表里选一条，或清空")
        return self._id

    def _label(self, record_id: str) -> str:
        from zjdesk.store import records

        try:
            return label_of(self._workspace.read(lambda db: records.line(db, record_id)))
        except NotFound:
            return "（台账里没有这条记录）"

    def _suggest(self, typed: str) -> Iterator[Suggestion]:
        from zjdesk.store import records

        text = "" if self._id else typed
        for line in self._workspace.read(lambda db: records.find(db, text=text, limit=MOST)):
            yield Suggestion(label_of(line), KINDS[line.kind].short, line.id)

    def _take(self, chosen: Suggestion) -> None:
        self.show_value(chosen.member)
        self.tell("")
        self.changed.emit()

    def _forget(self) -> None:
        self._id = ""
