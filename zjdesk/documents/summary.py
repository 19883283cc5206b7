"""会议纪要 of a meeting: what was reported and agreed, without who said what (GB/T 9704, 10.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.documents.facts import when
from zjdesk.documents.manuscript import filled, is_blank
from zjdesk.documents.official import Letter, Level, Passage
from zjdesk.documents.sections import chinese
from zjdesk.documents.source import given, shown_day
from zjdesk.fields import Flag
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.layout import body_of
from zjdesk.kinds.presence import ABSENCES, LEAVES, THERE, Presence, presence_of
from zjdesk.kinds.resolutions import MISSING
from zjdesk.participants import ROLES, Role
from zjdesk.parts import Rows, is_spoken, part_fields
from zjdesk.record import AGENDA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from zjdesk.agenda import AgendaItem, FollowUp
    from zjdesk.documents.source import Source
    from zjdesk.fields import Field
    from zjdesk.participants import Guest
    from zjdesk.parts import Part
    from zjdesk.record import Record


def summary(source: Source) -> Letter:
    """The letter; it bears no seal and is signed by nobody."""
    record = source.record
    return Letter(
        title=f"{source.signer}\n{KINDS[record.kind].name}纪要",
        below_title=f"（{shown_day(record.day)}）" if record.day else MISSING,
        passages=[*_head(record), *_sections(source), *_people(record)],
        keep=source.manuscript.names,
    )


def _head(record: Record) -> Iterator[Passage]:
    facts = [
        ("名称", record.title),
        *([("党小组", record.group)] if record.group else []),
        ("时间", when(record)),
        ("地点", record.place),
        *([("主持", record.chair)] if any(KINDS[kind].chaired for kind in record.kinds) else []),
        ("记录", record.recorder),
    ]
    for label, text in facts:
        yield Passage(given(text), Level.LISTED, f"{label}：")


# ---------------------------------------------------------------------------- what was agreed


def _sections(source: Source) -> Iterator[Passage]:
    sections = list(_contents(source))
    if not sections:
        yield Passage(f"议定事项：{MISSING}", apart=True)
    for number, (heading, passages) in enumerate(sections, 1):
        yield Passage(f"{chinese(number)}、{heading}", Level.FIRST, apart=number == 1)
        yield from passages


def _contents(source: Source) -> Iterator[tuple[str, list[Passage]]]:
    """Headings with what stands below them."""
    record = source.record
    for field in body_of(record):
        value = record[field]
        if is_blank(field, value):
            continue
        if field is AGENDA:
            for item in filled(value):
                yield given(item.title), list(_item(item, source))
        elif not isinstance(field, Rows):
            yield field.label, [Passage(source.manuscript.said(field, value))]
        elif not is_spoken(field.part):
            yield field.label, list(_rows(field, value, source))


def _item(item: AgendaItem, source: Source) -> Iterator[Passage]:
    if item.content:
        yield Passage(item.content)
    votes = filled([item.vote] if item.vote else [])
    follow_ups = filled(item.follow_ups)
    for vote in votes:
        yield Passage(source.voted(vote))
    decides = KINDS[source.record.kind].agenda == AGENDA.label
    if item.resolution or (decides and (votes or follow_ups)):
        yield Passage(given(item.resolution), lead="议定：")
    for number, one in enumerate(follow_ups, 1):
        yield Passage(_follow_up(one, f"{number}. " if len(follow_ups) > 1 else ""))


def _follow_up(one: FollowUp, mark: str) -> str:
    what = given(one.what).rstrip("。")
    return f"{mark}{what}（责任人：{given(one.owner)}，完成期限：{shown_day(one.due_on)}）。"


def _rows(field: Rows[Any], parts: Iterable[Part], source: Source) -> Iterator[Passage]:
    """A part a paragraph: its first field, then the others that are filled in with their labels."""
    found = [part for part in filled(list(parts)) if _took_place(part)]
    for number, part in enumerate(found, 1):
        first, *others = part_fields(field.part).items()
        said = source.manuscript.shown(part, first[1], getattr(part, first[0]))
        more = "，".join(_labelled(part, others, source))
        yield Passage(f"{number}. {given(said).rstrip('。')}" + (f"（{more}）。" if more else "。"))


def _took_place(part: Part) -> bool:
    """Whether a part is not one that was planned and left out, such as a step of a 主题党日."""
    fields = part_fields(type(part)).items()
    return all(getattr(part, name) for name, field in fields if isinstance(field, Flag))


def _labelled(
    part: Part, fields: Iterable[tuple[str, Field[Any]]], source: Source
) -> Iterator[str]:
    for name, field in fields:
        value = getattr(part, name)
        if not field.is_missing(value) and not isinstance(field, Flag):
            said = source.manuscript.said(field, value).rstrip("。")
            yield f"{field.label}：{said}"


# ---------------------------------------------------------------------------- who was there


def _people(record: Record) -> Iterator[Passage]:
    there = _names(record, THERE)
    yield Passage("、".join(there) or MISSING, Level.LISTED, "出席：", apart=True)
    for label, states in (("请假", LEAVES), ("缺席", ABSENCES)):
        away = _names(record, states)
        if away:
            yield Passage("、".join(away), Level.LISTED, f"{label}：")
    if record.guests:
        yield Passage("、".join(map(_guest, record.guests)), Level.LISTED, "列席：")


def _names(record: Record, states: Collection[Presence]) -> list[str]:
    """Those who took part in one of these ways; whoever was away with the reason."""
    presence = presence_of(record)
    reasons = {one.member: one.reason for one in record.attendance}
    names = []
    for entry in record.roster:
        state = presence.get(entry.member)
        if state not in states:
            continue
        note = "线上" if state is Presence.REMOTE else ""
        if state not in THERE:
            note = reasons.get(entry.member, "") or MISSING.strip("（）")
        names.append(f"{entry.label}（{note}）" if note else entry.label)
    return names


def _guest(guest: Guest) -> str:
    role = "" if guest.role in (None, Role.OBSERVER) else ROLES[guest.role]
    note = "，".join(filter(None, (guest.unit, role)))
    return f"{guest.name}（{note}）" if note else guest.name
