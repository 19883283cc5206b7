"""Whom a vote may leave out of 应到: for the listed reasons, with both consents, and nobody else.

Known at second hand of 《中国共产党基层组织选举工作条例》, and quoted for 接收 and 转正 alike. All
other absentees stay in 应到, however good their reason. A reason is taken as a whole: words found
somewhere in a sentence say nothing of who is ill, or whether it is over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS, Matter
from zjdesk.errors import Problem, Weight
from zjdesk.kinds.presence import presence_of
from zjdesk.regulations.values import LISTED_REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.agenda import Reduction, Vote
    from zjdesk.errors import Place
    from zjdesk.record import Record

MATTERS_WITH_REDUCTIONS = (Matter.ELECTION, *ADMISSIONS)
WORDINGS = (
    ("患精神病", "精神病", "不能表达本人意志", "因病不能表达本人意志", "昏迷不醒", "植物人状态"),
    ("自费出国（境）半年以上", "自费留学半年以上", "自费出国留学半年以上", "因私出国半年以上"),
    (
        "留党察看", "留党察看期间", "受留党察看处分", "受留党察看处分期间", "正在服刑", "服刑期间",
        "被拘留", "正在拘留", "拘留期间",
    ),
    (
        "卧床不起", "长期卧床", "长期卧床不起", "年老体弱卧床不起", "生活不能自理",
        "因病生活不能自理", "长期生病生活不能自理", "长期患病生活不能自理",
        "长期生病卧床不起", "长期生病卧床不起，生活不能自理",
    ),
    (
        "应转未转", "应转未转组织关系", "组织关系应转未转", "调动，未转组织关系",
        "工作调动，未转组织关系", "下派半年以上", "蹲点半年以上", "挂职半年以上", "借调半年以上",
        "支教半年以上", "外出学习半年以上", "外出工作半年以上", "外出学习工作半年以上",
        "外出学习半年以上，未转组织关系", "外出工作半年以上，未转组织关系",
    ),
    (
        "回原籍长期居住", "退休回原籍长期居住", "退休后回原籍长期居住", "离退休回原籍长期居住",
        "回原籍长期居住，未转组织关系",
    ),
)  # fmt: skip
"""Other fixed wordings of the listed reasons, in their order; each is the whole reason."""
_THE_LISTED = "；".join(f"{n}. {reason}" for n, reason in enumerate(LISTED_REASONS, 1))
_MARKS = re.compile(r"[\W_]+")
_NOTE = re.compile(r"[\s，,；;：:。.（(、—-]")
"""What stands between a listed reason and a note."""


def is_listed(reason: str) -> bool:
    """Whether a reason is one of those listed, perhaps with a note behind it."""
    given = reason.strip()
    return _bare(given) in _KNOWN or any(
        given.startswith(listed) and _NOTE.match(given, len(listed)) for listed in LISTED_REASONS
    )


def is_consent(text: str) -> bool:
    """Whether a text tells of a consent: a document's number, a day, or that it was given."""
    said = _HARMLESS.sub("", text)
    return bool(_GIVEN.search(said)) and not _DENIED.search(said)


def left_out(vote: Vote) -> set[str]:
    """The members whom the vote leaves out of 应到, by id; a reduction must hold."""
    return {one.member for one in vote.reductions if not list(faults(vote, one))}


def faults(vote: Vote, reduction: Reduction) -> Iterator[str]:
    """Why somebody may not be left out, in words."""
    name = reduction.name
    if vote.matter not in MATTERS_WITH_REDUCTIONS:
        yield f"这一类表决不能减少应到人数，“{name}”仍计入应到"
    elif not (is_consent(reduction.superior_consent) and is_consent(reduction.assembly_consent)):
        yield (
            "没有上级党组织同意和党员大会通过（写明文号、日期，或“同意”“通过”），"
            f"“{name}”仍计入应到"
        )
    elif not is_listed(reduction.reason):
        yield (
            f"“{reduction.reason}”不是可以不计入应到的情形，“{name}”仍计入应到。"
            f"可以不计入的只有：{_THE_LISTED}"
        )


def check_reductions(record: Record, vote: Vote, at: Place) -> Iterator[Problem]:
    """What is wrong with those whom a vote leaves out; `at` is the place of their list."""
    presence = presence_of(record)
    seen: set[str] = set()
    for index, one in enumerate(vote.reductions):
        place = at.item(index)
        for fault in faults(vote, one):
            yield Problem(fault, place)
        if one.member in presence and presence[one.member].is_there:
            yield Problem(f"“{one.name}”登记为到会，不能不计入应到", place)
        if one.member in seen:
            message = f"“{one.name}”在不计入应到里写了两次，只算一人"
            yield Problem(message, place, Weight.REMINDS)
        seen |= {one.member} - {""}


# ------------------------------------------------------------------------------ words


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


_KNOWN = frozenset(map(_bare, (*LISTED_REASONS, *(one for row in WORDINGS for one in row))))
_GIVEN = re.compile(r"\d|批复|批准|同意|通过|备案")
_DENIED = re.compile(
    r"^\W*[无未没不否]|[未没无不否待拟][^，。；,;]{0,4}?(报|批|同意|通过|备案|准|获|请示|答复|办)"
)
_HARMLESS = re.compile(r"不计入|(无|没有|未提出)(异议|反对|不同意见|意见)")
"""What sounds like a refusal and is none."""
