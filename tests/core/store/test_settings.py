"""Settings in a ledger."""

from __future__ import annotations

from zjdesk.store import settings


def put(ledger, value, key="sample"):
    with ledger.transaction("设置") as tx:
        settings.put(tx, key, value)
    return tx


def get(ledger, key="sample"):
    with ledger.reading() as db:
        return settings.get(db, key)


def test_a_setting_is_kept_changed_and_taken_back(ledger):
    assert get(ledger) is None
    assert put(ledger, [{"months": 3}]).changes.settings == {"sample"}
    put(ledger, "别的", key="other")
    assert get(ledger) == [{"months": 3}]
    put(ledger, {"months": 4})
    assert get(ledger) == {"months": 4}
    put(ledger, None)
    assert get(ledger) is None
    assert get(ledger, "other") == "别的"


def test_a_setting_is_undone_and_done_again(ledger):
    put(ledger, 1)
    put(ledger, 2)
    ledger.undo()
    assert get(ledger) == 1
    ledger.undo()
    assert get(ledger) is None
    ledger.redo()
    ledger.redo()
    assert get(ledger) == 2


def test_the_same_value_again_is_no_change(ledger):
    put(ledger, {"a": 1})
    assert not put(ledger, {"a": 1}).changes
    assert not put(ledger, None, key="never").changes
