"""支部大会决议 as it is copied by hand into the 入党志愿书, for one vote of admission or 转正.

What the assembly thinks of somebody is in no figure: it is left to be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS, METHODS, Matter
from zjdesk.fields import Day
from zjdesk.kinds.headcount import turnout
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import REACHED, was_called_off

if TYPE_CHECKING:
    from zjdesk.agenda import Vote
    from zjdesk.kinds.verdicts import Verdict
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations

MISSING = "（待补充）"

_DISCUSSED = {Matter.ADMIT: "{}同志入党问题", Matter.CONFIRM: "{}同志转正问题"}
_DECIDED = {Matter.ADMIT: "接收{}同志为中共预备党员", Matter.CONFIRM: "{}同志转为中共正式党员"}


def resolution(record: Record, vote: Vote, regulations: Regulations) -> str:
    """The resolution in three paragraphs; `MISSING` stands for what is not known.

    支部大会应到会有表决权的正式党员22名，实到20名。采用无记名投票方式进行表决，赞成20票，不赞成0票，
    弃权0票。赞成人数超过应到会有表决权的正式党员的半数，支部大会同意……。
    """
    assert vote.matter in ADMISSIONS
    whom = vote.candidate or MISSING
    day = Day("", "").show(record.day) or MISSING
    judged = verdict(record, vote, regulations)
    figures = "" if was_called_off(vote, judged) else _figures(vote)
    paragraphs = (
        f"支部大会于{day}召开，讨论{_DISCUSSED[vote.matter].format(whom)}。",
        f"支部大会认为，{whom}同志{MISSING}。",
        f"{_turnout(record, vote)}{figures}{_decision(vote, judged, whom)}",
    )
    return "\n".join(paragraphs)


def _turnout(record: Record, vote: Vote) -> str:
    voters = turnout(record, vote)
    expected, present = _number(voters.expected), _number(voters.present)
    return f"支部大会应到会有表决权的正式党员{expected}名，实到{present}名。"


def _figures(vote: Vote) -> str:
    method = METHODS[vote.method] if vote.method else MISSING
    votes = (("赞成", vote.ayes), ("不赞成", vote.nays), ("弃权", vote.abstain))
    cast = "，".join(f"{word}{_number(count)}票" for word, count in votes)
    written = (("赞成", vote.written_ayes), ("不赞成", vote.written_nays))
    given = "，".join(f"{word}{count}票" for word, count in written if count is not None)
    before = f"未到会党员会前提交书面意见：{given}。" if given else ""
    return f"采用{method}方式进行表决，{cast}。{before}"


def _decision(vote: Vote, judged: Verdict | None, whom: str) -> str:
    assert vote.matter is not None
    what = _DECIDED[vote.matter].format(whom)
    if judged and judged.quorum and not judged.quorum.is_reached:
        return f"到会人数不足（须到{judged.quorum.need}名），不能进行表决。"
    majority = judged.majority if judged else None
    if judged is None or majority is None or judged.passed is None:
        return f"支部大会{MISSING}{what}。"
    share = REACHED[majority.rule.value].format("应到会有表决权的正式党员")
    counted = f"合计赞成{majority.ayes}票，" if majority.written else ""
    if judged.passed:
        return f"{counted}赞成人数{share}，支部大会同意{what}。"
    return f"{counted}赞成人数没有{share}，支部大会不同意{what}。"


def _number(count: int | None) -> str:
    return MISSING if count is None else str(count)
