"""Identity numbers that somebody asked to keep: whole in the ledger, and nowhere else."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from tests.core.exchange.sheet_files import TODAY, codes, content_of, plan_of, workbook, xlsx
from tests.samples import a_record
from zjdesk.citizen_ids import check_character
from zjdesk.documents.personal_sheet import write_personal_sheet
from zjdesk.documents.roster import write_roster as write_pdf_roster
from zjdesk.exchange import roster_sheet
from zjdesk.exchange.cells import SheetRefused
from zjdesk.exchange.roster_export import write_roster
from zjdesk.exchange.roster_sheet import branch_after
from zjdesk.exchange.row_plans import Status
from zjdesk.kinds.headcount import settle
from zjdesk.member_lines import member_lines
from zjdesk.parts import texts_of
from zjdesk.people import Branch
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.one_member import about
from zjdesk.store import records, roster, tables
from zjdesk.store.ledger import Ledger

BAI = date(1980, 3, 1)
NUMBER = "00000019800301001" + check_character("00000019800301001")
MASKED = "000000********" + NUMBER[-4:]
SHEET = xlsx(["姓名", "出生日期", "身份证号", "党小组"], ["白知远", BAI, NUMBER, "甲组"])


def test_numbers_are_left_out_unless_they_are_asked_for():
    assert "id_number" not in plan_of(SHEET).rows[0].values
    assert plan_of(SHEET).left_out == ["身份证号"]
    plan = plan_of(SHEET, keep_ids=True)
    assert branch_after(plan, plan.branch).members[0].id_number == NUMBER
    assert plan.columns["身份证号"] == "id_number"


def test_only_right_numbers_are_kept():
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    plan = plan_of(
        xlsx(["姓名", "公民身份号码"], ["白知远", f" {NUMBER[:6]} {NUMBER[6:]}"],
             ["杜若溪", wrong], ["甘棠", 3.2e17], ["陈静", "—"]),
        keep_ids=True,
    )  # fmt: skip
    assert [row.values["id_number"] for row in plan.rows] == [NUMBER, None, None, None]
    assert codes(plan) == [(3, "id_check_failed"), (4, "id_damaged")]
    assert not any(wrong in str(problem) for problem in plan.problems)


def test_what_is_known_of_a_number_is_masked_in_the_plan():
    plan = plan_of(SHEET, keep_ids=True)
    after = branch_after(plan, plan.branch)
    assert [row.status for row in plan_of(SHEET, after, keep_ids=True).rows] == [Status.SAME]
    assert [row.status for row in plan_of(SHEET, after).rows] == [Status.SAME]
    after.members[0].id_number = ""
    (change,) = plan_of(SHEET, after, keep_ids=True).rows[0].changes
    assert str(change) == f"公民身份号码 （空） → {MASKED}"
    assert NUMBER not in repr(branch_after(plan, plan.branch))


def test_a_sheet_without_numbers_or_with_hidden_ones():
    book = workbook(["姓名", "身份证号"], ["白知远", NUMBER])
    book.active.column_dimensions["B"].hidden = True
    for content in (content_of(book), xlsx(["姓名", "性别"], ["白知远", "男"])):
        with pytest.raises(SheetRefused, match="身份证号"):
            plan_of(content, keep_ids=True)


def test_faulty_rows_are_saved_without_numbers():
    plan = plan_of(
        xlsx(["姓名", "出生日期", "身份证号"], ["白知远", "2001-02-30", NUMBER]), keep_ids=True
    )
    sheet = load_workbook(io.BytesIO(roster_sheet.faulty_rows_sheet(plan))).active
    assert not any(NUMBER in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_an_export_has_no_numbers_and_reading_it_back_loses_none():
    plan = plan_of(SHEET, keep_ids=True)
    branch = branch_after(plan, Branch(name="支部"))
    exported = write_roster(branch, TODAY, personal=True)
    sheet = load_workbook(io.BytesIO(exported)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert not any(NUMBER in cell or "身份" in cell or "*" in cell for cell in cells)
    again = plan_of(exported, branch)
    assert [row.status for row in again.rows] == [Status.SAME]
    assert branch_after(again, branch).members[0].id_number == NUMBER


def test_in_the_ledger_a_number_stands_with_its_member_and_in_what_undo_needs(tmp_path):
    ledger = Ledger.create(tmp_path / "支部.zj", Branch(name="支部"))
    with ledger.transaction("读入名册：名册.xlsx") as tx:
        branch = roster.get(tx.db)
        branch = roster_sheet.apply(tx, branch, plan_of(SHEET, branch, keep_ids=True))
    record = a_record(day=TODAY, group="", recorder="白知远")
    settle(record, branch)
    with ledger.transaction("党员大会") as tx:
        records.save(tx, record)
    with ledger.reading() as db:
        assert roster.get(db).members[0].id_number == NUMBER
        holding = {
            table.name
            for table in tables.metadata.sorted_tables
            for row in db.execute(select(table))
            if NUMBER in str(tuple(row))
        }
        labels = [row.label for row in db.execute(select(tables.change))]
        indexed = str(db.execute(select(tables.record_index)).all())
    assert holding == {"member", "rewritten"}
    assert labels[-2:] == ["读入名册：名册.xlsx", "党员大会"]
    assert "白知远" in indexed
    assert MASKED not in indexed
    assert record.roster
    ledger.undo()
    ledger.undo()
    with ledger.reading() as db:
        assert not roster.get(db).members
    ledger.close()


def test_no_field_that_people_see_gives_the_number():
    (member,) = branch_after(plan_of(SHEET, keep_ids=True), Branch(name="支部")).members
    assert not [text for text in texts_of(member) if NUMBER in text or MASKED in text]


def test_no_paper_shows_the_number():
    branch = branch_after(plan_of(SHEET, keep_ids=True), Branch(name="支部"))
    (line,) = member_lines(branch, TODAY)
    papers = [io.BytesIO(), io.BytesIO()]
    write_pdf_roster([line], papers[0], branch=branch.name, day=TODAY, personal=True)
    known = about(line.member, branch, [], Regulations(TODAY))
    write_personal_sheet(line, known, papers[1], branch=branch, day=TODAY)
    for paper in papers:
        text = "".join(page.extract_text() for page in PdfReader(paper).pages)
        assert "白知远" in text
        assert NUMBER not in text
        assert NUMBER[-8:] not in text
