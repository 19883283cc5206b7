"""What the form shows of itself: headings, voters, range, hours, what it counts as besides."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QLabel

from zjdesk.agenda import Vote

if TYPE_CHECKING:
    from ui.window import MainWindow


def test_the_range_that_holds_is_shown_and_not_chosen(window: MainWindow) -> None:
    window.new_record("committee_meeting")
    form: Any = window.form
    expects = form.sections.inputs["expected"]
    assert expects._buttons["committee"].isChecked()
    assert expects.value() is None
    expects._buttons["branch"].click()
    form.refresh()
    assert form.occasion.headcount.expected == 5
    expects._buttons["committee"].click()
    assert expects.value() is None
    form.undo.undo()
    assert str(expects.value()) == "branch"


def test_hours_are_shown_as_they_are_reckoned(window: MainWindow) -> None:
    window.new_record("party_lecture")
    form: Any = window.form
    form.sections.inputs["starts_at"].fill(time(9, 0))
    form.sections.inputs["ends_at"].fill(time(10, 30))
    form.refresh()
    hours = form.sections.inputs["credit_hours"]
    assert hours.edit.placeholderText().startswith("1.5")
    assert hours.value() is None


def test_voters_are_counted_where_there_is_a_vote(window: MainWindow) -> None:
    window.new_record("theme_party_day")
    form: Any = window.form
    assert "有表决权" not in form.sections.attendance._counts.text()
    agenda = form.sections.inputs["agenda"]
    agenda.add()
    row = agenda.rows[0]
    row.inputs.by_name["title"].fill("表决")
    row._buttons["vote"].click()
    form.refresh()
    assert form.record.agenda[0].vote == Vote(id=form.record.agenda[0].vote.id)
    assert "有表决权" in form.sections.attendance._counts.text()


def test_headings_name_what_is_below_and_guests_follow_the_attendance(window: MainWindow) -> None:
    window.new_record("org_life_meeting")
    form: Any = window.form
    words = [one.text() for one in form.sections.findChildren(QLabel)
             if one.property("class") == "heading"]  # fmt: skip
    assert "其他内容" not in words
    assert {"会前准备", "议程", "相互批评", "整改清单"} <= set(words)
    cards = list(form.sections.cards)
    assert cards.index("列席人员") == cards.index("到会情况") + 1


def test_an_event_counts_as_sensible_kinds_in_their_order(window: MainWindow) -> None:
    window.new_record("member_assembly")
    form: Any = window.form
    offered = {one.text(): one for one in form.sections.also.menu().actions()}
    assert "支部委员会会议" not in offered
    assert "谈心谈话" not in offered
    offered["民主评议党员"].trigger()
    again = {one.text(): one for one in form.sections.also.menu().actions()}
    again["主题党日"].trigger()
    assert form.record.also == ["theme_party_day", "democratic_appraisal"]


def test_a_narrow_form_has_one_column_and_does_not_scroll_sideways(window: MainWindow) -> None:
    window.resize(880, 470)
    window.new_record("committee_meeting")
    form = window.form
    assert form is not None
    QApplication.processEvents()
    inputs = form.sections.inputs
    assert inputs["chair"].x() == inputs["recorder"].x()
    assert form._area.horizontalScrollBar().maximum() == 0
    window.resize(1366, 768)
    QApplication.processEvents()
    assert inputs["chair"].y() == inputs["recorder"].y()
