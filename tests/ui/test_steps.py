"""Undo in the form: the newest first, whatever it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.samples import a_record
from tests.ui.conftest import TODAY, enter, stored
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status

if TYPE_CHECKING:
    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow


@pytest.fixture
def form(window: MainWindow) -> RecordForm:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    assert window.form is not None
    return window.form  # type: ignore[return-value]


def edit_of(form: RecordForm, key: str) -> Any:
    return form.sections.inputs[key].edit  # type: ignore[attr-defined]


def test_typing_a_date_and_a_choice_are_taken_back_in_order(form: RecordForm) -> None:
    before = [edit_of(form, key).text() for key in ("place", "day")]
    enter(edit_of(form, "place"), "新楼")
    day = edit_of(form, "day")
    day.selectAll()
    QTest.keyClicks(day, "3.11")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "2026年3月11日 星期三"
    expects: Any = form.sections.inputs["expected"]
    expects._buttons["named"].click()
    undo = form.undo
    assert undo.count() == 3
    undo.undo()
    assert expects.value() is None
    undo.undo()
    assert edit_of(form, "day").text() == before[1]
    assert edit_of(form, "place").text() == "新楼" + before[0]
    undo.undo()
    assert edit_of(form, "place").text() == before[0]
    for _ in range(3):
        undo.redo()
    assert edit_of(form, "day").text() == "2026年3月11日 星期三"
    assert str(expects.value()) == "named"


def test_paragraphs_are_taken_back_pause_by_pause(
    form: RecordForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = form.sections.inputs["agenda"].rows[0].inputs.by_name["content"].edit  # type: ignore[attr-defined]
    content.moveCursor(content.textCursor().MoveOperation.End)
    monkeypatch.setattr("ui.forms.steps.PAUSE", 60)
    enter(content, "第一句，")
    enter(content, "䶮𬭎。")
    monkeypatch.setattr("ui.forms.steps.PAUSE", -1)
    enter(content, "第二句。")
    form.undo.undo()
    assert content.toPlainText() == "分三组轮值。第一句，䶮𬭎。"
    form.undo.undo()
    assert content.toPlainText() == "分三组轮值。"
    form.undo.redo()
    assert content.toPlainText() == "分三组轮值。第一句，䶮𬭎。"
    assert content.textCursor().atEnd()


def test_a_reason_for_an_absence_is_one_step(form: RecordForm) -> None:
    attendance = form.sections.attendance
    who = next(one for one in form.record.roster if one.name == "单田芳")
    said = Attendance(name="单田芳", member=who.member, status=Status.ABSENT)
    attendance.say(who.member, said)
    QTest.keyClicks(attendance._lines[who.member].reason.edit, "bingle")
    assert attendance._exceptions[who.member].reason == "bingle"
    assert form.undo.count() == 2
    form.undo.undo()
    assert attendance._exceptions[who.member].reason == ""
    assert attendance._lines[who.member].reason.edit.text() == ""
    form.undo.undo()
    assert who.member not in attendance._exceptions


def with_vote(window: MainWindow, vote: Vote) -> tuple[RecordForm, Any]:
    record = a_record("member_assembly", day=TODAY)
    record.agenda = [AgendaItem(title="表决", vote=vote)]
    assert settle(record, window.workspace.branch) == []
    form = window.show_form(record, is_unsaved=False)
    agenda: Any = form.sections.inputs["agenda"]
    return form, agenda.rows[0].inputs.by_name["vote"]


def test_a_unanimous_vote_is_one_step_and_asks_before_it_overwrites(
    window: MainWindow, answers: list[str]
) -> None:
    given = Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS)
    form, vote = with_vote(window, given)
    vote._unanimous.click()
    assert form.undo.undoText() == "全票赞成"
    form.undo.undo()
    assert vote._read().ayes is None
    assert not form.undo.canUndo()
    vote.inputs.by_name["ayes"].fill(3)
    vote.inputs.by_name["nays"].fill(2)
    answers.append("取消")
    vote._unanimous.click()
    assert (vote._read().ayes, vote._read().nays) == (3, 2)
    answers.append("改为全票赞成")
    vote._unanimous.click()
    assert (vote._read().ayes, vote._read().nays) == (5, 0)
    form.undo.undo()
    assert (vote._read().ayes, vote._read().nays) == (3, 2)


def test_a_vote_taken_away_comes_back_with_its_figures(window: MainWindow) -> None:
    given = Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=4, nays=1)
    form, _ = with_vote(window, given)
    row: Any = form.sections.inputs["agenda"].rows[0]  # type: ignore[attr-defined]
    row._sections["vote"].leaves.click()
    form.refresh()
    assert form.record.agenda[0].vote is None
    form.undo.undo()
    form.refresh()
    assert form.record.agenda[0].vote == given


def test_nothing_can_be_taken_back_in_a_final_record(
    window: MainWindow, answers: list[str]
) -> None:
    record = a_record("member_assembly", title="四月大会", day=TODAY)
    form = window.show_form(record, is_unsaved=True)
    enter(edit_of(form, "place"), "新楼")
    undo = window.actions_by_name["undo"]
    assert undo.isEnabled()
    answers.append("仍要定稿")
    form.finalise()
    assert form.is_final
    assert not undo.isEnabled()
