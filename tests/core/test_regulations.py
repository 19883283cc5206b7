"""Regulations: versions by day, local values on top, what a 定稿 keeps, and the whole catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.errors import LedgerDamaged
from zjdesk.fields import Choice, Count
from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.catalogue import CHAPTERS, EDITION, JUDGING, RULES
from zjdesk.regulations.in_force import (
    LOCAL_RULES,
    LocalRule,
    Regulations,
    local_problems,
    read_local,
)
from zjdesk.regulations.rule import Rule, Version
from zjdesk.regulations.values import (
    BALLOTS,
    BASES,
    BODIES,
    FIRSTS,
    FREE_MONTHS,
    FREQUENCIES,
    LISTED_REASONS,
    MOSTS,
    REDUCTION_REASONS,
    SHARES,
    TWICE,
    WHOLES,
    WRITINGS,
    Ballot,
    Base,
    Body,
    First,
    Frequency,
    Months,
    Most,
    ReductionReasons,
    Share,
    Twice,
    Whole,
    Written,
)
from zjdesk.step_rules import CERTAINTIES, Certainty

DAY = date(2026, 3, 12)
LECTURE = "frequency.party_lecture"
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def local(value: str, start: date | None = None, rule: str = LECTURE) -> LocalRule:
    return LocalRule(rule=rule, value=value, start=start, reason=f"{value}的依据")


# ------------------------------------------------------------------------------ versions

THREE = Rule(
    Count("sample.number", "举例"),
    (
        Version(1, "《甲》", date(2014, 1, 1)),
        Version(2, "《乙》", date(2018, 10, 28), article="第3条"),
        Version(3, "《丙》", date(2027, 1, 1)),
    ),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2010, 1, 1), 1),  # before the first one, the first
        (date(2014, 1, 1), 1),
        (date(2018, 10, 27), 1),
        (date(2018, 10, 28), 2),
        (date(2026, 12, 31), 2),
        (date(2027, 1, 1), 3),
        (date.max, 3),
    ],
)
def test_the_newest_version_in_force_counts(day: date, value: int) -> None:
    assert THREE.on(day).value == value
    assert Regulations(day)[THREE] == value


def test_a_version_says_where_it_stands_and_how_surely() -> None:
    version = THREE.on(DAY)
    assert version.place == "《乙》第3条"
    assert version.origin == "《乙》第3条（见于公开刊载的文本）"
    heard = Version(1, "《甲》", DAY, certainty=Certainty.SECOND_HAND)
    assert heard.origin == "《甲》（据他处转述，待核对）"


# ------------------------------------------------------------------------------ local values


def test_a_local_value_goes_before_the_national_one_with_its_ground() -> None:
    regulations = Regulations(DAY, (local("monthly"),))
    assert regulations[rules.LECTURE] is Frequency.MONTHLY
    assert regulations[rules.ASSEMBLY] is Frequency.QUARTERLY
    version = regulations.version(rules.LECTURE)
    assert version.source == "monthly的依据"
    assert version.certainty is Certainty.LOCAL


def test_a_local_value_holds_from_its_day_on() -> None:
    start = date(2026, 9, 1)
    given = (local("monthly", start),)
    assert Regulations(start - timedelta(days=1), given)[rules.LECTURE] is Frequency.QUARTERLY
    assert Regulations(start, given)[rules.LECTURE] is Frequency.MONTHLY
    assert Regulations(start, given).version(rules.LECTURE).effective_from == start


def test_the_newest_local_value_wins_in_whatever_order_they_stand() -> None:
    values = (
        local("monthly", date(2026, 3, 1)),
        local("never"),
        local("yearly", date(2026, 9, 1)),
        local("half_yearly", date(2025, 1, 1)),
    )
    for order in (values, values[::-1]):
        found = [Regulations(day, order)[rules.LECTURE] for day in (
            date(2024, 12, 31), date(2025, 1, 1), date(2026, 3, 1), date(2026, 9, 1),
        )]  # fmt: skip
        assert found == ["never", "half_yearly", "monthly", "yearly"]


@given(st.lists(DAYS, unique=True, max_size=5), DAYS)
def test_no_local_value_holds_before_its_day(starts: list[date], day: date) -> None:
    values = tuple(local(str(start.year % 40), start, "hours.member") for start in starts)
    begun = [start for start in starts if start <= day]
    wanted = max(begun).year % 40 if begun else 32
    assert Regulations(day, values)[rules.MEMBER_HOURS] == wanted


@pytest.mark.parametrize(
    ("rule", "text", "value"),
    [
        (rules.MEMBER_HOURS, "40", 40),
        (rules.THEME_DAY_ON, "0", 0),
        (rules.QUORUM, "two_thirds", Share.TWO_THIRDS),
        (rules.EXCELLENT, "quarter", Most.QUARTER),
        (rules.FREE, "summer", Months.SUMMER),
        (rules.SINCE, "2026-09-01", date(2026, 9, 1)),
    ],
)
def test_local_values_have_the_type_of_their_rule(rule: Rule[Any], text: str, value: Any) -> None:
    found = read_local([{"rule": rule.field.key, "value": text, "reason": "文件"}])
    assert Regulations(DAY, found)[rule] == value


@pytest.mark.parametrize("nothing", [None, []])
def test_no_setting_is_no_local_value(nothing: Any) -> None:
    assert read_local(nothing) == ()


def test_rules_that_only_a_newer_program_knows_are_kept() -> None:
    setting = [
        {"rule": "a.newer.rule", "value": "9", "from": "2027-01-01", "reason": "文件"},
        {"rule": LECTURE, "value": "monthly", "reason": "文件"},
    ]
    found = read_local(setting)
    assert LOCAL_RULES.to_json(list(found)) == setting
    regulations = Regulations(DAY, found)
    assert regulations[rules.LECTURE] is Frequency.MONTHLY
    assert all(regulations[rule] == rule.on(DAY).value
               for rule in RULES.values() if rule is not rules.LECTURE)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("weekly", "本地规定第1项·党课：不认识“weekly”"),
        ("", "本地规定第1项·党课：不认识“”"),
    ],
)
def test_a_value_that_a_rule_cannot_have_is_no_setting(value: str, told: str) -> None:
    with pytest.raises(LedgerDamaged, match=told) as error:
        read_local([{"rule": LECTURE, "value": value, "reason": "文件"}])
    assert "升级程序" in error.value.hint


@pytest.mark.parametrize(
    "wrong",
    [
        "monthly",
        [3],
        [{"rule": "hours.member", "value": 40, "reason": "文件"}],
        [{"rule": "hours.member", "value": "501", "reason": "文件"}],
        [{"rule": "hours.member", "value": "-1", "reason": "文件"}],
        [{"rule": "hours.member", "value": "四十", "reason": "文件"}],
        [{"rule": "duties.since", "value": "2026-02-30", "reason": "文件"}],
        [{"rule": LECTURE, "value": "monthly", "from": "昨天", "reason": "文件"}],
        [{"rule": LECTURE, "value": "monthly", "why": "文件"}],
    ],
)
def test_anything_else_is_damage(wrong: Any) -> None:
    with pytest.raises(LedgerDamaged):
        read_local(wrong)


def test_what_is_wrong_is_told_with_its_own_number() -> None:
    found = [local("9", rule="a.newer.rule"), local("monthly"), local("weekly")]
    [problem] = local_problems(found)
    assert problem.place.path == (LOCAL_RULES.key, 2, LECTURE)


def test_nothing_local_goes_before_what_is_only_to_be_looked_up() -> None:
    fixed = [rule for rule in RULES.values() if rule.is_fixed]
    assert {rules.REDUCTIONS, rules.LONG_ABSENCE, rules.QUORUM_SCHOOL_ORDINARY} == set(fixed)
    given = (local("9", rule=rules.LONG_ABSENCE.field.key),)
    assert Regulations(DAY, given)[rules.LONG_ABSENCE] == 6


# ------------------------------------------------------------------------------ 定稿


def test_what_a_final_record_keeps_is_every_judging_value_and_the_edition() -> None:
    kept = Regulations(DAY, (local("two_thirds", rule="majority.general"),)).to_keep()
    assert kept.pop("edition") == EDITION
    assert kept.pop("local")["majority.general"]["source"] == "two_thirds的依据"
    assert kept.keys() == {rule.field.key for rule in JUDGING}
    assert kept["majority.general"] == "two_thirds"
    assert kept["record.late_days"] == 3


def test_kept_values_go_before_everything() -> None:
    kept = Regulations(DAY, (local("two_thirds", rule="majority.general"),)).to_keep()
    for later in ((), (local("half", rule="majority.general"),)):
        regulations = Regulations(date(2030, 1, 1), later, kept)
        assert regulations[rules.MAJORITY] is Share.TWO_THIRDS
        assert regulations.version(rules.MAJORITY).source == "two_thirds的依据"
        assert regulations.to_keep() == kept


def test_a_kept_value_that_still_holds_has_its_source() -> None:
    regulations = Regulations(DAY, kept=Regulations(DAY).to_keep())
    assert regulations.version(rules.QUORUM) is rules.QUORUM.on(DAY)


def test_what_was_not_kept_follows_the_day() -> None:
    regulations = Regulations(DAY, (local("monthly"),), Regulations(DAY).to_keep())
    assert regulations[rules.LECTURE] is Frequency.MONTHLY


# ------------------------------------------------------------------------------ the catalogue


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_has_source_note_chapter_and_possible_values(rule: Rule[Any]) -> None:
    assert rule.field.label
    starts = [version.effective_from for version in rule.versions]
    assert starts == sorted(set(starts))
    for version in rule.versions:
        assert version.source
        assert version.certainty in CERTAINTIES
        if version.certainty is not Certainty.TEXT_SEEN:
            assert version.note, "what is not seen in a text has to be explained"
        if isinstance(rule.field, Choice):
            assert version.value in rule.field.options
        if version.value is not None:
            assert rule.field.from_json(rule.field.to_json(version.value)) == version.value
    beginnings = [one for chapter in CHAPTERS.values() for one in chapter]
    assert sum(rule.field.key.startswith(one) for one in beginnings) == 1


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_no_day_of_effect_is_told_as_if_it_had_been_seen(rule: Rule[Any]) -> None:
    for version in rule.versions:
        assert bool(version.dating) == version.source.startswith("《")


def test_what_was_seen_as_an_excerpt_is_called_one() -> None:
    for rule in RULES.values():
        for version in rule.versions:
            if "支部工作条例" in version.source or "校长负责制" in version.source:
                assert version.certainty is Certainty.EXCERPT
    assert rules.SECRETARY_LECTURE.on(DAY).certainty is Certainty.LOCAL


@pytest.mark.parametrize(
    "rule",
    [rules.QUORUM_ADMISSION, rules.MAJORITY_ADMISSION, rules.BALLOT_ADMISSION, rules.WRITTEN],
)
def test_the_revision_of_2026_holds_from_its_day_at_second_hand(rule: Rule[Any]) -> None:
    before, after = rule.on(date(2026, 5, 17)), rule.on(date(2026, 5, 18))
    assert "2026年修订" in after.source
    assert "2026年修订" not in before.source
    assert after.certainty is Certainty.SECOND_HAND
    assert after.value == before.value


def test_the_listed_reasons_can_be_looked_up() -> None:
    assert all(reason in rules.REDUCTIONS.on(DAY).note for reason in LISTED_REASONS)


def test_every_rule_that_is_declared_is_listed() -> None:
    declared = [one for one in vars(rules).values() if isinstance(one, Rule)]
    assert {rule.field.key: rule for rule in declared} == dict(RULES)
    assert set(JUDGING) <= set(RULES.values())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Share, SHARES), (Most, MOSTS), (Frequency, FREQUENCIES), (Base, BASES),
        (Ballot, BALLOTS), (Months, FREE_MONTHS), (Twice, TWICE), (Body, BODIES), (First, FIRSTS),
        (Whole, WHOLES), (Written, WRITINGS), (ReductionReasons, REDUCTION_REASONS),
    ],
)  # fmt: skip
def test_every_value_has_its_words(options: Any, words: Any) -> None:
    assert list(words) == list(options)
    assert len(set(words.values())) == len(words)


# ------------------------------------------------------------------------------ numbers


@given(st.sampled_from(Most), st.integers(0, 10_000))
def test_the_most_within_a_share_is_rounded_down(most: Most, whole: int) -> None:
    numerator, denominator = {
        Most.THIRD: (1, 3), Most.THREE_TENTHS: (3, 10), Most.QUARTER: (1, 4),
    }[most]  # fmt: skip
    found = most.of(whole)
    assert found * denominator <= whole * numerator < (found + 1) * denominator


def test_free_months_are_months() -> None:
    assert {one: one.numbers for one in Months} == {
        Months.NONE: (), Months.SUMMER: (7, 8), Months.HOLIDAYS: (2, 7, 8),
    }  # fmt: skip
