"""手写记录单: what is known of a meeting is printed, the rest is ruled for writing by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zjdesk.agenda import AgendaItem
from zjdesk.documents.facts import when
from zjdesk.documents.furniture import Furniture
from zjdesk.documents.listing import facts
from zjdesk.documents.minutes import heading
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.ruled import Ruled, filled_up
from zjdesk.documents.sections import chinese
from zjdesk.documents.signatures import Signatures
from zjdesk.documents.source import shown_day
from zjdesk.documents.styles import ABOVE_TITLE, BODY, HEADING, PORTRAIT, SUBHEADING, TITLE
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.headcount import count, expected_at
from zjdesk.kinds.layout import body_of, facts_of
from zjdesk.record import AGENDA, CHAIR, GROUP, PLACE, RECORDER, Expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.pages import Block
    from zjdesk.documents.source import Source
    from zjdesk.documents.table import Table
    from zjdesk.record import Record

    Facts = list[tuple[str, str]]

LINES = 5
"""Of a section."""
BLANK_DAY = "　　　　年　　月　　日　　时　　分—　　时　　分"
VOTE = (
    "表决：应到有表决权＿＿人，实到＿＿人；发出＿＿票，收回＿＿票，有效＿＿票；"
    "赞成＿＿票，不赞成＿＿票，弃权＿＿票。\n监票人＿＿＿＿＿＿　计票人＿＿＿＿＿＿"
)


def blank_form_booklet(source: Source, *, title: str) -> Booklet:
    """The form of a record; `title` is its bookmark."""
    record = source.record
    signatures = Signatures(KINDS[record.kind].signatures)
    return Booklet(
        title=title,
        blocks=filled_up(list(_blocks(source)), signatures, PORTRAIT),
        furniture=Furniture(foot=f"{source.signer}　{shown_day(record.day)}"),
    )


def _blocks(source: Source) -> Iterator[Block]:
    record = source.record
    yield Paragraph(source.signer, ABOVE_TITLE)
    yield Paragraph(heading(record), TITLE)
    yield _facts(source)
    for number, field in enumerate(body_of(record), 1):
        label = KINDS[record.kind].agenda if field is AGENDA else field.label
        yield Paragraph(f"{chinese(number)}、{label}", HEADING)
        yield from _agenda(record) if field is AGENDA else [Ruled(LINES)]


def _agenda(record: Record) -> Iterator[Block]:
    for number, item in enumerate(record.agenda or [AgendaItem()], 1):
        if item.title:
            yield Paragraph(f"（{chinese(number)}）{item.title}", SUBHEADING)
        yield Ruled(LINES)
        if item.vote:
            yield Paragraph(VOTE, replace(BODY, keeps_next=True))
            yield Ruled(2)


def _facts(source: Source) -> Table:
    record = source.record
    return facts(
        [
            [("名称", record.title)],
            [("时间", when(record) or BLANK_DAY)],
            [(PLACE.label, record.place)],
            *([[(GROUP.label, record.group)]] if record.group else []),
            _chairs(record),
            *_attendance(record),
            *_particulars(source),
        ]
    )


def _particulars(source: Source) -> Iterator[Facts]:
    record = source.record
    for field in facts_of(record):
        value = record[field]
        yield [
            (field.label, "" if field.is_missing(value) else source.manuscript.said(field, value))
        ]


def _chairs(record: Record) -> Facts:
    chaired = record.chair or any(KINDS[kind].chaired for kind in record.kinds)
    chair = [(CHAIR.label, record.chair)] if chaired else []
    return [*chair, (RECORDER.label, record.recorder)]


def _attendance(record: Record) -> Iterator[Facts]:
    if expected_at(record) is Expected.NOBODY:
        return
    expected = count(record).expected
    yield [("应到", f"{expected}人" if expected else "　　　人"), ("实到", "　　　人")]
    yield [("请假、缺席及原因", "")]
    yield [("列席人员", "、".join(guest.name for guest in record.guests))]
