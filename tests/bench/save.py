"""Saving one record against the same rows by raw sqlite3, FULL sync: python -m tests.bench.save.

Both write into ledgers of one layout on the same disk, one transaction for each record. The raw
writer gets every row that a save writes; and, once more, those of the record without change log and
search index.
"""

from __future__ import annotations

import copy
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.samples import sample_branch, sample_records
from zjdesk.parts import Part, new_id
from zjdesk.store import records
from zjdesk.store.ledger import Ledger
from zjdesk.store.splitting import split

if TYPE_CHECKING:
    from zjdesk.record import Record

ROUNDS = 60
OF_THE_PROGRAM = ("change", "rewritten", "record_index", "vector")
Rows = dict[str, list[tuple[Any, ...]]]


def main() -> None:
    branch = sample_branch()
    record = next(r for r in sample_records(branch) if r.kind == "theme_party_day")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "支部.zj"
        ledger = Ledger.create(path, branch, author="程思齐")
        raw = [connect(shutil.copy(path, Path(folder) / name)) for name in ("a.zj", "b.zj")]
        alone, whole, saved, again = [], [], [], []
        for number in range(-3, ROUNDS):
            each = fresh(record)
            start = time.perf_counter()
            save(ledger, each)
            saved.append(time.perf_counter() - start)
            each.title = f"改过{number}"
            start = time.perf_counter()
            save(ledger, each)
            again.append(time.perf_counter() - start)
            rows = rows_of(path, each.id)
            own = {name: found for name, found in rows.items() if name not in OF_THE_PROGRAM}
            alone.append(write(raw[0], own))
            whole.append(write(raw[1], rows))
        ledger.close()
        for each_raw in raw:
            each_raw.close()
    children = sum(map(len, own.values())) - 1
    print(f"one record with {children} rows below it, {ROUNDS} times, median in ms")
    times = {
        "save, new": saved,
        "save, one field changed": again,
        "raw, every row": whole,
        "raw, the record alone": alone,
    }
    middle = {name: median(found[3:]) * 1000 for name, found in times.items()}
    for name, value in middle.items():
        print(f"{name:26} {value:6.2f}")
    for name in ("raw, every row", "raw, the record alone"):
        print(f"save / {name} = {middle['save, new'] / middle[name]:.1f}   (allowed: 3)")


def fresh(record: Record) -> Record:
    copied = copy.deepcopy(record)
    _new_ids(copied)
    return copied


def _new_ids(value: object) -> None:
    if isinstance(value, Part):
        value.id = new_id()
        _new_ids(list(vars(value).values()))
    elif isinstance(value, list):
        for each in value:
            _new_ids(each)
    elif isinstance(value, dict):
        _new_ids(list(value.values()))


def save(ledger: Ledger, record: Record) -> None:
    with ledger.transaction("保存") as tx:
        records.save(tx, record)


def connect(path: str | Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.create_function("zj_split", 1, split, deterministic=True)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA synchronous = FULL")
    return db


def rows_of(path: Path, record_id: str) -> Rows:
    """Every row that a record has in a ledger, without its own number."""
    db = connect(path)
    names = [name for (name,) in db.execute("SELECT name FROM pragma_table_list WHERE strict")]
    found: Rows = {
        "record": db.execute("SELECT * FROM record WHERE id = ?", (record_id,)).fetchall()
    }
    number = found["record"][0][0]
    change = "(SELECT max(n) - 1 FROM change)"
    for name in names:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
        if "record_id" in columns and name != "draft":
            where = f"record_id = '{record_id}'"
        elif name in OF_THE_PROGRAM:
            where = {
                "change": f"n = {change}",
                "rewritten": f"change_n = {change}",
                "record_index": f"record_n = {number}",
                "vector": "true",
            }[name]
        else:
            continue
        found[name] = db.execute(f"SELECT * FROM {name} WHERE {where}").fetchall()
    db.close()
    return {name: rows for name, rows in found.items() if rows}


def write(db: sqlite3.Connection, rows: Rows) -> float:
    """Seconds to write the rows in one transaction."""
    statements = [
        (f"INSERT OR REPLACE INTO {name} VALUES ({','.join('?' * len(found[0]))})", found)
        for name, found in rows.items()
    ]
    start = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    for statement, found in statements:
        db.executemany(statement, found)
    db.execute("COMMIT")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
