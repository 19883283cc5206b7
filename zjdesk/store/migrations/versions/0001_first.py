"""The tables of the first release."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import REAL, Column, ForeignKey, Integer, MetaData, Table, Text

revision = "0001"
down_revision = None

BRANCH = {
    "member": ("name", "category", "joined_on", "full_on", "group", "start", "end"),
    "suspension": ("start", "end"),
    "stay": ("start", "end"),
    "group_stay": ("group", "start", "end"),
    "waiver": ("start", "end"),
    "standing": ("standing", "start", "end"),
    "former_name": ("name", "start", "end"),
    "office": ("member", "office", "start", "end"),
    "party_group": ("name",),
    "prospect": ("name", "member"),
    "development_step": ("step", "on", "record"),
}
"""Lists of a branch, and their columns."""

RECORD = {
    "roster_entry": (
        *("name", "member", "category", "office", "group"),
        *("voter:int", "waived:int", "by_default:int"),
    ),
    "attendance": ("name", "member", "status"),
    "guest": ("name", "role"),
    "agenda_item": ("title",),
    "speech": ("speaker",),
    "vote": ("matter", "method"),
    "candidate": ("name", "member", "ayes:int"),
    "grade": ("name", "member", "result"),
    "reduction": ("name", "member"),
    "follow_up": ("owner", "due_on", "done_on"),
    "attachment": ("role", "sha256"),
    "detail_row": ("list!",),
}
"""Lists of a record, and their columns; `!` marks one that is never empty."""

EVENT = (
    *("kind!", "also", "title", "day", "ends_on", "starts_at", "ends_at", "for_year:int"),
    *("group", "expected", "credit_hours:real", "tags", "part_of"),
    *("number", "state", "revision:int", "recorded_at"),
)
VERSION = (
    *("number", "revision:int", "finalised_at", "finalised_by", "override"),
    *("reopened_at", "reopened_by", "reason", "content"),
)
CONFLICT = ("table", "row_id", "field", "winner", "loser", "value", "state")

TYPES = {"": Text, "int": Integer, "real": REAL}


def upgrade() -> None:
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    _branch_and_people(metadata)
    _records(metadata)
    _this_copy(metadata)
    metadata.create_all(op.get_bind())


def _branch_and_people(metadata: MetaData) -> None:
    _synced(metadata, "branch", *_columns("name", "superior", "founded_on", "term_start"))
    for name, columns in BRANCH.items():
        _list(metadata, name, "branch", *columns)
    _synced(metadata, "setting", *_columns("value"))


def _records(metadata: MetaData) -> None:
    _synced(metadata, "record", _owner("branch"), *_columns(*EVENT))
    for name, columns in RECORD.items():
        _list(metadata, name, "record", *columns)
    _synced(metadata, "version", _owner("record"), *_columns(*VERSION))
    _synced(metadata, "conflict", *_columns(*CONFLICT))


def _this_copy(metadata: MetaData) -> None:
    _table(metadata, "local", Column("key", Text, primary_key=True), *_columns("value"))
    replica = Column("replica", Text, primary_key=True)
    _table(metadata, "vector", replica, *_columns("reading:int!"))
    record = Column[Any]("record_n", ForeignKey("record.n"), nullable=False, unique=True)
    _table(
        metadata,
        "record_index",
        _number(),
        record,
        *_columns("text!", "names!", "expected:int!", "present:int!"),
    )
    record_id = Column("record_id", Text, primary_key=True)
    _table(metadata, "draft", record_id, *_columns("kind!", "content!", "saved_at!"))
    _table(
        metadata,
        "change",
        _number(),
        *_columns("label!", "author!", "made_at!", "stamp!"),
        Column("of", ForeignKey("change.n"), index=True),
        *_columns("undoes:int!"),
    )
    _table(
        metadata,
        "rewritten",
        _number(),
        Column("change_n", ForeignKey("change.n"), nullable=False, index=True),
        *_columns("owner_id!", "rows!"),
    )


def _synced(metadata: MetaData, name: str, *columns: Column[Any]) -> None:
    _table(
        metadata,
        name,
        _number(),
        Column("id", Text, nullable=False, unique=True),
        *columns,
        *_columns("fields!", "deleted:int!", "stamp!", "stamps", "extra"),
    )


def _list(metadata: MetaData, name: str, owner: str, *columns: str) -> None:
    _synced(metadata, name, _owner(owner), *_columns("parent_id!", "pos!", *columns))


def _table(metadata: MetaData, name: str, *columns: Column[Any]) -> None:
    Table(name, metadata, *columns, sqlite_strict=True)


def _number() -> Column[Any]:
    return Column("n", Integer, primary_key=True)


def _owner(owner: str) -> Column[Any]:
    key = ForeignKey(f"{owner}.id", deferrable=True, initially="DEFERRED")
    return Column(f"{owner}_id", Text, key, nullable=False, index=True)


def _columns(*declared: str) -> list[Column[Any]]:
    """Columns from "name", "name:type", with "!" where never empty."""
    found: list[Column[Any]] = []
    for each in declared:
        name, _, kind = each.rstrip("!").partition(":")
        found.append(Column(name, TYPES[kind], nullable=not each.endswith("!")))
    return found
