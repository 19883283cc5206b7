"""The rows of a ledger.

A field is a column if the program computes, filters, sorts or joins on it; the others of a row
share the JSON column `fields`. Every table that is exchanged between PCs carries, besides:
`deleted` (nothing is ever taken out), `stamp` (its oldest write), `stamps` (JSON: fields written
later, with their stamps), `extra` (JSON: fields that only a newer program knows). No UNIQUE and no
CHECK on what people write: two PCs may both be right. See stamps.py and changes.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    REAL,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.sql.schema import SchemaItem

SCHEMA = 2
"""Number of the newest migration; the ledger keeps it in `alembic_version` as four digits."""


class Json(UserDefinedType[Any]):
    """A JSON value as text; the same value is always the same text."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        return lambda value: None if value is None else _encode(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        return lambda text: None if text is None else json.loads(text)


class Flag(UserDefinedType[bool]):
    """Yes or no as 1 or 0: STRICT tables know no BOOLEAN."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "INTEGER"

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bool | None]:  # noqa: ARG002
        return lambda number: None if number is None else bool(number)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ------------------------------------------------------------------------------ exchanged


def _synced(name: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("n", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        *columns,
        Column("fields", Json, nullable=False),
        Column("deleted", Flag, nullable=False),
        Column("stamp", Text, nullable=False),
        Column("stamps", Json),
        Column("extra", Json),
        sqlite_strict=True,
    )


def _owned(name: str, owner: str, *columns: SchemaItem) -> Table:
    """Rows of a list: `parent_id` is the row above, `pos` the position among its siblings."""
    return _synced(
        name,
        _owner(owner),
        Column("parent_id", Text, nullable=False),
        Column("pos", Text, nullable=False),
        *columns,
    )


def _owner(owner: str) -> Column[Any]:
    key = ForeignKey(f"{owner}.id", deferrable=True, initially="DEFERRED")
    return Column(f"{owner}_id", Text, key, nullable=False, index=True)


branch = _synced(
    "branch",
    Column("name", Text),
    Column("superior", Text),
    Column("founded_on", Text),
    Column("term_start", Text),
)
member = _owned(
    "member",
    "branch",
    Column("name", Text),
    Column("category", Text),
    Column("joined_on", Text),
    Column("full_on", Text),
    Column("group", Text),
    Column("start", Text),
    Column("end", Text),
)
suspension = _owned("suspension", "branch", Column("start", Text), Column("end", Text))
stay = _owned("stay", "branch", Column("start", Text), Column("end", Text))
group_stay = _owned(
    "group_stay", "branch", Column("group", Text), Column("start", Text), Column("end", Text)
)
waiver = _owned("waiver", "branch", Column("start", Text), Column("end", Text))
standing = _owned(
    "standing", "branch", Column("standing", Text), Column("start", Text), Column("end", Text)
)
former_name = _owned(
    "former_name", "branch", Column("name", Text), Column("start", Text), Column("end", Text)
)
office = _owned(
    "office",
    "branch",
    Column("member", Text),
    Column("office", Text),
    Column("start", Text),
    Column("end", Text),
)
party_group = _owned("party_group", "branch", Column("name", Text))
prospect = _owned("prospect", "branch", Column("name", Text), Column("member", Text))
development_step = _owned(
    "development_step",
    "branch",
    Column("step", Text),
    Column("on", Text),
    Column("record", Text),
)

record = _synced(
    "record",
    _owner("branch"),
    Column("kind", Text, nullable=False),
    Column("also", Json),
    Column("title", Text),
    Column("day", Text),
    Column("ends_on", Text),
    Column("starts_at", Text),
    Column("ends_at", Text),
    Column("for_year", Integer),
    Column("group", Text),
    Column("expected", Text),
    Column("credit_hours", REAL),
    Column("tags", Json),
    Column("part_of", Text),
    Column("number", Text),
    Column("state", Text),
    Column("revision", Integer),
    Column("recorded_at", Text),
)
roster_entry = _owned(
    "roster_entry",
    "record",
    Column("name", Text),
    Column("member", Text),
    Column("category", Text),
    Column("office", Text),
    Column("group", Text),
    Column("voter", Flag),
    Column("waived", Flag),
    Column("by_default", Flag),
)
attendance = _owned(
    "attendance",
    "record",
    Column("name", Text),
    Column("member", Text),
    Column("status", Text),
)
guest = _owned("guest", "record", Column("name", Text), Column("role", Text))
agenda_item = _owned("agenda_item", "record", Column("title", Text))
speech = _owned("speech", "record", Column("speaker", Text))
vote = _owned("vote", "record", Column("matter", Text), Column("method", Text))
candidate = _owned(
    "candidate", "record", Column("name", Text), Column("member", Text), Column("ayes", Integer)
)
grade = _owned(
    "grade", "record", Column("name", Text), Column("member", Text), Column("result", Text)
)
reduction = _owned("reduction", "record", Column("name", Text), Column("member", Text))
follow_up = _owned(
    "follow_up",
    "record",
    Column("owner", Text),
    Column("due_on", Text),
    Column("done_on", Text),
)
attachment = _owned("attachment", "record", Column("role", Text), Column("sha256", Text))
detail_row = _owned("detail_row", "record", Column("list", Text, nullable=False))
"""Lists in the details of a record; `list` is the key of the field."""

version = _synced(
    "version",
    _owner("record"),
    Column("number", Text),
    Column("revision", Integer),
    Column("finalised_at", Text),
    Column("finalised_by", Text),
    Column("override", Text),
    Column("reopened_at", Text),
    Column("reopened_by", Text),
    Column("reason", Text),
    Column("content", Json),
)
"""Every 定稿 as it was, and why it was reopened."""

setting = _synced("setting", Column("value", Json))
"""A setting that travels with the ledger; its `id` is its key."""

conflict = _synced(
    "conflict",
    Column("table", Text),
    Column("row_id", Text),
    Column("field", Text),
    Column("winner", Text),
    Column("loser", Text),
    Column("value", Json),
    Column("state", Text),
)
"""Two PCs wrote one field: the losing value until a person has settled it, and both stamps."""

# ------------------------------------------------------------------------------ this copy only


def _local(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


local = _local("local", Column("key", Text, primary_key=True), Column("value", Text))
"""The `replica` that this copy is, its `branch`, the version of its `index`."""

vector = _local(
    "vector",
    Column("replica", Text, primary_key=True),
    Column("reading", Integer, nullable=False),
)
"""The newest stamp seen of every replica: what this copy knows."""

record_index = _local(
    "record_index",
    Column("n", Integer, primary_key=True),
    Column("record_n", Integer, ForeignKey("record.n"), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("figures", Json, nullable=False),
)
"""What is looked up and counted, made from the records; `n` sorts by day and time."""

draft = _local(
    "draft",
    Column("record_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("content", Json, nullable=False),
    Column("saved_at", Text, nullable=False),
)

change = _local(
    "change",
    Column("n", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("of", Integer, ForeignKey("change.n"), index=True),
    Column("undoes", Flag, nullable=False),
)
"""The change log, only ever added to. Undo and redo are changes too: `of` an earlier one."""

rewritten = _local(
    "rewritten",
    Column("n", Integer, primary_key=True),
    Column("change_n", Integer, ForeignKey("change.n"), nullable=False, index=True),
    Column("owner_id", Text, nullable=False),
    Column("rows", Json, nullable=False),
)
"""What a change did to one record, to the branch or to a setting: see `changes.Rewritten`."""

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
