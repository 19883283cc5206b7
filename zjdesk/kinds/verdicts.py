"""Votes: may it be held, did it carry, by which rule. Whole numbers only.

Conventions 11 and 13 in tests/conventions.py. The base is 应到会有表决权, never who
happens to be there; written opinions count for 接收 and 转正 only; a secret ballot is a tally. What
figures a person has not given yet leave the question open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS, GradeName, Matter
from zjdesk.kinds.headcount import turnout
from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.values import Base, Share, Whole, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from zjdesk.agenda import Candidate, Vote
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations
    from zjdesk.regulations.rule import Rule, Version

QUORUMS: Mapping[Matter, Rule[Share]] = {
    Matter.GENERAL: rules.QUORUM,
    Matter.ADMIT: rules.QUORUM_ADMISSION,
    Matter.CONFIRM: rules.QUORUM_ADMISSION,
    Matter.COMMITTEE: rules.QUORUM_COMMITTEE,
    Matter.SCHOOL_BODY: rules.QUORUM_SCHOOL,
    Matter.ELECTION: rules.QUORUM_ELECTION,
}
MAJORITIES: Mapping[Matter, Rule[Share]] = {
    Matter.GENERAL: rules.MAJORITY,
    Matter.ADMIT: rules.MAJORITY_ADMISSION,
    Matter.CONFIRM: rules.MAJORITY_ADMISSION,
    Matter.COMMITTEE: rules.MAJORITY_COMMITTEE,
    Matter.SCHOOL_BODY: rules.MAJORITY_SCHOOL,
}


@dataclass(frozen=True)
class Quorum:
    """Whether a vote may be held: of `expected` voters `present` are there, `need` are needed."""

    expected: int
    present: int
    need: int
    rule: Version[Share]

    @property
    def is_reached(self) -> bool:
        return self.expected > 0 and self.present >= self.need


@dataclass(frozen=True)
class Majority:
    """Whether the ayes suffice: `need` of `base`; `ayes` hold the `written` ones."""

    base: int
    need: int
    ayes: int | None
    written: int
    rule: Version[Share]

    @property
    def is_reached(self) -> bool | None:
        """None while the ayes are not known."""
        return None if self.ayes is None else self.ayes >= self.need


@dataclass(frozen=True)
class Tally:
    """One candidate: the votes, and whether they clear half of 应到, or half of 实到 only."""

    name: str
    label: str
    """The name, with what tells the member apart from another of the same name."""
    ayes: int
    clears_expected: bool
    clears_present_only: bool
    is_elected: bool
    is_tied: bool
    """Over half, and level with another across the last seat: they are voted on again."""


@dataclass(frozen=True)
class Election:
    """The outcome of an election; `need` votes elect, `base` says of what they are the majority."""

    seats: int
    need: int
    base: Version[Base]
    tallies: Sequence[Tally]
    is_void: bool
    """More slips came back than were given out: 选举无效, 重新选举."""

    @property
    def elected(self) -> list[Tally]:
        """Those who are elected, by votes."""
        return [one for one in self.ranked if one.is_elected]

    @property
    def ranked(self) -> list[Tally]:
        """The candidates by votes, those of equal votes in the order of the slip."""
        return sorted(self.tallies, key=lambda one: -one.ayes)

    @property
    def tied(self) -> list[Tally]:
        return [one for one in self.tallies if one.is_tied]

    @property
    def are_all_filled(self) -> bool:
        return len(self.elected) == self.seats


@dataclass(frozen=True)
class Appraisal:
    """The grades of an appraisal, and how many may be 优秀 (rounded down)."""

    graded: int
    results: Mapping[GradeName, int]
    most_excellent: int
    rule: Version[Any]

    @property
    def has_too_many_excellent(self) -> bool:
        return self.results[GradeName.EXCELLENT] > self.most_excellent


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one vote.

    An appraisal has neither quorum nor majority. A vote among people who are not expected by rule
    (`quorum` None in other matters) cannot be judged.
    """

    matter: Matter
    quorum: Quorum | None = None
    majority: Majority | None = None
    election: Election | None = None
    appraisal: Appraisal | None = None

    @property
    def passed(self) -> bool | None:
        """Whether it carried, or every seat was filled; None while that is not known."""
        if self.quorum is None:
            return None
        if self.election is not None:
            return self.election.are_all_filled
        if self.majority is None or self.majority.is_reached is None:
            return None
        return self.quorum.is_reached and self.majority.is_reached


def verdict(record: Record, vote: Vote, regulations: Regulations) -> Verdict | None:
    """What the rules say of a vote; None while nothing can be said of it."""
    if vote.matter is None:
        return None
    if vote.matter is Matter.APPRAISAL:
        return Verdict(vote.matter, appraisal=_appraisal(record, vote, regulations))
    voters = turnout(record, vote)
    if voters.expected is None or voters.present is None:
        return Verdict(vote.matter)
    rule = regulations.version(QUORUMS[vote.matter])
    need = rule.value.least(voters.expected)
    quorum = Quorum(voters.expected, voters.present, need, rule)
    if vote.matter is Matter.ELECTION:
        return Verdict(vote.matter, quorum, election=_election(record, vote, quorum, regulations))
    return Verdict(vote.matter, quorum, majority=_majority(vote, quorum, regulations))


# ------------------------------------------------------------------------------ inside


def _majority(vote: Vote, quorum: Quorum, regulations: Regulations) -> Majority:
    assert vote.matter is not None
    rule = regulations.version(MAJORITIES[vote.matter])
    counts = vote.matter in ADMISSIONS and regulations[rules.WRITTEN] is Written.ADMISSIONS
    written = (vote.written_ayes or 0) if counts else 0
    return Majority(
        base=quorum.expected,
        need=rule.value.least(quorum.expected),
        ayes=None if vote.ayes is None else vote.ayes + written,
        written=written,
        rule=rule,
    )


def _election(
    record: Record, vote: Vote, quorum: Quorum, regulations: Regulations
) -> Election | None:
    if not vote.seats or not vote.candidates or any(one.ayes is None for one in vote.candidates):
        return None
    base = regulations.version(rules.ELECTION_BASE)
    over_half = Share.OVER_HALF
    need = over_half.least(quorum.expected if base.value is Base.EXPECTED else quorum.present)
    is_void = vote.issued is not None and (vote.returned or 0) > vote.issued
    counts = not is_void and quorum.is_reached
    ranked = sorted((one.ayes or 0 for one in vote.candidates), reverse=True)
    clear = [ayes for ayes in ranked if ayes >= need]
    last, following = clear[vote.seats - 1 : vote.seats], clear[vote.seats : vote.seats + 1]
    tied_at = last[0] if last and last == following else None

    labels = {entry.member: entry.label for entry in record.roster}

    def tally(candidate: Candidate) -> Tally:
        ayes = candidate.ayes or 0
        clears = ayes >= need
        is_tied = clears and ayes == tied_at
        return Tally(
            name=candidate.name,
            label=labels.get(candidate.member, candidate.name),
            ayes=ayes,
            clears_expected=over_half.is_reached(ayes, quorum.expected),
            clears_present_only=over_half.is_reached(ayes, quorum.present)
            and not over_half.is_reached(ayes, quorum.expected),
            is_elected=counts and ayes in clear[: vote.seats] and not is_tied,
            is_tied=counts and is_tied,
        )

    return Election(vote.seats, need, base, [tally(one) for one in vote.candidates], is_void)


def _appraisal(record: Record, vote: Vote, regulations: Regulations) -> Appraisal:
    rule = regulations.version(rules.EXCELLENT)
    of_all = regulations[rules.EXCELLENT_OF] is Whole.MEMBERS
    whole = sum(entry.by_default for entry in record.roster) if of_all else len(vote.grades)
    return Appraisal(
        graded=len(vote.grades),
        results={name: sum(one.result is name for one in vote.grades) for name in GradeName},
        most_excellent=rule.value.of(whole),
        rule=rule,
    )
