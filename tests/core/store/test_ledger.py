"""The ledger file: made, opened, refused; everything of a transaction or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import select

from tests.core.store.conftest import noon
from tests.samples import a_branch, a_record
from zjdesk.errors import (
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerExists,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    NotALedger,
)
from zjdesk.record import Record
from zjdesk.store import engine, records, roster, tables
from zjdesk.store.ledger import Ledger, local_now

ROOT = Path(__file__).parents[3]


def titles(ledger):
    with ledger.reading() as db:
        return {line.title for line in records.find(db)}


def save(ledger, *found):
    with ledger.transaction("保存") as tx:
        for record in found:
            records.save(tx, record)


def test_a_new_ledger_holds_its_branch_and_has_nothing_to_undo(tmp_path):
    branch = a_branch()
    ledger = Ledger.create(tmp_path / "新文件夹" / "支部.zj", branch)
    with ledger.reading() as db:
        assert roster.get(db) == branch
    assert (ledger.undo_label, ledger.redo_label) == (None, None)
    ledger.close()
    assert [path.name for path in ledger.path.parent.iterdir()] == ["支部.zj"]


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    path = tmp_path / "支部.zj"
    path.write_bytes(b"somebody's")
    with pytest.raises(LedgerExists):
        Ledger.create(path, a_branch())
    assert path.read_bytes() == b"somebody's"


def test_nothing_is_left_where_no_ledger_could_be_made(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(roster, "save", broken)
    with pytest.raises(RuntimeError):
        Ledger.create(tmp_path / "支部.zj", a_branch())
    assert list(tmp_path.iterdir()) == []


def test_a_file_put_there_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    path, save_branch = tmp_path / "支部.zj", roster.save

    def slow(*arguments):
        path.write_bytes(b"somebody's")
        save_branch(*arguments)

    monkeypatch.setattr(roster, "save", slow)
    with pytest.raises(LedgerExists):
        Ledger.create(path, a_branch())
    assert path.read_bytes() == b"somebody's"


def test_the_wall_clock_is_local():
    assert local_now().tzinfo is not None


# ------------------------------------------------------------------------------ refused files


def test_missing(tmp_path):
    with pytest.raises(LedgerMissing):
        Ledger.open(tmp_path / "没有.zj")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(200)])
def test_other_files_are_not_touched(tmp_path, content):
    path = tmp_path / "照片.zj"
    path.write_bytes(content)
    with pytest.raises(NotALedger):
        Ledger.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_is_no_ledger(tmp_path):
    path = tmp_path / "别的.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE record (id)")
    db.close()
    with pytest.raises(NotALedger):
        Ledger.open(path)


def test_a_newer_ledger_is_refused_with_both_numbers_and_not_touched(ledger):
    ledger.close()
    with sqlite3.connect(ledger.path) as db:
        db.execute("UPDATE alembic_version SET version_num = '0042'")
    db.close()
    before = ledger.path.read_bytes()
    with pytest.raises(LedgerTooNew, match=rf"42.*{tables.SCHEMA}") as refused:
        Ledger.open(ledger.path)
    assert "升级" in refused.value.hint
    assert ledger.path.read_bytes() == before


def test_a_ledger_without_its_tables_is_damaged(ledger):
    ledger.close()
    with sqlite3.connect(ledger.path) as db:
        db.execute("DROP TABLE alembic_version")
    db.close()
    with pytest.raises(LedgerDamaged, match="台账的格式不完整"):
        Ledger.open(ledger.path)


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.1])
def test_a_truncated_ledger_is_damaged(year, tmp_path, kept):
    content = year.path.read_bytes()
    path = tmp_path / "断.zj"
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(LedgerDamaged):
        read_everything(path)


def test_zeroed_pages_are_found(year, tmp_path):
    content = bytearray(year.path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = bytes(8 * 4096)
    path = tmp_path / "空洞.zj"
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        read_everything(path)


def read_everything(path):
    ledger = Ledger.open(path)
    try:
        ledger.check()
    finally:
        ledger.close()


def test_a_sound_ledger_passes_the_check(year):
    year.check()


# ------------------------------------------------------------------------------ trouble in writing


def test_another_program_that_writes(ledger, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    other = Ledger.open(ledger.path)
    late = a_record(title="后")
    with ledger.transaction("慢") as tx:
        records.save(tx, a_record(title="先"))
        with pytest.raises(LedgerBusy, match="占用"):
            save(other, late)
        assert titles(other) == set()
    save(other, late)
    assert titles(ledger) == {"先", "后"}
    other.close()


def test_a_second_writer_waits_before_it_reads_what_it_will_change(ledger, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    other = Ledger.open(ledger.path)
    with ledger.transaction("先"), pytest.raises(LedgerBusy), other.transaction("后"):
        pass
    other.close()


def test_a_program_that_holds_the_whole_file(ledger, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    ledger.close()
    holder = sqlcipher3.connect(str(ledger.path), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerBusy):
        Ledger.open(ledger.path)
    holder.close()


def test_a_full_disk_leaves_what_was_there(ledger):
    save(ledger, a_record(title="原有"))
    before = ledger.path.read_bytes()
    with ledger.transaction("量") as tx:
        pages = tx.db.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull) as full:
        save(ledger, *(a_record(title="新的") for _ in range(50)))
    assert "完好" in full.value.hint
    assert ledger.path.read_bytes() == before
    assert titles(ledger) == {"原有"}


def test_a_read_only_ledger_can_be_read(ledger):
    save(ledger, a_record(title="原有"))
    ledger.close()
    opened = open_read_only(ledger.path)
    assert titles(opened) == {"原有"}
    with pytest.raises(LedgerReadOnly):
        save(opened, a_record(title="新的"))
    opened.close()


def open_read_only(path):
    """The ledger opened as if the file were write protected; root may write anywhere."""
    ledger = Ledger.open(path)
    with ledger.reading() as db:
        db.exec_driver_sql("PRAGMA query_only = ON")
    return ledger


def test_a_folder_where_nothing_can_be_made(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(LedgerReadOnly):
        Ledger.create(tmp_path / "文件" / "支部.zj", a_branch())


def test_an_exception_rolls_everything_back(ledger):
    def fail():
        with ledger.transaction("保存") as tx:
            records.save(tx, a_record(title="没有保存"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert titles(ledger) == set()
    assert ledger.undo_label is None


def test_threads_have_connections_of_their_own(ledger):
    found = []

    def work():
        save(ledger, a_record(title="另一线程"))
        found.append(titles(ledger))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [{"另一线程"}]


def test_opening_an_up_to_date_ledger_imports_nothing_heavy(ledger):
    ledger.close()
    code = f"""
import sys
from pathlib import Path
from zjdesk.store.ledger import Ledger
ledger = Ledger.open(Path({str(ledger.path)!r}))
print(ledger.undo_label)
heavy = {{"alembic", "PIL", "pypinyin", "reportlab", "PySide6"}} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


# ------------------------------------------------------------------------------ crashes

CRASH = """
import os, signal, sys
from pathlib import Path
from tests.samples import a_branch, a_record
from zjdesk.store import records
from zjdesk.store.ledger import Ledger

ledger = Ledger.open(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    with ledger.transaction("保存") as tx:
        for part in "甲乙丙":
            records.save(tx, a_record(title=f"{number}{part}", place="会议室" * 200))
"""


def test_a_process_killed_while_it_writes_leaves_whole_transactions(ledger):
    ledger.close()
    for wait in (0.05, 0.11, 0.23):
        process = subprocess.Popen(
            [sys.executable, "-c", CRASH, str(ledger.path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(wait)
        process.kill()
        process.wait()
        process.stdout.close()
        opened = Ledger.open(ledger.path, now=noon)
        opened.check()
        with opened.reading() as db:
            lines = records.find(db)
            assert len(lines) % 3 == 0
            assert len(db.execute(select(tables.change.c.n)).all()) == len(lines) / 3
        opened.close()
    assert lines


def test_a_copied_file_is_a_whole_ledger(ledger, tmp_path):
    save(ledger, a_record(title="原有"), Record(kind="survey"))
    copied = Ledger.open(shutil.copy(ledger.path, tmp_path / "副本.zj"))
    assert titles(copied) == {"原有", ""}
    copied.close()
