from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ui import authors, look
from ui.frame import SMALLEST
from ui.pages.rule_lines import chapters
from ui.pages.rule_list import CERTAINTY, DEMAND, PLACE, RULE
from ui.pages.settings import SettingsPage
from ui.pages.step_limits import StepLimits
from ui.window import MainWindow
from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.in_force import LOCAL_RULES, LocalRule
from zjdesk.step_rules import Certainty
from zjdesk.store import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem

    from tests.ui.conftest import Replies

LECTURE = rules.LECTURE.field.key
HOURS = rules.MEMBER_HOURS.field.key
NEWER = {"rule": "a.newer.rule", "value": "9", "reason": "新版程序写的"}


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.go_to("settings")
    assert isinstance(window.page, SettingsPage)
    return window.page


def shown(page: SettingsPage) -> list[QTreeWidgetItem]:
    return page.list._items


def item(page: SettingsPage, key: str) -> QTreeWidgetItem:
    assert page.list.choose(key)
    return page.list.currentItem()


def stored(page: SettingsPage) -> list[dict[str, str]] | None:
    found: list[dict[str, str]] | None = page.workspace.read(
        lambda db: settings.get(db, LOCAL_RULES.key)
    )
    return found


def give(page: SettingsPage, *local: dict[str, str]) -> None:
    page.workspace.do("准备", lambda tx: settings.put(tx, LOCAL_RULES.key, list(local)))


def test_it_is_the_last_of_the_navigation(window: MainWindow) -> None:
    assert list(window.navigation.buttons)[-1] == "settings"


def test_every_rule_stands_under_its_chapter_once(page: SettingsPage) -> None:
    tops = [page.list.topLevelItem(n) for n in range(page.list.topLevelItemCount())]
    assert [top.text(RULE) for top in tops if top] == list(rules.CHAPTERS)
    labels = [one.text(RULE) for one in shown(page)]
    assert sorted(labels) == sorted(rule.field.label for rule in rules.RULES.values())


def test_a_rule_is_told_with_source_day_certainty_and_note(page: SettingsPage) -> None:
    line = item(page, rules.ASSEMBLY.field.key)
    place = "《中国共产党支部工作条例（试行）》第11条"
    cells = [line.text(column) for column in (RULE, DEMAND, PLACE, CERTAINTY)]
    assert cells == ["支部党员大会", "每季度一次", place, "待核对"]
    assert page.panel.words.splitlines() == [
        "支部党员大会", "现在的要求", "每季度一次", "出处", place, "约2018年起（日期待核对）",
        "可靠程度", "见于节录，待核对", "说明", "一般每季度召开一次",
    ]  # fmt: skip
    page.list.choose(rules.QUORUM_ADMISSION.field.key)
    assert "约2014年起（日期待核对）" in page.panel.words.splitlines()


def test_what_is_only_to_be_looked_up_is_not_changed(page: SettingsPage) -> None:
    page.list.choose(rules.REDUCTIONS.field.key)
    assert not page.panel.set_button.isEnabled()
    assert "只供查阅" in page.panel.words
    assert "自费出国半年以上" in page.panel.words
    page.set_local()  # no dialog
    assert stored(page) is None


def test_what_was_only_heard_of_is_never_put_as_law(page: SettingsPage) -> None:
    heard = [
        rule.field.key
        for rule in rules.RULES.values()
        if rule.on(date(2026, 3, 20)).certainty in (Certainty.SECOND_HAND, Certainty.EXCERPT)
    ]
    assert heard
    for key in heard:
        line = item(page, key)
        assert line.text(CERTAINTY) == "待核对"
        assert line.foreground(CERTAINTY).color().name().upper() == look.AMBER
        assert "待核对" in page.panel.words
    others = [one for one in shown(page) if one.text(CERTAINTY) != "待核对"]
    assert len(others) == len(rules.RULES) - len(heard)


def test_a_custom_is_called_one_and_began_on_no_day(page: SettingsPage) -> None:
    assert item(page, LECTURE).text(CERTAINTY) == "各地做法"
    assert "没有统一规定，按各地做法" in page.panel.words
    assert "起" not in page.panel.words


def test_the_search_shows_what_fits(window: MainWindow, page: SettingsPage) -> None:
    window.search.setText("党课")
    assert {one.text(RULE) for one in shown(page)} == {"党课", "书记讲党课"}
    window.search.setText("学时")
    assert item(page, HOURS).text(DEMAND) == "32"
    window.search.setText("没有的东西")
    assert page.list.isHidden()
    assert page.panel.words == ""
    assert not page.panel.set_button.isEnabled()
    window.search.setText("")
    assert len(shown(page)) == len(rules.RULES)


def test_a_choice_is_changed_stands_out_and_is_undone(page: SettingsPage, replies: Replies) -> None:
    page.list.choose(LECTURE)
    assert not page.panel.take_back.isEnabled()
    replies.append({"value": "monthly", "from": date(2026, 3, 1), "reason": "区工委3号文件"})
    page.set_local()
    assert stored(page) == [
        {"rule": LECTURE, "value": "monthly", "from": "2026-03-01", "reason": "区工委3号文件"}
    ]
    assert page.list.current is not None
    assert page.list.current.key == LECTURE
    line = page.list.currentItem()
    assert (line.text(DEMAND), line.text(PLACE)) == ("每月一次", "区工委3号文件")
    assert line.text(CERTAINTY) == "本地要求"
    assert line.font(DEMAND).bold()
    told = page.panel.words.splitlines()
    assert "2026年3月1日起：每月一次" in told
    assert "依据：区工委3号文件" in told
    assert told[told.index("通行规定") + 1] == "每季度一次"
    assert page.workspace.undo_label == "改本地规定：党课"
    page.workspace.undo()
    assert page.list.currentItem().text(DEMAND) == "每季度一次"
    page.workspace.redo()
    assert page.list.currentItem().text(DEMAND) == "每月一次"


def test_a_number_and_a_day_are_changed(page: SettingsPage, replies: Replies) -> None:
    page.list.choose(HOURS)
    replies.append({"value": 40, "reason": "区委组织部通知"})
    page.set_local()
    page.list.choose(rules.SINCE.field.key)
    replies.append({"since": date(2026, 1, 1)})
    page.set_local()
    assert stored(page) == [
        {"rule": HOURS, "value": "40", "reason": "区委组织部通知"},
        {"rule": "duties.since", "value": "2026-01-01", "reason": "建账日期"},
    ]
    assert page.list.currentItem().text(DEMAND) == "2026年1月1日"
    assert item(page, HOURS).text(DEMAND) == "40"
    assert "一直：40" in page.panel.words


@pytest.mark.parametrize(
    ("reply", "refused"),
    [
        ({"value": 40, "reason": ""}, "请填写"),
        ({"value": None, "reason": "通知"}, "请填写"),
        ({"value": 9999, "reason": "通知"}, "9999太大，最多500"),
    ],
)
def test_a_value_needs_a_ground_and_bounds(
    page: SettingsPage, replies: Replies, reply: dict[str, object], refused: str
) -> None:
    page.list.choose(HOURS)
    replies.append(reply)
    page.set_local()
    assert refused in replies.refused
    assert stored(page) is None


def test_what_holds_later_is_announced_and_does_not_hold_yet(
    page: SettingsPage, replies: Replies
) -> None:
    page.list.choose(LECTURE)
    replies.append({"value": "half_yearly", "reason": "每学期一次"})
    page.set_local()
    replies.append({"value": "monthly", "from": date(2026, 9, 1), "reason": "区工委3号文件"})
    page.set_local()
    assert page.list.currentItem().text(DEMAND) == "每半年一次"
    told = page.panel.words.splitlines()
    assert told.index("一直：每半年一次") < told.index("2026年9月1日起：每月一次")
    replies.append({"value": "quarterly", "from": date(2026, 9, 1), "reason": "改正"})
    page.set_local()  # that of the same day is put right, the other one stays
    assert "2026年9月1日起：每季度一次" in page.panel.words
    assert [one["value"] for one in stored(page) or []] == ["half_yearly", "quarterly"]
    page.take_local_back()
    give(page, {"rule": LECTURE, "value": "monthly", "from": "2026-09-01", "reason": "文件"})
    assert page.list.currentItem().text(CERTAINTY) == "本地待生效"
    assert page.list.currentItem().text(DEMAND) == "每季度一次"


def test_the_national_rule_is_taken_back_and_newer_values_stay(
    page: SettingsPage, replies: Replies
) -> None:
    give(page, NEWER, {"rule": HOURS, "value": "40", "reason": "通知"})
    page.list.choose(LECTURE)
    replies.append({"value": "monthly", "reason": "区工委3号文件"})
    page.set_local()
    assert {one["rule"] for one in stored(page) or []} == {NEWER["rule"], HOURS, LECTURE}
    page.panel.take_back.click()
    assert stored(page) == [NEWER, {"rule": HOURS, "value": "40", "reason": "通知"}]
    assert page.workspace.undo_label == "恢复通行规定：党课"
    assert page.list.currentItem().text(DEMAND) == "每季度一次"
    page.list.choose(HOURS)
    page.take_local_back()
    assert stored(page) == [NEWER]


def test_the_last_local_value_taken_back_leaves_no_setting(
    page: SettingsPage, replies: Replies
) -> None:
    page.list.choose(HOURS)
    replies.append({"value": 40, "reason": "通知"})
    page.set_local()
    page.take_local_back()
    assert stored(page) is None
    page.take_local_back()  # nothing to take back any more
    assert page.workspace.undo_label == "恢复通行规定：党员每年集中学习培训学时"


def test_the_dialog_shows_what_was_given_and_what_holds_everywhere(
    page: SettingsPage, replies: Replies
) -> None:
    give(page, {"rule": LECTURE, "value": "monthly", "from": "2026-03-01", "reason": "文件"})
    page.list.choose(LECTURE)
    replies.append({})
    page.set_local()
    assert stored(page) == [
        {"rule": LECTURE, "value": "monthly", "from": "2026-03-01", "reason": "文件"}
    ]
    assert page.workspace.undo_label == "准备"  # the same again is no change


def test_enter_on_a_rule_asks(page: SettingsPage, replies: Replies) -> None:
    page.list.choose(HOURS)
    replies.append({"value": 36, "reason": "通知"})
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.list.currentItem().text(DEMAND) == "36"


def test_who_writes_is_kept_for_this_pc(
    window: MainWindow, page: SettingsPage, replies: Replies
) -> None:
    assert page.author.text() == "记录人：杜若溪"
    replies.append({"author": "甘　棠"})
    page.sign()
    assert page.author.text() == "记录人：甘棠"
    path = window.workspace.ledger.path
    assert authors.author_of(window.settings, path) == "甘棠"
    assert window.workspace.ledger.author == "甘棠"
    window.new_record("survey")
    assert window.form is not None
    assert window.form.record.recorder == "甘棠"


def test_where_the_ledger_is_and_the_other_limits(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.place.text() == f"台账位置：{page.workspace.ledger.path}"
    opened = []
    monkeypatch.setattr(StepLimits, "exec", lambda dialog: opened.append(dialog.windowTitle()))
    page.limits_button.click()
    assert opened == ["发展党员的期限规定"]


def test_a_small_window_leaves_where_it_stands_to_the_panel(
    window: MainWindow, page: SettingsPage
) -> None:
    assert not page.list.isColumnHidden(PLACE)
    window.resize(SMALLEST)
    page.list.choose(rules.ASSEMBLY.field.key)
    assert page.list.isColumnHidden(PLACE)
    assert "第11条" in page.panel.words
    QApplication.processEvents()
    assert page.list.columnWidth(DEMAND) > 100
    assert window.width() == SMALLEST.width()


def test_every_button_says_what_it_does(page: SettingsPage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.text()


def test_every_rule_can_be_told_and_set(page: SettingsPage) -> None:
    lines = [line for found in chapters([], date(2026, 3, 20)).values() for line in found]
    assert {line.key for line in lines} == set(rules.RULES)
    for line in lines:
        assert line.demand
        assert line.certainty
        assert line.national.place
        if line.now.value is not None:
            value = str(line.rule.field.to_json(line.now.value))
            told = line.local_words(LocalRule(rule=line.key, value=value, reason="文件"))
            assert told == f"一直：{line.demand}"
