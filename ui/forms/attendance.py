"""Attendance by exception: everybody of the roster is present until somebody says otherwise.

应到 and 实到 are counted by the core at every change; the exceptions stand below the chips, where
reason and 补学 are written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import look, theme
from ui.forms.absence import AbsenceLine
from ui.forms.buttons import flat_button
from ui.forms.chips import STYLE, Chip
from ui.forms.flow import Flow
from ui.forms.inputs import Input
from ui.forms.naming import Naming
from ui.forms.occasion import group_of_entries, headcount_of
from ui.forms.several_away import SeveralAway
from ui.forms.steps import is_newest
from zjdesk.errors import Place
from zjdesk.kinds.headcount import Headcount, expected_at
from zjdesk.kinds.quorums import meeting_quorum, meeting_state
from zjdesk.participants import STATUSES, Attendance, RosterEntry, Status
from zjdesk.parts import Rows, part_fields
from zjdesk.record import Expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.occasion import Occasion
    from zjdesk.errors import Problem
    from zjdesk.record import Record

_FIELDS = part_fields(Attendance)
VOTING = {"member_assembly", "committee_meeting", "org_life_meeting", "democratic_appraisal"}
"""The kinds in which votes are usual."""
_WIDE = "&nbsp;&nbsp;&nbsp;"
_NOWHERE = Place()
_TOP = Qt.AlignmentFlag.AlignTop


class AttendanceInput(Input):
    """Who came. The value is the list of exceptions, in the order of the roster."""

    occasion: Occasion
    is_wide = True
    named = Signal()
    """Somebody was named who is not on the roster yet, or taken off it: freeze it anew."""
    guest = Signal(str)
    """Somebody who is no member is to be a guest."""

    def __init__(self, field: Rows[Attendance], occasion: Occasion) -> None:
        super().__init__(field, occasion)
        self._exceptions: dict[str, Attendance] = {}
        self._chips: dict[str, Chip] = {}
        self._lines: dict[str, AbsenceLine] = {}
        self._typing: _Say | None = None
        self._aside: dict[tuple[str, Expected | None], Attendance] = {}
        """What was noted of somebody who is not on the roster now, by id and the range in which
        he or she was named; None for one who was expected anyway."""
        self._range = expected_at(occasion.record)
        self._regular = {entry.member for entry in occasion.record.roster if entry.by_default}
        """Who is expected without being named."""
        self.setStyleSheet(STYLE)
        self._column.setSpacing(8)
        self._counts = QLabel()
        self._quorum = QLabel()
        self._quorum.hide()
        self._told = theme.dress(QLabel(), "warning")
        self._told.setWordWrap(True)
        self._told.hide()
        self._groups = QGridLayout()
        self._groups.setColumnStretch(1, 1)
        self._groups.setHorizontalSpacing(10)
        self._groups.setVerticalSpacing(6)
        self._away = QVBoxLayout()
        self._away.setSpacing(6)
        self._naming = Naming(occasion)
        self._naming.chosen.connect(self._name)
        self._naming.everybody.connect(self._name_everybody)
        self._naming.guest.connect(self.guest)
        self._several = flat_button("people", "多人请假…")
        self._several.clicked.connect(self._say_several)
        for part in (self._counts, self._quorum, self._told):
            self._column.addWidget(part)
        self._column.addLayout(self._groups)
        self._column.addLayout(self._away)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._several, 0, _TOP)
        foot.addWidget(self._naming, 1)
        self._column.addLayout(foot)
        occasion.roster_changed.connect(self._roster_changed)
        occasion.counted.connect(self._count)

    # -------------------------------------------------------------------------- values

    def show_value(self, value: list[Attendance]) -> None:
        self._exceptions = {one.member or one.name: one for one in value}
        self._rebuild()

    def read(self, place: Place, problems: list[Problem]) -> list[Attendance]:  # noqa: ARG002
        order = {entry.member: i for i, entry in enumerate(self.occasion.record.roster)}
        known = sorted(self._exceptions, key=lambda member: order.get(member, len(order)))
        return [self._exceptions[member] for member in known]

    def at(self, path: Sequence[str | int]) -> Input:
        said = self.read(_NOWHERE, [])
        if path and isinstance(path[0], int) and path[0] < len(said):
            line = self._lines.get(said[path[0]].member)
            if line:
                return line.reason
        return self

    def lock(self) -> None:
        self.is_locked = True
        self._naming.hide()
        self._several.hide()
        for chip in self._chips.values():
            chip.setEnabled(False)
        for line in self._lines.values():
            line.lock()

    # -------------------------------------------------------------------------- by the person

    def say(self, member: str, exception: Attendance | None) -> None:
        """Note how somebody took part; can be undone."""
        before = self._exceptions.get(member)
        if before != exception:
            self.occasion.undo.push(_Say(self, member, before, exception))

    def apply(self, member: str, exception: Attendance | None) -> None:
        """For the undo command: put or drop an exception and show it."""
        if exception is None:
            self._exceptions.pop(member, None)
        else:
            self._exceptions[member] = exception
        if member in self._chips or exception is None:
            self._show_one(member)
        self._count()
        self.changed.emit()
        is_on_roster = any(e.member == member for e in self.occasion.record.roster)
        if exception is None or not is_on_roster:
            self.named.emit()

    def _say_several(self) -> None:
        """Ask who else is on leave for one reason, and note it in one step."""
        roster = self.occasion.record.roster
        dialog = SeveralAway([e for e in roster if e.member not in self._exceptions], self.occasion)
        if dialog.exec() == SeveralAway.DialogCode.Accepted:
            with self.occasion.steps.together("多人请假"):
                for one in dialog.chosen:
                    away = Attendance(name=one.name, member=one.member,
                                      status=Status.ON_LEAVE, reason=dialog.reason)  # fmt: skip
                    self.say(one.member, away)
        dialog.deleteLater()

    def _name(self, member: str, name: str) -> None:
        if member not in self._exceptions:
            self.say(member, Attendance(name=name, member=member, status=Status.PRESENT))

    def _name_everybody(self) -> None:
        with self.occasion.steps.together("添加全体党员"):
            for member in self.occasion.people():
                self._name(member.id, member.name)

    # -------------------------------------------------------------------------- showing

    def _roster_changed(self) -> None:
        self._put_aside()
        if self._bring_back():
            self.named.emit()  # which comes back here
            return
        self._tell_of_roster()
        self._rebuild()

    def _put_aside(self) -> None:
        """Who is not on the roster any more is out of the record, but not forgotten."""
        record = self.occasion.record
        range_now = expected_at(record)
        here = {entry.member for entry in record.roster}
        # Where nobody is expected, what was noted is only out of sight.
        if range_now is not Expected.NOBODY:
            for member in list(self._exceptions):
                was_named = member not in self._regular
                if member in here and not (was_named and range_now is not self._range):
                    continue
                range_then = self._range if was_named else None
                self._aside[member, range_then] = self._exceptions.pop(member)
        self._regular = {entry.member for entry in record.roster if entry.by_default}
        self._range = range_now

    def _bring_back(self) -> bool:
        """Who fits again is back; whether somebody has to be named for it."""
        record = self.occasion.record
        regular = {entry.member for entry in record.roster if entry.by_default}
        of_the_day = {member.id for member in self.occasion.people()} if record.day else set()
        has_named = False
        for member, named_in in list(self._aside):
            fits = member in (regular if named_in is None else of_the_day)
            if fits and named_in in (None, self._range):
                exception = self._aside.pop((member, named_in))
                self._exceptions.setdefault(member, exception)
                has_named |= member not in regular
        return has_named

    def _tell_of_roster(self) -> None:
        """Say what a change of day or range did, until it is as before."""
        words = [self.occasion.roster_in_words]
        away = [one for one in self._aside.values() if one.status is not Status.PRESENT]
        if away:
            names = "、".join(f"{one.name}（{one.reason or STATUSES[one.status]}）"
                             for one in away if one.status)  # fmt: skip
            words.append(f"不在名单里的考勤已收起：{names}；改回原来的日期和范围就会恢复")
        self._told.setText("。".join(word for word in words if word))
        self._told.setVisible(any(words))

    def _rebuild(self) -> None:
        _clear(self._groups)
        for line in self._lines.values():
            line.deleteLater()
        self._chips, self._lines = {}, {}
        roster = self.occasion.record.roster
        regular = [entry for entry in roster if not entry.waived]
        groups = group_of_entries(regular)
        for number, (group, entries) in enumerate(groups.items()):
            words = group if len(groups) > 1 or group else "名单"
            self._add_group(number, f"{words or '未编组'} {len(entries)}人", entries)
        waived = [entry for entry in roster if entry.waived]
        if waived:
            self._add_group(len(groups), "不作考勤要求", waived)
        if not roster:
            self._groups.addWidget(theme.dress(QLabel(self._nobody()), "hint"), 0, 0, 1, 2)
        for entry in roster:
            self._show_one(entry.member)
        self._naming.set_purpose(expected_at(self.occasion.record))
        self._several.setVisible(len(roster) > 1 and not self.is_locked)
        self._count()
        if self.is_locked:
            self.lock()

    def _add_group(self, number: int, words: str, entries: list[RosterEntry]) -> None:
        label = theme.dress(QLabel(words), "hint")
        label.setFixedHeight(28)
        holder = QWidget()
        flow = Flow(holder)
        for entry in entries:
            chip = Chip(entry, holder, is_named=not entry.by_default)
            chip.said.connect(lambda said, member=entry.member: self.say(member, said))
            chip.leaves.connect(lambda member=entry.member: self.say(member, None))
            chip.asks_reason.connect(lambda member=entry.member: self._ask_reason(member))
            flow.addWidget(chip)
            self._chips[entry.member] = chip
        self._groups.addWidget(label, number, 0, _TOP)
        self._groups.addWidget(holder, number, 1)

    def _show_one(self, member: str) -> None:
        exception = self._exceptions.get(member)
        if member in self._chips:
            self._chips[member].show_exception(exception)
        is_noted = exception is not None and exception.status is not Status.PRESENT
        if exception is None or not is_noted:
            line = self._lines.pop(member, None)
            if line:
                line.hide()
                line.deleteLater()
        elif member in self._lines:
            self._lines[member].show_exception(exception)
        else:
            self._add_line(member, exception)

    def _add_line(self, member: str, exception: Attendance) -> None:
        label = self._chips[member].entry.label if member in self._chips else exception.name
        line = AbsenceLine(label, self.occasion)
        line.show_exception(exception)
        line.altered.connect(lambda: self._line_altered(member))
        line.leaves.connect(lambda: self.say(member, None))
        self._lines[member] = line
        self._away.addWidget(line)
        if self.is_locked:
            line.lock()

    def _line_altered(self, member: str) -> None:
        """What is typed into a line is taken at once; what is typed in one go is one step."""
        before = self._exceptions[member]
        after = self._lines[member].read(before)
        if before == after:
            return
        typing = self._typing
        is_same = typing is not None and typing.member == member
        if typing is not None and is_same and is_newest(typing, self.occasion.undo):
            typing.after = after
            self.apply(member, after)
        else:
            self._typing = _Say(self, member, before, after)
            self.occasion.undo.push(self._typing)

    def _ask_reason(self, member: str) -> None:
        if member in self._lines:
            self._lines[member].reason.setFocus()

    def _count(self) -> None:
        attendance = list(self._exceptions.values())
        record = self.occasion.record
        headcount = headcount_of(record, attendance)
        self._counts.setText(counts_line(headcount, shows_voters=holds_votes(record)))
        quorum = meeting_quorum(replace(record, attendance=attendance), self.occasion.regulations)
        self._quorum.setVisible(quorum is not None)
        if quorum is not None:
            self._quorum.setText(meeting_state(quorum))
            self._quorum.setToolTip(quorum.rule.origin)
            theme.dress(self._quorum, "success" if quorum.is_reached else "warning")

    def _nobody(self) -> str:
        record = self.occasion.record
        if record.day is None:
            return "填好日期后，这里列出当天的党员。"
        if expected_at(record) is Expected.GROUP and not record.group:
            return "选好党小组后，这里列出组里的党员。"
        if expected_at(record) is Expected.NAMED:
            return "请在下面添加参加人员。"
        return "当天没有应到的党员。"


class _Say(QUndoCommand):
    def __init__(
        self,
        attendance: AttendanceInput,
        member: str,
        before: Attendance | None,
        after: Attendance | None,
    ) -> None:
        name = (after or before or Attendance()).name
        status = STATUSES[after.status] if after and after.status else "到会"
        super().__init__(f"{name}{status}")
        self._attendance, self.member = attendance, member
        self._before, self.after = before, after

    def redo(self) -> None:
        self._attendance.apply(self.member, self.after)

    def undo(self) -> None:
        self._attendance.apply(self.member, self._before)


def holds_votes(record: Record) -> bool:
    """Whether votes are usual in one of its kinds, or there is one."""
    return not VOTING.isdisjoint(record.kinds) or any(item.vote for item in record.agenda)


def counts_line(headcount: Headcount, *, shows_voters: bool) -> str:
    """The headcount as rich text: 应到 22 实到 20 …."""
    figures = [("应到", headcount.expected), ("实到", headcount.present)]
    figures += [
        (words, number)
        for words, number in (
            ("请假", headcount.on_leave),
            ("缺席", headcount.absent),
            ("线上", headcount.remote),
        )
        if number
    ]
    parts = [f"{words} <b style='font-size:17px'>{number}</b>" for words, number in figures]
    if headcount.rate is not None:
        parts.append(f"到会率 <b>{headcount.rate:g}%</b>")
    if shows_voters and headcount.expected_voters is not None:
        voters = [("应到", headcount.expected_voters), ("实到", headcount.present_voters)]
        words = _WIDE.join(f"{word} <b>{number}</b>" for word, number in voters)
        parts.append(f"<span style='color:{look.INK_SOFT}'>｜{_WIDE}有表决权：{words}</span>")
    return _WIDE.join(parts)


def _clear(layout: QGridLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
