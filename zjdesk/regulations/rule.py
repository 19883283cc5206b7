"""One rule with its versions: the newest in force on a day counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zjdesk.step_rules import CERTAINTIES, Certainty

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.fields import Field

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Version(Generic[T_co]):
    """What a rule asks for since `effective_from`, and where that stands."""

    value: T_co
    source: str
    effective_from: date
    article: str = ""
    certainty: Certainty = Certainty.TEXT_SEEN
    note: str = ""
    dating: str = ""
    """Since when it holds, in words, where the day itself was not seen."""

    @property
    def place(self) -> str:
        """《支部工作条例》第11条."""
        return f"{self.source}{self.article}"

    @property
    def origin(self) -> str:
        """Where it stands, and how surely that is known."""
        return f"{self.place}（{CERTAINTIES[self.certainty]}）"


@dataclass(frozen=True, eq=False)
class Rule(Generic[T]):
    """One thing that is regulated; the key to its value: `regulations[QUORUM]`."""

    field: Field[Any]
    versions: tuple[Version[T], ...]
    is_fixed: bool = False
    """Only to be looked up: nothing local goes before it."""

    def on(self, day: date) -> Version[T]:
        """The newest version in force on a day; before the first one, the first."""
        in_force = [one for one in self.versions if one.effective_from <= day]
        return in_force[-1] if in_force else self.versions[0]
