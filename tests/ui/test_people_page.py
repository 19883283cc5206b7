from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from ui.pages.member_verbs import VERBS, carry_out, verbs_for
from ui.pages.people import WITHOUT_GROUP, PeoplePage
from ui.pages.people_lines import COLUMNS, DISPENSABLE
from ui.preview import Preview
from ui.window import MainWindow
from zjdesk.member_lines import Whose
from zjdesk.people import Category, Exit, Group, Member, Waiver

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Replies
    from zjdesk.people import Branch

VERB = {verb.name: verb for verb in VERBS}


@pytest.fixture
def page(window: MainWindow) -> PeoplePage:
    def change(branch: Branch) -> None:
        branch.groups.append(Group(name="第二党小组"))
        branch.members[2].group = "第二党小组"
        branch.members[3].group = ""
        branch.members.append(
            Member(
                name="古丽娜尔·吐尔逊",
                category=Category.PROBATIONARY,
                joined_on=date(2025, 12, 12),
                group="第二党小组",
            )
        )
        branch.members.append(Member(name="郗慧", category=Category.FULL, end=date(2026, 1, 1)))

    window.workspace.change_branch("准备", change)
    window.go_to("people")
    assert isinstance(window.page, PeoplePage)
    return window.page


def names(page: PeoplePage) -> list[str]:
    return [line.name for line in page.lines.all()]


def choose(page: PeoplePage, *wanted: str) -> None:
    page.table.clearSelection()
    page._choose([line.id for line in page.lines.all() if line.name in wanted])


def pick(page: PeoplePage, box: str, value: str) -> None:
    chosen = getattr(page, box)
    chosen.setCurrentIndex(chosen.findData(value))
    chosen.activated.emit(chosen.currentIndex())


def test_the_navigation_leads_there_and_back(window: MainWindow) -> None:
    window.navigation.buttons["people"].click()
    assert isinstance(window.page, PeoplePage)
    assert window.stack.currentWidget() is window.page
    assert window.tools.isVisible()
    assert "拼音" in window.search.placeholderText()
    window.navigation.buttons["records"].click()
    assert window.stack.currentWidget() is window.records
    checked = [name for name, one in window.navigation.buttons.items() if one.isChecked()]
    assert checked == ["records"]


def test_who_is_here_is_counted(page: PeoplePage) -> None:
    assert page.summary.text() == "党员 6 人，正式 5，预备 1，有表决权 5"
    assert "郗慧" not in names(page)
    pick(page, "whose", "left")
    assert names(page) == ["郗慧"]
    pick(page, "whose", "all")
    assert page.summary.text().endswith("另有不在册 1 人")


def test_who_is_not_found_is_said_and_everybody_still_counted(
    window: MainWindow, page: PeoplePage
) -> None:
    everybody = page.summary.text()
    window.search.setText("zzz")
    assert page._nothing.text() == "没有找到“zzz”。"
    assert page.summary.text() == f"找到 0 人　　{everybody}"
    window.search.clear()
    assert page.summary.text() == everybody


@pytest.mark.parametrize("width", [880, 1000, 1366])
def test_nobody_scrolls_sideways(
    window: MainWindow, page: PeoplePage, qtbot: QtBot, width: int
) -> None:
    window.resize(width, 470)
    header = page.table.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() <= page.table.viewport().width())
    hidden = [words for n, (words, *_) in enumerate(COLUMNS) if page.table.isColumnHidden(n)]
    assert hidden == ([] if width == 1366 else list(DISPENSABLE))


def test_a_sheet_that_is_dropped_is_read(
    page: PeoplePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path | None] = []
    monkeypatch.setattr(PeoplePage, "import_roster", lambda _, path=None: taken.append(path))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "名册.xlsx"))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)
    qtbot.waitUntil(lambda: taken == [tmp_path / "名册.xlsx"])


def test_filters_narrow_what_is_shown(page: PeoplePage) -> None:
    pick(page, "group", "第二党小组")
    assert names(page) == ["甘棠", "古丽娜尔·吐尔逊"]
    pick(page, "category", "probationary")
    assert names(page) == ["古丽娜尔·吐尔逊"]
    pick(page, "category", "")
    pick(page, "group", WITHOUT_GROUP)
    assert names(page) == ["单田芳"]


def test_names_are_found_by_initials_and_surname_readings(
    window: MainWindow, page: PeoplePage
) -> None:
    for text, found in (("stf", ["单田芳"]), ("shantian", ["单田芳"]), ("雨", ["欧阳雨桐"])):
        window.search.setText(text)
        assert names(page) == found
    window.go_to("records")
    assert window.search.text() == ""
    assert len(names(page)) == 6


def test_orders(page: PeoplePage) -> None:
    assert names(page)[-1] == "单田芳"  # without a group
    pick(page, "order", "pinyin")
    assert names(page)[:3] == ["白知远", "杜若溪", "甘棠"]
    pick(page, "order", "strokes")
    assert names(page)[:2] == ["甘棠", "古丽娜尔·吐尔逊"]


def test_the_roster_of_another_day(page: PeoplePage) -> None:
    page.date.setDate(QDate(2025, 12, 12))
    assert "郗慧" in names(page)
    assert "古丽娜尔·吐尔逊" not in names(page)  # of the branch from the day after
    page.date.setDate(QDate(2026, 3, 20))
    assert "古丽娜尔·吐尔逊" in names(page)


def test_several_are_moved_to_a_group_in_one_step(
    page: PeoplePage, replies: Replies, answers: list[str]
) -> None:
    choose(page, "白知远", "杜若溪")
    replies.append({"group": "第二党小组", "on": date(2026, 3, 16)})
    answers.append("仍要调组")  # one of them leads a group
    assert carry_out(VERB["调组"], page.workspace, page.chosen())
    assert page.workspace.undo_label == "调组：2 人"
    moved = {member.name: member for member in page.workspace.branch.members}
    assert moved["白知远"].group_on(date(2026, 3, 15)) == "第一党小组"
    assert moved["白知远"].group_on(date(2026, 3, 16)) == "第二党小组"
    assert names(page)[-1] == "单田芳"
    page.workspace.undo()
    assert page.workspace.branch.members[0].group == "第一党小组"


def test_what_cannot_be_is_told_in_the_dialog(page: PeoplePage, replies: Replies) -> None:
    choose(page, "古丽娜尔·吐尔逊")
    replies.append({"on": date(2025, 12, 12)})
    assert not carry_out(VERB["转正"], page.workspace, page.chosen())
    assert "转正日期应晚于入党日期" in replies.refused
    replies.append({"on": None})
    assert not carry_out(VERB["转正"], page.workspace, page.chosen())
    assert "请填写" in replies.refused
    assert page.workspace.undo_label == "准备"


def test_what_is_seldom_meant_is_asked_about(
    page: PeoplePage, replies: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    given = ["返回", "仍要转正"]

    def answer(message: Any) -> None:
        text = message.findChildren(QLabel)[0].text()
        asked.append((text, next(b.text() for b in message.buttons if b.isDefault())))
        message.answer = given.pop(0)

    monkeypatch.setattr("ui.messages._Message.exec", answer)
    choose(page, "古丽娜尔·吐尔逊")
    replies += [{"on": date(2026, 3, 19)}] * 2
    assert not carry_out(VERB["转正"], page.workspace, page.chosen())
    assert page.workspace.undo_label == "准备"
    assert carry_out(VERB["转正"], page.workspace, page.chosen())
    assert page.workspace.undo_label == "转正：古丽娜尔·吐尔逊"
    question = "古丽娜尔·吐尔逊的预备期到2026年12月12日满，还差268天\n仍要转正？"
    assert asked == [(question, "返回")] * 2


def test_attendance_is_waived_and_demanded_again(page: PeoplePage, replies: Replies) -> None:
    choose(page, "单田芳")
    replies.append({"on": date(2026, 3, 2), "reason": "长期病休"})
    assert carry_out(VERB["不作考勤要求"], page.workspace, page.chosen())
    (member,) = page.chosen()
    assert member.waivers == [Waiver(start=date(2026, 3, 2), reason="长期病休")]
    replies.append({"on": date(2026, 3, 16)})
    assert carry_out(VERB["恢复考勤要求"], page.workspace, page.chosen())
    assert [one.end for one in page.chosen()[0].waivers] == [date(2026, 3, 16)]


def test_how_somebody_left_is_shown_and_only_who_transferred_comes_back(
    page: PeoplePage, replies: Replies
) -> None:
    choose(page, "杜若溪")
    replies.append({"exit": Exit.DIED, "on": date(2026, 3, 2)})
    assert carry_out(VERB["去世、除名等"], page.workspace, page.chosen())
    page.whose.setCurrentIndex(page.whose.findData(str(Whose.LEFT)))
    page.refresh()
    gone = {line.name: line for line in page.lines.all()}
    assert gone["杜若溪"].situation == "2026年3月2日去世"
    assert gone["郗慧"].situation == "2026年1月1日转出"
    today = page.workspace.today()
    can_return = {name for name in gone if VERB["转回"].fits(gone[name].member, today)}
    assert can_return == {"郗慧"}


def test_an_extension_has_the_day_of_its_assembly(
    page: PeoplePage, replies: Replies, answers: list[str]
) -> None:
    answers.append("仍要延长预备期")
    choose(page, "古丽娜尔·吐尔逊")
    replies.append({"months": "6", "on": date(2026, 3, 9)})
    assert carry_out(VERB["延长预备期"], page.workspace, page.chosen())
    assert page.chosen()[0].probation_extended_on == date(2026, 3, 9)


def test_only_what_fits_everybody_is_offered(page: PeoplePage) -> None:
    today = page.workspace.today()
    choose(page, "古丽娜尔·吐尔逊")
    assert [v.name for v in verbs_for(page.chosen(), today)] == [
        "转正", "延长预备期", "取消预备党员资格", "调组", "转出", "去世、除名等",
        "不作考勤要求",
    ]  # fmt: skip
    choose(page, "古丽娜尔·吐尔逊", "白知远")
    assert [v.name for v in verbs_for(page.chosen(), today)] == [
        "调组", "转出", "去世、除名等", "不作考勤要求",
    ]  # fmt: skip
    actions = [action.text() for action in page.menu_of_chosen().actions()]
    assert "调组…" in actions
    assert "打开" not in actions


def test_somebody_in_a_record_is_not_removed(page: PeoplePage, answers: list[str]) -> None:
    choose(page, "甘棠")
    answers.append("知道了")
    page.remove_chosen()
    assert answers == []
    assert "甘棠" in names(page)


def test_somebody_entered_by_mistake_is_removed_and_comes_back(
    page: PeoplePage, answers: list[str]
) -> None:
    choose(page, "古丽娜尔·吐尔逊")
    answers.append("删除")
    page.remove_chosen()
    assert "古丽娜尔·吐尔逊" not in names(page)
    page.workspace.undo()
    assert "古丽娜尔·吐尔逊" in names(page)


def test_a_double_click_opens_the_member(window: MainWindow, page: PeoplePage) -> None:
    choose(page, "甘棠")
    page.table.doubleClicked.emit(page.table.currentIndex())
    assert window.form is not None
    assert window.form.member.name == "甘棠"  # type: ignore[union-attr]
    window.form.close_form()
    assert window.stack.currentWidget() is page


def test_the_roster_is_shown_as_it_will_be_printed(
    page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Preview] = []
    monkeypatch.setattr(Preview, "open", lambda preview: shown.append(preview))
    page.print()
    qtbot.waitUntil(lambda: bool(shown))
    assert "党员名册20260320" in shown[0].windowTitle()
    shown[0].done(0)


def test_the_roster_leaves_as_a_sheet(
    page: PeoplePage, tmp_path: Path, answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "名册"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    answers.append("不要")
    page.export()
    book = openpyxl.load_workbook(BytesIO(target.with_suffix(".xlsx").read_bytes()))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "甘棠" in cells
    assert "出生日期" not in cells
    answers.append("取消")
    page.export()


def test_who_left_is_grey(page: PeoplePage) -> None:
    pick(page, "whose", "all")
    model = page.lines
    row = model.row_of(next(line.id for line in model.all() if line.name == "郗慧"))
    role = Qt.ItemDataRole.ForegroundRole
    assert model.data(model.index(row, 0), role) != model.data(model.index(0, 0), role)
