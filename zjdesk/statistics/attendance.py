"""Attendance and hours by member, by kind, by month: three views of the same presences.

An event counts under the form it was held in, so every presence is counted once in each view.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from zjdesk.fields import Day
from zjdesk.kinds.catalogue import KINDS
from zjdesk.periods import add_months, month_of, year_of
from zjdesk.regulations.catalogue import COMMITTEE_HOURS, MEMBER_HOURS
from zjdesk.statistics.attended import Attended
from zjdesk.statistics.one_member import target_hours
from zjdesk.statistics.tables import Column, Measure, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.kinds.figures import Figures
    from zjdesk.member_lines import MemberLine
    from zjdesk.people import Branch, Member
    from zjdesk.periods import Period
    from zjdesk.regulations.in_force import Regulations

_NAME = Column("name", "姓名")
_GROUP = Column("group", "党小组")
_RECORDS = Column("records", "举办次数", Measure.COUNT)
_ALSO = Column("counted", "计入次数", Measure.COUNT)
_WANTED = (
    Column("target", "应修学时", Measure.HOURS),
    Column("short", "还差学时", Measure.HOURS),
)
_REMARK = Column("remark", "备注")

_COUNTING = "线上参加算实到；补学不改变请假或缺席，补学的学时另列，不在学时之内。"
_WHOLE_YEAR = "学时要求按自然年度计算，所选时段不是一个自然年度，不列应修学时。"
UNKNOWN = "已不在名册"


class Attendance:
    """Presences gathered one record after the other."""

    def __init__(self) -> None:
        self.members: defaultdict[str, Attended] = defaultdict(Attended)
        self.kinds: defaultdict[str, Attended] = defaultdict(Attended)
        self.months: defaultdict[date, Attended] = defaultdict(Attended)
        self.held_as: Counter[str] = Counter()
        self.counted_as: Counter[str] = Counter()
        self.held_in: Counter[date] = Counter()

    def add(self, one: Figures) -> None:
        """Count a record."""
        month, hours = one.day.replace(day=1), one.hours or 0
        self.held_as[one.kind] += 1
        self.counted_as.update(one.kinds)
        self.held_in[month] += 1
        for member, presence in one.presence.items():
            self.members[member].add(presence, one.kind, hours)
        for presence, times in Counter(one.presence.values()).items():
            self.kinds[one.kind].add(presence, one.kind, hours, times=times)
            self.months[month].add(presence, one.kind, hours, times=times)

    def by_member(
        self, lines: Sequence[MemberLine], branch: Branch, regulations: Regulations, span: Period
    ) -> Table:
        """Members of the span up to the day of the regulations, in roster order.

        `lines` are all of the branch, ever.
        """
        targets = _WANTED if span == year_of(span.first) else ()
        columns = (_NAME, _GROUP, *_attended_columns(), *targets, _REMARK)
        rows, ids = [], []
        for line in lines:
            one = self.members.get(line.id)
            if one or _was_here(line.member, span.first, regulations.day):
                target = target_hours(branch, line.member, regulations)
                row = _attended_row(one or Attended(), is_waived=target is None)
                wanted = _wanted(target, one.hours if one else 0) if targets else ()
                remark = _remark(line.member, regulations.day, is_waived=target is None)
                rows.append((line.name, line.group, *row, *wanted, remark))
                ids.append(line.id)
        known = {line.id for line in lines}
        others = _sum(one for member, one in self.members.items() if member not in known)
        blanks = (None,) * len(targets)
        if others.expected:
            rows.append((UNKNOWN, "", *_attended_row(others), *blanks, ""))
            ids.append("")
        every = _attended_row(_sum(self.members.values()))
        return Table(
            key="members",
            title="考勤和学时（按党员）",
            columns=columns,
            rows=tuple(rows),
            total=("合计", "", *every, *blanks, ""),
            notes=(_COUNTING, *([_origins(regulations)] if targets else [_WHOLE_YEAR])),
            members=tuple(ids),
        )

    def by_kind(self) -> Table:
        """Every kind, held or not: how often, and who came."""
        rows = [
            (KINDS[kind].name, self.held_as[kind], self.counted_as[kind], *_attended_row(one))
            for kind in KINDS
            for one in [self.kinds.get(kind, Attended())]
        ]
        every = _attended_row(_sum(self.kinds.values()))
        return Table(
            key="kinds",
            title="次数和考勤（按种类）",
            columns=(Column("kind", "种类"), _RECORDS, _ALSO, *_attended_columns("人次")),
            rows=tuple(rows),
            total=("合计", self.held_as.total(), None, *every),
            notes=(
                "举办次数按举办的形式计；计入次数含“同时算作”的，一次活动可以计入几种，所以不合计。",
                "人次和学时只计入举办的形式，不重复计。" + _COUNTING,
            ),
        )

    def by_month(self, first: date, last: date) -> Table:
        """Every month from one day to another, both included."""
        rows = [
            (f"{month.year}年{month.month}月", self.held_in[month],
             *_attended_row(self.months.get(month, Attended())))
            for month in _months(first, last)
        ]  # fmt: skip
        every = _attended_row(_sum(self.months.values()))
        return Table(
            key="months",
            title="次数和考勤（按月份）",
            columns=(Column("month", "月份"), _RECORDS, *_attended_columns("人次")),
            rows=tuple(rows),
            total=("合计", self.held_in.total(), *every),
            notes=(_COUNTING,),
        )


def _attended_columns(unit: str = "") -> tuple[Column, ...]:
    return (
        Column("expected", f"应到{unit}", Measure.COUNT),
        Column("present", f"实到{unit}", Measure.COUNT),
        Column("on_leave", "请假", Measure.COUNT),
        Column("absent", "缺席", Measure.COUNT),
        Column("made_up", "补学", Measure.COUNT),
        Column("rate", "到会率", Measure.RATE),
        Column("hours", "学时", Measure.HOURS),
        Column("made_up_hours", "补学学时", Measure.HOURS),
    )


def _attended_row(one: Attended, *, is_waived: bool = False) -> Row:
    """The values of these columns; who is waived has no rate (convention 15)."""
    return (
        one.expected, one.present, one.on_leave, one.absent, one.made_up,
        None if is_waived else one.rate, float(one.hours), float(one.made_up_hours),
    )  # fmt: skip


def _wanted(target: int | None, hours: float) -> Row:
    return (None, None) if target is None else (float(target), max(0.0, target - hours))


def _remark(member: Member, day: date, *, is_waived: bool) -> str:
    words = ["不作考勤要求"] if is_waived else []
    if member.end and member.end <= day:
        words.append(f"{Day('', '').show(member.end)}转出")
    return "；".join(words)


def _was_here(member: Member, first: date, last: date) -> bool:
    return (member.joined_on is None or member.joined_on < last) and any(
        (stay.start is None or stay.start <= last) and (stay.end is None or stay.end > first)
        for stay in (member, *member.stays)
    )


def _origins(regulations: Regulations) -> str:
    members, committee = map(regulations.version, (MEMBER_HOURS, COMMITTEE_HOURS))
    return (
        f"应修学时：党员 {members.value}，{members.origin}；"
        f"书记和委员 {committee.value}，{committee.origin}。在本支部不满一年的不折算。"
    )


def _sum(several: Iterable[Attended]) -> Attended:
    total = Attended()
    for one in several:
        total.include(one)
    return total


def _months(first: date, last: date) -> Iterator[date]:
    month = month_of(first).first
    while month <= last:
        yield month
        month = add_months(month, 1)
