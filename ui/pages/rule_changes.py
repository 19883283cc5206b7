"""Changing what holds locally: a value in the place of a national one, with its ground."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.forms.questions import ask
from zjdesk.regulations.catalogue import SINCE
from zjdesk.regulations.in_force import LOCAL_RULES, LocalRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.workspace import Workspace
    from zjdesk.store.changes import Transaction

SINCE_WORDS = "台账从哪天起计"
_SINCE_REASON = "建账日期"


def put_local(workspace: Workspace, key: str, label: str, wanted: LocalRule | None) -> None:
    """Put a local value in the place of that of the same day; None takes back all of a rule."""
    from zjdesk.store import settings

    def is_kept(one: LocalRule) -> bool:
        return one.rule != key or (wanted is not None and one.start != wanted.start)

    def verb(tx: Transaction) -> None:
        kept = [one for one in settings.local_rules(tx.db) if is_kept(one)]
        local = [*kept, wanted] if wanted else kept
        settings.put(tx, LOCAL_RULES.key, LOCAL_RULES.to_json(local) or None)

    workspace.do(label, verb)


def ask_since(workspace: Workspace) -> bool:
    """Ask from which day on things are counted as missing; whether that was done.

    It is the day of the ledger, no demand of anybody: its ground need not be asked for.
    """
    key = SINCE.field.key
    field = replace(SINCE.field, key="since", label="从这一天起计", required=True)
    today = workspace.today()
    before = [one for one in workspace.local_rules if one.rule == key]
    given = field.from_json(before[-1].value) if before else today.replace(day=1)

    def take(said: Mapping[str, Any]) -> None:
        value = str(field.to_json(said["since"]))
        wanted = LocalRule(rule=key, value=value, reason=_SINCE_REASON)
        if before:
            wanted = replace(before[-1], value=value)
        put_local(workspace, key, SINCE_WORDS, wanted)

    return ask(
        SINCE_WORDS, [field], Desk(workspace.branch, today=today, input_for=input_for),
        yes="保存", take=take, given={"since": given},
        hint="台账从哪一天开始记？这一天以前没有开的不算缺，已经记下的照样算。",
    )  # fmt: skip
