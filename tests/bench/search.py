"""Search among 100,000 records, against LIKE on the same texts: python -m tests.bench.search.

Texts of some 700 characters are made of words of a dictionary, a few of them frequent and most of
them rare. What is looked for has two characters: half of it stands in a text, half in the list
of words. The first 50 hits, the newest first.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from pypinyin.phrases_dict import phrases_dict
from sqlalchemy import insert, select

from tests.samples import a_branch
from zjdesk.parts import new_id
from zjdesk.store import records, tables
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

RECORDS = 100_000
WORDS = 200
PAGE = 50


def main() -> None:
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "大.zj", a_branch())
        words = vocabulary(chance)
        texts = fill(ledger, words, chance)
        asked = [chance.choice(words)[:2] for _ in range(WORDS // 2)]
        asked += [pair for text in texts for pair in re.findall("[一-鿿]{2}", text)[:1]]
        with ledger.reading() as db:
            found = measure(asked, lambda word: records.find(db, text=word, limit=PAGE))
            liked = measure(asked, lambda word: by_like(db, word))
        ledger.close()
    print(f"{RECORDS:,} records, {len(asked)} words of two characters, first {PAGE} hits")
    for name, (middle, slow) in (("search", found), ("LIKE", liked)):
        print(f"{name:7} p50 {middle:8.2f} ms   p95 {slow:8.2f} ms")
    print(f"p95 LIKE / search = {liked[1] / found[1]:.1f}   (needed: 20)")


def vocabulary(chance: random.Random) -> list[str]:
    """Chinese words in an order of chance, which becomes that of their frequency."""
    words = sorted(word for word in phrases_dict if re.fullmatch("[一-鿿]{2,4}", word))
    chance.shuffle(words)
    return words


def fill(ledger: Ledger, words: list[str], chance: random.Random) -> list[str]:
    """Write the records by the thousand; gives some of the texts."""
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def text() -> str:
        return "".join(
            word + chance.choice(("", "", "", "，", "。"))
            for word in chance.choices(words, cum_weights=weights, k=220)
        )

    start = time.perf_counter()
    with ledger.transaction("") as tx:
        for first in range(0, RECORDS, 2000):
            rows = [
                {
                    "n": number + 1,
                    "id": new_id(),
                    "branch_id": tx.branch_id,
                    "kind": chance.choice(["party_lecture", "theme_party_day"]),
                    "title": chance.choice(words),
                    "day": (date(1990, 1, 1) + timedelta(days=number // 8)).isoformat(),
                    "state": "draft",
                    "fields": {},
                    "deleted": False,
                    "stamp": "",
                }
                for number in range(first, first + 2000)
            ]
            tx.db.execute(insert(tables.record), rows)
            made = [
                {
                    "n": date.fromisoformat(row["day"]).toordinal() << 43 | row["n"],
                    "record_n": row["n"],
                    "text": text(),
                    "names": "",
                    "expected": 20,
                    "present": 18,
                }
                for row in rows
            ]
            tx.db.execute(insert(tables.record_index), made)
        tx.db.exec_driver_sql("INSERT INTO record_fts(record_fts) VALUES ('optimize')")
    texts = [row["text"] for row in made]
    length = sum(map(len, texts)) / len(texts)
    print(f"filled in {time.perf_counter() - start:.0f} s, {length:.0f} characters a record")
    return texts[: WORDS // 2]


def by_like(db: Connection, word: str) -> object:
    index, record = tables.record_index, tables.record
    query = (
        select(record.c.id, record.c.day, record.c.title)
        .join_from(index, record, index.c.record_n == record.c.n)
        .where(index.c.text.contains(word))
        .order_by(index.c.n.desc())
        .limit(PAGE)
    )
    return db.execute(query).all()


def measure(words: list[str], find: Callable[[str], object]) -> tuple[float, float]:
    """Milliseconds, p50 and p95, warm."""
    times = []
    for word in words:
        find(word)
        start = time.perf_counter()
        find(word)
        times.append((time.perf_counter() - start) * 1000)
    return median(times), quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
