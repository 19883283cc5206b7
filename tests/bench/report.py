"""All statistics of 100,000 records against one SQL GROUP BY: python -m tests.bench.report.

A superior's ledger: 25 members are expected at every record, one in twelve is away. The records of
ten years are those of the sample, repeated; the GROUP BY counts presences by member, kind and month
over the same rows, the file in the cache. Each runs in a process of its own, for its memory.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

from tests.samples import sample_branch, sample_records
from zjdesk.kinds.figures import counted_details, hours
from zjdesk.kinds.presence import Presence
from zjdesk.parts import new_id
from zjdesk.periods import period_of
from zjdesk.reporting import report_of
from zjdesk.store import tables
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.people import Branch

RECORDS, EXPECTED, YEARS = 100_000, 25, 10
TODAY = date(2026, 12, 31)
GROUP_BY = """
SELECT e.member, r.kind, substr(r.day, 1, 7), count(*),
       sum(coalesce(a.status, 'present') IN ('present', 'remote'))
FROM roster_entry e
JOIN record r ON r.id = e.record_id
LEFT JOIN attendance a ON a.record_id = e.record_id AND a.member = e.member
GROUP BY 1, 2, 3
"""
Rows = list[dict[str, Any]]


def main() -> None:
    if sys.argv[1:]:
        return print(*MEASURES[sys.argv[1]](Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "大.zj"
        start = time.perf_counter()
        fill(path)
        size = path.stat().st_size / 1e6
        print(f"{RECORDS:,} records filled in {time.perf_counter() - start:.0f} s, {size:.0f} MB")
        took = {}
        for name in MEASURES:
            command = [sys.executable, "-m", "tests.bench.report", name, str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, rows, peak = done.stdout.split()
            took[name] = float(seconds)
            print(f"{name:10} {float(seconds):6.2f} s   {rows} rows   peak RSS {peak} MB")
        print(
            f"all statistics / GROUP BY = {took['statistics'] / took['group-by']:.2f} (allowed: 3)"
        )
    return None


def all_statistics(path: Path) -> tuple[float, int, int]:
    ledger = Ledger.open(path)
    first = TODAY.replace(year=TODAY.year - YEARS + 1, month=1, day=1)
    with ledger.reading() as db:
        start = time.perf_counter()
        found = report_of(db, period_of(first, TODAY), today=TODAY)
        seconds = time.perf_counter() - start
    ledger.close()
    assert found.records == RECORDS
    assert found["kinds"].total
    assert found["kinds"].total[3] == RECORDS * EXPECTED
    return seconds, sum(len(table.rows) for table in found.tables), peak()


def group_by(path: Path) -> tuple[float, int, int]:
    ledger = Ledger.open(path)
    with ledger.reading() as db:
        db.execute(text(GROUP_BY)).all()
        start = time.perf_counter()
        rows = db.execute(text(GROUP_BY)).all()
        seconds = time.perf_counter() - start
    ledger.close()
    assert sum(row[3] for row in rows) == RECORDS * EXPECTED
    return seconds, len(rows), peak()


MEASURES = {"group-by": group_by, "statistics": all_statistics}


def peak() -> int:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fill(path: Path) -> None:
    """Write the records with their rosters, exceptions and figures, by the thousand."""
    chance, branch = random.Random(1), sample_branch()
    ledger = Ledger.create(path, branch)
    with ledger.transaction("") as tx:
        made = made_records(branch, tx.branch_id, chance)
        while thousand := list(islice(made, 1000)):
            for name in ("record", "record_index", "roster_entry", "attendance"):
                rows = [row for one in thousand for row in one[name]]
                tx.db.execute(insert(tables.metadata.tables[name]), rows)
        tx.db.exec_driver_sql("ANALYZE")
    ledger.close()


def made_records(
    branch: Branch, branch_id: str, chance: random.Random
) -> Iterator[dict[str, Rows]]:
    samples = sample_records(branch)
    members = branch.members[:EXPECTED]
    first = TODAY.replace(year=TODAY.year - YEARS + 1, month=1, day=1)
    days = (TODAY - first).days
    for number in range(RECORDS):
        sample = samples[number % len(samples)]
        day = first + timedelta(days=number * days // RECORDS)
        row_id = new_id()
        away = {member.id for member in members if chance.random() < 1 / 12}
        synced: dict[str, Any] = {"fields": {}, "deleted": False, "stamp": ""}
        owned = synced | {"record_id": row_id, "parent_id": row_id}
        presence = {
            member.id: str(Presence.ON_LEAVE if member.id in away else Presence.PRESENT)
            for member in members
        }
        kept = {"hours": hours(sample), "presence": presence, "details": counted_details(sample)}
        yield {
            "record": [
                synced
                | {
                    "n": number + 1,
                    "id": row_id,
                    "branch_id": branch_id,
                    "kind": sample.kind,
                    "also": sample.also,
                    "title": sample.title,
                    "day": day.isoformat(),
                    "state": "final",
                }
            ],
            "record_index": [
                {
                    "n": day.toordinal() << 43 | number + 1,
                    "record_n": number + 1,
                    "text": "",
                    "names": "",
                    "expected": EXPECTED,
                    "present": EXPECTED - len(away),
                    "figures": kept,
                }
            ],
            "roster_entry": [
                owned
                | {
                    "id": new_id(),
                    "pos": f"{place:04}",
                    "name": member.name,
                    "member": member.id,
                    "category": "full",
                    "group": member.group,
                    "voter": True,
                    "waived": False,
                    "by_default": True,
                }
                for place, member in enumerate(members)
            ],
            "attendance": [
                owned
                | {
                    "id": new_id(),
                    "pos": f"{place:04}",
                    "name": "",
                    "member": member,
                    "status": "on_leave",
                }
                for place, member in enumerate(sorted(away))
            ],
        }


if __name__ == "__main__":
    main()
