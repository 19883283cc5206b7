"""The grades of an appraisal, a grid like that of a spreadsheet.

Enter goes down, Tab to the right; a block copied from a spreadsheet fills the cells from the one
where it is pasted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.forms.inputs import Input, LineInput
from ui.forms.people_inputs import NameInput
from ui.forms.rows import Row, RowsInput
from zjdesk.agenda import Grade, Matter, Vote
from zjdesk.fields import Choice
from zjdesk.people import Category

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.forms.occasion import Occasion
    from zjdesk.participants import RosterEntry
    from zjdesk.parts import Part, Rows
    from zjdesk.record import Record

HEADER_EVERY = 10
"""Rows, after which the headings are there again: in a long list nobody scrolls back to them."""
_FIGURES = ("excellent", "qualified", "basic", "unqualified")
MOST_NAMED = 6


def graded(record: Record) -> list[Grade]:
    """A line for everybody whom 民主评议 grades: the full members who are expected."""
    return [Grade(name=one.name, member=one.member) for one in record.roster if _is_graded(one)]


def appraisal(record: Record) -> Vote:
    """The vote of an appraisal, in which only the figures are missing."""
    return Vote(matter=Matter.APPRAISAL, grades=graded(record))


class GradeRow(Row):
    """One member graded, every so often below the headings."""

    make_header: Callable[[], QWidget]
    _header: QWidget | None = None

    def lay_out(self) -> None:
        super().lay_out()
        line, holder = self.layout(), QWidget()
        assert line is not None
        holder.setLayout(line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(holder)

    def set_number(self, number: int, of: int) -> None:  # noqa: ARG002
        has_header = number > 1 and number % HEADER_EVERY == 1
        if has_header and self._header is None:
            self._header = self.make_header()
            self._column.insertWidget(0, self._header)
        if self._header is not None:
            self._header.setVisible(has_header)


class GradesInput(RowsInput):
    """One line for each member graded."""

    occasion: Occasion
    row_class = GradeRow

    def __init__(self, field: Rows[Any], occasion: Occasion) -> None:
        super().__init__(field, occasion)
        self._empty = theme.dress(QLabel(), "warning")
        self._empty.setWordWrap(True)
        self._empty.hide()
        self._column.addWidget(self._empty)
        self.changed.connect(self._show_empty)

    def make_row(self, part: Part) -> Row:
        row = cast("GradeRow", super().make_row(part))
        row.make_header = self.make_header
        row.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for name, one in row.inputs.by_name.items():
            if isinstance(one, LineInput):
                one.edit.goes_on = partial(self._go_down, row, name)
                one.edit.pastes_block = partial(self._paste, row, name)
        return row

    def show_value(self, value: list[Part]) -> None:
        super().show_value(value)
        self._show_empty()

    def _go_down(self, row: Row, name: str) -> None:
        below = self.rows.index(row) + 1
        if below < len(self.rows):
            edit = self.rows[below].inputs.by_name[name]
            edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _paste(self, row: Row, name: str, text: str) -> None:
        """Fill the cells from this one to the right and down; names find their own line."""
        lines = [line.split("\t") for line in text.rstrip("\n").split("\n")]
        at = self.rows.index(row)
        with self.occasion.steps.together("粘贴测评结果"):
            for offset, cells in enumerate(lines):
                if name == "name":
                    target = self._row_of(cells[0].strip())
                else:
                    target = self.rows[at + offset] if at + offset < len(self.rows) else None
                if target is not None:
                    self._fill(target, name, cells)

    def _fill(self, row: Row, first: str, cells: list[str]) -> None:
        inputs = list(row.inputs.by_name.items())
        start = next(index for index, (name, _) in enumerate(inputs) if name == first)
        for (name, one), cell in zip(inputs[start:], cells, strict=False):
            if name != "name" and cell.strip():
                _fill_cell(one, cell.strip())

    def _row_of(self, name: str) -> Row | None:
        """The line of a member; a new one where the name has none."""
        for row in self.rows:
            one = row.inputs.by_name["name"]
            if isinstance(one, NameInput) and one.value() == name:
                return row
        found = [one for one in self.occasion.people() if one.name == name]
        if len(found) != 1:
            return None
        self.add_part(Grade(name=name, member=found[0].id))
        return self.rows[-1]

    def _show_empty(self) -> None:
        """Say whose figures are still missing, once there are some."""
        without = [
            row.inputs.by_name["name"].value()
            for row in self.rows
            if all(row.inputs.by_name[figure].state() == "" for figure in _FIGURES)
        ]
        is_begun = 0 < len(without) < len(self.rows)
        names = "、".join(without[:MOST_NAMED]) + ("等" if len(without) > MOST_NAMED else "")
        self._empty.setText(f"还有 {len(without)} 人没有填票数：{names}" if is_begun else "")
        self._empty.setVisible(is_begun)


def _fill_cell(one: Input, text: str) -> None:
    """Put what was copied into a cell; what is no figure stays there to be put right."""
    if isinstance(one.field, Choice):
        options = {words: option for option, words in one.field.options.items()}
        if text in options:
            one.fill(options[text])
    elif isinstance(one, LineInput):
        one.type_text(text)


def _is_graded(entry: RosterEntry) -> bool:
    return entry.by_default and entry.category is Category.FULL
