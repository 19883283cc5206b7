"""Scans of signed pages: filed with a final record, undone, found by the number in their name."""

from __future__ import annotations

from datetime import date

import pytest
from PIL import Image

from tests.samples import a_branch, a_record
from zjdesk.documents.printing import gather
from zjdesk.kinds.headcount import settle
from zjdesk.record import AttachmentRole, State
from zjdesk.store import attachments, records, roster
from zjdesk.store.ledger import Ledger
from zjdesk.store.scans import file_scan, record_of, take_out


@pytest.fixture
def ledger(tmp_path):
    """Thirteen final minutes of the committee."""
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch())
    with ledger.reading() as db:
        branch = roster.get(db)
    with ledger.transaction("定稿") as tx:
        for day in range(1, 14):
            record = a_record("committee_meeting", day=date(2026, 3, day), group="")
            assert settle(record, branch) == []
            records.save(tx, record)
            records.finalise(tx, record.id)
    yield ledger
    ledger.close()


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "支委会2026-03.png"
    Image.new("L", (60, 80), 255).save(file)
    return file


def by_number(ledger, number):
    with ledger.reading() as db:
        return records.get(db, records.by_prefix(db, number))


def test_a_scan_is_filed_with_a_final_record_and_taken_out_again(ledger, scan):
    record = by_number(ledger, "支委会2026-03")
    before, _ = gather(ledger, [record.id])
    kept = attachments.add(ledger, scan)
    with ledger.transaction("收签字扫描件") as tx:
        file_scan(tx, record.id, kept)
    filed = by_number(ledger, "支委会2026-03")
    assert (filed.state, filed.revision) == (State.FINAL, 1)
    assert [one.role for one in filed.attachments] == [AttachmentRole.SIGNED_SCAN]
    assert attachments.path(ledger, filed.attachments[0]).exists()
    assert gather(ledger, [record.id])[0] == before, "the minutes are what was signed"
    ledger.undo()
    assert by_number(ledger, "支委会2026-03").attachments == []
    ledger.redo()
    with ledger.transaction("移出") as tx:
        take_out(tx, record.id, filed.attachments[0].id)
    assert by_number(ledger, "支委会2026-03").attachments == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("支委会2026-03.pdf", "支委会2026-03"),
        ("扫描 支委会2026-12 (1).jpg", "支委会2026-12"),
        ("支委会２０２６－０１.pdf", "支委会2026-01"),
        ("支委会 2026-13 签字.pdf", "支委会2026-13"),
        ("支委会2026-131.pdf", None),
        ("党员大会2026-03.pdf", None),
        ("IMG_0001.jpg", None),
        ("", None),
    ],
)
def test_the_number_in_the_name_tells_the_record(ledger, name, number):
    with ledger.reading() as db:
        found = record_of(db, name)
    assert found == (by_number(ledger, number).id if number else None)


def test_a_removed_record_gets_no_scan(ledger):
    record = by_number(ledger, "支委会2026-05")
    with ledger.transaction("删除") as tx:
        records.remove(tx, record.id)
    with ledger.reading() as db:
        assert record_of(db, "支委会2026-05.pdf") is None
