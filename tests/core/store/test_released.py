"""Ledgers of every released schema: they open, say the same as they did, and can be written.

The files are only ever added to; `schema-N.json` is what the program of that release showed.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from zjdesk.kinds.files import write_record
from zjdesk.store import records, roster, tables
from zjdesk.store.ledger import Ledger

FOLDER = Path(__file__).parents[2] / "golden" / "ledgers"
LEDGERS = sorted(FOLDER.glob("*.zj"))


def test_there_is_one_of_every_schema():
    assert [path.stem for path in LEDGERS] == [f"schema-{n}" for n in range(1, tables.SCHEMA + 1)]


@pytest.mark.parametrize("stored", LEDGERS, ids=lambda path: path.stem)
def test_a_released_ledger_opens_and_says_the_same(stored, tmp_path):
    path = tmp_path / stored.name
    shutil.copy(stored, path)
    expected = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    ledger = Ledger.open(path)
    with ledger.reading() as db:
        shown = [write_record(records.get(db, record["id"])) for record in expected]
        branch = roster.get(db)
        assert len(records.removed(db)) == 1
        assert records.find(db, text="学生家门口")
    assert shown == expected
    assert len(branch.members) == 26
    assert branch.former_names[0].name == "中共汐桥中心小学支部委员会"
    assert branch.members[0].groups[0].group == "第二党小组"
    assert ledger.undo()
    with ledger.reading() as db:
        assert records.removed(db) == []
    ledger.close()
