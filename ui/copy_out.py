"""复制到上级平台: a slim window over the browser, with a record piece by piece.

It only reads the record; the order of the pieces, that of the platform's form, is kept in the
ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import look, theme
from ui.forms.buttons import flat_button
from zjdesk.exchange.copy_out import LABELS, ORDER, ORDER_SETTING, block, pieces, read_order
from zjdesk.kinds.judging import regulations_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.workspace import Workspace
    from zjdesk.exchange.copy_out import Piece
    from zjdesk.record import Record

_SIZE = QSize(360, 620)
_DONE = "✓ 已复制"


class CopyOut(QWidget):
    """The pieces of one record; stays in front of other programs until it is closed."""

    _open: ClassVar[list[CopyOut]] = []

    def __init__(self, workspace: Workspace, record: Record) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("复制到上级平台")
        self.setObjectName("copyOut")
        self.setStyleSheet(f"#copyOut {{ background: {look.PAPER}; }}")
        self._workspace = workspace
        self._record = record
        self._regulations = regulations_for(record, workspace.local_rules)
        workspace.closing.connect(self.close)
        title = theme.dress(QLabel(record.title), "heading")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self._hint = theme.dress(QLabel(), "hint")
        self._hint.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.order = OrderList()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.order)
        self.all_button = theme.dress(QPushButton("全部复制"), "primary")
        self.all_button.setToolTip("按下面的顺序合成一段，一次复制")
        self.all_button.clicked.connect(self.copy_all)
        self.order_button = flat_button("edit", "调整顺序…")
        self.order_button.clicked.connect(self.show_order)
        self.done_button = theme.dress(QPushButton("完成"), "primary")
        self.done_button.clicked.connect(self.keep_order)
        foot = QHBoxLayout()
        foot.addWidget(self.order_button)
        foot.addStretch()
        foot.addWidget(self.all_button)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(self._hint)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self._show_pieces()

    def show_at_side(self) -> None:
        """Show the window at the right edge of the screen, in place of an earlier one."""
        for earlier in self._open[:]:
            earlier.close()
        self._open.append(self)
        self.destroyed.connect(lambda _=None, one=self: _forget(self._open, one))
        room = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        size = _SIZE.boundedTo(room.size() - QSize(24, 60))
        self.resize(size)
        self.move(room.right() - size.width() - 12, room.top() + 40)
        self.show()

    def copy_all(self) -> None:
        """Copy everything that the order names as one text."""
        _copy(block(self._record, self._regulations, order=self._order))
        self.all_button.setText(_DONE)

    def show_order(self) -> None:
        """Show the order, to be altered."""
        self.order.show_order(self._order)
        self._turn_to(self.order, "拖动来改变顺序；去掉勾的不复制。本台账以后都按这个顺序。")

    def keep_order(self) -> None:
        """Keep the order in the ledger and show the pieces by it."""
        self._keep(self.order.order)
        self._show_pieces()

    # -------------------------------------------------------------------------- inside

    @property
    def _order(self) -> tuple[str, ...]:
        from zjdesk.store import settings

        return read_order(self._workspace.read(lambda db: settings.get(db, ORDER_SETTING)))

    def _show_pieces(self) -> None:
        found = pieces(self._record, self._regulations)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        self.lines = [
            PieceLine(piece)
            for key in self._order
            for piece in found
            if piece.key.partition(".")[0] == key
        ]
        for line in self.lines:
            column.addWidget(line)
        column.addStretch()
        self._area.setWidget(inside)
        self.all_button.setText("全部复制")
        self._turn_to(self._area, "点“复制”，再到网页里粘贴（Ctrl+V）")

    def _turn_to(self, page: QWidget, hint: str) -> None:
        self._stack.setCurrentWidget(page)
        self._hint.setText(hint)
        for button in (self.order_button, self.all_button):
            button.setVisible(page is self._area)
        self.done_button.setVisible(page is self.order)

    def _keep(self, order: Sequence[str]) -> None:
        from zjdesk.store import settings

        if tuple(order) != self._order:
            value: Any = None if tuple(order) == ORDER else list(order)
            self._workspace.do("调整复制顺序", lambda tx: settings.put(tx, ORDER_SETTING, value))


class PieceLine(QFrame):
    """One piece: what the platform calls it, how it begins, and the button."""

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.piece = piece
        self.setObjectName("piece")
        self.setStyleSheet(
            f"#piece {{ border: none; border-bottom: 1px solid {look.LINE}; border-radius: 0; }}"
        )
        label = theme.dress(QLabel(piece.label), "hint")
        self._text = QLabel(" ".join(piece.text.split()))
        for one in (label, self._text):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setToolTip(piece.text)
        self.button = QPushButton("复制")
        self.button.setAccessibleName(f"复制{piece.label}")
        self.button.clicked.connect(self._take)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label)
        words.addWidget(self._text)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 4)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.activate()
        words, room = " ".join(self.piece.text.split()), self._text.width()
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self._text.setText(cut)

    def _take(self) -> None:
        _copy(self.piece.text)
        self.button.setText(_DONE)


class OrderList(QWidget):
    """The names of the pieces, dragged or moved up and down; those without a tick are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName("复制的顺序")
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        line = QHBoxLayout()
        for icon, words, step in (("up", "上移", -1), ("down", "下移", 1)):
            button = flat_button(icon, words)
            button.clicked.connect(lambda _=False, step=step: self.move_chosen(step))
            line.addWidget(button)
        reset = flat_button("undo", "恢复默认")
        reset.clicked.connect(lambda: self.show_order(ORDER))
        line.addStretch()
        line.addWidget(reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(line)

    def show_order(self, order: Sequence[str]) -> None:
        """Show these in their order, then the others without a tick."""
        self.list.clear()
        for key in dict.fromkeys((*order, *ORDER)):
            item = QListWidgetItem(LABELS[key], self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
            )  # fmt: skip
            is_in = key in order
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    @property
    def order(self) -> tuple[str, ...]:
        """The keys that are ticked, from top to bottom."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def move_chosen(self, step: int) -> None:
        """Move the chosen one down, up with a negative step."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _forget(shown: list[CopyOut], one: CopyOut) -> None:
    if one in shown:
        shown.remove(one)
