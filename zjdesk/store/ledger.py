"""The ledger (台账): one branch's file.

Everything is read inside `reading()` and written inside `transaction()`: all of it, or nothing when
anything goes wrong. The file is plain SQLite with a mark of ours, and never another program's.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound

from zjdesk.errors import (
    LedgerDamaged,
    LedgerExists,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    NotALedger,
    NothingToUndo,
)
from zjdesk.store import backup, changes, records, roster, search, tables
from zjdesk.store.changes import Transaction
from zjdesk.store.engine import open_engine
from zjdesk.store.stamps import new_nonce, new_replica

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from zjdesk.people import Branch

Reading: TypeAlias = "Connection"
"""One moment of the ledger, for the functions of the store that read."""

APPLICATION_ID = int.from_bytes(b"ZJTZ", "big")
"""The mark in the header of a ledger."""


def local_now() -> datetime:
    return datetime.now().astimezone()


class Ledger:
    """An open ledger. `author` is who writes, `now` the wall clock."""

    def __init__(
        self, path: Path, engine: Engine, *, author: str, now: Callable[[], datetime]
    ) -> None:
        self.path = path
        self.author = author
        self.now = now
        self._engine = engine
        self._reader = engine.execution_options(reading=True)
        self._nonce = new_nonce()
        with self.reading() as db:
            local = db.execute(select(tables.local.c.key, tables.local.c.value))
            self._local = dict(local.all())

    # -------------------------------------------------------------------------- making, opening

    @classmethod
    def create(
        cls,
        path: Path,
        branch: Branch,
        *,
        author: str = "",
        now: Callable[[], datetime] = local_now,
    ) -> Ledger:
        """Make a ledger for a branch. Raises LedgerExists, LedgerReadOnly, DiskFull.

        It gets its name only when it is complete; a file that is there is never touched.
        """
        if path.exists():
            raise _exists(path)
        unfinished = path.with_name(f".{secrets.token_hex(6)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            engine = open_engine(unfinished, known_as=path)
            try:
                with engine.begin() as db:
                    _lay_out(db, branch)
                ledger = cls(unfinished, engine, author=author, now=now)
                ledger._begin_with(branch)
            finally:
                engine.dispose()
            _put_in_place(unfinished, path)
        except OSError as error:
            raise LedgerReadOnly(
                f"无法在这个文件夹里新建台账：{path.parent}",
                hint="请检查文件夹是否只读、U 盘是否写保护，或换一个位置。",
            ) from error
        finally:
            with suppress(OSError):
                unfinished.unlink()
        return cls.open(path, author=author, now=now)

    @classmethod
    def open(
        cls, path: Path, *, author: str = "", now: Callable[[], datetime] = local_now
    ) -> Ledger:
        """Open a ledger, bringing an older one up to date after a backup.

        Raises LedgerMissing, NotALedger, LedgerTooNew, LedgerDamaged, LedgerBusy, LedgerReadOnly.
        """
        _check_mark(path)
        engine = open_engine(path)
        try:
            found = _schema_of(engine, path)
            if found > tables.SCHEMA:
                raise LedgerTooNew(
                    f"这份台账由较新版本的程序写成（格式{found}，本程序到{tables.SCHEMA}）：{path}",
                    hint="台账没有改动。请先升级本程序，再打开它。",
                )
            if found < tables.SCHEMA:
                from zjdesk.store.migrations import upgrade

                upgrade(engine, path, found)
            ledger = cls(path, engine, author=author, now=now)
            ledger._refresh_index()
        except BaseException:
            engine.dispose()
            raise
        return ledger

    def _begin_with(self, branch: Branch) -> None:
        """Save the branch for good: there is nothing before it that undo could go back to."""
        with self._writing("新建台账") as tx:
            roster.save(tx, branch)
            tx.settle()

    def check(self) -> None:
        """Read the whole file, a second for each 200 MB. Raises LedgerDamaged.

        A search index that is damaged is made anew.
        """
        try:
            with self.reading() as db:
                backup.check(db)
        except LedgerDamaged:
            with self._engine.begin() as db:
                search.rebuild(db)
                backup.check(db)

    def _refresh_index(self) -> None:
        """Index everything anew if this program indexes otherwise than the one before."""
        if self._local.get("index") == str(search.VERSION):
            return
        with self._engine.begin() as db:
            records.index_all(db)
            row = {"key": "index", "value": str(search.VERSION)}
            db.execute(insert(tables.local).prefix_with("OR REPLACE").values(row))

    def close(self) -> None:
        self._engine.dispose()

    # -------------------------------------------------------------------------- reading, writing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger. Keep it short: writers wait for it."""
        with self._reader.connect() as db:
            yield db

    @contextmanager
    def transaction(self, label: str) -> Iterator[Transaction]:
        """Writes that belong together, undone together under this label.

        Raises LedgerBusy, LedgerReadOnly, DiskFull; nothing is written then.
        """
        with self._writing(label) as tx:
            yield tx
            tx.close()

    @contextmanager
    def noting(self) -> Iterator[Transaction]:
        """Notes of the program itself, such as what was printed: for good, never undone."""
        with self._writing("") as tx:
            yield tx
            tx.settle()

    @contextmanager
    def _writing(self, label: str) -> Iterator[Transaction]:
        with self._engine.begin() as db:
            yield Transaction(
                db,
                label,
                author=self.author,
                now=self.now(),
                replica=self._local["replica"],
                nonce=self._nonce,
                branch_id=self._local["branch"],
            )

    # -------------------------------------------------------------------------- undo, redo

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None if nothing."""
        with self.reading() as db:
            found = changes.undoable(db)
        return found[1] if found else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, None if nothing."""
        with self.reading() as db:
            found = changes.redoable(db)
        return found[1] if found else None

    def undo(self) -> str:
        """Take back the newest change and return its label. Raises NothingToUndo."""
        return self._step(changes.undoable, changes.put_back, "没有可以撤销的操作")

    def redo(self) -> str:
        """Do again what was undone last and return its label. Raises NothingToUndo."""
        return self._step(changes.redoable, changes.do_again, "没有可以重做的操作")

    def _step(
        self,
        find: Callable[[Connection], tuple[int, str] | None],
        take: Callable[[Transaction, int], None],
        nothing: str,
    ) -> str:
        with self._writing("") as tx:
            found = find(tx.db)
            if found is None:
                raise NothingToUndo(nothing, hint="台账没有改动。")
            number, tx.label = found
            take(tx, number)
            records.index(tx.db, tx.changes.records)
        return tx.label


# ------------------------------------------------------------------------------ the file


def _lay_out(db: Connection, branch: Branch) -> None:
    """The empty tables of a new ledger."""
    db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    tables.metadata.create_all(db)
    search.lay_out(db)
    db.execute(insert(tables.alembic_version).values(version_num=f"{tables.SCHEMA:04}"))
    values = {
        "replica": new_replica(),
        "branch": branch.id,
        "index": str(search.VERSION),
    }
    rows = [{"key": key, "value": value} for key, value in values.items()]
    db.execute(insert(tables.local), rows)


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, never that of another file."""
    try:
        path.touch(exist_ok=False)  # claims the name; replacing alone would overwrite on Linux
    except FileExistsError:
        raise _exists(path) from None
    try:
        unfinished.replace(path)
    except OSError:
        path.unlink()
        raise


def _schema_of(engine: Engine, path: Path) -> int:
    try:
        with engine.execution_options(reading=True).connect() as db:
            return int(db.scalars(select(tables.alembic_version.c.version_num)).one())
    except (NoResultFound, ValueError) as error:
        raise LedgerDamaged(
            f"台账文件有损坏，读不出它的格式：{path}", hint="请用最近的备份恢复。"
        ) from error


def _exists(path: Path) -> LedgerExists:
    return LedgerExists(
        f"这里已经有一个文件：{path}", hint="原文件没有改动。请换一个名字，或直接打开它。"
    )


def _check_mark(path: Path) -> None:
    """Look at the header without SQLite, so that a foreign file is not touched in any way."""
    if not path.is_file():
        raise LedgerMissing(
            f"找不到台账：{path}", hint="文件可能已移动或改名，U 盘可能没有插好。请核对位置。"
        )
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise LedgerReadOnly(f"无法读取台账：{path}", hint="请检查文件的权限。") from error
    is_ours = header[:16] == b"SQLite format 3\0" and header[68:72] == b"ZJTZ"
    if not is_ours:
        raise NotALedger(f"这个文件不是台账：{path}", hint="文件没有改动。请核对选择的文件。")
