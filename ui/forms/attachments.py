"""Attachments: photos and files, dropped in or chosen, each a card with its picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
)

from ui import look, theme
from ui.file_dialogs import ask_open_several
from ui.forms.buttons import card_in, small_button
from ui.forms.flow import Flow
from ui.forms.rows import Row, RowsInput
from zjdesk.errors import ZjdeskError

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from ui.forms.inputs import LineInput
    from ui.forms.occasion import Occasion
    from zjdesk.parts import Part, Rows
    from zjdesk.record import Attachment

_PICTURE = QSize(196, 128)


class AttachmentCard(Row):
    """One attachment: what it looks like, what it is, what it shows."""

    def lay_out(self) -> None:
        card = card_in(self)
        self.setFixedWidth(_PICTURE.width() + 18)
        by_name = self.inputs.by_name
        by_name["file"].hide()
        by_name["file"].setParent(self)
        self.picture = QToolButton()
        self.picture.setIconSize(_PICTURE)
        self.picture.setFixedSize(_PICTURE + QSize(2, 2))
        self.picture.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture.setStyleSheet(f"QToolButton {{ padding: 0; background: {look.GROUND}; }}")
        self.remove_button = small_button("close", "移去这个附件")
        self.remove_button.clicked.connect(self.leaves)
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.picture)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(by_name["role"], 1)
        line.addWidget(self.remove_button)
        column.addLayout(line)
        column.addWidget(by_name["caption"])
        cast("LineInput", by_name["caption"]).edit.setPlaceholderText("说明，如：会场")

    def show_picture(self, path: Path, attachment: Attachment) -> None:
        """Show the picture, or the name of a file that is none."""
        self.picture.setToolTip(f"{attachment.file}\n点一下打开")
        self.picture.setAccessibleName(f"打开{attachment.file}")
        self.picture.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        )
        picture = thumbnail(path) if attachment.media_type.startswith("image/") else QPixmap()
        if picture.isNull():
            self.picture.setIcon(theme.icon("folder"))
            self.picture.setIconSize(QSize(36, 36))
            self.picture.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            name = self.fontMetrics().elidedText(
                attachment.file, Qt.TextElideMode.ElideMiddle, _PICTURE.width() - 12
            )
            self.picture.setText(name)
        else:
            self.picture.setIcon(picture)

    def show_missing(self, error: ZjdeskError) -> None:
        """Show that the file cannot be found."""
        self.picture.setIcon(theme.icon("warning"))
        self.picture.setIconSize(QSize(36, 36))
        self.picture.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.picture.setText("文件不见了")
        self.picture.setToolTip(f"{error}\n{error.hint}")


class AttachmentsInput(RowsInput):
    """The attachments of a record; files may be dropped anywhere on it."""

    occasion: Occasion
    row_class = AttachmentCard
    shows_header = False

    def __init__(self, field: Rows[Attachment], occasion: Occasion) -> None:
        super().__init__(field, occasion)
        self.add_button.setText("添加照片或文件…")
        self._hint = theme.dress(QLabel("也可以把照片、签到表、课件直接拖到这里"), "hint")
        self._foot.insertWidget(1, self._hint)
        self.setAcceptDrops(True)

    def make_list(self) -> Flow:
        return Flow(gap=10)

    def make_row(self, part: Part) -> Row:
        card = cast("AttachmentCard", super().make_row(part))
        attachment = cast("Attachment", part)
        if attachment.sha256:
            try:
                card.show_picture(self.occasion.files.path(attachment), attachment)
            except ZjdeskError as error:  # a file that is gone must not keep the record closed
                card.show_missing(error)
        return card

    def add(self) -> None:
        """Ask for files and add them."""
        if self.is_locked:
            return
        kinds = (
            "照片和文件 (*.jpg *.jpeg *.png *.heic *.bmp *.gif *.webp"
            " *.pdf *.docx *.xlsx *.pptx *.txt);;所有文件 (*)"
        )
        self.add_files(ask_open_several(self, "添加照片或文件", kinds))

    def add_files(self, paths: list[Path]) -> None:
        """Take files in; those that cannot be kept are named with the reason."""
        refused = []
        for path in paths:
            try:
                attachment = self.occasion.files.add(path)
            except ZjdeskError as error:
                refused.append(f"“{path.name}”没有加入：{error}{error.hint}")
            else:
                self.add_part(attachment)
        self.tell("\n".join(refused))

    def lock(self) -> None:
        super().lock()
        self._hint.hide()
        self.setAcceptDrops(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hint.setText("松开鼠标，加入附件")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        self._hint.setText("也可以把照片、签到表、课件直接拖到这里")

    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.setText("也可以把照片、签到表、课件直接拖到这里")
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])


def thumbnail(path: Path) -> QPixmap:
    """A picture scaled to fit a card; empty if it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(_PICTURE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return QPixmap() if image.isNull() else QPixmap.fromImage(image)
