"""Writing: the one way in which a row that is exchanged gets into the ledger.

Every write is compared with what is stored; what differs gets the transaction's stamp and goes into
the change log with its values before and after. A row that is not there counts as deleted, so
making, altering, removing, undo and redo are all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, false, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from zjdesk.errors import NotAllowed
from zjdesk.store import tables
from zjdesk.store.stamps import Stamp, next_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Insert, RowMapping, Select, Table, Update

Row = dict[str, Any]
"""Fields of a row by name, as JSON values, with its `id`."""

Rewritten = dict[str, dict[str, tuple[Row, Row]]]
"""What a change did, by table and id of the row: altered fields before and after."""

ABSENT: Mapping[str, Any] = {"deleted": True}
"""The fields of a row that is not there."""

_BOOKKEEPING = {"n", "id", "fields", "stamp", "stamps", "extra"}
_MOST_AT_ONCE = 500
"""Ids in one query."""


@dataclass
class Changes:
    """Ids of what a transaction changed, for whoever shows it; of people, the branch's."""

    records: set[str] = attribute(default_factory=set)
    people: set[str] = attribute(default_factory=set)
    settings: set[str] = attribute(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.records or self.people or self.settings)


class Transaction:
    """Writes that happen together or not at all. Made by `Ledger.transaction`.

    `now` is the local time to be shown; it orders nothing.
    """

    def __init__(
        self,
        db: Connection,
        label: str,
        *,
        author: str,
        now: datetime,
        replica: str,
        nonce: str,
        branch_id: str,
    ) -> None:
        self.db = db
        self.label = label
        self.author = author
        self.now = now.replace(tzinfo=None, microsecond=0)
        self.branch_id = branch_id
        self.changes = Changes()
        self._wall_clock = now
        self._replica = replica
        self._nonce = nonce
        self._stamp: Stamp | None = None
        self._log: dict[str, Rewritten] = {}

    @property
    def stamp(self) -> Stamp:
        """The stamp of everything that this transaction writes."""
        if self._stamp is None:
            last = self.db.scalar(_LAST) or 0
            self._stamp = Stamp(next_reading(last, self._wall_clock), self._replica, self._nonce)
        return self._stamp

    def note(self, table: Table, row: Mapping[str, Any], before: Row, after: Row) -> None:
        """Put the altered fields of a row into the change log."""
        owner_id = _owner_of(table, row, self.changes)
        rows = self._log.setdefault(owner_id, {}).setdefault(table.name, {})
        if row["id"] in rows:
            first, latest = rows[row["id"]]
            before, after = {**before, **first}, {**latest, **after}
        rows[row["id"]] = before, after

    def settle(self) -> None:
        """Remember that this copy knows its own writes; without a change log they are for good."""
        if self._stamp is not None:
            seen = {"replica": self._replica, "reading": self._stamp.reading}
            self.db.execute(_SEEN, seen)

    def close(self, *, of: int | None = None, undoes: bool = False) -> None:
        """Settle and write the change log; to be called once, last."""
        self.settle()
        if not self._log:
            return
        change = self.db.execute(
            _insert(tables.change),
            {
                "label": self.label,
                "author": self.author,
                "made_at": self.now.isoformat(),
                "stamp": str(self.stamp),
                "of": of,
                "undoes": undoes,
            },
        )
        (number,) = change.inserted_primary_key or (None,)
        self.db.execute(
            _insert(tables.rewritten),
            [
                {"change_n": number, "owner_id": owner_id, "rows": rows}
                for owner_id, rows in self._log.items()
            ],
        )


def write(tx: Transaction, table: Table, rows: Iterable[Row], stored: Iterable[RowMapping]) -> None:
    """Write rows of one table. `stored` holds those that are there already, others are ignored.

    A field that a row does not name is left as it is.
    """
    there = {row["id"]: row for row in stored}
    fresh: list[Row] = []
    altered: list[Row] = []
    for row in rows:
        old = there.get(row["id"])
        values = ABSENT if old is None else unpack(table, old)
        after = {
            name: value
            for name, value in {"deleted": False, **row}.items()
            if name != "id" and values.get(name) != value
        }
        if not after:
            continue
        before = dict(ABSENT) if old is None else {name: values.get(name) for name in after}
        tx.note(table, row if old is None else values, before, after)
        packed = _pack(table, {**values, **after})
        if old is None:
            fresh.append({**packed, "id": row["id"], "stamp": str(tx.stamp)})
        else:
            stamps = {**(old["stamps"] or {}), **dict.fromkeys(after, str(tx.stamp))}
            altered.append({**packed, "stamps": stamps, "row_n": old["n"]})
    if fresh:
        tx.db.execute(_insert(table), fresh)
    if altered:
        tx.db.execute(_update(table), altered)


def stored_by_id(db: Connection, table: Table, ids: Sequence[str]) -> list[RowMapping]:
    """The rows with these ids that are there, removed ones too."""
    return [
        row
        for start in range(0, len(ids), _MOST_AT_ONCE)
        for row in db.execute(_by_id(table), {"ids": ids[start : start + _MOST_AT_ONCE]}).mappings()
    ]


def unpack(table: Table, row: RowMapping) -> Row:
    """A stored row, its fields in columns and those in JSON alike."""
    return {"id": row["id"], **row["fields"], **{name: row[name] for name in _columns(table)}}


# ------------------------------------------------------------------------------ undo and redo


def undoable(db: Connection) -> tuple[int, str] | None:
    """Number and label of the newest change that is in force."""
    change = tables.change.alias()
    found = db.execute(
        select(change.c.n, change.c.label)
        .where(change.c.of.is_(None), ~_is_undone(change.c.n))
        .order_by(change.c.n.desc())
        .limit(1)
    ).first()
    return (found.n, found.label) if found else None


def redoable(db: Connection) -> tuple[int, str] | None:
    """Number and label of the change undone last, unless another was made since."""
    change, undo = tables.change.alias(), tables.change.alias()
    newest = select(func.max(tables.change.c.n)).where(tables.change.c.of.is_(None))
    found = db.execute(
        select(change.c.n, change.c.label)
        .join(undo, undo.c.of == change.c.n)
        .where(undo.c.undoes, undo.c.n > newest.scalar_subquery(), _is_undone(change.c.n))
        .order_by(undo.c.n.desc())
        .limit(1)
    ).first()
    return (found.n, found.label) if found else None


def put_back(tx: Transaction, number: int) -> None:
    """Undo a change: what it overwrote is written again, as new writes that travel like others."""
    _rewrite(tx, number, to=lambda before, after: (after, before))
    tx.close(of=number, undoes=True)


def do_again(tx: Transaction, number: int) -> None:
    """Redo a change that was undone."""
    _rewrite(tx, number, to=lambda before, after: (before, after))
    tx.close(of=number)


def _rewrite(tx: Transaction, number: int, *, to: Callable[[Row, Row], tuple[Row, Row]]) -> None:
    """Write the rows of a change as `to` says: what must be found there, and what is wanted."""
    query = select(tables.rewritten.c.rows).where(tables.rewritten.c.change_n == number)
    by_table: dict[str, dict[str, tuple[Row, Row]]] = {}
    for rewritten in tx.db.scalars(query):
        for name, rows in rewritten.items():
            by_table.setdefault(name, {}).update(rows)
    for name, rows in by_table.items():
        table = tables.metadata.tables[name]
        stored = stored_by_id(tx.db, table, list(rows))
        for row in stored:
            values = unpack(table, row)
            found, _ = to(*rows[row["id"]])
            if any(values.get(key) != value for key, value in found.items()):
                raise NotAllowed(
                    f"“{tx.label}”之后这些内容又有改动，不能直接撤销或重做",
                    hint="没有改动任何内容。请打开记录，自行修改。",
                )
        wanted = [{"id": row_id, **to(*both)[1]} for row_id, both in rows.items()]
        write(tx, table, wanted, stored)


def _is_undone(number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the newest word on a change is that it was undone."""
    later = tables.change.alias()
    newest = select(later.c.undoes).where(later.c.of == number).order_by(later.c.n.desc()).limit(1)
    return func.coalesce(newest.scalar_subquery(), false())


# ------------------------------------------------------------------------------ statements

# Made once: making one anew takes longer than SQLite needs to carry it out.

_LAST = select(func.max(tables.vector.c.reading))
_SEEN = upsert(tables.vector)
_SEEN = _SEEN.on_conflict_do_update(["replica"], set_={"reading": _SEEN.excluded.reading})


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _by_id(table: Table) -> Select[Any]:
    return select(table).where(table.c.id.in_(bindparam("ids", expanding=True)))


@cache
def _update(table: Table) -> Update:
    names = (*_columns(table), "fields", "stamps")
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return update(table).where(table.c.n == bindparam("row_n")).values(values)


# ------------------------------------------------------------------------------ rows and columns


@cache
def _columns(table: Table) -> tuple[str, ...]:
    """The columns that hold a field."""
    return tuple(column.name for column in table.columns if column.name not in _BOOKKEEPING)


def _pack(table: Table, values: Mapping[str, Any]) -> Row:
    """Fields as columns; what has none goes into the JSON, empty values left out."""
    columns = _columns(table)
    rest = {k: v for k, v in values.items() if k not in columns and k != "id" and v is not None}
    return {**{name: values.get(name) for name in columns}, "fields": rest}


def _owner_of(table: Table, row: Mapping[str, Any], changes: Changes) -> str:
    """The record, branch or setting that a row belongs to; it is entered into `changes`."""
    if table is tables.setting:
        key, ids = "id", changes.settings
    elif table is tables.record or "record_id" in table.c:
        key, ids = "record_id", changes.records
    else:
        key, ids = "branch_id", changes.people
    owner_id: str = row.get(key) or row["id"]
    ids.add(owner_id)
    return owner_id
