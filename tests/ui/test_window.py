from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.samples import SAMPLE, a_record
from tests.ui.conftest import TODAY, stored
from ui import authors
from ui.forms.edits import LineEdit
from ui.pages.new_ledger import NewLedger, NewLedgerDialog
from ui.pages.record_lines import TITLE_COLUMN
from ui.window import MainWindow
from ui.workspace import Workspace
from zjdesk.agenda import AgendaItem
from zjdesk.errors import LedgerMissing, NotALedger, Refused
from zjdesk.kinds import KINDS
from zjdesk.kinds.headcount import settle
from zjdesk.store import records

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window without a ledger."""
    workspace = Workspace(today=lambda: TODAY)
    shown = MainWindow(workspace, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_without_a_ledger_it_offers_three_ways(bare: MainWindow) -> None:
    assert bare.stack.currentWidget() is bare.welcome
    names = [button.accessibleName() for button in bare.welcome.findChildren(QPushButton)]
    assert names == ["新建支部台账", "打开已有台账", "先看示例"]
    assert not bare.navigation.isVisible()
    assert not bare.tools.isVisible()
    assert not bare.actions_by_name["new"].isEnabled()


def test_a_ledger_is_made_and_opened(
    bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.samples import a_branch

    new = NewLedger(tmp_path / "新.zj", a_branch(), "杜若溪")
    monkeypatch.setattr(NewLedgerDialog, "ask", classmethod(lambda *_: new))
    bare.create_ledger()
    assert bare.stack.currentWidget() is bare.pages["duties"]
    assert bare.windowTitle() == "中共汀南小学支部委员会　支部台账"
    assert bare.settings.value("ledger") == str(tmp_path / "新.zj")
    bare.new_record("survey")
    assert bare.form is not None
    assert bare.form.record.recorder == "杜若溪"
    bare.form.close_form()
    bare.workspace.close()


def test_a_file_that_is_no_ledger_leaves_the_window_as_it_was(
    bare: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "photo.zj"
    other.write_bytes(b"not a ledger at all" * 20)
    with pytest.raises(NotALedger):
        bare.open_ledger(other)
    with pytest.raises(LedgerMissing):
        bare.open_ledger(tmp_path / "nowhere.zj")
    assert bare.stack.currentWidget() is bare.welcome


def spoil(path: Path) -> None:
    """Take away the table of the records: an older or a damaged layout."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA legacy_alter_table = ON")
        db.execute("ALTER TABLE record RENAME TO record_of_old")


def test_a_ledger_that_cannot_be_shown_leads_back_to_the_welcome(
    bare: MainWindow, ledger_path: Path, qtbot: QtBot
) -> None:
    good = Path(shutil.copy(ledger_path, ledger_path.with_name("好.zj")))
    spoil(ledger_path)
    bare.expect_ledger()
    with qtbot.captureExceptions() as told:
        bare.open_ledger(ledger_path)
    assert [str(error) for _, error, _ in told] == [f"台账的格式不完整：{ledger_path}"]
    assert bare.stack.currentWidget() is bare.welcome
    assert not bare.workspace.is_open
    assert bare.settings.value("ledger") is None
    bare.open_ledger(good)
    assert bare.stack.currentWidget() is bare.pages["duties"]
    with qtbot.captureExceptions() as told:
        bare.open_ledger(ledger_path)
    assert len(told) == 1
    assert bare.stack.currentWidget() is bare.welcome
    assert bare.settings.value("ledger") == str(good)


def test_every_kind_is_in_the_menu(window: MainWindow) -> None:
    words = [
        action.text() for action in window.tools.new_button.menu().actions() if action.isEnabled()
    ]
    assert {kind.name for kind in KINDS.values()} <= set(words)


def test_shortcuts_are_the_usual_ones(window: MainWindow) -> None:
    keys = {name: action.shortcut().toString() for name, action in window.actions_by_name.items()}
    assert keys["new"] == "Ctrl+N"
    assert keys["save"] == "Ctrl+S"
    assert keys["print"] == "Ctrl+P"
    assert keys["find"] == "Ctrl+F"
    assert keys["undo"] == "Ctrl+Z"
    taken = [key for key in keys.values() if key]
    assert len(taken) == len(set(taken))


def test_undo_tells_what_it_takes_back(window: MainWindow) -> None:
    undo = window.actions_by_name["undo"]
    assert undo.toolTip() == "撤销：准备（Ctrl+Z）"
    window.open_record(stored(window.workspace, "2月支委会").id)
    assert not undo.isEnabled()
    assert window.form is not None
    window.form.sections.inputs["guests"].add()  # type: ignore[attr-defined]
    assert undo.isEnabled()
    assert "添加列席人员" in undo.toolTip()


def test_ctrl_f_and_ctrl_s_reach_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, QKeySequence("Ctrl+F"))
    assert window.search.hasFocus()
    window.new_record("survey")
    assert window.form is not None
    QTest.keySequence(window, QKeySequence("Ctrl+S"))
    assert window.form.record.recorded_at is not None


def test_the_window_comes_back_as_it_was(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(1111, 700)
    window.close()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    restored: list[object] = []
    monkeypatch.setattr(MainWindow, "restoreGeometry", lambda _, state: restored.append(state))
    again = MainWindow(Workspace(today=lambda: TODAY), settings)
    qtbot.addWidget(again)
    again.show_as_before()
    assert restored == [window.saveGeometry()]
    assert not again.isMaximized()


def test_the_first_window_fills_the_screen(bare: MainWindow) -> None:
    bare.show_as_before()
    assert bare.isMaximized()


@pytest.mark.parametrize("width", [880, 1000, 1366])
def test_every_page_fits_a_small_window(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 470)
    assert (window.width(), window.height()) == (width, 470)
    for name in ("records", "people", "branch"):
        window.go_to(name)
        page = window.page
        assert page is not None
        qtbot.waitUntil(lambda page=page: page.isVisible())
        assert page.minimumSizeHint().height() <= page.height(), name
        assert page.minimumSizeHint().width() <= page.width(), name
    window.go_to("records")
    assert window.records is not None
    table = window.records.table
    assert table.columnWidth(TITLE_COLUMN) >= 200
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_the_navigation_stays_at_its_height_in_a_form(window: MainWindow, qtbot: QtBot) -> None:
    first = next(iter(window.navigation.buttons.values()))

    def top() -> int:
        return first.mapTo(window, QPoint(0, 0)).y()

    before = top()
    window.new_record("member_assembly")
    qtbot.waitUntil(lambda: not window.tools.isVisible() and top() == before)
    assert window.form is not None
    window.form.close_form()
    qtbot.waitUntil(lambda: window.tools.isVisible() and top() == before)


def test_closing_with_unsaved_work_asks(window: MainWindow, answers: list[str]) -> None:
    window.new_record("survey")
    assert window.form is not None
    place = window.form.sections.inputs["place"].focusProxy()
    assert isinstance(place, LineEdit)
    QTest.keyClicks(place, "hall")
    answers.append("继续填写")
    assert not window.close()
    assert window.isVisible()
    answers.append("保存")
    assert window.close()


def test_a_page_that_is_left_by_the_navigation_asks_too(
    window: MainWindow, answers: list[str]
) -> None:
    window.new_record("survey")
    assert window.form is not None
    window.form._altered()
    answers.append("不保存")
    window.navigation.buttons["records"].click()
    assert window.form is None
    assert window.stack.currentWidget() is window.records


# ------------------------------------------------------------------------------ new ledger


def test_the_dialog_reads_people_and_says_what_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewLedgerDialog(None)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(tmp_path / "a.zj"))
    dialog.agree.click()
    assert "请填写支部全称" in dialog._wrong.text()
    assert dialog.result_value is None
    dialog.name.setText("中共汀南小学支部委员会")
    dialog.people.setPlainText("白知远 书记 第一党小组\n杜若溪")
    assert dialog._understood.text() == "2 人；1 个党小组；书记白知远"
    dialog.agree.click()
    assert dialog.result_value is not None
    assert dialog.result_value.path == tmp_path / "a.zj"
    assert len(dialog.result_value.branch.members) == 2


def test_the_dialog_tells_what_is_wrong_while_it_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewLedgerDialog(None, tmp_path / "a.zj")
    qtbot.addWidget(dialog)
    dialog.show()
    height = dialog.sizeHint().height()
    dialog.people.setPlainText("姓名 职务\n白知远 书记 语文\n杜若溪")
    qtbot.waitUntil(lambda: dialog._wrong.text().startswith("第2行·名单：看不懂“语文”"))
    assert "支部全称" not in dialog._wrong.text()
    dialog.agree.click()
    assert "支部全称" in dialog._wrong.text()
    dialog.name.setText("中共汀南小学支部委员会")
    qtbot.waitUntil(lambda: "支部全称" not in dialog._wrong.text())
    dialog.people.setPlainText("姓名 职务\n白知远 书记\n杜若溪")
    qtbot.waitUntil(lambda: dialog._wrong.text() == "")
    assert dialog.sizeHint().height() == height
    dialog.agree.click()
    assert dialog.result_value is not None


def test_a_ledger_that_is_missing_at_the_start_can_be_made_there(
    bare: MainWindow, tmp_path: Path, answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        NewLedgerDialog, "ask", classmethod(lambda _cls, _parent, path: asked.append(path))
    )
    bare.expect_ledger()
    answers += ["返回", "在这里新建…"]
    bare.offer_ledger(tmp_path / "新.zj")
    assert bare.stack.currentWidget() is bare.welcome
    assert asked == []
    bare.offer_ledger(tmp_path / "新.zj")
    assert asked == [tmp_path / "新.zj"]


def test_the_dialog_takes_a_branch_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewLedgerDialog(None)
    qtbot.addWidget(dialog)
    dialog.take_file(SAMPLE / "branch.json")
    dialog.agree.click()
    assert dialog.result_value is not None
    assert len(dialog.result_value.branch.members) == 26
    first, *_ = dialog.people.toPlainText().splitlines()
    assert first == "顾砚秋　1974-08-12　正式党员　第一党小组　书记"
    wrong = tmp_path / "x.json"
    for content in ("{", json.dumps({"members": "?"})):
        wrong.write_text(content, encoding="utf-8")
        with pytest.raises(Refused):
            NewLedgerDialog(None).take_file(wrong)


def test_tab_order_of_the_dialog_is_that_of_the_page(qtbot: QtBot) -> None:
    dialog = NewLedgerDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setFocus(Qt.FocusReason.TabFocusReason)
    for following in (dialog.superior, dialog.people, dialog.author, dialog.path):
        dialog.focusNextChild()
        assert dialog.focusWidget() is following


def test_who_writes_is_remembered_for_each_ledger(
    window: MainWindow, ledger_path: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(ledger_path, tmp_path / "另一支部.zj"))
    authors.remember(window.settings, other, "沈秋")
    window.open_ledger(other)
    assert window.workspace.author == window.workspace.ledger.author == "沈秋"
    window.open_ledger(ledger_path)
    assert window.workspace.author == ""


def test_what_a_number_hangs_on_is_not_undone_without_a_question(
    window: MainWindow, answers: list[str]
) -> None:
    record = a_record("committee_meeting", group="", agenda=[AgendaItem(title="题", content="文")])
    assert settle(record, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, record))
    window.workspace.do("定稿“题”", lambda tx: records.finalise(tx, record.id))
    answers.append("返回")
    window.undo()
    assert window.workspace.undo_label == "定稿“题”"
    answers.append("撤销")
    window.undo()
    assert window.workspace.undo_label == "保存"
    window.undo()
    assert answers == [], "anything else is undone at once"
