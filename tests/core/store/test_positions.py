"""Positions in lists: the order asked for, and as few changes as can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zjdesk.store.positions import arrange, between

IDS = st.lists(st.integers(0, 30).map(str), unique=True)


@given(st.integers(1, 60), st.data())
def test_new_positions_lie_between(count, data):
    low, high = "", None
    for _ in range(5):
        positions = between(low, high, count=count)
        assert positions == sorted(set(positions))
        assert low < positions[0]
        assert high is None or positions[-1] < high
        at = data.draw(st.integers(0, count - 1))
        low, high = (positions[at - 1] if at else low), positions[at]


@given(IDS, st.data())
def test_any_order_is_kept_and_nothing_is_written_twice(ids, data):
    stored = dict(zip(ids, arrange([(None, row) for row in ids]), strict=True))
    wanted = data.draw(st.permutations([*ids, "new 1", "new 2"]))
    positions = arrange([(stored.get(row), row) for row in wanted])
    assert positions == sorted(set(positions))
    rows = list(zip(positions, wanted, strict=True))
    assert arrange(rows) == positions


def test_moving_one_row_changes_one_position():
    stored = arrange([(None, row) for row in "abcdef"])
    rows = list(zip(stored, "abcdef", strict=True))
    moved = [rows[-1], *rows[:-1]]
    assert arrange(moved)[1:] == stored[:-1]


def test_equal_positions_from_two_pcs_stay_in_order_of_id():
    rows = [("i", "a"), ("i", "b"), ("r", "c")]
    assert arrange(rows) == ["i", "i", "r"]
    assert arrange([rows[0], (None, "x"), *rows[1:]]) == sorted(
        set(arrange([rows[0], (None, "x"), *rows[1:]]))
    )
