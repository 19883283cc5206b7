"""Statistics as a book: a sheet per table, real numbers, ready to print, no formulas."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from tests.samples import sample_branch, sample_records
from zjdesk.exchange.statistics_sheet import write_statistics
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.periods import year_of
from zjdesk.statistics.report import Report, report

AS_OF = date(2026, 11, 30)


@pytest.fixture(scope="module")
def year() -> Report:
    branch = sample_branch()
    figures = map(figures_of, sample_records(branch))
    return report(branch, figures, year_of(AS_OF), today=AS_OF)


@pytest.fixture(scope="module")
def book(year: Report):
    return load_workbook(io.BytesIO(write_statistics(year)))


def test_a_sheet_per_table(year, book):
    assert book.sheetnames == [table.title for table in year.tables]
    for sheet, table in zip(book, year.tables, strict=True):
        header, *below = sheet.iter_rows(values_only=True)
        assert list(header) == [column.heading for column in table.columns]
        assert len([row for row in below if row[0]]) == len(table.lines) + len(table.remarks) + 1


def test_numbers_days_and_per_cents_are_real(book):
    sheet = book["考勤和学时（按党员）"]
    first = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (first["姓名"].value, first["应到"].value, first["学时"].value) == ("顾砚秋", 45, 65)
    assert (first["到会率"].value, first["到会率"].number_format) == (0.911, "0.0%")
    assert (first["应到"].number_format, first["学时"].number_format) == ("0", "0.0")
    waived = next(row for row in sheet.iter_rows() if row[0].value == "魏传厚")
    assert waived[7].value is None
    day = book["调研"]["A2"]
    assert (day.value, day.number_format) == (datetime(2026, 11, 12), "yyyy-mm-dd")


def test_every_sheet_is_ready_to_print(year, book):
    for sheet, table in zip(book, year.tables, strict=True):
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        title = sheet.oddHeader.center.text
        assert title == f"中共镇江市汐桥小学支部委员会　2026年　{table.title}"


def test_the_total_is_bold_and_notes_stand_below(year, book):
    sheet, table = book["次数和考勤（按种类）"], year["kinds"]
    last = len(table.lines) + 1
    assert sheet.cell(last, 1).value == "合计"
    assert sheet.cell(last, 1).font.bold
    assert not sheet.cell(last - 1, 1).font.bold
    assert sheet.cell(last + 2, 1).value == table.notes[0]
    assert f"A{last + 2}:K{last + 2}" in [str(one) for one in sheet.merged_cells.ranges]
    assert "其中 62 条还没有定稿" in sheet.cell(sheet.max_row, 1).value


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_people_wrote_is_never_a_formula(text):
    survey = Figures("1", "survey", (), "", AS_OF, details={"topic": text, "places": [text]})
    found = report(sample_branch(), [survey], year_of(AS_OF), today=AS_OF)
    sheet = load_workbook(io.BytesIO(write_statistics(found)))["调研"]
    for cell in (sheet["B2"], sheet["C2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
