"""What a handbook says of the records of its year in tables: duties, figures, votes, matters.

Of talks only how many and when, never with whom.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zjdesk.agenda import Grade, Matter
from zjdesk.documents.archive_list import is_talk
from zjdesk.documents.duty_table import duty_blocks
from zjdesk.documents.handbook_section import SMALL, section
from zjdesk.documents.listing import Column, listing
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.statistics import table_blocks
from zjdesk.documents.styles import LANDSCAPE, NOTE, TABLE_TITLE
from zjdesk.fields import Day
from zjdesk.kinds.catalogue import RECTIFICATIONS
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.vote_words import sentence
from zjdesk.parts import part_fields

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.agenda import AgendaItem, FollowUp, Vote
    from zjdesk.documents.minutes import Minutes
    from zjdesk.documents.pages import Block
    from zjdesk.documents.pdf import Booklet
    from zjdesk.documents.table import Table
    from zjdesk.duties.cells import Matrix
    from zjdesk.kinds.catalogue import Rectification
    from zjdesk.record import Record
    from zjdesk.statistics.report import Report

_DAY = Day("", "")


def duties_booklet(table: Matrix, *, title: str) -> Booklet:
    """The duties of the year, month by month."""
    shown = f"截至{_DAY.show(table.today)}"
    return section(title, duty_blocks(table), below_title=shown, sheet=LANDSCAPE)


def figures_booklet(report: Report, keys: Collection[str], *, title: str) -> Booklet | None:
    """Tables of the statistics by their keys; None where nothing was recorded of them."""
    tables = [table for table in report.tables if table.key in keys and table.rows]
    if not tables or not report.records:
        return None
    blocks = table_blocks(tables)
    return section(title, blocks, below_title=report.extent, sheet=LANDSCAPE)


def talks_booklet(talks: Sequence[Minutes], *, title: str) -> Booklet:
    """The register of talks: number and day, for the texts stay with the branch."""
    rows = [
        (str(number), one.record.number, _DAY.show(one.record.day), "")
        for number, one in enumerate(talks, 1)
    ]
    columns = [Column("序号", 10), Column("编号", 30), Column("日期", 30), Column("备注", 30)]
    note = f"共{len(talks)}次。谈话内容不编入本册，由支部另行保管。"
    return section(title, [listing(columns, rows)], below_title=note)


def votes_booklet(minutes: Iterable[Minutes], *, title: str) -> Booklet | None:
    """What was voted on, elections too, with the figures in words."""
    rows = [
        (str(one.record.day), one.record.number, item.title,
         sentence(one.record, vote, regulations_for(one.record, one.local)))
        for one in minutes
        for item, vote in _votes(one.record)
        if vote.matter is not Matter.APPRAISAL
    ]  # fmt: skip
    columns = [
        Column("日期", 14), Column("编号", 14), Column("事项", 22, centred=False),
        Column("表决情况", 50, centred=False),
    ]  # fmt: skip
    return section(title, [listing(columns, rows, size=SMALL)], sheet=LANDSCAPE) if rows else None


def appraisals_booklet(minutes: Iterable[Minutes], *, title: str) -> Booklet | None:
    """The grades of 民主评议, as they were counted."""
    blocks: list[Block] = []
    for one in minutes:
        for _, vote in _votes(one.record):
            if vote.grades:
                heading = f"{_DAY.show(one.record.day)}　{one.record.title}"
                words = sentence(one.record, vote, regulations_for(one.record, one.local))
                blocks += [
                    Paragraph(heading, TABLE_TITLE),
                    Paragraph(words, replace(NOTE, keeps_next=True)),
                    _grades(vote, one.record),
                ]
    return section(title, blocks) if blocks else None


def matters_booklet(
    minutes: Iterable[Minutes], unsettled: Collection[str], until: date, *, title: str
) -> Booklet | None:
    """跟进 and 整改 of the year; `unsettled` are the ids of those that are still open."""
    rows = [row for one in minutes for row in _matters(one.record, unsettled, until)]
    columns = [
        Column("来源", 24, centred=False), Column("事项", 36, centred=False), Column("责任人", 12),
        Column("期限", 14), Column("情况", 14),
    ]  # fmt: skip
    done = sum(row[-1] == _DONE for row in rows)
    extent = f"共{len(rows)}项，已完成{done}项，截至{_DAY.show(until)}"
    return (
        section(title, [listing(columns, rows, size=SMALL)], below_title=extent) if rows else None
    )


# ---------------------------------------------------------------------------- inside

_DONE = "已完成"


def _votes(record: Record) -> Iterator[tuple[AgendaItem, Vote]]:
    for item in record.agenda:
        if item.vote:
            yield item, item.vote


def _grades(vote: Vote, record: Record) -> Table:
    called = {entry.member: entry.label for entry in record.roster}
    fields = [(name, field) for name, field in part_fields(Grade).items() if name != "member"]
    rows = [
        [
            called.get(grade.member, grade.name) if name == "name" else field.show(value)
            for name, field in fields
            for value in [getattr(grade, name)]
        ]
        for grade in vote.grades
    ]
    return listing([Column(field.label, 16) for _, field in fields], rows, size=SMALL)


def _matters(
    record: Record, unsettled: Collection[str], until: date
) -> Iterator[tuple[str, str, str, str, str]]:
    if is_talk(record):
        return
    source = f"{record.number}\n{record.day}"
    found: list[tuple[FollowUp | Rectification, str]]
    found = [(one, one.what) for item in record.agenda for one in item.follow_ups]
    found += [(one, one.problem) for one in record[RECTIFICATIONS]]
    for one, what in found:
        is_late = one.due_on is not None and one.due_on < until
        state = ("超期未完成" if is_late else "未完成") if one.id in unsettled else _DONE
        yield source, what, one.owner, str(one.due_on or ""), state
