"""From ledger to statistics: reads what a report needs, one record after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.duties.matrix import matrix
from zjdesk.statistics.report import report
from zjdesk.store import duties, roster, settings
from zjdesk.store.figures import figures

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from zjdesk.periods import Period
    from zjdesk.statistics.report import Report


def report_of(db: Connection, span: Period, *, today: date) -> Report:
    """The statistics of a span, with what was due in it.

    Raises LedgerDamaged if a setting cannot be read.
    """
    years = range(span.first.year, min(span.last, today).year + 1)
    known = duties.known_of_years(db, years)
    return report(
        roster.get(db),
        figures(db, since=span.first, until=span.last),
        span,
        today=today,
        local=settings.local_rules(db),
        duties=(matrix(one, year, today) for year, one in zip(years, known, strict=True)),
    )
