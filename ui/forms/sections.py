"""The sections of the form: which fields stand where. It follows the declarations of the kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.forms.attendance import AttendanceInput
from ui.forms.buttons import flat_button
from ui.forms.choice_inputs import SegmentsInput
from ui.forms.edits import LineEdit
from ui.forms.grades import appraisal
from ui.forms.grid import LABEL, FieldGrid, star_label
from ui.forms.people_inputs import NameInput
from ui.forms.rows import RowsInput
from zjdesk.agenda import AgendaItem, Matter
from zjdesk.errors import Place
from zjdesk.fields import Choice
from zjdesk.kinds.catalogue import GROUP_MEETING, KINDS
from zjdesk.kinds.headcount import expected_at, hours
from zjdesk.kinds.layout import body_of, details_fields, facts_of
from zjdesk.participants import Guest, Role
from zjdesk.parts import part_fields
from zjdesk.record import (
    AGENDA,
    ATTACHMENTS,
    ATTENDANCE,
    CHAIR,
    CREDIT_HOURS,
    DAY,
    ENDS_AT,
    ENDS_ON,
    EXPECTS,
    FOR_YEAR,
    GROUP,
    GUESTS,
    PLACE,
    RECORDER,
    STARTS_AT,
    TAGS,
    TITLE,
    Expected,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ui.forms.inputs import Input, NumberInput
    from ui.forms.occasion import Occasion
    from ui.forms.rows import Row
    from zjdesk.errors import Problem
    from zjdesk.fields import Field

MORE: tuple[Field[Any], ...] = (ENDS_ON, FOR_YEAR, CREDIT_HOURS, TAGS, EXPECTS)
"""Seldom needed; folded away until they are."""
ALONE = {"member_assembly", "committee_meeting", "group_meeting", "heart_talk"}
"""Kinds that nothing else counts as: a meeting of one body is not one of another."""
APPRAISING = "democratic_appraisal"
FEW = 4
"""So many choices stand side by side."""


class Sections(QWidget):
    """All inputs of a record, in cards from top to bottom."""

    changed = Signal()
    kinds_changed = Signal(list)

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.occasion = occasion
        self.inputs: dict[str, Input] = {}
        self.cards: dict[str, QFrame] = {}
        self._more: dict[str, list[QWidget]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 24)
        self._column.setSpacing(12)
        self._build(occasion.record)
        self._column.addStretch()
        self._show_fitting()
        occasion.counted.connect(self._show_fitting)

    # -------------------------------------------------------------------------- values

    def read(self, base: Record, problems: list[Problem]) -> Record:
        """The record as it stands in the form; what has no input here is taken from `base`."""
        top = Place()
        common = {
            name: self.inputs[field.key].read(top, problems)
            for name, field in part_fields(Record).items()
            if field.key in self.inputs
        }
        record = replace(base, also=list(self.also.kinds), details=dict(base.details), **common)
        for field in details_fields(record).values():
            if field.key in self.inputs:
                record[field] = self.inputs[field.key].read(top, problems)
        return record

    def at(self, path: Sequence[str | int]) -> Input:
        """The input of the value at a place, as near as there is."""
        keys = [key for key in path if key != "details"]
        found = self.inputs.get(str(keys[0])) if keys else None
        return found.at(keys[1:]) if found else self.inputs[TITLE.key]

    def reveal(self, one: Input) -> None:
        """Unfold what an input is folded away in."""
        if any(self.inputs.get(field.key) is one for field in MORE):
            self._open_more()

    def begin_body(self) -> None:
        """Go to the first of the long fields."""
        first = self.inputs[body_of(self.occasion.record)[0].key]
        if isinstance(first, RowsInput) and first.rows:
            first.rows[0].focus_first()
        else:
            first.setFocus()

    def offer_grades(self) -> None:
        """Begin the appraisal of a kind that has one, unless there is one."""
        record = self.occasion.record
        agenda = self.inputs.get(AGENDA.key)
        votes = [item.vote for item in record.agenda if item.vote]
        has_one = any(vote.matter is Matter.APPRAISAL for vote in votes)
        if APPRAISING not in record.kinds or has_one or not isinstance(agenda, RowsInput):
            return
        item = AgendaItem(title="民主测评", vote=appraisal(record))
        if record.agenda:
            agenda.add_part(item)
        else:
            agenda.show_value([item])

    def show_before_body(self, card: QWidget) -> None:
        """Show something that belongs to the meeting but is not in its record."""
        self._before_body.addWidget(card)

    def take_up(self, item: AgendaItem) -> Row:
        """Put an item into the agenda; the row where it stands."""
        return cast("RowsInput", self.inputs[AGENDA.key]).add_before_blanks(item)

    def lock(self) -> None:
        for one in self.inputs.values():
            one.lock()
        self.also.lock()
        record = self.occasion.record
        given = [field.key for field in MORE if not field.is_missing(record[field])]
        self._show_more([*given, *(["also"] if record.also else [])])
        self._more_button.hide()
        for card in self.cards.values():
            rows = card.findChildren(RowsInput)
            is_list = len(rows) > 0 and not card.findChildren(LineEdit)
            card.setVisible(not (is_list and not any(one.rows for one in rows)))

    def input_of(self, field: Field[Any]) -> Input:
        return self.inputs[field.key]

    # -------------------------------------------------------------------------- building

    def _build(self, record: Record) -> None:
        self._build_facts(record)
        attendance = self._make(ATTENDANCE)
        assert isinstance(attendance, AttendanceInput)
        self.attendance = attendance
        self._add_card("到会情况", [attendance])
        guests = self._make(GUESTS)
        assert isinstance(guests, RowsInput)
        guests.new_part = lambda: Guest(role=Role.OBSERVER)
        attendance.guest.connect(lambda name: guests.add_part(Guest(name=name, role=Role.OBSERVER)))
        self._add_card("列席人员", [guests])
        self._before_body = QVBoxLayout()
        self._column.addLayout(self._before_body)
        self._build_body(record)
        self._add_card("照片和附件", [self._make(ATTACHMENTS)])
        self._show_record(record)

    def _build_facts(self, record: Record) -> None:
        grid = FieldGrid()
        grid.add_wide(self._make(TITLE))
        self._group = grid.add_wide(self._make(GROUP))
        grid.add(self._make(DAY))
        grid.add_widget("时间", _span(self._make(STARTS_AT), self._make(ENDS_AT)), needed=True)
        grid.add_wide(self._make(PLACE))
        if record.chair or any(KINDS[kind].chaired for kind in record.kinds):
            grid.add(self._make(CHAIR))
        grid.add(self._make(RECORDER))
        for field in facts_of(record):
            grid.add_fitting(self._make(field))
        self._more_button = flat_button("down", "更多：所属年度、学时、标签、同时算作等")
        self._more_button.clicked.connect(self._open_more)
        self.also = AlsoChoice(record)
        self.also.chosen.connect(self.kinds_changed)
        self._more = {field.key: grid.add_fitting(self._make(field)) for field in MORE}
        self._range = cast("SegmentsInput", self.inputs[EXPECTS.key])
        self._hours = cast("NumberInput", self.inputs[CREDIT_HOURS.key])
        self._hours.widen()
        self._more["also"] = grid.add_widget_wide("同时算作", self.also)
        self._show_more(())
        foot = QHBoxLayout()
        foot.addSpacing(LABEL)
        foot.addWidget(self._more_button)
        foot.addStretch()
        self._add_card("基本情况", [grid]).addLayout(foot)

    def _build_body(self, record: Record) -> None:
        """Long fields of a kind share a card; the agenda has one of its own."""
        run: list[QWidget] = []
        for field in body_of(record):
            if field is AGENDA:
                self._add_run(run)
                run = []
                self._add_card(KINDS[record.kind].agenda, [self._make(AGENDA)])
            else:
                run.append(_under_label(self._make(field)))
        self._add_run(run)

    def _add_run(self, run: list[QWidget]) -> None:
        """A card without a heading of its own: each field has one."""
        if run:
            self._add_card(f"正文{len(self.cards)}", run, has_heading=False)

    def _add_card(
        self, words: str, contents: Iterable[QWidget], *, has_heading: bool = True
    ) -> QVBoxLayout:
        card = theme.dress(QFrame(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        if has_heading:
            column.addWidget(theme.dress(QLabel(words), "heading"))
        for content in contents:
            column.addWidget(content)
        self._column.addWidget(card)
        self.cards[words] = card
        return column

    def _make(self, field: Field[Any]) -> Input:
        if isinstance(field, Choice) and len(field.options) <= FEW:
            one: Input = SegmentsInput(field, self.occasion)
        else:
            one = self.occasion.input_for(field)
        if isinstance(one, NameInput):
            one.marks_strangers = True
        one.changed.connect(self.changed)
        self.inputs[field.key] = one
        return one

    # -------------------------------------------------------------------------- showing

    def _show_record(self, record: Record) -> None:
        for name, field in part_fields(Record).items():
            if field.key in self.inputs:
                self.inputs[field.key].show_value(getattr(record, name))
        for field in details_fields(record).values():
            if field.key in self.inputs:
                self.inputs[field.key].show_value(record[field])
        agenda = self.inputs.get(AGENDA.key)
        begins_with_it = body_of(record)[0] is AGENDA and not self.occasion.is_final
        if begins_with_it and isinstance(agenda, RowsInput) and not agenda.rows:
            agenda.show_value([AGENDA.part()])
        if record.also or any(not field.is_missing(record[field]) for field in MORE):
            self._open_more()

    def _show_fitting(self) -> None:
        """Group and attendance are there where the kind has them or somebody gave them."""
        record = self.occasion.record
        expected = expected_at(record)
        self._range.show_default(expected_at(replace(record, expected=None)))
        self._hours.edit.setPlaceholderText(
            f"{computed:g}（按起止时间）"
            if (computed := hours(replace(record, credit_hours=None))) else ""
        )  # fmt: skip
        needs_group = expected is Expected.GROUP or GROUP_MEETING.key in record.kinds
        for widget in self._group:
            widget.setVisible(needs_group or bool(record.group))
        self.cards["到会情况"].setVisible(expected is not Expected.NOBODY)

    def _show_more(self, keys: Collection[str]) -> None:
        """Show these of what is folded away."""
        for key, widgets in self._more.items():
            for widget in widgets:
                widget.setVisible(key in keys)
        self._more_button.setVisible(not keys)

    def _open_more(self) -> None:
        self._show_more(self._more)


class AlsoChoice(QToolButton):
    """同时算作: the kinds that an event counts as besides the form it was held in."""

    chosen = Signal(list)

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.kinds = list(record.also)
        menu = QMenu(self)
        for kind in KINDS.values():
            if kind.key == record.kind or (kind.key in ALONE and kind.key not in record.also):
                continue
            action = menu.addAction(kind.name)
            action.setCheckable(True)
            action.setChecked(kind.key in self.kinds)
            action.toggled.connect(lambda is_on, key=kind.key: self._toggle(key, is_on=is_on))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("同时算作")
        self._show()

    def lock(self) -> None:
        self.setEnabled(False)

    def _toggle(self, key: str, *, is_on: bool) -> None:
        kinds = {*self.kinds, key} if is_on else {one for one in self.kinds if one != key}
        self.kinds = [one for one in KINDS if one in kinds]
        self._show()
        self.chosen.emit(self.kinds)

    def _show(self) -> None:
        self.setText("、".join(KINDS[kind].name for kind in self.kinds) or "没有（点这里选）")


def _span(start: Input, end: Input) -> QWidget:
    """Two inputs with 至 between."""
    span = QWidget()
    line = QHBoxLayout(span)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    to = QLabel("至")
    to.setFixedHeight(30)
    line.addWidget(start, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(to, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
    line.addStretch()
    return span


def _under_label(one: Input) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = theme.dress(star_label(one.field.label, needed=one.field.required), "heading")
    label.setBuddy(one)
    column.addWidget(label)
    column.addWidget(one)
    return block
