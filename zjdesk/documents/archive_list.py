"""归档目录: every final record of a year as one 件, with its pages and how long it is kept.

The columns are those of DA/T 22 in its edition of 2000, which numbers the 件.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.handbook_section import SMALL
from zjdesk.documents.listing import Column, listing, missing_in
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.retention import RETENTIONS, Retention
from zjdesk.documents.styles import ABOVE_TITLE, BELOW_TITLE, LANDSCAPE, NOTE, TITLE
from zjdesk.kinds.catalogue import HEART_TALK, KINDS
from zjdesk.kinds.judging import is_late, regulations_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.documents.minutes import Minutes
    from zjdesk.documents.pages import Block
    from zjdesk.documents.retention import Retentions
    from zjdesk.errors import Problem
    from zjdesk.record import Record
    from zjdesk.store.records import RecordLine

NAME = "归档目录"

COLUMNS = (
    Column("件号", 5),
    Column("责任者", 25, centred=False),
    Column("文号", 15),
    Column("题名", 33, centred=False),
    Column("日期", 9),
    Column("页数", 5),
    Column("保管期限", 8),
    Column("备注", 12, centred=False),
)


@dataclass(frozen=True)
class Item:
    """One 件: a record with what is kept beside it. `day` has eight digits."""

    number: int
    responsible: str
    reference: str
    title: str
    day: str
    pages: int
    retention: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class ArchiveList:
    """The items of a year; `branch` is the full name of the branch on its last day."""

    branch: str
    year: int
    items: Sequence[Item]
    grounds: Sequence[str]
    """Where the periods of retention stand, and how surely that is known."""


def archive_list(
    branch: str, year: int, papers: Iterable[tuple[Minutes, int]], retentions: Retentions
) -> ArchiveList:
    """The list of minutes with the number of their pages: what is kept longest goes first."""
    order = list(Retention)
    kept = [(retentions.of(one.record), one, pages) for one, pages in papers]
    kept.sort(key=lambda paper: order.index(paper[0]))
    return ArchiveList(
        branch=branch,
        year=year,
        items=[_item(number, *paper) for number, paper in enumerate(kept, 1)],
        grounds=list(_grounds((one.record for _, one, _ in kept), retentions)),
    )


def archive_booklet(listed: ArchiveList) -> Booklet:
    """The list on its pages."""
    return Booklet(
        title=NAME,
        blocks=list(_blocks(listed)),
        sheet=LANDSCAPE,
    )


def write_archive_list(listed: ArchiveList, target: BinaryIO) -> None:
    """Write the list as PDF; the file says that it was made at the end of the year."""
    moment = datetime(listed.year, 12, 31)  # noqa: DTZ001
    title = f"{listed.branch}{listed.year}年{NAME}"
    booklet = archive_booklet(listed)
    write_pdf([booklet], target, title=title, author=listed.branch, moment=moment)


def archive_rows(listed: ArchiveList) -> list[tuple[str | int, ...]]:
    """The items as rows of a sheet, numbers as numbers."""
    return [astuple(item) for item in listed.items]


def archive_faults(listed: ArchiveList) -> list[Problem]:
    """The characters of the list that no font has."""
    return missing_in(item.title for item in listed.items)


def shown_title(record: Record | RecordLine) -> str:
    """The title of a record in lists that others see: of a talk not with whom it was."""
    return HEART_TALK.title if is_talk(record) else record.title


def is_talk(record: Record | RecordLine) -> bool:
    return record.kind == HEART_TALK.key


# ---------------------------------------------------------------------------- inside


def _item(number: int, retention: Retention, minutes: Minutes, pages: int) -> Item:
    record = minutes.record
    return Item(
        number=number,
        responsible=minutes.branch,
        reference=record.number,
        title=shown_title(record),
        day=f"{record.day:%Y%m%d}" if record.day else "",
        pages=pages,
        retention=RETENTIONS[retention],
        remark="；".join(_remarks(minutes)),
    )


def _remarks(minutes: Minutes) -> Iterator[str]:
    record = minutes.record
    if is_late(record, regulations_for(record, minutes.local)):
        yield "补记"
    if minutes.corrections:
        yield f"更正后第{record.revision}版"
    if record.attachments:
        yield f"附件{len(record.attachments)}个"


def _grounds(records: Iterable[Record], retentions: Retentions) -> Iterator[str]:
    """One line for each ground, with the kinds that it is the ground of."""
    kinds = dict.fromkeys(record.kind for record in records)
    by_ground: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind in kinds:
            found = retentions.of_kind(kind)
            words = "；".join(filter(None, (found.origin, found.note)))
            by_ground.setdefault(f"{RETENTIONS[found.value]}，{words}", []).append(
                KINDS[kind].short
            )
    for ground, names in by_ground.items():
        yield f"{'、'.join(names)}：{ground}。"


def _blocks(listed: ArchiveList) -> Iterator[Block]:
    yield Paragraph(listed.branch, ABOVE_TITLE)
    yield Paragraph(f"{listed.year}年{NAME}", TITLE)
    yield Paragraph(_in_numbers(listed.items), BELOW_TITLE)
    if listed.items:
        rows = [tuple(map(str, row)) for row in archive_rows(listed)]
        yield listing(COLUMNS, rows, size=SMALL)
    yield Paragraph(
        "保管期限的依据（本校另有规定的从其规定；含选举、接收、转正表决的一律永久）：", NOTE
    )
    for ground in listed.grounds:
        yield Paragraph(ground, NOTE)


def _in_numbers(items: Sequence[Item]) -> str:
    """共62件181页：永久20件，30年36件，10年6件."""
    by_retention = Counter(item.retention for item in items)
    pages = sum(item.pages for item in items)
    parts = [f"{words}{by_retention[words]}件" for words in RETENTIONS.values()]
    return f"共{len(items)}件{pages}页：{'，'.join(parts)}"
