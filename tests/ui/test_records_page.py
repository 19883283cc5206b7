from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from tests.ui.conftest import TODAY, stored
from ui.pages.kinds import kind_groups
from ui.pages.period_choice import PeriodChoice
from ui.pages.record_lines import COLUMNS, TITLE_COLUMN, RecordLines
from ui.preview import Preview
from zjdesk.kinds import KINDS
from zjdesk.periods import Period
from zjdesk.record import State
from zjdesk.store import records
from zjdesk.store.records import RecordLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.messages import _Message
    from ui.pages.records import RecordsPage
    from ui.window import MainWindow

PRINTING = ("预览打印", "印成其他的纸")


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
    assert words_of(page.menu_of_chosen()) == [
        "打开", "定稿…", *PRINTING, "复制到上级平台…", "删除",
    ]  # fmt: skip
    window.workspace.do(
        "定稿", lambda tx: records.finalise(tx, stored(window.workspace, "2月支委会").id)
    )
    page.table.selectRow(2)
    assert words_of(page.menu_of_chosen()) == [
        "打开", "更正…", *PRINTING, "复制到上级平台…", "删除",
    ]  # fmt: skip
    page.table.selectAll()
    assert words_of(page.menu_of_chosen()) == ["预览打印（3 份）", "印成其他的纸", "删除（3 份）"]
    assert page._preview.text() == "预览打印（3 份）"
    assert not page._open.isEnabled()


def test_removed_records_are_in_the_bin_and_come_back(
    window: MainWindow, page: RecordsPage, answers: list[str]
) -> None:
    assert page.kinds._bin.isHidden()
    assert not page._restore.isVisible()
    answers += ["删除", "删除"]
    page.table.selectRow(0)
    page.remove_chosen()
    told = "已删除“党员大会：春季安排”，可撤销（Ctrl+Z）或在回收站恢复"
    assert window.statusBar().currentMessage() == told
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
    assert not page._open.isVisible()
    page._restore.click()
    assert window.statusBar().currentMessage() == "已恢复 2 条记录，放回了支部台账"
    assert titles(page) == []
    assert page._nothing.text() == "回收站是空的。"
    choose_kind(page, "全部记录")
    assert len(titles(page)) == 3


def test_removing_is_asked_about_and_enter_does_not_remove(
    window: MainWindow, page: RecordsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = stored(window.workspace, "2月支委会")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, final.id))
    asked: list[str] = []

    def press_enter(message: _Message) -> None:
        asked.extend(label.text() for label in message.findChildren(QLabel))
        next(button for button in message.buttons if button.isDefault()).click()

    monkeypatch.setattr("ui.messages._Message.exec", press_enter)
    page.table.selectRow(2)
    page.remove_chosen()
    assert asked[0] == "删除“2月支委会”？"
    assert "其中 1 条已经定稿" in asked[1]
    assert len(titles(page)) == 3


def test_counts_follow_search_and_period(page: RecordsPage) -> None:
    page.periods.choose("本月")
    shown = {key: item.text(1) for key, item in page.kinds._by_kind.items() if item.text(1)}
    assert shown == {"member_assembly": "1", "theme_party_day": "1"}
    assert page.kinds._all.text(1) == "2"
    page.search("护学岗")
    page.refresh()
    assert page.kinds._all.text(1) == "1"


def test_what_is_not_here_may_be_elsewhere(page: RecordsPage) -> None:
    choose_kind(page, "支委会")
    page.periods.choose("上一年")
    page.search("护学")
    page.refresh()
    assert page._nothing.text() == "这里没有；<a href='all'>全部记录中有 2 条</a>"
    page._nothing.linkActivated.emit("all")
    assert len(titles(page)) == 2
    assert page.kinds.kinds == ()
    assert page.periods.period is None


def test_the_list_shows_where_the_word_was_found(page: RecordsPage) -> None:
    page.search("分三组")
    page.refresh()
    cell = page.lines.index(0, TITLE_COLUMN)
    assert cell.data() == "党员大会：春季安排　▸ 分三组轮值。"
    assert "分三组轮值。" in cell.data(Qt.ItemDataRole.ToolTipRole)
    page.search("主题党日")
    page.refresh()
    assert page.lines.index(0, TITLE_COLUMN).data() == "3月主题党日：护学"


def test_esc_clears_the_search(window: MainWindow, page: RecordsPage, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.search.setFocus()
    window.search.setText("护学")
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""


def test_several_are_printed_the_oldest_first(
    page: RecordsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        "ui.papers.preview_papers",
        lambda _workspace, paper, ids, _parent: asked.append((paper, ids)),
    )
    page.table.selectAll()
    page.print()
    assert asked == [("minutes", [line.id for line in page.chosen()][::-1])]
    assert page.chosen()[-1].title == "2月支委会"


def test_an_earlier_version_can_be_looked_at(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    record = stored(window.workspace, "2月支委会")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, record.id))
    window.workspace.do("更正", lambda tx: records.reopen(tx, record.id, "漏记"))
    changed = stored(window.workspace, "2月支委会")
    changed.place = "新的地点"
    window.workspace.do("保存", lambda tx: records.save(tx, changed))
    window.workspace.do("定稿", lambda tx: records.finalise(tx, record.id))
    page.table.selectRow(2)
    menu = page.menu_of_chosen()
    assert words_of(menu) == [
        "打开", "更正…", "查看原稿：第1版…", *PRINTING, "复制到上级平台…", "删除",
    ]  # fmt: skip
    next(act for act in menu.actions() if "原稿" in act.text()).trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)))
    [preview] = window.findChildren(Preview)
    assert "第1版原稿" in preview.windowTitle()
    text = PdfReader(io.BytesIO(preview._content)).pages[0].extract_text()
    assert "新的地点" not in text
    assert "漏记" not in text
    preview.done(0)


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


def test_own_dates_stand_on_their_button(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = PeriodChoice(lambda: TODAY)
    qtbot.addWidget(choice)
    own = Period("起止日期", date(2026, 2, 1), date(2026, 3, 9))
    given: list[Period | None] = [None, own, None]
    monkeypatch.setattr("ui.pages.period_choice.ask_period", lambda *_: given.pop(0))

    def checked() -> list[str]:
        return [one.text() for one in choice.findChildren(QPushButton) if one.isChecked()]

    button = choice.findChildren(QPushButton)[-1]
    button.click()
    assert checked() == ["全部"]
    button.click()
    assert checked() == ["2026年2月1日—3月9日"]
    button.click()
    assert checked() == ["2026年2月1日—3月9日"]
    assert choice.period == own
