"""The ledger is checked in the background, once a week, and damage is told in Chinese."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from tests.ui.conftest import TODAY
from ui.weekly_check import WeeklyCheck
from zjdesk.errors import LedgerDamaged
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.workspace import Workspace


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The ledgers that were checked."""
    done: list[Path] = []
    check = Ledger.check

    def noted(ledger: Ledger) -> None:
        check(ledger)
        done.append(ledger.path)

    monkeypatch.setattr(Ledger, "check", noted)
    return done


def test_a_ledger_is_checked_once_a_week(
    workspace: Workspace, tmp_path: Path, checks: list[Path], qtbot: QtBot
) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    weekly = WeeklyCheck(workspace, settings)
    weekly.begin()
    qtbot.waitUntil(lambda: settings.value("checked") is not None)
    again = WeeklyCheck(workspace, QSettings(settings.fileName(), QSettings.Format.IniFormat))
    again.begin()
    assert again._thread is None
    workspace.today = lambda: TODAY + timedelta(days=7)
    again.begin()
    qtbot.waitUntil(lambda: len(checks) == 2)
    qtbot.waitUntil(lambda: again._thread is None)


def test_damage_is_told_in_chinese_and_looked_for_again(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_ledger: Ledger) -> None:
        raise LedgerDamaged("row 3 missing from index")

    monkeypatch.setattr(Ledger, "check", damaged)
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    weekly = WeeklyCheck(workspace, settings)
    with qtbot.captureExceptions() as told:
        weekly.begin()
        qtbot.waitUntil(lambda: bool(told))
    assert str(told[0][1]) == f"检查发现台账文件有损坏：{workspace.ledger.path}"
    assert settings.value("checked") is None


def test_closing_waits_for_the_check(
    workspace: Workspace, tmp_path: Path, checks: list[Path]
) -> None:
    weekly = WeeklyCheck(workspace, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    weekly.begin()
    path = workspace.ledger.path
    workspace.close()
    assert checks == [path]
