from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.samples import a_record
from tests.ui.conftest import TODAY
from tests.ui.test_preview import shown_preview
from ui import look
from ui.frame import SMALLEST
from ui.pages.member import MemberForm
from ui.pages.span_choice import OWN, SpanChoice
from ui.pages.statistics import StatisticsPage
from zjdesk import reporting
from zjdesk.errors import LedgerDamaged
from zjdesk.kinds.headcount import settle
from zjdesk.periods import Period, half_year_of, period_of, quarter_of, year_of
from zjdesk.reporting import report_of
from zjdesk.statistics.charts import charts
from zjdesk.statistics.tables import NOTHING
from zjdesk.store import records

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow
    from zjdesk.statistics.report import Report
    from zjdesk.statistics.tables import Table


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    window.go_to("statistics")
    assert isinstance(window.page, StatisticsPage)
    wait(window.page, qtbot)
    return window.page


def wait(page: StatisticsPage, qtbot: QtBot) -> Report:
    qtbot.waitUntil(lambda: page.report is not None, timeout=20_000)
    assert page.report is not None
    return page.report


def expected(page: StatisticsPage, span: Period) -> Report:
    return page.workspace.read(lambda db: report_of(db, span, today=TODAY))


def shown(page: StatisticsPage) -> list[tuple[str, ...]]:
    lines = page.panel.lines
    return [
        tuple(lines.index(row, column).data() for column in range(lines.columnCount()))
        for row in range(lines.rowCount())
    ]


def texts_of(table: Table) -> list[tuple[str, ...]]:
    return list(table.shown()) if table.rows else []


def save_as(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_, **__: (str(target), "")
    )


def add_record(page: StatisticsPage, **values: Any) -> None:
    record = a_record(**values)
    assert settle(record, page.workspace.branch) == []
    page.workspace.do("准备", lambda tx: records.save(tx, record))


# ------------------------------------------------------------------------------ tables


def test_every_table_is_shown_as_it_was_counted(page: StatisticsPage) -> None:
    report = expected(page, year_of(TODAY))
    assert page.report == report
    assert page.extent.text() == f"2026年：{report.extent}"
    listed = [page.list.item(row) for row in range(page.list.count())]
    assert [item.text() for item in listed] == [table.title for table in report.tables]
    for table, item in zip(report.tables, listed, strict=True):
        page.choose(table.key)
        assert page.list.currentItem() is item
        assert shown(page) == texts_of(table)
        lines, header = page.panel.lines, Qt.Orientation.Horizontal
        for place, column in enumerate(table.columns):
            assert lines.headerData(place, header) == column.heading
        assert page.panel.notes.text() == "\n".join(table.remarks)
        is_grey = item.foreground().color() == QColor(look.INK_FAINT)
        assert is_grey == (not table.rows)
        assert page.panel.view.isVisible() == bool(table.rows)
        assert page.copy_table_button.isEnabled() == bool(table.rows)


def test_numbers_stand_at_the_right_and_the_total_is_bold(page: StatisticsPage) -> None:
    page.choose("members")
    lines = page.panel.lines
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    role = Qt.ItemDataRole.TextAlignmentRole
    for column in range(lines.columnCount()):
        heading = lines.headerData(column, Qt.Orientation.Horizontal)
        is_text = heading in ("姓名", "党小组", "备注")
        assert lines.index(0, column).data(role) == (None if is_text else right)
        assert lines.headerData(column, Qt.Orientation.Horizontal, role) == (
            None if is_text else right
        )
    last = lines.rowCount() - 1
    assert lines.index(last, 0).data() == "合计"
    assert lines.index(last, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert lines.index(0, 0).data(Qt.ItemDataRole.FontRole) is None


def test_what_was_changed_is_counted_anew_and_the_table_stays(
    page: StatisticsPage, qtbot: QtBot
) -> None:
    page.choose("surveys")
    assert page.panel.notes.text() == NOTHING
    add_record(page, kind="survey", day=date(2026, 3, 18))
    report = wait(page, qtbot)
    assert page.list.currentItem().text() == "调研"
    assert len(shown(page)) == 2
    page.workspace.undo()
    assert wait(page, qtbot).records == report.records - 1
    assert shown(page) == []


def test_behind_another_page_nothing_is_counted_until_it_is_in_front(
    window: MainWindow, page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to("records")
    begun: list[Period] = []
    monkeypatch.setattr(page._counting, "count", begun.append)
    add_record(page, kind="survey", day=date(2026, 3, 18))
    assert begun == []
    monkeypatch.undo()
    window.go_to("statistics")
    assert wait(page, qtbot)["surveys"].rows


# ------------------------------------------------------------------------------ the span


def test_another_span_is_counted(page: StatisticsPage, qtbot: QtBot) -> None:
    page.span.buttons["一季度"].click()
    assert wait(page, qtbot) == expected(page, quarter_of(TODAY))
    assert "自然年度" in page.panel.notes.text()
    page.span.back.click()
    assert wait(page, qtbot) == expected(page, quarter_of(date(2025, 1, 1)))
    assert not page.copy_chart_button.isEnabled()
    page.span.buttons["下半年"].click()
    assert wait(page, qtbot) == expected(page, half_year_of(date(2025, 12, 1)))


def test_any_two_days(page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [Period("起止日期", date(2026, 3, 5), date(2026, 3, 12)), None]
    monkeypatch.setattr("ui.pages.span_choice.ask_period", lambda *_: given.pop(0))
    page.span.buttons[OWN].click()
    days = period_of(date(2026, 3, 5), date(2026, 3, 12))
    assert wait(page, qtbot) == expected(page, days)
    assert page.span.buttons[OWN].text() == "2026年3月5日至2026年3月12日"
    page.span.buttons[OWN].click()  # the person goes back
    assert page.span.span == days
    assert page.span.buttons[OWN].isChecked()
    page.span.back.click()
    assert page.span.span == year_of(date(2025, 1, 1))
    assert page.span.buttons[OWN].text() == OWN


def test_nothing_that_is_yet_to_come_can_be_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = SpanChoice(lambda: TODAY)
    qtbot.addWidget(choice)
    usable = [words for words, button in choice.buttons.items() if button.isEnabled()]
    assert usable == ["全年", "上半年", "一季度", OWN]
    assert not choice.on.isEnabled()
    choice.back.click()
    choice.choose("四季度")
    choice.on.click()
    assert choice.span == year_of(TODAY)
    later = Period("", TODAY + timedelta(days=9), TODAY + timedelta(days=30))
    monkeypatch.setattr("ui.pages.span_choice.ask_period", lambda *_: later)
    choice.choose(OWN)
    assert choice.span.first == TODAY


# ------------------------------------------------------------------------------ the thread


def test_the_window_answers_while_it_is_counted(
    page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    threads: list[int] = []

    def slow(*given: Any, **named: Any) -> Report:
        threads.append(threading.get_ident())
        assert go_on.wait(10)
        return report_of(*given, **named)

    monkeypatch.setattr(reporting, "report_of", slow)
    page.span.back.click()
    qtbot.waitUntil(lambda: page._note.text() == "正在统计……" and page._note.isVisible())
    assert not page.sheets_button.isEnabled()
    page.span.on.click()
    page.span.choose("一季度")
    go_on.set()
    assert wait(page, qtbot) == expected(page, quarter_of(TODAY))
    assert threading.get_ident() not in threads
    assert len(threads) == 2  # of three spans the second was never begun
    assert not page._note.isVisible()


def test_counting_is_given_up_when_the_page_is_left(
    window: MainWindow, page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, left = threading.Event(), threading.Event()

    def slow(*given: Any, **named: Any) -> Report:
        begun.set()
        assert left.wait(10)
        return report_of(*given, **named)

    monkeypatch.setattr(reporting, "report_of", slow)
    page.span.choose("一季度")
    assert begun.wait(10)
    window.go_to("records")
    left.set()
    qtbot.waitUntil(lambda: page._counting._thread is None)
    assert page.report is None
    window.go_to("statistics")
    assert wait(page, qtbot).span == quarter_of(TODAY)


def test_a_ledger_is_closed_while_it_is_counted(page: StatisticsPage) -> None:
    page.span.choose("一季度")
    page.workspace.close()
    QApplication.processEvents()
    assert page.report is None


def test_trouble_is_raised_and_told_on_the_page(
    page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: Any, **__: Any) -> Report:
        raise LedgerDamaged("台账里有读不懂的设置")

    monkeypatch.setattr(reporting, "report_of", damaged)
    with qtbot.captureExceptions() as caught:
        page.refresh()
        qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0][1], LedgerDamaged)
    assert page._note.isVisible()
    assert page._note.text() == "没有统计出来。"
    assert not page.print_button.isEnabled()


# ------------------------------------------------------------------------------ charts


def test_a_chart_says_its_numbers_to_those_who_cannot_see_it(page: StatisticsPage) -> None:
    assert page.report is not None
    page.choose("members")
    assert page.panel.chart in charts(page.report)
    told = page.panel.bars.accessibleDescription().split("；")
    table = page.report["members"]
    hours = table.columns.index(next(one for one in table.columns if one.key == "hours"))
    for words, row in zip(told, list(table.shown()), strict=False):
        assert words.startswith(f"{row[0]} {row[hours]}，应修学时 ")
    page.choose("talk_coverage")
    assert page.panel.chart is None
    assert not page.panel.bars.isVisible()
    assert not page.copy_chart_button.isEnabled()


def test_a_bar_tells_its_name_and_number(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "ui.pages.bar_chart.QToolTip.showText", lambda _, words, *__: told.append(words)
    )
    page.choose("kinds")
    bars = page.panel.bars
    for x in (bars.width() - 4, 4):
        at = QPoint(x, bars.height() // 2)
        QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, at, bars.mapToGlobal(at)))
    assert told == [f"{shown(page)[-2][0]} 0", ""]


def test_a_small_window_turns_from_table_to_chart(window: MainWindow, page: StatisticsPage) -> None:
    page.choose("months")
    assert page.panel.bars.isVisible()
    assert page.panel.view.isVisible()
    assert not page.panel.turn.isVisible()
    window.resize(SMALLEST)
    QApplication.processEvents()
    assert window.size() == SMALLEST
    assert not page.panel.bars.isVisible()
    page.panel.turn.click()
    assert page.panel.bars.isVisible()
    assert not page.panel.view.isVisible()
    page.choose("talk_coverage")
    assert page.panel.view.isVisible()
    assert not page.panel.turn.isVisible()


# ------------------------------------------------------------------------------ handing on


def test_the_table_is_copied_as_spreadsheets_take_it(page: StatisticsPage) -> None:
    assert page.report is not None
    page.choose("members")
    page.copy_table_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    table = page.report["members"]
    assert lines[0].split("\t") == [column.heading for column in table.columns]
    assert [tuple(line.split("\t")) for line in lines[1:]] == list(table.shown())


def test_the_chart_is_copied_as_a_picture(page: StatisticsPage) -> None:
    page.choose("members")
    page.copy_chart_button.click()
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2000
    seen = {image.pixelColor(x, y).name() for x in range(0, 2000, 7) for y in range(0, 800, 7)}
    assert {look.PAPER.lower(), look.AMBER.lower()} <= seen  # nobody has 32 hours in March


def test_all_tables_are_written_as_sheets(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(tmp_path / "统计", monkeypatch)
    page.sheets_button.click()
    qtbot.waitUntil(page.saved.isVisible, timeout=20_000)
    target = tmp_path / "统计.xlsx"
    assert [one.text() for one in page.saved.findChildren(QLabel)] == [f"已保存到 {target}"]
    assert page.report is not None
    book = load_workbook(target)
    assert len(book.sheetnames) == len(page.report.tables)
    values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert {"姓名", "甘棠", "学时"} <= set(values)
    book.close()


def test_where_a_file_was_saved_is_told_for_a_while(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.saved._leaving.setInterval(50)
    page.saved.show_file(tmp_path / "统计.xlsx")
    assert page.saved.isVisible()
    qtbot.waitUntil(page.saved.isHidden)


def test_all_tables_are_written_as_pdf(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "统计.pdf"
    save_as(target, monkeypatch)
    page.paper_button.click()
    qtbot.waitUntil(page.saved.isVisible, timeout=20_000)
    text = "".join(one.extract_text() for one in PdfReader(target).pages)
    assert "2026年组织生活统计" in text
    assert "甘棠" in text


def test_a_file_that_is_there_is_only_replaced_when_the_person_wants_it(
    page: StatisticsPage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    target = tmp_path / "统计.xlsx"
    target.write_bytes(b"old")
    save_as(tmp_path / "统计", monkeypatch)
    answers[:] = ["取消", "替换"]
    page.export_sheets()
    assert target.read_bytes() == b"old"
    page.export_sheets()
    qtbot.waitUntil(page.saved.isVisible, timeout=20_000)
    assert target.read_bytes() != b"old"


def test_nothing_is_written_when_the_person_goes_back(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_, **__: ("", ""))
    page.export_sheets()
    page.export_paper()
    assert page.workspace._work is None


def test_one_table_or_all_are_previewed(page: StatisticsPage, qtbot: QtBot) -> None:
    page.choose("duties")
    page.print_table()
    one = shown_preview(qtbot)
    pages = len(one._pdf)
    one.close()
    page.print()
    every = shown_preview(qtbot)
    assert len(every._pdf) > pages
    every.close()


# ------------------------------------------------------------------------------ members


def test_a_click_on_a_member_opens_the_member(window: MainWindow, page: StatisticsPage) -> None:
    page.choose("members")
    view = page.panel.view
    where = view.visualRect(page.panel.lines.index(2, 4)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert isinstance(window.form, MemberForm)
    assert window.form.member.name == "甘棠"


def test_enter_opens_the_member_and_the_total_opens_nobody(
    window: MainWindow, page: StatisticsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    page.choose("talk_coverage")
    view, lines = page.panel.view, page.panel.lines
    view.setFocus()
    view.setCurrentIndex(lines.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(window.form, MemberForm)
    assert window.form.member.name == "杜若溪"
    window.form.close_form()
    wait(page, qtbot)
    page.choose("members")
    page.panel._open(lines.index(lines.rowCount() - 1, 0))
    page.choose("kinds")
    page.panel._open(lines.index(0, 0))
    assert window.form is None
