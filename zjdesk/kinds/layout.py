"""The fields of a record in the order of form and paper.

An event of several kinds has the fields of all of them, each once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.kinds.catalogue import KINDS
from zjdesk.record import AGENDA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.fields import Field
    from zjdesk.record import Record


def details_fields(record: Record) -> dict[str, Field[Any]]:
    """The fields of `details` by key; the first kind that has a key wins."""
    fields = _unique(field for kind in record.kinds for field in KINDS[kind].fields)
    return {field.key: field for field in fields}


def facts_of(record: Record) -> list[Field[Any]]:
    """The short fields of all kinds of the event, in the order of form and paper."""
    return _unique(field for kind in record.kinds for field in KINDS[kind].facts)


def body_of(record: Record) -> list[Field[Any]]:
    """The long fields of all kinds of the event in order, the agenda if there is one.

    What a kind puts before its agenda stands before that of the event.
    """
    before: list[Field[Any]] = []
    after: list[Field[Any]] = []
    for kind in record.kinds:
        body = KINDS[kind].body
        turn = body.index(AGENDA) if AGENDA in body else 0
        before += body[:turn]
        after += [field for field in body[turn:] if field is not AGENDA]
    has_agenda = record.agenda or any(AGENDA in KINDS[kind].body for kind in record.kinds)
    return _unique([*before, *([AGENDA] if has_agenda else []), *after])


def _unique(fields: Iterable[Field[Any]]) -> list[Field[Any]]:
    """The first field of each key, in order."""
    by_key: dict[str, Field[Any]] = {}
    for field in fields:
        by_key.setdefault(field.key, field)
    return list(by_key.values())
