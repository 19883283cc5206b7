"""Which records a verb is about: those of a year, of a kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from zjdesk.fields import EARLIEST, LATEST
from zjdesk.kinds.catalogue import KINDS

YEAR = click.IntRange(EARLIEST.year, LATEST.year)
KIND = click.Choice(list(KINDS))


def selection(year: int | None, kind: str | None) -> dict[str, Any]:
    """The conditions of `records.find`."""
    conditions: dict[str, Any] = {"kinds": (kind,) if kind else ()}
    if year is not None:
        conditions |= {"since": date(year, 1, 1), "until": date(year, 12, 31)}
    return conditions
