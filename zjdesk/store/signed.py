"""Which records were altered after they had been printed to be signed, for lists of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, select, type_coerce

from zjdesk.record import State
from zjdesk.store import tables
from zjdesk.store.record_rows import read_printed

if TYPE_CHECKING:
    from sqlalchemy import Connection


def changed_since_printed(db: Connection) -> dict[str, int]:
    """The final records of which an earlier version was printed, with the number of that one."""
    record = tables.record
    query = select(record.c.id, record.c.revision, record.c.fields).where(
        ~record.c.deleted,
        record.c.state == State.FINAL.value,
        type_coerce(record.c.fields, Text).contains('"printed"'),
    )
    found = {}
    for row in db.execute(query):
        printed = read_printed(row.fields.get("printed"))
        if printed is not None and printed.revision != row.revision:
            found[row.id] = printed.revision
    return found
