from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import TODAY, stored
from ui.pages.kinds import kind_groups
from ui.pages.period_choice import PeriodChoice
from ui.pages.record_lines import COLUMNS, RecordLines
from zjdesk.kinds import KINDS
from zjdesk.record import State
from zjdesk.store import records
from zjdesk.store.records import RecordLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.pages.records import RecordsPage
    from ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> RecordsPage:
    assert window.records is not None
    return window.records


def titles(page: RecordsPage) -> list[str]:
    return [page.lines.line(row).title for row in range(page.lines.rowCount())]


def choose_kind(page: RecordsPage, words: str) -> None:
    found = page.kinds.findItems(words, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    page.kinds.setCurrentItem(found[0])


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_all_records_are_listed_the_newest_first(page: RecordsPage) -> None:
    assert titles(page) == ["党员大会：春季安排", "3月主题党日：护学", "2月支委会"]
    assert page._summary.text() == "3 条，定稿 0，草稿 3，补记 2"
    row = [page.lines.index(0, column).data() for column in range(len(COLUMNS))]
    assert row == ["2026-03-12　四", "党员大会", "党员大会：春季安排", "", "草稿", "5", "4"]


def test_the_model_keeps_the_rules_of_qt(qapp: QApplication) -> None:
    lines = RecordLines()
    QAbstractItemModelTester(lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    line = RecordLine(
        id="1", day=date(2026, 3, 1), kind="survey", also=(), title="", state=State.FINAL,
        number="调研2026-01", revision=2, expected=0, present=0, late=True,
    )  # fmt: skip
    lines.show_lines([line] * 3)
    assert lines.index(1, 2).data() == "（未填名称）"
    assert lines.index(1, 4).data() == "定稿（第2版） 补记"
    assert [lines.index(1, column).data() for column in (5, 6)] == ["—", "—"]


def test_kinds_and_periods_narrow_the_list(page: RecordsPage) -> None:
    choose_kind(page, "三会一课")
    assert titles(page) == ["党员大会：春季安排", "2月支委会"]
    choose_kind(page, "支委会")
    assert titles(page) == ["2月支委会"]
    page.periods.choose("本月")
    assert titles(page) == []
    assert page._nothing.isVisibleTo(page)
    choose_kind(page, "全部记录")
    assert titles(page) == ["党员大会：春季安排", "3月主题党日：护学"]
    page.periods.choose("上一年")
    assert titles(page) == []
    page.periods.choose("全部")
    assert len(titles(page)) == 3


def test_the_list_beside_counts_what_there_is(page: RecordsPage) -> None:
    counts = {key: item.text(1) for key, item in page.kinds._by_kind.items()}
    assert counts.pop("member_assembly") == "1"
    assert counts.pop("theme_party_day") == "1"
    assert counts.pop("committee_meeting") == "1"
    assert set(counts.values()) == {""}
    assert page.kinds._all.text(1) == "3"


def test_every_kind_stands_in_exactly_one_group() -> None:
    keys = [kind.key for kinds in kind_groups().values() for kind in kinds]
    assert sorted(keys) == sorted(KINDS)


def test_search_waits_for_a_pause_and_finds_pinyin(page: RecordsPage, qtbot: QtBot) -> None:
    window = page.window()
    window.search.setText("护学岗")  # type: ignore[attr-defined]
    assert len(titles(page)) == 3
    qtbot.waitUntil(lambda: titles(page) == ["党员大会：春季安排"])
    window.search.setText("gt")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "党员大会：春季安排" in titles(page))
    window.search.setText("没有这样的字")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: titles(page) == [])
    assert page._nothing.text() == "没有符合条件的记录。"


def test_a_record_is_opened_by_enter_and_double_click(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.table.setFocus()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.form is not None
    assert window.form.record.title == "3月主题党日：护学"
    window.form.close_form()
    page.table.doubleClicked.emit(page.lines.index(0, 0))
    assert window.form is not None


def test_what_can_be_done_depends_on_the_state(window: MainWindow, page: RecordsPage) -> None:
    page.table.selectRow(0)
    assert words_of(page.menu_of_chosen()) == ["打开", "定稿…", "预览打印", "删除"]
    window.workspace.do(
        "定稿", lambda tx: records.finalise(tx, stored(window.workspace, "2月支委会").id)
    )
    page.table.selectRow(2)
    assert words_of(page.menu_of_chosen()) == ["打开", "更正…", "预览打印", "删除"]
    page.table.selectAll()
    assert words_of(page.menu_of_chosen()) == ["预览打印（3 份）", "删除（3 份）"]
    assert page._preview.text() == "预览打印（3 份）"
    assert not page._open.isEnabled()


def test_removed_records_are_in_the_bin_and_come_back(
    window: MainWindow, page: RecordsPage
) -> None:
    assert page.kinds._bin.isHidden()
    page.table.selectRow(0)
    page.remove_chosen()
    assert len(titles(page)) == 2
    assert not page.kinds._bin.isHidden()
    window.undo()
    assert len(titles(page)) == 3
    window.redo()
    page.table.selectRow(0)
    page.remove_chosen()
    choose_kind(page, "回收站")
    assert len(titles(page)) == 2
    page.table.selectAll()
    assert words_of(page.menu_of_chosen()) == ["恢复"]
    page.restore_chosen()
    assert titles(page) == []
    choose_kind(page, "全部记录")
    assert len(titles(page)) == 3


def test_removing_a_final_record_is_asked_about(
    window: MainWindow, page: RecordsPage, answers: list[str]
) -> None:
    final = stored(window.workspace, "2月支委会")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, final.id))
    page.table.selectRow(2)
    answers += ["取消", "删除"]
    page.remove_chosen()
    assert len(titles(page)) == 3
    page.remove_chosen()
    assert len(titles(page)) == 2


def test_what_was_chosen_stays_chosen(window: MainWindow, page: RecordsPage) -> None:
    page.table.selectRow(1)
    window.workspace.changed.emit()
    assert [line.title for line in page.chosen()] == ["3月主题党日：护学"]


def test_periods_go_by_the_day_they_are_asked_on(qapp: QApplication, qtbot: QtBot) -> None:
    choice = PeriodChoice(lambda: TODAY)
    qtbot.addWidget(choice)
    spans = {}
    for words in ("本月", "本季度", "本年", "上一年"):
        choice.choose(words)
        assert choice.period is not None
        spans[words] = (choice.period.first, choice.period.last)
    assert spans == {
        "本月": (date(2026, 3, 1), date(2026, 3, 31)),
        "本季度": (date(2026, 1, 1), date(2026, 3, 31)),
        "本年": (date(2026, 1, 1), date(2026, 12, 31)),
        "上一年": (date(2025, 1, 1), date(2025, 12, 31)),
    }
