"""What can go wrong, in three kinds.

Problem              a value: something that a person should put right; shown beside the field
ZjdeskError          expected trouble, worded for a person; `hint` says what to do next
├─ Refused             data that cannot be taken in; carries its problems
├─ NotFound            no such record, member, kind …
├─ NotAllowed          the record's state forbids it
├─ LedgerError         the ledger file
│  ├─ LedgerMissing  LedgerExists  NotALedger  LedgerTooNew  LedgerDamaged
│  └─ LedgerBusy     LedgerReadOnly  DiskFull
├─ AttachmentRefused   a picture or file that cannot be kept
├─ NothingToUndo       undo or redo has nothing to work on
├─ Cancelled           a person stopped long work
├─ CannotRead          a file that was named could not be read
└─ CannotWrite         a file could not be written where it was asked for
anything else        a bug: the transaction is rolled back, the data is safe
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Weight(IntEnum):
    """How much a problem weighs."""

    REMINDS = 1
    """Worth a look; never in the way."""
    BLOCKS = 2
    """In the way of 定稿, unless overridden with a reason that stays in the record."""
    REFUSES = 3
    """The record cannot be taken in at all."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: keys and numbers for the program, words for a person."""

    path: tuple[str | int, ...] = ()
    words: tuple[str, ...] = ()

    def field(self, key: str, label: str) -> Place:
        return Place((*self.path, key), (*self.words, label))

    def item(self, index: int) -> Place:
        """The place of a list's item; `index` counts from 0, the words from 1."""
        return Place((*self.path, index), (*self.words[:-1], f"{self.words[-1]}第{index + 1}项"))

    def __str__(self) -> str:
        return "·".join(self.words)


@dataclass(frozen=True)
class Problem:
    """Something a person should put right."""

    message: str
    place: Place = Place()
    weight: Weight = Weight.BLOCKS
    line: int | None = None

    def on_line(self, line: int) -> Problem:
        return replace(self, line=line)

    def __str__(self) -> str:
        where = "·".join(
            part for part in (f"第{self.line}行" if self.line else "", str(self.place)) if part
        )
        return f"{where}：{self.message}" if where else self.message


_REASONS = {
    errno.EACCES: "没有权限，或文件正被别的程序打开",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大，或磁盘已满",
    errno.EIO: "读写出错，U盘可能已拔出",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "找不到文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在磁盘是只读的",
    errno.ETXTBSY: "文件正被使用",
}


def reason_of(error: OSError) -> str:
    """Why the system could not read or write, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class ZjdeskError(Exception):
    """Expected trouble: what happened, and in `hint` what is safe and what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Refused(ZjdeskError):
    """Data that cannot be taken in; nothing of it was written."""

    def __init__(self, problems: Iterable[Problem], *, hint: str = "没有写入任何内容。") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)), hint=hint)


class NotFound(ZjdeskError):
    """No such record, member or kind."""


class NotAllowed(ZjdeskError):
    """The state of the record forbids it."""


class LedgerError(ZjdeskError):
    """Trouble with the ledger file."""


class LedgerMissing(LedgerError):
    """There is no file at that place."""


class LedgerExists(LedgerError):
    """There is a file already where a new ledger should go."""


class NotALedger(LedgerError):
    """The file is something else, or locked by a password."""


class LedgerTooNew(LedgerError):
    """The file was written by a newer zjdesk."""


class LedgerDamaged(LedgerError):
    """The file is a ledger, but parts of it cannot be read."""


class LedgerBusy(LedgerError):
    """Another program is writing to the ledger."""


class LedgerReadOnly(LedgerError):
    """The ledger or its folder cannot be written to."""


class DiskFull(LedgerError):
    """The disk has no room left."""


class AttachmentRefused(ZjdeskError):
    """A picture or file that cannot be kept."""


class NothingToUndo(ZjdeskError):
    """Undo or redo has nothing to work on."""


class CannotRead(ZjdeskError):
    """A file that was named could not be read."""


class CannotWrite(ZjdeskError):
    """A file could not be written where it was asked for."""


class Cancelled(ZjdeskError):
    """A person stopped long work; raised out of its progress."""

    def __init__(self) -> None:
        super().__init__("已取消", hint="没有写入任何内容。")
