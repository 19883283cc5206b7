"""Stamps: later writes have later stamps, whatever the clock of the PC says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zjdesk.store.stamps import Stamp, new_nonce, new_replica, next_reading

MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


@given(st.lists(MOMENTS))
def test_a_stamp_is_always_later_than_the_one_before(clock):
    last, replica, nonce, stamps = 0, new_replica(), new_nonce(), []
    for now in clock:
        last = next_reading(last, now)
        stamps.append(str(Stamp(last, replica, nonce)))
    assert stamps == sorted(set(stamps))


def test_a_sound_clock_is_followed():
    now = datetime(2026, 3, 16, tzinfo=UTC)
    first = next_reading(0, now)
    later = next_reading(first, now + timedelta(days=400))
    assert later - first == 400 * 24 * 3600 * 1000 << 16


def test_a_dead_battery_and_a_clock_far_ahead_are_ignored():
    last = next_reading(0, datetime(2026, 3, 16, tzinfo=UTC))
    for wrong in (datetime(1980, 1, 1, tzinfo=UTC), datetime(2080, 1, 1, tzinfo=UTC)):
        assert next_reading(last, wrong) == last + 1
