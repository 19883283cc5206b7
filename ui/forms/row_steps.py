"""The steps of a list in the form that can be undone: a row comes in, goes, changes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from ui.forms.rows import Row, RowsInput


class PutRow(QUndoCommand):
    """A row comes in."""

    def __init__(self, rows: RowsInput, row: Row, index: int) -> None:
        super().__init__(f"添加{rows.field.label}")
        self._rows, self._row, self._index = rows, row, index

    def redo(self) -> None:
        self._rows.put(self._row, self._index)
        self._rows.changed.emit()

    def undo(self) -> None:
        self._rows.take(self._row)
        self._rows.changed.emit()


class TakeRow(QUndoCommand):
    """A row goes, whole, so that it can come back."""

    def __init__(self, rows: RowsInput, row: Row) -> None:
        super().__init__(f"删去{rows.field.label}")
        self._rows, self._row, self._index = rows, row, 0

    def redo(self) -> None:
        self._index = self._rows.take(self._row)
        self._rows.changed.emit()

    def undo(self) -> None:
        self._rows.put(self._row, self._index)
        self._rows.changed.emit()


class MoveRow(QUndoCommand):
    """A row changes its place."""

    def __init__(self, rows: RowsInput, row: Row, index: int) -> None:
        super().__init__(f"移动{rows.field.label}")
        self._rows, self._row, self._index = rows, row, index

    def redo(self) -> None:
        # Where it stood becomes where undo, which is the same move back, will put it.
        here = self._rows.take(self._row)
        self._rows.put(self._row, self._index)
        self._index = here
        self._rows.changed.emit()

    undo = redo
