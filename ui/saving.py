"""Saving a file where a person says. Rule: nothing is written over that was not asked about.

A file that is open elsewhere or protected stays as it is; another name is one click away.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from ui import file_dialogs, messages
from zjdesk.errors import CannotWrite
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_ELSEWHERE = "另选位置…"


@dataclass(frozen=True)
class Format:
    """What a file is, for a person and by the ending of its name."""

    name: str
    suffix: str

    @property
    def title(self) -> str:
        return f"另存为 {self.name}"

    @property
    def kinds(self) -> str:
        """As a dialog lists it."""
        return f"{self.name} (*{self.suffix})"


PDF = Format("PDF", ".pdf")
WORD = Format("Word 文件", ".docx")


def ask_where(parent: QWidget, proposed: str | Path, kind: Format) -> Path | None:
    """Ask where to save; `proposed` has its ending. None if the person goes back."""
    chosen = file_dialogs.ask_save(parent, kind.title, proposed, kind.kinds)
    return _with_suffix(chosen, kind.suffix) if chosen else None


def write(parent: QWidget, chosen: Path, content: bytes, kind: Format) -> Path | None:
    """Write there, or elsewhere if that cannot be; where it was, None if the person went back."""
    target: Path | None = chosen
    while target is not None:
        try:
            write_file(target, content)
        except CannotWrite as error:
            target = _ask_other(error, target, parent, kind)
        else:
            return target
    return None


def free_name(path: Path) -> Path:
    """A name beside this one that is not taken: 记录（2）.pdf."""
    names = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def _ask_other(error: CannotWrite, target: Path, parent: QWidget, kind: Format) -> Path | None:
    other = free_name(target)
    beside = f"存为“{other.name}”"
    offered = [beside] if target.parent.is_dir() else []
    answer = messages.choose(str(error), [*offered, _ELSEWHERE, "返回"], hint=error.hint)
    if answer == _ELSEWHERE:
        return ask_where(parent, target, kind)
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
