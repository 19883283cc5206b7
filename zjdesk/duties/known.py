"""What the duties are judged by, as the ledger knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.regulations.in_force import Regulations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zjdesk.duties.excuses import Excuse
    from zjdesk.follow_ups import Open
    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import LocalRule
    from zjdesk.step_rules import LocalLimit


@dataclass(frozen=True, kw_only=True)
class Known:
    """The branch, what was counted of its records, and what holds locally.

    `figures`: the oldest first, of a year, the year before and the spring after it.
    """

    branch: Branch
    figures: Sequence[Figures]
    local: tuple[LocalRule, ...] = ()
    excuses: Sequence[Excuse] = ()
    limits: Sequence[LocalLimit] = ()
    """Of the development of members."""
    open: Sequence[Open] = ()

    def regulations(self, day: date) -> Regulations:
        """The rules on a day, local ones on top."""
        return Regulations(day, self.local)
