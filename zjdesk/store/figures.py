"""The figures of records, one after the other, from what is kept beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from zjdesk.kinds.figures import Figures
from zjdesk.kinds.files import STATE
from zjdesk.record import DAY, State
from zjdesk.store import tables
from zjdesk.store.mapping import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection


def figures(
    db: Connection, *, since: date | None = None, until: date | None = None
) -> Iterator[Figures]:
    """The figures of the records from `since` to `until`, both included, the oldest first.

    Records without a day are left out. They are read as they are asked for.
    """
    record, index = tables.record, tables.record_index
    names = ("id", "kind", "also", "title", "day", "for_year", "group", "state")
    query = (
        select(*(record.c[name] for name in names), index.c.figures)
        .join_from(index, record, index.c.record_n == record.c.n)
        .where(~record.c.deleted, record.c.day.is_not(None))
        .order_by(index.c.n)
    )
    if since:
        query = query.where(record.c.day >= since.isoformat())
    if until:
        query = query.where(record.c.day <= until.isoformat())
    for row in db.execute(query.execution_options(yield_per=500)):
        kept = row.figures
        yield Figures(
            id=row.id,
            kind=row.kind,
            also=tuple(row.also or ()),
            title=row.title or "",
            day=read_value(DAY, row.day),
            for_year=row.for_year,
            group=row.group or "",
            is_final=read_value(STATE, row.state) is State.FINAL,
            hours=kept["hours"],
            presence=kept["presence"],
            details=kept["details"],
        )
