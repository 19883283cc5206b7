"""Who was in two places: hours that overlap, days, and who was there without being counted."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import a_branch, a_record
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.overlaps import Stay, in_both, stay_of
from zjdesk.participants import Attendance, Person, Status
from zjdesk.people import Group
from zjdesk.record import Record

DAY = date(2026, 3, 12)
NEXT = DAY + timedelta(days=1)
AFTERNOON = (time(14, 30), time(16, 0))
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
_THREE = a_branch()
EVERYBODY = ["白知远", "杜若溪", "甘棠"]


def event(
    start: time | None = AFTERNOON[0], end: time | None = AFTERNOON[1], **values: Any
) -> Record:
    branch = values.pop("branch", _THREE)
    record = a_record(
        values.pop("kind", "theme_party_day"), starts_at=start, ends_at=end, day=DAY
    )  # fmt: skip
    for name, value in values.items():
        setattr(record, name, value)
    assert settle(record, deepcopy(branch)) == []
    return record


def in_two_places(one: Record, other: Record) -> list[str]:
    """Their names, the same whichever of the two is looked at."""
    found, back = in_both(stay_of(one), stay_of(other)), in_both(stay_of(other), stay_of(one))
    assert set(found) == set(back)
    by_id = {member.id: member.name for member in _THREE.members}
    return [by_id.get(known, known) for known in found]


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (time(13, 0), time(14, 30), False),  # touching is no overlap
        (time(13, 0), time(14, 31), True),
        (time(16, 0), time(17, 0), False),
        (time(15, 59), time(17, 0), True),
        (time(15, 0), time(15, 10), True),
        (time(13, 0), time(18, 0), True),
        (*AFTERNOON, True),
        (None, time(18, 0), False),
        (time(13, 0), None, False),
    ],
)
def test_times_that_overlap(start: time | None, end: time | None, overlaps: bool) -> None:
    assert in_two_places(event(), event(start, end)) == EVERYBODY * overlaps


@given(TIMES, TIMES, TIMES, TIMES)
def test_an_overlap_is_a_minute_that_both_have(a: time, b: time, c: time, d: time) -> None:
    def minutes(start: time, end: time) -> set[int]:
        return set(range(start.hour * 60 + start.minute, end.hour * 60 + end.minute))

    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    if a == b or c == d:
        return
    one = Stay("1", "甲", DAY, DAY, a, b, {"m": "甲"})
    other = Stay("2", "乙", DAY, DAY, c, d, {"m": "甲"})
    assert in_both(one, other) == (["m"] if minutes(a, b) & minutes(c, d) else [])


@pytest.mark.parametrize(
    ("first", "last", "hours", "overlaps"),
    [
        (NEXT, None, AFTERNOON, False),
        (DAY - timedelta(days=1), NEXT, (time(9, 0), time(17, 0)), True),
        (DAY - timedelta(days=1), DAY, (time(9, 0), time(17, 0)), True),
        (DAY - timedelta(days=2), DAY - timedelta(days=1), (time(9, 0), time(17, 0)), False),
        (DAY - timedelta(days=1), NEXT, (time(8, 0), time(14, 0)), False),  # mornings only
        (DAY - timedelta(days=1), NEXT, (time(18, 0), time(9, 0)), True),  # over night
        (DAY, NEXT, (time(18, 0), time(9, 0)), False),
    ],
)
def test_of_several_days_the_clock_of_each_counts(
    first: date, last: date | None, hours: tuple[time, time], overlaps: bool
) -> None:
    other = event(*hours, day=first, ends_on=last)
    assert in_two_places(event(), other) == EVERYBODY * overlaps


@pytest.mark.parametrize("status", [Status.ON_LEAVE, Status.ABSENT])
def test_who_was_absent_from_one_was_in_one_place(status: Status) -> None:
    away = [Attendance(name="甘棠", status=status, reason="病假")]
    assert in_two_places(event(), event(attendance=away)) == ["白知远", "杜若溪"]


def test_who_took_part_from_afar_was_there() -> None:
    remote = [Attendance(name="甘棠", status=Status.REMOTE)]
    assert in_two_places(event(), event(attendance=remote)) == EVERYBODY


def a_talk(talker: str, interviewee: str) -> Record:
    details = {"talker": Person(name=talker), "interviewee": Person(name=interviewee)}
    return event(kind="heart_talk", details=details, chair="", recorder="")


def test_who_talks_is_there_once() -> None:
    assert in_two_places(event(), a_talk("白知远", "甘棠")) == ["白知远", "甘棠"]
    away = [Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假")]
    assert in_two_places(event(attendance=away), a_talk("白知远", "甘棠")) == ["白知远"]
    assert in_two_places(a_talk("白知远", "唐既白"), a_talk("杜若溪", "唐既白")) == ["唐既白"]


def test_who_leads_or_writes_is_there_once() -> None:
    other = event(kind="survey", chair="甘棠", recorder="杜若溪")
    assert in_two_places(event(), other) == ["杜若溪", "甘棠"]
    away = [Attendance(name="甘棠", status=Status.ABSENT, reason="事假")]
    assert in_two_places(event(attendance=away, recorder="甘棠"), event()) == ["白知远", "杜若溪"]


def test_who_leads_a_group_of_others_is_known_by_name() -> None:
    branch = deepcopy(_THREE)
    branch.groups.append(Group(name="第二党小组"))
    branch.members[2].group = "第二党小组"
    one = event(kind="group_meeting", branch=branch, chair="甘棠", recorder="白知远")
    other = event(
        kind="group_meeting", branch=branch, group="第二党小组", chair="甘棠", recorder="甘棠"
    )
    assert in_two_places(one, other) == ["甘棠"]


def test_of_two_of_one_name_nobody_knows_who_led() -> None:
    two = a_branch("陈静", "杜若溪", "甘棠")
    two.members[1].name = "陈静"
    away = [Attendance(name="陈静", member="m1", status=Status.ON_LEAVE, reason="病假")]
    both = {"branch": two, "chair": "陈静", "recorder": "陈静"}
    stay = stay_of(event(**both, attendance=away))
    assert set(stay.people) == {member.id for member in two.members[1:]}
    assert stay.strangers == set()


def test_a_part_of_an_event_is_the_same_place() -> None:
    whole = event()
    part = event(part_of=whole.id)
    assert in_two_places(whole, part) == []
    assert in_two_places(part, event()) == EVERYBODY
