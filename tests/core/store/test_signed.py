from __future__ import annotations

from typing import TYPE_CHECKING

from tests.samples import a_record
from zjdesk.store import records, signed

if TYPE_CHECKING:
    from zjdesk.store.ledger import Ledger


def test_only_records_altered_after_printing_are_named(ledger: Ledger) -> None:
    printed, altered = a_record("member_assembly"), a_record("committee_meeting")
    again, never = a_record("group_meeting"), a_record("theme_party_day", title='"printed"')
    everyone = (printed, altered, again, never)
    with ledger.transaction("准备") as tx:
        for record in everyone:
            records.save(tx, record)
            records.finalise(tx, record.id)
        for record in (printed, altered, again):
            records.note_printed(tx, records.get(tx.db, record.id))
        for record in (altered, again, never):
            records.reopen(tx, record.id, "漏记")
            records.finalise(tx, record.id)
        records.note_printed(tx, records.get(tx.db, again.id))
    with ledger.reading() as db:
        assert signed.changed_since_printed(db) == {altered.id: 1}
