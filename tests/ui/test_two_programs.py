"""Two programs on one ledger: what the other wrote is not written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.people import Member
from zjdesk.store import roster
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from ui.window import MainWindow
    from zjdesk.people import Branch


def add(name: str, branch: Branch) -> None:
    branch.members.append(Member(name=name))


def test_members_that_another_program_added_stay(window: MainWindow) -> None:
    workspace = window.workspace
    before = len(workspace.branch.members)
    other = Ledger.open(workspace.ledger.path)
    with other.transaction("导入") as tx:
        branch = roster.get(tx.db)
        add("司徒青", branch)
        roster.save(tx, branch)
    other.close()
    workspace.change_branch("新增党员", lambda branch: add("端木白", branch))
    names = [member.name for member in workspace.branch.members]
    assert len(names) == before + 2
    assert {"司徒青", "端木白"} <= set(names)
