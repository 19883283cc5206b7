"""Lists in the form: parts with several fields each, added, removed, moved and undone.

A row that is left blank counts for nothing. What is typed in other rows survives undo, because a
row that was removed is put aside with everything in it and not read anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.forms.buttons import card_in, flat_button, small_button
from ui.forms.edits import tab_after, takes_tab
from ui.forms.inputs import Input
from ui.forms.people_inputs import NameInput
from ui.forms.row_steps import MoveRow, PutRow, TakeRow
from zjdesk.errors import Place
from zjdesk.participants import Person
from zjdesk.parts import Part, Rows, part_fields, write_part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.forms.desk import Desk
    from ui.forms.flow import Flow
    from zjdesk.errors import Problem

ADDS = {
    "议程": "加一个议题",
    "发言": "加一条发言",
    "讨论交流": "加一条发言",
    "列席人员": "加列席人员",
    "相互批评": "加一条批评意见",
    "整改清单": "加一项整改",
    "活动环节": "加一个环节",
    "活动结果": "加一项获奖",
    "候选人": "加一名候选人",
    "测评结果": "加一人",
    "不计入应到": "加一人",
}
"""What the button of a list says, by the label of the list."""
_BUTTON = 30
_LINE = 800
"""Pixels of a line of inputs in the narrowest form."""
_LEAST_TEXT = 190
_BESIDE = 64
"""Pixels of a label beside its input."""
_NOWHERE = Place()


class PartInputs:
    """The inputs of a part's fields, by attribute; a person's id goes with the name."""

    def __init__(self, part: type[Part], occasion: Desk) -> None:
        self.part = part()
        self.by_name: Mapping[str, Input] = {
            name: occasion.input_for(field)
            for name, field in part_fields(part).items()
            if not (issubclass(part, Person) and name == "member")
        }
        self.left_out: set[str] = set()
        """What is out of sight: it keeps its value for redo but is not read."""

    def show_part(self, part: Part) -> None:
        self.part = part
        for name, one in self.by_name.items():
            if isinstance(part, Person) and name == "name" and isinstance(one, NameInput):
                one.show_person(part.name, part.member)
            else:
                one.show_value(getattr(part, name))

    def read(self, place: Place, problems: list[Problem]) -> Part:
        values: dict[str, Any] = {
            name: one.field.nothing if name in self.left_out else one.read(place, problems)
            for name, one in self.by_name.items()
        }
        named = self.by_name.get("name")
        if isinstance(self.part, Person) and isinstance(named, NameInput):
            values["member"] = named.member
        return replace(self.part, **values)

    def at(self, path: Sequence[str | int]) -> Input | None:
        for one in self.by_name.values():
            if path and one.field.key == path[0]:
                return one.at(path[1:])
        return None


class Row(QWidget):
    """One part in one line: short fields in fixed columns, long ones share the rest."""

    changed = Signal()
    leaves = Signal()

    def __init__(self, part: type[Part], occasion: Desk) -> None:
        super().__init__()
        self.inputs = PartInputs(part, occasion)
        self.lay_out()
        for one in self.inputs.by_name.values():
            one.changed.connect(self.changed)

    def lay_out(self) -> None:
        """Put the inputs where they belong."""
        self.remove_button = small_button("close", "删去这一行")
        self.remove_button.clicked.connect(self.leaves)
        inputs = list(self.inputs.by_name.values())
        for one in inputs:
            one.be_compact()
        if fits_one_line(inputs):
            line = QHBoxLayout(self)
            line.setContentsMargins(0, 0, 0, 0)
            _fill(line, inputs)
            line.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
            if all(one.room for one in inputs):
                line.addStretch()
        else:
            across = QHBoxLayout(card_in(self))
            across.setContentsMargins(10, 8, 6, 8)
            lines = QVBoxLayout()
            for labelled in _lines_of(inputs):
                line = QHBoxLayout()
                _fill(line, labelled, is_labelled=True)
                lines.addLayout(line)
            across.addLayout(lines, 1)
            across.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_part(self, part: Part) -> None:
        self.inputs.show_part(part)

    def set_number(self, number: int, of: int) -> None:
        """Take note of the place in the list, counted from 1."""

    def is_blank(self) -> bool:
        return not self.written()

    def written(self) -> dict[str, Any]:
        """What the row holds, as in a file."""
        return write_part(self.inputs.read(_NOWHERE, []))

    def focus_first(self) -> None:
        next(iter(self.inputs.by_name.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def lock(self) -> None:
        for one in self.inputs.by_name.values():
            one.lock()
        self.remove_button.hide()


class RowsInput(Input):
    """A list of parts, with a button to add one. Ctrl+Enter in a row adds another."""

    is_wide = True
    row_class: ClassVar[type[Row]] = Row
    shows_header: ClassVar[bool] = True

    def __init__(self, field: Rows[Any], occasion: Desk) -> None:
        super().__init__(field, occasion)
        self.part = field.part
        self.new_part: Callable[[], Part] = field.part
        """What a new row holds before anybody writes in it; such a row counts for nothing."""
        self.rows: list[Row] = []
        self._column.setSpacing(6)
        self._header = self.make_header()
        self._list = self.make_list()
        words = ADDS.get(field.label, f"加一项{field.label}")
        self.add_button = flat_button("add", words)
        self.add_button.setAccessibleName(words)
        self.add_button.clicked.connect(self.add)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.add_button)
        self._foot.addStretch()
        self._column.addWidget(self._header)
        self._column.addLayout(self._list)
        self._column.addLayout(self._foot)
        another = QShortcut(QKeySequence("Ctrl+Return"), self)
        another.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        another.activated.connect(self.add)
        self.setFocusProxy(self.add_button)
        self._show_header()

    # -------------------------------------------------------------------------- values

    def show_value(self, value: list[Part]) -> None:
        for row in list(self.rows):
            self.take(row)
            row.deleteLater()
        for part in value:
            self.put(self.make_row(part), len(self.rows))

    def read(self, place: Place, problems: list[Problem]) -> list[Part]:
        at = place.field(self.field.key, self.field.label)
        return [
            row.inputs.read(at.item(index), problems) for index, row in enumerate(self._filled())
        ]

    def at(self, path: Sequence[str | int]) -> Input:
        filled = self._filled()
        if path and isinstance(path[0], int) and path[0] < len(filled):
            return filled[path[0]].inputs.at(path[1:]) or self
        return self

    def lock(self) -> None:
        self.is_locked = True
        self.add_button.hide()
        for row in self.rows:
            row.lock()

    # -------------------------------------------------------------------------- by the person

    def add(self) -> None:
        """Add a blank row at the end and go there."""
        if self.is_locked:
            return
        self.add_part(self.new_part())
        self.rows[-1].focus_first()

    def add_part(self, part: Part) -> None:
        """Add a row for a part; can be undone."""
        self._insert(part, len(self.rows))

    def add_before_blanks(self, part: Part) -> Row:
        """Add a row for a part where the first blank one stands; can be undone. Gives the row."""
        blanks = (index for index, row in enumerate(self.rows) if row.is_blank())
        index = next(blanks, len(self.rows))
        self._insert(part, index)
        return self.rows[index]

    def _insert(self, part: Part, index: int) -> None:
        self.occasion.undo.push(PutRow(self, self.make_row(part), index))

    def remove(self, row: Row) -> None:
        self.occasion.undo.push(TakeRow(self, row))

    def shift(self, row: Row, step: int) -> None:
        """Move a row up (-1) or down (1)."""
        index = self.rows.index(row) + step
        if 0 <= index < len(self.rows):
            self.occasion.undo.push(MoveRow(self, row, index))

    # -------------------------------------------------------------------------- for commands

    def put(self, row: Row, index: int) -> None:
        following = self.rows[index].findChildren(QWidget)[:1] if index < len(self.rows) else []
        self.rows.insert(index, row)
        self._list.insertWidget(index, row)
        row.show()
        self._renumber()
        self._put_into_tab_order(row, before=[*following, self.add_button][0])

    def _put_into_tab_order(self, row: Row, *, before: QWidget) -> None:
        """Have Tab reach a row where it stands, not where Qt puts what is made later."""
        previous = before.previousInFocusChain()
        while previous is not None and previous is not before:
            if takes_tab(previous) and not row.isAncestorOf(previous):
                tab_after(previous, row)
                return
            previous = previous.previousInFocusChain()

    def take(self, row: Row) -> int:
        """Take a row out and keep it whole; where it stood."""
        index = self.rows.index(row)
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        self._renumber()
        return index

    def make_row(self, part: Part) -> Row:
        row = self.row_class(self.part, self.occasion)
        row.setParent(self)
        row.show_part(part)
        row.changed.connect(self.changed)
        row.leaves.connect(lambda: self.remove(row))
        if self.is_locked:
            row.lock()
        return row

    # -------------------------------------------------------------------------- inside

    def make_list(self) -> QVBoxLayout | Flow:
        """The layout that holds the rows."""
        column = QVBoxLayout()
        column.setSpacing(6)
        return column

    def _filled(self) -> list[Row]:
        nothing = write_part(self.new_part())
        return [row for row in self.rows if not row.is_blank() and row.written() != nothing]

    def _renumber(self) -> None:
        self._show_header()
        for number, row in enumerate(self.rows, 1):
            row.set_number(number, len(self.rows))

    def _show_header(self) -> None:
        self._header.setVisible(self.shows_header and bool(self.rows))

    def make_header(self) -> QWidget:
        """The names of the fields above their columns."""
        header = QWidget()
        line = QHBoxLayout(header)
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(6)
        if self.shows_header:
            inputs = list(PartInputs(self.part, self.occasion).by_name.values())
            for one in inputs if fits_one_line(inputs) else ():
                label = theme.dress(QLabel(one.field.label), "hint")
                one.be_compact()
                if one.room:
                    label.setFixedWidth(one.minimumWidth())
                line.addWidget(label, 0 if one.room else 1)
            for one in inputs:
                one.deleteLater()
            line.addSpacing(_BUTTON)
            if all(one.room for one in inputs):
                line.addStretch()
        return header


# ------------------------------------------------------------------------------ lines


def fits_one_line(inputs: Sequence[Input]) -> bool:
    """Whether there is room for all of them side by side, under a common header."""
    return sum(one.room or _LEAST_TEXT for one in inputs) <= _LINE


def _lines_of(inputs: Sequence[Input]) -> list[list[Input]]:
    """As many inputs in each line as fit with their labels."""
    lines: list[list[Input]] = [[]]
    taken = 0
    for one in inputs:
        width = (one.room or _LEAST_TEXT) + _BESIDE
        if lines[-1] and taken + width > _LINE:
            lines.append([])
            taken = 0
        lines[-1].append(one)
        taken += width
    return lines


def _fill(line: QHBoxLayout, inputs: Sequence[Input], *, is_labelled: bool = False) -> None:
    line.setSpacing(6)
    for one in inputs:
        if is_labelled:
            label = theme.dress(QLabel(one.field.label), "hint")
            label.setFixedHeight(30)
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(one, 0 if one.room else 1, Qt.AlignmentFlag.AlignTop)
