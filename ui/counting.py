"""Counting of statistics on a thread of its own: the window is never kept waiting.

Rule: what was asked for last is what is told; a ledger is not closed while it is read.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from zjdesk.errors import Cancelled

if TYPE_CHECKING:
    from datetime import date

    from ui.workspace import Workspace
    from zjdesk.periods import Period
    from zjdesk.statistics.report import Report
    from zjdesk.store.ledger import Ledger


class Counting(QObject):
    """Counts spans of the open ledger, one at a time."""

    counted = Signal(object)
    """A Report."""
    failed = Signal()
    """It could not be counted; what was wrong is raised."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._thread: _Count | None = None
        self._next: Period | None = None
        workspace.closing.connect(self._leave)

    def count(self, span: Period) -> None:
        """Count a span; one that is under way is given up."""
        if self._thread is not None:
            self._next = span
            self._thread.stop()
            return
        self._next = None
        self._thread = _Count(self._workspace.ledger, span, self._workspace.today())
        self._thread.finished.connect(self._finish)
        self._thread.start()

    def stop(self) -> None:
        """Give up what is under way: nobody waits for it, and writers need not either."""
        self._next = None
        if self._thread is not None:
            self._thread.stop()

    def _leave(self) -> None:
        """The ledger is about to be closed."""
        self.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()

    def _finish(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()  # it tells a moment before it ends
        if self._next is not None:
            self.count(self._next)
        elif thread.report is not None:
            self.counted.emit(thread.report)
        elif thread.error is not None and not isinstance(thread.error, Cancelled):
            self.failed.emit()
            raise thread.error


class _Count(QThread):
    def __init__(self, ledger: Ledger, span: Period, today: date) -> None:
        super().__init__()
        self._ledger = ledger
        self._span = span
        self._today = today
        self._stopped = threading.Event()
        self.report: Report | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        from zjdesk.reporting import report_of

        try:
            with self._ledger.reading() as db:
                self.report = report_of(db, self._span, today=self._today, progress=self._progress)
        except BaseException as error:
            self.error = error

    def stop(self) -> None:
        self._stopped.set()

    def _progress(self, done: int, total: int, what: str) -> None:  # noqa: ARG002
        if self._stopped.is_set():
            raise Cancelled
