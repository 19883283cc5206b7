"""Writing files so that a crash, a full disk or a pulled stick leaves the old file or the new one.

The one way in which the program writes a file that a person keeps.
"""

from __future__ import annotations

import errno
import os
import secrets
from typing import TYPE_CHECKING

from zjdesk.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "磁盘已满",
    errno.EACCES: "没有写入权限，或文件正被别的程序打开",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在磁盘是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "读写出错，U盘可能已拔出",
}


def write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`: temporary name, sync, read back, replace.

    Raises CannotWrite; whatever was at `path` before is then untouched.
    """
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
        reason = _REASONS.get(error.errno or 0, error.strerror or "原因不明")
        raise CannotWrite(
            f"不能写入“{path}”：{reason}",
            hint="原来的文件没有动。请换一个位置，或关闭打开它的程序后再试。",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
