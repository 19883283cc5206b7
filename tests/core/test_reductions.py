"""Who may be left out of 应到: the listed reasons in the words of secretaries, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.agenda import LISTED_REASONS, Matter, Reduction, Vote
from zjdesk.kinds.reductions import MATTERS_WITH_REDUCTIONS, faults, is_listed, left_out

WORDINGS = {
    "患精神病或其他疾病，不能表达本人意志": [
        "患精神病", "精神分裂症，住院治疗", "脑梗后不能表达本人意志", "意识不清", "昏迷",
        "植物人状态", "已经失能",
    ],
    "自费出国半年以上": [
        "自费出国留学一年", "自费留学2年", "因私出国半年", "因私出境八个月", "出国探亲8个月",
        "在国外探亲，已有10个月", "自费长期在国外",
    ],
    "受留党察看处分期间，或正在服刑、拘留": [
        "受留党察看一年处分", "正在服刑", "被刑事拘留", "被判刑", "羁押中",
    ],
    "年老体弱卧床不起，或长期生病生活不能自理": [
        "卧床不起", "年老体弱，行动不便", "长期生病，生活不能自理", "中风后长期卧床，由女儿照顾",
        "长期住院",
    ],
    "调动、下派、蹲点或外出学习工作半年以上，应转未转组织关系": [
        "外出学习半年以上", "外出进修6个月", "外出培训一年", "下派挂职两年", "蹲点半年",
        "工作调动，组织关系未转", "应转未转", "赴新疆支教1年", "脱产读研三年", "借调区教育局十个月",
        "挂职锻炼（2025年9月起，一年）",
    ],
    "回原籍长期居住的离退休党员，未转组织关系": [
        "退休后回原籍居住", "离退休，长期在外地居住", "回原籍定居", "退休，组织关系未转",
    ],
}  # fmt: skip
OTHERS = [
    "病假", "事假", "请假", "公出", "产假", "请假旅游", "感冒住院", "出国旅游", "公派出国一周",
    "公派出国访学一年",
    "外出开会", "外出学习三天", "外出培训（2026年3月）", "外出学习，6月回", "外出到一年级听课",
    "外出学习5个月", "照顾卧床的父亲", "母亲生活不能自理，在家陪护", "陪护精神病家属",
    "组织意识淡薄", "回原籍探亲", "自费出国旅游10天", "2026年3月自费出国", "出国考察，2025年回",
    "退休", "调动",
]  # fmt: skip


@pytest.mark.parametrize(("listed", "words"), WORDINGS.items(), ids=list(WORDINGS))
def test_listed_reasons_are_known_however_they_are_worded(listed: str, words: list[str]) -> None:
    assert is_listed(listed)
    assert [one for one in words if not is_listed(one)] == []


def test_every_listed_reason_has_wordings() -> None:
    assert list(WORDINGS) == list(LISTED_REASONS)


@pytest.mark.parametrize("reason", OTHERS)
def test_any_other_reason_is_not_listed(reason: str) -> None:
    assert not is_listed(reason)


@given(st.text(alphabet="一二三四五六七八九十0123456789个月年天假病事请", max_size=12))
def test_a_span_alone_is_no_reason(reason: str) -> None:
    assert not is_listed(reason)


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
def test_both_consents_are_needed(missing: str) -> None:
    reduction = Reduction(name="甘棠", member="m3", reason=ILL, **(BOTH | {missing: ""}))
    vote = Vote(matter=Matter.ELECTION, reductions=[reduction])
    assert left_out(vote) == set()
    assert list(faults(vote, reduction)) == ["没有上级党组织同意和党员大会通过，“甘棠”仍计入应到"]


def test_a_reason_that_is_not_listed_leaves_nobody_out() -> None:
    reduction = Reduction(name="甘棠", member="m3", reason="病假", **BOTH)
    vote = Vote(matter=Matter.ADMIT, reductions=[reduction])
    assert left_out(vote) == set()
    assert list(faults(vote, reduction)) == [
        "“病假”不在可以不计入应到的情形里，“甘棠”仍计入应到"
    ]  # fmt: skip
