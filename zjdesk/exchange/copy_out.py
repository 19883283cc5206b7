"""A record as plain text for the superior's web platform: field by field, or as one block.

The order of the block is the secretary's: that of the form into which it is pasted. What is empty
is left out; nothing but the record is in it. What was said in a 谈心谈话 never leaves the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zjdesk.fields import Flag, Lines
from zjdesk.kinds.catalogue import HEART_TALK, KINDS
from zjdesk.kinds.headcount import count, expected_at, hours
from zjdesk.kinds.layout import body_of, facts_of
from zjdesk.kinds.presence import ABSENCES, LEAVES, THERE, presence_of
from zjdesk.kinds.vote_words import sentence
from zjdesk.participants import Person, PersonField
from zjdesk.parts import Rows, is_spoken, part_fields, spoken
from zjdesk.record import (
    AGENDA,
    CHAIR,
    CREDIT_HOURS,
    DAY,
    ENDS_AT,
    FOR_YEAR,
    GROUP,
    PLACE,
    RECORDER,
    STARTS_AT,
    TAGS,
    TITLE,
    Expected,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from zjdesk.agenda import AgendaItem
    from zjdesk.fields import Field
    from zjdesk.kinds.presence import Presence
    from zjdesk.parts import Part
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations

ORDER_SETTING = "copy_out.order"
"""The setting of a ledger that holds the order: keys of pieces."""
ORDER = (
    "title", "kind", "time", "place", "group", "chair", "recorder", "expected_count",
    "present_count", "present", "on_leave", "absent", "guests", "details", "agenda", "votes",
    "resolutions", "follow_ups", "body", "credit_hours", "for_year", "tags",
)  # fmt: skip
"""Where nothing was set. `details` stands for the short fields of the kind, `body` for the long."""


@dataclass(frozen=True)
class Piece:
    """One thing to copy: `label` is what the platform's form calls it, `text` goes in."""

    key: str
    label: str
    text: str


def pieces(record: Record, regulations: Regulations) -> list[Piece]:
    """Everything of a record that is not empty, in the order of `ORDER`."""
    return [piece for piece in _pieces(record, regulations) if piece.text]


def block(record: Record, regulations: Regulations, *, order: Sequence[str] = ORDER) -> str:
    """The pieces that the order names, each as 名称：text; of several lines below its name."""
    by_key: dict[str, list[Piece]] = {}
    for piece in pieces(record, regulations):
        by_key.setdefault(_group(piece.key), []).append(piece)
    return "\n".join(_labelled(piece) for key in order for piece in by_key.get(key, ()))


def read_order(value: Any) -> tuple[str, ...]:
    """The order from the setting; what a newer program put there is passed over, nothing is twice.

    Without a setting, or with nothing known in it, `ORDER`.
    """
    named = value if isinstance(value, list) else []
    known = dict.fromkeys(key for key in named if isinstance(key, str) and key in ORDER)
    return tuple(known) or ORDER


LABELS = {
    "title": TITLE.label,
    "kind": "类别",
    "time": "时间",
    "place": PLACE.label,
    "group": GROUP.label,
    "chair": CHAIR.label,
    "recorder": RECORDER.label,
    "expected_count": "应到人数",
    "present_count": "实到人数",
    "present": "参加人员",
    "on_leave": "请假人员",
    "absent": "缺席人员",
    "guests": "列席人员",
    "details": "专项内容",
    "agenda": AGENDA.label,
    "votes": "表决情况",
    "resolutions": "决议",
    "follow_ups": "跟进事项",
    "body": "详细内容",
    "credit_hours": CREDIT_HOURS.label,
    "for_year": FOR_YEAR.label,
    "tags": TAGS.label,
}
"""What the parts of the order are called where it is edited."""

# ------------------------------------------------------------------------------ the pieces


def _pieces(record: Record, regulations: Regulations) -> Iterator[Piece]:
    headcount, credit = count(record), hours(record)
    meets = expected_at(record) is not Expected.NOBODY
    items = record.agenda
    votes = [sentence(record, item.vote, regulations) for item in items if item.vote]
    texts = {
        "title": record.title,
        "kind": "、".join(KINDS[kind].name for kind in record.kinds),
        "time": _time(record),
        "place": record.place,
        "group": record.group,
        "chair": record.chair,
        "recorder": record.recorder,
        "expected_count": str(headcount.expected) if meets else "",
        "present_count": str(headcount.present) if meets else "",
        "present": "、".join(_named(record, THERE)),
        "on_leave": "、".join(_named(record, LEAVES)),
        "absent": "、".join(_named(record, ABSENCES)),
        "guests": "、".join(_noted(guest.name, guest.unit) for guest in record.guests),
        "agenda": _numbered(_item(item) for item in items),
        "votes": "\n".join(filter(None, votes)),
        "resolutions": _numbered(item.resolution for item in items),
        "follow_ups": _numbered(_row(one) for item in items for one in item.follow_ups),
        "credit_hours": CREDIT_HOURS.show(credit),
        "for_year": FOR_YEAR.show(record.for_year),
        "tags": TAGS.show(record.tags),
    }
    for key in ORDER:
        if key == "details":
            yield from _own(key, record, facts_of(record))
        elif key == "body" and HEART_TALK.key in record.kinds:
            continue
        elif key == "body":
            yield from _own(key, record, [one for one in body_of(record) if one is not AGENDA])
        else:
            label = KINDS[record.kind].agenda if key == "agenda" else LABELS[key]
            yield Piece(key, label, texts[key])


def _own(group: str, record: Record, fields: Iterable[Field[Any]]) -> Iterator[Piece]:
    for field in fields:
        value = record[field]
        if not field.is_missing(value):
            yield Piece(f"{group}.{field.key}", field.label, _said(record, field, value))


def _group(key: str) -> str:
    return key.partition(".")[0]


def _labelled(piece: Piece) -> str:
    between = "\n" if "\n" in piece.text else ""
    return f"{piece.label}：{between}{piece.text}"


# ------------------------------------------------------------------------------ texts


def _time(record: Record) -> str:
    """2026年3月20日15:30—17:00; of several days with the last."""
    several = record.ends_on not in (None, record.day)
    last = DAY.show(record.ends_on) if several else ""
    start = DAY.show(record.day) + STARTS_AT.show(record.starts_at)
    end = last + ENDS_AT.show(record.ends_at)
    return "—".join(filter(None, (start, end)))


def _named(record: Record, states: Collection[Presence]) -> Iterator[str]:
    presence = presence_of(record)
    reasons = {one.member: one.reason for one in record.attendance if one.status}
    for entry in record.roster:
        if presence.get(entry.member) in states:
            reason = "" if states is THERE else reasons.get(entry.member, "")
            yield _noted(entry.label, reason)


def _noted(name: str, note: str) -> str:
    return f"{name}（{note}）" if note else name


def _item(item: AgendaItem) -> str:
    speeches = [_row(one) for one in item.speeches if one.text]
    return "\n".join(filter(None, (item.title, item.content, *speeches)))


def _said(record: Record, field: Field[Any], value: Any) -> str:
    if isinstance(field, Rows):
        return _numbered(_row(part) for part in value)
    if isinstance(field, PersonField):
        labels = {entry.member: entry.label for entry in record.roster}
        return labels.get(value.member) or field.show(value)
    return "\n".join(value) if isinstance(field, Lines) else str(field.show(value))


def _row(part: Part) -> str:
    """The values of a part that are filled in, but never an id."""
    if is_spoken(type(part)):
        return "：".join(spoken(part))
    fields = part_fields(type(part)).items()
    shown = [
        field.label if isinstance(field, Flag) else field.show(getattr(part, name))
        for name, field in fields
        if not field.is_missing(getattr(part, name))
        and not (isinstance(part, Person) and name == "member")
    ]
    return "，".join(text.rstrip("。") for text in shown)


def _numbered(texts: Iterable[str]) -> str:
    found = [text for text in texts if text]
    if len(found) < 2:
        return "".join(found)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(found, 1))
