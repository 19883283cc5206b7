"""What is worth a look in a record, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zjdesk.agenda import FollowUp
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.catalogue import DEMOCRATIC_APPRAISAL, KINDS, ORG_LIFE_MEETING
from zjdesk.kinds.headcount import expected_at, hours, is_over_days
from zjdesk.kinds.judging import is_late
from zjdesk.kinds.layout import body_of
from zjdesk.parts import part_fields
from zjdesk.record import (
    AGENDA,
    ATTENDANCE,
    CHAIR,
    CREDIT_HOURS,
    DAY,
    FOR_YEAR,
    RECORDER,
    TITLE,
    Expected,
)
from zjdesk.regulations.catalogue import YEARLY_UNTIL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations


_OF_A_YEAR = (ORG_LIFE_MEETING.key, DEMOCRATIC_APPRAISAL.key)
HALF_DAY = 4
"""学时 that are usual for half a day, however long it was."""
MOST_TIMES = 2
"""So many times the clock are still no slip of the pen."""


def reminders(record: Record, *, today: date | None, regulations: Regulations) -> Iterator[Problem]:
    """What is worth a look in a record by itself."""

    def remind(message: str, key: str, label: str) -> Problem:
        return Problem(message, Place().field(key, label), Weight.REMINDS)

    if all(field.is_missing(record[field]) for field in body_of(record)):
        yield remind("还没有写会议（活动）内容", AGENDA.key, "内容")
    if today and record.day and record.day > today:
        yield remind("这一天还没有到，请核对日期", DAY.key, DAY.label)
    if is_late(record, regulations) and record.recorded_at:
        day = DAY.show(record.recorded_at.date())
        yield remind(f"{day}补记，打印时会注明", TITLE.key, "补记")
    if record.title.endswith(("：", ":")):
        yield remind("名称还没有写完", TITLE.key, TITLE.label)
    if record.attendance and expected_at(record) is Expected.NOBODY:
        message = "这一种记录不统计考勤，填写的考勤不计入到会率和学时"
        yield remind(message, ATTENDANCE.key, ATTENDANCE.label)
    for message in _for_year(record, regulations):
        yield remind(message, FOR_YEAR.key, FOR_YEAR.label)
    for message in _hours(record):
        yield remind(message, CREDIT_HOURS.key, CREDIT_HOURS.label)
    if record.chair and record.chair == record.recorder:
        yield remind("主持人和记录人是同一人，请核对", RECORDER.key, RECORDER.label)
    for field in (CHAIR, RECORDER):
        if _is_stranger(record, record[field]):
            message = f"“{record[field]}”不在应到人员和列席人员里，请核对姓名"
            yield remind(message, field.key, field.label)
    yield from _open_ends(record)


def _for_year(record: Record, regulations: Regulations) -> Iterator[str]:
    """What is doubtful of 所属年度: what is held early in a year may be of the year before."""
    if record.day is None:
        return
    year, until = record.day.year, regulations[YEARLY_UNTIL]
    yearly = [KINDS[kind].name for kind in record.kinds if kind in _OF_A_YEAR]
    if record.for_year is None and yearly and record.day.month <= until:
        yield f"年初召开的{'、'.join(yearly)}，请写明是{year - 1}年度的还是{year}年度的"
    elif record.for_year not in (None, year - 1, year):
        yield f"所属年度{record.for_year}不是召开的那一年，也不是前一年，请核对"


def _hours(record: Record) -> Iterator[str]:
    """What is doubtful of 学时, by the clock of each day."""
    clock, given = hours(replace(record, credit_hours=None)), record.credit_hours
    if given is None:
        if is_over_days(record):
            how = f"按一天的起止时间算了{clock:g}学时" if clock else "算不出学时"
            yield f"跨多天的活动{how}，请填写学时"
    elif clock is not None and given > max(HALF_DAY, MOST_TIMES * clock * _days(record)):
        yield f"填了{given:g}学时，按起止时间只有{clock * _days(record):g}学时，请核对"


def _days(record: Record) -> int:
    return ((record.ends_on or record.day) - record.day).days + 1 if record.day else 1


def _is_stranger(record: Record, name: str) -> bool:
    """Whether a name is neither in the roster of the whole branch nor among the guests."""
    if not name or expected_at(record) is not Expected.BRANCH:
        return False
    known = {entry.name for entry in record.roster} | {guest.name for guest in record.guests}
    return bool(known) and name not in known


def _open_ends(record: Record) -> Iterator[Problem]:
    """Follow-ups that nobody is responsible for, or without a day."""
    agenda = Place().field(AGENDA.key, AGENDA.label)
    fields = part_fields(FollowUp)
    for number, item in enumerate(record.agenda):
        rows = agenda.item(number).field("follow_ups", "跟进事项")
        for index, follow_up in enumerate(item.follow_ups):
            for name in ("owner", "due_on"):
                if follow_up.what and not getattr(follow_up, name):
                    field = fields[name]
                    at = rows.item(index).field(field.key, field.label)
                    yield Problem(f"没有写{field.label}", at, Weight.REMINDS)
