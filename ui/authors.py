"""Who writes in which ledger, as this PC remembers: one PC may hold the ledgers of two branches."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings


def author_of(settings: QSettings, ledger: Path) -> str:
    """Who wrote in this ledger last; "" where nobody has said so."""
    return str(settings.value(_key(ledger), ""))


def remember(settings: QSettings, ledger: Path, author: str) -> None:
    settings.setValue(_key(ledger), author)


def _key(ledger: Path) -> str:
    return f"authors/{quote(str(ledger.absolute()), safe='')}"
