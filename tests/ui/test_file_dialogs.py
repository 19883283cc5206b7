"""Files are asked for where the last one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from ui import file_dialogs

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Where the dialogs began; the person goes to another folder each time."""
    begun: list[str] = []

    def ask(_parent: Any, _title: str, proposal: str, _kinds: str, **_: Any) -> tuple[str, str]:
        begun.append(proposal)
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        return str(folder / "a.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    return begun


def test_the_last_folder_outlives_the_program(
    qapp: QApplication, tmp_path: Path, proposed: list[str]
) -> None:
    ini = str(tmp_path / "w.ini")
    file_dialogs.remember_in(QSettings(ini, QSettings.Format.IniFormat))
    assert file_dialogs.ask_save(None, "", "名.pdf", "") == tmp_path / "1" / "a.pdf"
    file_dialogs.remember_in(QSettings(ini, QSettings.Format.IniFormat))
    file_dialogs.ask_open(None, "", "")
    file_dialogs.ask_save(None, "", tmp_path / "nowhere" / "名.pdf", "")
    assert proposed[1:] == [str(tmp_path / "1"), str(tmp_path / "2" / "名.pdf")]


def test_a_person_who_goes_back_is_remembered_nowhere(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    file_dialogs.remember_in(settings)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    assert file_dialogs.ask_open(None, "", "") is None
    assert settings.value("folder") is None


def test_without_a_folder_of_documents_the_first_dialog_begins_at_home(
    qapp: QApplication, tmp_path: Path, proposed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file_dialogs.remember_in(QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    place = tmp_path / "文档"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(place))
    monkeypatch.setattr("ui.file_dialogs.Path.home", lambda: tmp_path)
    file_dialogs.ask_save(None, "", "名.ics", "")
    place.mkdir()
    file_dialogs.remember_in(QSettings(str(tmp_path / "v.ini"), QSettings.Format.IniFormat))
    file_dialogs.ask_save(None, "", "名.ics", "")
    assert proposed == [str(tmp_path / "名.ics"), str(place / "名.ics")]
