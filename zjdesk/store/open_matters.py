"""Open follow-ups and rectifications of all records; and the word that one is done.

That something was done is a later fact, no part of the minutes: it is written beside the matter
also where the record is final, and the 定稿 that was kept stays as it was signed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zjdesk.errors import NotFound
from zjdesk.follow_ups import Open, Source
from zjdesk.kinds.catalogue import RECTIFICATIONS
from zjdesk.record import DAY
from zjdesk.store import records, tables
from zjdesk.store.changes import stored_by_id, unpack, write
from zjdesk.store.mapping import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from zjdesk.store.changes import Row, Transaction

_TABLES = {Source.FOLLOW_UP: tables.follow_up, Source.RECTIFICATION: tables.detail_row}
_OF_RECORD = ("kind", "day", "title", "group")
_WHAT = {Source.FOLLOW_UP: "what", Source.RECTIFICATION: "problem"}


def open_matters(db: Connection) -> list[Open]:
    """Every matter that is not done, the earliest due first, those without a day last."""
    found = [one for source in Source for one in _open(db, source)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.day, one.id))


def settle(tx: Transaction, matter: Open, *, done_on: date | None, note: str = "") -> None:
    """Note that a matter was done on a day; None makes it open again. Raises NotFound."""
    table = _TABLES[matter.source]
    stored = [row for row in stored_by_id(tx.db, table, [matter.id]) if not row["deleted"]]
    if not stored:
        raise NotFound(f"没有这个事项：{matter.what}", hint="它可能刚被删去。没有改动任何内容。")
    done = {"id": matter.id, "done_on": DAY.to_json(done_on), "done_note": note or None}
    write(tx, table, [done], stored)
    records.index(tx.db, [matter.record])


def _open(db: Connection, source: Source) -> Iterator[Open]:
    table, record = _TABLES[source], tables.record
    query = (
        select(table, *(record.c[name].label(f"record_{name}") for name in _OF_RECORD))
        .join_from(table, record, table.c.record_id == record.c.id)
        .where(~table.c.deleted, ~record.c.deleted, record.c.day.is_not(None))
    )
    if source is Source.FOLLOW_UP:
        query = query.where(table.c.done_on.is_(None))
    else:
        query = query.where(table.c.list == RECTIFICATIONS.key)
    for found in db.execute(query).mappings():
        row: Row = unpack(table, found)
        if row.get("done_on") is None:
            yield Open(
                id=row["id"],
                source=source,
                record=row["record_id"],
                kind=found["record_kind"],
                day=date.fromisoformat(found["record_day"]),
                title=found["record_title"] or "",
                group=found["record_group"] or "",
                what=row.get(_WHAT[source]) or "",
                owner=row.get("owner") or "",
                due_on=read_value(DAY, row.get("due_on")),
            )
