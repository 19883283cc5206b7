"""Who is who, and a plan carried out: known by name and birth date, undone in one step."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.core.exchange.sheet_files import codes, content_of, plan_of, values, xlsx
from zjdesk.errors import NotAllowed
from zjdesk.exchange import roster_sheet
from zjdesk.exchange.row_plans import Status
from zjdesk.people import Branch, Group, Member
from zjdesk.store import roster
from zjdesk.store.ledger import Ledger

BAI, DU = date(1980, 3, 1), date(1985, 5, 6)


def branch_of(*members: Member) -> Branch:
    return Branch(name="中共汀南小学支部委员会", members=list(members), groups=[Group(name="甲组")])


def test_new_changed_and_same():
    branch = branch_of(
        Member(name="白知远", birth_date=BAI, group="甲组"),
        Member(name="杜若溪", birth_date=DU, post="语文"),
    )
    plan = plan_of(
        xlsx(["姓名", "出生日期", "党小组", "岗位"], ["白知远", BAI, "甲组", None],
             ["杜若溪", DU, "乙组", "数学"], ["甘棠", DU, "乙组", "英语"]),
        branch,
    )  # fmt: skip
    assert [row.status for row in plan.rows] == [Status.SAME, Status.CHANGED, Status.NEW]
    assert list(map(str, plan.rows[1].changes)) == ["党小组 （空） → 乙组", "工作岗位 语文 → 数学"]
    assert plan.new_groups == ["乙组"]


def test_nobody_is_recognised_by_the_name_alone():
    content = xlsx(["姓名", "岗位"], ["白知远", "数学"])
    known = branch_of(Member(name="白知远", birth_date=BAI, post="语文"))
    plan = plan_of(content, known)
    assert codes(plan) == [(2, "not_identified")]
    assert plan.rows[0].status is Status.FAULTY
    same = plan_of(content, branch_of(Member(name="白知远", birth_date=BAI, post="数学")))
    assert same.rows[0].status is Status.SAME


def test_another_birth_date_is_another_person():
    known = branch_of(Member(name="陈静", birth_date=BAI))
    plan = plan_of(xlsx(["姓名", "出生日期"], ["陈静", DU], ["陈静", BAI]), known)
    assert [row.status for row in plan.rows] == [Status.NEW, Status.SAME]
    assert codes(plan) == [(2, "namesake")]


def test_two_days_of_one_month_are_two_people():
    known = branch_of(Member(name="陈静", birth_date=date(1980, 3, 12)))
    plan = plan_of(xlsx(["姓名", "出生日期"], ["陈静", date(1980, 3, 21)]), known)
    assert [row.status for row in plan.rows] == [Status.NEW]
    assert codes(plan) == [(2, "namesake")]


def test_one_member_is_not_two_rows():
    known = branch_of(Member(name="陈静", post="语文"))
    plan = plan_of(xlsx(["姓名", "岗位"], ["陈静", "语文"], ["陈静", "语文"]), known)
    assert [row.status for row in plan.rows] == [Status.SAME, Status.FAULTY]
    assert codes(plan) == [(3, "same_name"), (3, "not_identified")]


def test_a_month_recognises_and_changes_no_day():
    known = branch_of(Member(name="杜若溪", birth_date=DU, joined_on=date(2006, 6, 30)))
    plan = plan_of(xlsx(["姓名", "出生年月", "入党时间"], ["杜若溪", "1985.05", "2006.06"]), known)
    assert [row.status for row in plan.rows] == [Status.SAME]
    rough = branch_of(Member(name="杜若溪", birth_date=date(1985, 5, 1)))
    finer = plan_of(xlsx(["姓名", "出生日期"], ["杜若溪", DU]), rough)
    assert list(map(str, finer.rows[0].changes)) == ["出生日期 1985年5月1日 → 1985年5月6日"]


def test_a_person_twice_in_a_sheet():
    plan = plan_of(
        xlsx(["姓名", "出生日期"], ["白知远", BAI], ["白知远", "1980年3月"], ["白知远", DU],
             ["白知远", None])
    )  # fmt: skip
    assert codes(plan) == [(3, "day_assumed"), (3, "duplicate"), (5, "same_name")]


def test_an_empty_cell_overwrites_nothing():
    known = branch_of(Member(name="白知远", birth_date=BAI, post="语文", attendance_waived=True))
    plan = plan_of(xlsx(["姓名", "出生日期", "岗位", "免考勤"], ["白知远", BAI, None, None]), known)
    assert [row.status for row in plan.rows] == [Status.SAME]
    plan = plan_of(xlsx(["姓名", "出生日期", "免考勤"], ["白知远", BAI, "否"]), known)
    assert [row.status for row in plan.rows] == [Status.CHANGED]


# ------------------------------------------------------------------------------ doing it


@pytest.fixture
def ledger(tmp_path):
    branch = branch_of(Member(name="白知远", birth_date=BAI), Member(name="甘棠", birth_date=DU))
    ledger = Ledger.create(tmp_path / "支部.zj", branch)
    yield ledger
    ledger.close()


def load(ledger):
    with ledger.reading() as db:
        return roster.get(db)


SHEET = xlsx(
    ["姓名", "出生日期", "党小组", "岗位"],
    ["白知远", BAI, "乙组", "数学"],
    ["杜若溪", DU, "乙组", None],
    ["陈静", "2001-02-30", "丙组", None],
)


def test_a_plan_is_carried_out_in_one_step_and_undone_in_one(ledger):
    before = load(ledger)
    plan = plan_of(SHEET, before)
    with ledger.transaction("读入名册") as tx:
        made = roster_sheet.apply(tx, roster.get(tx.db), plan)
    after = load(ledger)
    assert after == made
    assert [m.name for m in after.members] == ["白知远", "甘棠", "杜若溪"]
    assert [m.id for m in after.members[:2]] == [m.id for m in before.members]
    assert (after.members[0].group, after.members[0].post) == ("乙组", "数学")
    assert [group.name for group in after.groups] == ["甲组", "乙组"]
    again = plan_of(SHEET, after)
    assert [row.status for row in again.rows] == [Status.SAME, Status.SAME, Status.FAULTY]
    assert ledger.undo() == "读入名册"
    assert load(ledger) == before


def test_a_plan_of_yesterday_is_not_carried_out(ledger):
    plan = plan_of(SHEET, load(ledger))
    with ledger.transaction("读入名册") as tx:
        roster_sheet.apply(tx, roster.get(tx.db), plan)
    after = load(ledger)
    with (
        pytest.raises(NotAllowed, match="又有改动"),
        ledger.transaction("再读入一次") as tx,
    ):
        roster_sheet.apply(tx, roster.get(tx.db), plan)
    assert load(ledger) == after


def test_faulty_rows_are_put_right_and_read_again():
    plan = plan_of(
        xlsx(
            ["姓名", "身份证号", "入党时间", "岗位"],
            ["白知远", "000000198003010024", "2001-02-30", "=1+1"],
            ["杜若溪", "000000198505060020", date(2006, 6, 30), "语文"],
        )
    )
    content = roster_sheet.faulty_rows_sheet(plan)
    book = load_workbook(io.BytesIO(content))
    header, *rows = book.active.iter_rows(values_only=True)
    assert header == ("姓名", "入党日期", "工作岗位", "原行号", "问题")
    assert len(rows) == 1
    assert rows[0][:2] == ("白知远", "2001-02-30")
    assert rows[0][3] == 2
    assert "没有这一天" in rows[0][4]
    book.active["B2"] = date(2001, 2, 28)
    book.active["C2"] = "数学"
    again = plan_of(content_of(book))
    assert (values(again, "joined_on"), again.problems) == ([date(2001, 2, 28)], [])


# ------------------------------------------------------------------------------ without birth date

JOINED = date(2001, 7, 1)


def test_birth_dates_come_later_to_whom_joined_that_day():
    known = branch_of(
        Member(name="白知远", gender="男", joined_on=JOINED),
        Member(name="杜若溪", gender="女", joined_on=JOINED),
        Member(name="甘棠", joined_on=JOINED),
    )
    plan = plan_of(
        xlsx(["姓名", "性别", "出生日期", "入党日期"], ["白知远", "男", BAI, JOINED],
             ["杜若溪", "男", DU, JOINED], ["甘棠", "女", DU, date(2003, 7, 1)]),
        known,
    )  # fmt: skip
    assert [row.status for row in plan.rows] == [Status.CHANGED, Status.FAULTY, Status.FAULTY]
    assert list(map(str, plan.rows[0].changes)) == ["出生日期 （空） → 1980年3月1日"]
    assert codes(plan) == [(2, "taken_as_same"), (3, "not_identified"), (4, "not_identified")]


def test_a_sheet_without_birth_dates_adds_what_it_has():
    known = branch_of(Member(name="白知远", birth_date=BAI, joined_on=JOINED))
    plan = plan_of(xlsx(["姓名", "入党日期", "岗位"], ["白知远", "2001.7", "语文"]), known)
    assert list(map(str, plan.rows[0].changes)) == ["工作岗位 （空） → 语文"]


def test_of_two_members_of_one_name_none_is_taken():
    known = branch_of(
        Member(name="陈静", birth_date=BAI, joined_on=JOINED), Member(name="陈静", birth_date=DU)
    )
    plan = plan_of(xlsx(["姓名", "入党日期", "岗位"], ["陈静", JOINED, "语文"]), known)
    assert codes(plan) == [(2, "not_identified")]
    assert not plan.rows[0].namesake


@pytest.mark.parametrize("born", [None, DU])
def test_a_person_may_say_who_is_the_same(born):
    known = branch_of(Member(name="白知远", birth_date=BAI))
    content = xlsx(["姓名", "出生日期", "岗位"], ["白知远", born, "语文"])
    assert plan_of(content, known).rows[0].namesake == known.members[0].id
    (row,) = plan_of(content, known, same=["白知远"]).rows
    assert (row.status, row.member) == (Status.CHANGED, known.members[0].id)


# ------------------------------------------------------------------------------ forms of a name


@pytest.mark.parametrize(
    ("written", "name"),
    [("许\ue863", "许䶮"), ("⽅⻢三", "方马三"), ("李ＡＢＣ", "李ABC"), ("吕㛃\ufe00", "吕㛃")],
)
def test_look_alikes_are_one_person_and_the_right_form_is_offered(written, name):
    head = ["姓名", "出生日期"]
    good = plan_of(xlsx(head, [written, BAI]), branch_of(Member(name=name, birth_date=BAI)))
    assert [row.status for row in good.rows] == [Status.SAME]
    put_right = plan_of(xlsx(head, [name, BAI]), branch_of(Member(name=written, birth_date=BAI)))
    assert [change.new for change in put_right.rows[0].changes] == [name]


def test_radicals_in_a_name_are_told():
    assert codes(plan_of(xlsx(["姓名"], ["⽅⻢三"]))) == [(2, "lookalike_character")]
