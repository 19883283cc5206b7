from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.conftest import enter
from ui.forms.id_number_input import IdNumberInput
from ui.forms.rows import RowsInput
from ui.pages.member import MemberForm
from ui.preview import Preview
from ui.window import MainWindow
from zjdesk.people import Category, Exit, GroupStay, Paper, Suspension

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Replies
    from ui.forms.inputs import LineInput
    from zjdesk.people import Branch, Member


def stored(window: MainWindow, name: str) -> Member:
    return next(one for one in window.workspace.branch.members if one.name == name)


def open_member(window: MainWindow, name: str) -> MemberForm:
    window.go_to("people")
    window.open_member(stored(window, name).id if name else "")
    assert isinstance(window.form, MemberForm)
    return window.form


@pytest.fixture
def form(window: MainWindow) -> MemberForm:
    return open_member(window, "甘棠")


def type_in(form: MemberForm, name: str, text: str) -> None:
    one: LineInput = form.facts.inputs[name]  # type: ignore[assignment]
    one.edit.clear()
    enter(one.edit, text)
    one.edit.editingFinished.emit()


def choose_category(form: MemberForm, word: str) -> None:
    buttons = form.facts.inputs["category"].findChildren(QPushButton)
    next(button for button in buttons if button.text() == word).click()


def told(form: MemberForm, name: str) -> str:
    label = form.facts.inputs[name]._problem
    return label.text() if label is not None else ""


def label_of(form: MemberForm, name: str) -> str:
    label = form.facts._widgets[name][0]
    assert isinstance(label, QLabel)
    return label.text()


def verbs(form: MemberForm) -> list[str]:
    return [
        button.text()
        for button in form.facts.findChildren(QPushButton)
        if button.text().endswith("…")
    ]


def test_a_fact_is_altered_saved_and_undone(window: MainWindow, form: MemberForm) -> None:
    type_in(form, "post", "音乐教师")
    assert form.is_unsaved
    assert "有改动未保存" in form.bar._state.text()
    assert form.save()
    assert stored(window, "甘棠").post == "音乐教师"
    assert not form.is_unsaved
    window.undo()
    assert stored(window, "甘棠").post == ""
    assert form.facts.inputs["post"].value() == ""


def test_history_is_written_in_rows(window: MainWindow, form: MemberForm) -> None:
    rows = form.facts.inputs["voting_suspended"]
    assert isinstance(rows, RowsInput)
    start, end = date(2026, 1, 5), date(2026, 2, 5)
    rows.add_part(Suspension(start=start, end=end, reason="留党察看"))
    assert form.save()
    assert stored(window, "甘棠").voting_suspended == [Suspension(start, end, "留党察看")]


def test_papers_are_written_in_rows_and_shown_beside(
    window: MainWindow, form: MemberForm, qtbot: QtBot
) -> None:
    papers: Any = form.facts.inputs["papers"]
    papers.fill([Paper(name="思想汇报", on=date(2026, 3, 2))])
    assert form.save()
    assert stored(window, "甘棠").papers == [Paper(name="思想汇报", on=date(2026, 3, 2))]
    qtbot.waitUntil(lambda: "2026-03-02　思想汇报" in form.side.text.text())
    papers = form.facts.inputs["papers"]
    papers.fill([Paper(on=date(2026, 3, 2))])
    assert not form.save()


def test_undo_in_the_form_comes_before_that_of_the_ledger(
    window: MainWindow, form: MemberForm
) -> None:
    rows = form.facts.inputs["groups"]
    assert isinstance(rows, RowsInput)
    rows.add_part(GroupStay(group="第一党小组"))
    window.undo()
    assert rows.rows == []
    form.is_unsaved = False


def test_what_is_wrong_is_told_beside_its_field(window: MainWindow, form: MemberForm) -> None:
    type_in(form, "birth_date", "2012-1-1")
    assert not form.save()
    assert told(form, "joined_on") == "入党日期不晚于出生日期"
    rows = form.facts.inputs["waivers"]
    assert isinstance(rows, RowsInput)
    type_in(form, "birth_date", "1985-1-1")
    rows.add()
    row_inputs = rows.rows[0].inputs.by_name
    row_inputs["start"].show_value(date(2026, 3, 2))
    row_inputs["end"].show_value(date(2026, 3, 1))
    assert not form.save()
    assert told(form, "joined_on") == ""
    assert "早于" in row_inputs["end"]._problem.text()  # type: ignore[union-attr]
    assert stored(window, "甘棠").birth_date is None


def test_two_of_one_name_need_a_mark(window: MainWindow) -> None:
    form = open_member(window, "")
    type_in(form, "name", "甘棠")
    choose_category(form, "正式党员")
    assert not form.save()
    assert "另有一位“甘棠”" in told(form, "mark")
    type_in(form, "mark", "音乐")
    assert form.save()
    marks = [one.mark for one in window.workspace.branch.members if one.name == "甘棠"]
    assert marks == ["", "音乐"]
    assert window.workspace.undo_label == "新增党员：甘棠"


def test_a_mark_is_asked_for_as_soon_as_a_second_of_a_name_is_entered(
    window: MainWindow,
) -> None:
    form = open_member(window, "")
    type_in(form, "name", "甘")
    assert told(form, "mark") == ""
    type_in(form, "name", "甘棠")
    assert told(form, "mark").startswith("另有一位“甘棠”")
    assert "*" in label_of(form, "mark")
    type_in(form, "mark", "音乐")
    assert told(form, "mark") == ""
    type_in(form, "name", "甘露")
    type_in(form, "mark", "")
    assert "*" not in label_of(form, "mark")


def test_a_star_stands_where_a_day_is_needed(window: MainWindow) -> None:
    form = open_member(window, "")
    assert "*" in label_of(form, "name")
    assert "*" not in label_of(form, "full_on")
    type_in(form, "joined_on", "2010-7-1")
    choose_category(form, "正式党员")
    assert "*" in label_of(form, "full_on")
    choose_category(form, "预备党员")
    assert "*" not in label_of(form, "full_on")


def test_the_records_take_the_place_of_the_facts_in_a_small_window(
    window: MainWindow, form: MemberForm, qtbot: QtBot
) -> None:
    assert form.side.isVisible()
    assert not form.more.isVisible()
    window.resize(880, 470)
    assert not form.side.isVisible()
    form.more.click()
    assert form.side.isVisible()
    assert not form._area.isVisible()
    qtbot.waitUntil(lambda: form.side.width() > 600)
    form.more.click()
    assert form._area.isVisible()
    window.resize(1366, 768)
    assert form.side.isVisible()
    qtbot.waitUntil(lambda: form.side.width() == 300)


def test_an_identity_number_is_masked_and_can_be_taken_out(window: MainWindow) -> None:
    number = "000000198503020027"

    def keep(branch: Branch) -> None:
        branch.members[2].id_number = number

    window.workspace.change_branch("准备", keep)
    form = open_member(window, "甘棠")
    one = form.facts.inputs["id_number"]
    assert isinstance(one, IdNumberInput)
    assert one.edit.text() == "000000********0027"
    type_in(form, "post", "音乐")
    assert form.save()
    assert stored(window, "甘棠").id_number == number
    type_in(form, "id_number", "123")
    assert not form.save()
    assert "18位" in told(form, "id_number")
    type_in(form, "id_number", "")
    assert form.save()
    assert stored(window, "甘棠").id_number == ""
    assert form.facts.inputs["id_number"].isHidden()


def test_a_new_member_needs_a_name(window: MainWindow) -> None:
    form = open_member(window, "")
    assert not form.side.isVisible()
    assert verbs(form) == []
    assert not form.save()
    assert told(form, "name") == "请填写姓名"


def test_a_full_member_needs_the_day_of_confirmation(window: MainWindow) -> None:
    form = open_member(window, "")
    type_in(form, "name", "Anna")
    type_in(form, "joined_on", "2010-7-1")
    choose_category(form, "正式党员")
    assert not form.save()
    assert told(form, "full_on") == "正式党员请填写转正日期"
    form.facts.inputs["category"].show_value(Category.PROBATIONARY)
    assert form.save()
    assert stored(window, "Anna").category is Category.PROBATIONARY


def test_nobody_becomes_a_voter_by_a_name_alone(window: MainWindow) -> None:
    form = open_member(window, "")
    type_in(form, "name", "Anna")
    assert not form.save()
    assert told(form, "category") == "请选择人员类别"
    type_in(form, "full_on", "2011-7-1")
    type_in(form, "joined_on", "2010-7-1")
    assert form.save()
    assert stored(window, "Anna").category is Category.FULL


def test_a_full_member_without_the_day_of_it_stays_full(window: MainWindow) -> None:
    def forget(branch: Branch) -> None:
        branch.members[2].full_on = None

    window.workspace.change_branch("改", forget)
    form = open_member(window, "甘棠")
    type_in(form, "post", "音乐教师")
    assert form.save()
    assert stored(window, "甘棠").category is Category.FULL


def test_characters_of_a_name_are_tried(form: MemberForm) -> None:
    one: LineInput = form.facts.inputs["name"]  # type: ignore[assignment]
    one.edit.setText("许\ue863")
    one.edit.editingFinished.emit()
    assert "多半是“䶮”" in told(form, "name")
    one.edit.setText("某𪜀")
    one.edit.editingFinished.emit()
    assert told(form, "name") == "“𪜀”（U+2A700）字库里没有，打印出来是“〓”，请核对"
    one.edit.setText("许䶮")
    one.edit.editingFinished.emit()
    assert told(form, "name") == ""


def test_a_name_put_right_is_put_right_in_the_committee(window: MainWindow) -> None:
    form = open_member(window, "白知远")
    type_in(form, "name", "Bai Zhiyuan")
    assert form.save()
    branch = window.workspace.branch
    assert branch.committee[0].name == branch.groups[0].leader == "Bai Zhiyuan"


def test_a_verb_asks_for_the_date_and_fills_the_history(
    window: MainWindow, form: MemberForm, replies: Replies
) -> None:
    assert verbs(form) == ["调组…", "转出…", "去世、除名等…", "停止表决权…", "不作考勤要求…"]
    replies.append({"on": date(2026, 3, 2), "reason": "留党察看一年"})
    form.facts.verb_chosen.emit("停止表决权")
    assert stored(window, "甘棠").voting_suspended[0].reason == "留党察看一年"
    assert window.workspace.undo_label == "停止表决权：甘棠"
    assert verbs(form) == ["调组…", "转出…", "去世、除名等…", "恢复表决权…", "不作考勤要求…"]
    assert "没有表决权" in form.bar._state.text()
    window.undo()
    assert verbs(form) == ["调组…", "转出…", "去世、除名等…", "停止表决权…", "不作考勤要求…"]


def test_a_verb_saves_first_what_was_altered(
    window: MainWindow, form: MemberForm, replies: Replies
) -> None:
    type_in(form, "post", "音乐教师")
    replies.append({"on": date(2026, 3, 16)})
    form.facts.verb_chosen.emit("转出")
    member = stored(window, "甘棠")
    assert (member.post, member.end) == ("音乐教师", date(2026, 3, 16))
    assert "不在册" in form.bar._state.text()


def test_offices_end_with_a_day_of_leaving_that_is_typed(
    window: MainWindow, answers: list[str]
) -> None:
    form = open_member(window, "白知远")
    type_in(form, "end", "2026-03-01")
    answers += ["返回", "仍要保存"]
    assert not form.save()
    assert window.workspace.branch.committee[0].end is None
    assert form.save()
    branch = window.workspace.branch
    assert branch.committee[0].end == date(2026, 3, 1)
    assert branch.groups[0].leader == ""


def test_how_somebody_left_is_asked_where_there_is_a_day(window: MainWindow) -> None:
    form = open_member(window, "杜若溪")
    how = form.facts.inputs["exit"]
    assert how.isHidden()
    form.facts.inputs["end"].fill(date(2026, 3, 2))
    assert not how.isHidden()
    assert how.value() is Exit.TRANSFERRED
    how.fill(Exit.DIED)
    assert form.save()
    assert stored(window, "杜若溪").exit is Exit.DIED
    form.facts.inputs["end"].fill(None)
    assert form.save()
    assert (stored(window, "杜若溪").end, stored(window, "杜若溪").exit) == (None, None)


def test_nobody_goes_back_on_probation_unasked(window: MainWindow, answers: list[str]) -> None:
    form = open_member(window, "杜若溪")
    assert form.facts.inputs["category"].isHidden()
    form.facts.inputs["full_on"].fill(None)
    assert not form.facts.inputs["category"].isHidden()
    assert not form.save()
    assert told(form, "category") == "请选择人员类别"
    choose_category(form, "正式党员")
    assert not form.save()
    assert told(form, "full_on") == "正式党员请填写转正日期"
    choose_category(form, "预备党员")
    answers.append("仍要保存")
    assert form.save()
    assert answers == []
    assert stored(window, "杜若溪").category is Category.PROBATIONARY


def test_the_side_shows_what_the_ledger_knows(form: MemberForm, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(form.side.text.text()))
    text = form.side.text.text()
    assert all(words in text for words in ("2026", "50%", "谈心谈话", "没有记录"))


def test_leaving_with_changes_asks(
    window: MainWindow, form: MemberForm, answers: list[str]
) -> None:
    type_in(form, "post", "音乐教师")
    answers.append("继续填写")
    window.navigation.buttons["records"].click()
    assert window.form is form
    assert window.navigation.buttons["people"].isChecked()
    answers.append("不保存")
    window.navigation.buttons["records"].click()
    assert window.stack.currentWidget() is window.records
    assert stored(window, "甘棠").post == ""


def test_the_personal_sheet_is_shown(
    form: MemberForm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Preview] = []
    monkeypatch.setattr(Preview, "open", lambda preview: shown.append(preview))
    form.preview()
    qtbot.waitUntil(lambda: bool(shown))
    assert "党员个人情况表　甘棠" in shown[0].windowTitle()
    shown[0].done(0)


def test_a_member_taken_back_by_undo_closes_the_page(window: MainWindow) -> None:
    form = open_member(window, "")
    type_in(form, "name", "Anna")
    choose_category(form, "正式党员")
    assert form.save()
    window.undo()
    assert window.form is None
    assert window.stack.currentWidget() is window.pages["people"]
