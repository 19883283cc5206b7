"""The pages of a PDF on a printer: those that were asked for, turned as the paper lies.

The printer gets the pictures that the preview shows, only finer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog

from ui.pdf_pages import POINTS
from zjdesk.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.pdf_pages import PdfFile

PRINT_DPI = 300
_PATIENCE_MS = 400


def ask_and_print(
    pdf: PdfFile, parent: QWidget, *, name: str, page: int, for_both_sides: bool
) -> bool:
    """Let the person choose printer and pages, then print; whether all of it was.

    `page` is the one that is looked at, from 0. Raises CannotWrite if the printer takes nothing.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(name)
    if for_both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pdf))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    return print_pages(pdf, printer, chosen_pages(printer, len(pdf), page=page), parent)


def chosen_pages(printer: QPrinter, count: int, *, page: int) -> list[int]:
    """The pages from 0 that were chosen in the printer's dialog, in the order of printing."""
    asked = printer.printRange()
    pages = list(range(count))
    if asked is QPrinter.PrintRange.CurrentPage:
        pages = [page]
    elif asked is QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        first, last = printer.fromPage() or 1, printer.toPage() or count
        pages = [
            number
            for number in pages
            if (first <= number + 1 <= last if ranges.isEmpty() else ranges.contains(number + 1))
        ]
    is_backward = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    return pages[::-1] if is_backward else pages


def print_pages(pdf: PdfFile, printer: QPrinter, pages: Sequence[int], parent: QWidget) -> bool:
    """Put these pages on paper, with a bar and a way to stop; False if it was stopped."""
    if not pages:
        return False
    bar = QProgressDialog("正在送往打印机", "停止", 0, len(pages), parent)
    bar.setWindowTitle("打印")
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setMinimumDuration(_PATIENCE_MS)
    _lay(printer, pdf, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        bar.deleteLater()
        raise CannotWrite("打印机没有接收", hint="没有印出任何内容。请检查打印机，或先另存为 PDF。")
    for done, number in enumerate(pages):
        bar.setLabelText(f"正在送往打印机：第 {done + 1} 页，共 {len(pages)} 页")
        bar.setValue(done)
        if bar.wasCanceled():
            printer.abort()
            break
        if done:
            _lay(printer, pdf, number)
            printer.newPage()
        _draw(painter, printer, pdf, number)
    painter.end()
    was_stopped = bar.wasCanceled()
    bar.reset()
    bar.deleteLater()
    return not was_stopped


def _lay(printer: QPrinter, pdf: PdfFile, number: int) -> None:
    """Turn the paper as the page lies."""
    width, height = pdf.sizes[number]
    sides = QPageLayout.Orientation
    printer.setPageOrientation(sides.Landscape if width > height else sides.Portrait)


def _draw(painter: QPainter, printer: QPrinter, pdf: PdfFile, number: int) -> None:
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    place = QRectF()
    place.setSize(
        QSizeF(*pdf.sizes[number]).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    )
    place.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
    painter.drawImage(place, pdf.render(number, scale=PRINT_DPI / POINTS))
