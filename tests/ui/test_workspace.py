from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import stored
from ui import messages
from ui.unexpected import ErrorHook
from zjdesk.errors import Cancelled, LedgerError, NotAllowed, Problem, Refused
from zjdesk.store import records

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.workspace import Workspace
    from zjdesk.progress import Progress


def test_a_change_is_one_step_and_told_once(workspace: Workspace, qtbot: QtBot) -> None:
    kept = stored(workspace, "2月支委会")
    with qtbot.waitSignals([workspace.changed]):
        workspace.do("删除", lambda tx: records.remove(tx, kept.id))
    assert workspace.undo_label == "删除"
    assert workspace.undo() == "删除"
    assert workspace.redo_label == "删除"
    assert stored(workspace, "2月支委会") == kept


def test_nothing_is_told_and_nothing_written_when_it_goes_wrong(
    workspace: Workspace, qtbot: QtBot
) -> None:
    kept = stored(workspace, "2月支委会")

    def verb(tx: records.Transaction) -> None:
        records.remove(tx, kept.id)
        raise NotAllowed("不行")

    with qtbot.assertNotEmitted(workspace.changed), pytest.raises(NotAllowed):
        workspace.do("删除", verb)
    assert stored(workspace, "2月支委会") == kept


def test_long_work_runs_elsewhere_and_comes_back(workspace: Workspace, qtbot: QtBot) -> None:
    got: list[tuple[object, bool]] = []
    here = threading.get_ident()

    def work(progress: Progress) -> int:
        for done in range(3):
            progress(done, 3, "第几份")
        got.append(("work", threading.get_ident() == here))
        return len(workspace.read(records.find))

    workspace.run_long("统计", work, lambda n: got.append((n, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [("work", False), (3, True)]


def test_long_work_can_be_stopped(workspace: Workspace, qtbot: QtBot) -> None:
    begun = threading.Event()
    ended: list[str] = []

    def work(progress: Progress) -> None:
        try:
            while True:
                begun.set()
                progress(1, 2, "一直做")
        except Cancelled:
            ended.append("stopped")
            raise

    workspace.run_long("等", work, lambda _: ended.append("done"))
    begun.wait(5)
    assert workspace._work is not None
    workspace._work._bar.canceled.emit()
    with qtbot.waitSignal(workspace._work.over):
        pass
    assert ended == ["stopped"]


def test_trouble_in_long_work_is_raised_on_this_side(workspace: Workspace, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise LedgerError("台账出错")

    with qtbot.captureExceptions() as caught:
        workspace.run_long("读", work, lambda _: None)
        assert workspace._work is not None
        with qtbot.waitSignal(workspace._work.over):
            pass
        qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0][1], LedgerError)


# ------------------------------------------------------------------------------ what nobody caught


def test_expected_trouble_is_explained_and_not_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(messages, "explain", told.append)
    hook = ErrorHook(tmp_path)
    error = NotAllowed("这条记录已经定稿")
    hook.tell(type(error), error, None)
    assert told == [error]
    assert not hook.log.exists()
    hook._crash.close()


def test_a_bug_is_logged_and_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[str] = []
    hook = ErrorHook(tmp_path)

    def report(text: str, log: str) -> None:
        reports.append(text)
        hook.tell(ValueError, ValueError("while telling"), None)

    monkeypatch.setattr(messages, "report_bug", report)
    hook.tell(KeyError, KeyError("x"), None)
    assert len(reports) == 1
    assert "KeyError" in reports[0]
    assert "PySide6" in reports[0]
    assert hook.log.read_text(encoding="utf-8").count("zjdesk ") == 2
    hook._crash.close()


def test_messages_are_never_markup_and_stay_short(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[messages._Message] = []
    monkeypatch.setattr(messages._Message, "exec", lambda self: shown.append(self))
    messages.explain(Refused([Problem(f"<b>第{n}处</b>") for n in range(30)]))
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel

    labels = shown[0].findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert "共30处" in labels[0].text()
    assert labels[0].text().count("\n") == messages.MOST_LINES
    assert labels[1].text() == "没有写入任何内容。"
    shown[0].deleteLater()


def test_a_reason_has_to_be_written(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.forms.edits import TextBox

    def answer(message: messages._Message) -> None:
        agree = message.buttons[0]
        assert not agree.isEnabled()
        for nothing in ("  ", "无", "——"):
            message.findChild(TextBox).setPlainText(nothing)
            assert not agree.isEnabled()
        message.findChild(TextBox).setPlainText("地点写错")
        agree.click()

    monkeypatch.setattr(messages._Message, "exec", answer)
    assert messages.ask_reason("更正的原因", yes="更正") == "地点写错"
    monkeypatch.setattr(messages._Message, "exec", lambda self: None)
    assert messages.ask_reason("更正的原因", yes="更正") is None
