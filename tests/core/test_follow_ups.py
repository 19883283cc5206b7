"""Open matters: how late they are, and which of them the next meeting goes on with."""

from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_record
from zjdesk.follow_ups import Lateness, Open, Source, offered

TODAY = date(2026, 11, 30)


def matter(what: str = "报送名单", due_on: date | None = None, **values: str) -> Open:
    kind = values.get("kind", "committee_meeting")
    return Open(
        id="f1", source=Source.FOLLOW_UP, record="earlier", kind=kind, day=date(2026, 3, 6),
        title="3月会议", group=values.get("group", ""), what=what, due_on=due_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "lateness", "days"),
    [
        (date(2026, 11, 29), Lateness.OVERDUE, 1),
        (TODAY, Lateness.DUE_TODAY, 0),
        (date(2026, 12, 1), Lateness.UPCOMING, 0),
        (None, Lateness.UPCOMING, 0),
    ],
)
def test_what_is_due_today_is_not_late(due_on: date | None, lateness: Lateness, days: int) -> None:
    one = matter(due_on=due_on)
    assert (one.lateness(TODAY), one.days_late(TODAY)) == (lateness, days)


def test_a_meeting_goes_on_with_what_its_own_body_left_open_and_the_committee_with_all() -> None:
    matters = [
        matter("支委会的"),
        matter("大会的", kind="member_assembly"),
        matter("一组的", kind="group_meeting", group="第一党小组"),
        matter("二组的", kind="group_meeting", group="第二党小组"),
    ]

    def offered_to(kind: str, day: date | None = TODAY, group: str = "") -> list[str]:
        return [one.what for one in offered(matters, a_record(kind, day=day, group=group))]

    assert offered_to("committee_meeting") == ["支委会的", "大会的", "一组的", "二组的"]
    assert offered_to("member_assembly") == ["大会的"]
    assert offered_to("group_meeting", group="第二党小组") == ["二组的"]
    assert offered_to("heart_talk") == []
    assert offered_to("committee_meeting", day=date(2026, 3, 5)) == []
    assert offered_to("committee_meeting", day=None) == []
