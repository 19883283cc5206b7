"""Bringing an older ledger up to date, by Alembic.

The steps in `versions/` never import today's tables. A copy of the ledger is made and proved first;
then all steps run in one transaction, or none. Four traps of SQLite are dealt with here, for all
steps: foreign keys are off while tables are made anew (else CASCADE empties others); search index,
its view and triggers are taken away before and laid out after (batch mode loses triggers and fails
at views); `n` is an explicit key (rowids are renumbered); the transaction is our own (pysqlite's
leaves half a step behind).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from zjdesk.store import search
from zjdesk.store.backup import backup, check
from zjdesk.store.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine


VERSIONS: Sequence[Path] = (Path(__file__).parent / "versions",)


def upgrade(engine: Engine, path: Path, found: int) -> None:
    """Bring a ledger from schema `found` to today's. Raises what opening and writing raise."""
    backup(engine, path.with_name(f"{path.stem}.升级前-{found:04}{path.suffix}"))
    engine.dispose()
    migrating = open_engine(path, foreign_keys=False)
    try:
        with migrating.begin() as db:
            run(db)
            check(db)
    finally:
        migrating.dispose()


def run(db: Connection, target: str = "head") -> None:
    """Run the steps that are missing."""
    search.take_away(db)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("version_locations", os.pathsep.join(map(str, VERSIONS)))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = db
    command.upgrade(config, target)
    search.lay_out(db)
    search.rebuild(db)
