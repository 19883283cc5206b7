"""What was printed to be signed: remembered, told on the page that differs, never undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.filling import fill_details
from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.documents.minutes import write_minutes
from zjdesk.documents.printing import gather
from zjdesk.kinds import KINDS
from zjdesk.kinds.fingerprint import LENGTH, fingerprint
from zjdesk.kinds.headcount import settle
from zjdesk.record import Attachment, AttachmentRole
from zjdesk.store import open_matters, records, roster
from zjdesk.store.ledger import Ledger


@pytest.fixture
def signed(tmp_path):
    """A ledger with one final record, printed."""
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch())
    follow_up = FollowUp(what="汇总意见", owner="甘棠", due_on=date(2026, 4, 1))
    record = a_record(
        agenda=[AgendaItem(title="征求意见", content="分组征求。", follow_ups=[follow_up])]
    )
    with ledger.reading() as db:
        assert settle(record, roster.get(db)) == []
    with ledger.transaction("保存") as tx:
        records.save(tx, record)
    with ledger.transaction("定稿") as tx:
        records.finalise(tx, record.id)
    with ledger.noting() as tx:
        records.note_printed(tx, records.get(tx.db, record.id))
    yield ledger, record.id
    ledger.close()


def stored(ledger, record_id):
    with ledger.reading() as db:
        return records.get(db, record_id)


def paper(ledger, record_id) -> str:
    file = BytesIO()
    write_minutes(gather(ledger, [record_id])[0], file)
    pages = pypdf.PdfReader(file).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def correct(ledger, record_id, place: str) -> None:
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record_id, "地点写错了")
        record = records.get(tx.db, record_id)
        record.place = place
        records.save(tx, record)


def test_the_printed_version_is_remembered_and_stands_at_the_foot(signed):
    ledger, record_id = signed
    record = stored(ledger, record_id)
    assert record.printed is not None
    assert (record.printed.revision, record.printed.fingerprint) == (1, fingerprint(record))
    assert not record.is_changed_since_printed
    assert f"第1版　{fingerprint(record)}" in paper(ledger, record_id)
    assert "签字后已修改" not in paper(ledger, record_id)


def test_a_later_version_says_that_it_is_not_the_signed_one(signed):
    ledger, record_id = signed
    first = stored(ledger, record_id)
    correct(ledger, record_id, "二楼会议室")
    assert stored(ledger, record_id).is_changed_since_printed
    assert f"签字后已修改：第1版（{fingerprint(first)}）于" in paper(ledger, record_id)
    with ledger.transaction("定稿") as tx:
        records.finalise(tx, record_id)
    second = stored(ledger, record_id)
    assert second.is_changed_since_printed
    assert fingerprint(second) != fingerprint(first)
    text = paper(ledger, record_id)
    assert f"第2版　{fingerprint(second)}" in text
    with ledger.noting() as tx:
        records.note_printed(tx, second)
    assert not stored(ledger, record_id).is_changed_since_printed
    assert paper(ledger, record_id) == text, "the same version is the same page for ever"


def test_printing_is_nothing_that_is_undone(signed):
    ledger, record_id = signed
    assert ledger.undo_label == "定稿"
    ledger.undo()
    assert stored(ledger, record_id).is_changed_since_printed
    ledger.redo()
    assert not stored(ledger, record_id).is_changed_since_printed


def test_a_draft_is_not_signed(signed):
    ledger, record_id = signed
    correct(ledger, record_id, "二楼会议室")
    before = stored(ledger, record_id).printed
    with ledger.noting() as tx:
        records.note_printed(tx, stored(ledger, record_id))
    assert stored(ledger, record_id).printed == before


def test_what_comes_later_changes_no_fingerprint(signed):
    ledger, record_id = signed
    before = fingerprint(stored(ledger, record_id))
    with ledger.reading() as db:
        [matter] = open_matters.open_matters(db)
    with ledger.transaction("完成") as tx:
        open_matters.settle(tx, matter, done_on=date(2026, 4, 1), note="好了")
    record = stored(ledger, record_id)
    record.attachments = [Attachment(file="扫描.pdf", role=AttachmentRole.SIGNED_SCAN)]
    assert fingerprint(record) == before


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_altered_alters_the_fingerprint(kind):
    record = fill_details(a_record(kind, agenda=[AgendaItem(title="题", content="文")]))
    assert settle(record, a_branch()) == []
    before = fingerprint(record)
    assert len(before) == LENGTH
    for change in ({"title": "另一个"}, {"place": "操场"}, {"agenda": []}, {"roster": []}):
        assert (fingerprint(replace(record, **change)) != before) or not any(
            getattr(record, name) for name in change
        ), change
    for key in record.details:
        details = {name: value for name, value in record.details.items() if name != key}
        assert fingerprint(replace(record, details=details)) != before, key
