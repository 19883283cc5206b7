"""The steps of a form: what a person altered can be taken back, the newest first.

Rule: one stack holds them all, typed text too, so that undo never jumps.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QUndoStack

    from ui.forms.inputs import Input

PAUSE = 1.5
"""Seconds without typing after which a new step begins."""


class Steps:
    """Notes alterations on a stack; `tell` gets the input that a person altered just now."""

    def __init__(self, undo: QUndoStack, tell: Callable[[Input], None]) -> None:
        self._undo = undo
        self._tell = tell
        self._newest: _Alteration | None = None

    def note(self, one: Input, before: Any, after: Any, *, goes_on: bool) -> None:
        """Take note of an alteration; typing that goes on belongs to the step before."""
        newest = self._newest
        now = time.monotonic()
        is_same = newest is not None and newest.one is one and is_newest(newest, self._undo)
        is_in_one_go = goes_on or (one.is_typed and newest and now - newest.at < PAUSE)
        if newest and is_same and is_in_one_go:
            newest.after, newest.at = after, now
        elif before != after:
            step = _Alteration(one, before, after, now)
            self._undo.push(step)
            self._newest = step
        self._tell(one)

    def follow(self, one: Input, value: Any) -> None:
        """Put a value into an input because of the newest alteration; they are undone together."""
        before = one.state()
        one.show_value(value)
        if self._newest is not None and one.state() != before:
            self._newest.followers.append((one, before, one.state()))
        one.changed.emit()

    @contextmanager
    def together(self, words: str) -> Iterator[None]:
        """Whatever is done inside is one step."""
        self._newest = None
        self._undo.beginMacro(words)
        try:
            yield
        finally:
            self._undo.endMacro()
            self._newest = None


def is_newest(step: QUndoCommand, undo: QUndoStack) -> bool:
    """Whether nothing was done or undone since this step."""
    return undo.index() == undo.count() > 0 and undo.command(undo.count() - 1) is step


class _Alteration(QUndoCommand):
    """A value that was typed or chosen, with what followed from it."""

    def __init__(self, one: Input, before: Any, after: Any, at: float) -> None:
        super().__init__(f"填写{one.field.label}")
        self.one, self.before, self.after, self.at = one, before, after, at
        self.followers: list[tuple[Input, Any, Any]] = []
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:  # by the person
            self._is_done = False
            return
        self.one.restore(self.after)
        for one, _, after in self.followers:
            one.restore(after)
        self._tell()

    def undo(self) -> None:
        for one, before, _ in reversed(self.followers):
            one.restore(before)
        self.one.restore(self.before)
        self._tell()

    def _tell(self) -> None:
        for one in (self.one, *(one for one, _, _ in self.followers)):
            one.tell("")
            one.changed.emit()
        if self.one.isVisible():
            self.one.setFocus(Qt.FocusReason.OtherFocusReason)
