"""Records in a ledger: what is saved comes back, states, numbers, lists."""

from __future__ import annotations

import copy
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from tests.filling import a_value, fill_details
from tests.samples import a_branch, a_record
from zjdesk.errors import NotAllowed, NotFound
from zjdesk.kinds import KINDS
from zjdesk.parts import part_fields
from zjdesk.record import Record, State
from zjdesk.store import records, tables, versions
from zjdesk.store.record_rows import freeze, thaw


def full_record(kind: str) -> Record:
    """A record with every field, list and detail filled in, and a roster."""
    record = Record(kind=kind, part_of="0" * 32)
    for name, field in part_fields(Record).items():
        setattr(record, name, a_value(field))
    fill_details(record)
    record.roster = [
        a_value_of_roster(number, member) for number, member in enumerate(a_branch().members)
    ]
    for number, attachment in enumerate(record.attachments):
        attachment.sha256 = f"{number:064x}"
        attachment.size, attachment.width = 1234, 900
        attachment.media_type = "image/jpeg"
    return record


def a_value_of_roster(number, member):
    from tests.filling import a_part
    from zjdesk.participants import RosterEntry

    entry = a_part(RosterEntry, number)
    entry.member = member.id
    return entry


def save(ledger, *found):
    with ledger.transaction("保存") as tx:
        for record in found:
            records.save(tx, record)
    return tx


def load(ledger, record_id):
    with ledger.reading() as db:
        return records.get(db, record_id)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_of_a_record_comes_back(ledger, kind):
    record = full_record(kind)
    save(ledger, record)
    found = load(ledger, record.id)
    assert found == record
    assert ids_in(found) == ids_in(record)
    assert found.recorded_at == datetime(2026, 3, 16, 12, 0)


def ids_in(record):
    return [
        [entry.id for entry in parts]
        for parts in (
            record.roster,
            record.attendance,
            record.agenda,
            [speech for item in record.agenda for speech in item.speeches],
            [item.vote for item in record.agenda],
        )
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_frozen_record_thaws_whole(kind):
    record = full_record(kind)
    assert thaw(freeze(record)) == record


def test_an_empty_form_can_be_saved(ledger):
    record = Record(kind="party_lecture")
    save(ledger, record)
    assert load(ledger, record.id) == record


def test_saving_an_unchanged_record_writes_nothing(ledger):
    record = full_record("theme_party_day")
    save(ledger, record)
    before = ledger.path.read_bytes()
    tx = save(ledger, load(ledger, record.id))
    assert not tx.changes
    assert ledger.path.read_bytes() == before


def test_changes_of_every_sort_come_back(ledger):
    record = full_record("org_life_meeting")
    save(ledger, record)
    record.title = ""
    record.agenda.reverse()
    record.agenda[0].speeches.pop()
    record.agenda[1].vote = None
    record.details.pop("preparation")
    record.details["rectifications"].insert(0, copy.deepcopy(record.details["rectifications"][1]))
    record.details["rectifications"][0].id = "f" * 32
    record.also = ["party_lecture"]
    tx = save(ledger, record)
    assert tx.changes.records == {record.id}
    assert load(ledger, record.id) == record


def test_only_what_changed_gets_a_new_stamp(ledger):
    record = full_record("member_assembly")
    save(ledger, record)
    record.agenda[0].title = "改了的议题"
    save(ledger, record)
    with ledger.reading() as db:
        stamps = db.scalars(select(tables.agenda_item.c.stamps)).all()
        assert [list(found) for found in stamps if found] == [["title"]]
        assert db.scalar(select(tables.record.c.stamps)) is None


def test_details_stay_when_a_kind_is_taken_off(ledger):
    record = fill_details(a_record("theme_party_day", also=["party_lecture"]))
    save(ledger, record)
    record.also = []
    save(ledger, record)
    assert load(ledger, record.id).details["lecturer"] == record.details["lecturer"]


# ------------------------------------------------------------------------------ states


def finalise(ledger, record, **more):
    with ledger.transaction("定稿") as tx:
        return records.finalise(tx, record.id, **more)


def reopen(ledger, record, reason="更正人数"):
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record.id, reason)


def test_a_final_record_is_not_written_over(ledger):
    record = a_record("party_lecture")
    save(ledger, record)
    assert finalise(ledger, record) == "党课2026-01"
    record.title = "别的"
    with pytest.raises(NotAllowed, match="定稿"):
        save(ledger, record)
    assert load(ledger, record.id).state is State.FINAL
    with pytest.raises(NotAllowed):
        finalise(ledger, record)


def test_reopening_needs_a_reason_and_keeps_the_original(ledger):
    record = a_record("party_lecture", title="原来的题目")
    save(ledger, record)
    with pytest.raises(NotAllowed):
        reopen(ledger, record)
    finalise(ledger, record, override="签到表遗失")
    for nothing in ("  ", "无"):
        with pytest.raises(NotAllowed, match="原因"):
            reopen(ledger, record, nothing)
    reopen(ledger, record, "题目写错")
    record.title = "改正的题目"
    save(ledger, record)
    assert finalise(ledger, record) == "党课2026-01"
    with ledger.reading() as db:
        first, second = versions.of(db, record.id)
    assert (first.reason, first.reopened_by, first.override) == ("题目写错", "白知远", "签到表遗失")
    assert (second.reason, second.revision) == ("", 2)
    assert (first.finalised_at, first.reopened_at) == ("2026-03-16T12:00:00",) * 2
    assert [first.record.title, second.record.title] == ["原来的题目", "改正的题目"]


def test_a_second_correction_leaves_the_first_as_it_was(ledger):
    record = a_record("party_lecture")
    save(ledger, record)
    for reason in ("题目写错", "人数写错"):
        finalise(ledger, record)
        reopen(ledger, record, reason)
    with ledger.reading() as db:
        assert [version.reason for version in versions.of(db, record.id)] == [
            "题目写错",
            "人数写错",
        ]


def test_numbers_count_by_kind_and_year_and_are_never_given_twice(ledger):
    one, two, other_year, other_kind = (
        a_record("party_lecture"),
        a_record("party_lecture"),
        a_record("party_lecture", day=date(2025, 3, 1)),
        a_record("micro_lecture"),
    )
    save(ledger, one, two, other_year, other_kind)
    assert finalise(ledger, one) == "党课2026-01"
    with ledger.transaction("删除") as tx:
        records.remove(tx, one.id)
    assert finalise(ledger, two) == "党课2026-02"
    assert finalise(ledger, other_year) == "党课2025-01"
    assert finalise(ledger, other_kind) == "微党课2026-01"


def test_a_record_keeps_its_number_when_its_finalising_was_undone(ledger):
    one, two = a_record("party_lecture"), a_record("party_lecture")
    save(ledger, one, two)
    finalise(ledger, one)
    ledger.undo()
    assert load(ledger, one.id).number == ""
    assert finalise(ledger, two) == "党课2026-02"
    assert finalise(ledger, one) == "党课2026-01"


def test_the_first_save_dates_a_record_for_good(ledger):
    record = a_record(recorded_at=datetime(2026, 3, 12, 17, 30))
    save(ledger, record)
    record.recorded_at = None
    record.title = "改"
    save(ledger, record)
    assert record.recorded_at == datetime(2026, 3, 12, 17, 30)


def test_removed_and_restored(ledger):
    record = full_record("member_assembly")
    save(ledger, record)
    with ledger.transaction("删除") as tx:
        records.remove(tx, record.id)
    with pytest.raises(NotFound, match="已经删除"):
        load(ledger, record.id)
    with ledger.reading() as db:
        assert not records.present(db, [record.id])
        assert records.find(db) == []
        assert [line.id for line in records.removed(db)] == [record.id]
    with ledger.transaction("恢复") as tx:
        records.restore(tx, record.id)
    assert load(ledger, record.id) == record
    with pytest.raises(NotFound), ledger.transaction("恢复") as tx:
        records.restore(tx, record.id)


def test_a_file_read_in_again_after_undo_brings_the_records_back(ledger):
    draft, final = full_record("member_assembly"), a_record("party_lecture")

    def read_in():
        with ledger.transaction("读入") as tx:
            records.save(tx, draft)
            records.save(tx, final)
            records.finalise(tx, final.id)

    read_in()
    first = load(ledger, final.id)
    ledger.undo()
    read_in()
    assert load(ledger, draft.id) == draft
    assert load(ledger, final.id) == first
    with ledger.reading() as db:
        assert len(versions.of(db, final.id)) == 1


def test_a_record_that_was_final_is_restored_not_written_anew(ledger):
    record = a_record("party_lecture")
    save(ledger, record)
    finalise(ledger, record)
    with ledger.transaction("删除") as tx:
        records.remove(tx, record.id)
    with pytest.raises(NotAllowed, match="删除"):
        save(ledger, record)


# ------------------------------------------------------------------------------ lists


def test_lines_are_the_newest_first_and_an_undated_form_before_them(ledger):
    early = a_record(day=date(2026, 1, 5), title="早")
    morning = a_record(title="上午", starts_at=a_value(part_fields(Record)["starts_at"]).replace(8))
    late = a_record(title="下午")
    undated = Record(kind="party_lecture", title="没有日期")
    save(ledger, early, undated, late, morning)
    with ledger.reading() as db:
        assert [line.title for line in records.find(db)] == ["没有日期", "下午", "上午", "早"]
        assert [line.title for line in records.find(db, limit=1)] == ["没有日期"]


def test_a_line_says_how_a_record_stands(ledger):
    record = full_record("theme_party_day")
    record.also = ["micro_lecture"]
    record.day, record.ends_on = date(2026, 3, 1), None
    save(ledger, record)
    finalise(ledger, record)
    with ledger.reading() as db:
        (line,) = records.find(db)
    assert (line.day, line.kind, line.also) == (record.day, record.kind, ("micro_lecture",))
    assert (line.title, line.state, line.number) == (record.title, State.FINAL, "主题党日2026-01")
    assert (line.revision, line.late) == (1, True)


def test_conditions(year):
    with year.reading() as db:
        everything = records.find(db)
        by_kind = records.counts(db)
        assert len(everything) == 62
        assert by_kind["micro_lecture"] == len(records.find(db, kinds=["micro_lecture"])) == 8
        spring = records.find(db, since=date(2026, 3, 1), until=date(2026, 5, 31))
        assert spring == [line for line in everything if line.day and 3 <= line.day.month <= 5]
        assert records.find(db, state=State.FINAL) == []
        two = ["party_lecture", "heart_talk"]
        assert {line.kind for line in records.find(db, kinds=two)} >= {"heart_talk"}
        assert len(records.find(db, kinds=two)) == by_kind["party_lecture"] + by_kind["heart_talk"]


def test_the_sample_year_is_counted_as_the_regulations_want(year):
    with year.reading() as db:
        first = records.find(db, kinds=["org_life_meeting"])[0]
        assert first.expected == records_expected(db, first.id)


def records_expected(db, record_id):
    from zjdesk.kinds.headcount import count

    return count(records.get(db, record_id)).expected


def test_previous_is_the_newest_of_kind_and_group(year):
    with year.reading() as db:
        found = records.previous(db, "group_meeting", "第二党小组")
        lines = records.find(db, kinds=["group_meeting"])
        groups = {line.id: records.get(db, line.id).group for line in lines}
        wanted = next(line.id for line in lines if groups[line.id] == "第二党小组")
        assert found is not None
        assert found.id == wanted
        assert records.previous(db, "group_meeting", "第九党小组") is None


def test_a_record_is_named_by_the_beginning_of_its_id_or_its_number(ledger):
    record, other = a_record(), a_record()
    save(ledger, record, other)
    number = finalise(ledger, record)
    with ledger.reading() as db:
        assert records.by_prefix(db, record.id) == record.id
        assert records.by_prefix(db, number) == record.id
        with pytest.raises(NotFound, match="不止一条"):
            records.by_prefix(db, "0")
        for wrong in ("", "f" * 32, "%", "_"):
            with pytest.raises(NotFound):
                records.by_prefix(db, wrong)


def test_what_is_not_there(ledger):
    with ledger.reading() as db:
        with pytest.raises(NotFound):
            records.get(db, "0" * 32)
        assert records.previous(db, "survey") is None
        assert not records.present(db, ["0" * 32])


def test_every_record_has_one_line_in_the_index(year):
    with year.reading() as db:
        assert db.scalar(select(func.count()).select_from(tables.record_index)) == 62
