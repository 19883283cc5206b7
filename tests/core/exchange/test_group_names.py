"""党小组 written in one way or another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.exchange.sheet_files import plan_of, values, xlsx
from zjdesk.exchange.group_names import registered_as
from zjdesk.people import Branch, Group


def branch_of(*groups: str) -> Branch:
    return Branch(name="支部", groups=[Group(name=name) for name in groups])


@pytest.mark.parametrize(
    "written",
    ["一组", "1组", "１组", "第1组", "第一小组", "第 一 党 小 组", "第1党小组", "党小组一", "1",
     "一", "01组"],
)  # fmt: skip
def test_one_group_in_many_spellings(written):
    branch = branch_of("第一党小组", "第十一党小组", "语文党小组")
    assert registered_as([written], branch) == {written: "第一党小组"}


@pytest.mark.parametrize(
    ("written", "name"),
    [("十一组", "第十一党小组"), ("语文组", "语文党小组"), ("语文", "语文党小组"),
     ("退休党员小组", "退休党员组")],
)  # fmt: skip
def test_other_groups(written, name):
    branch = branch_of("第一党小组", "第十一党小组", "语文党小组", "退休党员组")
    assert registered_as([written], branch) == {written: name}


def test_a_name_of_the_branch_is_meant_as_it_stands():
    branch = branch_of("第一党小组", "一组")
    assert registered_as(["一组", "第一党小组", "1组"], branch) == {}


def test_of_new_spellings_in_a_sheet_the_most_frequent_is_taken():
    assert registered_as(["三组", "第三组", "第三组"], branch_of()) == {"三组": "第三组"}
    assert registered_as(["三组", "四组"], branch_of()) == {}


def test_of_new_spellings_the_full_one_goes_before_the_frequent():
    assert registered_as(["1组", "1组", "第一党小组"], branch_of()) == {"1组": "第一党小组"}


def test_the_plan_says_so():
    plan = plan_of(
        xlsx(["姓名", "党小组"], ["白知远", "一组"], ["杜若溪", "第一党小组"], ["甘棠", "二组"],
             ["陈静", "第二 组"]),
        branch_of("第一党小组"),
    )  # fmt: skip
    assert values(plan, "group") == ["第一党小组", "第一党小组", "二组", "二组"]
    assert plan.new_groups == ["二组"]
    assert (
        "党小组的写法不一，“一组”按“第一党小组”（1人）、“第二组”按“二组”（1人）登记。" in plan.notes
    )


@given(st.lists(st.text(max_size=8)), st.lists(st.text(max_size=8), unique=True))
def test_no_spelling_breaks_it_and_nothing_is_moved_twice(written, groups):
    found = registered_as(written, branch_of(*groups))
    assert not found.keys() & set(groups)
    assert not found.keys() & set(found.values())
