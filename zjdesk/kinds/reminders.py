"""What is worth a look in a record, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import FollowUp
from zjdesk.errors import Place, Problem, Weight
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
    RECORDER,
    TITLE,
    Expected,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations


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
    if is_over_days(record) and record.credit_hours is None:
        counted = hours(record)
        how = f"按一天的起止时间算了{counted:g}学时" if counted else "算不出学时"
        message = f"跨多天的活动{how}，请填写学时"
        yield remind(message, CREDIT_HOURS.key, CREDIT_HOURS.label)
    if record.chair and record.chair == record.recorder:
        yield remind("主持人和记录人是同一人，请核对", RECORDER.key, RECORDER.label)
    for field in (CHAIR, RECORDER):
        if _is_stranger(record, record[field]):
            message = f"“{record[field]}”不在应到人员和列席人员里，请核对姓名"
            yield remind(message, field.key, field.label)
    yield from _open_ends(record)


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
