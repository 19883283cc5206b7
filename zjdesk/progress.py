"""How long work tells how far it has come; whoever is told may raise Cancelled to stop it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with the number of things done, the number of all, and what is being done."""


def silent(done: int, total: int, what: str) -> None:
    """Tells nobody."""
