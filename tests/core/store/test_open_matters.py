"""Open matters of a ledger, and the word that one is done: also in a final record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.documents.printing import gather
from zjdesk.errors import NotFound
from zjdesk.follow_ups import Lateness, Source
from zjdesk.kinds.catalogue import RECTIFICATIONS, Rectification
from zjdesk.kinds.headcount import settle as take_roster
from zjdesk.store import records, roster
from zjdesk.store.ledger import Ledger
from zjdesk.store.open_matters import open_matters, settle

EXPECTED = json.loads((Path(__file__).parents[2] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date(2026, 11, 30)


def matters(ledger):
    with ledger.reading() as db:
        return open_matters(db)


@pytest.mark.parametrize(
    ("source", "key"),
    [(Source.FOLLOW_UP, "follow_ups"), (Source.RECTIFICATION, "rectifications")],
)
def test_the_open_matters_of_the_sample(year, source, key):
    found = [
        (one.what, one.owner, one.due_on.isoformat(), one.lateness(AS_OF), one.days_late(AS_OF))
        for one in matters(year)
        if one.source is source
    ]
    expected = [
        (one["what"], one["owner"], one["due_on"], Lateness(one["status"]), one["days_late"])
        for one in EXPECTED[key]
    ]
    assert sorted(found) == sorted(expected)


def test_the_earliest_due_goes_first(year):
    days = [one.due_on for one in matters(year)]
    assert days == sorted(days)


@pytest.fixture
def small(tmp_path):
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch())
    record = a_record("org_life_meeting", agenda=[AgendaItem(
        title="整改", content="逐条对照", follow_ups=[FollowUp(what="汇总意见", owner="甘棠")],
    )])  # fmt: skip
    record.details = {"theme": "学习教育"}
    record[RECTIFICATIONS] = [Rectification(problem="通知太晚", due_on=date(2026, 4, 1))]
    with ledger.reading() as db:
        assert take_roster(record, roster.get(db)) == []
    with ledger.transaction("保存") as tx:
        records.save(tx, record)
        records.finalise(tx, record.id)
    yield ledger
    ledger.close()


def test_what_is_done_leaves_the_list_and_comes_back_by_undo(small):
    rectification, follow_up = matters(small)
    assert (rectification.what, follow_up.what) == ("通知太晚", "汇总意见")
    for matter in (rectification, follow_up):
        with small.transaction("完成") as tx:
            settle(tx, matter, done_on=date(2026, 4, 2), note="已在支委会通报")
    assert matters(small) == []
    with small.reading() as db:
        record = records.get(db, follow_up.record)
        assert records.find(db, text="已在支委会通报")
    assert record.agenda[0].follow_ups[0].done_on == date(2026, 4, 2)
    assert record[RECTIFICATIONS][0].done_note == "已在支委会通报"
    small.undo()
    small.undo()
    assert matters(small) == [rectification, follow_up]
    with small.transaction("完成") as tx:
        settle(tx, follow_up, done_on=date(2026, 4, 2))
    with small.transaction("没有完成") as tx:
        settle(tx, follow_up, done_on=None)
    assert matters(small) == [rectification, follow_up]


def test_the_signed_minutes_stay_as_they_were(small):
    before, _ = gather(small, [matters(small)[0].record])
    for matter in matters(small):
        with small.transaction("完成") as tx:
            settle(tx, matter, done_on=date(2026, 4, 2), note="办好了")
    after, _ = gather(small, [before[0].record.id])
    assert after == before


def test_of_a_removed_record_nothing_is_open(small):
    follow_up = matters(small)[1]
    with small.transaction("删除") as tx:
        records.remove(tx, follow_up.record)
    assert matters(small) == []


def test_a_matter_that_is_gone_is_not_found(small):
    follow_up = matters(small)[1]
    with small.transaction("更正") as tx:
        records.reopen(tx, follow_up.record, "写错了")
        record = records.get(tx.db, follow_up.record)
        record.agenda[0].follow_ups = []
        records.save(tx, record)
    with pytest.raises(NotFound), small.transaction("完成") as tx:
        settle(tx, follow_up, done_on=date(2026, 4, 2))
