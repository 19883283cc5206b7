"""A vote on paper: its figures as they were counted. Whether it carried is not decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zjdesk.agenda import METHODS, Matter, Vote
from zjdesk.documents.manuscript import is_blank
from zjdesk.documents.pages import Together
from zjdesk.documents.styles import LABEL
from zjdesk.documents.table import Table
from zjdesk.fields import Count, Field
from zjdesk.parts import Rows, part_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.pages import Block

NUMBERS_PER_ROW = 3


def vote_blocks(vote: Vote, manuscript: Manuscript) -> Iterator[Block]:
    """A sentence with the figures, tables of all that is given, and those of its rows."""
    yield manuscript.text(sentence(vote, manuscript), lead="表决情况：")
    words = manuscript.facts(manuscript.paired(_words(vote))).rows
    numbers = manuscript.grid(list(_numbers(vote, manuscript)), columns=NUMBERS_PER_ROW).rows
    if words or numbers:
        yield Together((Table((*words, *numbers)),))
    for field, parts in _values(vote, Rows):
        yield manuscript.text(f"{field.label}：", LABEL)
        yield manuscript.rows(parts)


def sentence(vote: Vote, manuscript: Manuscript) -> str:
    """The figures that are given, as one reads them out.

    应到会有表决权的党员22名，实到20名。采用举手表决，赞成18票，反对0票，弃权0票。
    """
    slips = (
        ("发出", vote.issued),
        ("收回", vote.returned),
        ("其中有效", _valid(vote)),
        ("无效", vote.invalid),
    )
    votes = (("赞成", vote.ayes), ("反对", vote.nays), ("弃权", vote.abstain))
    written = (("书面赞成", vote.written_ayes), ("书面反对", vote.written_nays))
    clauses = [
        f"采用{METHODS[vote.method]}" if vote.method else "",
        "，".join(f"{word}{n}张" for word, n in slips if n is not None),
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


def _words(vote: Vote) -> Iterator[tuple[str, str]]:
    for field, value in _values(vote, Field):
        if not isinstance(field, Count | Rows):
            yield field.label, field.show(value)


def _numbers(vote: Vote, manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """The figures that are given with their labels, and what follows from them."""
    expected = _expected_voters(vote, manuscript)
    if expected is not None and vote.matter is not Matter.APPRAISAL:
        yield "应到有表决权", str(expected)
        yield "实到有表决权", str(manuscript.headcount.present_voters)
    for field, value in _values(vote, Count):
        yield field.label, field.show(value)
        if field.key == "returned" and (valid := _valid(vote)) is not None:
            yield "有效票", str(valid)


def _values(vote: Vote, sort: type[Field[Any]]) -> Iterator[tuple[Field[Any], Any]]:
    """The fields of one sort that are filled in, with their values."""
    for name, field in part_fields(Vote).items():
        value = getattr(vote, name)
        if isinstance(field, sort) and not is_blank(field, value):
            yield field, value
