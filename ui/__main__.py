"""python -m ui: start the window.

The window is painted first; whatever is heavy is imported after that.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from ui import input_method, theme
from ui.clock import today
from ui.unexpected import ErrorHook
from ui.window import MainWindow
from ui.workspace import Workspace
from zjdesk import paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

SCREENSHOT_SIZE = (1366, 768)


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window until it is closed."""
    parser = argparse.ArgumentParser(prog="zjdesk", description="支部台账的窗口")
    parser.add_argument("--ledger", type=Path, metavar="PATH", help="打开这份台账")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="存一张窗口图就退出")
    asked = parser.parse_args(arguments)
    input_method.prepare()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("zjdesk")
    if asked.screenshot:
        sys.excepthook = _give_up  # nobody is there to read a message
    else:
        ErrorHook(data_folder()).install()
    theme.apply(app)
    settings = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)
    workspace = Workspace(today=today)
    window = MainWindow(workspace, settings)
    ledger = asked.ledger or _last_ledger(settings)
    if ledger is not None:
        window.expect_ledger()
        is_offered = not ledger.exists() and not asked.screenshot
        begin = window.offer_ledger if is_offered else window.open_ledger
        window.painted.connect(partial(begin, ledger))
    if asked.screenshot:
        window.painted.connect(partial(_take_screenshot, window, asked.screenshot))
        window.resize(*SCREENSHOT_SIZE)
        window.show()
    else:
        window.show_as_before()
    return app.exec()


def data_folder() -> Path:
    """Where the window keeps its size and the log of errors; the ledger lies elsewhere."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))


def _last_ledger(settings: QSettings) -> Path | None:
    """The ledger that was open last, if it is still there."""
    for place in (settings.value("ledger"), paths.default_ledger()):
        if place and Path(str(place)).is_file():
            return Path(str(place))
    return None


def _give_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, error, trace)
    QApplication.exit(2)


def _take_screenshot(window: MainWindow, target: Path) -> None:
    """Show the newest record in the form, save a picture of the window and quit."""
    if window.workspace.is_open:
        window.go_to("records")
    if window.records is not None and window.records.lines.rowCount():
        window.open_record(window.records.lines.line(0).id)

    def save() -> None:
        window.grab().save(str(target))
        QApplication.quit()

    QTimer.singleShot(400, save)


if __name__ == "__main__":
    sys.exit(main())
