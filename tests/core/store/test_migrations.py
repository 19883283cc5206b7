"""Migrations: the same layout as a new ledger, a proved copy first, all steps or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.samples import a_branch
from zjdesk.store import migrations, records, search, tables
from zjdesk.store.engine import open_engine
from zjdesk.store.ledger import Ledger

ADD_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "{new:04}"
down_revision = "{old:04}"


def upgrade() -> None:
    with op.batch_alter_table("record", recreate="always") as batch:
        batch.add_column(sa.Column("secret", sa.Text))
    {then}
"""

OURS = tables.SCHEMA


def layout(path: Path) -> dict[str, str]:
    db = sqlite3.connect(path)
    rows = db.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    db.close()
    return {name: " ".join((sql or "").split()) for name, sql in rows}


def test_a_migrated_ledger_is_laid_out_like_a_new_one(tmp_path, ledger):
    path = tmp_path / "旧.zj"
    engine = open_engine(path, foreign_keys=False)
    with engine.begin() as db:
        migrations.run(db)
    engine.dispose()
    assert layout(path) == layout(ledger.path)
    version = sqlite3.connect(path)
    assert version.execute("SELECT * FROM alembic_version").fetchall() == [(f"{tables.SCHEMA:04}",)]
    version.close()


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """Makes the program one that knows a further step."""

    def make(then: str = "") -> None:
        versions = tmp_path / "versions"
        versions.mkdir(exist_ok=True)
        step = ADD_COLUMN.format(then=then, old=OURS, new=OURS + 1)
        (versions / f"{OURS + 1:04}_more.py").write_text(step, encoding="utf-8")
        ours = Path(migrations.__file__).parent / "versions"
        monkeypatch.setattr(migrations, "VERSIONS", (ours, versions))
        monkeypatch.setattr(tables, "SCHEMA", OURS + 1)

    return make


def counts(path: Path) -> dict[str, int]:
    db = sqlite3.connect(path)
    found = {
        name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for name in ("record", "roster_entry", "agenda_item", "speech", "rewritten", "record_index")
    }
    db.close()
    return found


def test_an_older_ledger_is_brought_up_to_date_after_a_copy(year, newer):
    with year.reading() as db:
        lines, words = records.find(db), records.find(db, text="会议")
    year.close()
    before, content = counts(year.path), year.path.read_bytes()
    newer()
    opened = Ledger.open(year.path)
    with opened.reading() as db:
        assert records.find(db) == lines
        assert records.find(db, text="会议") == words
        assert "secret" in {row[1] for row in db.exec_driver_sql("PRAGMA table_info(record)")}
        names = {row[0] for row in db.exec_driver_sql("SELECT name FROM sqlite_schema")}
    assert {name for _, name, _ in search.LAYOUT} <= names
    opened.check()
    opened.close()
    assert counts(year.path) == before
    copy = year.path.with_name(f"汐桥.升级前-{OURS:04}.zj")
    assert counts(copy) == before
    assert layout(copy) != layout(year.path)
    assert len(copy.read_bytes()) == len(content)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(year, newer):
    year.close()
    content = year.path.read_bytes()
    newer('raise RuntimeError("a bug in the step")')
    with pytest.raises(RuntimeError):
        Ledger.open(year.path)
    assert year.path.read_bytes() == content
    newer()
    Ledger.open(year.path).close()


def test_a_step_that_breaks_a_reference_is_not_kept(year, newer):
    year.close()
    content = year.path.read_bytes()
    newer("op.execute(\"UPDATE speech SET record_id = 'nobody'\")")
    with pytest.raises(Exception, match="损坏"):
        Ledger.open(year.path)
    assert year.path.read_bytes() == content


def test_a_new_ledger_needs_no_step(tmp_path):
    Ledger.create(tmp_path / "支部.zj", a_branch()).close()
    assert not list(tmp_path.glob("*升级前*"))
