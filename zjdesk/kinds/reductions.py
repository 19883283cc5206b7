"""Whom a vote may leave out of 应到: for the listed reasons, with both consents, and nobody else.

Known at second hand of 《中国共产党基层组织选举工作条例》, and quoted for 接收 and 转正 alike. All
other absentees stay in 应到, however good their reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.agenda import LISTED_REASONS, Matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.agenda import Reduction, Vote

MATTERS_WITH_REDUCTIONS = (Matter.ELECTION, Matter.ADMIT, Matter.CONFIRM)
_LONG = (
    r"(半年|([六七八九十]|十[一二])个月|(?<!\d)([6-9]|1\d)个月"
    r"|[一二两三四五]年(?!级)|(?<!\d)[1-9]年|长期)"
)
"""半年以上 as people write it; neither the year of a date nor a month of it."""
_OWN = r"^((?!照顾|照料|陪护|护理|父|母|爱人|配偶|家属|孩子).)*"
"""Whoever looks after somebody is not the one who is ill."""
_WORDINGS = (
    (
        rf"{_OWN}(精神病|精神失常|精神分裂|不能表达|失能|(失去|没有|无)意识|意识(不清|障碍|丧失)"
        r"|昏迷|植物人|植物状态)"
    ),
    rf"(?=.*(自费|因私|探亲))(?=.*(出国|国外|出境|境外|留学)).*{_LONG}",
    r"留党察看|服刑|判刑|拘留|拘役|羁押",
    rf"{_OWN}(卧床|不能自理|年老体弱|长期(生病|患病|住院|卧病|因病住院))",
    rf"(调动|调离|下派|蹲点|挂职|借调|支教|外出|脱产).*({_LONG}|未转)|应转未转",
    r"(回原籍|退休).*(居住|定居|长住|未转)",
)
"""How people word the listed reasons, in their order."""


def is_listed(reason: str) -> bool:
    """Whether a reason is one of those listed."""
    return reason in LISTED_REASONS or any(re.search(words, reason) for words in _WORDINGS)


def left_out(vote: Vote) -> set[str]:
    """The members whom the vote leaves out of 应到, by id; a reduction must hold."""
    return {one.member for one in vote.reductions if not list(faults(vote, one))}


def faults(vote: Vote, reduction: Reduction) -> Iterator[str]:
    """Why somebody may not be left out, in words."""
    name = reduction.name
    if vote.matter not in MATTERS_WITH_REDUCTIONS:
        yield f"这一类表决不能减少应到人数，“{name}”仍计入应到"
    elif not reduction.superior_consent or not reduction.assembly_consent:
        yield f"没有上级党组织同意和党员大会通过，“{name}”仍计入应到"
    elif not is_listed(reduction.reason):
        yield f"“{reduction.reason}”不在可以不计入应到的情形里，“{name}”仍计入应到"
