"""The occasion: what an input may know of the record it stands in.

Rule: inputs read it and never write to it; only the form does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ui.forms.desk import Desk
from ui.forms.steps import Steps
from zjdesk.kinds.headcount import Headcount, count, expected_at, settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.people import Category
from zjdesk.record import Record, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QObject

    from ui.forms.inputs import Input
    from zjdesk.fields import Field
    from zjdesk.participants import Attendance, RosterEntry
    from zjdesk.people import Branch
    from zjdesk.record import Attachment
    from zjdesk.regulations.in_force import LocalRule, Regulations


@dataclass(frozen=True)
class Files:
    """How attachments get into the ledger and are found there; the form knows no ledger."""

    add: Callable[[Path], Attachment]
    path: Callable[[Attachment], Path]


class Occasion(Desk):
    """The desk of a record: its day, roster and headcount besides."""

    altered = Signal(object)
    """The input that a person altered just now; not what undo does."""
    roster_changed = Signal()
    counted = Signal()

    def __init__(
        self,
        record: Record,
        branch: Branch,
        *,
        today: date,
        files: Files,
        local: Sequence[LocalRule] = (),
        input_for: Callable[[Field[Any], Any], Input],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(branch, today=today, input_for=input_for, parent=parent)
        self.record = record
        self.steps: Steps = Steps(self.undo, self.altered.emit)
        self.files = files
        self._local = local
        self.headcount = count(record)
        self._set = self._expected_set(record)
        self.is_final = record.state is State.FINAL
        if not record.roster:
            record.roster = self.freeze(record)
            self.headcount = count(record)
        self._first = _labels(record)
        """Who was expected when the form was opened, by id."""

    @property
    def day(self) -> date:
        return self.record.day or self.today

    @property
    def regulations(self) -> Regulations:
        """By what the record is judged."""
        return regulations_for(self.record, self._local)

    def update(self, record: Record) -> None:
        """Take note of what the form holds now; another day or range sets the roster anew."""
        expected = self._expected_set(record)
        if expected == self._set:
            record.roster = self.record.roster
            self.record = record
        else:
            self._set = expected
            self._refreeze(record)
        self.headcount = count(self.record)
        self.counted.emit()

    def take_roster(self, record: Record) -> None:
        """Take a record whose roster was frozen anew."""
        self.record = record
        self.headcount = count(record)
        self.roster_changed.emit()
        self.counted.emit()

    def freeze(self, record: Record) -> list[RosterEntry]:
        """The roster of the record's day with everybody it names and who belongs there."""
        if record.day is None:
            return []
        here = {member.id for member in self.branch.members_on(record.day)}
        bare = replace(
            record, agenda=[], details=_unit_only(record),
            attendance=[one for one in record.attendance if one.member in here],
        )  # fmt: skip
        # A group that is still missing leaves the roster empty; the form says so elsewhere.
        settle(bare, self.branch)
        return bare.roster

    def _expected_set(self, record: Record) -> tuple[Any, ...]:
        """What decides who is expected."""
        return (record.kind, record.day, record.group, expected_at(record))

    @property
    def roster_in_words(self) -> str:
        """How the roster differs from that with which the form was opened."""
        after = _labels(self.record)
        if not self._first:
            self._first = after
        if self._first.keys() == after.keys():
            return ""
        return "应到名单已按新的日期和范围重新排定" + _difference(self._first, after)

    def _refreeze(self, record: Record) -> None:
        """Freeze anew; whoever was expected before is not for that reason expected again."""
        was_expected = {entry.member for entry in self.record.roster if entry.by_default}
        is_same_range = expected_at(record) is expected_at(self.record)
        named = [
            one for one in record.attendance if is_same_range and one.member not in was_expected
        ]
        record.roster = self.freeze(replace(record, roster=[], attendance=named))
        self.record = record
        self.roster_changed.emit()


def group_of_entries(entries: Iterable[RosterEntry]) -> dict[str, list[RosterEntry]]:
    """The roster by 党小组, groups in the order of their first member."""
    groups: dict[str, list[RosterEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def headcount_of(record: Record, attendance: list[Attendance]) -> Headcount:
    """The headcount with another attendance than the record's."""
    return count(replace(record, attendance=attendance))


def is_probationary(entry: RosterEntry) -> bool:
    return entry.category is Category.PROBATIONARY


def _unit_only(record: Record) -> dict[str, Any]:
    """The details without people, who would have to be members of the day."""
    return {key: value for key, value in record.details.items() if isinstance(value, str)}


def _labels(record: Record) -> dict[str, str]:
    return {entry.member: entry.label for entry in record.roster if entry.by_default}


def _difference(before: dict[str, str], after: dict[str, str]) -> str:
    added = [name for member, name in after.items() if member not in before]
    gone = [name for member, name in before.items() if member not in after]
    parts = [
        f"{word}{'、'.join(names[:4])}{f'等{len(names)}人' if len(names) > 4 else ''}"
        for word, names in (("，增加", added), ("，不再包括", gone))
        if names
    ]
    return "".join(parts)
