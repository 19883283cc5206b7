"""The words a kind of record is declared in. A kind is a value, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zjdesk.record import AGENDA, Expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zjdesk.fields import Field
    from zjdesk.record import Record


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record. `facts` are its short fields, `body` its long ones in order.

    Form and paper follow `facts` and `body`; AGENDA stands in `body` where the agenda belongs.
    """

    key: str
    name: str
    short: str
    """The name in numbers and navigation."""
    title: str
    """Proposed title of a new record; {year}, {month}, {group} are filled in."""
    facts: tuple[Field[Any], ...] = ()
    body: tuple[Field[Any], ...] = (AGENDA,)
    agenda: str = "议程"
    """What the agenda is called here."""
    expects: Expected | Callable[[Record], Expected] = Expected.BRANCH
    chaired: bool = True
    signatures: tuple[str, ...] = ("主持人", "记录人")

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """The fields of `details`."""
        return tuple(field for field in (*self.facts, *self.body) if field is not AGENDA)

    def expected(self, record: Record) -> Expected:
        """Who is expected (应到) at a record held in the form of this kind."""
        if record.expected is not None:
            return record.expected
        return self.expects(record) if callable(self.expects) else self.expects

    def propose_title(self, day: date, group: str = "") -> str:
        return self.title.format(year=day.year, month=day.month, group=group)
