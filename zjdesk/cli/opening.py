"""What the verbs open: the ledger, a record that a person names, a file."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zjdesk.errors import CannotRead, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from zjdesk.cli.chinese import Settings
    from zjdesk.store.changes import Transaction
    from zjdesk.store.ledger import Ledger, Reading
    from zjdesk.store.records import RecordLine


def read_file(file: Path) -> bytes:
    try:
        if file.exists() and not file.is_file():
            raise CannotRead(f"“{file}”不是文件", hint="请写出文件名。")
        return file.read_bytes()
    except OSError as error:
        raise CannotRead(f"读不了“{file}”：{reason_of(error)}", hint="请核对文件名。") from None


@contextmanager
def open_ledger(settings: Settings) -> Iterator[Ledger]:
    from zjdesk.paths import default_ledger
    from zjdesk.store.ledger import Ledger

    path = settings.ledger or default_ledger()
    ledger = Ledger.open(path, author=author(settings))
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def reading(settings: Settings) -> Iterator[Reading]:
    with open_ledger(settings) as ledger, ledger.reading() as db:
        yield db


@contextmanager
def one_record(
    settings: Settings, record_id: str, *, removed: bool = False
) -> Iterator[tuple[Ledger, RecordLine]]:
    """The ledger, and the line of the record that a person names."""
    from zjdesk.store import records

    with open_ledger(settings) as ledger:
        with ledger.reading() as db:
            line = records.line(db, records.by_prefix(db, record_id, removed=removed))
        yield ledger, line


def writing(ledger: Ledger, verb: str, record: RecordLine) -> AbstractContextManager[Transaction]:
    return ledger.transaction(f"{verb}：{record.title}")


def has_display() -> bool:
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in given)


def author(settings: Settings) -> str:
    if settings.by:
        return settings.by
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        return ""
