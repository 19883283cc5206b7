"""What the duties are judged by, read from the ledger: no more years than they need."""

from __future__ import annotations

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
    from sqlalchemy import Connection


def known(db: Connection, year: int) -> Known:
    """What is known for judging a year, and the one before it, as of any day of the year or later.

    Raises LedgerDamaged if a setting cannot be read.
    """
    return Known(
        branch=roster.get(db),
        figures=list(figures(db, since=date(year - 1, 1, 1), until=date(year + 1, 12, 31))),
        local=read_local(settings.get(db, LOCAL_RULES.key)),
        excuses=read_excuses(settings.get(db, EXCUSED.key)),
        limits=read_limits(settings.get(db, LOCAL_LIMITS.key)),
        open=open_matters(db),
    )
