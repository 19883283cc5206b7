from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.conftest import stored
from ui.pdf_pages import PdfFile
from ui.pdf_printing import chosen_pages, print_pages
from ui.preview import Preview, _file_name
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
    assert preview._place.text() == f"第 1 页，共 {len(preview._pdf)} 页"
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
    import io

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
