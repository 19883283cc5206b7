"""A list of suggestions below a text box.

It never takes the focus (QCompleter's popup does, and input methods then fall silent), and it is
quiet while an input method composes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.forms.edits import LineEdit

MOST = 9


@dataclass(frozen=True)
class Suggestion:
    """What is put into the box, what stands beside it in the list, whose id it is."""

    text: str
    note: str = ""
    member: str = ""


class Suggestions(QObject):
    """Suggestions for one box; `source` gives those that fit what was typed."""

    chosen = Signal(Suggestion)

    def __init__(self, edit: LineEdit, source: Callable[[str], Iterable[Suggestion]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._source = source
        self._found: list[Suggestion] = []
        self._list: QListWidget | None = None
        edit.textEdited.connect(self.suggest)
        edit.down.connect(lambda: self.suggest(edit.text()))

    def suggest(self, text: str) -> None:
        """Show what fits the text, or nothing."""
        self._found = list(self._source(text))[:MOST]
        if not self._found or [one.text for one in self._found] == [text]:
            self.hide()
            return
        shown = self._list or self._make_list()
        shown.clear()
        for one in self._found:
            shown.addItem(f"{one.text}　{one.note}" if one.note else one.text)
        shown.setCurrentRow(0 if text else -1)
        width = max(self._edit.width(), shown.sizeHintForColumn(0) + 16)
        shown.setFixedSize(width, len(self._found) * shown.sizeHintForRow(0) + 4)
        shown.move(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 1)))
        shown.show()

    def hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move):
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _make_list(self) -> QListWidget:
        """The list, made when it is first needed: most boxes never show one."""
        self._list = shown = QListWidget(self._edit)
        shown.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        shown.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setMouseTracking(True)
        shown.itemEntered.connect(shown.setCurrentItem)
        shown.itemPressed.connect(lambda _: self._choose())
        self._edit.installEventFilter(self)
        return shown

    def _key(self, key: Qt.Key) -> bool:
        """Use a key that is meant for the list; whether it was."""
        shown = self._list
        if shown is None or not shown.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow((shown.currentRow() + step) % shown.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown.currentRow() >= 0:
            self._choose()
            self._edit.goes_on()
        elif key == Qt.Key.Key_Tab and shown.currentRow() >= 0:
            self._choose()
            return False
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self) -> None:
        assert self._list is not None
        chosen = self._found[self._list.currentRow()]
        self.hide()
        self.chosen.emit(chosen)
