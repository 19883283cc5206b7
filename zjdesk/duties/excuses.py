"""本月不召开: periods in which something is not held, each with its reason; a setting.

An excuse never hides what was held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from zjdesk.duties.catalogue import DUTIES
from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.fields import Day, Text
from zjdesk.parts import Part, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class Excuse(Part):
    """Why a duty is not met in the period that begins on `start`; without `group`, in no group."""

    duty: Annotated[str, Text("duty", "应开的会议", required=True)] = ""
    start: Annotated[date | None, Day("from", "时段首日", required=True)] = None
    group: Annotated[str, Text("group", "党小组")] = ""
    reason: Annotated[str, Text("reason", "不召开的原因", required=True)] = ""


EXCUSED = Rows("duties.excused", "不召开的说明", Excuse)
"""The setting of a ledger that holds its excuses."""


def with_excuse(excuses: Iterable[Excuse], one: Excuse) -> list[Excuse]:
    """The excuses with another one, which goes before an older one for the same period."""
    return [*without_excuse(excuses, one), one]


def without_excuse(excuses: Iterable[Excuse], one: Excuse) -> list[Excuse]:
    """The excuses without that for the same duty, period and group."""
    place = (one.duty, one.start, one.group)
    return [old for old in excuses if (old.duty, old.start, old.group) != place]


def read_excuses(value: Any) -> tuple[Excuse, ...]:
    """Excuses from the setting. Raises LedgerDamaged if it holds something else.

    Those of duties that only a newer program knows are kept, and excuse nothing here.
    """
    problems: list[Problem] = []
    found = EXCUSED.read(value, Place().field(EXCUSED.key, EXCUSED.label), problems)
    problems += excuse_problems(one for one in found if one.duty in DUTIES)
    if problems:
        raise LedgerDamaged(
            f"台账里有读不懂的设置：{problems[0]}", hint="台账没有改动。请升级程序后再试。"
        )
    return tuple(found)


def excuse_problems(excuses: Iterable[Excuse]) -> list[Problem]:
    """What is wrong with excuses: an unknown duty, no period, no reason."""
    problems = []
    for number, one in enumerate(excuses):
        at = Place().field(EXCUSED.key, EXCUSED.label).item(number)
        if one.duty not in DUTIES:
            problems.append(Problem(f"没有这一种应开的会议：{one.duty}", at))
        if one.start is None:
            problems.append(Problem("没有写是哪一段时间", at))
        if not one.reason.strip():
            problems.append(Problem("没有写不召开的原因", at))
    return problems
