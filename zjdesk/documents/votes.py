"""A vote on paper: its figures as they were counted. Whether it carried is not decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import METHODS, Matter, Vote
from zjdesk.documents.styles import LABEL
from zjdesk.parts import Rows, part_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.pages import Block

PER_ROW = 3


def vote_blocks(vote: Vote, manuscript: Manuscript) -> Iterator[Block]:
    """A sentence with the figures, a grid of all that is given, and the tables of the vote."""
    yield manuscript.text(sentence(vote, manuscript), lead="表决情况：")
    grid = list(_figures(vote, manuscript))
    rows = [grid[start : start + PER_ROW] for start in range(0, len(grid), PER_ROW)]
    if rows:
        yield manuscript.facts(rows)
    for name, field in part_fields(Vote).items():
        if isinstance(field, Rows) and (parts := getattr(vote, name)):
            yield manuscript.text(f"{field.label}：", LABEL)
            yield manuscript.rows(parts)


def sentence(vote: Vote, manuscript: Manuscript) -> str:
    """The figures that are given, as one reads them out.

    应到会有表决权的党员22名，实到20名。采用举手表决，赞成18票，反对0票，弃权0票。
    """
    slips = (
        ("发出", vote.issued, "张"),
        ("收回", vote.returned, "张"),
        ("其中有效", _valid(vote), "张"),
        ("无效", vote.invalid, "张"),
    )
    votes = (("赞成", vote.ayes), ("反对", vote.nays), ("弃权", vote.abstain))
    written = (("书面赞成", vote.written_ayes), ("书面反对", vote.written_nays))
    clauses = [
        f"采用{METHODS[vote.method]}" if vote.method else "",
        "，".join(f"{word}{n}{unit}" for word, n, unit in slips if n is not None),
        "，".join(f"{word}{n}票" for word, n in votes if n is not None),
        "，".join(f"另有{word}{n}票" for word, n in written if n),
    ]
    figures = "，".join(filter(None, clauses))
    elected = "、".join(
        f"{manuscript.called(candidate)}{candidate.ayes}票"
        for candidate in vote.candidates
        if candidate.ayes is not None
    )
    return "".join(
        f"{part}。"
        for part in (_turnout(vote, manuscript), figures, f"得票：{elected}" if elected else "")
        if part
    )


def _turnout(vote: Vote, manuscript: Manuscript) -> str:
    headcount = manuscript.headcount
    if vote.matter is Matter.APPRAISAL:
        return f"应到党员{headcount.expected}名，实到{headcount.present}名"
    expected = _expected_voters(vote, manuscript)
    if expected is None:
        return ""
    return f"应到会有表决权的党员{expected}名，实到{headcount.present_voters}名"


def _expected_voters(vote: Vote, manuscript: Manuscript) -> int | None:
    """应到会有表决权, less those whom this vote leaves out of it."""
    left_out = {person.member for person in vote.reductions}
    expected = manuscript.headcount.expected_voters
    if expected is None:
        return None
    return expected - sum(
        entry.member in left_out
        for entry in manuscript.record.roster
        if entry.by_default and entry.voter
    )


def _valid(vote: Vote) -> int | None:
    if vote.returned is None or vote.invalid is None:
        return None
    return vote.returned - vote.invalid


def _figures(vote: Vote, manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """Every single value of the vote with its label, and what follows from the headcount."""
    for name, field in part_fields(Vote).items():
        value = getattr(vote, name)
        if isinstance(field, Rows) or field.is_missing(value):
            continue
        if name == "issued" and vote.matter is not Matter.APPRAISAL:
            yield from _voters(vote, manuscript)
        yield field.label, field.show(value)
        if name == "returned" and (valid := _valid(vote)) is not None:
            yield "有效票", str(valid)


def _voters(vote: Vote, manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    expected = _expected_voters(vote, manuscript)
    if expected is not None:
        yield "应到有表决权", str(expected)
        yield "实到有表决权", str(manuscript.headcount.present_voters)
