"""The connection to a ledger file: settings, transactions, and SQLite's trouble in words.

`sqlcipher3` serves plain and encrypted files alike, with the same SQLite on every PC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlite

from zjdesk.errors import (
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
    NotALedger,
)
from zjdesk.store.splitting import split

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

SETTINGS = (
    "journal_mode = DELETE",  # one file that can be copied; no -wal left behind on a stick
    "synchronous = FULL",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "recursive_triggers = ON",  # else REPLACE takes a row out of record_index, not of the index
    "trusted_schema = ON",  # the view that feeds the search index calls a function of ours
)


def open_engine(path: Path, *, known_as: Path | None = None, foreign_keys: bool = True) -> Engine:
    """The engine of an existing file or of one to be made. Nothing is read or written yet.

    Messages speak of `known_as`; only migrations do without foreign keys.
    """

    def connect() -> sqlite.Connection:
        connection = sqlite.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE
        )
        connection.create_function("zj_split", 1, split, deterministic=True)
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA foreign_keys = {foreign_keys:d}")
        return connection

    engine = create_engine("sqlite://", module=sqlite, creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda context: _explain(context, known_as or path))
    return engine


def _begin(db: Connection) -> None:
    """Begin ourselves, so that DDL rolls back too and a writer never starts as a reader."""
    reading = db.get_execution_options().get("reading", False)
    db.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _explain(context: ExceptionContext, path: Path) -> None:
    trouble = trouble_of(context.original_exception, path)
    if trouble:
        raise trouble from context.original_exception


def trouble_of(error: BaseException, path: Path) -> LedgerError | None:
    """SQLite's error as one for a person; None if it is a mistake of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite.SQLITE_ERROR and any(words in str(error) for words in _MISSING):
        return LedgerDamaged(
            f"台账的格式不完整：{path}",
            hint="文件没有改动。它可能由试用版写成，或者没有复制完整；请用最近的备份。",
        )
    kind, message, hint = _TROUBLE.get(code & 0xFF, (None, "", ""))
    return kind(f"{message}：{path}", hint=hint) if kind else None


_MISSING = ("no such table", "no such column", "has no column named")


_TROUBLE: dict[int, tuple[type[LedgerError], str, str]] = {
    sqlite.SQLITE_BUSY: (
        LedgerBusy,
        "台账正被另一个程序占用",
        "刚才的内容没有写入。请关闭另一个正在使用这份台账的程序，再试一次。",
    ),
    sqlite.SQLITE_FULL: (
        DiskFull,
        "磁盘已满，没有写入",
        "台账里原有的内容完好。请清理磁盘空间后再试一次。",
    ),
    sqlite.SQLITE_READONLY: (
        LedgerReadOnly,
        "台账只能读，不能写",
        "请检查文件和所在文件夹是否设为只读，或把台账复制到本机硬盘再打开。",
    ),
    sqlite.SQLITE_CANTOPEN: (
        LedgerReadOnly,
        "无法在台账所在的文件夹里写文件",
        "请检查文件夹是否只读、U 盘是否写保护，或把台账复制到本机硬盘再打开。",
    ),
    sqlite.SQLITE_CORRUPT: (
        LedgerDamaged,
        "台账文件有损坏",
        "请不要再写入，先把这个文件另存一份，再用最近的备份恢复。",
    ),
    sqlite.SQLITE_NOTADB: (
        NotALedger,
        "这个文件不是台账，或者设有密码",
        "请核对选择的文件；台账文件的扩展名一般是 .zj。",
    ),
    sqlite.SQLITE_IOERR: (
        LedgerError,
        "读写台账文件时磁盘出错",
        "刚才的内容没有写入。请检查 U 盘是否拔出、磁盘是否正常，再重新打开台账。",
    ),
}
