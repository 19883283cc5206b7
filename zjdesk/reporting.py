"""From ledger to statistics: reads what a report needs, one record after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.duties.matrix import matrix
from zjdesk.progress import silent
from zjdesk.statistics.report import report
from zjdesk.store import duties, roster, settings
from zjdesk.store.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy import Connection

    from zjdesk.duties.cells import Matrix
    from zjdesk.kinds.figures import Figures
    from zjdesk.periods import Period
    from zjdesk.progress import Progress
    from zjdesk.statistics.report import Report


def report_of(db: Connection, span: Period, *, today: date, progress: Progress = silent) -> Report:
    """The statistics of a span, with what was due in it.

    `progress` may raise Cancelled. Raises LedgerDamaged if a setting cannot be read.
    """
    years = range(span.first.year, min(span.last, today).year + 1)
    return report(
        roster.get(db),
        _told(figures(db, since=span.first, until=span.last), progress),
        span,
        today=today,
        local=settings.local_rules(db),
        duties=_matrices(db, years, today, progress),
    )


def _matrices(db: Connection, years: range, today: date, progress: Progress) -> Iterator[Matrix]:
    for year, known in zip(years, duties.known_of_years(db, years), strict=True):
        progress(year - years[0], len(years), f"{year}年")
        yield matrix(known, year, today)


def _told(read: Iterable[Figures], progress: Progress) -> Iterator[Figures]:
    """The same, and each is told of; how many there will be is not known."""
    for done, one in enumerate(read, 1):
        progress(done, 0, one.title)
        yield one
