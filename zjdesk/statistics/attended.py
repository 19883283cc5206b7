"""应到, 实到 and 学时 as they add up: of a member, a kind of record, a month.

Conventions 7, 8, 14 and 15 at the head of tests/conventions.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TYPE_CHECKING

from zjdesk.kinds.headcount import per_cent
from zjdesk.kinds.presence import ABSENCES, LEAVES, MADE_UP, THERE

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass
class Attended:
    """How often somebody took part in which way; 学时 in hours, made-up ones beside them."""

    by_presence: Counter[str] = attribute(default_factory=Counter)
    hours_by_kind: dict[str, float] = attribute(default_factory=lambda: defaultdict(float))
    made_up_hours: float = 0

    def add(self, presence: str, kind: str, hours: float, *, times: int = 1) -> None:
        """Count a record of a kind in which somebody, or `times` people, took part like this."""
        self.by_presence[presence] += times
        if presence in THERE:
            self.hours_by_kind[kind] += hours * times
        elif presence in MADE_UP:
            self.made_up_hours += hours * times

    def include(self, other: Attended) -> None:
        """Count what another one counted too."""
        self.by_presence += other.by_presence
        for kind, hours in other.hours_by_kind.items():
            self.hours_by_kind[kind] += hours
        self.made_up_hours += other.made_up_hours

    @property
    def expected(self) -> int:
        return self.by_presence.total()

    @property
    def present(self) -> int:
        return self._among(THERE)

    @property
    def on_leave(self) -> int:
        return self._among(LEAVES)

    @property
    def absent(self) -> int:
        return self._among(ABSENCES)

    @property
    def made_up(self) -> int:
        return self._among(MADE_UP)

    @property
    def hours(self) -> float:
        return sum(self.hours_by_kind.values())

    @property
    def rate(self) -> float | None:
        """到会率; None where nothing was expected."""
        return per_cent(self.present, self.expected)

    def _among(self, ways: Collection[str]) -> int:
        return sum(self.by_presence[one] for one in ways)
