"""The table at the head of the minutes: what, when, where, who was there and who was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import expected_at, hours
from zjdesk.kinds.layout import facts_of
from zjdesk.participants import ROLES, STATUSES, Status
from zjdesk.record import (
    CHAIR,
    CREDIT_HOURS,
    EXPECTS,
    FOR_YEAR,
    GROUP,
    PLACE,
    RECORDER,
    TITLE,
    Expected,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.table import Table
    from zjdesk.participants import Attendance, Guest
    from zjdesk.record import Record

    Fact = tuple[str, str]

NOBODY_AWAY = "无"
"""A blank would leave open whether somebody forgot to fill it in."""


def fact_table(manuscript: Manuscript) -> Table:
    record = manuscript.record
    return manuscript.facts(
        [
            [(TITLE.label, record.title)],
            [("时间", when(record))],
            *_circumstances(record),
            *_counts(manuscript),
            *([fact] for fact in _people(manuscript)),
            *manuscript.paired(_particulars(manuscript)),
        ]
    )


def when(record: Record) -> str:
    """2026年3月20日（星期五）15:30—17:00; of several days both ends with their days."""
    if record.day is None:
        return ""
    several_days = record.ends_on not in (None, record.day)
    start = f"{record.starts_at:%H:%M}" if record.starts_at else ""
    end = f"{record.ends_at:%H:%M}" if record.ends_at else ""
    first = f"{_weekday(record.day)}{start}"
    if several_days and record.ends_on:
        return f"{first}—{_weekday(record.ends_on)}{end}"
    return f"{first}—{end}" if start and end else f"{first}{end}"


def _weekday(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"


# ---------------------------------------------------------------------------- groups of facts


def _circumstances(record: Record) -> Iterator[list[Fact]]:
    if record.group:
        yield [(GROUP.label, record.group)]
    yield [(PLACE.label, record.place)]
    recorder = (RECORDER.label, record.recorder)
    if record.chair or any(KINDS[kind].chaired for kind in record.kinds):
        yield [(CHAIR.label, record.chair), recorder]
    else:
        yield [recorder]


def _counts(manuscript: Manuscript) -> Iterator[list[Fact]]:
    record, headcount = manuscript.record, manuscript.headcount
    if record.expected is not None:
        yield [(EXPECTS.label, EXPECTS.show(record.expected))]
    if expected_at(record) is Expected.NOBODY:
        return
    rate = headcount.rate
    yield [
        ("应到", f"{headcount.expected}人"),
        ("实到", f"{headcount.present}人"),
        ("到会率", "" if rate is None else f"{rate:g}%"),
    ]
    voted = any(item.vote for item in record.agenda)
    if voted and headcount.expected_voters is not None:
        yield [
            ("应到有表决权", f"{headcount.expected_voters}人"),
            ("实到有表决权", f"{headcount.present_voters}人"),
        ]


def _people(manuscript: Manuscript) -> Iterator[Fact]:
    record = manuscript.record
    expected = expected_at(record)
    if expected is Expected.NOBODY:
        taking_part = [_with_note(manuscript.called(one), one) for one in record.attendance]
        if taking_part:
            yield "参加情况", "；".join(taking_part)
    else:
        named = {exception.member: exception for exception in record.attendance}
        present, away, waived = [], [], []
        for entry in record.roster:
            exception = named.get(entry.member)
            if exception and exception.status and exception.status.is_away:
                away.append(_with_note(entry.label, exception))
            elif exception is None and entry.waived and entry.by_default:
                waived.append(entry.label)
            else:
                present.append(_with_note(entry.label, exception))
        label = "参加人员" if expected is Expected.NAMED else "出席人员"
        yield label, "、".join(present) or "无"
        yield "请假、缺席及原因", "；".join(away) or NOBODY_AWAY
        if waived:
            yield "不作考勤要求", "、".join(waived)
    if record.guests:
        yield "列席人员", _guests(record.guests)


def _with_note(called: str, exception: Attendance | None) -> str:
    """古丽娜尔·吐尔逊（请假：病假，3月16日补学）; who was simply there is named without a note."""
    if exception is None:
        return called
    status = exception.status
    word = STATUSES[status] if status and status is not Status.PRESENT else ""
    reasons = "，".join(filter(None, (exception.reason, exception.made_up)))
    note = "：".join(filter(None, (word, reasons)))
    return f"{called}（{note}）" if note else called


def _guests(guests: Iterable[Guest]) -> str:
    """Guests with their units, by what they came as: 列席：沈㛃（北汀区教育局）；群众：某某."""
    by_role: dict[str, list[str]] = {}
    for guest in guests:
        role = ROLES[guest.role] if guest.role else "列席"
        who = f"{guest.name}（{guest.unit}）" if guest.unit else guest.name
        by_role.setdefault(role, []).append(who)
    return "；".join(f"{role}：{'、'.join(people)}" for role, people in by_role.items())


def _particulars(manuscript: Manuscript) -> Iterator[Fact]:
    record = manuscript.record
    for field in facts_of(record):
        value = record[field]
        if not field.is_missing(value):
            yield field.label, manuscript.said(field, value)
    if record.for_year:
        yield FOR_YEAR.label, f"{record.for_year}年"
    if record.also:
        yield "同时算作", "、".join(KINDS[kind].name for kind in record.also)
    credit = hours(record)
    if credit:
        yield CREDIT_HOURS.label, f"{credit:g}学时"
