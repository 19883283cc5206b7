"""Marking who was away: chips keep their place, several are marked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import stored
from ui.forms.several_away import SeveralAway
from zjdesk.errors import Place
from zjdesk.participants import Attendance, Status

if TYPE_CHECKING:
    from ui.forms.attendance import AttendanceInput
    from ui.window import MainWindow


@pytest.fixture
def attendance(window: MainWindow) -> AttendanceInput:
    """That of a record with five people, all of them there."""
    form = window.open_record(stored(window.workspace, "3月主题党日：护学").id)
    assert form is not None
    QApplication.processEvents()
    return form.sections.attendance


def test_a_chip_says_absent_and_cuts_a_long_reason(attendance: AttendanceInput) -> None:
    first, second, *_ = attendance._chips.values()
    first.show_exception(Attendance(status=Status.ABSENT, reason="没有说明原因"))
    assert first.text() == f"{first.entry.label} 缺席"
    assert "没有说明原因" in first.toolTip()
    second.show_exception(Attendance(status=Status.ON_LEAVE, reason="参加区里的教研活动"))
    assert second.text().startswith(f"{second.entry.label} 参")
    assert second.text().endswith("…")
    assert "参加区里的教研活动" in second.toolTip()


def test_chips_keep_their_place_while_somebody_is_marked(attendance: AttendanceInput) -> None:
    chips = list(attendance._chips.values())
    before = [chip.geometry() for chip in chips]
    for chip in chips[:2]:
        away = Attendance(
            name=chip.entry.name, member=chip.entry.member,
            status=Status.ON_LEAVE, reason="参加区里的教研活动",
        )  # fmt: skip
        attendance.say(chip.entry.member, away)
    QApplication.processEvents()
    assert [chip.geometry() for chip in chips] == before


def test_several_are_on_leave_in_one_step(
    attendance: AttendanceInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tick(dialog: SeveralAway) -> int:
        assert not dialog.agree.isEnabled()
        for row in (0, 1, 2, 1):
            dialog.list.itemClicked.emit(dialog.list.item(row))
        dialog.reason_input.edit.setText("公出")
        assert dialog.agree.text() == "记 2 人请假"
        return SeveralAway.DialogCode.Accepted

    monkeypatch.setattr(SeveralAway, "exec", tick)
    attendance._several.click()
    away = attendance.read(Place(), [])
    assert [(one.status, one.reason) for one in away] == [(Status.ON_LEAVE, "公出")] * 2
    assert attendance.occasion.undo.undoText() == "多人请假"
    attendance.occasion.undo.undo()
    assert attendance._exceptions == {}
