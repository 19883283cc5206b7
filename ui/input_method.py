"""Chinese input methods on Linux.

Qt's wheels hold no fcitx plugin, yet UOS and Kylin ask for one; fcitx 5 also answers to ibus.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Without one of them, libdbus aborts the program as soon as Qt looks for ibus."""


def prepare() -> None:
    """Let Qt find an input method; to be called before the QApplication is made."""
    asks_for_fcitx = "fcitx" in os.environ.get("QT_IM_MODULE", "")
    has_id = any(path.exists() for path in MACHINE_IDS)
    if sys.platform.startswith("linux") and asks_for_fcitx and has_id:
        os.environ.setdefault("QT_IM_MODULES", "fcitx;ibus")
