"""Parts as rows: one mapping for all of them, from their declared fields.

A list of parts is a table of rows; a single nested part is a list of one. A field is named in the
rows as its attribute. A row that cannot be read as its fields means a damaged ledger.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from sqlalchemy import bindparam, select

from zjdesk import agenda, participants, people, prospects
from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import Attachment
from zjdesk.store import tables
from zjdesk.store.changes import Row, Transaction, unpack, write
from zjdesk.store.positions import arrange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping, Select, Table

    from zjdesk.fields import Field

P = TypeVar("P", bound=Part)

TABLES: Mapping[type[Part], Table] = {
    people.Member: tables.member,
    people.Suspension: tables.suspension,
    people.Stay: tables.stay,
    people.GroupStay: tables.group_stay,
    people.Waiver: tables.waiver,
    people.Standing: tables.standing,
    people.FormerName: tables.former_name,
    people.Office: tables.office,
    people.Group: tables.party_group,
    prospects.Prospect: tables.prospect,
    prospects.DevelopmentStep: tables.development_step,
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

LISTS_OF = {
    owner: tuple(
        table
        for table in tables.metadata.sorted_tables
        if f"{owner.name}_id" in table.c and "parent_id" in table.c
    )
    for owner in (tables.branch, tables.record)
}
"""The tables of the lists below a branch or a record."""


@dataclass(frozen=True)
class Listing:
    """A list of parts as it stands under its owner; `key` names a list in a record's details."""

    table: Table
    parts: Sequence[Part]
    key: str = ""


Stored = dict["Table", list["RowMapping"]]
"""The stored rows below an owner, removed ones too."""


def stored_below(db: Connection, owner: Table, owner_id: str) -> Stored:
    """Everything that is stored below a branch or a record."""
    found: Stored = {}
    for table in LISTS_OF[owner]:
        found[table] = list(db.execute(_below(table, owner), {"owner": owner_id}).mappings())
    return found


def write_lists(
    tx: Transaction, owner: Table, owner_id: str, lists: Iterable[Listing], stored: Stored
) -> None:
    """Write the lists of a branch or record; rows that are in none of them are removed."""
    rows = rows_of(owner, owner_id, lists, stored)
    for table in LISTS_OF[owner]:
        wanted, there = rows[table], stored.get(table, [])
        kept = {row["id"] for row in wanted}
        gone = [{"id": row["id"], "deleted": True} for row in there if row["id"] not in kept]
        write(tx, table, [*wanted, *gone], there)


def rows_of(
    owner: Table, owner_id: str, lists: Iterable[Listing], stored: Stored | None = None
) -> dict[Table, list[Row]]:
    """Lists of parts as rows. A row that is stored keeps its position where the order allows."""
    rows: dict[Table, list[Row]] = {table: [] for table in LISTS_OF[owner]}
    positions = {
        (table, row["id"]): row["pos"] for table, there in (stored or {}).items() for row in there
    }

    def spread(listing: Listing, parent_id: str) -> None:
        table, parts = listing.table, listing.parts
        arranged = arrange([(positions.get((table, part.id)), part.id) for part in parts])
        for part, position in zip(parts, arranged, strict=True):
            row = {
                "id": part.id,
                f"{owner.name}_id": owner_id,
                "parent_id": parent_id,
                "pos": position,
            }
            if table is tables.detail_row:
                row["list"] = listing.key
            rows[table].append(row | values_of(part))
            for name, below in _shape(type(part)).lists.items():
                value = getattr(part, name)
                children = [value] if isinstance(value, Part) else value or []
                spread(Listing(TABLES[below.part], children), part.id)

    for listing in lists:
        spread(listing, owner_id)
    return rows


class Reader:
    """The parts of one owner, made from its rows."""

    def __init__(self, rows: Mapping[Table, Iterable[Row]]) -> None:
        self._children: dict[tuple[Table, str, str], list[Row]] = defaultdict(list)
        for table, there in rows.items():
            for row in sorted(there, key=lambda row: (row["pos"], row["id"])):
                if not row.get("deleted"):
                    self._children[table, row["parent_id"], row.get("list", "")].append(row)

    @classmethod
    def of_stored(cls, stored: Stored) -> Reader:
        return cls({table: [unpack(table, row) for row in rows] for table, rows in stored.items()})

    def read(self, part: type[P], parent_id: str) -> list[P]:
        """The list of these parts below a row."""
        return [self._read(part, row) for row in self._children[TABLES[part], parent_id, ""]]

    def read_details(self, part: type[P], record_id: str, key: str) -> list[P]:
        """A list in the details of a record."""
        rows = self._children[tables.detail_row, record_id, key]
        return [self._read(part, row) for row in rows]

    def _read(self, part: type[P], row: Row) -> P:
        values = read_values(part, row)
        for name, below in _shape(part).lists.items():
            children = self.read(below.part, row["id"])
            values[name] = children if isinstance(below, Rows) else next(iter(children), None)
        return part(id=row["id"], **values)


def values_of(part: Part) -> Row:
    """The fields of a part that stand in its own row, as JSON values; None where empty."""
    shape = _shape(type(part))
    row = {name: write_value(field, getattr(part, name)) for name, field in shape.own.items()}
    return row | {name: getattr(part, name) or None for name in shape.plain}


def read_values(part: type[Part], row: Row) -> dict[str, Any]:
    """The attributes of a part from its own row."""
    shape = _shape(part)
    values = {name: read_value(field, row.get(name)) for name, field in shape.own.items()}
    return values | {name: row[name] for name in shape.plain if row.get(name) is not None}


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


@cache
def _below(table: Table, owner: Table) -> Select[Any]:
    return select(table).where(table.c[f"{owner.name}_id"] == bindparam("owner"))


@dataclass(frozen=True)
class _Shape:
    """How a part is laid out: what stands in its own row, and what in rows of its own."""

    own: Mapping[str, Field[Any]]
    plain: Sequence[str]
    """Attributes that are numbers or texts of the program's own, not fields."""
    lists: Mapping[str, Rows[Any] | One[Any]]


def _shape(part: type[Part]) -> _Shape:
    if part not in _shapes:
        declared, hints = part_fields(part), get_type_hints(part)
        lists = {
            name: field
            for name, field in declared.items()
            if isinstance(field, Rows | One) and field.part in TABLES
        }
        _shapes[part] = _Shape(
            own={name: field for name, field in declared.items() if name not in lists},
            plain=[
                item.name
                for item in fields(part)
                if item.name not in {"id", *declared} and hints[item.name] in (str, int)
            ],
            lists=lists,
        )
    return _shapes[part]


_shapes: dict[type[Part], _Shape] = {}
