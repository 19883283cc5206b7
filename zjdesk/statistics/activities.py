"""What was done besides attending: lectures, study, partners, honours, talks, surveys.

Of talks only how many and with whom at all, never what was said. Each class gathers one record
after the other; the order of its rows is that of the roster or of the days.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zjdesk.kinds.catalogue import (
    AUDIENCE,
    AUDIENCE_COUNT,
    COLUMN,
    DAYS,
    HEART_TALK,
    JOINT_STUDY,
    MICRO_LECTURE,
    ORGANISER,
    PARTNER_UNITS,
    PEOPLE_COUNT,
    PLACES,
    PUBLICITY_TALK,
    RELATION,
    RESULTS,
    SPEAKER,
    STUDY_SESSION,
    SURVEY,
    TOPIC,
    TRAINING,
    UNIT,
    UNIT_TYPE,
    YOUTH_CLASS,
)
from zjdesk.kinds.figures import talked
from zjdesk.kinds.naming import of_day
from zjdesk.statistics.tables import Column, Measure, Row, Table, added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zjdesk.kinds.figures import Figures
    from zjdesk.kinds.kind import Kind
    from zjdesk.member_lines import MemberLine
    from zjdesk.people import Branch

_DATE = Column("day", "日期", Measure.DAY)
_TIMES = Column("times", "次数", Measure.COUNT)
_LATEST = Column("latest", "最近一次", Measure.DAY)


class MicroLectures:
    """微党课 by speaker and column; speakers in roster order, then those who are no members."""

    def __init__(self, lines: Sequence[MemberLine], branch: Branch) -> None:
        self._branch = branch
        self._names = {line.id: line.name for line in lines}
        self._given: dict[str, Counter[str]] = {name: Counter() for name in self._names.values()}

    def add(self, one: Figures) -> None:
        if MICRO_LECTURE.key in one.kinds:
            speaker = self._who(one[SPEAKER], one.day)
            self._given.setdefault(speaker, Counter())[one[COLUMN] or ""] += 1

    def table(self) -> Table:
        given = {speaker: columns for speaker, columns in self._given.items() if columns}
        options = dict(COLUMN.options)
        if any(columns[""] for columns in given.values()):
            options[""] = "未写栏目"
        heads = (
            Column("speaker", "主讲人"),
            *(Column(key or "other", words, Measure.COUNT) for key, words in options.items()),
            Column("total", "合计", Measure.COUNT),
        )
        rows: list[Row] = [
            (speaker, *(columns[key] for key in options), columns.total())
            for speaker, columns in given.items()
        ]
        return Table(
            "micro_lectures", "微党课", heads, tuple(rows), added(rows, heads),
            ("含其他活动中同时算作微党课的；按名册顺序。",),
        )  # fmt: skip

    def _who(self, name: str, day: date) -> str:
        meant = of_day(self._branch, day, name)
        if len(meant) == 1:
            return self._names.get(meant[0].id, name)
        return f"{name}（未写明是哪一位）" if meant else name or "未写主讲人"


@dataclass
class _Held:
    """How often, how many members came, when last."""

    times: int = 0
    present: int = 0
    latest: date = date.min

    def add(self, one: Figures) -> None:
        self.times += 1
        self.present += one.present
        self.latest = max(self.latest, one.day)


class StudySessions:
    """研学1小时 by unit: the branch, the offices of the school, the groups."""

    def __init__(self, branch: Branch) -> None:
        self._branch = branch
        self._held: dict[tuple[str, str], _Held] = {}

    def add(self, one: Figures) -> None:
        if STUDY_SESSION.key in one.kinds:
            self._held.setdefault(self._unit_of(one), _Held()).add(one)

    def table(self) -> Table:
        columns = (
            Column("unit_type", "类别"), Column("unit", "组织单位"), _TIMES,
            Column("present", "党员人次", Measure.COUNT), _LATEST,
        )  # fmt: skip
        types = {"": "未写类别", **UNIT_TYPE.options}
        rows = [
            (types[unit_type], unit, held.times, held.present, held.latest)
            for unit_type, unit in sorted(self._held, key=self._place)
            for held in [self._held[unit_type, unit]]
        ]
        return Table(
            "study_sessions", "研学1小时（按组织单位）", columns, tuple(rows), added(rows, columns),
            ("处室的研学有群众参加，这里只计党员。",),
        )  # fmt: skip

    def _unit_of(self, one: Figures) -> tuple[str, str]:
        unit_type = one[UNIT_TYPE] or ""
        named = {"branch": self._branch.name, "group": one.group}
        return unit_type, named.get(unit_type) or one[UNIT]

    def _place(self, unit: tuple[str, str]) -> tuple[int, int]:
        types, groups = [*UNIT_TYPE.options], [group.name for group in self._branch.groups]
        unit_type, name = unit
        return (
            types.index(unit_type) if unit_type in types else len(types),
            groups.index(name) if name in groups else len(groups),
        )


class Partners:
    """Units that 联学共建 or another event was held with, in the order in which they first came."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._joint: Counter[str] = Counter()

    def add(self, one: Figures) -> None:
        if PARTNER_UNITS.key in one.details:
            units = one[PARTNER_UNITS]
            for unit in dict.fromkeys(units):
                self._held.setdefault(unit, _Held()).add(one)
                self._joint[unit] += JOINT_STUDY.key in one.kinds

    def table(self) -> Table:
        columns = (
            Column("unit", "联学共建单位"), Column("times", "参加次数", Measure.COUNT),
            Column("joint_study", "其中联学共建", Measure.COUNT), _LATEST,
        )  # fmt: skip
        rows = [
            (unit, held.times, self._joint[unit], held.latest) for unit, held in self._held.items()
        ]
        return Table(
            "partner_units", "联学共建单位", columns, tuple(rows),
            notes=("一次活动可以有几个单位参加，所以不合计。",),
        )  # fmt: skip


class Talks:
    """谈心谈话: how many of which relation, and how often each member took part."""

    def __init__(self, branch: Branch) -> None:
        self._branch = branch
        self._relations: Counter[str] = Counter()
        self._members: Counter[str] = Counter()

    def add(self, one: Figures) -> None:
        if HEART_TALK.key in one.kinds:
            self._relations[one[RELATION]] += 1
            self._members.update(talked(one, self._branch))

    def by_relation(self) -> Table:
        columns = (Column("relation", "谈话关系"), _TIMES)
        rows = [(relation or "未写关系", times) for relation, times in self._relations.items()]
        return Table("talks", "谈心谈话", columns, tuple(rows), added(rows, columns))

    def coverage(self, lines: Sequence[MemberLine]) -> Table:
        """How often each of the members who are here took part."""
        here = [line for line in lines if line.is_here]
        rows = [(line.name, line.group, self._members[line.id]) for line in here]
        covered = sum(self._members[line.id] > 0 for line in here)
        numbers = f"谈到 {covered} 人，没有谈到 {len(here) - covered} 人"
        return Table(
            "talk_coverage", "谈心谈话（按党员）",
            (Column("name", "姓名"), Column("group", "党小组"), _TIMES), tuple(rows),
            notes=(f"在册党员 {len(here)} 人，{numbers}。谈话双方各计一次，所以不合计。",),
            members=tuple(line.id for line in here),
        )  # fmt: skip


@dataclass(frozen=True)
class _Listed:
    """Records of a kind that are listed one by one; `rows` gives those of a record."""

    kind: Kind
    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Figures], Iterator[Row]]


class Lists:
    """Records that are listed one by one, in the order of their days."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {one.key: [] for one in _LISTS}

    def add(self, one: Figures) -> None:
        for listed in _LISTS:
            if listed.kind.key in one.kinds:
                self._rows[listed.key] += listed.rows(one)

    def tables(self) -> Iterator[Table]:
        for listed in _LISTS:
            rows = tuple(self._rows[listed.key])
            counts = any(column.measure is Measure.COUNT for column in listed.columns)
            total = added(rows, listed.columns) if counts else None
            yield Table(listed.key, listed.title, listed.columns, rows, total)


def _honours(one: Figures) -> Iterator[Row]:
    for won in one[RESULTS]:
        yield one.day, one.title, won.who, won.award, won.level


def _publicity_talks(one: Figures) -> Iterator[Row]:
    yield one.day, one[SPEAKER], one[TOPIC], one[AUDIENCE], one[AUDIENCE_COUNT]


def _trainings(one: Figures) -> Iterator[Row]:
    yield one.day, one[TOPIC], one[ORGANISER], one[DAYS], one.present, one.hours


def _surveys(one: Figures) -> Iterator[Row]:
    places = one[PLACES]
    yield one.day, one[TOPIC], "、".join(places), one[PEOPLE_COUNT]


_TOPIC = Column("topic", "题目")
_LISTS = (
    _Listed(
        YOUTH_CLASS, "honours", "青年学堂获奖",
        (_DATE, Column("title", "活动"), Column("who", "获奖者"), Column("award", "奖项"),
         Column("level", "级别")),
        _honours,
    ),
    _Listed(
        PUBLICITY_TALK, "publicity_talks", "镇教先锋说宣讲",
        (_DATE, Column("speaker", "主讲人"), _TOPIC, Column("audience", "宣讲对象"),
         Column("audience_count", "听众人数", Measure.COUNT)),
        _publicity_talks,
    ),
    _Listed(
        TRAINING, "training", "专题培训",
        (_DATE, _TOPIC, Column("organiser", "主办单位"), Column("days", "天数", Measure.HOURS),
         Column("present", "参加党员", Measure.COUNT), Column("hours", "学时", Measure.HOURS)),
        _trainings,
    ),
    _Listed(
        SURVEY, "surveys", "调研",
        (_DATE, _TOPIC, Column("places", "地点"),
         Column("people_count", "访谈人数", Measure.COUNT)),
        _surveys,
    ),
)  # fmt: skip
