"""Names by pinyin: surnames read as surnames, other readings found too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.names import SURNAMES, pinyin_keys


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单田芳", "shantianfang stf"),
        ("曾国藩", "zengguofan zgf"),
        ("尉迟恭", "yuchigong ycg"),
        ("欧阳雨桐", "ouyangyutong oyyt"),
        ("古丽娜尔·吐尔逊", "gulinaertuerxun glnetex"),
        ("许䶮", "xuyan xy"),
        ("邵𬭎", "shaohong sh"),
        ("Maria", "maria"),
        ("祭遵", "zhaizun zz"),
        ("阚泽", "kanze kz"),
        ("薄一波", "boyibo byb"),
        ("长孙无忌", "zhangsunwuji zswj"),
        ("长青", "changqing cq"),
    ],
)
def test_the_likeliest_reading_comes_first(name, first):
    assert f"{pinyin_keys(name)} ".startswith(f"{first} ")


def test_other_readings_follow():
    assert {"dtf", "ctf"} <= set(pinyin_keys("单田芳").split())


def test_every_surname_of_the_table_is_read_as_it_says():
    for surname, reading in SURNAMES.items():
        assert pinyin_keys(surname + "伟").split()[0] == reading.replace(" ", "") + "wei"


@given(st.text(max_size=8))
def test_any_text_has_keys_without_doubles(text):
    keys = pinyin_keys(text).split()
    assert len(keys) == len(set(keys))
