"""Scans of signed pages: filed with a final record, undone, found by the number in their name."""

from __future__ import annotations

from datetime import date

import pypdf
import pytest
from PIL import Image

from tests.samples import a_branch, a_record
from zjdesk.documents.printing import gather
from zjdesk.errors import AttachmentRefused
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


def test_a_scan_of_several_pages_keeps_them_all(ledger, tmp_path):
    file = tmp_path / "支委会2026-04.tif"
    pages = [Image.new("1", (1654, 2339), 1) for _ in range(3)]
    pages[0].save(file, save_all=True, append_images=pages[1:], compression="group4")
    kept = attachments.add(ledger, file, role=AttachmentRole.SIGNED_SCAN)
    assert kept.media_type == "application/pdf"
    assert len(pypdf.PdfReader(attachments.path(ledger, kept)).pages) == 3


@pytest.mark.parametrize("content", [b"%PDF-1.4 garbage", b"%PDF-1.7\n%%EOF"])
def test_a_pdf_that_cannot_be_opened_is_no_scan(ledger, tmp_path, content):
    file = tmp_path / "坏.pdf"
    file.write_bytes(content)
    with pytest.raises(AttachmentRefused, match="打不开"):
        attachments.add(ledger, file, role=AttachmentRole.SIGNED_SCAN)


def test_scans_of_an_earlier_version_are_on_no_later_paper(ledger, scan):
    record = by_number(ledger, "支委会2026-03")
    with ledger.transaction("收签字扫描件") as tx:
        file_scan(tx, record.id, attachments.add(ledger, scan))
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record.id, "地点写错了")
    [draft], _ = gather(ledger, [record.id])
    with ledger.transaction("定稿") as tx:
        records.finalise(tx, record.id)
    [final], _ = gather(ledger, [record.id])
    assert draft.record.attachments == final.record.attachments == []
    assert len(by_number(ledger, "支委会2026-03").attachments) == 1
