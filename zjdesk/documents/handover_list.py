"""移交清单: what a secretary hands over, and what is still open; signed by three.

Nothing is passed over in silence: what was not held, not made final, not signed or not done is
told. Of talks only how many there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.archive_list import shown_title
from zjdesk.documents.handbook_section import SMALL, section
from zjdesk.documents.listing import Column, facts, listing, missing_in
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import write_pdf
from zjdesk.documents.sections import chinese
from zjdesk.documents.signatures import Signatures
from zjdesk.documents.styles import CELL, NOTE, TABLE_TITLE
from zjdesk.fields import Day
from zjdesk.follow_ups import SOURCES
from zjdesk.kinds.catalogue import HEART_TALK, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.documents.pages import Block
    from zjdesk.errors import Problem
    from zjdesk.follow_ups import Open
    from zjdesk.store.records import RecordLine

NAME = "移交清单"

_DAY = Day("", "")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The records of a kind that belong to a year; `scanned` have a scan of the signed page."""

    year: int
    kind: str
    records: int
    final: int
    scanned: int


@dataclass(frozen=True)
class Gap:
    """A duty that was not met in some periods of a year."""

    year: int
    duty: str
    periods: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Handover:
    """What is handed over on a day.

    `unsigned` are the numbers of final records without a scan of the signed page.
    """

    branch: str
    day: date
    members: str
    attachments: int
    counted: Sequence[Counted]
    gaps: Sequence[Gap]
    matters: Sequence[Open]
    drafts: Sequence[RecordLine]
    unsigned: Sequence[str]


def write_handover_list(handover: Handover, target: BinaryIO) -> None:
    """Write the list as PDF."""
    extent = f"{handover.branch}　{_DAY.show(handover.day)}"
    booklet = section(NAME, _blocks(handover), below_title=extent)
    moment = datetime.combine(handover.day, time())
    title = f"{handover.branch}{NAME}"
    write_pdf([booklet], target, title=title, author=handover.branch, moment=moment)


def handover_faults(handover: Handover) -> list[Problem]:
    """The characters of the list that no font has."""
    matters = (text for one in _told(handover.matters) for text in (one.what, one.owner))
    return missing_in(dict.fromkeys((*matters, *map(shown_title, handover.drafts))))


# ---------------------------------------------------------------------------- inside


def _blocks(handover: Handover) -> Iterator[Block]:
    parts = {
        "台账": _ledger(handover),
        "各年记录": _counted(handover.counted),
        "应开未开": _gaps(handover.gaps),
        "没有办结的事项": _matters(handover.matters),
        "没有定稿的记录": _drafts(handover.drafts),
        "没有签字扫描件的定稿": _unsigned(handover.unsigned),
        "随同移交的纸质材料和物品": _besides(),
    }
    for number, (heading, blocks) in enumerate(parts.items(), 1):
        yield Paragraph(f"{chinese(number)}、{heading}", TABLE_TITLE)
        yield from blocks
    yield Signatures(("移交人", "接收人", "监交人"))


def _ledger(handover: Handover) -> Iterator[Block]:
    records = sum(one.records for one in handover.counted)
    final = sum(one.final for one in handover.counted)
    yield facts(
        [
            [("支部", handover.branch)],
            [("党员", handover.members)],
            [("记录", f"{records}条，其中定稿{final}条"), ("附件", f"{handover.attachments}个")],
        ]
    )


def _counted(counted: Sequence[Counted]) -> Iterator[Block]:
    rows = [
        (
            f"{one.year}年",
            KINDS[one.kind].short,
            str(one.records),
            str(one.final),
            str(one.records - one.final or ""),
            str(one.scanned or ""),
        )
        for one in counted
    ]
    columns = [
        Column("所属年度", 16), Column("种类", 24), Column("条数", 12), Column("定稿", 12),
        Column("草稿", 12), Column("有签字扫描件", 24),
    ]  # fmt: skip
    yield _table_or_none(columns, rows)


def _gaps(gaps: Sequence[Gap]) -> Iterator[Block]:
    columns = [Column("年度", 16), Column("项目", 28), Column("缺的时段", 56, centred=False)]
    rows = [(f"{gap.year}年", gap.duty, "、".join(gap.periods)) for gap in gaps]
    yield _table_or_none(columns, rows)


def _matters(matters: Sequence[Open]) -> Iterator[Block]:
    columns = [
        Column("会议日期", 16), Column("类别", 14), Column("事项", 40, centred=False),
        Column("责任人", 14), Column("期限", 16),
    ]  # fmt: skip
    rows = [
        (str(one.day), SOURCES[one.source], one.what, one.owner, str(one.due_on or ""))
        for one in _told(matters)
    ]
    yield _table_or_none(columns, rows)


def _told(matters: Iterable[Open]) -> list[Open]:
    return [one for one in matters if one.kind != HEART_TALK.key]


def _drafts(drafts: Sequence[RecordLine]) -> Iterator[Block]:
    columns = [Column("日期", 18), Column("种类", 20), Column("名称", 62, centred=False)]
    rows = [(str(one.day or "未写日期"), KINDS[one.kind].short, shown_title(one)) for one in drafts]
    yield _table_or_none(columns, rows)


def _unsigned(numbers: Sequence[str]) -> Iterator[Block]:
    words = f"共{len(numbers)}条：{'、'.join(numbers)}。" if numbers else _NONE
    yield Paragraph(words, CELL)
    yield Paragraph("这里只看台账里有没有扫描件；纸质原件是否签字，请逐件核对。", NOTE)


def _besides() -> Iterator[Block]:
    columns = [Column("名称", 50), Column("数量", 20), Column("备注", 30)]
    named = ("党支部工作手册（纸质）", "会议记录签字原件", "发展党员材料", "党费收缴资料", "印章")
    yield listing(columns, [(name, "", "") for name in (*named, "", "")], size=SMALL)


def _table_or_none(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Block:
    return listing(columns, rows, size=SMALL) if rows else Paragraph(_NONE, CELL)


_NONE = "没有。"
