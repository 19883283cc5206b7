"""The statistics of a ledger: what is read for them, and that they can be given up."""

from __future__ import annotations

from datetime import date

import pytest

from zjdesk.duties.matrix import matrix
from zjdesk.errors import Cancelled
from zjdesk.periods import period_of, year_of
from zjdesk.reporting import report_of
from zjdesk.statistics.report import report
from zjdesk.store.duties import known

TODAY = date(2026, 11, 30)


def test_a_ledger_gives_what_its_figures_give(year):
    with year.reading() as db:
        found = report_of(db, year_of(TODAY), today=TODAY)
        judged_by = known(db, 2026)
    duties = [matrix(judged_by, 2026, TODAY)]
    figures = judged_by.figures
    assert found == report(judged_by.branch, figures, year_of(TODAY), today=TODAY, duties=duties)
    assert found.records == 62


def test_of_several_years_the_duties_are_those_of_each(year):
    span = period_of(date(2024, 1, 1), date(2026, 12, 31))
    with year.reading() as db:
        found = report_of(db, span, today=TODAY)
        alone = [report_of(db, year_of(date(n, 1, 1)), today=TODAY) for n in (2024, 2025, 2026)]
    for key in ("due", "done", "missing"):
        sums = map(sum, zip(*(one["duties"].values(key) for one in alone), strict=True))
        assert found["duties"].values(key) == list(sums)


def test_counting_tells_how_far_it_is_and_can_be_given_up(year):
    told = []

    def progress(done, total, what):
        told.append((done, total, what))
        if what == "2026年":
            raise Cancelled

    with year.reading() as db:
        with pytest.raises(Cancelled):
            report_of(db, year_of(TODAY), today=TODAY, progress=progress)
        assert [done for done, _, _ in told] == [*range(1, 63), 0]
        assert report_of(db, year_of(TODAY), today=TODAY).records == 62
