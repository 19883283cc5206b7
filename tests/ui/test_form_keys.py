"""The form by keyboard: Tab and Enter go on where the eye does, the page follows the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import stored
from zjdesk.agenda import AgendaItem
from zjdesk.store import records

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow


@pytest.fixture
def form(window: MainWindow, qtbot: QtBot) -> RecordForm:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.form is not None
    return window.form  # type: ignore[return-value]


def tab(form: RecordForm) -> Any:
    QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
    return form.window().focusWidget()


def test_tab_goes_from_the_title_of_an_item_to_its_content(form: RecordForm) -> None:
    agenda: Any = form.sections.inputs["agenda"]
    agenda.add_part(AgendaItem(title="第二项"))
    first, second = agenda.rows
    for row in (first, second):
        row.inputs.by_name["title"].setFocus()
        assert tab(form) is row.inputs.by_name["content"].edit
    first._buttons["speeches"].click()
    speech = first.inputs.by_name["speeches"].rows[0].inputs.by_name
    assert form.window().focusWidget() is speech["speaker"].edit
    assert tab(form) is speech["text"].edit
    first.inputs.by_name["content"].setFocus()
    assert tab(form) is speech["speaker"].edit
    seen = []
    while (now := tab(form)) is not second.inputs.by_name["title"].edit:
        seen.append(now)
        assert len(seen) < 20
    assert first.remove_button is seen[-1]


def test_enter_goes_on_from_a_list_and_past_choices(window: MainWindow, qtbot: QtBot) -> None:
    window.new_record("study_session")
    form: Any = window.form
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    buttons = form.sections.inputs["unit_type"]._buttons
    buttons["office"].setFocus()
    QTest.keyClick(buttons["office"], Qt.Key.Key_Return)
    assert window.focusWidget() is form.sections.inputs["unit"].edit


def test_the_page_follows_a_long_text(form: RecordForm, qtbot: QtBot) -> None:
    agenda: Any = form.sections.inputs["agenda"]
    content = agenda.rows[0].inputs.by_name["content"].edit
    content.setFocus()
    QApplication.clipboard().setText("\n".join(f"第{n}段，讲了很多。" for n in range(150)))
    content.paste()
    page = form._area.viewport()

    def is_cursor_in_sight() -> bool:
        at = content.viewport().mapTo(page, content.cursorRect().center())
        return bool(page.rect().contains(at))

    qtbot.waitUntil(is_cursor_in_sight, timeout=2000)
    assert content.verticalScrollBar().maximum() == 0


def test_what_is_corrected_and_why_stands_above(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = stored(window.workspace, "党员大会：春季安排")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, kept.id))
    window.open_record(kept.id)
    form: Any = window.form
    monkeypatch.setattr("ui.messages.ask_reason", lambda *_, **__: "地点写错")
    form.reopen()
    assert "正在更正第1版：地点写错" in form.bar._state.text()
