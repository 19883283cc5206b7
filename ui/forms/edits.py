"""The text boxes of the form: Chinese typing, undo and the mouse wheel behave in all of them.

Rule: what is still being composed is nobody's business but the input method's.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QWheelEvent


_SOON_MS = 20


class LineEdit(QLineEdit):
    """One line. Enter goes on to the next box; `down`: the arrow key was pressed."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.has_own_undo = True
        self.goes_on: Callable[[], None] = lambda: focus_next(self)
        """What Enter does when the box is done."""
        self.pastes_block: Callable[[str], None] | None = None
        """What takes several cells of a spreadsheet that are pasted here."""
        self.returnPressed.connect(lambda: self.goes_on())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo = self.has_own_undo and self.isUndoAvailable()
        redo = self.has_own_undo and self.isRedoAvailable()
        if _is_spent(event, undo=undo, redo=redo):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._pastes_block():
            event.accept()
        elif event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _pastes_block(self) -> bool:
        """Hand over what is pasted if it is more than one cell; whether it was."""
        text = QApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n")
        if self.pastes_block is None or self.isReadOnly() or not {"\t", "\n"} & set(text):
            return False
        self.pastes_block(text)
        return True


class TextBox(QPlainTextEdit):
    """Paragraphs; as high as its text, at least `lines`. Tab goes on; the page scrolls."""

    edited = Signal()

    def __init__(self, *, lines: int = 3) -> None:
        super().__init__()
        self.composing = False
        self._lines = lines
        self._known = ""
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._tell)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._follow_cursor)
        self.cursorPositionChanged.connect(self._following.start)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if _is_spent(event, undo=undo, redo=redo):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def show_text(self, text: str) -> None:
        """Put a text in; only what differs is replaced, so that the cursor stays near it."""
        before = self.toPlainText()
        if not before or self.isUndoRedoEnabled():
            self.setPlainText(text)
            return
        start = _common(before, text)
        end = _common(before[start:][::-1], text[start:][::-1])
        cursor = self.textCursor()
        cursor.setPosition(_qt_length(before[:start]))
        cursor.setPosition(_qt_length(before[: len(before) - end]), cursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        self.setTextCursor(cursor)

    def set_lines(self, lines: int) -> None:
        """The least height, in lines."""
        self._lines = lines
        self._fit()

    def _tell(self) -> None:
        # Qt reports every step of a composition, though the text is the same as before.
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.edited.emit()

    def _fit(self) -> None:
        lines = max(self._lines, int(self.document().size().height()))
        frame = 2 * int(self.document().documentMargin()) + 12
        height = ceil(lines * self._line_height()) + frame
        if height != self.height():
            self.setFixedHeight(height)
            self._following.start()

    def _line_height(self) -> float:
        """The height of a line as it is laid out: other fonts may stand in for Chinese."""
        first = self.document().firstBlock()
        laid_out = self.blockBoundingRect(first).height() / max(1, first.lineCount())
        return max(laid_out, float(self.fontMetrics().lineSpacing()))

    def _follow_cursor(self) -> None:
        """Keep the line that is written in sight of the page."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is None or not self.hasFocus():
            return
        cursor = self.viewport().mapTo(page.widget(), self.cursorRect().center())
        page.ensureVisible(cursor.x(), cursor.y(), 0, 3 * self.fontMetrics().lineSpacing())
        if (
            not page.viewport()
            .rect()
            .contains(self.viewport().mapTo(page.viewport(), self.cursorRect().center()))
        ):
            self._following.start(_SOON_MS)  # the page has not grown with the box yet


class ChoiceBox(QComboBox):
    """A list to choose from; the wheel scrolls the page and never changes the choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus_next(self)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    most = min(len(one), len(other))
    return next((n for n in range(most) if one[n] != other[n]), most)


def _qt_length(text: str) -> int:
    """The length of a text as Qt counts: rare characters count twice."""
    return len(text.encode("utf-16-le")) // 2


class ChoiceButton(QPushButton):
    """One of a few choices side by side; Enter goes on past all of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus_next(self)
        else:
            super().keyPressEvent(event)


def tab_after(before: QWidget, inside: QWidget) -> None:
    """Have Tab reach what is inside a widget after another, its asides last."""
    boxes = [one for one in inside.findChildren(QWidget) if takes_tab(one)]
    for box in sorted(boxes, key=lambda one: bool(one.property("last"))):
        if box.window() is before.window():  # the list of a combo box is a window of its own
            QWidget.setTabOrder(before, box)
            before = box


def takes_tab(widget: QWidget) -> bool:
    """Whether the Tab key reaches this very widget."""
    return bool(widget.focusPolicy() & _BY_TAB) and widget.focusProxy() is None


_BY_TAB = Qt.FocusPolicy.TabFocus


def is_composing() -> bool:
    """Whether an input method is at work in some text box."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))


def focus_next(widget: QWidget) -> None:
    """Go on to the next box that can be filled in, past the buttons between."""
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        takes_tab = bool(following.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (
            takes_tab
            and following.isVisible()
            and following.isEnabled()
            and following.focusProxy() is None
            and isinstance(following, LineEdit | TextBox | QComboBox | QAbstractButton)
            and not _is_aside(following)
        ):
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return
        following = following.nextInFocusChain()


def _is_aside(widget: QWidget) -> bool:
    """Whether Enter passes this button by; the Tab key still reaches it."""
    return isinstance(widget, QAbstractButton) and not widget.property("inLine")


def _is_spent(event: QKeyEvent, *, undo: bool, redo: bool) -> bool:
    """Whether this is Ctrl+Z in a box with nothing of its own to undo: it goes on to the form."""
    return (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
        is_redo(event) and not redo
    )


def is_redo(event: QKeyEvent) -> bool:
    """Whether a key means redo: Ctrl+Y as well as Ctrl+Shift+Z, on every system."""
    return event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y


_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
