"""What is counted of records is kept beside them: the same as is counted of the record itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, time, timedelta

import pytest

from tests.core.store.test_records import full_record
from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem
from zjdesk.kinds import KINDS
from zjdesk.kinds.figures import figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Status
from zjdesk.people import Member
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.one_member import about
from zjdesk.store import figures, records, roster


def kept(ledger, **days):
    with ledger.reading() as db:
        return {one.id: asdict(one) for one in figures.figures(db, **days)}


def counted(ledger):
    """The figures of every record with a day, from the records themselves."""
    with ledger.reading() as db:
        stored = [records.get(db, line.id) for line in records.find(db)]
    return {one.id: asdict(figures_of(one)) for one in stored if one.day}


def save(ledger, *changed):
    with ledger.transaction("保存") as tx:
        for record in changed:
            records.save(tx, record)


def get(ledger, record_id):
    with ledger.reading() as db:
        return records.get(db, record_id)


# ------------------------------------------------------------------------------ the same


def test_the_sample_year(year):
    assert len(kept(year)) == 62
    assert kept(year) == counted(year)


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_with_everything_in_it(ledger, kind):
    record = full_record(kind)
    save(ledger, record)
    assert kept(ledger) == {record.id: asdict(figures_of(record))}


def alter(record):
    """Change whatever is counted of a record."""
    record.day += timedelta(days=1)
    record.starts_at, record.ends_at = time(8, 0), time(11, 0)
    record.credit_hours = None
    record.for_year = 2031
    record.title = "改过"
    record.also = [*record.also, "survey"]
    if record.roster:
        entry = record.roster[0]
        away = Attendance(
            name=entry.name,
            member=entry.member,
            status=Status.ABSENT,
            reason="事假",
            made_up="补学",
        )
        others = [one for one in record.attendance if one.member != entry.member]
        record.attendance = [away, *others]


def test_after_every_change_undo_and_redo(year):
    before = kept(year)
    changed = [get(year, record_id) for record_id in before]
    for record in changed:
        alter(record)
    save(year, *changed)
    after = kept(year)
    assert after == counted(year)
    assert all(after[one] != before[one] for one in before)
    year.undo()
    assert kept(year) == before
    year.redo()
    assert kept(year) == after


def test_a_final_record_is_counted_as_final(ledger):
    record = a_record()
    save(ledger, record)
    assert not kept(ledger)[record.id]["is_final"]
    with ledger.transaction("定稿") as tx:
        records.finalise(tx, record.id)
    assert kept(ledger)[record.id]["is_final"]
    ledger.undo()
    assert not kept(ledger)[record.id]["is_final"]
    ledger.redo()
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record.id, "写错")
    assert kept(ledger) == counted(ledger)
    assert not kept(ledger)[record.id]["is_final"]


# ------------------------------------------------------------------------------ which


def test_what_was_removed_or_has_no_day_is_not_counted(ledger):
    here, gone, undated = a_record(), a_record(), a_record(day=None)
    save(ledger, here, gone, undated)
    with ledger.transaction("删除") as tx:
        records.remove(tx, gone.id)
    assert kept(ledger).keys() == {here.id}
    ledger.undo()
    assert kept(ledger).keys() == {here.id, gone.id}


def test_days_are_included_and_the_oldest_come_first(ledger):
    days = [date(2026, 3, n) for n in (12, 10, 14, 11, 13)]
    save(ledger, *(a_record(day=day) for day in days))
    assert [one["day"] for one in kept(ledger).values()] == sorted(days)
    some = kept(ledger, since=date(2026, 3, 11), until=date(2026, 3, 13))
    assert [one["day"].day for one in some.values()] == [11, 12, 13]
    assert [one["day"].day for one in kept(ledger, since=date(2026, 3, 14)).values()] == [14]


# ------------------------------------------------------------------------------ around


def around(ledger, record):
    with ledger.reading() as db:
        return figures.around(db, record)


def test_around_a_record_are_those_of_its_day_and_the_committee_before(ledger):
    day = date(2026, 3, 12)
    record, same_day, next_day = a_record(), a_record("survey"), a_record(day=date(2026, 3, 13))
    edge, too_old, own_day, later = (
        a_record(
            "committee_meeting",
            day=day - timedelta(days=before),
            agenda=[AgendaItem(title=f"{before}天前讨论唐既白")],
        )
        for before in (92, 93, 0, -1)
    )
    gone = a_record("committee_meeting", day=day)
    save(ledger, record, same_day, next_day, edge, too_old, own_day, later, gone)
    with ledger.transaction("删除") as tx:
        records.remove(tx, gone.id)
    found = around(ledger, record)
    assert {one.id for one in found.stays} == {same_day.id, own_day.id}
    assert sorted(one.day for one in found.discussions) == [edge.day, own_day.day]
    assert all("讨论唐既白" in one.text for one in found.discussions)
    assert around(ledger, own_day).discussions[0].day == edge.day
    assert len(around(ledger, own_day).discussions) == 1


def test_around_a_record_are_those_of_several_days_that_touch_its_own(ledger):
    day = date(2026, 3, 12)
    record, long, over, ends = (
        a_record("training", day=day + timedelta(days=start), ends_on=day + timedelta(days=end))
        for start, end in ((0, 1), (-2, 5), (-9, -1), (-3, 0))
    )
    follows = a_record(day=day + timedelta(days=1))
    save(ledger, record, long, over, ends, follows)
    assert {one.id for one in around(ledger, record).stays} == {long.id, ends.id, follows.id}


def test_around_a_record_without_a_day_is_nothing(ledger):
    save(ledger, a_record())
    found = around(ledger, a_record(day=None))
    assert (list(found.stays), list(found.discussions)) == ([], [])


def test_a_record_that_is_not_saved_has_its_day_too(ledger):
    stored, new = a_record(), a_record()
    assert settle(new, a_branch()) == []
    save(ledger, stored)
    assert [one.id for one in around(ledger, new).stays] == [stored.id]


# ------------------------------------------------------------------------------ of a member


def test_figures_of_a_member_are_enough_for_all_that_is_said_of_anybody(year):
    with year.reading() as db:
        branch = roster.get(db)
        every = list(figures.figures(db))
        for member in branch.members:
            own = list(figures.figures(db, member=member))
            rules = Regulations(date(2026, 11, 30))
            assert about(member, branch, own, rules) == about(member, branch, every, rules)
        assert len(own) < len(every)


def test_a_member_with_a_name_like_a_pattern(ledger):
    save(ledger, a_record())
    with ledger.reading() as db:
        assert not list(figures.figures(db, member=Member(id="m%_", name="%")))
