from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_branch
from zjdesk.errors import NotAllowed, Weight
from zjdesk.regulations.in_force import LocalRule, Regulations
from zjdesk.terms import begin_term, extend_term, term

DAY = date(2026, 3, 12)
RULES = Regulations(DAY)


def test_a_term_lasts_three_years_and_is_announced_half_a_year_ahead() -> None:
    branch = a_branch()
    assert term(branch, RULES) is None
    branch.term_start = date(2024, 9, 20)
    running = term(branch, RULES)
    assert running is not None
    assert running.end == date(2027, 9, 20)
    days = (date(2027, 3, 19), date(2027, 3, 20), date(2027, 9, 19), date(2027, 9, 20))
    weights = [None, Weight.REMINDS, Weight.REMINDS, Weight.BLOCKS]
    assert [running.weight(day) for day in days] == weights
    assert running.words(date(2027, 3, 19)) == "任期至2027年9月20日，还有185天"
    assert running.words(date(2027, 9, 19)) == "任期至2027年9月20日，还有1天，请准备换届"
    assert running.words(date(2027, 9, 20)).endswith("今天到期")
    assert running.words(date(2027, 9, 22)).endswith("已超期2天")


def test_a_term_is_extended_and_a_new_one_begins() -> None:
    branch = a_branch()
    with pytest.raises(NotAllowed):
        extend_term(branch, date(2027, 12, 31), "批复", RULES)
    branch.term_start = date(2024, 9, 20)
    with pytest.raises(NotAllowed):
        extend_term(branch, date(2027, 9, 20), "批复", RULES)
    extend_term(branch, date(2027, 12, 31), "教工委〔2027〕3号", RULES)
    running = term(branch, RULES)
    assert running is not None
    assert "（已延期）" in running.words(DAY)
    begin_term(branch, date(2027, 12, 20))
    assert branch.committee[0].end == date(2027, 12, 20)
    assert (branch.term_extended_until, branch.term_extension) == (None, "")
    with pytest.raises(NotAllowed):
        begin_term(branch, date(2027, 12, 20))


def test_an_extension_needs_an_approval_and_an_end_in_reach() -> None:
    branch = a_branch()
    branch.term_start = date(2024, 2, 29)
    for approval in ("", "　 "):
        with pytest.raises(NotAllowed, match="批准"):
            extend_term(branch, date(2027, 12, 31), approval, RULES)
    for until in (date(2027, 2, 28), date(2032, 2, 28), date(2090, 1, 1)):
        with pytest.raises(NotAllowed):
            extend_term(branch, until, "批复", RULES)
    assert branch.term_extended_until is None
    for until in (date(2027, 3, 1), date(2032, 2, 27)):
        extend_term(branch, until, " 北汀教党〔2027〕3号 ", RULES)
        running = term(branch, RULES)
        assert running is not None
        assert (running.end, branch.term_extension) == (until, "北汀教党〔2027〕3号")


def test_the_superior_may_set_another_term() -> None:
    branch = a_branch()
    branch.term_start = date(2024, 9, 20)
    village = Regulations(DAY, (LocalRule(rule="term.years", value="5", reason="任期意见"),))
    running = term(branch, village)
    assert running is not None
    assert running.end == date(2029, 9, 20)
