"""选票, 表决票 and 测评票 for the votes of a record. No slip tells whose it is.

The boxes are cells of tables: they are drawn, and no font needs a character for them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zjdesk.agenda import GRADES, MATTERS, Matter, Method
from zjdesk.documents.listing import Column, listing
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.slips import slips_booklet
from zjdesk.documents.source import Slips, given, shown_day
from zjdesk.documents.styles import ABOVE_TITLE, CELL, TITLE
from zjdesk.errors import NotAllowed
from zjdesk.kinds.headcount import count, turnout
from zjdesk.people import Category
from zjdesk.regulations.catalogue import EXCELLENT
from zjdesk.strokes import stroke_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zjdesk.agenda import AgendaItem, Vote
    from zjdesk.documents.pages import Block
    from zjdesk.documents.pdf import Booklet
    from zjdesk.documents.source import Source
    from zjdesk.record import Record

TITLES = {
    Matter.ADMIT: "接收预备党员表决票",
    Matter.CONFIRM: "预备党员转正表决票",
    Matter.ELECTION: "选举票",
    Matter.APPRAISAL: "民主评议党员测评票",
}
CHOICES = ("同意", "不同意", "弃权")
MOST_OTHERS = 3
"""Lines for people who are no candidates; never more than there are seats."""

_ABOVE = replace(ABOVE_TITLE, size=10.5, leading=16)
_TITLE = replace(TITLE, size=16, leading=26, after=4)
_TEXT = replace(CELL, leading=19)
_NOTE = replace(CELL, size=9.5, leading=14, before=4)
_BOX = 14.0
"""The size of the text in a row with boxes, in points."""


def has_ballots(vote: Vote) -> bool:
    """Whether a vote is taken by slips."""
    return vote.matter in TITLES or (vote.method is not None and vote.method.has_ballots)


def ballot_booklets(source: Source, *, title: str) -> Iterator[Booklet]:
    """The slips of each vote, as many as there are voters. Raises NotAllowed without voters."""
    for item in source.record.agenda:
        vote = item.vote
        if vote and has_ballots(vote):
            yield slips_booklet(
                partial(_slip, source, item, vote),
                _count(source, vote),
                per_page=source.wishes.per_page,
                title=f"{title}　{item.title}",
            )


def _count(source: Source, vote: Vote) -> int:
    wished = source.wishes.slips
    if isinstance(wished, int):
        return wished
    record = source.record
    voters = count(record) if vote.matter is Matter.APPRAISAL else turnout(record, vote)
    number = voters.present if wished is Slips.PRESENT else voters.expected
    if not number:
        raise NotAllowed(
            f"“{record.title}”没有应到会有表决权的人，不知道要印几张票",
            hint="没有印出任何内容。可以写明张数再印。",
        )
    return number


def _slip(source: Source, item: AgendaItem, vote: Vote) -> Iterator[Block]:
    title = TITLES.get(vote.matter, "表决票") if vote.matter else "表决票"
    yield Paragraph(source.signer, _ABOVE)
    yield Paragraph(title, _TITLE)
    match vote.matter:
        case Matter.ELECTION:
            yield Paragraph(given(item.title), _TEXT)
            yield from _election(source, vote)
        case Matter.APPRAISAL:
            yield from _appraisal(source, vote)
        case _:
            yield from _question(item, vote)
    yield Paragraph(shown_day(source.record.day), replace(_TEXT, align="right", before=6))


def _question(item: AgendaItem, vote: Vote) -> Iterator[Block]:
    about = MATTERS[vote.matter] if vote.matter in TITLES else given(item.title)
    yield Paragraph(f"表决事项：{about}", _TEXT)
    if vote.candidate or vote.matter in TITLES:
        yield Paragraph(f"表决对象：{given(vote.candidate)}", _TEXT)
    yield listing([Column(choice, 1) for choice in CHOICES], [("",) * len(CHOICES)], size=_BOX)
    yield Paragraph("说明：请在选定的一格内画“○”，只选一项。", _NOTE)
    if vote.method is Method.OPEN_BALLOT:
        yield Paragraph("投票人签名：", replace(_TEXT, before=8))


def _election(source: Source, vote: Vote) -> Iterator[Block]:
    candidates = sorted(vote.candidates, key=lambda one: stroke_order(one.name))
    names = [source.manuscript.called(one) for one in candidates]
    seats = given(str(vote.seats or ""))
    yield Paragraph(f"应选{seats}名，候选人{len(names)}名（按姓氏笔画为序）", _TEXT)
    yield _boxes("候选人", ("赞成", "不赞成", "弃权"), names)
    yield _boxes("另选人姓名", ("赞成",), [""] * min(vote.seats or 1, MOST_OTHERS))
    yield Paragraph(
        "说明：1. 请在每名候选人的一格内画“○”。"
        "2. 不赞成候选人的，可以另选他人，写上姓名，并在后面格内画“○”；弃权的不能另选。"
        f"3. 赞成的人数连同另选的，等于或者少于{seats}名的有效，多于的无效。",
        _NOTE,
    )


def _appraisal(source: Source, vote: Vote) -> Iterator[Block]:
    names = [source.manuscript.called(one) for one in vote.grades] or _graded(source.record)
    yield _boxes("姓名", list(GRADES.values()), names, size=10.5)
    most = source.regulations[EXCELLENT].of(len(names))
    yield Paragraph(
        f"说明：请在每名党员的一个等次内画“√”。评为优秀的一般不超过{most}名。预备党员不评定等次。",
        _NOTE,
    )


def _graded(record: Record) -> list[str]:
    return [entry.label for entry in record.roster if entry.category is Category.FULL]


def _boxes(first: str, heads: Sequence[str], names: Sequence[str], size: float = _BOX) -> Block:
    columns = [Column(first, 1.6), *(Column(head, 0.4 + 0.3 * len(head)) for head in heads)]
    return listing(columns, [(name, *("",) * len(heads)) for name in names], size=size)
