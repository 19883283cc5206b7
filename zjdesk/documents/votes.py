"""A vote on paper: its figures as they were counted. Whether it carried is not decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import MATTERS, METHODS, Matter, Vote
from zjdesk.documents.manuscript import is_blank
from zjdesk.documents.styles import LABEL
from zjdesk.kinds.headcount import expected_at, turnout
from zjdesk.parts import Rows, part_fields
from zjdesk.record import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.pages import Block

NOT_SAID = (None, Matter.GENERAL, Matter.COMMITTEE)
"""What the item of the agenda tells by itself."""


def vote_blocks(vote: Vote, manuscript: Manuscript) -> Iterator[Block]:
    """All figures in words, then tables of the persons who were voted for or left out."""
    yield manuscript.text(sentences(vote, manuscript), lead="表决情况：")
    for name, field in part_fields(Vote).items():
        parts = getattr(vote, name)
        if isinstance(field, Rows) and not is_blank(field, parts):
            yield manuscript.text(f"{field.label}：", LABEL)
            yield manuscript.rows(parts)


def sentences(vote: Vote, manuscript: Manuscript) -> str:
    """What is given of a vote, as one reads it out.

    应到会有表决权的党员22名，实到20名。接收预备党员，表决对象唐既白，采用无记名投票，发出20张，
    收回20张，其中有效20张，无效0张，赞成20票，反对0票，弃权0票。监票人高见贤，计票人程思齐。
    """
    officers = (("监票人", vote.scrutineers), ("计票人", vote.tellers))
    parts = (
        _turnout(vote, manuscript),
        "，".join(filter(None, (_question(vote), _figures(vote)))),
        "，".join(f"{word}{'、'.join(names)}" for word, names in officers if names),
    )
    return "".join(f"{part}。" for part in parts if part)


def _turnout(vote: Vote, manuscript: Manuscript) -> str:
    if vote.matter is Matter.APPRAISAL:
        headcount = manuscript.headcount
        return f"应到党员{headcount.expected}名，实到{headcount.present}名"
    voters = turnout(manuscript.record, vote)
    if voters.expected is None:
        return ""
    is_committee = expected_at(manuscript.record) is Expected.COMMITTEE
    who = "委员" if is_committee else "会有表决权的党员"
    return f"应到{who}{voters.expected}名，实到{voters.present}名"


def _question(vote: Vote) -> str:
    clauses = (
        "" if vote.matter in NOT_SAID else MATTERS[vote.matter],
        f"表决对象{vote.candidate}" if vote.candidate else "",
        f"应选{vote.seats}名" if vote.seats is not None else "",
        f"采用{METHODS[vote.method]}" if vote.method else "",
    )
    return "，".join(filter(None, clauses))


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
    clauses = [
        *(f"{word}{n}张" for word, n in slips if n is not None),
        *(f"{word}{n}票" for word, n in votes if n is not None),
        *([f"另有{more}"] if more else []),
    ]
    return "，".join(clauses)


def _valid(vote: Vote) -> int | None:
    """有效票; figures that contradict each other give none."""
    if vote.returned is None or vote.invalid is None or vote.invalid > vote.returned:
        return None
    return vote.returned - vote.invalid
