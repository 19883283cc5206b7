"""Chinese input methods on Linux.

Qt's wheels hold no fcitx plugin, yet UOS and Kylin ask for one; fcitx 5 also answers to ibus.
"""

from __future__ import annotations

import os
import sys


def prepare() -> None:
    """Let Qt find an input method; to be called before the QApplication is made."""
    asks_for_fcitx = "fcitx" in os.environ.get("QT_IM_MODULE", "")
    if sys.platform.startswith("linux") and asks_for_fcitx:
        os.environ.setdefault("QT_IM_MODULES", "fcitx;ibus")
