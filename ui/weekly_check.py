"""Once a week the whole ledger is read in the background, so that damage is known early."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer

from zjdesk.errors import LedgerDamaged, ZjdeskError

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from ui.workspace import Workspace
    from zjdesk.store.ledger import Ledger

EVERY = timedelta(days=7)
AFTER_MS = 4_000
"""The person has begun by then; nothing waits for the check."""
_KEY = "checked"


class WeeklyCheck(QObject):
    """Checks every ledger that is opened, at most once in EVERY. Raises LedgerDamaged."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._thread: _Check | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self.begin)
        workspace.opened.connect(self._soon.start)
        workspace.closing.connect(self._leave)

    def begin(self) -> None:
        """Check the ledger that is open, unless that was done lately."""
        last = self._checked().get(str(self._workspace.ledger.path), "")
        if not last or self._workspace.today() - date.fromisoformat(last) >= EVERY:
            self._thread = _Check(self._workspace.ledger)
            self._thread.finished.connect(self._finish)
            self._thread.start()

    def _leave(self) -> None:
        """The ledger is about to be closed."""
        self._soon.stop()
        if self._thread is not None:
            self._thread.wait()

    def _finish(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()  # it tells a moment before it ends
        path = str(thread.ledger.path)
        if isinstance(thread.error, LedgerDamaged):
            raise LedgerDamaged(
                f"检查发现台账文件有损坏：{path}",
                hint="还读得出的记录不受影响。请先把这个文件和“.附件”文件夹另存一份，"
                "再用最近的备份恢复。",
            ) from thread.error
        if thread.error is None:
            checked = self._checked() | {path: self._workspace.today().isoformat()}
            self._settings.setValue(_KEY, checked)

    def _checked(self) -> dict[str, str]:
        """The day of the last check by the path of a ledger."""
        return dict(self._settings.value(_KEY) or {})


class _Check(QThread):
    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger
        self.error: ZjdeskError | None = None

    def run(self) -> None:
        try:
            self.ledger.check()
        except ZjdeskError as error:  # busy, or a stick pulled out: tried again next time
            self.error = error
