"""Saving a file where a person says. Rule: nothing is written over that was not asked about.

A file that is open elsewhere or protected stays as it is; another name is one click away.
"""

from __future__ import annotations

import stat
from itertools import count
from typing import TYPE_CHECKING

from ui import file_dialogs, messages
from zjdesk.errors import CannotWrite
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_ELSEWHERE = "另选位置…"


def save(
    parent: QWidget, title: str, proposed: str | Path, *, content: bytes, kinds: str, suffix: str
) -> Path | None:
    """Ask where, then write; where it was written, None if the person went back."""
    chosen = file_dialogs.ask_save(parent, title, proposed, kinds)
    target = _with_suffix(chosen, suffix) if chosen else None
    while target is not None:
        try:
            if _is_protected(target):
                raise CannotWrite(f"“{target.name}”是只读文件", hint="原来的文件没有动。")
            write_file(target, content)
        except CannotWrite as error:
            target = _ask_other(error, target, parent, title, kinds, suffix)
        else:
            return target
    return None


def free_name(path: Path) -> Path:
    """A name beside this one that is not taken: 记录（2）.pdf."""
    names = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def _ask_other(
    error: CannotWrite, target: Path, parent: QWidget, title: str, kinds: str, suffix: str
) -> Path | None:
    other = free_name(target)
    beside = f"存为“{other.name}”"
    offered = [beside] if target.parent.is_dir() else []
    answer = messages.choose(str(error), [*offered, _ELSEWHERE, "返回"], hint=error.hint)
    if answer == _ELSEWHERE:
        chosen = file_dialogs.ask_save(parent, title, target, kinds)
        return _with_suffix(chosen, suffix) if chosen else None
    return other if answer == beside else None


def _with_suffix(chosen: Path, suffix: str) -> Path | None:
    """The name with its ending; None if that is taken and the person wants it kept."""
    if chosen.suffix.lower() == suffix:
        return chosen  # the dialog asked whether to replace it
    target = chosen.with_name(f"{chosen.name}{suffix}")
    if not target.exists():
        return target
    other = free_name(target)
    keep = f"存为“{other.name}”"
    answer = messages.choose(
        f"“{target.name}”已经有了", [keep, "替换", "返回"], hint="替换后原来的文件就没有了。"
    )
    return {keep: other, "替换": target}.get(answer)


def _is_protected(path: Path) -> bool:
    """Whether somebody made the file read-only: some systems would replace it all the same."""
    try:
        return not path.stat().st_mode & stat.S_IWUSR
    except OSError:
        return False
