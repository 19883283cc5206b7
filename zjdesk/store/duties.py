"""What the duties are judged by, read from the ledger: no more years than they need."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from zjdesk.duties.excuses import EXCUSED, read_excuses
from zjdesk.duties.known import Known
from zjdesk.regulations.in_force import LOCAL_RULES, read_local
from zjdesk.step_rules import LOCAL_LIMITS, read_limits
from zjdesk.store import roster, settings
from zjdesk.store.figures import figures
from zjdesk.store.open_matters import open_matters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from zjdesk.kinds.figures import Figures


def known(db: Connection, year: int) -> Known:
    """What is known for judging a year, and the one before it, as of any day of the year or later.

    Raises LedgerDamaged if a setting cannot be read.
    """
    return next(known_of_years(db, range(year, year + 1)))


def known_of_years(db: Connection, years: range) -> Iterator[Known]:
    """The same for some years, one after the other; every record is read once.

    No more than the records of three years are kept at a time. Raises LedgerDamaged.
    """
    if not years:
        return
    rest = Known(
        branch=roster.get(db),
        figures=(),
        local=read_local(settings.get(db, LOCAL_RULES.key)),
        excuses=read_excuses(settings.get(db, EXCUSED.key)),
        limits=read_limits(settings.get(db, LOCAL_LIMITS.key)),
        open=open_matters(db),
    )
    first, last = date(years[0] - 1, 1, 1), date(years[-1] + 1, 12, 31)
    unread = figures(db, since=first, until=last)
    one = next(unread, None)
    kept: deque[Figures] = deque()
    for year in years:
        while one and one.day.year <= year + 1:
            kept.append(one)
            one = next(unread, None)
        while kept and kept[0].day.year < year - 1:
            kept.popleft()
        yield replace(rest, figures=list(kept))
