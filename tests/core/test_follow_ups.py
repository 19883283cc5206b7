"""Open matters: the sample year exactly, and what is no longer open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.samples import a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, FollowUp
from zjdesk.follow_ups import Open, Source, Standing, open_in

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date.fromisoformat(EXPECTED["as_of"])


def test_every_open_matter_of_the_sample_year() -> None:
    records = sample_records(sample_branch())
    of = {record.id: number for number, record in enumerate(records, 1)}
    found = [one for record in records for one in open_in(record)]
    assert [row(one, of[one.record]) for one in found if one.source is Source.FOLLOW_UP] == [
        without_item(expected) for expected in EXPECTED["follow_ups"]
    ]
    assert [row(one, of[one.record]) for one in found if one.source is Source.RECTIFICATION] == [
        without_item(expected) for expected in EXPECTED["rectifications"]
    ]


def row(one: Open, line: int) -> dict[str, Any]:
    return {
        "line": line,
        "what": one.what,
        "owner": one.owner,
        "due_on": str(one.due_on),
        "status": one.standing(AS_OF).value,
        "days_late": one.days_late(AS_OF),
    }


def without_item(expected: dict[str, Any]) -> dict[str, Any]:
    """The place in the agenda is no part of a matter; the order in which they stand shows it."""
    return {key: value for key, value in expected.items() if key != "item"}


def test_what_was_done_is_no_longer_open_and_without_a_day_nothing_is_late() -> None:
    done = FollowUp(what="报送名单", due_on=date(2026, 3, 20), done_on=date(2026, 3, 18))
    undated = FollowUp(what="更换展板")
    record = a_record(agenda=[AgendaItem(title="安排", follow_ups=[done, undated])])
    (one,) = open_in(record)
    assert (one.what, one.id, one.record) == ("更换展板", undated.id, record.id)
    assert one.standing(AS_OF) is Standing.UPCOMING
    assert one.days_late(AS_OF) == 0
