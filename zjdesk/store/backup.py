"""Copies of a ledger: made in one piece while it is open, and proved before they get a name."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlite

from zjdesk.errors import LedgerDamaged
from zjdesk.store.engine import open_engine, trouble_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine


def backup(engine: Engine, target: Path) -> None:
    """Copy an open ledger to `target`, in place of an older copy there.

    Raises LedgerDamaged if the copy is not whole, DiskFull, LedgerReadOnly.
    """
    unfinished = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with engine.connect() as db:
            _copy(db, unfinished)
        copied = open_engine(unfinished, known_as=target)
        try:
            with copied.connect() as db:
                check(db)
        finally:
            copied.dispose()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def check(db: Connection) -> None:
    """Read the whole file. Raises LedgerDamaged if any of it is not as it should be."""
    faults = [row[0] for row in db.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
    faults += [f"{row[0]} {row[1]}" for row in db.exec_driver_sql("PRAGMA foreign_key_check")]
    if faults:
        raise LedgerDamaged(
            f"台账文件有损坏：{faults[0]}",
            hint="请不要再写入，先把这个文件另存一份，再用最近的备份恢复。",
        )


def _copy(db: Connection, target: Path) -> None:
    try:
        copy = sqlite.connect(str(target))
        try:
            original: Any = db.connection.driver_connection
            original.backup(copy)
        finally:
            copy.close()
        with target.open("r+b") as file:
            os.fsync(file.fileno())
    except sqlite.Error as error:
        raise trouble_of(error, target) or error from error
