"""The sheet of the duties of a year, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.samples import a_branch, sample_branch, sample_records
from zjdesk.documents.duty_table import duty_table_faults, write_duty_table
from zjdesk.duties.cells import Matrix
from zjdesk.duties.excuses import Excuse
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.figures import figures_of

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def sample() -> Known:
    branch = sample_branch()
    figures = [figures_of(record) for record in sample_records(branch)]
    return Known(branch=branch, figures=figures)


def pages(table: Matrix) -> list[str]:
    paper = BytesIO()
    write_duty_table(table, paper, branch="中共汐桥小学支部委员会")
    read = pypdf.PdfReader(BytesIO(paper.getvalue())).pages
    assert all(page.mediabox.width > page.mediabox.height for page in read)
    return ["".join(page.extract_text().split()) for page in read]


def test_the_sheet_of_the_sample_year(sample: Known) -> None:
    (text,) = pages(matrix(sample, 2026, DAY))
    for words in (
        "中共汐桥小学支部委员会",
        "2026年“三会一课”等落实情况",
        "截至2026年11月25日",
        "支部党员大会✓1月23日、3月20日✓5月22日、6月12日、6月26日✓9月18日✓11月20日",
        "支部委员会会议✓9日缺✓6日✓10日✓8日✓5日✓3日缺✓1日、21日✓9日✓6日",
        "第一党小组会缺缺✓4日",
        "党课✓3月18日缺缺✓10月30日＊",
        "已谈4次，还有18人没有谈到",
        "✓已开及日期",
        "＊一次活动同时计入两种：10月30日主题党日（同时算作党课）。",
    ):
        assert words in text, words
    assert "理论学习中心组学习" not in text
    assert "研学" not in text


def test_what_is_told_of_talks_names_nobody(sample: Known) -> None:
    (text,) = pages(matrix(sample, 2026, DAY))
    assert not any(member.name in text for member in sample.branch.members)


def test_reasons_stand_in_their_month_and_a_small_branch_is_not_asked(sample: Known) -> None:
    excuse = Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="暑假，党员外出")
    (text,) = pages(matrix(replace(sample, excuses=[excuse]), 2026, DAY))
    assert "不召开：暑假，党员外出" in text
    (small,) = pages(matrix(Known(branch=a_branch(), figures=[]), 2026, DAY))
    assert "支部委员会会议" + "—" * 12 in small
    assert "＊" not in small


def test_a_life_meeting_of_the_next_year_has_its_year(sample: Known) -> None:
    (text,) = pages(matrix(sample, 2025, DAY))
    assert "组织生活会✓2026年1月23日" in text


def test_a_character_that_no_font_has_is_told(sample: Known) -> None:
    assert duty_table_faults(matrix(sample, 2026, DAY)) == []
    excuse = Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="外出\U0002fff0")
    strange = replace(sample, excuses=[excuse])
    (fault,) = duty_table_faults(matrix(strange, 2026, DAY))
    assert "U+2FFF0" in fault.message
