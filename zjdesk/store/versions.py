"""Versions: every 定稿 of a record as it was, for ever, and why it was opened again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from zjdesk.parts import new_id
from zjdesk.store import tables
from zjdesk.store.changes import Row, write
from zjdesk.store.record_rows import freeze, thaw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction


OVERRIDDEN = "overridden"
"""Beside what judged a 定稿: the problems that its reason took it past."""


@dataclass(frozen=True)
class Version:
    """One 定稿 of a record; `reason` is why it was reopened, empty while it is in force."""

    number: str
    revision: int
    finalised_at: str
    finalised_by: str
    override: str
    reopened_at: str
    reopened_by: str
    reason: str
    record: Record
    """The record as it was then."""

    @property
    def overridden(self) -> tuple[str, ...]:
        """What stood in the way of this 定稿, in words; empty before that was kept."""
        return tuple(self.record.judged_by.get(OVERRIDDEN, ()))


def of(db: Connection, record_id: str) -> list[Version]:
    """Every 定稿 of a record, the first one first."""
    version = tables.version
    rows = db.execute(
        select(version)
        .where(version.c.record_id == record_id, ~version.c.deleted)
        .order_by(version.c.revision)
    ).mappings()
    return [
        Version(
            number=row["number"],
            revision=row["revision"],
            finalised_at=row["finalised_at"],
            finalised_by=row["finalised_by"],
            override=row["override"] or "",
            reopened_at=row["reopened_at"] or "",
            reopened_by=row["reopened_by"] or "",
            reason=row["reason"] or "",
            record=thaw(row["content"]),
        )
        for row in rows
    ]


def keep(tx: Transaction, record: Record, *, override: str) -> None:
    """Keep a record that has just become final as it is."""
    row: Row = {
        "id": new_id(),
        "record_id": record.id,
        "number": record.number,
        "revision": record.revision,
        "finalised_at": tx.now.isoformat(),
        "finalised_by": tx.author,
        "override": override or None,
        "content": freeze(record),
    }
    write(tx, tables.version, [row], [])


def note_reason(tx: Transaction, record: Record, reason: str) -> None:
    """Write to the version in force why, when and by whom it was opened again."""
    version = tables.version
    in_force = (
        tx.db.execute(
            select(version)
            .where(version.c.record_id == record.id, ~version.c.deleted)
            .where(version.c.revision == record.revision)
        )
        .mappings()
        .all()
    )
    changed = {
        "reopened_at": tx.now.isoformat(),
        "reopened_by": tx.author,
        "reason": reason,
    }
    write(tx, version, [{"id": row["id"], **changed} for row in in_force], in_force)
