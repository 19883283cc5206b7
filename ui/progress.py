"""Long work: on a thread of its own, with a bar and a way to stop it.

Rule: the work never touches a widget; what it gives comes back on the window's thread.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication, QProgressDialog

from zjdesk.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from zjdesk.progress import Progress

PATIENCE_MS = 400
"""Work that is done sooner shows no bar."""
_BETWEEN = 0.05
"""Seconds between two words of progress."""


class LongWork(QObject):
    """Work under way. The window takes no other input until it is done, stopped or failed."""

    over = Signal()

    def __init__(
        self, label: str, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> None:
        super().__init__()
        self._done = done
        self._thread = _Thread(work)
        self._bar = QProgressDialog(label, "停止", 0, 0, QApplication.activeWindow())
        self._bar.setWindowTitle(label)
        self._bar.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._bar.setMinimumDuration(PATIENCE_MS)
        self._bar.setMinimumWidth(420)
        self._bar.setAutoReset(False)
        self._bar.setAutoClose(False)
        self._bar.canceled.connect(self._thread.stop)
        self._thread.told.connect(self._tell)
        self._thread.finished.connect(self._finish)
        self._label = label

    def start(self) -> None:
        self._bar.setValue(0)
        self._thread.start()

    def _tell(self, done: int, total: int, what: str) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        words = self._bar.fontMetrics().elidedText(what, Qt.TextElideMode.ElideMiddle, 380)
        self._bar.setLabelText(f"{self._label}（{done}/{total}）\n{words}")

    def _finish(self) -> None:
        self._bar.close()
        self._bar.deleteLater()
        self.over.emit()
        error = self._thread.error
        if error is None:
            self._done(self._thread.result)
        elif not isinstance(error, Cancelled):
            raise error


class _Thread(QThread):
    told = Signal(int, int, str)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._stopped = threading.Event()
        self._last = 0.0
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work(self._progress)
        except BaseException as error:
            self.error = error

    def stop(self) -> None:
        self._stopped.set()

    def _progress(self, done: int, total: int, what: str) -> None:
        if self._stopped.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _BETWEEN or done == total:
            self._last = now
            self.told.emit(done, total, what)
