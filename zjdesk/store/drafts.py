"""Half-filled forms, kept every few seconds so that a crash costs nothing.

A draft is nobody's record yet: it is not in the change log and never leaves this PC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from zjdesk.store import tables
from zjdesk.store.record_rows import freeze, thaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Select

    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction


@dataclass(frozen=True)
class Draft:
    """A form as it was left."""

    record: Record
    saved_at: datetime


def put(tx: Transaction, record: Record) -> None:
    """Keep a form as it is now, in place of what was kept of it before."""
    row = insert(tables.draft).values(
        record_id=record.id,
        kind=record.kind,
        content=freeze(record),
        saved_at=tx.now.isoformat(),
    )
    kept = {name: row.excluded[name] for name in ("kind", "content", "saved_at")}
    tx.db.execute(row.on_conflict_do_update(["record_id"], set_=kept))


def drop(tx: Transaction, record_id: str) -> None:
    """Forget a form, because it was saved or given up."""
    tx.db.execute(delete(tables.draft).where(tables.draft.c.record_id == record_id))


def get(db: Connection, record_id: str) -> Draft | None:
    """The form that was left of a record."""
    query = select(tables.draft).where(tables.draft.c.record_id == record_id)
    return next(_read(db, query), None)


def waiting(db: Connection) -> list[Draft]:
    """Every form that was left, the newest first."""
    return list(_read(db, select(tables.draft).order_by(tables.draft.c.saved_at.desc())))


def _read(db: Connection, query: Select[Any]) -> Iterator[Draft]:
    for row in db.execute(query):
        yield Draft(thaw(row.content), datetime.fromisoformat(row.saved_at))
