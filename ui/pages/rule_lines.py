"""A regulation in the words of the settings page: what holds now, where it stands, what is local.

What was only heard of is never put as law; what no regulation says is called what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zjdesk.fields import Day
from zjdesk.regulations.catalogue import CHAPTERS, RULES
from zjdesk.regulations.in_force import LocalRule, Regulations
from zjdesk.step_rules import CERTAINTIES, Certainty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjdesk.regulations.rule import Rule, Version

OVERRIDDEN = "本地要求"
_TO_COME = "本地待生效"
UNSET = "没有填写"
CUSTOM = "没有统一规定，按各地做法"
_SHORT = {
    Certainty.TEXT_SEEN: "见于条文",
    Certainty.EXCERPT: "待核对",
    Certainty.SECOND_HAND: "待核对",
    Certainty.LOCAL: "各地做法",
}
_DAY = Day("", "")


@dataclass(frozen=True)
class RuleLine:
    """A rule on one day: in the whole country and in this branch (`local`, by the day of start)."""

    rule: Rule[Any]
    national: Version[Any]
    now: Version[Any]
    local: tuple[LocalRule, ...] = ()

    @property
    def key(self) -> str:
        return self.rule.field.key

    @property
    def label(self) -> str:
        return self.rule.field.label

    @property
    def is_overridden(self) -> bool:
        """Whether a local value is in force."""
        return self.now is not self.national

    @property
    def needs_a_look(self) -> bool:
        """Whether the text itself was not seen."""
        return self.now.certainty in (Certainty.SECOND_HAND, Certainty.EXCERPT)

    @property
    def demand(self) -> str:
        """What holds now."""
        return self.in_words(self.now.value)

    @property
    def national_demand(self) -> str:
        return self.in_words(self.national.value)

    @property
    def short_certainty(self) -> str:
        if self.local:
            return OVERRIDDEN if self.is_overridden else _TO_COME
        return _SHORT[self.now.certainty]

    @property
    def certainty(self) -> str:
        """How surely the national rule is known."""
        is_custom = self.national.certainty is Certainty.LOCAL
        return CUSTOM if is_custom else CERTAINTIES[self.national.certainty]

    @property
    def since(self) -> str:
        """Since when the national rule holds; empty for a custom, which began on no day."""
        return f"{self.national.dating}（日期待核对）" if self.national.dating else ""

    @property
    def text(self) -> str:
        """Everything that a search may find."""
        parts = (
            self.label, self.demand, self.national.place, self.certainty, self.national.note,
            self.short_certainty, *(one.reason for one in self.local),
        )  # fmt: skip
        return "\n".join(parts).lower()

    def in_words(self, value: Any) -> str:
        return self.rule.field.show(value) or UNSET

    def local_words(self, one: LocalRule) -> str:
        """A local value with its day: 2026年9月1日起：每月一次."""
        field = self.rule.field
        start = f"{_DAY.show(one.start)}起" if one.start else "一直"
        return f"{start}：{self.in_words(field.from_json(one.value))}"


def chapters(local: Sequence[LocalRule], today: date) -> dict[str, list[RuleLine]]:
    """Every rule as it is today, under the heading of its chapter."""
    national, here = Regulations(today), Regulations(today, tuple(local))

    def line(rule: Rule[Any]) -> RuleLine:
        own = [one for one in local if one.rule == rule.field.key]
        own.sort(key=lambda one: one.start or date.min)
        return RuleLine(rule, national.version(rule), here.version(rule), tuple(own))

    return {
        heading: [line(rule) for key, rule in RULES.items() if key.startswith(beginnings)]
        for heading, beginnings in CHAPTERS.items()
    }
