"""A record as rows, and rows as a record.

The common fields stand in the record's own row, those of `details` beside them as `details.key`;
lists stand in tables of their own.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from zjdesk.agenda import AgendaItem
from zjdesk.kinds import KINDS
from zjdesk.kinds.files import RECORDED_AT, STATE
from zjdesk.participants import Attendance, Guest, RosterEntry
from zjdesk.parts import Rows
from zjdesk.record import Attachment, Printed, Record
from zjdesk.store import tables
from zjdesk.store.mapping import (
    Listing,
    Reader,
    read_value,
    read_values,
    rows_of,
    values_of,
    write_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zjdesk.fields import Field
    from zjdesk.store.changes import Row


def freeze(record: Record) -> dict[str, list[Row]]:
    """A record with everything in it, ids too, as JSON: its rows by the name of their table."""
    rows = {tables.record: [row_of(record)], **rows_of(tables.record, record.id, lists_of(record))}
    return {
        table.name: [{k: v for k, v in row.items() if v is not None} for row in found]
        for table, found in rows.items()
        if found
    }


def thaw(frozen: Mapping[str, list[Row]]) -> Record:
    """The record that was frozen."""
    lists = {tables.metadata.tables[name]: rows for name, rows in frozen.items()}
    (row,) = lists.pop(tables.record)
    return record_of(row, Reader(lists))


def row_of(record: Record) -> Row:
    fields = _details_fields(record.kinds)
    row = {
        "id": record.id,
        "also": record.also or None,
        "state": write_value(STATE, record.state),
        "recorded_at": write_value(RECORDED_AT, record.recorded_at),
        "judged_by": record.judged_by or None,
        "printed": write_printed(record.printed),
        **values_of(record),
        **{f"details.{key}": None for key, field in fields.items() if not isinstance(field, Rows)},
    }
    for key, value in record.details.items():
        if not isinstance(fields[key], Rows):
            row[f"details.{key}"] = write_value(fields[key], value)
    return row


def lists_of(record: Record) -> Iterator[Listing]:
    yield Listing(tables.roster_entry, record.roster)
    yield Listing(tables.attendance, record.attendance)
    yield Listing(tables.guest, record.guests)
    yield Listing(tables.agenda_item, record.agenda)
    yield Listing(tables.attachment, record.attachments)
    fields = _details_fields(record.kinds)
    for key, value in record.details.items():
        if isinstance(fields[key], Rows):
            yield Listing(tables.detail_row, value, key)


def record_of(row: Row, reader: Reader) -> Record:
    record = Record(
        id=row["id"],
        also=row.get("also") or [],
        state=read_value(STATE, row["state"]),
        recorded_at=read_value(RECORDED_AT, row.get("recorded_at")),
        judged_by=row.get("judged_by") or {},
        printed=read_printed(row.get("printed")),
        roster=reader.read(RosterEntry, row["id"]),
        attendance=reader.read(Attendance, row["id"]),
        guests=reader.read(Guest, row["id"]),
        agenda=reader.read(AgendaItem, row["id"]),
        attachments=reader.read(Attachment, row["id"]),
        **read_values(Record, row),
    )
    for key, field in _details_fields(record.kinds).items():
        if isinstance(field, Rows):
            value: Any = reader.read_details(field.part, record.id, key)
        else:
            value = read_value(field, row.get(f"details.{key}"))
        if not field.is_missing(value):
            record.details[key] = value
    return record


def write_printed(printed: Printed | None) -> Row | None:
    """The mark of a printed version as JSON."""
    if printed is None:
        return None
    at = printed.at.isoformat()
    return {"revision": printed.revision, "fingerprint": printed.fingerprint, "at": at}


def read_printed(stored: Row | None) -> Printed | None:
    if stored is None:
        return None
    at = datetime.fromisoformat(stored["at"])
    return Printed(stored["revision"], stored["fingerprint"], at)


def _details_fields(kinds: Iterable[str]) -> dict[str, Field[Any]]:
    """The fields of all kinds by key, those of the given kinds before others of the same key.

    All, because a record that no longer counts as a kind keeps what was written for it.
    """
    own = [KINDS[kind] for kind in kinds if kind in KINDS]
    return {
        field.key: field
        for kind in [*reversed(KINDS.values()), *reversed(own)]
        for field in kind.fields
    }
