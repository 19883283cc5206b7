"""What a person may write of a member, and what follows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.samples import a_branch
from zjdesk.member_entry import problems_of, put_member, settle
from zjdesk.people import Category, Exit, Member

JOINED, FULL = date(2024, 3, 1), date(2025, 3, 1)
DAY = date(2026, 3, 12)
PROBATIONER = Member(name="甘露", category=Category.PROBATIONARY, joined_on=JOINED)
CONFIRMED = Member(name="甘露", category=Category.FULL, joined_on=JOINED, full_on=FULL)
FULL_WITHOUT_DAY = Member(name="甘露", category=Category.FULL, joined_on=JOINED)


@pytest.mark.parametrize(
    ("before", "written", "words"),
    [
        (Member(), {}, ["请填写姓名", "请选择人员类别"]),
        (Member(), {"name": "甘棠", "full_on": FULL}, ["另有一位“甘棠”（第一党小组），请写明"]),
        (Member(), {"name": "甘棠", "full_on": FULL, "mark": "音乐"}, []),
        (Member(), {"name": "甘露", "category": Category.FULL}, []),
        (Member(), {"name": "甘露", "category": Category.FULL, "joined_on": JOINED}, ["转正日期"]),
        (CONFIRMED, {"full_on": None, "category": None}, ["请选择人员类别"]),
        (CONFIRMED, {"full_on": None}, ["正式党员请填写转正日期"]),
        (CONFIRMED, {"full_on": None, "category": Category.PROBATIONARY}, []),
        (PROBATIONER, {"category": None}, []),
        (FULL_WITHOUT_DAY, {"post": "音乐教师"}, []),
    ],
)
def test_what_is_missing_is_told(before: Member, written: Any, words: list[str]) -> None:
    member = replace(before, id=before.id, **written)
    found = [problem.message for problem in problems_of(a_branch(), before, member)]
    assert len(found) == len(words)
    assert all(word in message for word, message in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("before", "full_on", "category"),
    [
        (PROBATIONER, FULL, Category.FULL),
        (PROBATIONER, None, Category.PROBATIONARY),
        (CONFIRMED, None, None),
        (FULL_WITHOUT_DAY, None, None),
    ],
)
def test_the_category_follows_from_the_days_where_it_can(
    before: Member, full_on: date | None, category: Category | None
) -> None:
    member = replace(before, id=before.id, full_on=full_on, category=None)
    settle(before, member)
    assert member.category is category


def test_what_hangs_on_a_day_goes_with_it() -> None:
    before = Member(
        name="甘露", end=DAY, exit=Exit.DIED, probation_until=DAY, probation_extended_on=FULL
    )
    kept = replace(before, id=before.id)
    settle(before, kept)
    assert (kept.exit, kept.probation_extended_on) == (Exit.DIED, FULL)
    gone = replace(before, id=before.id, end=None, probation_until=None)
    settle(before, gone)
    assert (gone.exit, gone.probation_extended_on) == (None, None)


def test_who_is_written_over_keeps_place_and_history() -> None:
    branch = a_branch()
    before = branch.members[0]
    put_member(branch, replace(before, id=before.id, name="白志远", group=""), DAY)
    assert [one.name for one in branch.members] == ["白志远", "杜若溪", "甘棠"]
    assert branch.members[0].group_on(date(2026, 3, 11)) == "第一党小组"
    assert branch.committee[0].name == "白志远"
    put_member(branch, Member(name="甘露"), DAY)
    assert branch.members[-1].name == "甘露"
