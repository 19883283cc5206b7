"""发展党员 in the window: who stands where, what presses, how steps are entered and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.conftest import TODAY, stored
from ui.forms.questions import Questions
from ui.forms.record_input import RecordInput, label_of
from ui.pages import track_verbs
from ui.pages.step_limits import StepLimits
from ui.pages.track_list import key_of
from zjdesk.people import Category, Member
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.step_rules import LOCAL_LIMITS
from zjdesk.store import records, roster, settings


def a_prospect(name="沈砚青", **steps) -> Prospect:
    taken = [
        DevelopmentStep(step=StepName(step), on=date.fromisoformat(on))
        for step, on in steps.items()
    ]
    return Prospect(name=name, steps=taken)


@pytest.fixture
def people(workspace):
    """An applicant who waits, an activist, and a probationer who is only in the roster."""
    branch = workspace.branch
    branch.prospects = [
        a_prospect("沈砚青", application="2026-02-01"),
        a_prospect("陶知非", application="2024-03-01", activist="2025-06-30"),
    ]
    probationer = Member(
        name="苏木",
        category=Category.PROBATIONARY,
        joined_on=date(2025, 4, 1),
        start=date(2025, 4, 1),
    )
    branch.members.append(probationer)
    workspace.do("准备", lambda tx: roster.save(tx, branch))
    return workspace.branch


@pytest.fixture
def page(people, window):
    window.go_to("development")
    return window.pages["development"]


@pytest.fixture
def says(monkeypatch):
    """What is typed into the next dialog, as values by key; it is agreed to."""
    said: list[dict] = []
    dialogs: list[Questions] = []

    def answer(dialog: Questions) -> int:
        dialogs.append(dialog)
        for key, value in said.pop(0).items():
            dialog.inputs[key].show_value(value)
        dialog.agree.click()
        return dialog.result()

    def say(**values) -> None:
        said.append(values)

    monkeypatch.setattr(Questions, "exec", answer)
    say.dialogs = dialogs
    yield say
    for dialog in dialogs:
        dialog.deleteLater()


def show(page, name):
    track = next(track for track in page.list._tracks.values() if track.name == name)
    page.list.choose(key_of(track))
    return track


def lines(page):
    """Stages and people as they stand in the list."""
    found = []
    for n in range(page.list.topLevelItemCount()):
        stage = page.list.topLevelItem(n)
        found.append(stage.text(0))
        found += [
            tuple(stage.child(m).text(column) for column in range(3))
            for m in range(stage.childCount())
        ]
    return found


# ------------------------------------------------------------------------------ the list


def test_people_stand_by_stage_with_what_presses(page):
    assert lines(page) == [
        "入党申请人　1",
        ("沈砚青", "党组织派人谈话", "2026-03-01 已超过19天"),
        "入党积极分子　1",
        ("陶知非", "培养教育考察", "2025-12-30 已超过80天"),
        "发展对象　0",
        "预备党员　1",
        ("苏木", "提出转正申请", "2026-04-01 预备期满还有12天"),
    ]
    assert page.summary.text() == "3 人，2 项已超期，1 项近期到期"


def test_a_small_window_keeps_what_is_due_and_drops_the_days(page, window, qtbot):
    window.resize(1000, 600)
    shown = ("沈砚青", "党组织派人谈话", "已超过19天")
    qtbot.waitUntil(lambda: shown in lines(page))
    assert not page.list.isColumnHidden(1)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: ("沈砚青", "党组织派人谈话", "2026-03-01 已超过19天") in lines(page))


def test_search_narrows_the_list(page, window):
    window.search.setText("tzf")
    assert [line for line in lines(page) if isinstance(line, tuple)] == [
        ("陶知非", "培养教育考察", "2025-12-30 已超过80天")
    ]
    window.search.setText("没有这个人")
    assert page.panel.isHidden()
    assert "没有符合条件" in page._nothing.text()


def test_an_empty_page_says_how_to_begin(window):
    window.go_to("development")
    page = window.pages["development"]
    assert page.panel.isHidden()
    assert "新增培养对象" in page._nothing.text()


def test_the_rule_is_shown_with_its_certainty(page):
    show(page, "沈砚青")
    texts = [page.panel._dues.itemAt(n).widget().text() for n in range(page.panel._dues.count())]
    assert texts[0] == "党组织派人谈话：2026-03-01 已超过19天"
    assert "见于节录，待核对" in texts[1]


# ------------------------------------------------------------------------------ steps


def test_a_step_is_entered_and_undone(page, workspace, says):
    show(page, "沈砚青")
    assert page.panel.steps.current.step is StepName.TALK
    says(on=date(2026, 3, 18), note="校长室谈话")
    page.panel.fill()
    taken = workspace.branch.prospects[0].steps[-1]
    assert (taken.step, taken.on, taken.note) == (StepName.TALK, date(2026, 3, 18), "校长室谈话")
    assert page.list.current.name == "沈砚青"
    item = page.panel.steps.topLevelItem(1)
    assert item.text(3) == "比期限晚17天；校长室谈话"
    assert workspace.undo() == "党组织派人谈话：沈砚青"
    assert len(workspace.branch.prospects[0].steps) == 1
    assert page.panel.steps.topLevelItem(1).text(1) == "下一步"


def test_a_step_is_changed_and_cleared(page, workspace, says):
    show(page, "沈砚青")
    page.panel.steps.choose(StepName.APPLICATION)
    assert page.panel.fill_button.text() == "修改这一步…"
    says(on=date(2026, 3, 10))
    page.panel.fill()
    assert [one.on for one in workspace.branch.prospects[0].steps] == [date(2026, 3, 10)]
    page.panel.steps.choose(StepName.APPLICATION)
    page.panel.clear_step()
    assert workspace.branch.prospects[0].steps == []
    assert workspace.undo() == "清除递交入党申请书：沈砚青"


def test_the_half_yearly_look_is_entered_again_and_again(page, workspace, says):
    show(page, "陶知非")
    for day in (date(2025, 12, 20), date(2026, 3, 15)):
        assert page.panel.steps.current.step is StepName.OBSERVATION
        assert page.panel.steps.current.taken is None
        says(on=day)
        page.panel.fill()
        show(page, "陶知非")
        page.panel.steps.choose(StepName.OBSERVATION)
    looks = [one.on for one in workspace.branch.prospects[1].steps[2:]]
    assert looks == [date(2025, 12, 20), date(2026, 3, 15)]


def test_a_step_needs_its_day(page, workspace, says):
    show(page, "沈砚青")
    says(on=None)
    page.panel.fill()
    assert len(workspace.branch.prospects[0].steps) == 1
    assert says.dialogs[0].inputs["on"]._problem.text() == "请填写"


def test_a_step_that_lies_ahead_does_not_count_yet(page, says):
    show(page, "沈砚青")
    says(on=date(2026, 4, 10))
    page.panel.fill()
    assert page.panel.steps.topLevelItem(1).text(3) == "到那一天才算"
    assert ("沈砚青", "党组织派人谈话", "2026-03-01 已超过19天") in lines(page)


# ------------------------------------------------------------------------------ records


def test_a_record_proves_a_step_and_is_opened_from_there(page, workspace, window, says):
    record = stored(workspace, "2月支委会")
    show(page, "陶知非")
    page.panel.steps.choose(StepName.ACTIVIST)
    says(record=record.id)
    page.panel.fill()
    assert workspace.branch.prospects[1].steps[1].record == record.id
    show(page, "陶知非")
    page.panel.steps.choose(StepName.ACTIVIST)
    assert page.panel.steps.topLevelItem(2).text(2) == "2026-02-09 2月支委会"
    page.panel.open.click()
    assert window.form is not None
    assert window.form.record.id == record.id


def test_a_record_that_is_gone_is_told(page, workspace, says):
    record = stored(workspace, "2月支委会")
    show(page, "陶知非")
    page.panel.steps.choose(StepName.ACTIVIST)
    says(record=record.id)
    page.panel.fill()
    workspace.do("删除", lambda tx: records.remove(tx, record.id))
    show(page, "陶知非")
    assert page.panel.steps.topLevelItem(2).text(2) == "（已删除）2026-02-09 2月支委会"


def test_records_are_found_by_what_stands_in_them(workspace, qtbot):
    desk = track_verbs._desk(workspace)
    one = RecordInput(track_verbs.RECORD, desk, workspace)
    qtbot.addWidget(one)
    found = [suggestion.text for suggestion in one._suggest("护学")]
    assert any("主题党日" in text for text in found)
    assert len(list(one._suggest(""))) == 3
    line = workspace.read(records.find)[0]
    one._take(next(iter(one._suggest(""))))
    assert (one.value(), one.edit.text()) == (line.id, label_of(line))
    one.edit.setText("别的")
    one.edit.textEdited.emit("别的")
    with pytest.raises(ValueError, match="没有选中记录"):
        one.value()
    one.edit.clear()
    assert one.value() == ""
    one.show_value("elsewhere")
    assert one.value() == "elsewhere"
    assert "没有这条记录" in one.edit.text()


# ------------------------------------------------------------------------------ people


def test_somebody_new_is_added_and_put_in_front(page, workspace, says):
    says(name="何 川", gender="男", application=date(2026, 3, 16))
    page.add()
    new = workspace.branch.prospects[-1]
    assert (new.name, new.gender) == ("何川", "男")
    assert page.list.current.name == "何川"
    assert workspace.undo() == "新增培养对象：何川"


def test_a_probationer_of_the_roster_gets_a_track(page, workspace):
    show(page, "苏木")
    assert not page.panel.steps.isVisible()
    page.panel.follow.click()
    prospect = workspace.branch.prospects[-1]
    assert prospect.member == workspace.branch.members[-1].id
    assert prospect.last_on(TODAY, StepName.ADMISSION) == date(2025, 4, 1)
    assert page.list.current.prospect.id == prospect.id
    assert [line for line in lines(page) if line[0] == "苏木"] == [
        ("苏木", "上级党委审批", "2025-07-01 已超过262天")
    ]


def test_who_was_admitted_is_entered_into_the_roster(page, workspace, says):
    show(page, "陶知非")
    page.panel.steps.choose(StepName.ADMISSION)
    says(on=date(2026, 3, 12))
    page.panel.fill()
    show(page, "陶知非")
    page.panel.enter.click()
    member = workspace.branch.members[-1]
    assert (member.name, member.joined_on) == ("陶知非", date(2026, 3, 12))
    show(page, "陶知非")
    assert page.panel.enter.isHidden()
    assert workspace.undo() == "编入党员名册：陶知非"
    assert workspace.branch.prospects[1].member == ""


def test_facts_are_changed(page, workspace, says):
    show(page, "陶知非")
    says(mentors=["白知远", "杜若溪"], post="数学教师")
    page.panel.edit.click()
    assert workspace.branch.prospects[1].mentors == ["白知远", "杜若溪"]
    assert "培养联系人：白知远、杜若溪" in page.panel.facts.text()


def test_a_track_ends_with_a_reason_and_is_taken_up_again(page, workspace, says):
    show(page, "沈砚青")
    says(ended_reason="调离本校")
    page.panel.end.click()
    assert workspace.branch.prospects[0].ended_on == TODAY
    assert "已终止　1" in lines(page)
    show(page, "沈砚青")
    assert "调离本校" in page.panel.facts.text()
    page.panel.resume.click()
    assert "已终止　1" not in lines(page)


def test_a_track_is_removed_after_a_question(page, workspace, answers):
    show(page, "沈砚青")
    answers += ["取消", "删除"]
    page.panel.remove.click()
    assert len(workspace.branch.prospects) == 2
    page.panel.remove.click()
    assert [one.name for one in workspace.branch.prospects] == ["陶知非"]
    workspace.undo()
    assert len(workspace.branch.prospects) == 2


# ------------------------------------------------------------------------------ limits


def test_a_local_limit_moves_what_is_due(page, workspace, says, qtbot):
    dialog = StepLimits(workspace, None)
    qtbot.addWidget(dialog)
    row = next(n for n, rule in enumerate(dialog._rules) if rule.step is StepName.TALK)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(row))
    says(months=None, days=60, reason="北汀教党〔2026〕3号")
    dialog.set_local()
    assert "60天内" in dialog.table.topLevelItem(row).text(1)
    words = [dialog.table.topLevelItem(row).text(column) for column in (2, 3)]
    assert words == ["北汀教党〔2026〕3号", "本地规定"]
    assert dialog.detail.text().endswith("北汀教党〔2026〕3号（本地规定）")
    assert ("沈砚青", "党组织派人谈话", "2026-04-02 还有13天") in lines(page)
    dialog.take_back.click()
    assert workspace.read(lambda db: settings.get(db, LOCAL_LIMITS.key)) is None
    assert ("沈砚青", "党组织派人谈话", "2026-03-01 已超过19天") in lines(page)
    assert workspace.undo() == "恢复原规定：党组织派人谈话"


def test_a_local_limit_needs_a_length_and_a_reason(workspace, says, qtbot):
    dialog = StepLimits(workspace, None)
    qtbot.addWidget(dialog)
    row = next(n for n, rule in enumerate(dialog._rules) if rule.step is StepName.TALK)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(row))
    says(months=None, days=None, reason="自定")
    dialog.set_local()
    says(months=2, days=None, reason="")
    dialog.set_local()
    assert "月数或天数" in says.dialogs[0]._wrong.text()
    assert workspace.read(lambda db: settings.get(db, LOCAL_LIMITS.key)) is None


def test_only_limits_can_be_set_otherwise(workspace, qtbot):
    dialog = StepLimits(workspace, None)
    qtbot.addWidget(dialog)
    for n, rule in enumerate(dialog._rules):
        dialog.table.setCurrentItem(dialog.table.topLevelItem(n))
        assert dialog.set_button.isEnabled() == rule.may_be_local
        assert not dialog.take_back.isEnabled()


def test_the_next_step_and_a_limit_that_runs_are_both_marked(page, workspace, says):
    show(page, "陶知非")
    page.panel.steps.choose(StepName.PRE_EXAMINATION)
    says(on=date(2026, 3, 10))
    page.panel.fill()
    row = page.panel.steps.current
    assert (row.step, row.taken) == (StepName.APPLICATION_FORM, None)
    form, meeting = (page.panel.steps.topLevelItem(n) for n in (13, 14))
    assert (form.text(1), form.text(3)) == ("下一步", "")
    assert meeting.text(1) == ""
