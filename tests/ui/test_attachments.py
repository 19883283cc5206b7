from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import stored
from ui.forms.attachments import AttachmentsInput, thumbnail
from zjdesk.record import AttachmentRole
from zjdesk.store import attachments

if TYPE_CHECKING:
    from ui.window import MainWindow


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "会场.jpg"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(path))
    return path


@pytest.fixture
def handout(tmp_path: Path) -> Path:
    path = tmp_path / "材料.txt"
    path.write_text("学习材料", encoding="utf-8")
    return path


def the_input(window: MainWindow) -> AttachmentsInput:
    window.open_record(stored(window.workspace, "3月主题党日：护学").id)
    assert window.form is not None
    one = window.form.sections.inputs["attachments"]
    assert isinstance(one, AttachmentsInput)
    return one


def test_files_are_dropped_captioned_and_kept(
    window: MainWindow, photo: Path, handout: Path
) -> None:
    one = the_input(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (photo, handout)])
    enter = QDragEnterEvent(
        one.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(one, enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(one.rect().center()), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(one, drop)
    assert len(one.rows) == 2
    card: Any = one.rows[0]
    assert not card.picture.icon().isNull()
    card.inputs.by_name["caption"].edit.setText("学习会场")
    assert window.form is not None
    assert window.form.save()
    kept = stored(window.workspace, "3月主题党日：护学").attachments
    assert [(each.file, each.caption, each.role) for each in kept] == [
        ("会场.jpg", "学习会场", AttachmentRole.PHOTO),
        ("材料.txt", "", AttachmentRole.OTHER),
    ]
    assert attachments.path(window.workspace.ledger, kept[0]).exists()


def test_what_cannot_be_kept_is_named_and_the_rest_is_taken(
    window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏了.exe"
    broken.write_bytes(b"MZ\0\0")
    one = the_input(window)
    one.add_files([broken, tmp_path / "没有.jpg", photo])
    assert len(one.rows) == 1
    assert one._problem is not None
    told = one._problem.text()
    assert "“坏了.exe”没有加入" in told
    assert "“没有.jpg”没有加入" in told


def test_a_removed_card_comes_back_by_undo(window: MainWindow, photo: Path) -> None:
    one = the_input(window)
    one.add_files([photo])
    one.rows[0].remove_button.click()
    assert one.rows == []
    window.undo()
    assert len(one.rows) == 1


def test_a_file_that_is_gone_does_not_keep_the_record_closed(
    window: MainWindow, photo: Path
) -> None:
    one = the_input(window)
    one.add_files([photo])
    form = window.form
    assert form is not None
    assert form.save()
    kept = stored(window.workspace, "3月主题党日：护学")
    attachments.path(window.workspace.ledger, kept.attachments[0]).unlink()
    form.close_form()
    window.open_record(kept.id)
    assert window.form is not None
    card: Any = window.form.sections.inputs["attachments"].rows[0]  # type: ignore[attr-defined]
    assert card.picture.text() == "文件不见了"
    assert not window.form.is_unsaved


def test_a_picture_is_shown_small(photo: Path, tmp_path: Path, qapp: QApplication) -> None:
    shown = thumbnail(photo)
    assert 0 < shown.width() < 640
    assert thumbnail(tmp_path / "nothing.jpg").isNull()
