"""The pages of a PDF as a strip of small pictures, to find a page by.

Only what is looked at is rendered, one picture whenever the window has nothing else to do.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListView

from ui import look

if TYPE_CHECKING:
    from ui.pdf_pages import PdfFile

PICTURE = QSize(92, 118)
WIDTH = 136
FINER = 3
KEPT = 80
"""Rendered pictures kept in memory."""

_CELL = QSize(WIDTH - 18, PICTURE.height() + 34)
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class PageStrip(QListView):
    """The pages one below the other. `chosen` carries the one that a person goes to, from 0."""

    chosen = Signal(int)

    def __init__(self, pdf: PdfFile) -> None:
        super().__init__()
        self.pages = _Pages(pdf, self.devicePixelRatioF())
        self.setModel(self.pages)
        self.setAccessibleName("页面缩略图")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QListView {{ background: {look.GROUND}; border: none; }}")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(PICTURE)
        self.setGridSize(_CELL)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda now: self.chosen.emit(now.row()))

    def show_page(self, number: int) -> None:
        """Mark the page that is looked at; nobody is told."""
        if self.currentIndex().row() != number:
            self.selectionModel().blockSignals(True)  # noqa: FBT003
            self.setCurrentIndex(self.pages.index(number))
            self.selectionModel().blockSignals(False)  # noqa: FBT003
            self.scrollTo(self.currentIndex())
            self.viewport().update()


class _Pages(QAbstractListModel):
    """Page numbers with pictures, which come a moment after they were first asked for."""

    def __init__(self, pdf: PdfFile, ratio: float) -> None:
        super().__init__()
        self._pdf = pdf
        self._ratio = ratio
        self._blank = QPixmap(PICTURE)
        self._blank.fill(QColor(look.PAPER))
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: list[int] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._render_one)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._pdf)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number + 1)
        if role == Qt.ItemDataRole.SizeHintRole:
            return _CELL  # else the view would look at every picture to learn its size
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第{number + 1}页"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures[number] if number in self._pictures else self._order(number)
        return None

    def stop(self) -> None:
        """Render nothing any more: the PDF is about to be closed."""
        self._idle.stop()
        self._wanted.clear()

    def _order(self, number: int) -> QPixmap:
        if number not in self._wanted:
            self._wanted.append(number)
            self._idle.start()
        return self._blank

    def _render_one(self) -> None:
        if not self._wanted:
            self._idle.stop()
            return
        number = self._wanted.pop()  # what was asked for last is what is looked at now
        width, height = self._pdf.sizes[number]
        scale = min(PICTURE.width() / width, PICTURE.height() / height) * self._ratio
        image = self._pdf.render(number, scale=FINER * scale)  # so small, text would be blots
        size = QSize(image.width() // FINER, image.height() // FINER)
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        painter = QPainter(picture)
        painter.setPen(QColor(look.LINE_STRONG))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(self._ratio)
        self._pictures[number] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        index = self.index(number)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])
