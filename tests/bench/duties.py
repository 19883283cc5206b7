"""The first page of a large ledger, against a bare read: python -m tests.bench.duties.

Ten years of a branch of 50 members in three groups, about 5,000 records. Measured after the ledger
is open: what is read of it, the matrix of the year, and the list of what is to be done.
"""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import select

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Person, Status
from zjdesk.people import Group
from zjdesk.store import records, tables
from zjdesk.store.duties import known
from zjdesk.store.ledger import Ledger
from zjdesk.tasks.due import due

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from zjdesk.people import Branch
    from zjdesk.record import Record

TODAY = date(2026, 11, 25)
MEMBERS, YEARS, RECORDS = 50, 10, 5_000
RUNS = 30
LIMIT = 100
GROUPS = ("第一党小组", "第二党小组", "第三党小组")
KINDS = (
    "theme_party_day", "group_meeting", "committee_meeting", "member_assembly", "party_lecture",
    "heart_talk", "study_session", "micro_lecture",
)  # fmt: skip


def main() -> None:
    chance = random.Random(1)
    branch = large_branch()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "大.zj", branch)
        start = time.perf_counter()
        with ledger.transaction("读入") as tx:
            for number in range(RECORDS):
                records.save(tx, made(branch, number, chance))
        print(f"filled in {time.perf_counter() - start:.0f} s")
        with ledger.reading() as db:
            found = known(db, TODAY.year)
            print(f"{len(found.figures)} records of two years read, {len(found.open)} open matters")
            bare = measured(lambda: bare_read(db))
            read = measured(lambda: known(db, TODAY.year))
            table = measured(lambda: matrix(found, TODAY.year, TODAY))
            judged = matrix(found, TODAY.year, TODAY)
            todo = measured(lambda: due(found, TODAY, table=judged))
        ledger.close()
    whole = read + table + todo
    print(f"bare SQL of the same rows {bare:6.1f} ms")
    print(f"read {read:6.1f} ms   matrix {table:6.1f} ms   list {todo:6.1f} ms")
    print(f"together {whole:.1f} ms (needed: {LIMIT}), {whole / bare:.1f} times the bare read")


def large_branch() -> Branch:
    branch = a_branch(*(f"党员{number}" for number in range(MEMBERS)))
    branch.groups = [Group(name=name) for name in GROUPS]
    for number, member in enumerate(branch.members):
        member.group = GROUPS[number % 3]
    return branch


def made(branch: Branch, number: int, chance: random.Random) -> Record:
    """The records in order of their days, spread over the years."""
    day = TODAY - timedelta(days=(RECORDS - number) * YEARS * 365 // RECORDS)
    kind = KINDS[number % len(KINDS)]
    record = a_record(kind, day=day, group=chance.choice(GROUPS))
    record.agenda = [AgendaItem(title="安排", follow_ups=follow_ups(day, chance))]
    if kind == "heart_talk":
        two = chance.sample(branch.members, 2)
        people = [Person(name=member.name, member=member.id) for member in two]
        record.details = dict(zip(("talker", "interviewee"), people, strict=True))
    if kind == "party_lecture":
        record.details = {"lecturer": chance.choice(branch.members).name, "topic": "党的历史"}
    record.attendance = [
        Attendance(name=member.name, member=member.id, status=Status.ON_LEAVE, reason="事假")
        for member in chance.sample(branch.members, 3)
        if kind in ("theme_party_day", "member_assembly")
    ]
    settle(record, branch)
    return record


def follow_ups(day: date, chance: random.Random) -> list[FollowUp]:
    """One in ten meetings decides something; most of it is done."""
    if chance.random() > 0.1:
        return []
    due_on = day + timedelta(days=20)
    done_on = due_on if chance.random() < 0.9 else None
    return [FollowUp(what="报送名单", owner="党员1", due_on=due_on, done_on=done_on)]


def bare_read(db: Connection) -> object:
    """The rows of the figures as they lie, undecoded by anything of the program."""
    record, index = tables.record, tables.record_index
    query = (
        select(record.c.id, record.c.kind, record.c.also, record.c.day, index.c.figures)
        .join_from(index, record, index.c.record_n == record.c.n)
        .where(record.c.day >= f"{TODAY.year - 1}-01-01", ~record.c.deleted)
        .order_by(index.c.n)
    )
    return db.execute(query).all()


def measured(run: Callable[[], object]) -> float:
    """Milliseconds, the median of warm runs."""
    run()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
