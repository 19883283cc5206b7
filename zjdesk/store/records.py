"""Records in the ledger: saved, found, finalised, reopened, removed.

A final record (定稿) is never written over: it is reopened with a reason first. Its number is given
once and never to another record. Nothing is ever taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, or_, select, type_coerce, union

from zjdesk.errors import LedgerDamaged, NotAllowed, NotFound
from zjdesk.kinds import KINDS
from zjdesk.kinds.files import RECORDED_AT, STATE
from zjdesk.kinds.fingerprint import fingerprint
from zjdesk.kinds.judging import is_late, regulations_for
from zjdesk.kinds.reasons import tells_why
from zjdesk.record import DAY, ENDS_ON, Printed, Record, State
from zjdesk.store import search, settings, tables, versions
from zjdesk.store.changes import Row, Transaction, stored_by_id, unpack, write
from zjdesk.store.mapping import (
    Reader,
    read_value,
    stored_below,
    write_lists,
    write_value,
)
from zjdesk.store.record_rows import lists_of, read_printed, record_of, row_of, write_printed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, RowMapping, Select


@dataclass(frozen=True)
class RecordLine:
    """What a list shows of a record."""

    id: str
    day: date | None
    kind: str
    also: tuple[str, ...]
    title: str
    state: State
    number: str
    revision: int
    expected: int
    present: int
    late: bool


# ------------------------------------------------------------------------------ writing


def save(tx: Transaction, record: Record) -> None:
    """Save a record. What the program writes (number, state …) is set in it as it is stored.

    Raises NotAllowed for a final record, and for one that was final once and then removed. Saving
    an unchanged record writes nothing.
    """
    stored = stored_by_id(tx.db, tables.record, [record.id])
    if stored and not _was_never(tx, stored[0]):
        _take_over(record, stored[0])
    else:
        record.number, record.state, record.revision = "", State.DRAFT, 0
        record.judged_by = {}
        record.recorded_at = record.recorded_at or tx.now
    write(tx, tables.record, [{"branch_id": tx.branch_id, **row_of(record)}], stored)
    below = stored_below(tx.db, tables.record, record.id) if stored else {}
    write_lists(tx, tables.record, record.id, lists_of(record), below)
    if record.id in tx.changes.records:
        search.put(tx.db, record)


def finalise(
    tx: Transaction, record_id: str, *, override: str = "", overridden: Sequence[str] = ()
) -> str:
    """定稿: the record gets number and revision and is kept as it is now; gives the number.

    The caller has checked it; `override` is the reason why it stands in spite of problems, and
    `overridden` are those.
    """
    record = get(tx.db, record_id)
    if record.state is State.FINAL:
        raise NotAllowed("这条记录已经定稿", hint="要改动请先“更正”，并写明原因。")
    record.number = record.number or _number(tx, record)
    record.revision += 1
    _close(tx, record, override=override, overridden=overridden)
    return record.number


def bring_in(tx: Transaction, record: Record) -> None:
    """Save a new record that a ledger wrote, with the number, revision and state it came with."""
    number, revision, state = record.number, record.revision, record.state
    save(tx, record)
    record.number, record.revision = number, revision
    if state is State.FINAL:
        record.number = number or _number(tx, record)
        record.revision = max(revision, 1)
        _close(tx, record, override=record.override)
    elif number or revision:
        _write_state(tx, record)


def _close(
    tx: Transaction, record: Record, *, override: str = "", overridden: Sequence[str] = ()
) -> None:
    """Make the record final as it is, and keep this version and what judged it."""
    record.state = State.FINAL
    record.judged_by = regulations_for(record, settings.local_rules(tx.db)).to_keep()
    if overridden:
        record.judged_by[versions.OVERRIDDEN] = list(overridden)
    _write_state(tx, record)
    versions.keep(tx, record, override=override)


def reopen(tx: Transaction, record_id: str, reason: str) -> None:
    """更正: make a final record a draft again. The 定稿 stays in the versions, with the reason."""
    record = get(tx.db, record_id)
    if record.state is not State.FINAL:
        raise NotAllowed("这条记录还没有定稿，可以直接修改")
    if not tells_why(reason):
        raise NotAllowed("更正定稿的记录要写明原因", hint="记录没有改动。")
    record.state, record.judged_by = State.DRAFT, {}
    _write_state(tx, record)
    versions.note_reason(tx, record, reason.strip())


def note_printed(tx: Transaction, record: Record) -> None:
    """Remember which version of a final record was printed to be signed."""
    if record.state is State.FINAL:
        printed = Printed(record.revision, fingerprint(record), tx.now)
        _write_by_id(tx, record.id, {"printed": write_printed(printed)})


def remove(tx: Transaction, record_id: str) -> None:
    """Put a record with everything in it aside; `restore` brings it back."""
    get(tx.db, record_id)
    _write_by_id(tx, record_id, {"deleted": True})


def restore(tx: Transaction, record_id: str) -> None:
    """Bring a removed record back."""
    if not any(row["deleted"] for row in stored_by_id(tx.db, tables.record, [record_id])):
        raise NotFound("没有这条已删除的记录")
    _write_by_id(tx, record_id, {"deleted": False})


# ------------------------------------------------------------------------------ reading


def get(db: Connection, record_id: str) -> Record:
    """A record with everything in it. Raises NotFound, also for one that was removed."""
    row = next(iter(stored_by_id(db, tables.record, [record_id])), None)
    if row is None:
        raise NotFound(f"没有这条记录：{record_id}")
    if row["deleted"]:
        raise NotFound("这条记录已经删除", hint="可以在“已删除”里恢复它。")
    return _load(db, row)


def find(
    db: Connection,
    *,
    text: str = "",
    kinds: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    state: State | None = None,
    deleted: bool = False,
    limit: int | None = None,
) -> list[RecordLine]:
    """The records that meet every condition, the newest first, those without a day before them.

    `text`: words that are all in the record. `kinds`: held as or counted as one of them. `since`
    and `until` are days, both included.
    """
    record = tables.record
    query = _lines().where(record.c.deleted == deleted)
    if kinds:
        query = query.where(_is_of(kinds))
    if since:
        query = query.where(record.c.day >= since.isoformat())
    if until:
        query = query.where(record.c.day <= until.isoformat())
    if state:
        query = query.where(record.c.state == state.value)
    query = query.limit(limit)
    try:
        return _read_lines(db, search.narrow(query, text))
    except LedgerDamaged:
        return _read_lines(db, search.scan(query, text))


def removed(db: Connection) -> list[RecordLine]:
    """The records that can be restored."""
    return find(db, deleted=True)


def previous(
    db: Connection, kind: str, group: str = "", *, until: date | None = None
) -> Record | None:
    """The newest record of a kind, of this group and not after this day if they are given."""
    record, index = tables.record, tables.record_index
    query = (
        select(record)
        .join(index, index.c.record_n == record.c.n)
        .where(~record.c.deleted, record.c.kind == kind, record.c.day.is_not(None))
        .order_by(index.c.n.desc())
        .limit(1)
    )
    if group:
        query = query.where(record.c.group == group)
    if until:
        query = query.where(record.c.day <= until.isoformat())
    row = db.execute(query).mappings().first()
    return _load(db, row) if row else None


def counts(db: Connection) -> dict[str, int]:
    """How many records there are of every kind, counting those that count as it besides."""
    found = dict.fromkeys(KINDS, 0)
    record = tables.record
    for kind, also in db.execute(select(record.c.kind, record.c.also).where(~record.c.deleted)):
        for each in (kind, *(also or ())):
            found[each] = found.get(each, 0) + 1
    return found


def line(db: Connection, record_id: str) -> RecordLine:
    """What a list shows of one record, also of a removed one. Raises NotFound."""
    found = _read_lines(db, _lines().where(tables.record.c.id == record_id))
    if not found:
        raise NotFound(f"没有这条记录：{record_id}")
    return found[0]


def by_prefix(db: Connection, prefix: str, *, removed: bool = False) -> str:
    """The id of the one record whose id begins so, or whose number it is. Raises NotFound."""
    record = tables.record
    fits = or_(record.c.id.startswith(prefix, autoescape=True), record.c.number == prefix)
    found = db.execute(select(record.c.id, record.c.deleted).where(fits)).all() if prefix else []
    ids = [row.id for row in found if row.deleted == removed]
    if len(ids) == 1:
        return str(ids[0])
    if ids:
        raise NotFound(f"以“{prefix}”开头的记录不止一条", hint="请多写几位编号。")
    if found:
        was = "没有删除" if removed else "已经删除"
        raise NotFound(
            f"编号以“{prefix}”开头的记录{was}", hint="用 list --removed 看已删除的记录。"
        )
    raise NotFound(f"没有编号以“{prefix}”开头的记录", hint="用 list 查看编号。")


def present(db: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the ids that are in the ledger, without the records that were removed."""
    return {row["id"] for row in stored_by_id(db, tables.record, ids) if not row["deleted"]}


def numbers(db: Connection) -> dict[str, str]:
    """Every number that was ever given, with the id of its record; those of removed ones too."""
    record, version = tables.record, tables.version
    given = union(
        select(version.c.number, version.c.record_id),
        select(record.c.number, record.c.id).where(record.c.number.is_not(None)),
    )
    return {row.number: row.record_id for row in db.execute(given)}


def index(db: Connection, ids: Iterable[str]) -> None:
    """Make the index of these records anew from what is stored."""
    for record_id in ids:
        for row in stored_by_id(db, tables.record, [record_id]):
            search.put(db, _load(db, row))


def index_all(db: Connection) -> None:
    index(db, db.scalars(select(tables.record.c.id)).all())


# ------------------------------------------------------------------------------ inside


def _load(db: Connection, stored: RowMapping) -> Record:
    below = stored_below(db, tables.record, stored["id"])
    return record_of(unpack(tables.record, stored), Reader.of_stored(below))


def _was_never(tx: Transaction, stored: RowMapping) -> bool:
    """Whether a record was removed before it was ever final, as by undoing its first save."""
    return stored["deleted"] and not versions.of(tx.db, stored["id"])


def _take_over(record: Record, stored: RowMapping) -> None:
    """Set in a record what only the program writes; refuse where it must not be written over."""
    if stored["deleted"]:
        raise NotAllowed("这条记录已经删除，没有保存", hint="请先在“已删除”里恢复它。")
    if stored["state"] == State.FINAL:
        raise NotAllowed("这条记录已经定稿，没有保存", hint="要改动请先“更正”，并写明原因。")
    record.number, record.revision = stored["number"] or "", stored["revision"] or 0
    record.state, record.judged_by = State.DRAFT, {}
    record.recorded_at = read_value(RECORDED_AT, stored["recorded_at"])
    record.printed = read_printed(stored["fields"].get("printed"))


def _write_state(tx: Transaction, record: Record) -> None:
    state = write_value(STATE, record.state)
    given = {
        "number": record.number,
        "revision": record.revision,
        "judged_by": record.judged_by or None,
    }
    _write_by_id(tx, record.id, {"state": state, **given})


def _write_by_id(tx: Transaction, record_id: str, values: Row) -> None:
    stored = stored_by_id(tx.db, tables.record, [record_id])
    write(tx, tables.record, [{"id": record_id, **values}], stored)
    index(tx.db, [record_id])


def _number(tx: Transaction, record: Record) -> str:
    """The number a record has had, else the next of its kind and year."""
    given = numbers(tx.db)
    own = [number for number, record_id in given.items() if record_id == record.id]
    prefix = f"{KINDS[record.kind].short}{(record.day or tx.now).year}-"
    ends = [number.removeprefix(prefix) for number in given if number.startswith(prefix)]
    newest = max((int(end) for end in ends if end.isdecimal()), default=0)
    return own[0] if own else f"{prefix}{newest + 1:02}"


# ------------------------------------------------------------------------------ lists


def _lines() -> Select[Any]:
    record, index = tables.record, tables.record_index
    names = ("id", "day", "ends_on", "kind", "also", "title", "state", "number", "revision")
    return select(
        *(record.c[name] for name in (*names, "recorded_at")), index.c.expected, index.c.present
    ).join_from(index, record, index.c.record_n == record.c.n)


def _read_lines(db: Connection, query: Select[Any]) -> list[RecordLine]:
    lines, dates = [], Record()
    local = settings.local_rules(db)
    for row in db.execute(query):
        dates.day = read_value(DAY, row.day)
        dates.ends_on = read_value(ENDS_ON, row.ends_on)
        dates.recorded_at = read_value(RECORDED_AT, row.recorded_at)
        lines.append(
            RecordLine(
                id=row.id,
                day=dates.day,
                kind=row.kind,
                also=tuple(row.also or ()),
                title=row.title or "",
                state=read_value(STATE, row.state) or State.DRAFT,
                number=row.number or "",
                revision=row.revision or 0,
                expected=row.expected,
                present=row.present,
                late=is_late(dates, regulations_for(dates, local)),
            )
        )
    return lines


def _is_of(kinds: Collection[str]) -> ColumnElement[bool]:
    record = tables.record
    besides = type_coerce(record.c.also, Text)
    return or_(record.c.kind.in_(kinds), *(besides.contains(f'"{kind}"') for kind in kinds))
