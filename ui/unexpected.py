"""The end of every error that nobody caught.

Expected trouble is put into words for the person; anything else is a mistake of the program: it is
logged and told with what its authors need to know. Either way the transaction was rolled back.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import traceback
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

import PySide6

import zjdesk
from ui import messages
from zjdesk.errors import ZjdeskError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class ErrorHook:
    """Installed once; `folder` gets the log."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "差错记录.txt"
        self._crash: TextIO = (folder / "崩溃记录.txt").open("a", encoding="utf-8")
        self._is_telling = False

    def install(self) -> None:
        faulthandler.enable(self._crash)
        sys.excepthook = self.tell
        threading.excepthook = lambda args: self._write(
            _report(args.exc_type, args.exc_value, args.exc_traceback)
        )

    def tell(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell the person; while one error is being told, others are only logged."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = _report(kind, error, trace)
        if not isinstance(error, ZjdeskError):
            self._write(report)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            if isinstance(error, ZjdeskError):
                messages.explain(error)
            else:
                messages.report_bug(report, str(self.log))
        finally:
            self._is_telling = False

    def _write(self, report: str) -> None:
        now = datetime.now().astimezone()
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{now:%Y-%m-%d %H:%M:%S}\n{report}\n")


def _report(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> str:
    versions = (
        f"zjdesk {zjdesk.__version__} · Python {platform.python_version()}"
        f" · PySide6 {PySide6.__version__} · {platform.platform()}"
    )
    return f"{versions}\n{''.join(traceback.format_exception(kind, error, trace))}"
