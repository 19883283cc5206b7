"""Writing files so that a crash, a full disk or a pulled stick leaves the old file or the new one.

The one way in which the program writes a file that a person keeps.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from zjdesk.errors import CannotWrite, reason_of

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`: temporary name, sync, read back, replace.

    Raises CannotWrite; whatever was at `path` before is then untouched. That somebody made it
    read-only is respected, though some systems would replace it all the same.
    """
    if _is_protected(path):
        raise CannotWrite(
            f"“{path.name}”是只读文件", hint="原来的文件没有动。请换一个名字，或先取消只读。"
        )
    temporary = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != content:
            raise CannotWrite(
                f"写入“{path.name}”后读回的内容不一致",
                hint="原来的文件没有动。磁盘或U盘可能有故障，请换一个位置再试。",
            )
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(
            f"不能写入“{path}”：{reason_of(error)}",
            hint="原来的文件没有动。请换一个位置，或关闭打开它的程序后再试。",
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder where files are to be written. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"不能建立文件夹“{folder}”：{reason_of(error)}",
            hint="没有写入任何内容。请检查这里是否只读、U盘是否写保护，或是否有同名的文件。",
        ) from error


def _is_protected(path: Path) -> bool:
    try:
        return not path.stat().st_mode & stat.S_IWUSR
    except OSError:
        return False


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
