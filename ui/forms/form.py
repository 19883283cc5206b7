"""What the window may ask of every form that comes in front of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.forms.edits import is_redo

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QUndoStack

    from ui.forms.bar import Bar


class Form(QWidget):
    """Something of the ledger to be filled in. `closed`: the person is done with it."""

    closed = Signal()
    state_changed = Signal()
    bar: Bar
    is_unsaved: bool

    @property
    def undo(self) -> QUndoStack | None:
        """The steps in the form; None where the last step is one of the ledger."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the cursor where the person has to begin."""
        raise NotImplementedError

    def save(self) -> bool:
        """Save what was altered; False if something in it cannot be."""
        raise NotImplementedError

    def preview(self) -> None:
        """Save, then show how it will be printed."""
        raise NotImplementedError

    def close_form(self) -> bool:
        """Leave the form; what is not saved is asked about. False if the person stays."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What a text box did not use itself: its own undo is used up.
        if self.undo is not None and event.matches(QKeySequence.StandardKey.Undo):
            self.undo.undo()
        elif self.undo is not None and is_redo(event):
            self.undo.redo()
        else:
            super().keyPressEvent(event)
