"""The agenda: one card for each item. What an item does not have takes no room, only a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.forms.buttons import card_in, flat_button, small_button
from ui.forms.one import OneInput
from ui.forms.rows import Row, RowsInput
from zjdesk.agenda import Vote

if TYPE_CHECKING:
    from ui.forms.inputs import Input, LineInput, ProseInput
    from zjdesk.parts import Part

_EXTRAS = {
    "speeches": ("speech", "发言"),
    "vote": ("ballot", "表决"),
    "resolution": ("ok", "决议"),
    "follow_ups": ("duties", "跟进事项"),
}
_NUMBERS = "一二三四五六七八九十"


class AgendaRow(Row):
    """One item: title and content, and as wanted speeches, a vote, a resolution, follow-ups."""

    def lay_out(self) -> None:
        by_name = self.inputs.by_name
        column = QVBoxLayout(card_in(self))
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        self._number = theme.dress(QLabel(), "heading")
        self._number.setFixedWidth(34)
        title = cast("LineInput", by_name["title"])
        content = cast("ProseInput", by_name["content"])
        title.edit.setPlaceholderText("议题（这一项的题目）")
        by_name["resolution"].be_compact()
        content.edit.setPlaceholderText("会上讲了什么、怎么讨论的")
        self.up = small_button("up", "上移")
        self.down = small_button("down", "下移")
        self.remove_button = small_button("remove", "删去这一项")
        self.remove_button.clicked.connect(self.leaves)
        for button in (self.up, self.down, self.remove_button):
            button.setProperty("last", True)  # noqa: FBT003
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._number)
        head.addWidget(title, 1)
        for button in (self.up, self.down, self.remove_button):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(content)
        self._sections: dict[str, _Section] = {}
        self._buttons: dict[str, QPushButton] = {}
        foot = QHBoxLayout()
        foot.setSpacing(2)
        for name, (icon, words) in _EXTRAS.items():
            section = _Section(by_name[name], words)
            section.leaves.clicked.connect(lambda _, name=name: self._close(name))
            if isinstance(section.input, RowsInput):
                section.input.changed.connect(lambda name=name: self._follow_rows(name))
            column.addWidget(section)
            self._sections[name] = section
            opener = flat_button(icon, f"加{words}")
            opener.clicked.connect(lambda _, name=name: self._open(name))
            foot.addWidget(opener)
            self._buttons[name] = opener
        foot.addStretch()
        column.addLayout(foot)

    def show_part(self, part: Part) -> None:
        super().show_part(part)
        for name, section in self._sections.items():
            value = getattr(part, name)
            self.show_section(name, not section.input.field.is_missing(value))

    def set_number(self, number: int, of: int) -> None:
        self._number.setText(f"{_NUMBERS[number - 1]}、" if number <= 10 else f"{number}、")
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < of)
        for button in (self.up, self.down):
            button.setVisible(of > 1 and not self.inputs.by_name["title"].is_locked)

    def show_section(self, name: str, is_open: bool) -> None:  # noqa: FBT001
        """Open or close one of what an item may have."""
        self._sections[name].setVisible(is_open)
        self._buttons[name].setVisible(not is_open and not self._sections[name].input.is_locked)
        if is_open:
            self.inputs.left_out.discard(name)
        else:
            self.inputs.left_out.add(name)

    def lock(self) -> None:
        super().lock()
        for button in (self.up, self.down, *self._buttons.values()):
            button.hide()
        for section in self._sections.values():
            section.leaves.hide()

    def _open(self, name: str) -> None:
        one = self._sections[name].input
        if isinstance(one, RowsInput):
            one.add()
            return
        if isinstance(one, OneInput) and not one.is_there:
            one.show_value(Vote())
        one.occasion.undo.push(_Toggle(self, name, is_open=True))
        one.setFocus()

    def _close(self, name: str) -> None:
        one = self._sections[name].input
        one.occasion.undo.push(_Toggle(self, name, is_open=False))

    def _follow_rows(self, name: str) -> None:
        """A list is there as long as it has rows."""
        rows = cast("RowsInput", self._sections[name].input).rows
        self.show_section(name, is_open=bool(rows))


class _Section(QWidget):
    """One of what an item may have, under its heading."""

    def __init__(self, one: Input, words: str) -> None:
        super().__init__()
        self.input = one
        self.leaves = small_button("close", f"不要{words}")
        self.leaves.setVisible(not isinstance(one, RowsInput))
        head = QHBoxLayout()
        head.addWidget(QLabel(f"<b>{words}</b>"))
        head.addStretch()
        head.addWidget(self.leaves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(one)


class AgendaInput(RowsInput):
    """The items in order."""

    row_class = AgendaRow
    shows_header = False

    def make_row(self, part: Part) -> Row:
        row = cast("AgendaRow", super().make_row(part))
        row.up.clicked.connect(lambda: self.shift(row, -1))
        row.down.clicked.connect(lambda: self.shift(row, 1))
        return row


class _Toggle(QUndoCommand):
    def __init__(self, row: AgendaRow, name: str, *, is_open: bool) -> None:
        super().__init__(f"{'加上' if is_open else '去掉'}{_EXTRAS[name][1]}")
        self._row, self._name, self._is_open = row, name, is_open

    def redo(self) -> None:
        self._row.show_section(self._name, self._is_open)
        self._row.changed.emit()

    def undo(self) -> None:
        self._row.show_section(self._name, not self._is_open)
        self._row.changed.emit()
