from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import stored
from ui.record_choice import RecordChoice
from ui.scan_intake import ScanIntake
from zjdesk.record import AttachmentRole, State
from zjdesk.store import records

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow
    from zjdesk.record import Record

TITLES = ("2月支委会", "党员大会：春季安排")


@pytest.fixture
def finals(window: MainWindow) -> list[Record]:
    for title in TITLES:
        record_id = stored(window.workspace, title).id
        window.workspace.do("定稿", lambda tx, one=record_id: records.finalise(tx, one))
    return [stored(window.workspace, title) for title in TITLES]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "扫描 0001.png"
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(path))
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "扫描"
    folder.mkdir()
    return folder


def scans_of(window: MainWindow, title: str) -> list[str]:
    found = stored(window.workspace, title).attachments
    return [one.file for one in found if one.role is AttachmentRole.SIGNED_SCAN]


def drop(form: RecordForm, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (
        Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(QPoint(20, 20), *how)
    QApplication.sendEvent(form, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(form, QDropEvent(QPointF(20, 20), *how))


def test_a_scan_is_dropped_on_a_final_record_and_taken_out(
    window: MainWindow, qtbot: QtBot, finals: list[Record], scan: Path
) -> None:
    form = window.open_record(finals[0].id)
    assert form is not None
    assert form.acceptDrops()
    assert form.scans.isVisible()
    drop(form, scan)
    qtbot.waitUntil(lambda: len(form.scans.cards) == 1)
    assert scans_of(window, TITLES[0]) == ["扫描 0001.png"]
    assert not form.scans.cards[0].picture.icon().isNull()
    assert form.is_final
    assert not form.sections.inputs["attachments"].rows  # it is shown in one place only
    undo = window.actions_by_name["undo"]
    assert undo.isEnabled()
    undo.trigger()
    assert form.scans.cards == []
    assert form.is_final
    assert not undo.isEnabled()  # 定稿 is not undone from here
    drop(form, scan)
    qtbot.waitUntil(lambda: len(form.scans.cards) == 1)
    form.scans.cards[0].remove_button.click()
    assert scans_of(window, TITLES[0]) == []
    assert form.scans.cards == []


def test_a_draft_takes_no_scans(window: MainWindow) -> None:
    form = window.open_record(stored(window.workspace, TITLES[0]).id)
    assert form is not None
    assert not form.acceptDrops()
    assert not form.scans.isVisible()


def test_what_is_no_scan_is_told_and_the_others_are_filed(
    window: MainWindow,
    qtbot: QtBot,
    finals: list[Record],
    scan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.messages.tell", lambda *words: told.extend(words))
    broken = tmp_path / "坏.png"
    broken.write_bytes(b"\0\1\2")
    form = window.open_record(finals[0].id)
    assert form is not None
    form.scans.take([broken, scan])
    qtbot.waitUntil(lambda: bool(told))
    assert "“坏.png”没有收入" in told[1]
    assert scans_of(window, TITLES[0]) == ["扫描 0001.png"]


def test_numbers_in_names_find_their_records(
    window: MainWindow,
    qtbot: QtBot,
    finals: list[Record],
    scan: Path,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copy(scan, inbox / f"{finals[0].number} 签字.png")
    shutil.copy(scan, inbox / "扫描 0002.png")
    shutil.copy(scan, inbox / "读我.docx")
    dialog = ScanIntake(window.workspace, window.scan_folder, window)
    qtbot.addWidget(dialog)
    monkeypatch.setattr("ui.file_dialogs.ask_folder", lambda *_: inbox)
    dialog.add_folder()
    dialog.add_folder()  # the same files are not there twice
    found = {row.path.name: row.line.title if row.line else None for row in dialog.rows}
    assert found == {f"{finals[0].number} 签字.png": TITLES[0], "扫描 0002.png": None}
    assert dialog.agree.text() == "收入（1 份）"

    def choose(choice: RecordChoice) -> int:
        choice.search.setText(finals[1].number)
        assert choice.list.count() == 1
        choice.agree.click()
        return choice.result()

    monkeypatch.setattr(RecordChoice, "exec", choose)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(0))
    dialog.choose_record()
    assert dialog.agree.text() == "收入（2 份）"
    dialog.open()
    dialog.file()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [len(scans_of(window, title)) for title in TITLES] == [1, 1]
    window.undo()
    assert [len(scans_of(window, title)) for title in TITLES] == [0, 1]  # one step each
    window.undo()
    assert [len(scans_of(window, title)) for title in TITLES] == [0, 0]


def test_new_files_in_the_watched_folder_are_offered_never_taken(
    window: MainWindow, qtbot: QtBot, finals: list[Record], scan: Path, inbox: Path
) -> None:
    folder = window.scan_folder
    folder._calm.setInterval(10)
    folder.choose(inbox)
    assert folder.waiting == []
    shutil.copy(scan, inbox / f"{finals[0].number}.png")
    shutil.copy(scan, inbox / "广告.png")
    qtbot.waitUntil(lambda: len(folder.waiting) == 2)
    assert scans_of(window, TITLES[0]) == []
    dialog = ScanIntake(window.workspace, folder, window)
    qtbot.addWidget(dialog)
    names = [row.path.name for row in dialog.rows]
    dialog.table.setCurrentItem(dialog.table.topLevelItem(names.index("广告.png")))
    dialog.leave_out()
    dialog.file()
    qtbot.waitUntil(lambda: not dialog.rows)
    assert len(scans_of(window, TITLES[0])) == 1
    assert folder.waiting == []
    shutil.copy(scan, inbox / "又一张.png")
    qtbot.waitUntil(lambda: [path.name for path in folder.waiting] == ["又一张.png"])
    folder.choose(None)
    assert folder.waiting == []


def test_a_folder_that_is_gone_offers_nothing(window: MainWindow, inbox: Path) -> None:
    window.scan_folder.choose(inbox / "拔掉的U盘")
    assert window.scan_folder.waiting == []


def test_a_record_that_was_undone_under_its_form_closes_it(
    window: MainWindow, finals: list[Record]
) -> None:
    form = window.open_record(finals[0].id)
    assert form is not None
    window.workspace.do("更正", lambda tx: records.reopen(tx, finals[0].id, "漏记"))
    assert form.record.state is State.DRAFT
    assert not form.scans.isVisible()
