"""What must be right in a record. A rule looks at a record and yields problems.

Lateness and shortness remind, what is missing blocks 定稿, what cannot be refuses the record.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from zjdesk.agenda import FollowUp
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.ballots import ballot_faults, missing_figures
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.conduct import check_conduct
from zjdesk.kinds.consequences import unknown_applicants
from zjdesk.kinds.headcount import expected_at, hours, is_over_days, settle
from zjdesk.kinds.reasons import tells_why
from zjdesk.kinds.vote_people import check_vote_people
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import (
    AGENDA,
    ATTENDANCE,
    CHAIR,
    CREDIT_HOURS,
    DAY,
    ENDS_AT,
    ENDS_ON,
    RECORDER,
    TITLE,
    Expected,
    Record,
)
from zjdesk.regulations.catalogue import LATE_DAYS
from zjdesk.regulations.in_force import Regulations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zjdesk.fields import Field
    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import LocalRule


def details_fields(record: Record) -> dict[str, Field[Any]]:
    """The fields of `details` by key; the first kind that has a key wins."""
    fields = _unique(field for kind in record.kinds for field in KINDS[kind].fields)
    return {field.key: field for field in fields}


def facts_of(record: Record) -> list[Field[Any]]:
    """The short fields of all kinds of the event, in the order of form and paper."""
    return _unique(field for kind in record.kinds for field in KINDS[kind].facts)


def body_of(record: Record) -> list[Field[Any]]:
    """The long fields of all kinds of the event in order, the agenda if there is one.

    What a kind puts before its agenda stands before that of the event.
    """
    before: list[Field[Any]] = []
    after: list[Field[Any]] = []
    for kind in record.kinds:
        body = KINDS[kind].body
        turn = body.index(AGENDA) if AGENDA in body else 0
        before += body[:turn]
        after += [field for field in body[turn:] if field is not AGENDA]
    has_agenda = record.agenda or any(AGENDA in KINDS[kind].body for kind in record.kinds)
    return _unique([*before, *([AGENDA] if has_agenda else []), *after])


def regulations_for(record: Record, local: Iterable[LocalRule] = ()) -> Regulations:
    """The regulations that a record is judged by: those of its day, a 定稿 by those of its time."""
    return Regulations(record.day or date.max, tuple(local), record.judged_by)


def check(
    record: Record, *, today: date | None = None, regulations: Regulations | None = None
) -> list[Problem]:
    """Everything that should be put right, the heaviest first."""
    regulations = regulations or regulations_for(record)
    problems = [
        *_missing(record),
        *_times(record),
        *_absentees(record),
        *_ballots(record),
        *check_conduct(record, regulations),
        *check_vote_people(record),
        *_worth_a_look(record, today, regulations),
    ]
    return sorted(problems, key=lambda problem: -problem.weight)


def examine(
    record: Record,
    branch: Branch,
    *,
    today: date | None = None,
    regulations: Regulations | None = None,
) -> list[Problem]:
    """Settle the record in its branch and check it; the heaviest problems first."""
    problems = [*settle(record, branch), *unknown_applicants(record, branch)]
    return [*problems, *check(record, today=today, regulations=regulations)]


def is_late(record: Record, regulations: Regulations | None = None) -> bool:
    """Whether the record is a 补记: written more than LATE_DAYS after its (last) day."""
    day = record.ends_on or record.day
    written = record.recorded_at
    if day is None or written is None:
        return False
    after = (regulations or regulations_for(record))[LATE_DAYS]
    return written.date() - day > timedelta(days=after)


# ------------------------------------------------------------------------------ single rules


def _missing(record: Record) -> Iterator[Problem]:
    chaired = any(KINDS[kind].chaired for kind in record.kinds)
    for name, field in part_fields(Record).items():
        if field is CHAIR and not chaired:
            continue
        yield from _missing_in(field, getattr(record, name), Place())
    place = Place()
    for field in details_fields(record).values():
        yield from _missing_in(field, record[field], place)


def _missing_in(field: Field[Any], value: Any, place: Place) -> Iterator[Problem]:
    """Required values that are missing, also inside parts."""
    at = place.field(field.key, field.label)
    if field.required and field.is_missing(value):
        yield Problem(f"请填写{field.label}", at)
    if isinstance(field, Rows):
        for index, part in enumerate(value):
            yield from _missing_in_part(part, at.item(index))
    elif isinstance(field, One) and value is not None:
        yield from _missing_in_part(value, at)


def _missing_in_part(part: Part, place: Place) -> Iterator[Problem]:
    for name, field in part_fields(type(part)).items():
        yield from _missing_in(field, getattr(part, name), place)


def _times(record: Record) -> Iterator[Problem]:
    if record.day and record.ends_on and record.ends_on < record.day:
        at = Place().field(ENDS_ON.key, ENDS_ON.label)
        yield Problem("结束日期早于开始日期，请核对", at, Weight.REFUSES)
    same_day = record.ends_on in (None, record.day)
    if same_day and record.starts_at and record.ends_at and record.ends_at <= record.starts_at:
        message = f"结束时间 {record.ends_at:%H:%M} 不晚于开始时间 {record.starts_at:%H:%M}，请核对"
        yield Problem(message, Place().field(ENDS_AT.key, ENDS_AT.label), Weight.REFUSES)


def _absentees(record: Record) -> Iterator[Problem]:
    expected = {entry.member for entry in record.roster}
    at = Place().field(ATTENDANCE.key, ATTENDANCE.label)
    for index, exception in enumerate(record.attendance):
        away = exception.status is not None and exception.status.is_away
        if away and exception.member in expected and not tells_why(exception.reason):
            where = at.item(index).field("reason", "原因")
            yield Problem(f"请写明“{exception.name}”未到会的原因", where)


def _ballots(record: Record) -> Iterator[Problem]:
    for index, item in enumerate(record.agenda):
        if item.vote is not None:
            at = Place().field(AGENDA.key, AGENDA.label).item(index).field("vote", "表决")
            for field in missing_figures(item.vote):
                yield Problem(f"请填写{field.label}", at.field(field.key, field.label))
            for message in ballot_faults(record, item.vote):
                yield Problem(message, at)


def _worth_a_look(
    record: Record, today: date | None, regulations: Regulations
) -> Iterator[Problem]:
    """Reminders; none of them is in the way."""

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


def _unique(fields: Iterable[Field[Any]]) -> list[Field[Any]]:
    """The first field of each key, in order."""
    by_key: dict[str, Field[Any]] = {}
    for field in fields:
        by_key.setdefault(field.key, field)
    return list(by_key.values())
