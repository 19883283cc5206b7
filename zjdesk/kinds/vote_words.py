"""A vote in words: its figures as they were counted, and what follows from them by the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import GRADES, MATTERS, METHODS, Matter, Method
from zjdesk.kinds.headcount import count, expected_at, turnout
from zjdesk.kinds.reductions import left_out
from zjdesk.kinds.verdicts import verdict
from zjdesk.record import Expected
from zjdesk.regulations.values import Base, Share
from zjdesk.step_rules import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.agenda import Vote
    from zjdesk.kinds.verdicts import Appraisal, Election, Majority, Quorum, Tally, Verdict
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations
    from zjdesk.regulations.rule import Version

NOT_SAID = (None, Matter.GENERAL, Matter.COMMITTEE, Matter.SCHOOL_BODY)
"""What the item of the agenda tells by itself."""


def sentence(record: Record, vote: Vote, regulations: Regulations) -> str:
    """The vote as one reads it out, ready for the minutes; nothing is said that is not given.

    应到会有表决权的党员22名，实到20名。接收预备党员，表决对象唐既白，采用无记名投票，发出20张，
    收回20张，其中有效20张，无效0张，赞成20票，反对0票，弃权0票，赞成超过应到会有表决权党员的半数，
    表决通过。监票人高见贤，计票人程思齐。

    Of a vote that was called off: who was there, what it would have been about, and why it was not
    held.
    """
    judged = verdict(record, vote, regulations)
    if was_called_off(vote, judged):
        about = [*_question(vote), outcome(record, judged)]
        return f"{_turnout(record, vote)}。{'，'.join(about)}。"
    method = f"采用{METHODS[vote.method]}" if vote.method else ""
    said = [*_question(vote), method, _figures(vote), outcome(record, judged)]
    officers = (("监票人", vote.scrutineers), ("计票人", vote.tellers))
    parts = (
        _turnout(record, vote),
        "，".join(filter(None, said)),
        "，".join(f"{word}{'、'.join(names)}" for word, names in officers if names),
    )
    return "".join(f"{part}。" for part in parts if part)


def outcome(record: Record, judged: Verdict | None) -> str:
    """What the vote decided; empty while figures are missing."""
    if judged is None:
        return ""
    if judged.appraisal is not None:
        return _grades(judged.appraisal)
    quorum = judged.quorum
    if quorum is None:
        return ""
    if not quorum.is_reached:
        return f"到会人数不足（须到{quorum.need}名），不能进行表决"
    if judged.election is not None:
        return _counted(judged.election)
    if judged.majority is None or judged.passed is None:
        return ""
    return _decided(record, judged.majority, passed=judged.passed)


def was_called_off(vote: Vote, judged: Verdict | None) -> bool:
    """Whether too few came, and so nobody voted: a figure of 0 is none."""
    is_missed = judged is not None and judged.quorum is not None and not judged.quorum.is_reached
    return is_missed and not _has_figures(vote)


def was_held(vote: Vote, judged: Verdict | None) -> bool:
    """Whether enough came and their votes are given, for and against whatever they are."""
    return (
        judged is not None
        and judged.quorum is not None
        and judged.quorum.is_reached
        and judged.passed is not None
        and _has_figures(vote)
    )


def quorum_state(quorum: Quorum) -> str:
    """Whether the vote may be held: 可以表决（应到22人，须到12人，实到20人）."""
    figures = f"应到{quorum.expected}人，须到{quorum.need}人，实到{quorum.present}人"
    if quorum.expected == 0:
        return "没有应到会有表决权的人，不能表决"
    if quorum.is_reached:
        return f"可以表决：{figures}"
    return f"还差{quorum.need - quorum.present}人，不能表决：{figures}"


def result_state(judged: Verdict) -> str:
    """How the vote stands: 须赞成12票，现14票，通过."""
    if judged.appraisal is not None:
        return _grades_state(judged.appraisal)
    if judged.majority is not None:
        state = _majority_state(judged.majority)
    else:
        state = _election_state(judged.election) if judged.election is not None else ""
    is_void = judged.quorum is not None and not judged.quorum.is_reached
    return f"{state}；但到会人数不足，票数不算" if state and is_void else state


def sources(judged: Verdict) -> list[Version[object]]:
    """The rules by which the vote is judged, each once."""
    parts = (judged.quorum, judged.majority, judged.appraisal)
    found: list[Version[object]] = [part.rule for part in parts if part is not None]
    if judged.election is not None:
        found.append(judged.election.base)
    return list({one.place: one for one in found}.values())


# ------------------------------------------------------------------------------ what was counted


def _turnout(record: Record, vote: Vote) -> str:
    if vote.matter is Matter.APPRAISAL:
        headcount = count(record)
        return f"应到党员{headcount.expected}名，实到{headcount.present}名"
    voters = turnout(record, vote)
    if voters.expected is None:
        return ""
    fewer = len(left_out(vote))
    reduced = f"（经上级党组织同意、党员大会通过，不计入应到{fewer}名）" if fewer else ""
    return f"应到{_voters(record, vote)}{voters.expected}名{reduced}，实到{voters.present}名"


def _voters(record: Record, vote: Vote) -> str:
    if expected_at(record) is Expected.COMMITTEE:
        return "委员"
    right = "选举权" if vote.matter is Matter.ELECTION else "表决权"
    return f"会有{right}的党员"


def _question(vote: Vote) -> list[str]:
    """What is voted on, clause by clause."""
    clauses = (
        "" if vote.matter in NOT_SAID else MATTERS[vote.matter],
        f"表决对象{vote.candidate}" if vote.candidate else "",
        f"应选{vote.seats}名" if vote.seats is not None else "",
    )
    return [clause for clause in clauses if clause]


def _figures(vote: Vote) -> str:
    slips = (
        ("发出", vote.issued),
        ("收回", vote.returned),
        ("其中有效", _valid(vote)),
        ("无效", vote.invalid),
    )
    votes = (("赞成", vote.ayes), ("反对", vote.nays), ("弃权", vote.abstain))
    written = (("书面赞成", vote.written_ayes), ("书面反对", vote.written_nays))
    more = "、".join(f"{word}{n}票" for word, n in written if n is not None)
    unit = "人" if vote.method in (Method.SHOW_OF_HANDS, Method.VOICE) else "票"
    clauses = [
        *(f"{word}{n}张" for word, n in slips if n is not None),
        *(f"{word}{n}{unit}" for word, n in votes if n is not None),
        *([f"另有{more}"] if more else []),
    ]
    return "，".join(clauses)


def _has_figures(vote: Vote) -> bool:
    slips = (vote.issued, vote.returned, vote.invalid)
    votes = (vote.ayes, vote.nays, vote.abstain, vote.written_ayes, vote.written_nays)
    return any((*slips, *votes, *(one.ayes for one in vote.candidates)))


def _valid(vote: Vote) -> int | None:
    """有效票; figures that contradict each other give none."""
    if vote.returned is None or vote.invalid is None or vote.invalid > vote.returned:
        return None
    return vote.returned - vote.invalid


# ------------------------------------------------------------------------------ what follows


def _decided(record: Record, majority: Majority, *, passed: bool) -> str:
    whom = "应到委员" if expected_at(record) is Expected.COMMITTEE else "应到会有表决权党员"
    reached = REACHED[majority.rule.value].format(whom)
    counted = f"合计赞成{majority.ayes}票，" if majority.written else ""
    by = f"，按{majority.rule.place}" if _is_text(majority.rule) else ""
    if passed:
        return f"{counted}赞成{reached}{by}，表决通过"
    return f"{counted}赞成没有{reached}（须{majority.need}票）{by}，表决没有通过"


REACHED = {
    Share.HALF: "达到{}的半数",
    Share.OVER_HALF: "超过{}的半数",
    Share.TWO_THIRDS: "达到{}的三分之二",
    Share.FOUR_FIFTHS: "达到{}的五分之四",
}
"""What so many votes have done, of all those of {}."""


def _is_text(rule: Version[object]) -> bool:
    """Whether a rule may be cited in minutes: what is known at second hand is no law."""
    return rule.certainty not in (Certainty.SECOND_HAND, Certainty.LOCAL)


def _counted(election: Election) -> str:
    """The votes of each, the most first, and what follows from them."""
    if election.is_void:
        return _elected(election)
    votes = "、".join(f"{one.label}得{one.ayes}票" for one in election.ranked)
    needed = f"须超过{_base(election)}会有选举权党员的半数，即得{election.need}票"
    return f"{votes}；{needed}，{_elected(election) or '没有人当选'}"


def _base(election: Election) -> str:
    return "应到" if election.base.value is Base.EXPECTED else "实到"


def _elected(election: Election) -> str:
    if election.is_void:
        return "收回的选票多于发出的选票，选举无效，须重新选举"
    clauses = []
    if election.elected:
        clauses.append(f"{_named(election.elected)}当选")
    if election.tied:
        clauses.append(f"{_named(election.tied)}票数相等，须就票数相等的重新投票")
    missing = election.seats - len(election.elected)
    if missing and not election.tied:
        clauses.append(f"还缺{missing}名，须另行选举")
    return "；".join(clauses)


def _named(tallies: Iterable[Tally]) -> str:
    return "、".join(one.label for one in tallies)


def _grades(appraisal: Appraisal) -> str:
    counted = [f"{GRADES[name]}{n}名" for name, n in appraisal.results.items() if n]
    return f"评定{'、'.join(counted)}" if counted else ""


def _majority_state(majority: Majority) -> str:
    if majority.ayes is None:
        return f"须赞成{majority.need}票"
    written = f"（含书面{majority.written}票）" if majority.written else ""
    short = majority.need - majority.ayes
    state = "通过" if majority.is_reached else f"还差{short}票，没有通过"
    return f"须赞成{majority.need}票，现{majority.ayes}票{written}，{state}"


def _election_state(election: Election) -> str:
    outcome = _elected(election) or "没有人当选"
    state = f"须得{election.need}票（超过{_base(election)}的半数）；{outcome}"
    doubtful = [one for one in election.tallies if one.clears_present_only]
    if doubtful and election.base.value is Base.EXPECTED:
        state += f"。{_named(doubtful)}只超过实到的半数，没有超过应到的半数，不能算当选"
    return state


def _grades_state(appraisal: Appraisal) -> str:
    excellent = next(iter(appraisal.results.values()))
    limit = f"优秀至多{appraisal.most_excellent}名（参评{appraisal.graded}名）"
    if appraisal.has_too_many_excellent:
        return f"{limit}，现{excellent}名，超过{excellent - appraisal.most_excellent}名"
    return f"{limit}，现{excellent}名"
