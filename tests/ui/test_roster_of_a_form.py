"""What follows from another day, group or unit: who is expected, what is taken over, the title."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.samples import a_record
from tests.ui.conftest import TODAY
from ui.forms.new_record import new_record
from ui.workspace import Workspace
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.people import Group, Office, OfficeName
from zjdesk.store import records
from zjdesk.tasks.task import NewRecord

if TYPE_CHECKING:
    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow
    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction


def type_day(form: RecordForm, text: str) -> None:
    day: Any = form.sections.inputs["day"]
    day.edit.selectAll()
    QTest.keyClicks(day.edit, text)
    QTest.keyClick(day.edit, Qt.Key.Key_Return)
    form.refresh()


def names(form: RecordForm) -> list[str]:
    return [one.name for one in form.record.attendance]


@pytest.fixture
def form(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> RecordForm:
    """A form of 3月20日 with 单田芳, who came on 15 March, on leave, and 甘棠 too."""
    branch = window.workspace.branch
    branch.members[3].start = date(2026, 3, 15)
    monkeypatch.setattr(Workspace, "branch", branch)
    record = a_record("theme_party_day", day=TODAY)
    record.attendance = [
        Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假"),
        Attendance(name="单田芳", status=Status.ON_LEAVE, reason="事假"),
    ]
    assert settle(record, window.workspace.branch) == []
    return window.show_form(record, is_unsaved=False)


def test_an_absence_comes_back_with_the_day(form: RecordForm) -> None:
    type_day(form, "3.12")
    told = form.sections.attendance._told
    assert names(form) == ["甘棠"]
    assert "不再包括单田芳" in told.text()
    assert "单田芳（事假）" in told.text()
    type_day(form, "3.20")
    assert names(form) == ["甘棠", "单田芳"]
    assert form.record.attendance[1].reason == "事假"
    assert told.isHidden()


def test_an_absence_comes_back_when_the_day_is_undone(form: RecordForm) -> None:
    type_day(form, "3.12")
    assert names(form) == ["甘棠"]
    form.undo.undo()
    form.refresh()
    assert names(form) == ["甘棠", "单田芳"]


def test_a_proposed_title_goes_with_the_month_also_after_a_day_that_is_none(
    window: MainWindow,
) -> None:
    window.new_record("committee_meeting")
    form: Any = window.form
    type_day(form, "2.30")
    type_day(form, "2.27")
    assert form.record.title == "2月支部委员会会议"
    form.sections.inputs["title"].fill("支委会：收缴党费")
    form.refresh()
    type_day(form, "1.27")
    assert form.record.title == "支委会：收缴党费"


def test_the_committee_sees_whether_it_may_meet(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = window.workspace.branch
    offices = (OfficeName.ORGANIZATION, OfficeName.PUBLICITY)
    for member, office in zip(branch.members[1:], offices, strict=False):
        branch.committee.append(Office(name=member.name, member=member.id, office=office))
    monkeypatch.setattr(Workspace, "branch", branch)
    window.new_record("theme_party_day")
    assert window.form.sections.attendance._quorum.isHidden()  # type: ignore[union-attr]
    window.new_record("committee_meeting")
    attendance = window.form.sections.attendance  # type: ignore[union-attr]
    assert attendance._quorum.text() == "可以开会（应到委员3人，须到2人）"
    for entry in window.form.record.roster[1:]:  # type: ignore[union-attr]
        attendance.say(
            entry.member,
            Attendance(name=entry.name, member=entry.member, status=Status.ON_LEAVE, reason="病假"),
        )
    assert attendance._quorum.text() == "还差1人，不能开会（应到委员3人，须到2人，实到1人）"


@pytest.fixture
def grouped(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Two groups, each with a meeting of its own chair, recorder and place."""
    branch = window.workspace.branch
    branch.groups = [Group(name="第一党小组"), Group(name="第二党小组")]
    for member, group in zip(branch.members, (1, 1, 2, 2, 2), strict=True):
        member.group = f"第{'一二'[group - 1]}党小组"

    def past(group: str, day: date, chair: str, recorder: str, place: str) -> Record:
        record = a_record("group_meeting", group=group, day=day, place=place)
        record.chair, record.recorder = chair, recorder
        assert settle(record, branch) == []
        return record

    made = (
        past("第二党小组", date(2026, 2, 11), "甘棠", "单田芳", "图书室"),
        past("第一党小组", date(2026, 3, 11), "白知远", "杜若溪", "会议室"),
        past("第二党小组", date(2026, 4, 11), "欧阳雨桐", "单田芳", "操场"),
    )

    def keep(tx: Transaction) -> None:
        for record in made:
            records.save(tx, record)

    window.workspace.do("准备", keep)
    monkeypatch.setattr(Workspace, "branch", branch)
    return window


def choose_group(form: Any, group: str) -> None:
    form.sections.inputs["group"].fill(group)
    form.refresh()


def values(form: Any, *keys: str) -> list[Any]:
    return [form.sections.inputs[key].value() for key in keys]


def test_another_group_brings_its_own_circumstances(grouped: MainWindow) -> None:
    previous = grouped.workspace.read(
        lambda db: records.previous(db, "group_meeting", "第一党小组", until=TODAY)
    )
    form: Any = grouped.show_form(
        new_record(NewRecord("group_meeting", day=TODAY), previous), is_unsaved=False
    )
    keys = ("chair", "recorder", "place")
    assert values(form, *keys) == ["白知远", "杜若溪", "会议室"]
    form.sections.inputs["place"].fill("操场")
    choose_group(form, "第二党小组")
    assert values(form, *keys) == ["甘棠", "单田芳", "操场"]
    assert [entry.name for entry in form.record.roster] == ["甘棠", "单田芳", "欧阳雨桐"]
    form.undo.undo()
    assert values(form, "group", *keys) == ["第一党小组", "白知远", "杜若溪", "操场"]
    form.undo.redo()
    assert values(form, "group", *keys) == ["第二党小组", "甘棠", "单田芳", "操场"]
    form.sections.inputs["chair"].fill("白知远")
    form.refresh()
    assert "“白知远”不在这个党小组" in form.checks._list.text()


def test_a_saved_record_keeps_its_circumstances(grouped: MainWindow) -> None:
    lines = grouped.workspace.read(lambda db: records.find(db, kinds=["group_meeting"]))
    form: Any = grouped.open_record(lines[0].id)
    before = values(form, "chair", "place")
    choose_group(form, "第一党小组")
    assert values(form, "chair", "place") == before


def test_absences_of_one_group_are_not_those_of_another(grouped: MainWindow) -> None:
    record = a_record("group_meeting", day=TODAY)
    record.attendance = [Attendance(name="杜若溪", status=Status.ON_LEAVE, reason="病假")]
    assert settle(record, grouped.workspace.branch) == []
    form = grouped.show_form(record, is_unsaved=False)
    choose_group(form, "第二党小组")
    assert names(form) == []
    assert [entry.name for entry in form.record.roster] == ["甘棠", "单田芳", "欧阳雨桐"]
    choose_group(form, "第一党小组")
    assert names(form) == ["杜若溪"]
    assert form.sections.attendance._told.isHidden()


def test_an_office_and_a_group_keep_nothing_of_each_other(grouped: MainWindow) -> None:
    record = a_record("study_session", day=TODAY, group="")
    record.details |= {"unit_type": "office", "unit": "教导处"}
    record.attendance = [
        Attendance(name=name, status=Status.PRESENT) for name in ("白知远", "甘棠")
    ]
    assert settle(record, grouped.workspace.branch) == []
    form: Any = grouped.show_form(record, is_unsaved=False)
    unit_type = form.sections.inputs["unit_type"]
    unit_type._buttons["group"].click()
    form.refresh()
    choose_group(form, "第二党小组")
    assert values(form, "unit") == [""]
    assert [entry.name for entry in form.record.roster] == ["甘棠", "单田芳", "欧阳雨桐"]
    assert names(form) == []
    unit_type._buttons["office"].click()
    form.refresh()
    assert values(form, "unit", "group") == ["教导处", ""]
    assert names(form) == ["白知远", "甘棠"]
    assert [entry.name for entry in form.record.roster] == ["白知远", "甘棠"]
    unit_type._buttons["group"].click()
    form.refresh()
    assert values(form, "unit", "group") == ["", "第二党小组"]
    assert names(form) == []


def test_a_day_that_cannot_be_brings_nobody_back(grouped: MainWindow) -> None:
    record = a_record("survey", day=TODAY, group="")
    record.attendance = [Attendance(name="甘棠", status=Status.PRESENT)]
    assert settle(record, grouped.workspace.branch) == []
    form: Any = grouped.show_form(record, is_unsaved=False)
    day = form.sections.inputs["day"]
    day.type_text("2020-13-1")
    form.refresh()
    assert form.record.roster == []
    day.type_text("2026-03-20")
    form.refresh()
    assert names(form) == ["甘棠"]
