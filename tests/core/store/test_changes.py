"""Undo and redo of any change; the change log; stamps in the ledger."""

from __future__ import annotations

import copy
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from tests.core.store.conftest import noon
from tests.core.store.test_records import full_record
from tests.samples import a_branch, a_record
from zjdesk.errors import NotAllowed, NothingToUndo
from zjdesk.people import Member
from zjdesk.record import State
from zjdesk.store import records, roster, tables, versions
from zjdesk.store.ledger import Ledger


def everything(ledger: Ledger) -> dict[str, Any]:
    """What a person can see of a ledger."""
    with ledger.reading() as db:
        lines = records.find(db)
        return {
            "lines": lines,
            "records": [records.get(db, line.id) for line in lines],
            "versions": [versions.of(db, line.id) for line in lines],
            "found": [records.find(db, text=word) for word in ("议题", "改过", "bzy", "2026-01")],
            "branch": roster.get(db),
        }


def step(ledger: Ledger, number: int, what: str) -> None:
    """One thing that a person does; what cannot be done now is left out."""
    with ledger.reading() as db:
        lines, branch = records.find(db), roster.get(db)
        removed = records.removed(db)
        chosen = lines[number % len(lines)] if lines else None
        record = records.get(db, chosen.id) if chosen else None
    is_final = record is not None and record.state is State.FINAL
    with ledger.transaction(what) as tx:
        if what == "new":
            records.save(tx, full_record(["member_assembly", "theme_party_day"][number % 2]))
        elif what == "edit" and record and not is_final:
            record.title = f"改过{number}"
            record.agenda = record.agenda[::-1] if number % 2 else record.agenda[1:]
            records.save(tx, record)
        elif what == "finalise" and record and not is_final:
            records.finalise(tx, record.id)
        elif what == "reopen" and record and is_final:
            records.reopen(tx, record.id, "写错")
        elif what == "remove" and record:
            records.remove(tx, record.id)
        elif what == "restore" and removed:
            records.restore(tx, removed[number % len(removed)].id)
        elif what == "people":
            branch.members[0].group = f"第{number}党小组"
            branch.members.insert(number % 2, Member(name=f"新人{number}"))
            branch.members = branch.members[:4]
            roster.save(tx, branch)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(
            ["new", "new", "edit", "edit", "finalise", "reopen", "remove", "restore", "people"]
        ),
    ),
    max_size=7,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "支部.zj"
    Ledger.create(path, a_branch()).close()
    return path


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.data())
def test_undoing_all_is_the_start_and_redoing_all_the_end(empty, steps, data):
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(shutil.copy(empty, Path(folder) / "支部.zj"), now=noon)
        seen = [everything(ledger)]
        for number, what in steps:
            before = ledger.undo_label, len(log(ledger))
            step(ledger, number, what)
            if (ledger.undo_label, len(log(ledger))) != before:
                seen.append(everything(ledger))
        for expected in reversed(seen[:-1]):
            ledger.undo()
            assert everything(ledger) == expected
        assert ledger.undo_label is None
        back = data.draw(st.integers(0, len(seen) - 1))
        for expected in seen[1 : back + 1]:
            ledger.redo()
            assert everything(ledger) == expected
        for expected in reversed(seen[:back]):
            ledger.undo()
            assert everything(ledger) == expected
        for expected in seen[1:]:
            ledger.redo()
            assert everything(ledger) == expected
        assert ledger.redo_label is None
        ledger.check()
        ledger.close()


def log(ledger):
    with ledger.reading() as db:
        return db.execute(select(tables.change).order_by(tables.change.c.n)).mappings().all()


def save(ledger, record, label="保存"):
    with ledger.transaction(label) as tx:
        records.save(tx, record)


def test_labels(ledger):
    record = a_record()
    save(ledger, record, "新建")
    record.title = "改过"
    save(ledger, record, "修改")
    assert (ledger.undo_label, ledger.redo_label) == ("修改", None)
    assert ledger.undo() == "修改"
    assert (ledger.undo_label, ledger.redo_label) == ("新建", "修改")
    assert ledger.redo() == "修改"
    assert (ledger.undo_label, ledger.redo_label) == ("修改", None)


def test_a_new_change_ends_redo_and_is_undone_before_what_came_earlier(ledger):
    one, two, three = a_record(title="一"), a_record(title="二"), a_record(title="三")
    for record in (one, two):
        save(ledger, record, record.title)
    ledger.undo()
    save(ledger, three, "三")
    assert ledger.redo_label is None
    assert [ledger.undo(), ledger.undo()] == ["三", "一"]
    assert [ledger.redo(), ledger.redo()] == ["一", "三"]
    assert ledger.redo_label is None


def test_nothing_to_undo(ledger):
    with pytest.raises(NothingToUndo):
        ledger.undo()
    with pytest.raises(NothingToUndo):
        ledger.redo()


def test_an_undo_outlives_the_program(ledger):
    record = a_record()
    save(ledger, record)
    ledger.close()
    again = Ledger.open(ledger.path)
    assert again.undo() == "保存"
    again.close()
    again = Ledger.open(ledger.path)
    assert again.redo() == "保存"
    again.close()


def test_the_log_is_only_ever_added_to(ledger):
    record = a_record()
    save(ledger, record)
    first = log(ledger)
    ledger.undo()
    ledger.redo()
    entries = log(ledger)
    assert entries[:1] == first
    assert [(entry["of"], entry["undoes"]) for entry in entries] == [
        (None, False),
        (1, True),
        (1, False),
    ]
    assert {entry["author"] for entry in entries} == {"白知远"}


def test_the_log_holds_the_altered_fields_before_and_after(ledger):
    record = a_record(title="原来")
    save(ledger, record)
    record.title = "后来"
    save(ledger, record)
    with ledger.reading() as db:
        rewritten = db.execute(select(tables.rewritten).where(tables.rewritten.c.change_n == 2))
        (entry,) = rewritten.mappings()
    assert entry["owner_id"] == record.id
    assert entry["rows"] == {"record": {record.id: [{"title": "原来"}, {"title": "后来"}]}}


def test_two_writes_of_one_transaction_are_one_entry(ledger):
    record = a_record(title="原来")
    with ledger.transaction("两次") as tx:
        records.save(tx, record)
        record.title = "后来"
        records.save(tx, record)
        records.finalise(tx, record.id)
    ledger.undo()
    with ledger.reading() as db:
        assert records.find(db) == []
    ledger.redo()
    with ledger.reading() as db:
        found = records.get(db, record.id)
    assert (found.title, found.state) == ("后来", State.FINAL)


def test_two_edits_of_one_transaction_are_undone_to_before_both(ledger):
    record = a_record(title="原来", place="会议室")
    save(ledger, record)
    with ledger.transaction("两次") as tx:
        for title in ("中间", "后来"):
            record.title = title
            records.save(tx, record)
    ledger.undo()
    with ledger.reading() as db:
        assert records.get(db, record.id).title == "原来"
    ledger.redo()
    with ledger.reading() as db:
        assert records.get(db, record.id).title == "后来"


def test_a_row_altered_behind_the_log_is_not_written_over(ledger):
    record = a_record(title="原来")
    save(ledger, record)
    with ledger._engine.begin() as db:
        db.execute(update(tables.record).values(title="别处改的"))
    before = ledger.path.read_bytes()
    with pytest.raises(NotAllowed, match="保存"):
        ledger.undo()
    assert ledger.path.read_bytes() == before


def test_what_changed_is_told(ledger):
    record = full_record("member_assembly")
    with ledger.transaction("保存") as tx:
        records.save(tx, record)
        branch = roster.get(tx.db)
        branch.name = "改了名的支部"
        roster.save(tx, branch)
    assert tx.changes.records == {record.id}
    assert tx.changes.people == {branch.id}


# ------------------------------------------------------------------------------ stamps


def stamps(ledger):
    """Every stamp in the order of writing, and the vector."""
    with ledger.reading() as db:
        made = db.scalars(select(tables.change.c.stamp).order_by(tables.change.c.n)).all()
        return made, dict(
            db.execute(select(tables.vector.c.replica, tables.vector.c.reading)).all()
        )


def test_stamps_never_go_back_with_a_dead_clock(ledger):
    save(ledger, a_record())
    ledger.close()
    for year in (1980, 2026, 2070, 1999):
        clock = datetime(year, 1, 1, tzinfo=UTC)
        again = Ledger.open(ledger.path, now=lambda clock=clock: clock)
        save(again, a_record())
        save(again, a_record())
        again.undo()
        made, vector = stamps(again)
        again.close()
    assert made == sorted(set(made))
    assert list(vector.values()) == [int(made[-1][:16], 16)]


def test_an_undo_is_a_new_write(ledger):
    record = a_record(title="原来")
    save(ledger, record)
    record.title = "后来"
    save(ledger, record)
    ledger.undo()
    made, _ = stamps(ledger)
    with ledger.reading() as db:
        row = db.execute(select(tables.record)).mappings().one()
    assert row["title"] == "原来"
    assert row["stamp"] == made[0]
    assert row["stamps"] == {"title": made[2]}


def test_every_field_keeps_the_stamp_of_its_last_write(ledger):
    record = a_record()
    save(ledger, record)
    for name in ("title", "place", "title"):
        setattr(record, name, f"{getattr(record, name)}改")
        save(ledger, record)
    made, _ = stamps(ledger)
    with ledger.reading() as db:
        assert db.scalar(select(tables.record.c.stamps)) == {"title": made[3], "place": made[2]}


def test_two_copies_of_one_file_write_different_stamps(ledger, tmp_path):
    ledger.close()
    copies = [
        Ledger.open(shutil.copy(ledger.path, tmp_path / f"{number}.zj"), now=noon)
        for number in range(2)
    ]
    for each in copies:
        save(each, a_record())
    first, second = (stamps(each)[0][0] for each in copies)
    assert first != second
    for each in copies:
        each.close()


def test_unknown_fields_of_a_newer_program_survive(ledger):
    record = full_record("member_assembly")
    save(ledger, record)
    with ledger._engine.begin() as db:
        row = db.execute(select(tables.speech)).mappings().first()
        fields = {**row["fields"], "tone": "平和"}
        db.execute(update(tables.speech).where(tables.speech.c.n == row["n"]).values(fields=fields))
    changed = copy.deepcopy(record)
    changed.agenda[0].speeches[0].text = "改过"
    save(ledger, changed)
    with ledger.reading() as db:
        row = (
            db.execute(select(tables.speech).where(tables.speech.c.n == row["n"])).mappings().one()
        )
    assert row["fields"] == {"tone": "平和", "text": "改过"}
