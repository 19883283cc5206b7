"""The figures of records, one after the other, from what is kept beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Text, or_, select, type_coerce

from zjdesk.kinds.around import DISCUSSED_WITHIN, Around, among
from zjdesk.kinds.catalogue import COMMITTEE_MEETING
from zjdesk.kinds.figures import Figures
from zjdesk.record import State
from zjdesk.store import records, search, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from zjdesk.people import Member
    from zjdesk.record import Record


def around(db: Connection, record: Record) -> Around:
    """The other records that say something of one: of its days, and of the committee before it."""
    if record.day is None:
        return Around()
    table, index = tables.record, tables.record_index
    first, last = record.day, max(record.ends_on or record.day, record.day)
    others = select(table.c.id).where(~table.c.deleted, table.c.id != record.id)
    indexed = others.join_from(table, index, index.c.record_n == table.c.n)
    queries = (
        indexed.where(*_within(first, last)),
        indexed.where(*_within(first - DISCUSSED_WITHIN, first))
        .where(table.c.kind == COMMITTEE_MEETING.key),
        others.where(table.c.ends_on >= first.isoformat(), table.c.day < first.isoformat()),
    )  # fmt: skip
    ids = {found: None for query in queries for found in db.scalars(query)}
    return among(record, [records.get(db, found) for found in ids])


def figures(
    db: Connection,
    *,
    since: date | None = None,
    until: date | None = None,
    member: Member | None = None,
) -> Iterator[Figures]:
    """The figures of the records from `since` to `until`, both included, the oldest first.

    Of a `member`: no more than those that have his or her id or name somewhere. Records without a
    day are left out. They are read as they are asked for.
    """
    record, index = tables.record, tables.record_index
    names = ("id", "kind", "also", "title", "day", "for_year", "group", "state")
    query = (
        select(*(record.c[name] for name in names), index.c.figures)
        .join_from(index, record, index.c.record_n == record.c.n)
        .where(~record.c.deleted, record.c.day.is_not(None))
        .order_by(index.c.n)
    )
    query = query.where(*_within(since, until), *_naming(member))
    for row in db.execute(query.execution_options(yield_per=500)):
        kept = row.figures
        yield Figures(
            id=row.id,
            kind=row.kind,
            also=tuple(row.also or ()),
            title=row.title or "",
            day=date.fromisoformat(row.day),
            for_year=row.for_year,
            group=row.group or "",
            is_final=row.state == State.FINAL,
            hours=kept["hours"],
            presence=kept["presence"],
            details=kept["details"],
        )


def _within(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    """Conditions on the index, whose rows are in the order of the days."""
    n = tables.record_index.c.n
    if since:
        yield n >= search.start_of(since)
    if until:
        yield n < search.start_of(until + timedelta(days=1))


def _naming(member: Member | None) -> Iterator[ColumnElement[bool]]:
    """What stands in the figures of every record that says something of a member."""
    if member:
        text = type_coerce(tables.record_index.c.figures, Text)
        known_by = filter(None, (member.id, member.name))
        yield or_(*(text.contains(one, autoescape=True) for one in known_by))
