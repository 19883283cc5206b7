"""Which words of a resolution tell of a matter that only the 党员大会 decides."""

from __future__ import annotations

import pytest

from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.matters import decided, named

ADMISSION, ELECTION, DISCIPLINE = rules.BODY_ADMISSION, rules.BODY_ELECTION, rules.BODY_DISCIPLINE

MUST = [
    ("给予丁四党内警告处分。", DISCIPLINE),
    ("会议决定，给予丁四同志党内警告处分。", DISCIPLINE),
    ("决定给予丁四严重警告。", DISCIPLINE),
    ("同意给予丁四留党察看一年处分。", DISCIPLINE),
    ("开除丁四党籍。", DISCIPLINE),
    ("决定开除丁四同志的党籍。", DISCIPLINE),
    ("同意将丁四除名。", DISCIPLINE),
    ("会议通过对丁四的组织处置意见。", DISCIPLINE),
    ("决定表彰优秀共产党员3名。", DISCIPLINE),
    ("同意授予并表彰优秀党务工作者1名。", DISCIPLINE),
    ("表彰优秀党员甘棠。", DISCIPLINE),
    ("决定接收赵六为中共预备党员。", ADMISSION),
    ("同意赵六同志为中国共产党预备党员。", ADMISSION),
    ("接收唐既白为预备党员。", ADMISSION),
    ("同意吸收赵六入党。", ADMISSION),
    ("同意赵六入党。", ADMISSION),
    ("同意丁四按期转正。", ADMISSION),
    ("同意丁四的转正申请。", ADMISSION),
    ("经讨论，预备党员丁四，按期转正。", ADMISSION),
    ("丁四同志转为中共正式党员。", ADMISSION),
    ("取消丁四预备党员资格。", ADMISSION),
    ("决定取消丁四的预备党员资格，并报上级。", ADMISSION),
    ("延长丁四预备期半年。", ADMISSION),
    ("决定将丁四的预备期延长半年，即延长预备期。", ADMISSION),
    ("同意丁四同志预备期延长六个月。", ADMISSION),
    ("决定对丁四劝其退党。", DISCIPLINE),
    ("推选代表3名。", ELECTION),
    ("会议推选白知远为区党代会代表。", ELECTION),
    ("选举支部委员3名。", ELECTION),
    ("同意选举甘棠为支部委员。", ELECTION),
    ("补选支委1名。", ELECTION),
    ("通过《2026年计划》，同意丁四按期转正。", ADMISSION),
]
MUST_NOT = [
    "学习《中国共产党纪律处分条例》。",
    "学习纪律处分条例，同意下月再学。",
    "传达区纪委关于丁某处分的通报。",
    "传达《关于给予丁某开除党籍处分的决定》。",
    "通报全区给予处分的案例。",
    "会议通过《发展党员工作办法》。",
    "同意《预备党员转正流程》。",
    "同意将赵六接收为预备党员事项提交党员大会讨论。",
    "同意接收赵六为预备党员，提请支部党员大会表决。",
    "同意丁四按期转正；报支部党员大会讨论决定。",
    "给予丁四警告处分的建议，交党员大会讨论决定。",
    "同意下周召开党员大会讨论丁四转正。",
    "小组同意提请支委会研究按期转正。",
    "研究丁四转正材料。",
    "讨论延长预备期的条件。",
    "同意确定赵六为入党积极分子。",
    "同意赵六为发展对象人选。",
    "同意接收预备党员组织关系。",
    "同意给予学生张某警告处分。",
    "决定给予教师张某行政警告处分。",
    "同意表彰优秀学生12名。",
    "推荐甘棠为支部委员候选人。",
    "推选教代会代表3名。",
    "同意工会代表人选，推选2名。",
    "推荐甘棠代表支部发言。",
    "选举书记。",
    "同意新教师试用期转正。",
    "照此办理。",
    "报请上级。",
    "",
]


@pytest.mark.parametrize(("resolution", "rule"), MUST)
def test_what_the_assembly_decides(resolution: str, rule: object) -> None:
    assert [one.rule for one in decided("讨论", resolution)] == [rule]


@pytest.mark.parametrize("resolution", MUST_NOT)
def test_what_a_smaller_body_may_do(resolution: str) -> None:
    assert decided("讨论", resolution) == []


@pytest.mark.parametrize(
    ("title", "resolution", "is_decided"),
    [
        ("给予丁四党内警告处分", "同意。", True),
        ("讨论接收赵六为预备党员", "全体委员一致同意。", True),
        ("讨论接收赵六为预备党员", "同意提交党员大会讨论。", False),
        ("讨论接收赵六为预备党员", "会后补充材料。", False),
        ("学习《中国共产党纪律处分条例》", "一致通过。", False),
        ("传达处分通报", "同意。", False),
        ("讨论接收赵六为预备党员", "同意下周三再议一次，补充两份证明材料。", False),
        ("给予丁四党内警告处分", "", False),
    ],
)
def test_a_bare_resolution_speaks_of_its_title(
    title: str, resolution: str, is_decided: bool
) -> None:
    assert bool(decided(title, resolution)) is is_decided


def test_a_text_may_name_several_matters() -> None:
    text = "讨论赵六入党；研究丁四处分事项；春季安排"
    assert [one.rule for one in named(text)] == [ADMISSION, DISCIPLINE]
    assert named("学习处分条例") == []
