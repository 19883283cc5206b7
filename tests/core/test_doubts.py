"""What is asked before an event is entered: on the day before and on the day itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.samples import a_branch
from zjdesk import doubts
from zjdesk.people import Category, Member, Suspension
from zjdesk.regulations.in_force import Regulations

DAY = date(2026, 3, 12)
RULES = Regulations(DAY)


def probationary(**values: date) -> Member:
    return Member(name="甘棠", category=Category.PROBATIONARY, **values)


@pytest.mark.parametrize(
    ("joined_on", "day", "words"),
    [
        (date(2025, 3, 13), DAY, ["甘棠的预备期到2026年3月13日满，还差1天"]),
        (date(2025, 3, 12), DAY, []),
        (date(2025, 3, 11), date(2026, 3, 13), ["2026年3月13日还没有到"]),
        (date(2024, 2, 29), date(2025, 2, 27), ["甘棠的预备期到2025年2月28日满，还差1天"]),
        (date(2024, 2, 29), date(2025, 2, 28), []),
    ],
)
def test_a_confirmation_is_early_or_still_to_come(
    joined_on: date, day: date, words: list[str]
) -> None:
    assert doubts.of_confirming(probationary(joined_on=joined_on), day, today=DAY) == words


def test_a_confirmation_may_be_both() -> None:
    member = probationary(joined_on=DAY)
    found = doubts.of_confirming(member, date(2026, 12, 31), today=DAY)
    assert found == ["2026年12月31日还没有到", "甘棠的预备期到2027年3月12日满，还差71天"]


def test_probation_is_extended_when_it_is_over() -> None:
    member = probationary(joined_on=date(2025, 3, 12))
    assert doubts.of_extending_probation(member, DAY, today=DAY) == []
    found = doubts.of_extending_probation(member, date(2026, 3, 11), today=DAY)
    assert found == ["甘棠的预备期到2026年3月12日才满，还差1天"]


def test_what_ends_with_a_departure_is_said() -> None:
    branch = a_branch()
    secretary, other, _ = branch.members
    ends = ["白知远不再担任书记、第一党小组组长"]
    assert doubts.of_leaving(branch, secretary, DAY, today=DAY) == ends
    assert doubts.of_leaving(branch, other, DAY, today=DAY) == []
    branch.committee[0].end = DAY
    found = doubts.of_leaving(branch, secretary, DAY, today=date(2026, 3, 11))
    assert found == ["2026年3月12日还没有到", "白知远不再担任第一党小组组长"]


def test_a_leader_who_changes_group_leads_no_more() -> None:
    branch = a_branch()
    leader, other, _ = branch.members
    assert doubts.of_changing_group(branch, leader, DAY, today=DAY) == [
        "白知远不再担任第一党小组组长"
    ]
    assert doubts.of_changing_group(branch, other, DAY, today=DAY) == []


def test_office_is_for_full_members_with_their_rights() -> None:
    member = probationary(joined_on=date(2025, 1, 1), full_on=DAY)
    assert doubts.of_taking_office(member, DAY, today=DAY) == [
        "甘棠在2026年3月12日还不是正式党员，没有被选举权"
    ]
    after = date(2026, 3, 13)
    assert doubts.of_taking_office(member, after, today=after) == []
    member.voting_suspended = [Suspension(start=after)]
    assert len(doubts.of_taking_office(member, after, today=after)) == 1


@pytest.mark.parametrize(
    ("start", "until", "is_usual"),
    [
        (date(2024, 2, 29), date(2028, 2, 28), True),
        (date(2024, 2, 29), date(2028, 2, 29), False),
        (date(2024, 9, 20), date(2028, 9, 20), True),
        (date(2024, 9, 20), date(2028, 9, 21), False),
    ],
)
def test_a_term_is_extended_by_a_year_at_most(start: date, until: date, is_usual: bool) -> None:
    branch = a_branch()
    assert doubts.of_extending_term(branch, until, RULES) == []
    branch.term_start = start
    assert (doubts.of_extending_term(branch, until, RULES) == []) is is_usual


def test_what_somebody_loses_by_a_correction_is_said() -> None:
    branch = a_branch()
    before = branch.members[0]

    def found(**values: Any) -> list[str]:
        after = replace(before, id=before.id, **values)
        return doubts.of_correcting(branch, before, after, today=DAY)

    assert found(post="校长", gender="男", full_on=date(2011, 2, 1)) == []
    assert found(end=DAY) == ["白知远不再担任书记、第一党小组组长"]
    assert found(group="第二党小组") == ["白知远不再担任第一党小组组长"]
    assert found(full_on=None, category=Category.PROBATIONARY) == [
        "去掉转正日期，白知远就是预备党员，2011年1月1日以后的表决权也没有了"
    ]
