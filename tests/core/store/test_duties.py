"""What the duties are judged by, as it comes out of a ledger."""

from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_record
from zjdesk.duties.excuses import EXCUSED, Excuse
from zjdesk.duties.matrix import matrix
from zjdesk.errors import LedgerDamaged
from zjdesk.regulations.in_force import LOCAL_RULES, LocalRule
from zjdesk.store import records, settings
from zjdesk.store.duties import known, known_of_years

DAY = date(2026, 11, 30)


def test_only_the_years_that_are_asked_for_are_read(year):
    with year.reading() as db:
        this, later = known(db, 2026), known(db, 2028)
    assert len(this.figures) == 62
    assert [one.day for one in this.figures] == sorted(one.day for one in this.figures)
    assert later.figures == []
    assert len(this.open) == len(later.open) > 20


def test_of_several_years_each_is_known_as_if_it_were_alone(year):
    with year.transaction("补记") as tx:
        for day in ("2022-03-04", "2024-12-31", "2025-01-01", "2027-12-31", "2028-01-01"):
            records.save(tx, a_record(day=date.fromisoformat(day)))
    years = range(2022, 2031)
    with year.reading() as db:
        together = list(known_of_years(db, years))
        assert together == [known(db, one) for one in years]
        assert list(known_of_years(db, range(2026, 2026))) == []


def test_local_rules_and_excuses_of_the_ledger_are_obeyed(year):
    rule = LocalRule(rule="frequency.party_lecture", value="yearly", reason="区局要求")
    excuse = Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="暑假")
    with year.transaction("设置") as tx:
        settings.put(tx, LOCAL_RULES.key, LOCAL_RULES.to_json([rule]))
        settings.put(tx, EXCUSED.key, EXCUSED.to_json([excuse]))
    with year.reading() as db:
        missing = {cell.duty.key for cell in matrix(known(db, 2026), 2026, DAY).missing}
        august = [cell.reason for cell in matrix(known(db, 2026), 2026, DAY).cells if cell.reason]
    assert "party_lecture" not in missing
    assert "暑假" in august


def test_a_setting_that_cannot_be_read_is_told(year):
    with year.transaction("设置") as tx:
        settings.put(tx, EXCUSED.key, [{"duty": "theme_party_day", "reason": "没有日期"}])
    with year.reading() as db, pytest.raises(LedgerDamaged, match="没有写是哪一段时间"):
        known(db, 2026)
