"""The rules as they are on one day, for one ledger and one record.

A local value goes before the national one, a value by which a 定稿 was judged before both.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from zjdesk.errors import LedgerDamaged, Place, Problem
from zjdesk.fields import Day, Text
from zjdesk.parts import Part, Rows
from zjdesk.regulations.catalogue import EDITION, JUDGING, RULES
from zjdesk.regulations.rule import Version
from zjdesk.step_rules import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zjdesk.regulations.rule import Rule

T = TypeVar("T")


@dataclass
class LocalRule(Part):
    """A value that the superior sets otherwise: which rule, since when, on what ground."""

    rule: Annotated[str, Text("rule", "规定", required=True)] = ""
    value: Annotated[str, Text("value", "本地要求", required=True)] = ""
    start: Annotated[date | None, Day("from", "起")] = None
    reason: Annotated[str, Text("reason", "依据", required=True)] = ""


LOCAL_RULES = Rows("regulations.local", "本地规定", LocalRule)
"""The setting of a ledger that holds its local values."""


@dataclass(frozen=True)
class Regulations:
    """Every rule as it is on one day: national ones, local ones on top."""

    day: date
    local: tuple[LocalRule, ...] = ()
    kept: Mapping[str, Any] = attribute(default_factory=dict)
    """Values that a 定稿 was judged by; they go before everything."""

    def __getitem__(self, rule: Rule[T]) -> T:
        return self.version(rule).value

    def version(self, rule: Rule[T]) -> Version[T]:
        """The value of a rule with its source; a local one has its reason as source."""
        national = rule.on(self.day)
        local = self._local(rule)
        in_force = national if local is None else local
        kept = rule.field.read(self.kept.get(rule.field.key), Place(), [])
        if kept is None:
            return in_force
        demanded = self.kept.get("local", {}).get(rule.field.key)
        if demanded:
            since = date.fromisoformat(demanded["since"])
            return Version(kept, demanded["source"], since, certainty=Certainty.LOCAL)
        if kept == national.value:
            return national
        words = f"定稿时的规定（{self.kept.get('edition', '')}）"
        return Version(kept, words, national.effective_from, certainty=national.certainty)

    def to_keep(self) -> dict[str, Any]:
        """What a 定稿 keeps: the values that judge it, the edition, and on whose demand."""
        versions = {rule: self.version(rule) for rule in JUDGING}
        local = {
            rule.field.key: {"source": one.source, "since": one.effective_from.isoformat()}
            for rule, one in versions.items()
            if one.certainty is Certainty.LOCAL and one is not rule.on(self.day)
        }
        values = {rule.field.key: rule.field.to_json(one.value) for rule, one in versions.items()}
        return {"edition": EDITION, **values, **({"local": local} if local else {})}

    def _local(self, rule: Rule[T]) -> Version[T] | None:
        found = [
            one
            for one in self.local
            if one.rule == rule.field.key
            and not rule.is_fixed
            and (one.start is None or one.start <= self.day)
        ]
        if not found:
            return None
        newest = max(found, key=lambda one: one.start or date.min)
        value = rule.field.from_json(newest.value)
        since = newest.start or rule.on(self.day).effective_from
        return Version(value, newest.reason, since, certainty=Certainty.LOCAL)


def read_local(value: Any) -> tuple[LocalRule, ...]:
    """Local values from the setting. Raises LedgerDamaged if it holds something else.

    Those of rules that only a newer program knows are kept, and ask for nothing here.
    """
    problems: list[Problem] = []
    found = LOCAL_RULES.read(value, Place().field(LOCAL_RULES.key, LOCAL_RULES.label), problems)
    problems += local_problems(found)
    if problems:
        raise LedgerDamaged(
            f"台账里有读不懂的设置：{problems[0]}", hint="台账没有改动。请升级程序后再试。"
        )
    return tuple(found)


def local_problems(local: Iterable[LocalRule]) -> list[Problem]:
    """Values that their rules cannot have; of a rule that is not known here nothing is said."""
    problems: list[Problem] = []
    for number, one in enumerate(local):
        if one.rule not in RULES:
            continue
        at = Place().field(LOCAL_RULES.key, LOCAL_RULES.label).item(number)
        field = RULES[one.rule].field
        field.read(one.value, at.field(field.key, field.label), problems)
    return problems
