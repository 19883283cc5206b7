"""The signed pages of a final record: dropped in, looked at, taken out again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import messages, theme
from ui.file_dialogs import ask_open_several
from ui.forms.attachments import thumbnail
from ui.forms.buttons import small_button
from ui.forms.checks import WIDTH
from ui.forms.flow import Flow
from ui.pdf_pages import PdfFile
from ui.scans import KINDS, TAKEN_OUT, Filing, file_scans
from zjdesk.errors import NotFound
from zjdesk.record import AttachmentRole, Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ui.workspace import Workspace
    from zjdesk.record import Attachment

PICTURE = QSize(88, 118)
_NONE = "还没有。签字以后扫描或拍照，把文件拖到这里；文件名不限"


class Scans(QFrame):
    """The scans of a record, beside its form; files may be dropped anywhere on the form."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.setFixedWidth(WIDTH)
        self._workspace = workspace
        self._record = Record()
        self._shown: list[str] | None = None
        self._hint = theme.dress(QLabel(), "hint")
        self._hint.setWordWrap(True)
        self.add_button = small_button("add", "添加签字扫描件…")
        self.add_button.clicked.connect(self.add)
        self.cards: list[ScanCard] = []
        inside = theme.dress(QWidget(), "ground")
        self._flow = Flow(inside, gap=8)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(theme.dress(QLabel("签字扫描件"), "heading"), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 6, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._area, 1)

    def show_record(self, record: Record) -> None:
        """Show the scans of the record as it is now."""
        self._record = record
        scans = [one for one in record.attachments if is_scan(one)]
        if [one.id for one in scans] == self._shown:
            return
        self._shown = [one.id for one in scans]
        self._hint.setVisible(not scans)
        self._hint.setText(_NONE)
        for card in self.cards:
            self._flow.takeAt(0)
            card.deleteLater()
        self.cards = [self._card(one) for one in scans]
        for card in self.cards:
            self._flow.addWidget(card)

    def add(self) -> None:
        """Ask for files and file them with the record."""
        self.take(ask_open_several(self, "添加签字扫描件", KINDS))

    def take(self, paths: Iterable[Path]) -> None:
        """File these with the record; those that cannot be kept are named."""
        filings = [Filing(path, self._record.id, self._record.number) for path in paths]
        if filings:
            file_scans(self._workspace, filings, _tell_refused)

    def take_out(self, scan: Attachment) -> None:
        """Take one out that was filed by mistake; can be undone."""
        from zjdesk.store import scans

        record_id = self._record.id
        label = f"{TAKEN_OUT} {self._record.number}"
        self._workspace.do(label, lambda tx: scans.take_out(tx, record_id, scan.id))

    def _card(self, scan: Attachment) -> ScanCard:
        from zjdesk.store import attachments

        card = ScanCard(scan)
        card.remove_button.clicked.connect(lambda: self.take_out(scan))
        try:
            card.show_file(attachments.path(self._workspace.ledger, scan))
        except NotFound as error:
            card.picture.setIcon(theme.icon("warning"))
            card.picture.setToolTip(f"{error}\n{error.hint}")
        return card


class ScanCard(QFrame):
    """One scan: its first page, its name, the way out."""

    def __init__(self, scan: Attachment) -> None:
        super().__init__()
        self._scan = scan
        self.picture = QToolButton()
        self.picture.setIconSize(PICTURE)
        self.picture.setFixedSize(PICTURE + QSize(4, 4))
        self.picture.setStyleSheet("QToolButton { padding: 0; }")
        self.picture.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture.setAccessibleName(f"打开{scan.name}")
        middle = Qt.TextElideMode.ElideMiddle
        name = QLabel(self.fontMetrics().elidedText(scan.name, middle, PICTURE.width() - 16))
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(scan.name)
        self.remove_button = small_button("close", "取出这份扫描件（可撤销）")
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(theme.dress(name, "hint"), 1)
        foot.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(foot)
        self.setFixedWidth(PICTURE.width() + 20)

    def show_file(self, path: Path) -> None:
        """Show what the scan looks like, and open it at a click."""
        is_picture = self._scan.media_type.startswith("image/")
        picture = thumbnail(path) if is_picture else _first_page(path)
        self.picture.setIcon(theme.icon("open") if picture.isNull() else picture)
        self.picture.setToolTip(f"{self._scan.file}\n点一下打开")
        self.picture.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        )


def is_scan(attachment: Attachment) -> bool:
    return attachment.role is AttachmentRole.SIGNED_SCAN


def without_scans(record: Record) -> Record:
    """The record as it was signed."""
    kept = [one for one in record.attachments if not is_scan(one)]
    return replace(record, attachments=kept)


def _first_page(path: Path) -> QPixmap:
    """The first page of a PDF; empty if it cannot be read."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        pdf = PdfFile(path.read_bytes())
    except pypdfium2.PdfiumError:  # it is kept as it came; another program may open it
        return QPixmap()
    width, height = pdf.sizes[0]
    scale = 2 * min(PICTURE.width() / width, PICTURE.height() / height)
    picture = QPixmap.fromImage(pdf.render(0, scale=scale))
    pdf.close()
    return picture


def _tell_refused(_: object, refused: list[str]) -> None:
    if refused:
        messages.tell(f"{len(refused)} 个文件没有收入", "\n".join(refused))
