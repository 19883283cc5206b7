"""Records from a file: what is final there is judged as it would be here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.core.store.test_figures import get
from tests.samples import a_record
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.errors import Weight
from zjdesk.record import Record, State
from zjdesk.store import intake, versions

FOLDER = Path()


def final(*, ayes: int = 3, **values: Any) -> Record:
    """A final record of a vote by a branch of three; fewer ayes do not add up."""
    vote = Vote(
        matter=Matter.GENERAL, method=Method.SECRET_BALLOT, issued=3, returned=3,
        ayes=ayes, nays=0, abstain=0, invalid=0,
    )  # fmt: skip
    item = AgendaItem(title="表决", content="讨论。", vote=vote)
    return a_record(agenda=[item], **({"state": State.FINAL} | values))


def test_a_final_record_with_what_blocks_comes_in_as_a_draft(ledger):
    record = final(ayes=1, number="党员大会2026-07")
    [note] = intake.take_in(ledger, {3: record}, folder=FOLDER)
    assert (note.line, note.weight, note.place.path) == (3, Weight.REMINDS, ("state",))
    assert "按草稿读入" in note.message
    stored = get(ledger, record.id)
    assert (stored.state, stored.number) == (State.DRAFT, "党员大会2026-07")
    assert stored.judged_by == {}


def test_words_for_nothing_take_no_record_past_a_block(ledger):
    record = final(ayes=1, override="无")
    assert len(intake.take_in(ledger, {3: record}, folder=FOLDER)) == 1


def test_with_a_reason_it_stays_final_and_the_reason_is_kept(ledger):
    record = final(ayes=1, override="原件如此，已报上级")
    assert intake.take_in(ledger, {3: record}, folder=FOLDER) == []
    assert get(ledger, record.id).state is State.FINAL
    with ledger.reading() as db:
        [version] = versions.of(db, record.id)
    assert version.override == "原件如此，已报上级"


@pytest.mark.parametrize("state", State)
def test_what_is_complete_comes_in_as_it_is(ledger, state):
    record = final(state=state)
    assert intake.take_in(ledger, {1: record}, folder=FOLDER) == []
    assert get(ledger, record.id).state is state
