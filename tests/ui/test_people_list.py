from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.people_list import EXAMPLE, read_people, summary
from zjdesk.people import Category, OfficeName

NAME = "中共汀南小学支部委员会"


def test_a_list_gives_people_groups_and_offices() -> None:
    branch, problems = read_people(
        "1. 白知远 女 第一党小组 书记\n2、杜 若，第一党小组，组长\n3 甘棠\t预备党员\n\n"
        "古丽娜尔•吐尔逊 第二党小组 组织委员",
        name=NAME,
    )
    assert problems == []
    assert [one.name for one in branch.members] == ["白知远", "杜若", "甘棠", "古丽娜尔·吐尔逊"]
    assert branch.members[0].gender == "女"
    assert branch.members[2].category is Category.PROBATIONARY
    assert [(one.name, one.leader) for one in branch.groups] == [
        ("第一党小组", "杜若"),
        ("第二党小组", ""),
    ]
    assert [(one.name, one.office) for one in branch.committee] == [
        ("白知远", OfficeName.SECRETARY),
        ("古丽娜尔·吐尔逊", OfficeName.ORGANIZATION),
    ]
    assert branch.committee[0].member == branch.members[0].id
    assert summary(branch).startswith("4 人，其中预备党员 1 人；2 个党小组；书记白知远")


def test_the_example_in_the_dialog_is_understood() -> None:
    branch, problems = read_people(EXAMPLE, name=NAME)
    assert problems == []
    assert len(branch.members) == 4


@pytest.mark.parametrize("heading", ["姓名\t职务", "序号 姓 名 性别", "姓 名"])
def test_the_heading_of_a_pasted_table_is_nobody(heading: str) -> None:
    branch, problems = read_people(f"{heading}\n1 白知远 书记", name=NAME)
    assert [one.name for one in branch.members] == ["白知远"]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "请写上党员名单"),
        ("白知远 语文 三楼", "第1行·名单：看不懂“语文”、“三楼”，"),
        ("白知远\n\n白知远", "重复"),
    ],
)
def test_what_is_not_understood_is_said_with_its_line(text: str, words: str) -> None:
    _, problems = read_people(text, name=NAME)
    assert any(words in str(one) for one in problems)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    branch, problems = read_people(text, name=NAME)
    assert branch.members or problems
