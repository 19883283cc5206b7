"""What must be right in a record. A rule looks at a record and yields problems.

Lateness and shortness remind, what is missing blocks 定稿, what cannot be refuses the record.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from zjdesk.agenda import Matter
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import count, expected_at, settle, turnout
from zjdesk.parts import One, Part, Rows, part_fields
from zjdesk.record import (
    AGENDA,
    ATTENDANCE,
    CHAIR,
    ENDS_AT,
    ENDS_ON,
    RECORDER,
    TITLE,
    Expected,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zjdesk.agenda import Vote
    from zjdesk.fields import Field
    from zjdesk.people import Branch

LATE_AFTER = timedelta(days=3)
"""A record written later than this after its day says 补记 (各地通行: 三日内记录)."""


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


def check(record: Record) -> list[Problem]:
    """Everything that should be put right, the heaviest first."""
    problems = [
        *_missing(record),
        *_times(record),
        *_absentees(record),
        *_ballots(record),
        *_empty(record),
    ]
    return sorted(problems, key=lambda problem: -problem.weight)


def examine(record: Record, branch: Branch) -> list[Problem]:
    """Settle the record in its branch and check it; the heaviest problems first."""
    return [*settle(record, branch), *check(record)]


def is_late(record: Record) -> bool:
    """Whether the record is a 补记: written more than LATE_AFTER after its (last) day."""
    day = record.ends_on or record.day
    written = record.recorded_at
    return day is not None and written is not None and written.date() - day > LATE_AFTER


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
        if away and exception.member in expected and not exception.reason:
            where = at.item(index).field("reason", "原因")
            yield Problem(f"请写明“{exception.name}”未到会的原因", where)


def _ballots(record: Record) -> Iterator[Problem]:
    for index, item in enumerate(record.agenda):
        if item.vote is not None:
            at = Place().field(AGENDA.key, AGENDA.label).item(index).field("vote", "表决")
            for message in _ballot_faults(record, item.vote):
                yield Problem(message, at)


def _ballot_faults(record: Record, vote: Vote) -> Iterator[str]:
    """What in the figures of a vote does not add up; figures not yet given are passed over."""
    present = turnout(record, vote).present
    if vote.matter is Matter.APPRAISAL:
        present = count(record).present
        yield from _appraisal_faults(vote)
    elif vote.matter is Matter.ELECTION:
        yield from _election_faults(vote)
    else:
        cast = sum(n or 0 for n in (vote.ayes, vote.nays, vote.abstain, vote.invalid))
        if vote.method and not vote.method.has_ballots:
            if present is not None and cast > present:
                yield f"赞成、反对、弃权共{cast}人，超过到会有表决权的{present}人"
        elif vote.returned is not None and vote.ayes is not None and cast != vote.returned:
            yield f"赞成、反对、弃权、无效共{cast}票，与收回的{vote.returned}票不符"
    if vote.returned is not None and vote.issued is not None and vote.returned > vote.issued:
        yield f"收回{vote.returned}票，多于发出的{vote.issued}票"
    if vote.invalid is not None and vote.returned is not None and vote.invalid > vote.returned:
        yield f"无效{vote.invalid}票，多于收回的{vote.returned}票"
    if vote.issued is not None and present is not None and vote.issued > present:
        yield f"发出{vote.issued}票，多于到会的{present}人"


def _appraisal_faults(vote: Vote) -> Iterator[str]:
    if vote.returned is None:
        return
    valid = vote.returned - (vote.invalid or 0)
    for grade in vote.grades:
        slips = (grade.excellent, grade.qualified, grade.basic, grade.unqualified)
        total = sum(n or 0 for n in slips)
        if any(n is not None for n in slips) and total != valid:
            yield f"“{grade.name}”的测评共{total}票，与有效票{valid}张不符"


def _election_faults(vote: Vote) -> Iterator[str]:
    if vote.returned is None or not vote.seats:
        return
    most = (vote.returned - (vote.invalid or 0)) * vote.seats
    total = sum(candidate.ayes or 0 for candidate in vote.candidates)
    if total > most:
        yield f"候选人得票共{total}，多于有效票最多可投的{most}"


def _empty(record: Record) -> Iterator[Problem]:
    if all(field.is_missing(record[field]) for field in body_of(record)):
        where = Place().field(AGENDA.key, "内容")
        yield Problem("还没有写会议（活动）内容", where, Weight.REMINDS)
    if is_late(record) and record.recorded_at:
        day = record.recorded_at.date()
        message = f"{day.year}年{day.month}月{day.day}日补记，打印时会注明"
        yield Problem(message, Place().field(TITLE.key, "补记"), Weight.REMINDS)
    if record.attendance and expected_at(record) is Expected.NOBODY:
        message = "这一种记录不统计考勤，填写的考勤不计入到会率和学时"
        yield Problem(message, Place().field(ATTENDANCE.key, ATTENDANCE.label), Weight.REMINDS)
    if record.chair and record.chair == record.recorder:
        message = "主持人和记录人是同一人，请核对"
        yield Problem(message, Place().field(RECORDER.key, RECORDER.label), Weight.REMINDS)


def _unique(fields: Iterable[Field[Any]]) -> list[Field[Any]]:
    """The first field of each key, in order."""
    by_key: dict[str, Field[Any]] = {}
    for field in fields:
        by_key.setdefault(field.key, field)
    return list(by_key.values())
