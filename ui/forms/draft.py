"""Keeping what is not saved yet, every few seconds, so that a crash costs next to nothing.

Throttled, not put off: it also keeps while somebody goes on typing, but never in the middle of a
composition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.forms.edits import is_composing

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_MS = 3_000
_SOON_MS = 300


class DraftKeeper(QObject):
    """Calls `keep` at most every EVERY_MS while there is something to keep."""

    def __init__(self, keep: Callable[[], None], *, every: int = EVERY_MS) -> None:
        super().__init__()
        self._keep = keep
        self._every = every
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)

    def touch(self) -> None:
        """There is something new to keep."""
        if not self._timer.isActive():
            self._timer.start(self._every)

    def stop(self) -> None:
        """There is nothing to keep any more."""
        self._timer.stop()

    def _due(self) -> None:
        if is_composing():
            self._timer.start(_SOON_MS)
        else:
            self._keep()
