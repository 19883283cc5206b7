"""Beside a vote the form says whether it may be held and how it stands, while it is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tests.samples import a_record
from ui.forms.agenda import AgendaRow
from ui.forms.rows import RowsInput
from ui.forms.vote import VoteInput
from zjdesk.agenda import AgendaItem, Grade, GradeName, Matter, Method, Vote
from zjdesk.errors import Weight
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.forms.record_form import RecordForm
    from ui.window import MainWindow

    Opened = tuple[RecordForm, VoteInput]


@pytest.fixture
def opened(window: MainWindow) -> Callable[..., Opened]:
    """Opens a record of five voters with one vote; the absent are given by id."""

    def open_(vote: Vote, *absent: str, kind: str = "member_assembly") -> Opened:
        record: Record = a_record(kind, agenda=[AgendaItem(title="表决", vote=vote)])
        record.attendance = [
            Attendance(member=one, status=Status.ON_LEAVE, reason="病假") for one in absent
        ]
        assert settle(record, window.workspace.branch) == []
        form = window.show_form(record, is_unsaved=False)
        rows = cast("RowsInput", form.sections.inputs["agenda"]).rows
        return form, cast("VoteInput", cast("AgendaRow", rows[0]).inputs.by_name["vote"])

    return open_


def words(vote: VoteInput) -> tuple[str, str]:
    return vote.judgement.quorum.text(), vote.judgement.result.text()


def test_it_says_what_is_needed_before_and_after_counting(opened: Callable[..., Opened]) -> None:
    form, vote = opened(Vote(matter=Matter.ADMIT, method=Method.SECRET_BALLOT), "m3")
    assert words(vote) == ("可以表决：应到5人，须到3人，实到4人", "须赞成3票")
    vote.inputs.by_name["ayes"].show_value(2)
    form.refresh()
    assert words(vote)[1] == "须赞成3票，现2票，还差1票，没有通过"
    vote.inputs.by_name["written_ayes"].show_value(1)
    form.refresh()
    assert words(vote)[1] == "须赞成3票，现3票（含书面1票），通过"
    assert "支部工作条例" in vote.judgement.toolTip() or "流程图" in vote.judgement.toolTip()


def test_too_few_are_told_and_stand_in_the_way(opened: Callable[..., Opened]) -> None:
    figures = {"issued": 2, "returned": 2, "invalid": 0, "ayes": 2, "nays": 0, "abstain": 0}
    vote = Vote(matter=Matter.CONFIRM, method=Method.SECRET_BALLOT, **figures)
    form, shown = opened(vote, "m2", "m3", "m4")
    assert words(shown)[0] == "还差1人，不能表决：应到5人，须到3人，实到2人"
    blocking = [one.message for one in form.checks._problems if one.weight is Weight.BLOCKS]
    assert any("还差1人，不能表决" in message for message in blocking)


def test_the_result_is_copied_as_a_sentence(opened: Callable[..., Opened]) -> None:
    vote = Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=5, nays=0, abstain=0)
    _, shown = opened(vote)
    shown.judgement.copy_button.click()
    assert QGuiApplication.clipboard().text() == (
        "应到会有表决权的党员5名，实到5名。采用举手表决，赞成5人，反对0人，弃权0人，"
        "赞成超过应到会有表决权党员的半数，按《中国共产党支部工作条例（试行）》第11条，表决通过。"
    )


def test_too_many_excellent_are_told(opened: Callable[..., Opened]) -> None:
    grades = [Grade(member=f"m{n}", result=GradeName.EXCELLENT) for n in range(1, 4)]
    vote = Vote(matter=Matter.APPRAISAL, method=Method.SECRET_BALLOT, grades=grades)
    _, shown = opened(vote)
    assert words(shown) == ("应到 5 人，实到 5 人", "优秀至多1名（参评3名），现3名，超过2名")
    assert not shown.judgement.copy_button.isVisible() or "评定优秀3名" in shown.judgement._sentence


def test_what_another_method_asks_for_pushes_nothing_aside(opened: Callable[..., Opened]) -> None:
    _, vote = opened(Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS))
    ayes, issued = vote.inputs.by_name["ayes"], vote.inputs.by_name["issued"]
    before = place(vote, ayes)
    assert not issued.isVisible()
    vote.inputs.by_name["method"].fill(Method.SECRET_BALLOT)
    QApplication.processEvents()
    assert issued.isVisible()
    assert place(vote, ayes).x() == before.x()
    assert place(vote, issued).y() < place(vote, ayes).y()


def test_written_opinions_are_asked_for_only_where_there_are_some(
    opened: Callable[..., Opened],
) -> None:
    _, vote = opened(Vote(matter=Matter.ADMIT, method=Method.SECRET_BALLOT))
    written = vote.inputs.by_name["written_ayes"]
    assert not written.isVisible()
    vote._write.click()
    assert written.isVisible()
    assert vote._write.isHidden()
    _, filled = opened(Vote(matter=Matter.ADMIT, method=Method.SECRET_BALLOT, written_ayes=1))
    assert filled.inputs.by_name["written_ayes"].isVisible()
    _, general = opened(Vote(matter=Matter.GENERAL, method=Method.SECRET_BALLOT))
    assert general._write.isHidden()


def place(vote: VoteInput, one: QWidget) -> QPoint:
    return one.mapTo(vote, QPoint(0, 0))
