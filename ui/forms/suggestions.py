"""A list of suggestions below a text box.

It never takes the focus (QCompleter's popup does, and input methods then fall silent), and it is
quiet while an input method composes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.forms.edits import LineEdit, focus_next

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 9
_ROW = 28


@dataclass(frozen=True)
class Suggestion:
    """What is put into the box, what stands beside it in the list, whose id it is."""

    text: str
    note: str = ""
    member: str = ""


class Suggestions(QListWidget):
    """Suggestions for one box; `source` gives those that fit what was typed."""

    chosen = Signal(Suggestion)

    def __init__(self, edit: LineEdit, source: Callable[[str], Iterable[Suggestion]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._source = source
        self._found: list[Suggestion] = []
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemPressed.connect(self._choose)
        edit.textEdited.connect(self.suggest)
        edit.installEventFilter(self)
        self.hide()

    def suggest(self, text: str) -> None:
        """Show what fits the text, or nothing."""
        self._found = list(self._source(text))[:MOST]
        if not self._found or [one.text for one in self._found] == [text]:
            self.hide()
            return
        self.clear()
        for one in self._found:
            self.addItem(QListWidgetItem(f"{one.text}　{one.note}" if one.note else one.text))
        self.setCurrentRow(0 if text else -1)
        width = max(self._edit.width(), self.sizeHintForColumn(0) + 16)
        self.setFixedSize(width, len(self._found) * _ROW + 4)
        self.move(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 1)))
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move):
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Use a key that is meant for the list; whether it was."""
        if not self.isVisible():
            if key != Qt.Key.Key_Down or self._edit.isReadOnly():
                return False
            self.suggest(self._edit.text())
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % self.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._choose(self.currentItem())
            focus_next(self._edit)
        elif key == Qt.Key.Key_Tab and self.currentRow() >= 0:
            self._choose(self.currentItem())
            return False
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self, item: QListWidgetItem) -> None:
        chosen = self._found[self.row(item)]
        self.hide()
        self.chosen.emit(chosen)
