"""The occasion: what an input may know of the record it stands in.

Rule: inputs read it and never write to it; only the form does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.forms.suggestions import Suggestion
from zjdesk.kinds.headcount import Headcount, count, expected_at, settle
from zjdesk.names import pinyin_keys
from zjdesk.people import OFFICES, Branch, Category, Member
from zjdesk.record import Record, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from ui.forms.inputs import Input
    from zjdesk.fields import Field
    from zjdesk.participants import Attendance, RosterEntry
    from zjdesk.record import Attachment


@dataclass(frozen=True)
class Files:
    """How attachments get into the ledger and are found there; the form knows no ledger."""

    add: Callable[[Path], Attachment]
    path: Callable[[Attachment], Path]


class Occasion(QObject):
    """Branch, day, roster and headcount of the record in the form; `today` is the clock's day."""

    roster_changed = Signal()
    counted = Signal()

    def __init__(
        self,
        record: Record,
        branch: Branch,
        *,
        today: date,
        files: Files,
        input_for: Callable[[Field[Any], Occasion], Input],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self.branch = branch
        self.today = today
        self.files = files
        self.undo = QUndoStack(self)
        self.headcount = count(record)
        self._input_for = input_for
        self._pinyin: dict[str, str] = {}
        self._set = self._expected_set(record)
        self.is_final = record.state is State.FINAL
        if not record.roster:
            record.roster = self.freeze(record)
            self.headcount = count(record)

    def input_for(self, field: Field[Any]) -> Input:
        """A fresh input for a field."""
        return self._input_for(field, self)

    def update(self, record: Record) -> str:
        """Take note of what the form holds now; what happened to the roster, in words."""
        told = ""
        expected = self._expected_set(record)
        if expected == self._set:
            record.roster = self.record.roster
            self.record = record
        else:
            told = self._refreeze(record)
            self._set = expected
        self.headcount = count(record)
        self.counted.emit()
        return told

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

    def people(self) -> list[Member]:
        """The members of the record's day."""
        return self.branch.members_on(self.record.day or self.today)

    def label_of(self, member: str, name: str) -> str:
        """A member's name, with what tells him or her apart from another of the same name."""
        namesakes = [one for one in self.people() if one.name == name]
        for one in namesakes:
            if one.id == member and len(namesakes) > 1:
                return f"{name}（{_mark(one)}）"
        return name

    def suggest_people(self, typed: str) -> Iterator[Suggestion]:
        """The members whose name, pinyin or initials fit what was typed."""
        wanted = typed.strip().lower()
        day = self.record.day or self.today
        offices = self.branch.offices_on(day)
        names = Counter(member.name for member in self.people())
        for member in self.people():
            keys = self._keys(member.name) if wanted.isascii() else ""
            if wanted in member.name or any(key.startswith(wanted) for key in keys.split()):
                twin = names[member.name] > 1
                notes = (
                    OFFICES[offices[member.id]] if member.id in offices else "",
                    "" if twin else member.group,
                    "" if member.is_full_on(day) else "预备党员",
                )
                yield Suggestion(
                    f"{member.name}（{_mark(member)}）" if twin else member.name,
                    " · ".join(note for note in notes if note),
                    member.id,
                )

    def _keys(self, name: str) -> str:
        if name not in self._pinyin:
            self._pinyin[name] = pinyin_keys(name)
        return self._pinyin[name]

    def _expected_set(self, record: Record) -> tuple[Any, ...]:
        """What decides who is expected."""
        return (record.kind, record.day, record.group, expected_at(record))

    def _refreeze(self, record: Record) -> str:
        before = {entry.member: entry.label for entry in self.record.roster}
        record.roster = []
        record.roster = self.freeze(record)
        self.record = record
        after = {entry.member: entry.label for entry in record.roster}
        self.roster_changed.emit()
        if not before or before.keys() == after.keys():
            return ""
        return "应到名单已按新的日期和范围重新排定" + _difference(before, after)


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


def _mark(member: Member) -> str:
    born = f"{member.birth_date.year}年生" if member.birth_date else ""
    return member.group or born or member.code


def _difference(before: dict[str, str], after: dict[str, str]) -> str:
    added = [name for member, name in after.items() if member not in before]
    gone = [name for member, name in before.items() if member not in after]
    parts = [
        f"{word}{'、'.join(names[:4])}{f'等{len(names)}人' if len(names) > 4 else ''}"
        for word, names in (("，增加", added), ("，不再包括", gone))
        if names
    ]
    return "".join(parts)
