"""Parts as rows: one mapping for all of them, from their declared fields.

A list of parts is a table of rows; a single nested part is a list of one. A field's name in the rows
is that of its attribute. Rows that fail to read as their fields mean a damaged ledger.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from sqlalchemy import select

from zjdesk import agenda, participants, people
from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import Attachment
from zjdesk.store import tables
from zjdesk.store.changes import Row, Transaction, unpack, write
from zjdesk.store.positions import arrange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping, Table

    from zjdesk.fields import Field

P = TypeVar("P", bound=Part)

TABLES: Mapping[type[Part], Table] = {
    people.Member: tables.member,
    people.Suspension: tables.suspension,
    people.Office: tables.office,
    people.Group: tables.party_group,
    participants.RosterEntry: tables.roster_entry,
    participants.Attendance: tables.attendance,
    participants.Guest: tables.guest,
    agenda.AgendaItem: tables.agenda_item,
    agenda.Speech: tables.speech,
    agenda.Vote: tables.vote,
    agenda.Candidate: tables.candidate,
    agenda.Grade: tables.grade,
    agenda.Reduction: tables.reduction,
    agenda.FollowUp: tables.follow_up,
    Attachment: tables.attachment,
}


@dataclass(frozen=True)
class Listing:
    """A list of parts as it stands under its owner; `key` names a list in a record's details."""

    table: Table
    parts: Sequence[Part]
    key: str = ""


Stored = dict["Table", list["RowMapping"]]
"""The rows that an owner has, table by table, removed ones too."""


def stored_of(db: Connection, owner: Table, owner_id: str) -> Stored:
    """Everything below a branch or a record."""
    column = f"{owner.name}_id"
    found: Stored = {}
    for table in _owned_by(owner.name):
        query = select(table).where(table.c[column] == owner_id)
        found[table] = list(db.execute(query).mappings())
    return found


def write_lists(
    tx: Transaction, owner: Table, owner_id: str, lists: Iterable[Listing], stored: Stored
) -> None:
    """Write the lists of a branch or record; rows that are in none of them are removed."""
    rows: dict[Table, list[Row]] = {table: [] for table in _owned_by(owner.name)}
    known = {table: {row["id"]: row for row in there} for table, there in stored.items()}
    owned = {f"{owner.name}_id": owner_id}

    def spread(listing: Listing, parent_id: str) -> None:
        table, there = listing.table, known.get(listing.table, {})
        positions = arrange([_position(there.get(part.id), part.id) for part in listing.parts])
        for part, position in zip(listing.parts, positions, strict=True):
            row = {"id": part.id, **owned, "parent_id": parent_id, "pos": position}
            if listing.key:
                row["list"] = listing.key
            rows[table].append(row | values_of(part))
            for field, children in _nested(part):
                spread(Listing(TABLES[field.part], children), part.id)

    for listing in lists:
        spread(listing, owner_id)
    for table, wanted in rows.items():
        kept = {row["id"] for row in wanted}
        there = stored.get(table, [])
        gone = [{"id": row["id"], "deleted": True} for row in there if row["id"] not in kept]
        write(tx, table, [*wanted, *gone], there)


class Reader:
    """The parts of one owner, made from its rows."""

    def __init__(self, stored: Stored) -> None:
        self._children: dict[tuple[Table, str, str], list[Row]] = defaultdict(list)
        for table, there in stored.items():
            for row in sorted(there, key=lambda row: (row["pos"], row["id"])):
                if not row["deleted"]:
                    key = row["list"] if table is tables.detail_row else ""
                    values = {"id": row["id"], **unpack(table, row)}
                    self._children[table, row["parent_id"], key].append(values)

    def read(self, part: type[P], parent_id: str) -> list[P]:
        """The list of these parts below a row."""
        return self._read(part, self._children[TABLES[part], parent_id, ""])

    def read_details(self, part: type[P], record_id: str, key: str) -> list[P]:
        """A list in the details of a record."""
        return self._read(part, self._children[tables.detail_row, record_id, key])

    def _read(self, part: type[P], rows: list[Row]) -> list[P]:
        return [self._part(part, row) for row in rows]

    def _part(self, part: type[P], row: Row) -> P:
        values = read_values(part, row)
        for name, field in part_fields(part).items():
            if _is_list(field):
                children = self.read(field.part, row["id"])
                values[name] = children if isinstance(field, Rows) else next(iter(children), None)
        return part(id=row["id"], **values)


def values_of(part: Part) -> Row:
    """The fields of a part that stand in its own row, as JSON values; None where empty."""
    row: Row = {}
    for name, field in part_fields(type(part)).items():
        if not _is_list(field):
            row[name] = write_value(field, getattr(part, name))
    for name in _plain(type(part)):
        row[name] = getattr(part, name) or None
    return row


def read_values(part: type[Part], row: Row) -> dict[str, Any]:
    """The attributes of a part from its own row."""
    values = {
        name: read_value(field, row.get(name))
        for name, field in part_fields(part).items()
        if not _is_list(field)
    }
    return values | {name: row[name] for name in _plain(part) if row.get(name) is not None}


def write_value(field: Field[Any], value: Any) -> Any:
    return None if field.is_missing(value) else field.to_json(value)


def read_value(field: Field[Any], value: Any) -> Any:
    """A stored value. Raises LedgerDamaged where it cannot be one of this field."""
    problems: list[Problem] = []
    found = field.read(value, Place().field(field.key, field.label), problems)
    if problems:
        raise LedgerDamaged(
            f"台账里有读不懂的内容：{problems[0]}",
            hint="台账没有改动。请升级程序；若仍打不开，请用最近的备份恢复。",
        )
    return found


# ------------------------------------------------------------------------------ inside


def _is_list(field: Field[Any]) -> bool:
    return isinstance(field, Rows | One) and field.part in TABLES


def _nested(part: Part) -> Iterator[tuple[Rows[Any] | One[Any], list[Part]]]:
    for name, field in part_fields(type(part)).items():
        value = getattr(part, name)
        if isinstance(field, Rows) and _is_list(field):
            yield field, value
        elif isinstance(field, One) and _is_list(field):
            yield field, [] if value is None else [value]


def _position(row: RowMapping | None, row_id: str) -> tuple[str | None, str]:
    return (None if row is None or row["deleted"] else row["pos"], row_id)


@cache
def _owned_by(owner: str) -> tuple[Table, ...]:
    """The tables of the lists below a branch or a record."""
    return tuple(
        table
        for table in tables.metadata.sorted_tables
        if f"{owner}_id" in table.c and "parent_id" in table.c
    )


@cache
def _plain(part: type[Part]) -> tuple[str, ...]:
    """Attributes that are numbers or texts of the program's own, not fields."""
    hints = get_type_hints(part)
    return tuple(
        item.name
        for item in fields(part)
        if item.name != "id"
        and item.name not in part_fields(part)
        and hints[item.name] in (str, int)
    )
