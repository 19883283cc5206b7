"""党员名册 and 党员个人情况表, read back from the PDF."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.samples import sample_branch, sample_records
from zjdesk.documents.personal_sheet import sheet_faults, write_personal_sheet
from zjdesk.documents.roster import roster_faults, write_roster
from zjdesk.kinds.figures import figures_of
from zjdesk.member_lines import MemberLine, Whose, member_lines
from zjdesk.people import Branch, GroupStay, Leadership, Paper, Suspension
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.record import Record
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.one_member import about

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def branch() -> Branch:
    return sample_branch()


@pytest.fixture(scope="module")
def records(branch: Branch) -> list[Record]:
    return sample_records(branch)


def roster(branch: Branch, *, personal: bool) -> bytes:
    paper = BytesIO()
    lines = member_lines(branch, DAY)
    write_roster(lines, paper, branch=branch.name, day=DAY, personal=personal)
    return paper.getvalue()


def sheet(branch: Branch, records: list[Record], name: str) -> str:
    line = line_of(branch, name)
    paper = BytesIO()
    known = about(line.member, branch, map(figures_of, records), Regulations(DAY))
    write_personal_sheet(line, known, paper, branch=branch, day=DAY)
    return text_of(paper.getvalue())


def line_of(branch: Branch, name: str) -> MemberLine:
    lines = member_lines(branch, DAY, whose=Whose.ALL)
    return next(line for line in lines if line.member.name == name)


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_everybody_is_on_the_roster_and_nothing_personal(branch: Branch) -> None:
    text = text_of(roster(branch, personal=False))
    for line in member_lines(branch, DAY):
        assert line.name in text
        assert str(line.member.birth_date) not in text
    assert "党员25人，正式22，预备3，有表决权22" in text
    assert "预备期" not in text.replace("预备期满", "")
    assert "个人信息" not in text


def test_with_what_is_personal_the_paper_says_so(branch: Branch) -> None:
    text = text_of(roster(branch, personal=True))
    assert "1974-08-12" in text
    assert "预备期至2026-12-12" in text
    assert "内部资料，含个人信息" in text


def test_the_roster_lies_across_and_repeats_its_head(branch: Branch) -> None:
    pages = pypdf.PdfReader(BytesIO(roster(branch, personal=True))).pages
    assert len(pages) > 1
    for page in pages:
        assert page.mediabox.width > page.mediabox.height
        assert "入党日期" in page.extract_text()


def test_the_same_roster_gives_the_same_bytes(branch: Branch) -> None:
    assert roster(branch, personal=False) == roster(branch, personal=False)


def test_a_sheet_says_what_the_records_know(branch: Branch, records: list[Record]) -> None:
    text = sheet(branch, records, "顾砚秋")
    for words in ("党员个人情况表", "1998年6月25日", "27年", "91.1%", "培训16", "书记微党课：还账"):
        assert words in text
    assert "会议和学习记录自2026年1月6日至2026年11月30日" in text


def test_a_sheet_lists_the_papers(records: list[Record]) -> None:
    branch = sample_branch()
    member = line_of(branch, "程思齐").member
    member.papers = [
        Paper(name="思想汇报", on=date(2004, 3, 1), note="原件在档案"),
        Paper(name="入党志愿书"),
    ]
    steps = [
        DevelopmentStep(step=step, on=date(2003, 6, 20))
        for step in (StepName.APPLICATION, StepName.APPLICATION_FORM, StepName.OATH)
    ]
    branch.prospects = [Prospect(name="程思齐", member=member.id, steps=steps)]
    text = sheet(branch, records, "程思齐")
    assert "说明入党志愿书2003-06-20入党申请书2004-03-01思想汇报原件在档案" in text
    member.papers[0].note = "𪜀"
    assert any("U+2A700" in str(one) for one in sheet_faults(line_of(branch, "程思齐")))


def test_of_talks_only_the_days_are_printed(branch: Branch, records: list[Record]) -> None:
    text = sheet(branch, records, "顾砚秋")
    assert "谈心谈话次数2次日期2026-01-13、2026-01-06" in text
    said = [r.details[key] for r in records for key in ("content", "opinions") if key in r.details]
    spoken = ["".join(one.split())[:12] for one in said if isinstance(one, str) and one]
    assert spoken
    assert not any(one in text for one in spoken)


def test_the_history_is_in_the_order_of_the_days(records: list[Record]) -> None:
    branch = sample_branch()
    member = line_of(branch, "程思齐").member
    member.groups = [
        GroupStay(end=date(2020, 9, 1), group="第二党小组"),
        GroupStay(start=date(2020, 9, 1), end=date(2020, 10, 1)),
    ]
    member.voting_suspended = [Suspension(date(2025, 1, 1), date(2026, 1, 1), "留党察看一年")]
    member.probation_until, member.probation_extended_on = date(2005, 1, 1), date(2004, 6, 25)
    branch.groups[1].leaders = [Leadership(None, date(2024, 1, 1), "程思齐", member.id)]
    text = sheet(branch, records, "程思齐")
    for one in ("2023-12-31第二党小组组长", "2004-06-252004-12-31延长预备期（2005年1月1日期满）"):
        assert one in text
    places = [text.index(one) for one in (
        "2020-08-31在第二党小组", "2020-09-012020-09-30未编入党小组", "2025-01-01",
        "2025-12-31停止表决权：留党察看",
    )]  # fmt: skip
    assert places == sorted(places)


def test_characters_that_no_font_has_are_told_before() -> None:
    branch = sample_branch()
    line = line_of(branch, "程思齐")
    line.member.post = "𪜀教师"
    told = [str(one) for one in (*roster_faults([line]), *sheet_faults(line))]
    assert len(told) == 2
    assert all("U+2A700" in one for one in told)
    line.member.post = "教师"
    line.member.voting_suspended = [Suspension(date(2025, 1, 1), None, "𪜀")]
    assert len(sheet_faults(line)) == 1
    line.member.voting_suspended, line.member.name = [], "程𪜀"
    assert len(sheet_faults(line)) == 1
