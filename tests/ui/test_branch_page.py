from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from ui.pages.branch import BranchPage
from ui.pages.rule_changes import put_local
from ui.window import MainWindow
from zjdesk import roster_events
from zjdesk.participants import Person
from zjdesk.people import Category, Member, Office, OfficeName
from zjdesk.regulations.catalogue import COMMITTEE_FROM
from zjdesk.regulations.in_force import LocalRule

if TYPE_CHECKING:
    from tests.ui.conftest import Replies
    from zjdesk.people import Branch


@pytest.fixture
def page(window: MainWindow) -> BranchPage:
    window.go_to("branch")
    assert isinstance(window.page, BranchPage)
    return window.page


def words(page: BranchPage, card: str) -> str:
    return "\n".join(label.text() for label in page.cards[card].findChildren(QLabel))


def branch_of(page: BranchPage) -> Branch:
    return page.workspace.branch


def test_it_shows_the_branch_as_it_is(window: MainWindow, page: BranchPage) -> None:
    assert "中共汀南小学支部委员会" in words(page, "支部")
    assert "还没有填写本届的开始日期" in words(page, "任期")
    assert "白知远" in words(page, "支委会")
    assert "组长 白知远\n5 人" in words(page, "党小组")
    assert not window.search.isVisible()


def test_a_new_name_leaves_the_old_one_to_old_minutes(page: BranchPage, replies: Replies) -> None:
    replies.append({"name": "中共汀北小学支部委员会", "on": date(2026, 3, 20)})
    page.rename()
    assert branch_of(page).name_on(date(2026, 3, 19)) == "中共汀南小学支部委员会"
    assert "中共汀南小学支部委员会（2026年3月20日以前）" in words(page, "支部")
    assert page.workspace.undo_label == "支部更名"
    page.workspace.undo()
    assert "曾用名" not in words(page, "支部")


def test_facts_are_put_right(page: BranchPage, replies: Replies) -> None:
    replies.append({"superior": "中共北汀区教育局委员会", "founded_on": date(1987, 9, 1)})
    page.correct()
    assert "中共北汀区教育局委员会" in words(page, "支部")
    assert "1987年9月1日" in words(page, "支部")
    replies.append({"name": ""})
    page.correct()
    assert "请填写" in replies.refused


def test_a_term_begins_is_announced_and_extended(page: BranchPage, replies: Replies) -> None:
    replies.append({"on": date(2023, 4, 20)})
    page.begin_term()
    assert "任期至2026年4月20日，还有31天，请准备换届" in words(page, "任期")
    replies.append({"until": date(2026, 12, 31), "approval": ""})
    page.extend_term()
    assert "请填写" in replies.refused
    replies.append({"until": date(2026, 12, 31), "approval": "教工委〔2026〕3号"})
    page.extend_term()
    assert "任期至2026年12月31日（已延期）" in words(page, "任期")
    assert "教工委〔2026〕3号" in words(page, "任期")


def test_the_committee_changes_on_a_day(page: BranchPage, replies: Replies) -> None:
    who = Person(name="杜若溪")
    office = str(OfficeName.ORGANIZATION)
    replies.append({"who": who, "office": office, "on": date(2026, 3, 2)})
    page.take_office()
    assert page.workspace.undo_label == "调整支委会"
    assert "杜若溪\n2026-03-02 起" in words(page, "支委会")
    seat = branch_of(page).committee[0]
    replies.append({"on": date(2026, 3, 16)})
    page.leave_office(seat)
    assert "白知远" not in words(page, "支委会")
    page._show_former(True)
    assert "白知远\n2024-01-01 至 2026-03-15" in words(page, "支委会")
    replies.append({"who": Person(name="某某"), "office": office, "on": date(2026, 3, 2)})
    page.take_office()
    assert "“某某”在2026年3月2日不是本支部党员" in replies.refused


def test_whether_a_committee_is_asked_for_is_told_by_the_number_of_members(
    page: BranchPage,
) -> None:
    page.workspace.change_branch("准备", lambda branch: branch.committee.clear())
    assert "正式党员不足7人的支部不设支委会" in words(page, "支委会")
    key = COMMITTEE_FROM.field.key
    put_local(page.workspace, key, "准备", LocalRule(rule=key, value="5", reason="区委要求"))
    page.refresh()
    assert "未设支委会（正式党员5人，应设）" in words(page, "支委会")
    assert "不设支委会" not in words(page, "支委会")


def test_two_secretaries_at_once_are_refused(page: BranchPage, replies: Replies) -> None:
    who = Person(name="甘棠")
    replies.append({"who": who, "office": "secretary", "on": date(2026, 3, 2)})
    page.take_office()
    assert "同一时间有两位书记" in replies.refused
    assert len(branch_of(page).committee) == 1


def test_groups_come_get_names_and_leaders_and_go(
    page: BranchPage, replies: Replies, answers: list[str]
) -> None:
    replies.append({"name": "第二党小组"})
    page.add_group()
    replies.append({"name": "语文党小组"})
    page.rename_group(branch_of(page).groups[0])
    assert {member.group for member in branch_of(page).members} == {"语文党小组"}
    answers.append("知道了")
    page.appoint(branch_of(page).groups[1])  # nobody is in it
    member = branch_of(page).members[2]
    replies.append({"leader": member.id, "on": date(2026, 3, 2)})
    page.appoint(branch_of(page).groups[0])
    led = branch_of(page).groups[0]
    assert [led.leader_on(date(2026, 3, day)).leader for day in (1, 2)] == ["白知远", "甘棠"]
    assert "组长 甘棠" in words(page, "党小组")
    assert branch_of(page).groups[0].leader_member == member.id
    replies.append({"leader": None})
    page.appoint(branch_of(page).groups[0])
    assert "组长" not in words(page, "党小组").replace("没有组长", "")
    answers.append("删去")
    page.remove_group(branch_of(page).groups[1])
    assert [group.name for group in branch_of(page).groups] == ["语文党小组"]


def test_namesakes_are_told_apart(page: BranchPage) -> None:
    def change(branch: Branch) -> None:
        twin = Member(name="白知远", category=Category.FULL, group="第一党小组", mark="音乐")
        branch.members[0].mark = "语文"
        branch.members.append(twin)
        roster_events.appoint_leader(branch.groups[0], twin, date(2026, 3, 2))

    page.workspace.change_branch("准备", change)
    assert "组长 白知远（音乐）" in words(page, "党小组")
    assert "白知远（语文）" in words(page, "支委会")


def test_office_before_its_time_is_asked_about(
    page: BranchPage, replies: Replies, answers: list[str]
) -> None:
    who = Person(name="甘棠")
    reply = {"who": who, "office": "organization", "on": date(2026, 4, 2)}
    replies.append(reply)
    answers.append("返回")
    page.take_office()
    assert len(branch_of(page).committee) == 1
    replies.append(reply)
    answers.append("仍要确定")
    page.take_office()
    assert "甘棠" in words(page, "支委会")


def test_what_is_wrong_already_is_shown_and_does_not_stand_in_the_way(
    page: BranchPage, replies: Replies
) -> None:
    from zjdesk.store import roster

    broken = branch_of(page)
    broken.committee.append(Office(name="白知远", member=broken.members[0].id, office=None))
    page.workspace.do("别处来的", lambda tx: roster.save(tx, broken))
    assert "请填写职务" in words(page, "支委会")
    replies.append({"name": "第二党小组"})
    page.add_group()
    assert "第二党小组" in words(page, "党小组")


def test_every_button_says_what_it_does(page: BranchPage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.text()
