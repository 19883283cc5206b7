"""The next form offers what earlier meetings left open: done, undone, taken into the agenda."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint

from tests.samples import a_record
from ui.forms import carried
from ui.forms.carried import Carried
from ui.forms.record_form import RecordForm
from ui.frame import SMALLEST
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.errors import Place
from zjdesk.kinds.headcount import settle
from zjdesk.record import AGENDA
from zjdesk.store import records
from zjdesk.store.open_matters import open_matters
from zjdesk.tasks.task import NewRecord

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Replies
    from ui.forms.rows import RowsInput
    from ui.window import MainWindow


@pytest.fixture
def with_matter(window: MainWindow) -> MainWindow:
    """An assembly of March has decided something that nobody has done."""
    follow_up = FollowUp(what="汇总各组意见", owner="甘棠", due_on=date(2026, 3, 15))
    item = AgendaItem(title="征求意见", content="分组征求。", follow_ups=[follow_up])
    record = a_record("member_assembly", title="3月征求意见会", agenda=[item])
    assert settle(record, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, record))
    return window


def card(window: MainWindow) -> Carried | None:
    assert window.form is not None
    found = window.form.findChildren(Carried)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("kind", "is_offered"),
    [("member_assembly", True), ("committee_meeting", True), ("group_meeting", False),
     ("heart_talk", False)],
)  # fmt: skip
def test_it_is_offered_to_the_same_body_and_the_committee(
    with_matter: MainWindow, kind: str, is_offered: bool
) -> None:
    with_matter.new_record(kind)
    assert (card(with_matter) is not None) is is_offered


def test_late_matters_say_so(with_matter: MainWindow) -> None:
    with_matter.new_record("member_assembly")
    shown = card(with_matter)
    assert shown is not None
    assert "甘棠 · 期限2026年3月15日，已超过5天" in shown.lines[0]._notes.text()


def test_what_was_late_is_told_as_of_the_meeting(with_matter: MainWindow) -> None:
    with_matter.make_record(NewRecord("member_assembly", day=date(2026, 3, 16)))
    shown = card(with_matter)
    assert shown is not None
    assert "已超过1天" in shown.lines[0]._notes.text()


def test_the_form_leads_to_what_was_taken_up(with_matter: MainWindow, qtbot: QtBot) -> None:
    with_matter.resize(SMALLEST)
    with_matter.new_record("member_assembly")
    shown, form = card(with_matter), with_matter.form
    assert shown is not None
    assert isinstance(form, RecordForm)
    bar = form._area.verticalScrollBar()
    bar.setValue(0)
    shown.lines[0].take.click()
    row = cast("RowsInput", form.sections.inputs[AGENDA.key]).rows[0]

    def is_seen() -> bool:
        top = row.mapTo(form._area.viewport(), QPoint(0, 0)).y()
        return bar.value() > 0 and 0 <= top < form._area.viewport().height()

    qtbot.waitUntil(is_seen)


def test_it_is_taken_into_the_agenda_before_the_blank_item(with_matter: MainWindow) -> None:
    with_matter.new_record("member_assembly")
    shown = card(with_matter)
    assert shown is not None
    shown.lines[0].take.click()
    form = with_matter.form
    assert form is not None
    titles = [item.title for item in form.sections.inputs[AGENDA.key].read(Place(), [])]
    assert titles == ["“汇总各组意见”落实情况"]
    form.undo.undo()
    assert form.sections.inputs[AGENDA.key].read(Place(), []) == []


def test_done_is_noted_and_taken_back(with_matter: MainWindow, replies: Replies) -> None:
    with_matter.new_record("committee_meeting")
    shown = card(with_matter)
    assert shown is not None
    line = shown.lines[0]
    replies.append({"done_note": "已汇总成册"})
    line.done.click()
    assert line._notes.text() == "已完成（2026年3月20日）：已汇总成册"
    assert shown.heading.text() == "以前会议定的事，都完成了"
    assert with_matter.workspace.read(open_matters) == []
    assert with_matter.workspace.undo_label == "完成：汇总各组意见"
    line.back.click()
    assert [one.what for one in with_matter.workspace.read(open_matters)] == ["汇总各组意见"]
    assert not line.done.isHidden()
    assert shown.heading.text() == "以前会议定的事，还有 1 项没有完成"


def test_of_many_a_few_are_shown_first(window: MainWindow) -> None:
    many = [FollowUp(what=f"第{n}件事", owner="甘棠") for n in range(1, 8)]
    item = AgendaItem(title="分工", content="分工。", follow_ups=many)
    record = a_record("committee_meeting", title="3月分工会", group="", agenda=[item])
    assert settle(record, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, record))
    window.new_record("committee_meeting")
    shown = card(window)
    assert shown is not None
    assert len(shown.lines) == carried.FEW
    assert "还有 7 项" in shown.heading.text()
    shown._more.click()
    assert len(shown.lines) == 7
    assert "还有 7 项" in shown.heading.text()
