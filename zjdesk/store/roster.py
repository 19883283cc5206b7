"""The branch and its people in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, exists, or_, select, type_coerce

from zjdesk.errors import NotFound
from zjdesk.people import Branch, FormerName, Group, Member, Office
from zjdesk.prospects import Prospect
from zjdesk.store import tables
from zjdesk.store.changes import stored_by_id, unpack, write
from zjdesk.store.mapping import (
    LISTS_OF,
    Listing,
    Reader,
    read_values,
    stored_below,
    values_of,
    write_lists,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

    from zjdesk.store.changes import Transaction


def save(tx: Transaction, branch: Branch) -> None:
    """Save the branch with its people, committee and groups; whoever is left out is removed."""
    write(
        tx,
        tables.branch,
        [{"id": branch.id, **values_of(branch)}],
        stored_by_id(tx.db, tables.branch, [branch.id]),
    )
    lists = [
        Listing(tables.member, branch.members),
        Listing(tables.office, branch.committee),
        Listing(tables.party_group, branch.groups),
        Listing(tables.former_name, branch.former_names),
        Listing(tables.prospect, branch.prospects),
    ]
    stored = stored_below(tx.db, tables.branch, branch.id)
    write_lists(tx, tables.branch, branch.id, lists, stored)


def get(db: Connection) -> Branch:
    """The branch that the ledger belongs to."""
    own = select(tables.local.c.value).where(tables.local.c.key == "branch")
    query = select(tables.branch).where(tables.branch.c.id == own.scalar_subquery())
    row = db.execute(query).mappings().first()
    if row is None:
        raise NotFound("台账里没有支部信息", hint="请用最近的备份恢复。")
    reader = Reader.of_stored(stored_below(db, tables.branch, row["id"]))
    return Branch(
        id=row["id"],
        **read_values(Branch, unpack(tables.branch, row)),
        committee=reader.read(Office, row["id"]),
        groups=reader.read(Group, row["id"]),
        former_names=reader.read(FormerName, row["id"]),
        members=reader.read(Member, row["id"]),
        prospects=reader.read(Prospect, row["id"]),
    )


def named_in_records(db: Connection, members: Iterable[str]) -> set[str]:
    """Those of the members, by id, who stand in some record, also one that can be restored."""
    return {member for member in members if db.scalar(select(_is_named(member)))}


def _is_named(member: str) -> ColumnElement[bool]:
    """Whether any row of a record names a member: in a column of its own or among its values."""
    named = []
    for table in (tables.record, *LISTS_OF[tables.record]):
        found = type_coerce(table.c.fields, Text).contains(member)
        if "member" in table.c:
            found = or_(found, table.c.member == member)
        if table is not tables.record:
            found = and_(found, ~table.c.deleted)
        named.append(exists().where(found))
    return or_(*named)
