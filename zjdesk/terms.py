"""任期 of the committee: how long it lasts, how urgent 换届 is, how it is extended.

Every function that alters the branch raises NotAllowed where the event cannot have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.errors import NotAllowed, Weight
from zjdesk.fields import Day
from zjdesk.periods import add_months
from zjdesk.regulations.catalogue import TERM_NOTICE, TERM_YEARS

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import Regulations

MOST_EXTENSION_MONTHS = 60
"""No branch's term is extended by so much; it is usually a year at most."""

_DAY = Day("", "")


@dataclass(frozen=True)
class Term:
    """任期 of the committee; on `end` it is over."""

    start: date
    end: date
    is_extended: bool
    notice: int
    """So many months before its end a branch prepares 换届."""

    def weight(self, today: date) -> Weight | None:
        """How urgent 换届 is; None while there is time."""
        if self.end <= today:
            return Weight.BLOCKS
        return Weight.REMINDS if add_months(today, self.notice) >= self.end else None

    def words(self, today: date) -> str:
        """任期至2027年9月20日，还有294天."""
        until = f"任期至{_DAY.show(self.end)}"
        until = f"{until}（已延期）" if self.is_extended else until
        days = (self.end - today).days
        if days <= 0:
            return f"{until}，已超期{-days}天" if days else f"{until}，今天到期"
        ahead = "，请准备换届" if self.weight(today) else ""
        return f"{until}，还有{days}天{ahead}"


def term(branch: Branch, regulations: Regulations) -> Term | None:
    """The term that runs; None where its start is not known."""
    end = regular_term_end(branch, regulations)
    if branch.term_start is None or end is None:
        return None
    extended = branch.term_extended_until
    notice = regulations[TERM_NOTICE]
    return Term(branch.term_start, extended or end, extended is not None, notice)


def begin_term(branch: Branch, day: date) -> None:
    """换届 on that day: the offices held until then end, the new ones are taken afterwards."""
    if branch.term_start and day <= branch.term_start:
        raise NotAllowed("换届日期应晚于本届开始")
    for seat in branch.committee:
        if seat.holds_on(day) and seat.start != day:
            seat.end = day
    branch.term_start, branch.term_extended_until, branch.term_extension = day, None, ""


def regular_term_end(branch: Branch, regulations: Regulations) -> date | None:
    """When the term is over that runs, without an extension; None where it is not known."""
    start = branch.term_start
    return add_months(start, 12 * regulations[TERM_YEARS]) if start else None


def extend_term(branch: Branch, until: date, approval: str, regulations: Regulations) -> None:
    """任期延期, approved by the superior. What lies beyond is a typing error, not an extension."""
    end = regular_term_end(branch, regulations)
    if end is None:
        raise NotAllowed("请先填写本届开始日期")
    if until <= end:
        raise NotAllowed("延期应晚于本届期满")
    if until >= add_months(end, MOST_EXTENSION_MONTHS):
        raise NotAllowed(
            f"本届{_DAY.show(end)}期满，不能延到{_DAY.show(until)}",
            hint="延期一般不超过1年，请核对年份。",
        )
    if not approval.strip():
        raise NotAllowed("请填写上级党组织的批准", hint="如批复的文号和日期。")
    branch.term_extended_until, branch.term_extension = until, approval.strip()
