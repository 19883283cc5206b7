"""Settings that travel with the ledger: JSON values by key, changed and undone like anything else.

A key is for ever, like the key of a field; what its value means, the module that owns it knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.regulations.in_force import LOCAL_RULES, read_local
from zjdesk.store import tables
from zjdesk.store.changes import stored_by_id, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zjdesk.regulations.in_force import LocalRule
    from zjdesk.store.changes import Transaction


def get(db: Connection, key: str) -> Any:
    """The value of a setting, None where nothing was set."""
    return next(
        (row["value"] for row in stored_by_id(db, tables.setting, [key]) if not row["deleted"]),
        None,
    )


def local_rules(db: Connection) -> tuple[LocalRule, ...]:
    """The local values of regulations. Raises LedgerDamaged if they cannot be read."""
    return read_local(get(db, LOCAL_RULES.key))


def put(tx: Transaction, key: str, value: Any) -> None:
    """Set a value; None takes the setting back."""
    wanted = {"id": key, "value": value, "deleted": value is None}
    write(tx, tables.setting, [wanted], stored_by_id(tx.db, tables.setting, [key]))
