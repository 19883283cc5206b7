"""Finding words in records, and people by pinyin.

`record_index` holds what a record shows, cut for search by FTS5 through a view; triggers keep it in
step, and its rows are only ever added and deleted. Every character is a token, so a word of any
length is a phrase. Nothing that a person types is ever query syntax.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Text, and_, bindparam, column, insert, or_, select, table, true

from zjdesk.fields import Name, Names
from zjdesk.kinds import KINDS
from zjdesk.kinds.figures import counted_details
from zjdesk.kinds.headcount import hours
from zjdesk.kinds.layout import details_fields
from zjdesk.kinds.presence import presence_of
from zjdesk.names import pinyin_keys
from zjdesk.parts import One, Rows, part_fields, texts_of
from zjdesk.store import tables
from zjdesk.store.splitting import fold, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from zjdesk.fields import Field
    from zjdesk.record import Record

VERSION = 4
"""Raised whenever something is indexed, cut or counted otherwise: ledgers are then indexed anew."""

EXCERPT, BEFORE = 40, 8
"""Characters of an excerpt, and of it before the word that was found."""

LAYOUT = (
    ("VIEW", "record_split", "AS SELECT n, zj_split(text) AS text, names FROM record_index"),
    (
        "VIRTUAL TABLE",
        "record_fts",
        "USING fts5(text, names, content='record_split', content_rowid='n', "
        "tokenize='unicode61 remove_diacritics 0')",
    ),
    (
        "TRIGGER",
        "record_index_insert",
        "AFTER INSERT ON record_index BEGIN INSERT INTO record_fts(rowid, text, names) "
        "VALUES (new.n, zj_split(new.text), new.names); END",
    ),
    (
        "TRIGGER",
        "record_index_delete",
        "AFTER DELETE ON record_index BEGIN INSERT INTO record_fts(record_fts, rowid, text, names) "
        "VALUES ('delete', old.n, zj_split(old.text), old.names); END",
    ),
)

_PUT = (
    insert(tables.record_index)
    .prefix_with("OR REPLACE")
    .from_select(
        ["n", "record_n", "text", "names", "expected", "present", "figures"],
        select(
            bindparam("moment", type_=Integer).op("|")(tables.record.c.n),
            tables.record.c.n,
            *(bindparam(name, type_=Text) for name in ("text", "names")),
            *(bindparam(name, type_=Integer) for name in ("expected", "present")),
            bindparam("figures", type_=tables.Json()),
        ).where(tables.record.c.id == bindparam("id")),
    )
)
_NO_DAY = (2**20 - 1) << 43
_fts = table("record_fts", column("rowid"), column("record_fts"))


def lay_out(db: Connection) -> None:
    """Make view, index and triggers beside the tables."""
    for kind, name, how in LAYOUT:
        db.exec_driver_sql(f"CREATE {kind} {name} {how}")


def take_away(db: Connection) -> None:
    """Take view, index and triggers away; they are made again from the texts."""
    for kind, name, _ in reversed(LAYOUT):
        db.exec_driver_sql(f"DROP {kind.split()[-1]} IF EXISTS {name}")


def put(db: Connection, record: Record) -> None:
    """Index a stored record, in place of how it was indexed before."""
    presence = presence_of(record)
    row = {
        "id": record.id,
        "moment": _moment(record),
        "text": fold("\n".join(_texts(record))),
        "names": " ".join(dict.fromkeys(pinyin_keys(name) for name in _names(record))),
        "expected": len(presence),
        "present": sum(one.is_there for one in presence.values()),
        "figures": {
            "hours": hours(record),
            "presence": presence,
            "details": counted_details(record),
        },
    }
    db.execute(_PUT, row)


def narrow(query: Select[Any], words: str) -> Select[Any]:
    """A query on `record_index`, narrowed to records that have all the words, the newest first.

    A word of Latin letters is looked for among the names by pinyin as well.
    """
    phrases = [_phrase(term) for term in _terms(words) if _has_tokens(term)]
    if not phrases:
        return scan(query, words)
    # In the order of its own row numbers FTS5 gives hits one by one, and a page is enough.
    hits = _fts.c.record_fts.match(" AND ".join(phrases))
    narrowed = query.join(_fts, _fts.c.rowid == tables.record_index.c.n).where(hits)
    return narrowed.where(_contains(words)).order_by(_fts.c.rowid.desc())


def scan(query: Select[Any], words: str) -> Select[Any]:
    """The same without the index: slow, for when the index is damaged."""
    return query.where(_contains(words)).order_by(tables.record_index.c.n.desc())


def excerpts(db: Connection, words: str, ids: Collection[str]) -> dict[str, str]:
    """Where the words stand in these records, by id; nothing where the title says it already."""
    terms = _terms(words)
    record, index = tables.record, tables.record_index
    query = (
        select(record.c.id, record.c.title, index.c.text)
        .join_from(index, record, index.c.record_n == record.c.n)
        .where(record.c.id.in_(ids))
    )
    known = {fold(kind.name) for kind in KINDS.values()}
    found = {
        row.id: _excerpt(row.text, terms, known | {fold(row.title or "")})
        for row in db.execute(query)
    }
    return {record_id: words for record_id, words in found.items() if words}


def start_of(day: date) -> int:
    """The smallest `n` that an indexed record of that day can have."""
    return day.toordinal() << 43


def rebuild(db: Connection) -> None:
    """Make the index from the indexed texts."""
    db.exec_driver_sql("INSERT INTO record_fts(record_fts) VALUES ('rebuild')")


# ------------------------------------------------------------------------------ inside


def _moment(record: Record) -> int:
    """Day and time in the high bits of a number, its record's own in the low 32 left free.

    A record without a day counts as the newest.
    """
    minute = record.starts_at.hour * 60 + record.starts_at.minute if record.starts_at else 0
    return (start_of(record.day) if record.day else _NO_DAY) | minute << 32


def _contains(words: str) -> ColumnElement[bool]:
    """Exact also where a phrase would run over a full stop, or from one field into the next."""
    index = tables.record_index
    return and_(
        true(),
        *(
            or_(
                index.c.text.contains(term, autoescape=True),
                (" " + index.c.names).contains(f" {term}", autoescape=True),
            )
            for term in _terms(words)
        ),
    )


def _excerpt(text: str, terms: Sequence[str], known: Collection[str]) -> str:
    for line in text.splitlines():
        places = [at for at in map(line.find, terms) if at >= 0]
        if places and line not in known:
            start = max(min(places) - BEFORE, 0)
            end = start + EXCERPT
            return "…" * (start > 0) + line[start:end] + "…" * (end < len(line))
    return ""


def _terms(words: str) -> list[str]:
    return fold(words.replace("\0", " ")).split()


def _phrase(term: str) -> str:
    """A term in the language of FTS5; inside quotation marks nothing is syntax."""
    spaced = split(term).replace('"', '""')
    in_text = f'text : "{spaced}"'
    if term.isascii() and term.isalpha():
        return f'({in_text} OR names : "{term}" *)'
    return f"({in_text})"


def _has_tokens(term: str) -> bool:
    return any(character.isalnum() for character in term)


def _texts(record: Record) -> Iterator[str]:
    """Everything that a person sees of a record."""
    for kind in record.kinds:
        yield KINDS[kind].name
    yield record.number
    yield from texts_of(record)
    yield from (entry.label for entry in record.roster)
    for key, field in details_fields(record).items():
        if key in record.details:
            yield from field.texts(record.details[key])


def _names(record: Record) -> Iterator[str]:
    """Everybody that a record names, and who was expected."""
    yield from (entry.name for entry in record.roster)
    yield from _names_in(part_fields(type(record)), vars(record))
    yield from _names_in(details_fields(record), record.details)


def _names_in(fields: Mapping[str, Field[Any]], values: Mapping[str, Any]) -> Iterator[str]:
    for name, field in fields.items():
        value = values.get(name)
        if not value:
            continue
        if isinstance(field, Name):
            yield value
        elif isinstance(field, Names):
            yield from value
        elif isinstance(field, Rows | One):
            for part in value if isinstance(field, Rows) else [value]:
                yield from _names_in(part_fields(type(part)), vars(part))
