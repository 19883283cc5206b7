"""What can be done from the whole window, with the words, icon and keys of each: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

_Key = QKeySequence.StandardKey
_ACTIONS: dict[str, tuple[str, str, tuple[_Key | str, ...]]] = {
    "new": ("新建记录", "new", (_Key.New,)),
    "save": ("保存", "save", (_Key.Save,)),
    "print": ("预览打印", "print", (_Key.Print,)),
    "undo": ("撤销", "undo", (_Key.Undo,)),
    "redo": ("重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    "find": ("搜索", "search", (_Key.Find,)),
    "open_ledger": ("打开台账…", "open", (_Key.Open,)),
    "new_ledger": ("新建支部台账…", "folder", ()),
    "sample": ("打开示例", "records", ()),
    "handbook": ("全年工作手册…", "print", ()),
    "archive_list": ("归档目录…", "records", ()),
    "handover": ("移交清单", "people", ()),
    "scans": ("收签字扫描件…", "photo", ()),
    "about": ("关于", "info", ()),
}
"""Words, icon, keys."""


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Every action of the table; its keys work all over the window."""
    actions = {}
    for name, (words, icon, keys) in _ACTIONS.items():
        action = QAction(theme.icon(icon), words, window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        window.addAction(action)
        actions[name] = action
    return actions


def bind(actions: Mapping[str, QAction], verbs: Mapping[str, Callable[[], object]]) -> None:
    """Let actions do what the verbs of their names do."""
    for name, verb in verbs.items():
        actions[name].triggered.connect(lambda _=False, verb=verb: verb())
