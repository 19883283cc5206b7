"""The keys of a list whose lines can be opened and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def bind_keys(
    table: QWidget, *, opens: Callable[[], object], removes: Callable[[], object]
) -> None:
    """Enter opens what is chosen, Delete removes it, while the list has the focus."""
    keys = {
        QKeySequence("Return"): opens,
        QKeySequence("Enter"): opens,
        QKeySequence(QKeySequence.StandardKey.Delete): removes,
    }
    for key, verb in keys.items():
        shortcut = QShortcut(key, table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(verb)
