from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPushButton, QToolButton

from tests.samples import a_branch, a_record
from tests.ui.conftest import TODAY, stored
from ui.frame import SMALLEST
from ui.pages import duty_tasks
from ui.pages.branch import BranchPage
from ui.pages.development import DevelopmentPage
from ui.pages.duties import DutiesPage
from ui.pages.duty_tasks import BUTTON, LAPSED, NO_MEETINGS, THIS_MONTH, WHAT
from ui.preview import Preview
from ui.window import MainWindow
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.duties import matrix as duty_matrix
from zjdesk.duties.cells import Status
from zjdesk.duties.excuses import EXCUSED
from zjdesk.kinds.catalogue import INTERVIEWEE
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Person
from zjdesk.people import Group, GroupStay
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.record import Record
from zjdesk.regulations.catalogue import SINCE
from zjdesk.store import drafts, open_matters, records, settings
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Replies
    from ui.forms.record_form import RecordForm
    from ui.workspace import Workspace
    from zjdesk.people import Branch

NAMES = ("白知远", "杜若溪", "甘棠", "单田芳", "欧阳雨桐", "聂海胜", "翟志刚", "费俊龙")
SECOND_IN_MARCH = "3月13日　3月支委会（二）（草稿）"
FIRST, SECOND = "第一党小组", "第二党小组"


@pytest.fixture(scope="module")
def _two_groups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight members in two groups; the spring of 2026 up to the 20th of March."""
    path = tmp_path_factory.mktemp("duties") / "支部.zj"
    clock = datetime(2026, 3, 13, 9, 0).astimezone()
    branch = two_groups()
    ledger = Ledger.create(path, branch, author="杜若溪", now=lambda: clock)
    follow_up = FollowUp(what="护学岗排班表", owner="甘棠", due_on=date(2026, 3, 10))
    agenda = [AgendaItem(title="护学岗", content="分组轮值。", follow_ups=[follow_up])]
    made = [
        a_record("committee_meeting", title="1月支委会", day=date(2026, 1, 9), agenda=agenda),
        a_record("group_meeting", title="一组1月", day=date(2026, 1, 14), place="一年级办公室"),
        a_record("group_meeting", title="二组1月", day=date(2026, 1, 15), group=SECOND),
        a_record("theme_party_day", title="2月主题党日", day=date(2026, 2, 27)),
        a_record("committee_meeting", title="3月支委会", day=date(2026, 3, 6)),
        a_record("committee_meeting", title="3月支委会（二）", day=date(2026, 3, 13)),
        talk("m1", "m2"),
    ]
    with ledger.transaction("准备") as tx:
        for record in made:
            assert settle(record, branch) == []
            records.save(tx, record)
            if record.title != "3月支委会（二）":
                records.finalise(tx, record.id)
    ledger.close()
    return path


def two_groups() -> Branch:
    branch = a_branch(*NAMES)
    branch.groups.append(Group(name=SECOND, leader="单田芳"))
    for member in branch.members[4:]:
        member.groups = [GroupStay(group=SECOND)]
    return branch


def talk(*members: str) -> Record:
    talker, other = (Person(name=NAMES[int(one[1:]) - 1], member=one) for one in members)
    record = a_record("heart_talk", title="谈心", day=date(2026, 3, 3), group="")
    record.details = {"talker": talker, "interviewee": other}
    return record


@pytest.fixture
def ledger_path(_two_groups: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_two_groups, tmp_path / "支部.zj"))


@pytest.fixture
def page(window: MainWindow) -> DutiesPage:
    window.go_to("duties")
    assert isinstance(window.page, DutiesPage)
    QApplication.processEvents()
    return window.page


# ------------------------------------------------------------------------------ what tests do


def at(page: DutiesPage, label: str, month: int) -> QModelIndex:
    model = page.matrix.lines
    labels = [model.line(row).label for row in range(model.rowCount())]
    return model.index(labels.index(label), month)


def mark(page: DutiesPage, label: str, month: int) -> str:
    return str(at(page, label, month).data())


def click(page: DutiesPage, label: str, month: int) -> None:
    place = page.matrix.visualRect(at(page, label, month)).center()
    QTest.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)


def menu_of(page: DutiesPage, label: str, month: int) -> list[str]:
    """Show the menu of a cell by a right click; its words."""
    page.matrix.setCurrentIndex(at(page, label, month))
    ask_menu(page.matrix, page.matrix.visualRect(at(page, label, month)).center())
    return words_of_menu()


def ask_menu(view: QAbstractItemView, point: QPoint | None = None) -> None:
    """Right click on a point of the view; without one, the menu key."""
    reason = QContextMenuEvent.Reason.Mouse if point else QContextMenuEvent.Reason.Keyboard
    where = point or QPoint(1, 1)
    seen = QContextMenuEvent(reason, where, view.viewport().mapToGlobal(where))
    QApplication.sendEvent(view.viewport() if point else view, seen)


def words_of_menu() -> list[str]:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return [action.text() for action in shown.actions() if action.text()]


def pick(words: str) -> None:
    """Choose something in the menu that is shown."""
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    [action] = [action for action in shown.actions() if action.text() == words]
    shown.close()
    action.trigger()


def form_of(window: MainWindow) -> RecordForm:
    form = window.form
    assert form is not None
    return form  # type: ignore[return-value]


def line(page: DutiesPage, what: str) -> QTreeWidgetItem:
    [found] = [item for item in page.tasks.items() if item.text(WHAT) == what]
    return found


def press_button(page: DutiesPage, what: str) -> None:
    item = line(page, what)
    place = page.tasks.visualRect(page.tasks.indexFromItem(item, BUTTON)).center()
    QTest.mouseClick(page.tasks.viewport(), Qt.MouseButton.LeftButton, pos=place)


def headings(page: DutiesPage) -> list[str]:
    tops = [page.tasks.topLevelItem(n) for n in range(page.tasks.topLevelItemCount())]
    return [top.text(WHAT) for top in tops if top]


@pytest.fixture
def reasons(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Reasons that are given when one is asked for, in order."""
    given: list[str | None] = []
    monkeypatch.setattr("ui.messages.ask_reason", lambda *_, **__: given.pop(0))
    return given


def change(workspace: Workspace, *made: Record) -> None:
    branch = workspace.branch
    for record in made:
        assert settle(record, branch) == []

    def verb(tx: records.Transaction) -> None:
        for record in made:
            records.save(tx, record)

    workspace.do("准备", verb)


# ------------------------------------------------------------------------------ the matrix


def test_a_year_is_judged_once_for_all_that_shows_it(
    page: DutiesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []

    class Counted(duty_matrix._Judge):
        def __init__(self, *known: object) -> None:
            judged.append(self)
            super().__init__(*known)  # type: ignore[arg-type]

    monkeypatch.setattr(duty_matrix, "_Judge", Counted)
    page.refresh()
    assert len(judged) == 2, "this year, and what of last year is in time until spring"


def test_it_is_the_first_page(window: MainWindow) -> None:
    assert next(iter(window.navigation.buttons)) == "duties"
    window.workspace.opened.emit()
    assert isinstance(window.page, DutiesPage)


def test_the_year_stands_in_signs(page: DutiesPage) -> None:
    assert [mark(page, "支部委员会会议", month) for month in (1, 2, 3, 4)] == [
        "✓9日",
        "缺",
        "✓稿",
        "",
    ]
    assert [mark(page, "党小组会", month) for month in (1, 2, 3)] == ["✓", "缺", "待"]
    assert mark(page, "第一党小组会", 1) == "✓14日"
    assert mark(page, "谈心谈话", 1) == "还差6人"
    assert (
        page.summary.text()
        == "3月已开 3 次，其中 1 次还没有定稿 · 近期要开 5 次 · 今年到现在缺 4 次"
    )


def test_the_numbers_of_list_and_year_agree(
    window: MainWindow, page: DutiesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.workspace, "today", lambda: date(2026, 4, 10))
    page.refresh()
    [lapsed] = [heading for heading in headings(page) if heading.startswith(LAPSED)]
    assert lapsed.endswith("，其中2025年2项")
    count = int(lapsed.removeprefix(f"{LAPSED}　").partition("，")[0])
    assert page.summary.text().endswith(f"今年到现在缺 {count - 2} 次")


def test_what_is_written_for_a_later_day_is_opened_and_not_made_again(
    window: MainWindow, page: DutiesPage
) -> None:
    later = a_record("group_meeting", title="二组3月", day=date(2026, 3, 27), group=SECOND)
    change(page.workspace, later)
    assert mark(page, "第二党小组会", 3) == "稿27日"
    assert mark(page, "党小组会", 3) == "待"
    assert line(page, "3月第一党小组会").text(BUTTON) == "新建记录…"
    assert line(page, "3月第二党小组会").text(BUTTON) == "打开草稿…"
    assert "其中 1 次已有草稿" in page.summary.text()
    page.matrix.setCurrentIndex(at(page, "第二党小组会", 3))
    assert "3月27日　二组3月（草稿）" in page.told.text()
    assert menu_of(page, "第二党小组会", 3)[:2] == [
        "新建3月第二党小组会…", "打开：3月27日　二组3月（草稿）",
    ]  # fmt: skip
    click(page, "党小组会", 3)
    assert words_of_menu() == ["新建3月第一党小组会…", "打开：3月27日　二组3月（草稿）"]
    click(page, "第二党小组会", 3)
    assert form_of(window).record.title == "二组3月"
    form_of(window).close_form()
    press_button(page, "3月第二党小组会")
    assert form_of(window).record.id == later.id


def test_a_draft_in_a_long_period_is_counted_in_its_cell(page: DutiesPage) -> None:
    change(page.workspace, a_record("party_lecture", title="党课", day=date(2026, 3, 2), group=""))
    assert mark(page, "党课", 1) == "✓3月2日 1稿"


def test_a_long_period_is_one_cell_over_its_months(page: DutiesPage) -> None:
    lecture = at(page, "党课", 4)
    assert page.matrix.columnSpan(lecture.row(), lecture.column()) == 3
    year = at(page, "谈心谈话", 1)
    assert page.matrix.columnSpan(year.row(), year.column()) == 12


def test_the_model_keeps_the_rules_of_qt(page: DutiesPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.matrix.lines)


def test_a_cell_can_be_heard(page: DutiesPage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert at(page, "支部委员会会议", 1).data(role) == "1月 支部委员会会议 已开 1月9日"
    assert at(page, "第二党小组会", 2).data(role) == "2月 第二党小组会 缺"
    assert at(page, "谈心谈话", 3).data(role) == "2026年 谈心谈话 未到期 3月3日 还差6人"


def test_every_status_has_a_sign_of_its_own() -> None:
    from ui.pages.duty_marks import COLOURS, SIGNS

    assert set(SIGNS) == set(COLOURS) == set(Status)
    assert len(set(SIGNS.values())) == len(Status)


def test_what_is_told_of_a_cell_names_dates_people_and_the_rule(page: DutiesPage) -> None:
    page.matrix.setCurrentIndex(at(page, "党小组会", 2))
    told = page.told.text().splitlines()
    assert told[:3] == ["2月党小组会　缺，期限2026年2月28日", "第一党小组　缺", "第二党小组　缺"]
    assert "第13、14条" in told[3]
    page.matrix.setCurrentIndex(at(page, "谈心谈话", 5))
    assert "还没有谈到6人：甘棠、单田芳、" in page.told.text()
    assert at(page, "谈心谈话", 1).data(Qt.ItemDataRole.ToolTipRole) == page.told.text()


def test_what_was_held_in_the_spring_after_is_told_with_its_year(
    window: MainWindow, page: DutiesPage
) -> None:
    change(window.workspace, a_record("org_life_meeting", day=date(2026, 1, 23), for_year=2025))
    page.back.click()
    assert mark(page, "组织生活会", 1) == "✓2026年1月23日 1稿"
    assert menu_of(page, "组织生活会", 3)[0].startswith("打开：2026年1月23日　")


def test_many_talks_are_told_in_short(window: MainWindow, page: DutiesPage) -> None:
    change(window.workspace, *(talk("m1", "m2") for _ in range(6)))
    page.matrix.setCurrentIndex(at(page, "谈心谈话", 1))
    assert "……共7次" in page.told.text().splitlines()


def test_a_missing_cell_opens_the_record_on_the_last_school_day(
    window: MainWindow, page: DutiesPage
) -> None:
    click(page, "支部委员会会议", 2)
    record = form_of(window).record
    assert (record.kind, record.day) == ("committee_meeting", date(2026, 2, 27))  # a Friday
    assert record.title == "2月支部委员会会议"
    assert record.place == "行政楼三楼会议室"


def test_a_group_brings_its_name_and_its_circumstances(
    window: MainWindow, page: DutiesPage
) -> None:
    click(page, "第一党小组会", 3)
    record = form_of(window).record
    assert (record.kind, record.group, record.day) == ("group_meeting", FIRST, TODAY)
    assert (record.title, record.place) == ("第一党小组3月党小组会", "一年级办公室")


def test_the_line_of_all_groups_asks_which(window: MainWindow, page: DutiesPage) -> None:
    click(page, "党小组会", 2)
    assert words_of_menu() == ["新建2月第一党小组会…", "新建2月第二党小组会…"]
    pick("新建2月第二党小组会…")
    assert form_of(window).record.group == SECOND


def test_what_counts_for_last_year_is_made_for_it(window: MainWindow, page: DutiesPage) -> None:
    page.back.click()
    click(page, "组织生活会", 7)
    record = form_of(window).record
    assert (record.kind, record.day, record.for_year) == ("org_life_meeting", TODAY, 2025)
    assert record.title == "2025年度组织生活会"


def test_talks_list_those_nobody_talked_to(window: MainWindow, page: DutiesPage) -> None:
    click(page, "谈心谈话", 6)
    assert words_of_menu() == [f"找{name}谈话…" for name in NAMES[2:]]
    pick("找单田芳谈话…")
    record = form_of(window).record
    assert record.kind == "heart_talk"
    [member] = [one for one in window.workspace.branch.members if one.name == "单田芳"]
    assert (record[INTERVIEWEE].name, record[INTERVIEWEE].member) == ("单田芳", member.id)
    assert form_of(window).sections.inputs["interviewee"].value() == record[INTERVIEWEE]


def test_a_cell_that_is_done_opens_what_was_held(window: MainWindow, page: DutiesPage) -> None:
    click(page, "支部委员会会议", 1)
    assert form_of(window).record.title == "1月支委会"
    form_of(window).close_form()
    click(page, "支部委员会会议", 3)
    assert words_of_menu() == ["打开：3月6日　3月支委会", f"打开：{SECOND_IN_MARCH}"]
    pick(f"打开：{SECOND_IN_MARCH}")
    assert form_of(window).record.title == "3月支委会（二）"


def test_a_saved_record_turns_its_cell_at_once(window: MainWindow, page: DutiesPage) -> None:
    click(page, "第二党小组会", 3)
    assert form_of(window).save()
    assert mark(page, "第二党小组会", 3) == "✓稿"
    assert mark(page, "党小组会", 3) == "待1组"
    assert "3月第二党小组会" not in [item.text(WHAT) for item in page.tasks.items()]
    form_of(window).close_form()
    window.undo()
    assert mark(page, "第二党小组会", 3) == "待"


def test_what_is_not_asked_for_opens_nothing(window: MainWindow, page: DutiesPage) -> None:
    window.workspace.change_branch("准备", lambda branch: branch.committee.clear())
    assert mark(page, "支部委员会会议", 4) == "—"
    click(page, "支部委员会会议", 4)
    assert window.form is None
    assert QApplication.activePopupWidget() is None
    assert "还没有设" in page.told.text()
    assert page.committee_button.text() == "未设支委会（正式党员8人，应设）：到“支部”填写…"
    page.on.click()
    assert mark(page, "支部委员会会议", 1) == "— 正式党员满7人，应设支委会，还没有设"
    row = at(page, "支部委员会会议", 1)
    assert page.matrix.columnSpan(row.row(), row.column()) == 12
    page.committee_button.click()
    assert isinstance(window.page, BranchPage)


# ------------------------------------------------------------------------------ 不召开


def test_an_excuse_is_given_undone_and_taken_back(
    window: MainWindow, page: DutiesPage, reasons: list[str | None]
) -> None:
    assert menu_of(page, "支部委员会会议", 2) == ["新建2月支部委员会会议…", "2月不召开…"]
    reasons.append("寒假，委员都在外地")
    pick("2月不召开…")
    assert mark(page, "支部委员会会议", 2) == "不召开"
    assert "寒假，委员都在外地" in page.told.text()
    assert "2月支部委员会会议" not in [item.text(WHAT) for item in page.tasks.items()]
    assert window.workspace.undo_label == "2月支部委员会会议不召开"
    window.undo()
    assert mark(page, "支部委员会会议", 2) == "缺"
    window.redo()
    assert menu_of(page, "支部委员会会议", 2) == ["取消“2月支部委员会会议不召开”"]
    pick("取消“2月支部委员会会议不召开”")
    assert mark(page, "支部委员会会议", 2) == "缺"
    assert window.workspace.read(lambda db: settings.get(db, EXCUSED.key)) is None


def test_without_a_reason_nothing_is_excused(
    window: MainWindow, page: DutiesPage, reasons: list[str | None]
) -> None:
    reasons.append(None)
    menu_of(page, "支部委员会会议", 2)
    pick("2月不召开…")
    assert mark(page, "支部委员会会议", 2) == "缺"
    assert window.workspace.undo_label == "准备"


def test_one_group_is_excused_or_all_of_them(
    window: MainWindow, page: DutiesPage, reasons: list[str | None]
) -> None:
    reasons += ["组长支教", "寒假"]
    menu_of(page, "第二党小组会", 2)
    pick("2月不召开…")
    assert [mark(page, f"第{n}党小组会", 2) for n in "一二"] == ["缺", "不召开"]
    assert mark(page, "党小组会", 2) == "缺1组"
    menu_of(page, "党小组会", 2)
    pick("2月不召开…")
    assert [mark(page, f"第{n}党小组会", 2) for n in "一二"] == ["不召开", "不召开"]
    menu_of(page, "第二党小组会", 2)
    pick("取消“2月第二党小组会不召开”")  # its own reason first, then that of all
    assert mark(page, "第二党小组会", 2) == "不召开"
    menu_of(page, "第二党小组会", 2)
    pick("取消“2月第二党小组会不召开”")
    assert [mark(page, f"第{n}党小组会", 2) for n in "一二"] == ["缺", "缺"]


def test_talks_and_what_was_held_are_not_excused(page: DutiesPage) -> None:
    assert not [words for words in menu_of(page, "谈心谈话", 1) if "不召开" in words]
    assert menu_of(page, "支部委员会会议", 1) == ["打开：1月9日　1月支委会"]


# ------------------------------------------------------------------------------ years, keys


def test_the_arrows_go_through_the_years(page: DutiesPage) -> None:
    listed = [item.text(WHAT) for item in page.tasks.items()]
    assert (page.shown_year.text(), page.matrix.month) == ("2026年", 3)
    assert page.this_year.isHidden()
    page.back.click()
    assert (page.shown_year.text(), page.matrix.month) == ("2025年", 0)
    assert mark(page, "支部委员会会议", 2) == "缺"
    assert [item.text(WHAT) for item in page.tasks.items()] == listed
    page.workspace.changed.emit()
    assert page.shown_year.text() == "2025年"
    page.this_year.click()
    page.on.click()
    assert page.shown_year.text() == "2027年"
    assert {mark(page, "主题党日", month) for month in range(1, 13)} == {""}


def test_who_kept_paper_before_says_by_one_day_since_when_things_are_missing(
    window: MainWindow, page: DutiesPage, replies: Replies
) -> None:
    assert page.since_button.isHidden()
    page.back.click()
    replies.append({})
    page.since_button.click()
    [stored_rule] = page.workspace.local_rules
    assert (stored_rule.rule, stored_rule.value, stored_rule.reason) == (
        SINCE.field.key, "2026-03-01", "建账日期",
    )  # fmt: skip
    assert page.since_button.isHidden()
    page.this_year.click()
    assert "缺 0 次" in page.summary.text()
    window.undo()
    assert page.workspace.local_rules == ()


def test_keys_move_open_and_unfold(window: MainWindow, page: DutiesPage) -> None:
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(at(page, "支部委员会会议", 1))
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    assert page.told.text().startswith("2月支部委员会会议")
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    assert page.told.text().startswith("2月党小组会")
    ask_menu(page.matrix)
    assert words_of_menu()[0] == "新建2月第一党小组会…"
    QApplication.activePopupWidget().close()
    page.matrix.setCurrentIndex(at(page, "党小组会", 0))
    rows = page.matrix.lines.rowCount()
    QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    assert page.matrix.lines.rowCount() == rows - 2
    assert mark(page, "党小组会", 0) == "党小组会 ▸"
    QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    assert page.matrix.lines.rowCount() == rows
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    QTest.keyClick(page.matrix, Qt.Key.Key_Up)
    QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    assert form_of(window).record.title == "1月支委会"
    form_of(window).close_form()
    assert page.focusWidget() is page.matrix
    assert page.told.text().startswith("1月支部委员会会议")


def test_many_groups_are_folded_until_asked_for(window: MainWindow, page: DutiesPage) -> None:
    def add(branch: Branch) -> None:
        for number, member in enumerate(branch.members[:5], 3):
            branch.groups.append(Group(name=f"第{number}党小组"))
            member.groups = [GroupStay(group=f"第{number}党小组")]

    window.workspace.change_branch("准备", add)
    assert mark(page, "党小组会", 0) == "党小组会 ▸"
    click(page, "党小组会", 0)
    assert mark(page, "第7党小组会", 2) == "缺"


# ------------------------------------------------------------------------------ the list


def test_the_list_stands_in_groups_with_the_rest_unfolded(page: DutiesPage) -> None:
    assert headings(page)[:2] == [f"{THIS_MONTH}　7", f"{LAPSED}　4"]
    assert headings(page)[-1] == "跟进事项　1"


def test_more_than_a_few_are_shown_when_asked_for(
    page: DutiesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duty_tasks, "FEW", 1)
    page.refresh()
    before = len(page.tasks.items())
    press_button(page, "还有 3 项…")
    assert len(page.tasks.items()) == before + 2
    page.refresh()
    assert len(page.tasks.items()) == before + 2


def test_a_button_of_the_list_opens_the_record(window: MainWindow, page: DutiesPage) -> None:
    assert line(page, "3月主题党日").text(BUTTON) == "新建记录…"
    press_button(page, "3月主题党日")
    record = form_of(window).record
    assert (record.kind, record.day) == ("theme_party_day", TODAY)


def test_enter_in_the_list_acts_and_its_menu_excuses(
    window: MainWindow, page: DutiesPage, reasons: list[str | None]
) -> None:
    page.tasks.setCurrentItem(line(page, "1月主题党日"))
    ask_menu(page.tasks)
    assert words_of_menu() == ["新建1月主题党日…", "1月不召开…"]
    reasons.append("期末")
    pick("1月不召开…")
    assert mark(page, "主题党日", 1) == "不召开"
    page.tasks.setCurrentItem(line(page, "2月支部委员会会议"))
    QTest.keyClick(page.tasks, Qt.Key.Key_Return)
    assert form_of(window).record.day == date(2026, 2, 27)


def test_an_open_matter_is_done_from_the_list(
    window: MainWindow, page: DutiesPage, replies: Replies
) -> None:
    replies.append({"done_note": "已张贴"})
    press_button(page, "护学岗排班表")
    assert window.workspace.read(open_matters.open_matters) == []
    assert "护学岗排班表" not in [item.text(WHAT) for item in page.tasks.items()]
    window.undo()
    assert line(page, "护学岗排班表").text(BUTTON) == "登记完成…"
    page.tasks.setCurrentItem(line(page, "护学岗排班表"))
    ask_menu(page.tasks)
    assert words_of_menu() == ["登记完成…", "打开会议记录"]
    pick("打开会议记录")
    assert form_of(window).record.id == stored(window.workspace, "1月支委会").id


def test_people_are_opened_from_the_list(window: MainWindow, page: DutiesPage) -> None:
    prospect = Prospect(name="沈从文")
    applied = DevelopmentStep(step=StepName.APPLICATION, on=date(2026, 2, 1))
    prospect.steps.append(applied)
    window.workspace.change_branch("准备", lambda branch: branch.prospects.append(prospect))
    [item] = [one for one in page.tasks.items() if one.text(WHAT).startswith("沈从文：")]
    assert item.text(BUTTON) == "打开发展党员"
    press_button(page, item.text(WHAT))
    assert isinstance(window.page, DevelopmentPage)
    assert window.page.list.current is not None
    assert window.page.list.current.name == "沈从文"


def test_an_empty_month_is_said_kindly(window: MainWindow, page: DutiesPage) -> None:
    change(
        window.workspace,
        a_record("group_meeting", day=date(2026, 3, 10)),
        a_record("group_meeting", day=date(2026, 3, 10), group=SECOND),
        a_record("theme_party_day", day=date(2026, 3, 10)),
        a_record("member_assembly", day=date(2026, 3, 11)),
        a_record("party_lecture", day=date(2026, 3, 11)),
        a_record("org_life_meeting", day=date(2026, 3, 11), for_year=2025),
        a_record("democratic_appraisal", day=date(2026, 3, 11), for_year=2025),
    )
    top = page.tasks.topLevelItem(headings(page).index(THIS_MONTH))
    assert top is not None
    assert [top.child(n).text(WHAT) for n in range(top.childCount())] == [NO_MEETINGS]


def test_a_form_left_unsaved_is_told_on_every_page(
    window: MainWindow, page: DutiesPage, answers: list[str]
) -> None:
    left = a_record("heart_talk", title="谈到一半", group="")
    window.workspace.keep(lambda tx: drafts.put(tx, left))
    window.workspace.changed.emit()
    assert window.records is not None
    strips = (page.unfinished, window.records.unfinished)
    assert not any(strip.isHidden() for strip in strips)
    page.unfinished.go_on.click()
    assert form_of(window).record.title == "谈到一半"
    form_of(window).is_unsaved = False
    form_of(window).close_form()
    window.workspace.keep(lambda tx: drafts.put(tx, left))
    window.workspace.changed.emit()
    answers.append("丢弃")
    page.unfinished.drop.click()
    assert all(strip.isHidden() for strip in strips)


# ------------------------------------------------------------------------------ to files


def test_the_calendar_is_written_where_asked(
    window: MainWindow, page: DutiesPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.file_dialogs.ask_save", lambda *_: tmp_path / "日历")
    page.calendar_button.click()
    written = (tmp_path / "日历.ics").read_bytes().decode()
    assert written.startswith("BEGIN:VCALENDAR\r\n")
    assert "3月主题党日" in written
    assert "日历.ics" in window.statusBar().currentMessage()


def test_the_year_is_shown_as_it_will_be_printed(
    page: DutiesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[Preview] = []
    monkeypatch.setattr(Preview, "open", lambda preview: shown.append(preview))
    page.back.click()
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "2025年" in shown[0].windowTitle()
    shown[0].done(0)


# ------------------------------------------------------------------------------ room


def test_a_small_window_has_the_list_above_the_matrix(window: MainWindow, page: DutiesPage) -> None:
    assert page.tasks.y() <= page.matrix.y() + 60
    assert page.matrix.x() > page.tasks.geometry().right()
    window.resize(SMALLEST)
    QApplication.processEvents()
    assert page.matrix.y() > page.tasks.geometry().bottom()
    assert page.width() <= SMALLEST.width()
    assert page.matrix.geometry().right() <= page.width()


def test_every_button_says_what_it_does(page: DutiesPage) -> None:
    for kind in (QPushButton, QToolButton):
        for button in page.findChildren(kind):
            assert button.text()
    assert page.back.accessibleName() == "上一年"
