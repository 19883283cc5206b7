"""After 定稿: what a vote that carried means for people is offered to be entered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import messages
from zjdesk.fields import Day
from zjdesk.kinds.consequences import Consequence, consequences, enter
from zjdesk.prospects import StepName

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations


def offer(workspace: Workspace, record: Record, regulations: Regulations) -> list[str]:
    """Ask for each consequence whether it is to be entered; those that were, in words."""
    entered = []
    for one in consequences(record, workspace.branch, regulations):
        if messages.ask(_question(one), yes=_verb(one), no="以后再说", hint=_hint(one)):
            workspace.change_branch(f"{_verb(one)}：{one.name}", partial(enter, one, record))
            entered.append(one.words)
    return entered


def _question(one: Consequence) -> str:
    if one.step is StepName.ADMISSION:
        return f"支部大会已通过接收{one.name}为预备党员，记入“发展党员”吗？"
    where = "登记转正" if one.member else "记入“发展党员”"
    return f"支部大会已通过{one.name}转正，{where}吗？"


def _verb(one: Consequence) -> str:
    return "登记转正" if one.member else "记入发展党员"


def _hint(one: Consequence) -> str:
    day = Day("", "").show(one.day)
    if one.step is StepName.ADMISSION:
        return f"日期{day}，以这条记录为证明。列入党员名册请在“发展党员”里办。"
    return f"转正日期{day}，次日起有表决权。还要报上级党委审批。"
