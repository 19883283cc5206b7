from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from ui import saving
from zjdesk.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Where the person says to save, in order."""
    places: list[Path | None] = []
    monkeypatch.setattr("ui.file_dialogs.ask_save", lambda *_: places.pop(0))
    return places


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


def save(window: QWidget) -> Path | None:
    target = saving.ask_where(window, "记录.pdf", saving.PDF)
    return saving.write(window, target, b"new", saving.PDF) if target else None


def test_a_read_only_file_stays_and_another_name_is_one_click(
    window: QWidget, tmp_path: Path, asked: list[Path | None], answers: list[str]
) -> None:
    target = tmp_path / "记录.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    asked.append(target)
    answers.append("存为“记录（2）.pdf”")
    assert save(window) == tmp_path / "记录（2）.pdf"
    assert target.read_bytes() == b"old"
    assert (tmp_path / "记录（2）.pdf").read_bytes() == b"new"


def test_a_file_that_is_open_elsewhere_can_go_elsewhere(
    window: QWidget,
    tmp_path: Path,
    asked: list[Path | None],
    answers: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    locked, other = tmp_path / "打开着.pdf", tmp_path / "别处.pdf"
    write = saving.write_file

    def write_unless_locked(path: Path, content: bytes) -> None:
        if path == locked:
            raise CannotWrite("不能写入", hint="原来的文件没有动。")
        write(path, content)

    monkeypatch.setattr(saving, "write_file", write_unless_locked)
    asked += [locked, other]
    answers.append("另选位置…")
    assert save(window) == other
    asked.append(locked)
    answers.append("返回")
    assert save(window) is None
    assert not locked.exists()


def test_a_name_that_gets_its_ending_replaces_nothing_unasked(
    window: QWidget, tmp_path: Path, asked: list[Path | None], answers: list[str]
) -> None:
    (tmp_path / "记录.pdf").write_bytes(b"old")
    asked += [tmp_path / "记录"] * 3
    answers += ["返回", "存为“记录（2）.pdf”", "替换"]
    assert save(window) is None
    assert save(window) == tmp_path / "记录（2）.pdf"
    assert (tmp_path / "记录.pdf").read_bytes() == b"old"
    assert save(window) == tmp_path / "记录.pdf"
    assert (tmp_path / "记录.pdf").read_bytes() == b"new"


def test_going_back_writes_nothing(
    window: QWidget, tmp_path: Path, asked: list[Path | None]
) -> None:
    asked.append(None)
    assert save(window) is None
    assert not list(tmp_path.glob("*.pdf"))
