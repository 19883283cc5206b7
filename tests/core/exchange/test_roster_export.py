"""The roster as a sheet: texts stay texts, days are days, and read back it changes nothing."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.core.exchange.sheet_files import plan_of
from tests.samples import sample_branch
from zjdesk.exchange.roster_export import write_roster
from zjdesk.exchange.roster_sheet import branch_after
from zjdesk.exchange.row_plans import Status
from zjdesk.fields import LATEST, Name, Text
from zjdesk.people import Branch, Category, FormerName, Group, GroupStay, Member, Stay, Waiver

DAY = date(2026, 3, 12)


def sheet_of(branch: Branch, *, personal: bool = True):
    return load_workbook(io.BytesIO(write_roster(branch, DAY, personal=personal))).active


def test_the_members_of_that_day_with_real_days():
    sheet = sheet_of(sample_branch())
    header, first, *rest = sheet.iter_rows(values_only=True)
    assert header == ("姓名", "性别", "出生日期", "人员类别", "入党日期", "转正日期", "党小组",
                      "工作岗位", "转入日期", "转出日期", "免考勤")  # fmt: skip
    assert len(rest) + 1 == len(sample_branch().members_on(DAY))
    assert first[0] == "顾砚秋"
    assert first[2].date() == date(1974, 8, 12)
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["A2"].number_format == "@"


def test_a_past_day_is_shown_with_what_was_known_then():
    member = Member(
        name="白知远",
        joined_on=date(2025, 6, 1),
        full_on=date(2026, 6, 1),
        category=Category.FULL,
        group="二组",
        groups=[GroupStay(end=date(2026, 5, 1), group="一组")],
        start=date(2026, 9, 1),
        stays=[Stay(start=date(2025, 3, 1), end=date(2026, 7, 1))],
        waivers=[Waiver(start=date(2026, 8, 1))],
    )
    branch = Branch(
        name="新支部",
        members=[member],
        former_names=[FormerName(name="旧支部", end=date(2026, 5, 1))],
    )

    def told(day: date) -> tuple[str, list[str | None]]:
        page = load_workbook(io.BytesIO(write_roster(branch, day, personal=True))).active
        head, row = page.iter_rows(values_only=True)
        shown = dict(zip(head, row, strict=True))
        keys = ("人员类别", "转正日期", "党小组", "转入日期", "转出日期", "免考勤")
        values = [shown[key] for key in keys]
        return page.oddHeader.center.text[:3], [
            str(value.date()) if isinstance(value, datetime) else value for value in values
        ]

    assert told(DAY) == ("旧支部", ["预备党员", None, "一组", "2025-03-01", None, None])
    assert told(date(2026, 6, 30)) == (
        "新支部",
        ["正式党员", "2026-06-01", "二组", "2025-03-01", None, None],
    )
    assert told(date(2026, 9, 1))[1][3:] == ["2026-09-01", None, "是"]


def test_the_page_is_ready_to_print():
    sheet = sheet_of(sample_branch())
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == f"'党员名册'!$A$1:$K${sheet.max_row}"
    assert sheet.column_dimensions["A"].width > 8
    assert "党员名册（2026年3月12日）" in sheet.oddHeader.center.text


def test_without_personal_data():
    header = [cell.value for cell in sheet_of(sample_branch(), personal=False)[1]]
    assert "出生日期" not in header
    assert "免考勤" not in header
    assert "党小组" in header


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "=1+1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    sheet = sheet_of(Branch(name="支部", members=[Member(name="白知远", post=text)]))
    cell = next(cell for cell in sheet[2] if cell.value == text)
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_a_text_that_looks_like_an_escape_stays_as_it_is():
    branch = Branch(name="支部", members=[Member(name="白知远", post="语_x0041_文")])
    (row,) = plan_of(write_roster(branch, DAY, personal=True)).rows
    assert row.values["post"] == "语_x0041_文"


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
names = st.builds(
    lambda surname, given: Name("name", "姓名").parse(surname + given),
    st.sampled_from("白杜甘䶮𬭎"),
    st.text(st.sampled_from("知远若溪·• 　䶮_"), max_size=4),
)
GROUPS = ["第一党小组", "一组", "语文组", "=1"]


@st.composite
def members(draw) -> Member:
    """Somebody of the branch on that day whose days follow each other as they must."""
    born, joined = date(1950, 1, 1), date(1971, 1, 1)
    birth = draw(st.none() | st.dates(born, date(1960, 1, 1)))
    joined_on = draw(st.none() | st.dates(joined, date(2000, 1, 1)))
    full_on = draw(st.none() | st.dates(date(2001, 1, 1), DAY))
    waivers = st.lists(st.builds(Waiver, start=st.none() | st.dates(joined, DAY)), max_size=1)
    return Member(
        name=draw(names),
        mark=draw(st.sampled_from(["", "数学", "1985", "=1"])),
        gender=draw(st.sampled_from(["男", "女", None])),
        birth_date=birth,
        category=Category.FULL if full_on else draw(st.sampled_from([*Category, None])),
        joined_on=joined_on,
        full_on=full_on,
        group=draw(st.sampled_from(["", *GROUPS])),
        post=Text("post", "岗位").parse(
            draw(lines | st.sampled_from(["=1", "无", "_x000A_", "2001", "是"]))
        ),
        start=draw(st.none() | st.dates(joined, DAY)),
        end=draw(st.none() | st.dates(date(2026, 3, 13), LATEST)),
        attendance_waived=draw(st.booleans()),
        waivers=draw(waivers),
        id_number=draw(st.sampled_from(["", "00000019800301005X"])),
    )


@given(st.lists(members(), max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_exported_changes_nothing_when_it_is_read_back(people, personal):
    branch = Branch(name="支部", members=people, groups=[Group(name=name) for name in GROUPS])
    if not branch.members_on(DAY):
        return
    plan = plan_of(write_roster(branch, DAY, personal=personal), branch, today=DAY)
    assert len(plan.rows) == len(branch.members_on(DAY))
    for row in plan.rows:
        # of namesakes without birth date or mark nobody can say who is who
        can_be_faulty = [member.name for member in people].count(row.name) > 1
        assert row.status is Status.SAME or (can_be_faulty and row.status is Status.FAULTY)
    assert branch_after(plan, branch) == branch
