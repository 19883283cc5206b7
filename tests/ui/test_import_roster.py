"""The import of a roster in the window: the plan, what a person may change, and what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from ui.pages.import_roster import ImportRosterDialog, import_roster
from ui.pages.import_rows import READ, read_words, told_words
from ui.pages.new_ledger import NewLedgerDialog
from ui.progress import LongWork
from zjdesk.people import Branch, Category
from zjdesk.store import roster

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"


def a_sheet(path: Path, *rows: list[object], title: str = "党员名册") -> Path:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def dialog(qtbot):
    """The import into a branch without ledger or people."""
    shown = ImportRosterDialog(Branch, None)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def take(qtbot):
    """Give a file to a dialog and wait until it is read."""

    def give(dialog: ImportRosterDialog, path: Path) -> None:
        dialog.take_file(path)
        with qtbot.waitSignal(dialog._work.over):
            pass

    return give


@pytest.fixture
def again(qtbot):
    """Do something that plans anew, and wait for it."""

    def act(dialog: ImportRosterDialog, verb) -> None:
        before = dialog._work
        verb()
        assert dialog._work is not before
        with qtbot.waitSignal(dialog._work.over):
            pass

    return act


def words(dialog: ImportRosterDialog) -> dict[str, str]:
    return {name: button.text() for name, button in dialog.plan.filters.items()}


def shown_rows(dialog: ImportRosterDialog) -> list[int]:
    rows = dialog.plan.rows
    return [rows.row(n).number for n in range(rows.rowCount())]


# ------------------------------------------------------------------------------ the plan


def test_the_worst_sheet_is_understood_and_said(dialog, take):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    assert dialog.stack.currentWidget() is dialog.plan
    assert dialog.plan.sheets.currentText() == "党员名册"
    assert dialog.plan.sheets.isVisible()
    assert "隐藏的列没有读入：公民身份号码" in dialog.plan.notes.text()
    assert words(dialog)["有错"] == "有错 3"
    assert dialog.agree.text() == "导入 26 人"
    assert "3 行有错，不读入" in dialog.summary.text()
    assert "新建党小组：第一党小组、第二党小组、第三党小组" in dialog.summary.text()


def test_many_notes_leave_room_for_the_rows(opened, take, tmp_path):
    rows = [["白知远", f"19{year}-05-06", "预备党员", "2026-01-10"] for year in range(60, 95)]
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, *rows))
    notes = opened.plan.notes
    opened.plan.notes.show_notes([f"第{n}条" for n in range(20)])
    assert notes.isVisible()
    assert notes.height() < 6 * notes.fontMetrics().lineSpacing()
    assert notes.verticalScrollBar().maximum() > 0
    notes.show_notes([])
    assert not notes.isVisible()


def test_what_is_wrong_is_seen_first(dialog, take):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    assert dialog.plan.filters["有错"].isChecked()
    assert len(shown_rows(dialog)) == 3
    take(dialog, ROSTERS / "a-template.xlsx")
    assert dialog.plan.filters["全部"].isChecked()
    assert len(shown_rows(dialog)) > 3


def test_the_days_of_a_row_are_not_cut(dialog, take):
    take(dialog, ROSTERS / "a-template.xlsx")
    table = dialog.plan.table
    cell = dialog.plan.rows.index(0, READ)
    days = cell.data().splitlines()[1]
    assert "转正" in days
    assert table.fontMetrics().horizontalAdvance(days) < table.columnWidth(READ)
    assert table.rowHeight(0) >= 2 * table.fontMetrics().lineSpacing()


def test_a_small_window_shows_the_rows_and_the_columns_by_a_button(dialog, take, qtbot):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    dialog.resize(1280, 700)
    assert dialog.plan.columns.isVisible()
    dialog.resize(872, 430)
    assert (dialog.width(), dialog.height()) == (872, 430)
    plan = dialog.plan
    assert not plan.columns.isVisible()
    header, room = plan.table.horizontalHeader(), plan.table.viewport()
    qtbot.waitUntil(lambda: header.length() <= room.width())
    plan.columns_button.click()
    assert plan.columns.isVisible()


def test_rows_are_filtered_and_told_in_full(dialog, take):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    assert shown_rows(dialog) == [8, 18, 26]
    dialog.plan.table.selectRow(0)
    assert "第8行" in dialog.plan.detail.text()
    assert "没有姓名" in dialog.plan.detail.text()
    assert dialog.plan.filters["修改"].isHidden()


def test_what_was_read_stands_in_words(dialog, take):
    take(dialog, ROSTERS / "c-mixed-dates.xlsx")
    dialog.plan.filters["有提醒"].click()
    row = dialog.plan.rows.row(0)
    facts, days = read_words(row)
    assert facts.startswith("女　1982-11-01生　正式党员")
    assert days.startswith("2005-12-01入党")
    assert "只写到月，按当月1日读入" in told_words(row)[0]


@pytest.mark.parametrize("path", sorted(ROSTERS.glob("[a-f]*.[cx]*")), ids=lambda path: path.name)
def test_every_sample_is_planned(dialog, take, path):
    take(dialog, path)
    assert dialog.stack.currentWidget() is dialog.plan
    assert dialog.agree.isEnabled()
    assert len(dialog.plan.plan.rows) >= 25


def test_identity_numbers_are_kept_only_if_asked_for(dialog, take, again, tmp_path):
    number = "000000199003020025"
    header = ["姓名", "出生日期", identity := "身份证号"]
    take(dialog, a_sheet(tmp_path / "名册.xlsx", header, ["沈砚青", "1990-03-02", number]))
    assert identity not in dialog.plan.plan.columns
    box = dialog.plan.columns.boxes[identity]
    assert [box.itemText(n) for n in range(box.count())] == ["不读入", "保存，平时遮盖"]
    again(dialog, lambda: dialog.plan.columns.choose(identity, "id_number"))
    row = dialog.plan.rows.row(0)
    assert row.values["id_number"] == number
    assert read_words(row) == ["1990-03-02生　000000********0025"]


# ------------------------------------------------------------------------------ choices


def test_a_column_is_left_out(dialog, take, again):
    take(dialog, ROSTERS / "a-template.xlsx")
    assert "党小组" in dialog.plan.plan.columns
    again(dialog, lambda: dialog.plan.columns.choose("党小组", None))
    assert "党小组" not in dialog.plan.plan.columns
    assert dialog.plan.columns.boxes["党小组"].currentText() == "不读入"
    assert "新建党小组" not in dialog.summary.text()


def test_a_field_moves_to_another_column(dialog, take, again, tmp_path):
    header = ["姓名", "出生日期", "组", "工作岗位"]
    path = a_sheet(tmp_path / "名册.xlsx", header, ["沈砚青", "1990-03-02", "第一党小组", "语文"])
    take(dialog, path)
    assert dialog.plan.plan.columns["工作岗位"] == "post"
    again(dialog, lambda: dialog.plan.columns.choose("组", "post"))
    assert dialog.plan.plan.columns == {"姓名": "name", "出生日期": "birth_date", "组": "post"}
    box = dialog.plan.columns.boxes["组"]
    box.setCurrentIndex(box.findData("group"))
    again(dialog, lambda: box.activated.emit(box.currentIndex()))
    assert dialog.plan.plan.columns["组"] == "group"


def test_another_row_of_headers(dialog, take, again):
    take(dialog, ROSTERS / "b-title-alias-notes.xlsx")
    assert dialog.plan.header_row.value() == 3
    rows = shown_rows(dialog)
    again(dialog, lambda: dialog.plan.header_row.setValue(1))
    assert "第1行不是表头" in dialog.plan.refusal.text()
    assert dialog.plan.header_row.value() == 3
    assert shown_rows(dialog) == rows
    again(dialog, lambda: dialog.plan.columns.choose("性别", None))
    assert not dialog.plan.refusal.isVisible()
    assert dialog.plan.plan.header.last == 3


def test_a_sheet_that_is_no_roster_keeps_the_plan(dialog, take, again):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    box = dialog.plan.sheets
    box.setCurrentIndex(0)
    again(dialog, lambda: box.activated.emit(0))
    assert "没有找到名册的表头" in dialog.plan.refusal.text()
    assert box.currentText() == "党员名册"
    dialog.plan.filters["全部"].click()
    assert len(shown_rows(dialog)) == 29


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("name", "told"),
    [("i-locked.xlsx", "密码"), ("没有.xlsx", "找不到")],
)
def test_what_is_no_roster_is_refused_where_it_was_dropped(dialog, take, name, told):
    take(dialog, ROSTERS / name)
    assert dialog.stack.currentWidget() is dialog._choosing
    assert dialog.refusal.isVisible()
    assert told in dialog.refusal.text()
    assert name in dialog.refusal.text()
    take(dialog, ROSTERS / "a-template.xlsx")
    dialog.other.click()
    assert not dialog.refusal.isVisible()


def test_the_names_are_pointed_at_where_no_header_is_known(dialog, take, again, tmp_path):
    rows = (["情况表", None, None], ["序", "教职工", "出生年月"], [1, "沈砚青", "1990-03-02"])
    take(dialog, a_sheet(tmp_path / "名册.xlsx", *rows))
    start = dialog.start
    assert dialog.stack.currentWidget() is start
    assert "没有找到名册的表头" in start.refusal.text()
    assert not start.go_on.isEnabled()
    start.cells.setCurrentCell(2, 0)  # a number is no header
    assert not start.go_on.isEnabled()
    start.cells.setCurrentCell(1, 1)
    again(dialog, start.go_on.click)
    assert dialog.stack.currentWidget() is dialog.plan
    assert dialog.plan.plan.columns == {"教职工": "name", "出生年月": "birth_date"}
    assert [row.name for row in dialog.plan.plan.rows] == ["沈砚青"]
    again(dialog, lambda: dialog.plan.columns.choose("序", "post"))
    assert dialog.plan.plan.columns["教职工"] == "name"


def test_another_sheet_may_hold_the_names(dialog, take, again, tmp_path):
    path = a_sheet(tmp_path / "名册.xlsx", ["说明", "填表须知"])
    book = load_workbook(path)
    other = book.create_sheet("教师")
    other.append(["教职工", "出生年月"])
    other.append(["沈砚青", "1990-03-02"])
    book.save(path)
    take(dialog, path)
    dialog.start.sheets.setCurrentIndex(1)
    dialog.start.cells.setCurrentCell(0, 0)
    again(dialog, lambda: dialog.start.cells.itemDoubleClicked.emit(dialog.start.cells.item(0, 0)))
    assert [row.name for row in dialog.plan.plan.rows] == ["沈砚青"]


def test_a_file_is_dropped(dialog, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(ROSTERS / "a-template.xlsx"))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    dialog.drop.dropEvent(event)
    with qtbot.waitSignal(dialog._work.over):
        pass
    assert dialog.stack.currentWidget() is dialog.plan


# ------------------------------------------------------------------------------ carrying out


@pytest.fixture
def opened(workspace, qtbot, monkeypatch):
    """The import into the open ledger, as it is made by import_roster."""
    made: list[ImportRosterDialog] = []
    asked: list[str] = []

    def go_back(_, title, *__, **___):
        asked.append(title)
        return "", ""

    monkeypatch.setattr(ImportRosterDialog, "exec", lambda self: made.append(self))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", go_back)
    import_roster(workspace, None)
    qtbot.addWidget(made[0])
    made[0].show()
    qtbot.waitUntil(lambda: asked == ["选择党员名册表格"])
    return made[0]


@pytest.fixture
def agree(workspace, qtbot):
    """Agree to the plan and wait until it is written."""

    def act(dialog: ImportRosterDialog) -> None:
        dialog.agree.click()
        with qtbot.waitSignal(workspace._work.over):
            pass

    return act


HEADER = ["姓名", "出生日期", "人员类别", "入党日期", "转正日期", "党小组", "工作岗位"]
ROWS = (
    ["白知远", None, "正式党员", "2010-01-01", "2011-01-01", "第一党小组", None],
    ["沈砚青", "1998-04-05", "预备党员", "2026-01-10", None, "第二党小组", "数学教师"],
    ["沈砚青", "1998-04-05", "预备党员", "2026-01-10", None, "第二党小组", "数学教师"],
)


def test_a_roster_is_imported_and_undone(opened, take, agree, workspace, tmp_path):
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, *ROWS))
    assert words(opened)["新增"] == "新增 1"
    assert words(opened)["相同"] == "相同 1"
    before = workspace.branch
    agree(opened)
    new = workspace.branch.members[-1]
    assert (new.name, new.birth_date, new.category) == (
        "沈砚青",
        date(1998, 4, 5),
        Category.PROBATIONARY,
    )
    assert workspace.branch.groups[-1].name == "第二党小组"
    assert opened.stack.currentWidget() is opened._finished
    assert "新增 1 人；新建党小组：第二党小组" in opened.after.text()
    assert "第 4 行有错" in opened.after.text()
    assert opened.done_button.isDefault()
    assert workspace.undo() == "导入名册"
    assert workspace.branch == before


def test_a_changed_person_is_shown_with_old_and_new(opened, take, agree, workspace, tmp_path):
    branch = workspace.branch
    branch.members[0].birth_date = date(1980, 5, 6)
    workspace.do("准备", lambda tx: roster.save(tx, branch))
    row = ["白知远", "1980-05-06", "正式党员", "2010-01-01", "2011-01-01", "第一党小组", "校长"]
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, row))
    assert told_words(opened.plan.rows.row(0)) == ["工作岗位 （空） → 校长"]
    agree(opened)
    assert workspace.branch.members[0].post == "校长"


def test_an_import_that_is_stopped_writes_nothing(opened, take, agree, workspace, tmp_path):
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, *ROWS))
    before, label = workspace.branch, workspace.undo_label
    start = LongWork.start

    def stop_at_once(work: LongWork) -> None:
        work._thread.stop()
        start(work)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(LongWork, "start", stop_at_once)
        agree(opened)
    assert workspace.branch == before
    assert workspace.undo_label == label
    assert opened.stack.currentWidget() is opened.plan
    agree(opened)
    assert len(workspace.branch.members) == len(before.members) + 1


def test_a_change_of_group_has_its_day(opened, take, again, agree, workspace, tmp_path):
    branch = workspace.branch
    branch.members[0].birth_date = date(1980, 5, 6)
    workspace.do("准备", lambda tx: roster.save(tx, branch))
    row = ["白知远", "1980-05-06", "正式党员", "2010-01-01", "2011-01-01", "第二党小组", None]
    path = a_sheet(tmp_path / "名册.xlsx", HEADER, row)
    take(opened, path)
    assert opened.plan.since.isVisible()
    assert opened.plan.day == date(2026, 3, 20)
    again(opened, lambda: opened.plan.since.setDate(QDate(2026, 3, 2)))
    agree(opened)
    member = workspace.branch.members[0]
    assert member.group_on(date(2026, 3, 1)) == "第一党小组"
    assert member.group_on(date(2026, 3, 2)) == "第二党小组"
    take(opened, path)
    assert not opened.plan.since.isVisible()


def test_who_had_left_is_read_only_if_a_person_says_so(opened, take, again, workspace, tmp_path):
    branch = workspace.branch
    branch.members[3].birth_date = date(1980, 5, 6)
    branch.members[3].end = date(2025, 9, 1)
    workspace.do("准备", lambda tx: roster.save(tx, branch))
    name = branch.members[3].name
    row = [name, "1980-05-06", "正式党员", "2010-01-01", "2011-01-01", "第一党小组", None]
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, row))
    assert words(opened)["曾转出"] == "曾转出 1"
    assert told_words(opened.plan.rows.row(0)) == ["2025年9月1日转出，不读入"]
    assert not opened.agree.isEnabled()
    opened.plan.table.selectRow(0)
    assert opened.plan.back_button.text() == "已转回，一起读入"
    again(opened, opened.plan.back_button.click)
    assert opened.agree.isEnabled()
    assert told_words(opened.plan.rows.row(0))[0] == "2025年9月1日转出，2026年3月20日转回"
    opened.plan.table.selectRow(0)
    again(opened, opened.plan.back_button.click)
    assert not opened.agree.isEnabled()


def test_a_person_says_who_is_the_same(opened, take, again, workspace, tmp_path):
    name = workspace.branch.members[0].name
    take(opened, a_sheet(tmp_path / "名册.xlsx", ["姓名", "岗位"], [name, "音乐教师"]))
    assert not opened.agree.isEnabled()
    opened.plan.table.selectRow(0)
    assert opened.plan.same_button.text() == "与名册里的是同一人"
    again(opened, opened.plan.same_button.click)
    assert opened.agree.isEnabled()
    opened.plan.table.selectRow(0)
    assert opened.plan.same_button.text() == "不是同一人"
    again(opened, opened.plan.same_button.click)
    assert not opened.agree.isEnabled()


def test_nothing_to_import_cannot_be_agreed_to(opened, take, tmp_path):
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, ROWS[0]))
    assert not opened.agree.isEnabled()
    assert opened.summary.text() == "1 人与名册相同"


def test_faulty_rows_are_saved_to_be_put_right(opened, take, tmp_path, monkeypatch):
    take(opened, a_sheet(tmp_path / "名册.xlsx", HEADER, *ROWS))
    target = tmp_path / "待改正"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    opened.save_faulty.click()
    sheet = load_workbook(target.with_suffix(".xlsx")).active
    ((titles, values, *_),) = [list(sheet.iter_rows(values_only=True))]
    assert dict(zip(titles, values, strict=True))["姓名"] == "沈砚青"
    assert "前面已有这个人" in dict(zip(titles, values, strict=True))["问题"]


# ------------------------------------------------------------------------------ a new ledger


def test_a_new_ledger_begins_with_a_roster(qtbot, dialog, take):
    take(dialog, ROSTERS / "g-third-sheet-faults.xlsx")
    dialog.agree.click()
    assert dialog.result() == ImportRosterDialog.DialogCode.Accepted
    new = NewLedgerDialog(None)
    qtbot.addWidget(new)
    new.take_sheet(dialog.plan.plan)
    assert new.people.toPlainText().startswith("顾砚秋　1974-08-12　正式党员")
    new.agree.click()
    assert "请填写支部全称" in new._wrong.text()
    new.name.setText("中共汐桥小学支部委员会")
    new.agree.click()
    branch = new.result_value.branch
    assert branch.name == "中共汐桥小学支部委员会"
    assert len(branch.members) == 26
    assert [group.name for group in branch.groups] == ["第一党小组", "第二党小组", "第三党小组"]
    assert branch.members[0].joined_on == date(1998, 6, 25)
