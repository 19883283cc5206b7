"""Drafts of forms: kept whole, outside the change log."""

from __future__ import annotations

from tests.core.store.test_records import full_record
from tests.samples import a_record
from zjdesk.record import Record
from zjdesk.store import drafts, records
from zjdesk.store.ledger import Ledger


def put(ledger, record):
    with ledger.transaction("草稿") as tx:
        drafts.put(tx, record)


def test_a_form_is_kept_as_it_is_now(ledger):
    record = full_record("org_life_meeting")
    put(ledger, record)
    record.title = "改了一半"
    put(ledger, record)
    with ledger.reading() as db:
        draft = drafts.get(db, record.id)
        assert draft is not None
        assert draft.record == record
        assert draft.record.agenda[0].id == record.agenda[0].id
        assert [waiting.record.id for waiting in drafts.waiting(db)] == [record.id]
        assert records.find(db) == []
    assert ledger.undo_label is None


def test_a_draft_outlives_a_crash_and_is_dropped_with_the_save(ledger):
    record = Record(kind="survey", title="写到一半")
    put(ledger, record)
    again = Ledger.open(ledger.path)
    with again.reading() as db:
        (draft,) = drafts.waiting(db)
    with again.transaction("保存") as tx:
        records.save(tx, draft.record)
        drafts.drop(tx, draft.record.id)
    with again.reading() as db:
        assert drafts.waiting(db) == []
        assert drafts.get(db, record.id) is None
        assert records.get(db, record.id).title == "写到一半"
    again.close()


def test_a_draft_of_a_stored_record_does_not_touch_it(ledger):
    record = a_record(title="原来")
    with ledger.transaction("保存") as tx:
        records.save(tx, record)
    record.title = "草稿里改了"
    put(ledger, record)
    with ledger.reading() as db:
        assert records.get(db, record.id).title == "原来"
