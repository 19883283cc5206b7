"""The grades of 民主评议: there at once, filled like a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.samples import a_record
from tests.ui.conftest import TODAY
from zjdesk.agenda import Grade, Matter
from zjdesk.kinds.headcount import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow


@pytest.fixture
def grades(window: MainWindow, qtbot: QtBot) -> Any:
    window.new_record("democratic_appraisal")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    form: Any = window.form
    return form.sections.inputs["agenda"].rows[0].inputs.by_name["vote"].inputs.by_name["grades"]


def cell(grades: Any, row: int, name: str) -> Any:
    return grades.rows[row].inputs.by_name[name].edit


def test_whoever_is_graded_stands_there_at_once(window: MainWindow, grades: Any) -> None:
    form: Any = window.form
    vote = form.record.agenda[0].vote
    assert vote.matter is Matter.APPRAISAL
    assert [one.name for one in vote.grades] == [one.name for one in form.record.roster]
    assert not form.is_unsaved
    assert form.close_form()


def test_counting_as_an_appraisal_brings_its_grades(window: MainWindow) -> None:
    record = a_record("org_life_meeting", day=TODAY)
    assert settle(record, window.workspace.branch) == []
    form: Any = window.show_form(record, is_unsaved=False)
    menu = form.sections.also.menu()
    next(one for one in menu.actions() if one.text() == "民主评议党员").trigger()
    form.refresh()
    assert len(form.record.agenda[0].vote.grades) == 5


def test_a_block_of_a_spreadsheet_fills_the_cells(window: MainWindow, grades: Any) -> None:
    form: Any = window.form
    QApplication.clipboard().setText("3\t1\r\n4\t0\r\n")
    QTest.keySequence(cell(grades, 1, "excellent"), QKeySequence.StandardKey.Paste)
    form.refresh()

    def figures() -> list[tuple[int | None, int | None]]:
        form.refresh()
        return [(one.excellent, one.qualified) for one in form.record.agenda[0].vote.grades]

    nothing = (None, None)
    assert figures() == [nothing, (3, 1), (4, 0), nothing, nothing]
    assert grades._empty.text() == "还有 3 人没有填票数：白知远、单田芳、欧阳雨桐"
    form.undo.undo()
    assert figures() == [nothing] * 5
    QApplication.clipboard().setText("欧阳雨桐\t5\t0\n白知远\t2\t3")
    QTest.keySequence(cell(grades, 0, "name"), QKeySequence.StandardKey.Paste)
    assert figures() == [(2, 3), nothing, nothing, nothing, (5, 0)]


def test_enter_goes_down_and_tab_to_the_right(window: MainWindow, grades: Any) -> None:
    cell(grades, 0, "excellent").setFocus()
    QTest.keyClick(cell(grades, 0, "excellent"), Qt.Key.Key_Return)
    assert window.focusWidget() is cell(grades, 1, "excellent")
    for name in ("qualified", "basic", "unqualified"):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is cell(grades, 1, name)
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is cell(grades, 2, "name")


def test_in_a_long_list_the_headings_are_there_again(grades: Any) -> None:
    for number in range(6, 13):
        grades.add_part(Grade(name=f"党员{number}"))
    QApplication.processEvents()

    def with_headings() -> list[int]:
        return [
            n for n, row in enumerate(grades.rows, 1) if row._header and row._header.isVisible()
        ]

    assert with_headings() == [11]
    again = grades.rows[10]
    heading = next(one for one in again._header.findChildren(QLabel) if one.text() == "合格")
    below = cell(grades, 10, "qualified")
    left = heading.mapTo(again, QPoint(0, 0)).x()
    assert abs(left - below.mapTo(again, QPoint(0, 0)).x()) <= 3
    grades.remove(grades.rows[0])
    assert with_headings() == [11]
    assert grades.rows[10] is not again
