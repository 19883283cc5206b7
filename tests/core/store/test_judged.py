"""A 定稿 keeps what it was judged by; a draft follows the rules of today."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.core.store.test_figures import get, save
from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.errors import Refused
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import is_late, regulations_for
from zjdesk.kinds.verdicts import verdict
from zjdesk.participants import Attendance, Status
from zjdesk.regulations.catalogue import EDITION, JUDGING, MAJORITY, QUORUM
from zjdesk.regulations.in_force import LOCAL_RULES, LocalRule, Regulations
from zjdesk.regulations.values import Share
from zjdesk.store import intake, records, settings, versions

NAMES = "甲乙丙丁戊己庚辛壬癸"
TWO_THIRDS = {"rule": "majority.general", "value": "two_thirds", "reason": "区工委3号文件"}


@pytest.fixture
def record(ledger):
    """An assembly of ten with six ayes: over half, less than two thirds."""
    vote = Vote(
        matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=6, nays=4, abstain=0,
    )  # fmt: skip
    made = a_record(agenda=[AgendaItem(title="表决", content="讨论。", vote=vote)], chair="甲")
    made.recorder = "乙"
    assert settle(made, a_branch(*NAMES)) == []
    save(ledger, made)
    return made


def demand(ledger, *rules):
    with ledger.transaction("改本地规定") as tx:
        settings.put(tx, LOCAL_RULES.key, list(rules) or None)


def finalise(ledger, record, override=""):
    with ledger.transaction("定稿") as tx:
        intake.finalise(tx, record.id, override=override)


def reopen(ledger, record):
    with ledger.transaction("更正") as tx:
        records.reopen(tx, record.id, "写错")


def judged(ledger, record_id):
    """The record with what judges it now."""
    record = get(ledger, record_id)
    with ledger.reading() as db:
        return record, regulations_for(record, settings.local_rules(db))


def passed(ledger, record):
    stored, regulations = judged(ledger, record.id)
    return verdict(stored, stored.agenda[0].vote, regulations).passed


def test_a_draft_is_judged_by_the_rules_of_today(ledger, record):
    assert passed(ledger, record) is True
    demand(ledger, TWO_THIRDS)
    assert passed(ledger, record) is False
    ledger.undo()
    assert passed(ledger, record) is True


def test_a_final_record_stays_judged_as_it_was(ledger, record):
    finalise(ledger, record)
    kept = get(ledger, record.id).judged_by
    assert kept.keys() == {"edition", *(rule.field.key for rule in JUDGING)}
    assert kept["edition"] == EDITION
    demand(ledger, TWO_THIRDS)
    assert passed(ledger, record) is True
    reopen(ledger, record)
    assert get(ledger, record.id).judged_by == {}
    assert passed(ledger, record) is False


def test_a_local_rule_is_kept_after_it_was_taken_back(ledger, record):
    demand(ledger, TWO_THIRDS)
    finalise(ledger, record)
    demand(ledger)
    assert passed(ledger, record) is False
    assert judged(ledger, record.id)[1].to_keep() == get(ledger, record.id).judged_by
    reopen(ledger, record)
    assert passed(ledger, record) is True


def test_undo_and_redo_of_both(ledger, record):
    finalise(ledger, record)
    demand(ledger, TWO_THIRDS)
    reopen(ledger, record)
    seen = [passed(ledger, record)]
    for turn in (ledger.undo, ledger.undo, ledger.undo, ledger.redo, ledger.redo, ledger.redo):
        turn()
        seen.append(passed(ledger, record))
    # draft under ⅔ · final under ⅔ · final · draft · final · final under ⅔ · draft under ⅔
    assert seen == [False, True, True, True, True, True, False]
    ledger.undo()
    assert get(ledger, record.id).judged_by["majority.general"] == "over_half"


def test_finalised_again_it_keeps_the_rules_of_its_new_time(ledger, record):
    finalise(ledger, record)
    reopen(ledger, record)
    demand(ledger, TWO_THIRDS)
    finalise(ledger, record)
    assert passed(ledger, record) is False
    with ledger.reading() as db:
        first, second = (one.record for one in versions.of(db, record.id))
    assert first.judged_by["majority.general"] == "over_half"
    assert second.judged_by["majority.general"] == "two_thirds"


def test_a_saved_draft_cannot_bring_rules_of_its_own(ledger, record):
    record.judged_by = {"majority.general": "half"}
    record.title = "改过"
    save(ledger, record)
    assert get(ledger, record.id).judged_by == {}


def test_what_stands_in_the_way_follows_the_local_rule(ledger, record):
    away = [
        Attendance(name=entry.name, member=entry.member, status=Status.ON_LEAVE, reason="病假")
        for entry in record.roster[5:]
    ]
    record.attendance = away
    record.agenda[0].vote.ayes, record.agenda[0].vote.nays = 5, 0
    save(ledger, record)
    strict = {"rule": "quorum.general", "value": "two_thirds", "reason": "区工委3号文件"}
    demand(ledger, strict)
    with pytest.raises(Refused, match="区工委3号文件"):
        finalise(ledger, record)
    with pytest.raises(Refused, match="区工委3号文件"):
        finalise(ledger, record, override="无")
    finalise(ledger, record, override="台风")
    with ledger.reading() as db:
        [version] = versions.of(db, record.id)
    assert version.override == "台风"
    [problem] = version.overridden
    assert "区工委3号文件" in problem
    ledger.undo()
    demand(ledger)
    finalise(ledger, record)
    with ledger.reading() as db:
        assert versions.of(db, record.id)[-1].overridden == ()


def test_lateness_is_judged_once(ledger, record):
    assert record.recorded_at == datetime(2026, 3, 16, 12, 0)  # four days after the meeting
    stored, regulations = judged(ledger, record.id)
    assert is_late(stored, regulations)
    finalise(ledger, record)
    demand(ledger, {"rule": "record.late_days", "value": "7", "reason": "区工委通知"})
    stored, regulations = judged(ledger, record.id)
    assert is_late(stored, regulations)
    reopen(ledger, record)
    stored, regulations = judged(ledger, record.id)
    assert not is_late(stored, regulations)


def test_a_final_record_keeps_on_whose_demand_it_was_judged():
    day = date(2026, 3, 12)
    strict = LocalRule(
        rule="quorum.general", value="four_fifths", start=date(2026, 1, 1), reason="区工委3号文件"
    )
    kept = Regulations(day, (strict,)).to_keep()
    later = Regulations(day, (), kept)
    version = later.version(QUORUM)
    assert (version.value, version.place, version.effective_from) == (
        Share.FOUR_FIFTHS, "区工委3号文件", date(2026, 1, 1),
    )  # fmt: skip
    assert later.version(MAJORITY) is MAJORITY.on(day)
    assert later.to_keep() == kept, "a 定稿 that is kept again stays what it was"
    national = Regulations(day).to_keep()
    assert "local" not in national
    assert Regulations(day, (strict,), national).version(QUORUM) is QUORUM.on(day)
