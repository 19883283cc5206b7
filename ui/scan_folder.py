"""A folder into which the scanner of this PC writes. What appears there is offered, never taken.

The folder and what is settled in it are settings of the PC, not of the ledger.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ui import theme
from ui.scans import scans_in
from zjdesk.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QSettings

_FOLDER, _SETTLED = "scans/folder", "scans/settled"
_CALM_MS = 1500
"""A scanner writes a file little by little."""


class ScanFolder(QObject):
    """`found`: there are other new files in the folder than before, or none any more."""

    found = Signal()

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.waiting: list[Path] = []
        """The files nobody has decided on."""
        self._watcher: QFileSystemWatcher | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self.look)
        # Folders on the network tell nothing of themselves.
        QGuiApplication.instance().applicationStateChanged.connect(self._application_changed)  # type: ignore[union-attr]

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, if any."""
        kept = str(self._settings.value(_FOLDER) or "")
        return Path(kept) if kept else None

    def choose(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        self._settings.setValue(_FOLDER, str(folder or ""))
        self._settings.setValue(_SETTLED, [])
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self.look()

    def look(self) -> None:
        """Look for new files. A folder that cannot be read now has none."""
        folder, waiting = self.folder, []
        if folder is not None:
            if self._watcher is None:
                self._watcher = QFileSystemWatcher(self)
                self._watcher.directoryChanged.connect(lambda _: self._calm.start())
            if folder.is_dir() and not self._watcher.directories():
                self._watcher.addPath(str(folder))
            settled = self._settled()
            try:
                waiting = [path for path in scans_in(folder) if _mark(path) not in settled]
            except NotAllowed:  # a stick that is not there, a network that is down
                waiting = []
        if waiting != self.waiting:
            self.waiting = waiting
            self.found.emit()

    def settle(self, paths: Iterable[Path]) -> None:
        """These files need not be offered again."""
        there = {_mark(path) for path in self._files()}
        settled = (self._settled() | {_mark(path) for path in paths}) & there
        self._settings.setValue(_SETTLED, sorted(settled))
        self.look()

    def _files(self) -> list[Path]:
        try:
            return scans_in(self.folder) if self.folder else []
        except NotAllowed:
            return []

    def _settled(self) -> set[str]:
        kept = self._settings.value(_SETTLED) or []
        return set([kept] if isinstance(kept, str) else kept)

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self.folder is not None:
            self._calm.start()


class ScanOffer(QPushButton):
    """Says in the status bar that there are new files; hidden while there are none."""

    def __init__(self, folder: ScanFolder) -> None:
        super().__init__(theme.icon("photo"), "")
        self.setFlat(True)
        self.setToolTip("看一看，再决定收不收")
        self._folder = folder
        folder.found.connect(self._show)
        self._show()

    def _show(self) -> None:
        count = len(self._folder.waiting)
        self.setText(f"扫描文件夹里有 {count} 个新文件…")
        self.setVisible(count > 0)


def _mark(path: Path) -> str:
    """A file as it is now: one that is scanned anew under its old name is another."""
    try:
        state = path.stat()
    except OSError:
        return path.name
    return f"{path.name}|{state.st_size}|{state.st_mtime_ns}"
