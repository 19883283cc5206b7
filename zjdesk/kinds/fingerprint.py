"""The fingerprint of a record: eight letters that change with anything that is signed for.

It stands at the foot of the page, so that a signed page can be told from a later one. Where a
record stands (number, state, revision) and what came later (scans, 完成情况) are no part of it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from zjdesk.kinds.layout import details_fields
from zjdesk.parts import part_fields, write_part
from zjdesk.record import AttachmentRole, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zjdesk.fields import Field

LATER = {"done_on", "done_note"}
"""What is noted after the meeting."""
LENGTH = 8


def fingerprint(record: Record) -> str:
    """Eight letters and digits; the same record has the same ones on every PC."""
    signed = [one for one in record.attachments if one.role is not AttachmentRole.SIGNED_SCAN]
    content = {
        "kinds": record.kinds,
        "common": _written(part_fields(Record), vars(record) | {"attachments": signed}),
        "details": _written(details_fields(record), record.details),
        "roster": [write_part(entry) for entry in record.roster],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _written(fields: Mapping[str, Field[Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.key: _without_later(field.to_json(value))
        for name, field in fields.items()
        if not field.is_missing(value := values.get(name, field.nothing))
    }


def _without_later(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_later(one) for key, one in value.items() if key not in LATER}
    return [_without_later(one) for one in value] if isinstance(value, list) else value
