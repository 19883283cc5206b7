"""Scans in the handbook in place of minutes, read back from the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.core.documents.test_handbook import squeezed, texts
from tests.samples import a_branch, a_record
from zjdesk.documents.handbook import Handbook, write_handbook
from zjdesk.documents.handbook_gathering import gather_handbook
from zjdesk.kinds.headcount import settle
from zjdesk.record import Record
from zjdesk.store import attachments, records, roster
from zjdesk.store.ledger import Ledger
from zjdesk.store.scans import file_scan

TODAY = date(2026, 6, 30)
A4 = (827, 1169)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch())
    yield ledger
    ledger.close()


def a_final(ledger: Ledger, kind: str = "committee_meeting", day: int = 3, **values) -> Record:
    record = a_record(kind, day=date(2026, 3, day), group="", **values)
    with ledger.reading() as db:
        assert settle(record, roster.get(db)) == []
    with ledger.transaction("定稿") as tx:
        records.save(tx, record)
        records.finalise(tx, record.id)
    return record


def a_picture(path: Path, size: tuple[int, int] = A4) -> Path:
    """White with a red upper left quarter."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    picture.save(path)
    return path


def a_pdf(path: Path, *sizes: tuple[int, int]) -> Path:
    pictures = [
        Image.open(a_picture(path.with_suffix(f".{number}.png"), size))
        for number, size in enumerate(sizes)
    ]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=100)
    return path


def file(ledger: Ledger, record: Record, *scans: Path) -> None:
    for scan in scans:
        kept = attachments.add(ledger, scan)
        with ledger.transaction("收签字扫描件") as tx:
            file_scan(tx, record.id, kept)


def printed(handbook: Handbook) -> bytes:
    target = BytesIO()
    write_handbook(handbook, target)
    return target.getvalue()


def gathered(ledger: Ledger, **wishes: bool) -> tuple[Handbook, list[str]]:
    handbook, problems = gather_handbook(ledger, 2026, today=TODAY, **wishes)
    return handbook, [str(one) for one in problems]


def scanned_pages(data: bytes) -> list[int]:
    """The numbers of the pages whose foot says that they are scans."""
    return [number for number, text in enumerate(texts(data)) if "签字扫描件第" in text]


def reds(data: bytes, page: int) -> tuple[float, float]:
    """The middle of what is red on a page, as shares of its width and height."""
    image = pypdfium2.PdfDocument(data)[page].render().to_pil().convert("RGB")
    red, green, _ = image.split()
    is_red = ImageChops.subtract(red, green).point(lambda value: 255 * (value > 150))
    left, top, right, bottom = is_red.getbbox()
    return (left + right) / 2 / image.width, (top + bottom) / 2 / image.height


def test_scans_stand_in_place_of_the_pages_and_numbers_go_on(ledger, tmp_path):
    scanned = a_final(ledger, title="签了字的会")
    a_final(ledger, day=9, title="另一次会")
    file(ledger, scanned, a_picture(tmp_path / "1.png"))
    file(ledger, scanned, a_pdf(tmp_path / "2.pdf", A4, A4[::-1]))

    handbook, problems = gathered(ledger, with_scans=True)
    data = printed(handbook)

    assert problems == []
    pages = scanned_pages(data)
    assert len(pages) == 3
    assert pages == list(range(pages[0], pages[0] + 3))
    shown = texts(data)
    for page in pages:
        assert f"第{page + 1}页" in shown[page], "the book numbers it"
        assert "支部委员会会议记录" in shown[page], "and says in which chapter it is"
        assert "研究" not in shown[page], "nothing of the minutes"
    assert "另一次会" in shown[pages[-1] + 1], "the others are bound as ever"
    assert any("其中1条编入的是签字扫描件" in text for text in shown)
    assert [
        (squeezed(mark.get_title()), mark.get_dest().get_index())
        for mark in pypdfium2.PdfDocument(data).get_toc()
        if "会" in mark.get_title() and mark.level == 1
    ] == [("3月3日签了字的会", pages[0]), ("3月9日另一次会", pages[-1] + 1)]


def test_a_scan_is_whole_and_upright_and_one_across_lies_on_its_left_side(ledger, tmp_path):
    record = a_final(ledger)
    file(ledger, record, a_pdf(tmp_path / "1.pdf", A4, A4[::-1]))
    file(ledger, record, a_picture(tmp_path / "2.png", A4[::-1]))

    data = printed(gathered(ledger, with_scans=True)[0])

    upright, *across = (reds(data, page) for page in scanned_pages(data))
    assert upright[0] < 0.5 > upright[1]
    for x, y in across:
        assert x < 0.5 < y


def test_scans_are_left_out_unless_somebody_wants_them(ledger, tmp_path):
    file(ledger, a_final(ledger), a_picture(tmp_path / "1.png"))

    data = printed(gathered(ledger)[0])

    assert scanned_pages(data) == []
    assert not any("扫描件" in text for text in texts(data))


@pytest.mark.parametrize("values", [{"kind": "heart_talk"}, {"also": ["heart_talk"]}])
def test_a_talk_is_shown_by_no_scan(ledger, tmp_path, values):
    file(ledger, a_final(ledger, **values), a_picture(tmp_path / "1.png"))

    without, _ = gathered(ledger, with_scans=True)
    wanted, _ = gathered(ledger, with_scans=True, with_talks=True)

    assert scanned_pages(printed(without)) == []
    assert len(scanned_pages(printed(wanted))) == 1


def test_a_scan_of_what_was_corrected_since_is_not_bound(ledger, tmp_path):
    record = a_final(ledger)
    file(ledger, record, a_picture(tmp_path / "1.png"))
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record.id, "漏记一人")
        records.finalise(tx, record.id)

    handbook, problems = gathered(ledger, with_scans=True)
    assert scanned_pages(printed(handbook)) == []
    assert problems == ["支委会2026-01没有编入签字扫描件，仍印原页：更正以后还没有收入新的扫描件"]

    file(ledger, record, a_picture(tmp_path / "2.png", (400, 600)))
    handbook, problems = gathered(ledger, with_scans=True)
    assert len(scanned_pages(printed(handbook))) == 1
    assert problems == []


def test_where_one_scan_cannot_be_drawn_the_pages_are_printed(ledger, tmp_path):
    record = a_final(ledger)
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    file(ledger, record, a_picture(tmp_path / "1.png"), broken)

    handbook, [problem] = gathered(ledger, with_scans=True)

    assert scanned_pages(printed(handbook)) == []
    assert "支委会2026-01没有编入签字扫描件，仍印原页：“坏.pdf”" in problem


def test_equal_books_with_scans_are_equal_bytes(ledger, tmp_path):
    file(ledger, a_final(ledger), a_pdf(tmp_path / "1.pdf", A4), a_picture(tmp_path / "2.png"))

    handbook, _ = gathered(ledger, with_scans=True)

    assert printed(handbook) == printed(handbook)
