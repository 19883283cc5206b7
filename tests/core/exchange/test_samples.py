"""Every sample sheet gives what is expected of it, whether its people are known or not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.core.exchange.sheet_files import TODAY
from tests.samples import sample_branch
from zjdesk.cli.roster import _plan_json
from zjdesk.exchange import roster_sheet, sheets
from zjdesk.exchange.row_plans import Status
from zjdesk.people import Branch
from zjdesk.store import roster
from zjdesk.store.ledger import Ledger

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"
EXPECTED = json.loads((ROSTERS / "expected.json").read_text(encoding="utf-8"))


def plan(name: str, branch: Branch) -> roster_sheet.RosterPlan:
    return roster_sheet.plan(
        sheets.read_book(ROSTERS / name), branch, today=TODAY, citizen_ids=True
    )


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_gives_what_is_expected(name, is_known):
    branch = sample_branch() if is_known else Branch(name="中共汀南小学支部委员会")
    found = _plan_json(plan(name, branch))
    for problem in (*found["problems"], *found["id_problems"]):
        del problem["message"]
    for key, wanted in EXPECTED[name].items():
        assert found[key] == wanted, key


@pytest.mark.parametrize("name", EXPECTED)
def test_people_of_the_branch_are_recognised_in_every_sample(name):
    found = plan(name, sample_branch())
    assert not found.rows_with(Status.NEW)
    assert not found.rows_with(Status.CHANGED)
    same, left = found.rows_with(Status.SAME), found.rows_with(Status.LEFT)
    assert len(same) + len(left) == EXPECTED[name]["people"]
    assert [row.left_on for row in left] in ([], [date(2026, 9, 1)])
    assert not found.new_groups


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sample_is_imported_into_an_empty_ledger(name, tmp_path):
    ledger = Ledger.create(tmp_path / "支部.zj", Branch(name="中共汀南小学支部委员会"))
    with ledger.transaction("读入名册") as tx:
        roster_sheet.apply(tx, roster.get(tx.db), plan(name, roster.get(tx.db)))
    with ledger.reading() as db:
        branch = roster.get(db)
    ledger.close()
    assert len(branch.members) == EXPECTED[name]["people"]
    again = plan(name, branch)
    assert not again.rows_with(Status.NEW)
    assert not again.rows_with(Status.CHANGED)
    assert len(again.rows_with(Status.SAME)) == EXPECTED[name]["people"]


def test_problems_never_show_an_identity_number():
    for name in EXPECTED:
        found = plan(name, sample_branch())
        for problem in (*found.problems, *found.id_problems):
            assert not any(part.isdecimal() and len(part) > 8 for part in str(problem).split("“"))


def test_an_old_xls_with_merges_and_hidden_columns_and_rows():
    found = plan("h-old.xls", Branch(name="中共汀南小学支部委员会"))
    assert found.header.last == 6
    assert found.hidden == found.left_out == ["公民身份号码"]
    assert [row.name for row in found.rows] == ["白知远", "杜若溪", "甘棠"]
    assert [row.values["group"] for row in found.rows] == ["第一党小组", "第一党小组", "第二党小组"]
    assert (found.ignored_rows, found.hidden_rows) == ([10], [11])
    assert not found.problems
    assert any("2名正式党员没有写明转正日期" in note for note in found.notes)


def test_a_sheet_with_a_password():
    with pytest.raises(sheets.SheetRefused, match="打开密码") as refused:
        sheets.read_book(ROSTERS / "i-locked.xlsx")
    assert "去掉打开密码" in refused.value.hint
