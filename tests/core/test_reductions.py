"""Who may be left out of 应到: the listed reasons in fixed words, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.agenda import Matter, Reduction, Vote
from zjdesk.kinds.reductions import (
    MATTERS_WITH_REDUCTIONS,
    WORDINGS,
    faults,
    is_consent,
    is_listed,
    left_out,
)
from zjdesk.regulations.values import LISTED_REASONS

OTHERS = [
    "病假", "事假", "公出", "产假六个月", "长期病假", "因病住院一年", "调动", "调动到外地", "借调",
    "妻子卧床不起", "家中老人卧床不起", "丈夫不能自理", "岳母长期住院", "女儿长期患病", "爷爷失能",
    "公公卧床", "照顾卧床的父亲", "陪护精神病家属", "不能表达意见，因为请假",
    "退休", "退休后居住在本市", "退休后居住在市区，不愿来", "回原籍探亲",
    "留党察看期满", "未受过留党察看", "曾被拘留，已恢复",
    "外出旅游长期", "外出学习三个月", "外出学习6月1日至30日", "外出培训一年级教材",
    "自费出国3个月", "自费出国旅游10天", "因公出国两年", "没有自费出国半年以上",
    "自费出国半年以上的妻子", "", " ", "。",
]  # fmt: skip


@pytest.mark.parametrize("listed", LISTED_REASONS)
def test_a_listed_reason_holds_alone_and_with_a_note(listed: str) -> None:
    for reason in (listed, f" {listed}。", f"{listed}（2025年9月起）", f"{listed}，见批复"):
        assert is_listed(reason)


@pytest.mark.parametrize("words", [one for row in WORDINGS for one in row])
def test_fixed_wordings_hold_as_a_whole(words: str) -> None:
    assert is_listed(words)
    assert is_listed(f"{words[:2]} {words[2:]}。")
    assert not is_listed(f"妻子{words}")
    assert not is_listed(f"{words}已满")


def test_every_listed_reason_has_wordings() -> None:
    assert len(WORDINGS) == len(LISTED_REASONS)
    assert all(WORDINGS)


@pytest.mark.parametrize("reason", OTHERS)
def test_any_other_reason_is_not_listed(reason: str) -> None:
    assert not is_listed(reason)


@given(st.text(alphabet="一二三四五六七八九十0123456789个月年天假病事请", max_size=12))
def test_a_span_alone_is_no_reason(reason: str) -> None:
    assert not is_listed(reason)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("教育局党委批复", True),
        ("镇教党〔2026〕3号", True),
        ("3月12日大会通过", True),
        ("已报局党委备案", True),
        ("同意", True),
        ("同意不计入应到", True),
        ("无异议通过", True),
        ("一致通过，没有反对", True),
        ("关于甘棠同志未转组织关系的批复", True),
        ("无", False),
        ("否", False),
        ("没有", False),
        ("未报", False),
        ("未报，3月再报", False),
        ("不同意", False),
        ("大会没有通过", False),
        ("尚未获批准", False),
        ("待批复", False),
        ("拟报3月大会通过", False),
        ("是", False),
        ("", False),
    ],
)
def test_a_consent_tells_that_it_was_given(text: str, is_one: bool) -> None:
    assert is_consent(text) is is_one


ILL = "卧床不起"
BOTH = {"superior_consent": "教育局党委批复", "assembly_consent": "3月12日大会通过"}


@pytest.mark.parametrize("matter", Matter)
def test_only_some_matters_leave_anybody_out(matter: Matter) -> None:
    reduction = Reduction(name="甘棠", member="m3", reason=ILL, **BOTH)
    vote = Vote(matter=matter, reductions=[reduction])
    if matter in MATTERS_WITH_REDUCTIONS:
        assert left_out(vote) == {"m3"}
    else:
        assert left_out(vote) == set()
        [fault] = faults(vote, reduction)
        assert fault == "这一类表决不能减少应到人数，“甘棠”仍计入应到"


@pytest.mark.parametrize("missing", BOTH)
@pytest.mark.parametrize("words", ["", "无", "未报"])
def test_both_consents_are_needed(missing: str, words: str) -> None:
    reduction = Reduction(name="甘棠", member="m3", reason=ILL, **(BOTH | {missing: words}))
    vote = Vote(matter=Matter.ELECTION, reductions=[reduction])
    assert left_out(vote) == set()
    [fault] = faults(vote, reduction)
    assert fault.startswith("没有上级党组织同意和党员大会通过")
    assert fault.endswith("“甘棠”仍计入应到")


def test_a_reason_that_is_not_listed_leaves_nobody_out() -> None:
    reduction = Reduction(name="甘棠", member="m3", reason="病假", **BOTH)
    vote = Vote(matter=Matter.ADMIT, reductions=[reduction])
    assert left_out(vote) == set()
    [fault] = faults(vote, reduction)
    assert fault.startswith("“病假”不是可以不计入应到的情形，“甘棠”仍计入应到")
    assert all(reason in fault for reason in LISTED_REASONS)
