"""What a paper is made of: a record, its branch, and what somebody wishes of the paper.

The papers invent nothing: what the record does not say stands there as （待补充）.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from zjdesk.documents.manuscript import Manuscript
from zjdesk.fields import Day
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.resolutions import MISSING
from zjdesk.kinds.vote_words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.agenda import AgendaItem, Matter, Vote
    from zjdesk.documents.minutes import Minutes
    from zjdesk.people import Branch
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations


class Slips(StrEnum):
    """For whom ballots are printed."""

    PRESENT = "present"
    EXPECTED = "expected"


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a record cannot say: the date of a letter, how many ballots, so many on a page."""

    dated: date | None = None
    slips: Slips | int = Slips.EXPECTED
    per_page: int = 4


@dataclass(frozen=True, kw_only=True)
class Source:
    """A record that is to become paper. `branch` is the branch as it is today."""

    minutes: Minutes
    branch: Branch
    wishes: Wishes = Wishes()

    @property
    def record(self) -> Record:
        return self.minutes.record

    @property
    def signer(self) -> str:
        """The branch by its name of the day of the record."""
        return self.minutes.branch

    @property
    def superior(self) -> str:
        return self.branch.superior or MISSING

    @cached_property
    def regulations(self) -> Regulations:
        return regulations_for(self.record, self.minutes.local)

    @cached_property
    def manuscript(self) -> Manuscript:
        return Manuscript(self.record, self.regulations)

    def voted(self, vote: Vote) -> str:
        """The vote in words, as far as it is known who was there."""
        said = sentence(self.record, vote, self.regulations) if self.record.roster else ""
        return given(said)

    def votes(self, *matters: Matter) -> Iterator[tuple[AgendaItem, Vote]]:
        """The votes on these matters, with the items in which they were taken."""
        for item in self.record.agenda:
            if item.vote and item.vote.matter in matters:
                yield item, item.vote


def given(text: str) -> str:
    """The text, or that it is missing."""
    return text.strip() or MISSING


def shown_day(day: date | None) -> str:
    """2026年3月2日, or that it is missing."""
    return given(Day("", "").show(day))
