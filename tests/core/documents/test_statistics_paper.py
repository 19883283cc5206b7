"""Statistics on paper, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.samples import sample_branch, sample_records
from zjdesk.documents.statistics import statistics_faults, write_statistics
from zjdesk.kinds.figures import figures_of
from zjdesk.people import FormerName
from zjdesk.periods import half_year_of, year_of
from zjdesk.statistics.report import Report, report
from zjdesk.statistics.tables import NOTHING

AS_OF = date(2026, 11, 30)


@pytest.fixture(scope="module")
def year() -> Report:
    branch = sample_branch()
    figures = map(figures_of, sample_records(branch))
    return report(branch, figures, year_of(AS_OF), today=AS_OF)


def paper(found: Report) -> bytes:
    target = BytesIO()
    write_statistics(found, target)
    return target.getvalue()


def pages(found: Report) -> list[str]:
    read = pypdf.PdfReader(BytesIO(paper(found))).pages
    return ["".join(page.extract_text().split()) for page in read]


def test_every_table_is_there_with_its_numbers(year: Report) -> None:
    text = "".join(pages(year))
    for table in year.tables:
        assert table.title in text
        for note in table.notes:
            assert "".join(note.split()) in text
    for words in ("2026年组织生活统计", "97.9%", "蒋亦舟", "不作考勤要求", "柳埠社区党支部"):
        assert words in text


def test_every_page_says_whose_it_is_and_has_its_number(year: Report) -> None:
    found = pages(year)
    for number, text in enumerate(found, 1):
        assert f"第{number}页共{len(found)}页" in text
        assert "中共镇江市汐桥小学支部委员会2026年组织生活统计" in text


def test_the_name_of_the_branch_is_that_of_the_last_day() -> None:
    branch = sample_branch()
    branch.former_names = [FormerName(end=date(2026, 7, 1), name="中共汐桥小学支部")]
    spring = report(branch, [], half_year_of(date(2026, 6, 1)), today=AS_OF)
    assert "中共汐桥小学支部" in pages(spring)[0]
    assert "中共汐桥小学支部" not in pages(report(branch, [], year_of(AS_OF), today=AS_OF))[0]


def test_what_is_empty_says_so(year: Report) -> None:
    empty = replace(year, tables=tuple(replace(table, rows=()) for table in year.tables[3:5]))
    assert "".join(pages(empty)).count(NOTHING) == 2


def test_the_same_statistics_give_the_same_bytes(year: Report) -> None:
    assert paper(year) == paper(year)


def test_characters_that_no_font_has_are_told_before(year: Report) -> None:
    odd = replace(year["honours"], rows=((AS_OF, "竞赛", "𪜀某", "", ""),))
    assert statistics_faults(year) == []
    (fault,) = statistics_faults(replace(year, tables=(odd,)))
    assert "U+2A700" in str(fault)
