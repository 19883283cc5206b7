"""Signed pages that were scanned, filed with their record: also with one that is final.

A scan is what became of the paper, no part of the minutes: it opens no 定稿.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from zjdesk.record import Attachment, AttachmentRole
from zjdesk.store import records, tables
from zjdesk.store.mapping import stored_below, write_lists
from zjdesk.store.record_rows import lists_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zjdesk.store.changes import Transaction


def file_scan(tx: Transaction, record_id: str, scan: Attachment) -> None:
    """File a scan whose content is kept already. Raises NotFound."""
    record = records.get(tx.db, record_id)
    scan.role = AttachmentRole.SIGNED_SCAN
    record.attachments.append(scan)
    _write(tx, record_id, record.attachments)


def take_out(tx: Transaction, record_id: str, scan_id: str) -> None:
    """Take a scan out that was filed by mistake. Raises NotFound."""
    record = records.get(tx.db, record_id)
    kept = [
        one
        for one in record.attachments
        if one.id != scan_id or one.role is not AttachmentRole.SIGNED_SCAN
    ]
    _write(tx, record_id, kept)


def record_of(db: Connection, name: str) -> str | None:
    """The id of the record whose number stands in the name of a file; None if no one's does.

    支委会2026-03.pdf, 扫描 支委会2026-03 (1).jpg; of several numbers the longest counts.
    """
    name = _plain(name)
    found = [
        (len(number), record_id)
        for number, record_id in records.numbers(db).items()
        if _stands_in(_plain(number), name)
    ]
    record_id = max(found)[1] if found else None
    return record_id if record_id and records.present(db, [record_id]) else None


def _write(tx: Transaction, record_id: str, attachments: list[Attachment]) -> None:
    record = records.get(tx.db, record_id)
    record.attachments = attachments
    below = stored_below(tx.db, tables.record, record_id)
    write_lists(tx, tables.record, record_id, lists_of(record), below)
    records.index(tx.db, [record_id])


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _stands_in(number: str, name: str) -> bool:
    """Whether a number stands in a name as a whole: …-1 is not in …-12."""
    at = name.find(number)
    return at >= 0 and not name[at + len(number) : at + len(number) + 1].isdigit()
