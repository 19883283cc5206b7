"""The branch and its people in a ledger."""

from __future__ import annotations

from datetime import date

from tests.filling import a_part
from tests.samples import a_branch, a_record, sample_branch
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Attendance, Person, Status
from zjdesk.people import Branch, Group, Member, Office
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.store import records, roster
from zjdesk.store.ledger import Ledger


def load(ledger):
    with ledger.reading() as db:
        return roster.get(db)


def save(ledger, branch):
    with ledger.transaction("名册") as tx:
        roster.save(tx, branch)
    return tx


def test_everything_of_a_branch_comes_back(tmp_path):
    branch = a_part(Branch)
    branch.members = [a_part(Member, number) for number in range(3)]
    branch.committee = [a_part(Office, number) for number in range(3)]
    branch.groups = [a_part(Group, number) for number in range(2)]
    branch.prospects = [a_part(Prospect, number) for number in range(2)]
    ledger = Ledger.create(tmp_path / "支部.zj", branch)
    found = load(ledger)
    assert found == branch
    assert [m.id for m in found.members] == [m.id for m in branch.members]
    assert found.members[0].voting_suspended[0].reason
    assert found.prospects[1].steps[0].on
    ledger.close()


def test_the_sample_branch(year):
    assert load(year) == sample_branch_with_ids_of(year)


def sample_branch_with_ids_of(ledger):
    """The sample as it was read; seats and leaders are named by the ledger's ids."""
    stored, branch = load(ledger), sample_branch()
    ids = {ours.id: theirs.id for ours, theirs in zip(branch.members, stored.members, strict=True)}
    for seat in branch.committee:
        seat.member = ids[seat.member]
    for group in branch.groups:
        group.leader_member = ids[group.leader_member]
    return branch


def test_an_unchanged_branch_writes_nothing(ledger):
    assert not save(ledger, load(ledger)).changes
    assert ledger.undo_label is None


def test_people_come_go_and_come_back(ledger):
    before, branch = load(ledger), load(ledger)
    gone = branch.members.pop(0)
    branch.members.append(Member(name="新来", start=date(2026, 9, 1)))
    branch.members[0].group = ""
    save(ledger, branch)
    assert load(ledger) == branch
    ledger.undo()
    assert load(ledger) == before
    ledger.redo()
    branch.members.insert(1, gone)
    save(ledger, branch)
    assert load(ledger) == branch


def test_a_prospect_and_the_steps_are_kept_and_undone(ledger):
    before, branch = load(ledger), load(ledger)
    prospect = Prospect(name="沈砚青", mentors=["白知远", "甘棠"])
    prospect.steps = [DevelopmentStep(step=StepName.APPLICATION, on=date(2026, 3, 1))]
    branch.prospects.append(prospect)
    save(ledger, branch)
    assert load(ledger) == branch
    prospect.steps.append(DevelopmentStep(step=StepName.TALK, on=date(2026, 3, 20), record="r1"))
    save(ledger, branch)
    assert load(ledger).prospects[0].steps[1].record == "r1"
    ledger.undo()
    assert len(load(ledger).prospects[0].steps) == 1
    ledger.undo()
    assert load(ledger) == before


def test_who_stands_in_a_record_is_known_wherever_it_is(tmp_path):
    branch = a_branch("白知远", "杜若溪", "甘棠", "单田芳")
    ledger = Ledger.create(tmp_path / "支部.zj", branch, author="白知远")
    ids = [member.id for member in branch.members]
    talk = a_record("heart_talk", group="")
    talk.details = {"talker": Person("白知远"), "interviewee": Person("杜若溪"), "content": "…"}
    session = a_record("training", group="")
    session.attendance = [Attendance("甘棠", status=Status.PRESENT)]
    with ledger.transaction("准备") as tx:
        for record in (talk, session):
            assert settle(record, branch) == []
            records.save(tx, record)
        records.remove(tx, session.id)  # it can be restored
    with ledger.reading() as db:
        assert roster.named_in_records(db, ids) == set(ids[:3])
    ledger.close()
