"""保管期限 of records by their kind: defaults with their source, and what a school sets otherwise.

No rule of the state was seen that names the papers of a branch one by one: a default says from
where it is taken, and a setting of the ledger goes before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from zjdesk.agenda import Matter
from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.fields import Choice, Text
from zjdesk.kinds.catalogue import (
    COMMITTEE_MEETING,
    DEMOCRATIC_APPRAISAL,
    GROUP_MEETING,
    HEART_TALK,
    MEMBER_ASSEMBLY,
    ORG_LIFE_MEETING,
)
from zjdesk.parts import Part, Rows
from zjdesk.regulations.rule import Version
from zjdesk.step_rules import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zjdesk.record import Record


class Retention(StrEnum):
    """How long something is kept; the longest first."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "thirty_years"
    TEN_YEARS = "ten_years"


RETENTIONS = {
    Retention.PERMANENT: "永久",
    Retention.THIRTY_YEARS: "30年",
    Retention.TEN_YEARS: "10年",
}


@dataclass
class LocalRetention(Part):
    """What a school sets for a kind of record, and on what ground."""

    kind: Annotated[str, Text("kind", "记录种类", required=True)] = ""
    retention: Annotated[
        Retention | None, Choice("retention", "保管期限", RETENTIONS, required=True)
    ] = None
    reason: Annotated[str, Text("reason", "依据")] = ""


RETENTION = Rows("archive.retention", "保管期限", LocalRetention)
"""The setting of a ledger that holds what is set otherwise than by default."""

_TABLE = "苏州市三元第三小学的归档范围和保管期限表（2018年6月）"
_SINCE = date(2018, 6, 1)


def _listed(retention: Retention, row: str) -> Version[Retention]:
    return Version(retention, _TABLE, _SINCE, article=f"“{row}”", certainty=Certainty.EXCERPT)


def _like(retention: Retention, row: str) -> Version[Retention]:
    """The table has no row for it; the nearest one is taken."""
    note = "表中没有列明，比照这一项"
    return replace(_listed(retention, row), certainty=Certainty.SECOND_HAND, note=note)


_MINUTES = _listed(Retention.PERMANENT, "党支部会议记录、纪要")
_EDUCATION = _listed(Retention.THIRTY_YEARS, "党员教育活动材料")

_DEFAULTS = {
    MEMBER_ASSEMBLY.key: _MINUTES,
    COMMITTEE_MEETING.key: _MINUTES,
    DEMOCRATIC_APPRAISAL.key: _MINUTES,
    ORG_LIFE_MEETING.key: _like(Retention.PERMANENT, "民主生活会记录"),
    GROUP_MEETING.key: _like(Retention.TEN_YEARS, "党小组安排、计划、总结"),
    HEART_TALK.key: _like(Retention.THIRTY_YEARS, "思想建设规定、措施"),
}
"""Of the other kinds, which are education of members, it is that of their material."""

_FOR_EVER = (Matter.ELECTION, Matter.ADMIT, Matter.CONFIRM)
"""换届选举, 发展 and 转正 are kept for ever, in whatever meeting they were decided."""


@dataclass(frozen=True)
class Retentions:
    """What holds in one ledger."""

    local: Sequence[LocalRetention] = ()

    def of_kind(self, kind: str) -> Version[Retention]:
        """How long records of a kind are kept, and where that stands."""
        for one in reversed(self.local):
            if one.kind == kind and one.retention:
                return Version(
                    one.retention, one.reason or "本校规定", _SINCE, certainty=Certainty.LOCAL
                )
        return _DEFAULTS.get(kind, _EDUCATION)

    def of(self, record: Record) -> Retention:
        """The longest that any of its kinds or votes asks for."""
        if any(item.vote and item.vote.matter in _FOR_EVER for item in record.agenda):
            return Retention.PERMANENT
        return min((self.of_kind(kind).value for kind in record.kinds), key=list(Retention).index)


def read_retentions(value: Any) -> Retentions:
    """What holds, from the setting. Raises LedgerDamaged if it holds something else."""
    problems: list[Problem] = []
    found = RETENTION.read(value, Place().field(RETENTION.key, RETENTION.label), problems)
    if problems:
        raise LedgerDamaged(
            f"台账里有读不懂的设置：{problems[0]}", hint="台账没有改动。请升级程序后再试。"
        )
    return Retentions(tuple(found))


def with_retention(local: Iterable[LocalRetention], one: LocalRetention) -> list[LocalRetention]:
    """The local values with another one in the place of an older one for the kind."""
    others = [old for old in local if old.kind != one.kind]
    return [*others, one] if one.retention else others
