"""The form: any kind, opened, filled, saved, made final, left and recovered."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.filling import a_value, fill_details
from tests.samples import a_record
from tests.ui.conftest import TODAY, enter, stored
from ui.forms.agenda import AgendaRow
from ui.forms.edits import LineEdit
from ui.forms.inputs import Input, LineInput
from ui.forms.new_record import new_record
from ui.forms.rows import RowsInput
from ui.workspace import Workspace
from zjdesk.agenda import AgendaItem, Matter, Method, Speech, Vote
from zjdesk.errors import Weight
from zjdesk.kinds import KINDS
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.layout import details_fields
from zjdesk.kinds.rules import check
from zjdesk.participants import Attendance, Role, Status
from zjdesk.record import AGENDA, GUESTS, Record, State
from zjdesk.store import drafts, records, versions
from zjdesk.tasks.task import NewRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow


@pytest.fixture
def member(workspace: Workspace) -> Callable[[str], str]:
    """The ledger's id of a member by name."""
    ids = {one.name: one.id for one in workspace.branch.members}
    return ids.__getitem__


def type_into(form: RecordForm, key: str, text: str) -> None:
    one = form.sections.inputs[key]
    assert isinstance(one, LineInput)
    one.edit.selectAll()
    QTest.keyClicks(one.edit, text)
    one.edit.editingFinished.emit()


def full_record(kind: str) -> Record:
    """A record with every field of its kind and every common list filled in."""
    record = fill_details(a_record(kind))
    record.guests = a_value(GUESTS)
    item = AgendaItem(title="议题甲", content="内容甲", resolution="同意")
    item.speeches = [Speech(speaker="甘棠", text="第一段。\n第二段。")]
    item.vote = Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=4, nays=0, abstain=0)
    record.agenda = [item]
    record.attendance = [
        Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假", made_up="已补学"),
        Attendance(name="单田芳", status=Status.REMOTE),
    ]
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_every_kind_gives_back_what_it_shows(kind: str, window: MainWindow) -> None:
    record = full_record(kind)
    assert settle(record, window.workspace.branch) == []
    before = copy.deepcopy(record)
    form = window.show_form(record, is_unsaved=False)
    problems: list[Any] = []
    assert form.sections.read(form.record, problems) == before
    assert problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_filled_in_the_form_saved_and_read_back(
    kind: str, window: MainWindow
) -> None:
    window.new_record(kind)
    form = window.form
    assert form is not None
    wanted = fill_details(a_record(kind, title=f"新填的{KINDS[kind].short}"))
    for name in ("title", "day", "starts_at", "ends_at", "place", "chair", "recorder", "group"):
        if name in form.sections.inputs:
            form.sections.inputs[name].show_value(getattr(wanted, name))
    for field in details_fields(wanted).values():
        form.sections.inputs[field.key].show_value(wanted[field])
    form._altered()
    assert form.save(), [str(one) for one in check(form.record)]
    kept = stored(window.workspace, wanted.title)
    settle(form.record, window.workspace.branch)
    assert kept == form.record
    assert (kept.place, kept.day) == (wanted.place, wanted.day)
    assert kept.details.keys() == wanted.details.keys()
    window.form = None


def test_chinese_typed_with_an_input_method_reaches_the_ledger(window: MainWindow) -> None:
    window.new_record("party_lecture")
    form = window.form
    assert form is not None
    place = form.sections.inputs["place"]
    assert isinstance(place, LineInput)
    QApplication.sendEvent(place.edit, QInputMethodEvent("huiyishi", []))
    done = QInputMethodEvent()
    done.setCommitString("二楼会议室")
    QApplication.sendEvent(place.edit, done)
    assert form.is_unsaved
    assert form.save()
    assert stored(window.workspace, form.record.title).place == "二楼会议室"
    assert window.workspace.undo_label == "保存“3月党课”"


def test_a_record_with_missing_parts_is_saved_all_the_same(window: MainWindow) -> None:
    window.new_record("micro_lecture")
    form = window.form
    assert form is not None
    assert form.save()
    assert not form.is_unsaved
    assert stored(window.workspace, "微党课：").state is State.DRAFT


def test_what_cannot_be_is_not_saved_and_shown_at_its_field(window: MainWindow) -> None:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    form = window.form
    assert form is not None
    type_into(form, "ends_at", "1400")
    assert not form.save()
    ends_at = form.sections.inputs["ends_at"]
    assert "不晚于开始时间" in ends_at._problem.text()
    assert stored(window.workspace, "党员大会：春季安排").ends_at != form.record.ends_at


def test_headcounts_follow_every_tap(window: MainWindow, member: Callable[[str], str]) -> None:
    window.open_record(stored(window.workspace, "3月主题党日：护学").id)
    form = window.form
    assert form is not None
    attendance = form.sections.attendance

    def counts() -> tuple[int, int, int, int]:
        form.refresh()
        count = form.occasion.headcount
        return count.expected, count.present, count.on_leave, count.absent

    assert counts() == (5, 5, 0, 0)
    menu = attendance._chips[member("杜若溪")].menu_of()
    next(one for one in menu.actions() if one.text() == "请假：事假").trigger()
    assert counts() == (5, 4, 1, 0)
    assert "事假" in attendance._chips[member("杜若溪")].text()
    assert ">4<" in attendance._counts.text()
    menu = attendance._chips[member("甘棠")].menu_of()
    next(one for one in menu.actions() if one.text() == "缺席…").trigger()
    assert counts() == (5, 3, 1, 1)
    assert [one.message for one in check(form.record) if one.weight is Weight.BLOCKS] == [
        "请填写主题",
        "请写明“甘棠”未到会的原因",
    ]
    menu = attendance._chips[member("杜若溪")].menu_of()
    next(one for one in menu.actions() if one.text() == "到会").trigger()
    assert counts() == (5, 4, 0, 1)
    form.occasion.undo.undo()
    form.occasion.undo.undo()
    assert counts() == (5, 4, 1, 0)
    assert form.occasion.undo.redoText() == "甘棠缺席"


def test_a_reason_typed_below_stands_in_the_record(
    window: MainWindow, member: Callable[[str], str]
) -> None:
    window.open_record(stored(window.workspace, "3月主题党日：护学").id)
    form = window.form
    assert form is not None
    attendance = form.sections.attendance
    who = member("单田芳")
    attendance.say(who, Attendance(name="单田芳", member=who, status=Status.ABSENT))
    line = attendance._lines[member("单田芳")]
    QTest.keyClicks(line.reason.edit, "bing")
    line.reason.edit.setText("家中有事")
    line.reason.edit.textEdited.emit("家中有事")
    assert form.save()
    kept = stored(window.workspace, "3月主题党日：护学").attendance
    assert [(one.name, one.reason) for one in kept] == [("单田芳", "家中有事")]


def test_another_day_sets_the_roster_anew_and_keeps_who_is_still_there(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = window.workspace.branch
    monkeypatch.setattr(Workspace, "branch", branch)
    branch.members[3].start = TODAY  # 单田芳 comes later than the day that will be typed
    record = a_record("theme_party_day", day=TODAY)
    record.attendance = [
        Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假"),
        Attendance(name="单田芳", status=Status.ON_LEAVE, reason="病假"),
    ]
    assert settle(record, branch) == []
    form = window.show_form(record, is_unsaved=False)
    type_into(form, "day", "3.12")
    form.refresh()
    form.refresh()
    assert [entry.name for entry in form.record.roster] == ["白知远", "杜若溪", "甘棠", "欧阳雨桐"]
    assert [one.name for one in form.record.attendance] == ["甘棠"]
    told = form.sections.attendance._told.text()
    assert "不再包括单田芳" in told


def test_only_those_named_take_part_in_a_training(
    window: MainWindow, member: Callable[[str], str]
) -> None:
    window.new_record("training")
    form = window.form
    assert form is not None
    attendance = form.sections.attendance
    assert form.occasion.headcount.expected == 0
    naming = attendance._naming
    QTest.keyClicks(naming._name.edit, "oyyt")
    QTest.keyClick(naming._name.edit, Qt.Key.Key_Return)
    form.refresh()
    assert form.occasion.headcount.expected == 1
    assert [entry.name for entry in form.record.roster] == ["欧阳雨桐"]
    naming._everybody.click()
    form.refresh()
    assert form.occasion.headcount.expected == 5
    leave = attendance._chips[member("白知远")].menu_of().actions()[-1]
    assert leave.text() == "移出名单"
    leave.trigger()
    form.refresh()
    assert form.occasion.headcount.expected == 4
    assert form.save()
    assert len(stored(window.workspace, "专题培训：").roster) == 4


def test_people_are_added_one_after_the_other_and_strangers_as_guests(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.new_record("training")
    form = window.form
    assert form is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    naming = form.sections.attendance._naming
    box = naming._name.edit
    box.setFocus()
    for typed in ("oyyt", "drx"):
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert window.focusWidget() is box
        assert box.text() == ""
    enter(box, "甘棠")
    form.sections.inputs["place"].setFocus()
    form.refresh()
    assert [entry.name for entry in form.record.roster] == ["杜若溪", "甘棠", "欧阳雨桐"]
    enter(box, "魏来")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert naming._stranger.text() == "把“魏来”加为列席人员"
    naming._stranger.click()
    assert box.text() == ""
    form.refresh()
    assert [(one.name, one.role) for one in form.record.guests] == [("魏来", Role.OBSERVER)]


def test_a_guest_who_was_only_begun_counts_for_nothing(window: MainWindow) -> None:
    window.new_record("member_assembly")
    form = window.form
    assert form is not None
    guests: Any = form.sections.inputs["guests"]
    guests.add()
    form.refresh()
    assert form.record.guests == []
    guests.rows[0].inputs.by_name["name"].fill("魏来")
    form.refresh()
    assert [one.role for one in form.record.guests] == [Role.OBSERVER]


def test_pinyin_that_is_left_becomes_the_name_it_means(
    window: MainWindow, member: Callable[[str], str]
) -> None:
    window.new_record("party_lecture")
    form = window.form
    assert form is not None
    lecturer: Any = form.sections.inputs["lecturer"]
    for typed, text, told in (
        ("oyyt", "欧阳雨桐", ""),
        ("drx", "杜若溪", ""),
        ("xyz", "xyz", "名册中没有“xyz”，请写姓名"),
    ):
        lecturer.edit.selectAll()
        QTest.keyClicks(lecturer.edit, typed)
        lecturer.edit.editingFinished.emit()
        assert lecturer.edit.text() == text
        assert (lecturer._problem.text() if lecturer._problem else "") == told
    lecturer.edit.clear()
    enter(lecturer.edit, "魏来")
    lecturer.edit.editingFinished.emit()
    assert lecturer._problem.text() == "不在当天的名册中，按来宾处理"
    assert lecturer._problem.property("class") == "hint"
    assert not lecturer.edit.property("class")


def test_a_group_meeting_expects_the_group_that_is_chosen(window: MainWindow) -> None:
    window.new_record("group_meeting")
    form = window.form
    assert form is not None
    assert form.sections.inputs["group"].isVisibleTo(form)
    form.sections.inputs["group"].show_value("第一党小组")
    form._altered()
    form.refresh()
    assert form.occasion.headcount.expected == 5
    assert form.record.title == "第一党小组3月党小组会"


def test_an_agenda_item_shows_only_what_it_has(
    window: MainWindow, member: Callable[[str], str]
) -> None:
    window.new_record("member_assembly")
    form = window.form
    assert form is not None
    agenda = form.sections.inputs["agenda"]
    assert isinstance(agenda, RowsInput)
    row = agenda.rows[0]
    assert isinstance(row, AgendaRow)
    assert all(section.isHidden() for section in row._sections.values())
    row._buttons["vote"].click()
    vote: Any = row.inputs.by_name["vote"]
    assert vote._cells["issued"].isHidden()
    choose(vote, "matter", Matter.ELECTION)
    choose(vote, "method", Method.SECRET_BALLOT)
    shown = {name for name, cell in vote._cells.items() if not cell.isHidden()}
    assert shown == {
        "matter", "method", "seats", "candidates", "issued", "returned", "invalid",
        "scrutineers", "tellers",
    }  # fmt: skip
    choose(vote, "matter", Matter.APPRAISAL)
    vote._graded.click()
    form.refresh()
    grades = form.record.agenda[0].vote.grades
    assert [(one.name, one.member) for one in grades][:2] == [
        (name, member(name)) for name in ("白知远", "杜若溪")
    ]
    form.occasion.undo.setIndex(0)
    form.refresh()
    assert form.record.agenda == []


def test_a_unanimous_vote_is_one_click(window: MainWindow) -> None:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    form = window.form
    assert form is not None
    row: Any = form.sections.inputs["agenda"].rows[0]  # type: ignore[attr-defined]
    row._buttons["vote"].click()
    vote = row.inputs.by_name["vote"]
    choose(vote, "matter", Matter.GENERAL)
    choose(vote, "method", Method.SECRET_BALLOT)
    vote._unanimous.click()
    form.refresh()
    got = form.record.agenda[0].vote
    assert (got.issued, got.returned, got.ayes, got.nays, got.invalid) == (4, 4, 4, 0, 0)


def agenda_row(form: RecordForm, number: int = 0) -> AgendaRow:
    agenda = form.sections.inputs["agenda"]
    assert isinstance(agenda, RowsInput)
    row = agenda.rows[number]
    assert isinstance(row, AgendaRow)
    return row


def test_what_is_out_of_sight_is_not_in_the_record(window: MainWindow) -> None:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    form = window.form
    assert form is not None
    row = agenda_row(form)
    for name, value in (("resolution", "同意"), ("vote", None)):
        one: Any = row.inputs.by_name[name]

        def read(name: str = name) -> Any:
            form.refresh()
            return getattr(form.record.agenda[0], name)

        row._buttons[name].click()
        assert row._sections[name].isVisibleTo(form)
        if value:
            one.show_value(value)
        else:
            choose(one, "matter", Matter.GENERAL)
        assert read() not in ("", None)
        form.occasion.undo.setIndex(0)
        assert row._sections[name].isHidden()
        assert read() in ("", None)
        form.occasion.undo.redo()
        assert read() not in ("", None)
        row._sections[name].leaves.click()
        assert read() in ("", None)
        form.occasion.undo.undo()
        assert read() not in ("", None)
        form.occasion.undo.clear()


def test_a_list_of_an_item_goes_with_its_last_row(window: MainWindow) -> None:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    form = window.form
    assert form is not None
    row = agenda_row(form)
    row._buttons["speeches"].click()
    speeches: Any = row.inputs.by_name["speeches"]
    speeches.rows[0].inputs.by_name["text"].show_value("赞成。")
    form.occasion.undo.setIndex(0)
    assert row._sections["speeches"].isHidden()
    form.refresh()
    assert form.record.agenda[0].speeches == []


def choose(vote: Any, name: str, value: Any) -> None:
    one = vote.inputs.by_name[name]
    one.show_value(value)
    one.changed.emit()


def test_finalising_leads_to_what_is_missing(window: MainWindow, answers: list[str]) -> None:
    record = a_record("member_assembly", title="四月大会", place="", day=TODAY)
    form = window.show_form(record, is_unsaved=True)
    answers.append("返回")
    form.finalise()
    assert not form.is_final
    answers.append("去补全")
    form.finalise()
    place = form.sections.inputs["place"]
    assert place._problem.text() == "请填写地点"
    assert place.isAncestorOf(window.focusWidget())
    assert "定稿前还有 1 处" in form.checks._heading.text()
    type_into(form, "place", "hall")
    answers.append("仍要定稿")
    form.finalise()
    assert form.is_final
    assert stored(window.workspace, "四月大会").number == "党员大会2026-01"
    assert form.sections.inputs["place"].is_locked


def test_reminders_are_told_before_a_record_is_made_final(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, ...]] = []

    def choose(question: str, choices: list[str], *, hint: str) -> str:
        asked.append((question, choices, hint))
        return "返回"

    monkeypatch.setattr("ui.messages.choose", choose)
    record = a_record("party_lecture", title="五月党课", day=date(2026, 5, 7))
    fill_details(record)
    record.details.pop("outline")
    record.details.pop("discussion", None)
    form = window.show_form(record, is_unsaved=True)
    form.finalise()
    assert not form.is_final
    [(question, choices, hint)] = asked
    assert "可以定稿" in question
    assert choices[0] == "仍要定稿"
    assert "这一天还没有到" in hint
    assert "还没有写会议（活动）内容" in hint
    assert "这一天还没有到" in form.checks._list.text()
    assert "可以定稿，另有" in form.checks._heading.text()


def test_the_side_panel_knows_what_would_be_refused(window: MainWindow) -> None:
    record = a_record("group_meeting", group="", day=TODAY)
    record.agenda = [AgendaItem(title="学习", content="学习。")]
    form = window.show_form(record, is_unsaved=True)
    assert "定稿前还有 1 处" in form.checks._heading.text()
    assert form.checks._list.text().count("党小组") >= 1
    assert not form.save()
    assert form.bar._said.text() == "没有保存：请先改正标红的地方"
    form.sections.inputs["group"].show_value("第一党小组")
    form.refresh()
    assert form.bar._said.text() == ""
    assert form.save()


def test_nothing_is_told_twice(window: MainWindow) -> None:
    form = window.show_form(a_record("party_lecture", day=None), is_unsaved=True)
    assert form.checks._list.text().count("请填写日期") == 1


def test_finalising_in_spite_of_a_problem_needs_a_reason(
    window: MainWindow, answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.messages.ask_reason", lambda *_, **__: "会议室名称无从查考")
    form = window.show_form(a_record(title="四月大会", place="", day=TODAY), is_unsaved=True)
    answers.append("写明理由，仍要定稿")
    form.finalise()
    kept = stored(window.workspace, "四月大会")
    assert kept.state is State.FINAL
    [version] = window.workspace.read(lambda db: versions.of(db, kept.id))
    assert version.override == "会议室名称无从查考"


def test_a_final_record_is_locked_until_it_is_reopened(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = stored(window.workspace, "党员大会：春季安排")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, kept.id))
    window.open_record(kept.id)
    form = window.form
    assert form is not None
    assert form.is_final
    assert all(one.isReadOnly() for one in form.sections.findChildren(LineEdit)
               if one.isVisibleTo(form))  # fmt: skip
    assert not form.bar.finalise.isVisibleTo(form)
    monkeypatch.setattr("ui.messages.ask_reason", lambda *_, **__: "地点写错")
    form.bar.reopen.click()
    assert not form.is_final
    type_into(form, "place", "hall")
    assert form.save()
    assert stored(window.workspace, "党员大会：春季安排").place == "hall"


def test_the_form_is_kept_every_few_seconds(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.new_record("heart_talk")
    form = window.form
    assert form is not None
    form.draft._every = 30
    type_into(form, "place", "office")
    read = window.workspace.read
    qtbot.waitUntil(lambda: read(lambda db: drafts.get(db, form.record.id)) is not None)
    kept = read(lambda db: drafts.get(db, form.record.id))
    assert kept is not None
    assert kept.record.place == "office"
    assert window.workspace.undo_label == "准备"
    form.save()
    assert read(lambda db: drafts.get(db, form.record.id)) is None


def test_nothing_is_kept_in_the_middle_of_a_composition(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.new_record("heart_talk")
    form = window.form
    assert form is not None
    kept: list[bool] = []
    monkeypatch.setattr(form.draft, "_keep", lambda: kept.append(True))
    monkeypatch.setattr("ui.forms.draft.is_composing", lambda: True)
    form.draft._due()
    assert kept == []
    assert form.draft._timer.isActive()
    monkeypatch.setattr("ui.forms.draft.is_composing", lambda: False)
    form.draft._due()
    assert kept == [True]


def test_leaving_asks_about_what_is_not_saved(window: MainWindow, answers: list[str]) -> None:
    window.new_record("heart_talk")
    form = window.form
    assert form is not None
    type_into(form, "place", "office")
    answers.append("继续填写")
    assert not form.close_form()
    assert window.form is form
    answers.append("不保存")
    assert form.close_form()
    assert window.form is None
    assert len(window.workspace.read(records.find)) == 3


def test_an_untouched_new_form_is_left_without_a_question(window: MainWindow) -> None:
    window.new_record("survey")
    assert window.form is not None
    assert window.form.close_form()


def test_kinds_that_it_counts_as_besides_bring_their_fields(window: MainWindow) -> None:
    window.open_record(stored(window.workspace, "3月主题党日：护学").id)
    form = window.form
    assert form is not None
    assert "column" not in form.sections.inputs
    type_into(form, "place", "hall")
    action = next(one for one in form.sections.also.menu().actions() if one.text() == "微党课")
    action.trigger()
    assert form.record.also == ["micro_lecture"]
    assert "column" in form.sections.inputs
    assert form.record.place == "hall"
    assert form.save()
    assert stored(window.workspace, "3月主题党日：护学").also == ["micro_lecture"]


def test_every_input_has_a_name_and_is_reached_by_tab_in_order(window: MainWindow) -> None:
    record = full_record("org_life_meeting")
    assert settle(record, window.workspace.branch) == []
    form = window.show_form(record, is_unsaved=False)
    boxes = [
        box
        for box in form.sections.findChildren(QWidget)
        if isinstance(box, QLineEdit | QPlainTextEdit | QComboBox) and box.isVisibleTo(form)
    ]
    assert len(boxes) > 30
    assert [box for box in boxes if not box.accessibleName()] == []
    common = [form.sections.inputs[key].focusProxy() for key in
              ("title", "day", "starts_at", "ends_at", "place", "chair", "recorder")]  # fmt: skip
    order, widget = [], form.sections.inputs["title"].focusProxy()
    for _ in range(200):
        if widget in common and widget not in order:
            order.append(widget)
        widget = widget.nextInFocusChain()
    assert order == common


def test_ctrl_z_belongs_to_the_text_until_that_has_nothing_left(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    form = window.form
    assert form is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    agenda: Any = form.sections.inputs["agenda"]
    agenda.add_part(AgendaItem(title="第二项"))
    title = agenda.rows[0].inputs.by_name["title"].edit
    title.setFocus()
    QTest.keyClicks(title, "x")
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(title, *undo)
    assert title.text() == "春季护学岗"
    assert len(agenda.rows) == 2
    QTest.keyClick(title, *undo)
    assert len(agenda.rows) == 1


# ------------------------------------------------------------------------------ prefill


def test_a_new_record_takes_over_circumstances_and_nothing_that_was_said() -> None:
    before = full_record("theme_party_day")
    after = new_record(NewRecord("theme_party_day", day=TODAY), before)
    assert after.id != before.id
    assert (after.day, after.title) == (TODAY, "3月主题党日")
    for name in ("place", "chair", "recorder", "starts_at", "ends_at"):
        assert getattr(after, name) == getattr(before, name)
    assert (after.agenda, after.attendance, after.guests, after.attachments) == ([], [], [], [])
    steps = after.details["steps"]
    assert [one.step for one in steps] == [one.step for one in before.details["steps"]]
    assert all(not one.done and not one.note for one in steps)
    assert after.details.keys() == {"mode", "steps"}
    assert {one.id for one in steps}.isdisjoint(one.id for one in before.details["steps"])


@pytest.mark.parametrize("kind", KINDS)
def test_no_prose_is_ever_taken_over(kind: str) -> None:
    after = new_record(NewRecord(kind, day=TODAY), full_record(kind))
    text = str(after.details)
    assert "第一段" not in text
    assert after.agenda == []


def test_those_named_last_time_are_expected_again(window: MainWindow) -> None:
    before = full_record("training")
    after = new_record(NewRecord("training", day=TODAY), before)
    assert [(one.name, one.status, one.reason) for one in after.attendance] == [
        ("甘棠", Status.PRESENT, ""),
        ("单田芳", Status.PRESENT, ""),
    ]


def test_opening_the_form_alters_nothing(window: MainWindow) -> None:
    kept = stored(window.workspace, "党员大会：春季安排")
    window.open_record(kept.id)
    assert window.form is not None
    assert not window.form.is_unsaved
    window.form.save()
    assert window.workspace.undo_label == "准备"


def test_a_new_form_begins_where_something_has_to_be_written(window: MainWindow) -> None:
    window.new_record("member_assembly")
    assert window.form is not None
    agenda: Any = window.form.sections.inputs["agenda"]
    assert window.focusWidget() is agenda.rows[0].inputs.by_name["title"].edit
    window.form.close_form()
    window.new_record("survey")
    assert window.form is not None
    assert window.focusWidget() is window.form.sections.inputs["starts_at"].focusProxy()


def test_a_problem_leads_to_its_input_wherever_it_stands(
    window: MainWindow, member: Callable[[str], str]
) -> None:
    record = full_record("org_life_meeting")
    assert settle(record, window.workspace.branch) == []
    form = window.show_form(record, is_unsaved=False)
    at = form.sections.at
    agenda: Any = form.sections.inputs[AGENDA.key]
    row = agenda.rows[0]
    assert (
        at(("agenda", 0, "vote", "matter")) is row.inputs.by_name["vote"].inputs.by_name["matter"]
    )
    assert at(("agenda", 0, "speeches", 0, "text")).field.label == "发言内容"
    assert at(("details", "criticisms", 1, "by")).field.label == "批评人"
    assert at(("attendance", 0, "reason")) is form.sections.attendance._lines[member("甘棠")].reason
    assert at(("nowhere",)).field.key == "title"
    assert isinstance(at(()), Input)


def test_a_form_left_by_a_crash_is_offered_again(
    window: MainWindow, answers: list[str], ledger_path: Path
) -> None:
    left = a_record("heart_talk", title="谈到一半", group="")
    window.workspace.keep(lambda tx: drafts.put(tx, left))
    assert window.records is not None
    window.records.refresh()
    assert "谈到一半" in window.records.unfinished._words.text()
    window.records.unfinished.go_on.click()
    assert window.form is not None
    assert window.form.record.title == "谈到一半"
    assert window.form.is_unsaved
    assert window.form.save()
    assert window.form.close_form()
    assert window.records.unfinished.isHidden()


def test_a_saved_record_with_a_newer_form_asks_which(
    window: MainWindow, answers: list[str]
) -> None:
    kept = stored(window.workspace, "党员大会：春季安排")
    newer = copy.deepcopy(kept)
    newer.place = "操场"
    window.workspace.keep(lambda tx: drafts.put(tx, newer))
    answers.append("接着上次的改")
    window.open_record(kept.id)
    assert window.form is not None
    assert window.form.record.place == "操场"


def test_workspace_can_be_made_without_a_ledger() -> None:
    empty = Workspace(today=lambda: TODAY)
    assert not empty.is_open
    assert empty.undo_label is None
