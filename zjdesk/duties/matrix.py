"""Duty × period: what was held, what is missing, what is due soon.

The rules on the first day of a period hold for all of it. A year counts what was held up to
`today`, at the end of that day: a period whose last day it is, is over. A record that is added
can only turn something into done. Convention 16 at the head of tests/conventions.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zjdesk.duties.catalogue import DUTIES, FilledBy
from zjdesk.duties.cells import NOT_ALL_THROUGH, NOT_ASKED, WORST_FIRST, Cell, Matrix, Row, Status
from zjdesk.fields import Day
from zjdesk.kinds.figures import talked
from zjdesk.periods import add_months, half_year_of, month_of, quarter_of, year_of
from zjdesk.regulations.catalogue import FREE, REMIND_ON, SINCE, TWO_DUTIES, YEARLY_UNTIL
from zjdesk.regulations.values import Frequency, Twice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.duties.catalogue import Duty
    from zjdesk.duties.known import Known
    from zjdesk.kinds.figures import Figures
    from zjdesk.people import Branch
    from zjdesk.periods import Period
    from zjdesk.regulations.in_force import Regulations


def matrix(
    known: Known, year: int, today: date, *, duties: Iterable[Duty] = DUTIES.values()
) -> Matrix:
    """The duties of a year as they stand at the end of a day."""
    judge = _Judge(known, today)
    rows = (
        Row(duty, tuple(judge.cell(duty, span) for span in _spans(duty, year, known)))
        for duty in duties
    )
    return Matrix(year, today, tuple(rows))


# ------------------------------------------------------------------------------ periods

_PERIOD_OF = {
    Frequency.MONTHLY: month_of,
    Frequency.QUARTERLY: quarter_of,
    Frequency.HALF_YEARLY: half_year_of,
    Frequency.YEARLY: year_of,
    Frequency.NEVER: month_of,
}
_MONTHS_AHEAD = {Frequency.QUARTERLY: 1, Frequency.HALF_YEARLY: 1, Frequency.YEARLY: 2}
"""So many months before the end of a long period people are reminded."""


@dataclass(frozen=True)
class _Span:
    """A period with what holds in it."""

    period: Period
    frequency: Frequency
    regulations: Regulations
    until: date
    by_year: bool

    @property
    def remind_on(self) -> date:
        if self.frequency in _MONTHS_AHEAD:
            first = self.until.replace(day=1)
            return add_months(first, 1 - _MONTHS_AHEAD[self.frequency])
        day = max(1, min(self.regulations[REMIND_ON], self.until.day))
        return self.until.replace(day=day)

    def of(self, held: Sequence[Figures]) -> Sequence[Figures]:
        """Which of the records, the oldest first, are of this period; late ones too."""
        if self.by_year:
            return [one for one in held if one.year == self.period.first.year]
        begin = bisect_left(held, self.period.first, key=_day_of)
        return held[begin : bisect_right(held, self.period.last, key=_day_of)]


def _spans(duty: Duty, year: int, known: Known) -> Iterator[_Span]:
    """The periods of a year, one after the other, each as the rules on its first day have it.

    Where the frequency changes, the new one begins with its first whole period; until then the
    old one goes on.
    """
    day = date(year, 1, 1)
    frequency = known.regulations(day)[duty.rule]
    while day.year == year:
        regulations = known.regulations(day)
        wanted = regulations[duty.rule]
        if _PERIOD_OF[wanted](day).first == day:
            frequency = wanted
        period = _PERIOD_OF[frequency](day)
        by_year = duty.by_year and frequency is Frequency.YEARLY
        until = _end_of_spring(year, regulations) if by_year else period.last
        yield _Span(period, frequency, regulations, until, by_year)
        day = period.last + timedelta(days=1)


def _end_of_spring(year: int, regulations: Regulations) -> date:
    return month_of(add_months(date(year, 12, 1), regulations[YEARLY_UNTIL])).last


# ------------------------------------------------------------------------------ cells


class _Judge:
    """Judges one cell after the other by what was held up to a day; what is planned is told."""

    def __init__(self, known: Known, today: date) -> None:
        self.known = known
        self.branch = known.branch
        self.today = today
        self.of_kind: defaultdict[str, list[Figures]] = defaultdict(list)
        for one in sorted(known.figures, key=_day_of):
            for kind in one.kinds:
                self.of_kind[kind].append(one)

    def cell(self, duty: Duty, span: _Span) -> Cell:
        may_be_both = span.regulations[TWO_DUTIES] is Twice.YES
        counted = [
            one
            for one in span.of(self.of_kind[duty.kind.key])
            if (may_be_both or one.kind == duty.kind.key or duty.by_year)
            and duty.counts(one, self.branch)
        ]
        cell = self._of_held(duty, span, [one for one in counted if one.day <= self.today])
        return self._with_planned(cell, [one for one in counted if one.day > self.today])

    def _of_held(self, duty: Duty, span: _Span, held: Sequence[Figures]) -> Cell:
        in_time = [one for one in held if one.day <= span.until]
        obstacle = self._obstacle(duty, span)
        if duty.filled_by is FilledBy.EVERY_GROUP and not obstacle:
            return self._of_groups(duty, span, in_time)
        cell = self._judged(duty, span, in_time, obstacle=obstacle)
        if duty.filled_by is FilledBy.EVERY_MEMBER and not obstacle:
            return self._of_members(cell, span)
        if cell.status is Status.MISSING and held:
            return replace(cell, reason=f"{_shown(held[0].day)}才开，过了{_shown(cell.until)}")
        return cell

    def _with_planned(self, cell: Cell, later: Iterable[Figures]) -> Cell:
        planned = tuple(one for one in later if one.day <= cell.until)
        if not planned:
            return cell
        names = [group.name for group in self.branch.groups]
        of = [_group_of(one, self.branch, names) for one in planned]
        groups = tuple(
            replace(
                part,
                planned=tuple(
                    one for one, group in zip(planned, of, strict=True) if group == part.group
                ),
            )
            for part in cell.groups
        )
        return replace(cell, planned=planned, groups=groups)

    def _of_groups(self, duty: Duty, span: _Span, held: Iterable[Figures]) -> Cell:
        """Every group that had members in the period, or a meeting; asked are those all through."""
        names = [group.name for group in self.branch.groups]
        of: defaultdict[str, list[Figures]] = defaultdict(list)
        for one in held:
            if group := _group_of(one, self.branch, names):
                of[group].append(one)
        first, last = (
            _groups_on(self.branch, day) for day in (span.period.first, span.period.last)
        )
        cells = []
        for name in dict.fromkeys([*names, *of]):
            if name in of or name in first | last:
                obstacle = "" if name in of or name in first & last else NOT_ALL_THROUGH
                cell = self._judged(duty, span, of[name], obstacle=obstacle, group=name)
                cells.append(cell)
        whole = self._judged(duty, span, (), obstacle="" if cells else "没有党小组")
        if not cells:
            return whole
        statuses = {cell.status for cell in cells}
        worst = next((one for one in WORST_FIRST if one in statuses), Status.NOT_APPLICABLE)
        records = sorted((one for cell in cells for one in cell.records), key=_day_of)
        reasons = {cell.reason for cell in cells}
        reason = reasons.pop() if len(reasons) == 1 else ""
        return replace(
            whole, status=worst, records=tuple(records), reason=reason, groups=tuple(cells)
        )

    def _of_members(self, cell: Cell, span: _Span) -> Cell:
        """Done only when every member of today, or of the last day, took part in a talk."""
        covered = {member for one in cell.records for member in talked(one, self.branch)}
        members = self.branch.members_on(min(self.today, span.period.last))
        uncovered = tuple(member for member in members if member.id not in covered)
        if not uncovered:
            return cell
        without = self._judged(cell.duty, span, ())
        return replace(without, records=cell.records, uncovered=uncovered)

    def _judged(
        self,
        duty: Duty,
        span: _Span,
        held: Sequence[Figures],
        *,
        obstacle: str = "",
        group: str = "",
    ) -> Cell:
        status, reason = Status.NOT_APPLICABLE, obstacle
        if not obstacle:
            status, reason = self._status(duty, span, group, is_held=bool(held))
        return Cell(
            duty=duty,
            period=span.period,
            until=span.until,
            remind_on=span.remind_on,
            status=status,
            records=tuple(held),
            reason=reason,
            group=group,
        )

    def _status(self, duty: Duty, span: _Span, group: str, *, is_held: bool) -> tuple[Status, str]:
        if is_held:
            return Status.DONE, ""
        if not_asked := self._not_asked(span):
            return Status.NOT_APPLICABLE, not_asked
        if excuse := self._excuse(duty, span.period, group):
            return Status.EXCUSED, excuse
        if span.until <= self.today:
            return Status.MISSING, ""
        return Status.DUE_SOON if span.remind_on <= self.today else Status.OPEN, ""

    def _obstacle(self, duty: Duty, span: _Span) -> str:
        if span.frequency is Frequency.NEVER:
            return NOT_ASKED
        return duty.obstacle(self.branch, span.period.last, span.regulations)

    def _not_asked(self, span: _Span) -> str:
        """Why nothing is asked for in a period, in words; what was held counts all the same."""
        is_free = span.period.first.month in span.regulations[FREE].numbers
        if span.frequency is Frequency.MONTHLY and is_free:
            return f"{span.period.first.month}月不计"
        for start, words in (
            (self.branch.founded_on, "支部成立于"),
            (self.known.regulations(self.today)[SINCE], "台账起计于"),
        ):
            if start and _first_whole_month(start) > span.period.last:
                return f"{words}{_shown(start)}"
        return ""

    def _excuse(self, duty: Duty, period: Period, group: str) -> str:
        return next(
            (
                one.reason
                for one in self.known.excuses
                if one.duty == duty.key and one.start == period.first and one.group in ("", group)
            ),
            "",
        )


def _first_whole_month(start: date) -> date:
    """A branch owes a period in which there was at least one whole month of it."""
    return start if start.day == 1 else add_months(start.replace(day=1), 1)


def _groups_on(branch: Branch, day: date) -> set[str]:
    """The groups that had members on a day."""
    return {member.group_on(day) for member in branch.members_on(day)}


def _group_of(one: Figures, branch: Branch, names: Sequence[str]) -> str:
    """The group of a meeting, empty where none is given.

    One that has another name today is known by who was expected.
    """
    if not one.group or one.group in names:
        return one.group
    groups = Counter(
        member.group_on(one.day) for member in branch.members if member.id in one.presence
    )
    return next((name for name, _ in groups.most_common(1)), one.group)


def _day_of(one: Figures) -> date:
    return one.day


def _shown(day: date) -> str:
    return Day("", "").show(day)
