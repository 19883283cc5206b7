from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QProgressDialog,
    QPushButton,
    QToolButton,
)

from tests.ui.conftest import stored
from ui.pdf_pages import PdfFile
from ui.pdf_printing import chosen_pages, print_pages
from ui.preview import DUPLEX_HINT, Preview, Written, _file_name
from zjdesk.store import records

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow


def shown_preview(qtbot: QtBot) -> Preview:
    def found() -> list[Preview]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)
                and one.isVisible()]  # fmt: skip

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0]


def test_the_preview_shows_the_pages_that_are_printed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.records is not None
    window.records.table.selectAll()
    window.records._preview.click()
    preview = shown_preview(qtbot)
    assert len(preview._pdf) >= 3
    assert preview._place.text() == f"1 / {len(preview._pdf)} 页"
    preview.turn(1)
    assert preview.pages.page == 1
    before = preview.pages.percent
    preview.pages.zoom_by(1.2)
    assert preview.pages.percent > before
    preview.pages.fit_page()
    assert preview.pages.percent < before
    target = tmp_path / "记录"
    monkeypatch.setattr(
        "ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_, **__: (str(target), "")
    )
    preview.save_as()
    assert target.with_suffix(".pdf").read_bytes() == preview._content
    assert preview.saved.isVisible()
    said = [label.text() for label in preview.saved.findChildren(QLabel)]
    assert said == [f"已保存到 {target.with_suffix('.pdf')}"]
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.saved_notice.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    preview.saved.findChildren(QPushButton)[0].click()
    assert opened == [str(tmp_path)]
    preview.reject()
    preview.deleteLater()


def test_a_character_without_a_glyph_is_told_before_printing(
    window: MainWindow, qtbot: QtBot
) -> None:
    kept = stored(window.workspace, "2月支委会")
    kept.place = "\U0002a6a5室"
    window.workspace.do("改", lambda tx: records.save(tx, kept))
    window.open_record(kept.id)
    assert window.form is not None
    window.form.preview()
    preview = shown_preview(qtbot)
    texts = [label.text() for label in preview.findChildren(QLabel)]
    assert any("打印前请先看" in text and "地点" in text for text in texts)
    preview.reject()
    preview.deleteLater()


def test_printing_puts_ink_on_every_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    from zjdesk.documents.minutes import write_minutes
    from zjdesk.documents.printing import gather

    ids = [line.id for line in window.workspace.read(records.find)][:2]
    paper = io.BytesIO()
    minutes, _ = gather(window.workspace.ledger, ids)
    write_minutes(minutes, paper)
    pdf = PdfFile(paper.getvalue())
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFullPage(True)
    assert print_pages(pdf, printer, chosen_pages(printer, len(pdf), page=0), window)
    printed = PdfFile((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == len(pdf)
    image = printed.render(0, scale=0.5)
    dark = sum(
        QColor(image.pixel(x, y)).lightness() < 128
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert dark > 20
    pdf.close()
    printed.close()


def test_a_new_record_is_saved_before_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.new_record("survey")
    assert window.form is not None
    window.form.bar.preview.click()
    preview = shown_preview(qtbot)
    assert window.form.record.recorded_at is not None
    preview.reject()
    preview.deleteLater()


def test_what_others_open_is_not_left_behind(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.preview.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    window.print_papers("minutes", [stored(window.workspace, "2月支委会").id])
    preview = shown_preview(qtbot)
    preview.open_elsewhere()
    assert Path(opened[0]).read_bytes() == preview._content
    assert Path(opened[0]).name == "2026-02-09 支委会 2月支委会.pdf"
    preview.reject()
    preview.deleteLater()
    window.close()
    assert not Path(opened[0]).exists()


def test_file_names_fit_every_file_system() -> None:
    assert _file_name("研学1小时：“学/思”?") == "研学1小时：“学_思”_"
    assert _file_name("") == "会议记录"
    assert len(_file_name("长" * 300)) == 80


def a_pdf(window: MainWindow) -> PdfFile:
    from zjdesk.documents.minutes import write_minutes
    from zjdesk.documents.printing import gather

    paper = io.BytesIO()
    ids = [line.id for line in window.workspace.read(records.find)]
    write_minutes(gather(window.workspace.ledger, ids)[0], paper)
    return PdfFile(paper.getvalue())


def a_printer(target: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    return printer


def test_only_the_pages_that_were_asked_for_are_printed(window: MainWindow, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    assert chosen_pages(printer, 5, page=3) == [0, 1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 5, page=3) == [3]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 5, page=0) == [1, 2]
    printer.setPageRanges(QPageRanges.fromString("1,4-5"))
    assert chosen_pages(printer, 5, page=0) == [0, 3, 4]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 5, page=0) == [4, 3, 0]
    pdf = a_pdf(window)
    assert print_pages(pdf, printer, [2], window)
    printed = PdfFile((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == 1
    pdf.close()
    printed.close()


def test_a_page_that_lies_on_its_side_is_printed_so(window: MainWindow, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842))
    canvas.showPage()
    canvas.setPageSize((842, 595))
    canvas.showPage()
    canvas.save()
    pdf = PdfFile(content.getvalue())
    assert print_pages(pdf, a_printer(tmp_path / "out.pdf"), [0, 1], window)
    printed = PdfFile((tmp_path / "out.pdf").read_bytes())
    assert [width > height for width, height in printed.sizes] == [False, True]
    pdf.close()
    printed.close()


def test_printing_can_be_stopped(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = a_pdf(window)
    rendered: list[int] = []
    render = pdf.render

    def render_and_stop(number: int, *, scale: float) -> QImage:
        rendered.append(number)
        [bar] = window.findChildren(QProgressDialog)
        bar.cancel()
        return render(number, scale=scale)

    monkeypatch.setattr(pdf, "render", render_and_stop)
    assert not print_pages(pdf, a_printer(tmp_path / "out.pdf"), [0, 1, 2], window)
    assert rendered == [0]
    pdf.close()


def test_the_strip_follows_the_pages_and_leads_to_them(window: MainWindow, qtbot: QtBot) -> None:
    assert window.records is not None
    window.records.table.selectAll()
    window.print_papers("minutes", window.records.chosen_ids())
    preview = shown_preview(qtbot)
    strip = preview.strip
    qtbot.waitUntil(lambda: len(strip.pages._pictures) == len(preview._pdf))
    assert strip.currentIndex().row() == 0
    preview.turn(1)
    assert strip.currentIndex().row() == 1
    strip.setCurrentIndex(strip.pages.index(2))
    assert preview.pages.page == 2
    preview.strip_button.click()
    assert strip.isHidden()
    preview.reject()
    preview.deleteLater()


def test_a_long_book_renders_only_what_is_seen(qtbot: QtBot) -> None:
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842))
    for number in range(300):
        canvas.drawString(80, 700, str(number))
        canvas.showPage()
    canvas.save()
    preview = Preview(content.getvalue(), Written("长"), None)
    qtbot.addWidget(preview)
    preview.show()
    preview.pages.go_to(280)
    preview.grab()
    assert preview.pages.page == 280
    assert len(preview.pages._rendered) < 6
    qtbot.waitUntil(lambda: not preview.strip.pages._wanted)
    assert len(preview.strip.pages._pictures) < 30
    assert preview._place.text() == "281 / 300 页"
    preview.reject()


def test_opening_a_preview_tells_of_pages_with_binding_margins(qtbot: QtBot) -> None:
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content)
    for _ in range(2):
        canvas.showPage()
    canvas.save()
    for both, expected in ((True, 1), (False, 0)):
        preview = Preview(content.getvalue(), Written("册", for_both_sides=both), None)
        qtbot.addWidget(preview)
        told = [one.text() for one in preview.findChildren(QLabel)]
        assert told.count(DUPLEX_HINT) == expected
        preview.reject()


def test_nothing_in_the_bar_is_clipped_at_800_pixels(qtbot: QtBot) -> None:
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content)
    for _ in range(128):
        canvas.showPage()
    canvas.save()
    preview = Preview(content.getvalue(), Written("长", word=lambda *_: None), None)
    qtbot.addWidget(preview)
    preview.show()
    preview.turn(127)
    for width in (800, 880):
        preview.resize(width, 500)
        QApplication.processEvents()
        assert preview.width() == width
        [bar] = preview.findChildren(QFrame, "previewBar")
        kinds = (QPushButton, QLabel, QToolButton)
        shown = [one for kind in kinds for one in bar.findChildren(kind)]
        assert len(shown) >= 12
        assert [one for one in shown if one.width() < one.sizeHint().width()] == []
    preview.resize(300, 500)
    assert preview.width() <= 800
    assert preview.print_button.width() >= preview.print_button.sizeHint().width()
    preview.reject()
