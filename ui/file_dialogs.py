"""Asking for a file: in Chinese, first in the person's documents, then where the last one was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

_KEY = "folder"
_settings: list[QSettings] = []


def remember_in(settings: QSettings) -> None:
    """Keep the last folder in these settings, over the end of the program."""
    _settings[:] = [settings]


def ask_open(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Ask for a file that is there; `kinds` as Qt writes them. None if the person goes back."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(_folder()), kinds, options=_looks())
    return _remembered(chosen)


def ask_open_several(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Ask for files that are there; none if the person goes back."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(_folder()), kinds, options=_looks())
    _remembered(chosen[0] if chosen else "")
    return [Path(one) for one in chosen]


def ask_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder that is there. None if the person goes back."""
    options = _looks() | QFileDialog.Option.ShowDirsOnly
    chosen = QFileDialog.getExistingDirectory(parent, title, str(_folder()), options)
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget | None, title: str, proposed: str | Path, kinds: str) -> Path | None:
    """Ask where to save; `proposed` is a name, or a path. None if the person goes back."""
    proposal = _folder() / proposed
    if not proposal.parent.is_dir():
        proposal = _folder() / proposal.name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds, options=_looks())
    return _remembered(chosen)


def _folder() -> Path:
    last = str(_settings[0].value(_KEY, "")) if _settings else ""
    if last and Path(last).is_dir():
        return Path(last)
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_dir() else Path.home()  # else Qt begins where it was started


def _remembered(chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    if _settings:
        _settings[0].setValue(_KEY, str(path.parent))
    return path


def _looks() -> QFileDialog.Option:
    """The dialog of Windows speaks Chinese and knows its places; elsewhere Qt's own does."""
    if sys.platform == "win32":
        return QFileDialog.Option(0)
    return QFileDialog.Option.DontUseNativeDialog
