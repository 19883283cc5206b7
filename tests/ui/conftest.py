"""A small branch with a few records, prepared once and copied for each test."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from tests.samples import a_branch, a_record
from ui import theme
from ui.forms.questions import Questions
from ui.forms.record_form import RecordForm
from ui.window import MainWindow
from ui.workspace import Workspace
from zjdesk.agenda import AgendaItem
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.store import records
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from zjdesk.record import Record

TODAY = date(2026, 3, 20)
NAMES = ("白知远", "杜若溪", "甘棠", "单田芳", "欧阳雨桐")


@pytest.fixture(autouse=True, scope="session")
def _themed(qapp: QApplication) -> None:
    theme.apply(qapp)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zjdesk.paths.cache", lambda: tmp_path / "cache")


@pytest.fixture(autouse=True)
def _no_leftovers(qapp: QApplication) -> Iterator[None]:
    """Widgets that are to be deleted are deleted before the next test begins."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "支部.zj"
    branch = a_branch(*NAMES)
    clock = datetime(2026, 3, 13, 9, 0).astimezone()
    ledger = Ledger.create(path, branch, author="杜若溪", now=lambda: clock)
    away = Attendance(name="甘棠", member="m3", status=Status.ON_LEAVE, reason="病假")
    item = AgendaItem(title="春季护学岗", content="分三组轮值。")
    made = [
        a_record("member_assembly", agenda=[item]),
        a_record("theme_party_day", title="3月主题党日：护学", day=date(2026, 3, 5)),
        a_record("committee_meeting", title="2月支委会", day=date(2026, 2, 9), group=""),
    ]
    made[0].attendance = [away]
    with ledger.transaction("准备") as tx:
        for record in made:
            assert settle(record, branch) == []
            records.save(tx, record)
    ledger.close()
    return path


@pytest.fixture
def ledger_path(_prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_prepared, tmp_path / "支部.zj"))


@pytest.fixture
def workspace(ledger_path: Path) -> Iterator[Workspace]:
    opened = Workspace(today=lambda: TODAY)
    opened.open(ledger_path, author="杜若溪")
    yield opened
    opened.close()


@pytest.fixture
def window(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """The window with the records in front; questions that nobody expected fail the test."""
    monkeypatch.setattr("ui.messages._Message.exec", _unexpected)
    shown = MainWindow(
        workspace, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    )
    qtbot.addWidget(shown, before_close_func=_forget_form)
    shown.resize(1366, 768)
    shown.show()
    workspace.opened.emit()
    shown.go_to("records")
    return shown


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers that are given to the questions to come, in order."""
    given: list[str] = []

    def answer(message: Any) -> None:
        message.answer = given.pop(0)

    monkeypatch.setattr("ui.messages._Message.exec", answer)
    return given


class Replies(list[dict[str, Any]]):
    """What is filled in in the questions to come, in order; what the last one refused."""

    refused = ""


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> Replies:
    given = Replies()

    def answer(dialog: Questions) -> int:
        for key, value in given.pop(0).items():
            dialog.inputs[key].show_value(value)
        dialog.agree.click()
        told = [label.text() for label in dialog.findChildren(QLabel)]
        given.refused = "" if dialog.result() else "\n".join(told)
        return dialog.result()

    monkeypatch.setattr(Questions, "exec", answer)
    return given


def stored(workspace: Workspace, title: str) -> Record:
    """The one record with this title, as the ledger has it."""
    lines = workspace.read(records.find)
    found = [line.id for line in lines if line.title == title]
    assert len(found) == 1, [line.title for line in lines]
    return workspace.read(lambda db: records.get(db, found[0]))


def enter(edit: QWidget, text: str) -> None:
    """Type a text as an input method does: composed first, then handed over whole."""
    QApplication.sendEvent(edit, QInputMethodEvent("pinyin", []))
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(edit, done)


def _unexpected(message: Any) -> None:
    raise AssertionError(f"a message nobody expected: {message.findChildren(object)}")


def _forget_form(window: MainWindow) -> None:
    if window.form is not None:
        window.form.is_unsaved = False
    if isinstance(window.form, RecordForm):
        window.form.draft.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform cannot raise windows or grab keys, and says so each time.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
