"""Every table of a span of time, made in one pass over the figures of its records.

What is planned was not held yet: records later than today are left out. Rules, offices and names
are those of the end of the span, or of today where that is earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.member_lines import Whose, member_lines
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.activities import Lists, MicroLectures, Partners, StudySessions, Talks
from zjdesk.statistics.against_duties import duty_table
from zjdesk.statistics.attendance import Attendance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zjdesk.duties.cells import Matrix
    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Branch
    from zjdesk.periods import Period
    from zjdesk.regulations.in_force import LocalRule
    from zjdesk.statistics.tables import Table


@dataclass(frozen=True)
class Report:
    """The statistics of a branch over a span of time."""

    branch: str
    """Its full name on the last day."""
    span: Period
    until: date
    """The last day that was counted."""
    records: int
    drafts: int
    tables: tuple[Table, ...]

    @property
    def title(self) -> str:
        return f"{self.span.name}组织生活统计"

    @property
    def extent(self) -> str:
        """What was counted, in one line."""
        drafts = f"，其中 {self.drafts} 条还没有定稿" if self.drafts else ""
        return f"{self.span.first} 至 {self.until}，记录 {self.records} 条{drafts}"

    def __getitem__(self, key: str) -> Table:
        return next(table for table in self.tables if table.key == key)


def report(
    branch: Branch,
    figures: Iterable[Figures],
    span: Period,
    *,
    today: date,
    local: Iterable[LocalRule] = (),
    duties: Iterable[Matrix] | None = None,
) -> Report:
    """The statistics of the records of a span.

    `local` are the local values of regulations, `duties` the matrices of the years of the span;
    these are asked for one by one, after the figures.
    """
    until = min(span.last, today)
    regulations = Regulations(until, tuple(local))
    lines = member_lines(branch, until, whose=Whose.ALL)
    attendance, talks, lists = Attendance(), Talks(branch), Lists()
    lectures, studies, partners = MicroLectures(lines, branch), StudySessions(branch), Partners()
    gathering = (attendance, lectures, studies, partners, talks, lists)
    records = drafts = 0
    for one in figures:
        if span.first <= one.day <= until:
            records += 1
            drafts += not one.is_final
            for each in gathering:
                each.add(one)
    return Report(
        branch=branch.name_on(until),
        span=span,
        until=until,
        records=records,
        drafts=drafts,
        tables=(
            attendance.by_member(lines, branch, regulations, span),
            attendance.by_kind(),
            *([] if duties is None else [duty_table(duties, span)]),
            attendance.by_month(span.first, until),
            lectures.table(),
            studies.table(),
            partners.table(),
            talks.by_relation(),
            talks.coverage(lines),
            *lists.tables(),
        ),
    )
