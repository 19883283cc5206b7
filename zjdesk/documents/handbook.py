"""《党支部工作手册》 of a year: everything that the ledger says of it, as one book.

What is final is bound as it was signed; nothing is made up: plan and summary, which the ledger does
not hold, are pages to write on. The order of the sections is that of handbooks in use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import datetime, time
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.archive import About
from zjdesk.documents.archive_list import (
    NAME,
    archive_booklet,
    archive_list,
    shown_title,
)
from zjdesk.documents.handbook_binding import Book, Chapter, Leaf, write_book
from zjdesk.documents.handbook_frame import (
    checking_booklet,
    cover_booklet,
    note_booklet,
    writing_booklet,
)
from zjdesk.documents.handbook_people import (
    basics_booklet,
    development_booklet,
    roster_booklet,
)
from zjdesk.documents.handbook_tables import (
    appraisals_booklet,
    duties_booklet,
    figures_booklet,
    matters_booklet,
    talks_booklet,
    votes_booklet,
)
from zjdesk.documents.minutes import minutes_booklet, moment_of
from zjdesk.documents.retention import Retentions
from zjdesk.documents.scans import scan_booklet
from zjdesk.kinds.catalogue import HEART_TALK, KINDS, ORG_LIFE_MEETING
from zjdesk.periods import year_of
from zjdesk.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from zjdesk.documents.archive import Drawn
    from zjdesk.documents.minutes import Minutes
    from zjdesk.documents.pdf import Booklet
    from zjdesk.duties.cells import Matrix
    from zjdesk.kinds.kind import Kind
    from zjdesk.people import Branch
    from zjdesk.periods import Period
    from zjdesk.progress import Progress
    from zjdesk.statistics.report import Report

NAME_OF_BOOK = "党支部工作手册"


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """What goes into the book of a year.

    `until` is the last day of it that is told of, `minutes` those of the final records of the year,
    `drafts` how many records are not final and left out, `unsettled` the ids of open matters.
    """

    branch: Branch
    until: date
    minutes: Sequence[Minutes]
    duties: Matrix
    figures: Report
    drafts: int = 0
    unsettled: Collection[str] = ()
    retentions: Retentions = attribute(default_factory=Retentions)
    scans: Mapping[str, Sequence[Drawn]] = attribute(default_factory=dict)
    """By the id of the record, in place of whose minutes they are bound."""
    with_talks: bool = False

    @property
    def year(self) -> int:
        return self.until.year

    @property
    def span(self) -> Period:
        return year_of(self.until)

    @property
    def branch_name(self) -> str:
        return self.branch.name_on(self.until)

    @cached_property
    def in_order(self) -> list[Minutes]:
        """The minutes by kind, then by day."""
        order = {kind.key: place for place, kind in enumerate(kinds_in_order())}
        return sorted(
            self.minutes,
            key=lambda one: (order[one.record.kind], str(one.record.day), one.record.number),
        )

    def scans_of(self, minutes: Minutes) -> Sequence[Drawn]:
        """The scans that are bound for these minutes; none where they would show a talk."""
        if HEART_TALK.key in minutes.record.kinds and not self.with_talks:
            return ()
        return self.scans.get(minutes.record.id, ())


def write_handbook(
    handbook: Handbook,
    target: BinaryIO,
    *,
    starts_right: bool = False,
    progress: Progress = silent,
) -> None:
    """Writes the handbook as PDF; the same handbook gives the same bytes.

    `starts_right`: every section begins on a right page. `progress` may raise Cancelled; nothing
    is then written.
    """
    moments = [moment_of(one.record) for one in handbook.minutes]
    about = About(
        title=f"{handbook.branch_name}{handbook.year}年{NAME_OF_BOOK}",
        author=handbook.branch_name,
        moment=max(moments, default=datetime.combine(handbook.until, time())),
    )
    book = Book(
        about=about,
        front=[
            Leaf(make=partial(cover_booklet, handbook)),
            Leaf(make=partial(note_booklet, handbook)),
        ],
        chapters=list(_chapters(handbook)),
        starts_right=starts_right,
    )
    write_book(book, target, progress=progress)


def kinds_in_order() -> list[Kind]:
    """The kinds as the catalogue has them; but talks go before the meeting that they prepare."""
    kinds = [kind for kind in KINDS.values() if kind is not HEART_TALK]
    kinds.insert(kinds.index(ORG_LIFE_MEETING), HEART_TALK)
    return kinds


def minutes_leaf(
    minutes: Minutes, year: int, *, with_talks: bool, scans: Sequence[Drawn] = ()
) -> Leaf:
    """The minutes of a record, or its scans, as they are bound in the book of a year."""
    record = minutes.record
    also = "、".join(KINDS[kind].short for kind in record.also)
    parts = (_day(record.day, year), shown_title(record), f"（兼{also}）" if also else "")
    own = partial(minutes_booklet if with_talks else _without_talk, minutes)
    make = partial(scan_booklet, record, scans) if scans else own
    return Leaf(make=make, title="".join(parts))


def _day(day: date | None, year: int) -> str:
    if day is None:
        return ""
    return f"{day.year}年" * (day.year != year) + f"{day.month}月{day.day}日　"


def _without_talk(minutes: Minutes) -> Booklet:
    """The minutes of a meeting without what was said in a talk that it counts as besides."""
    booklet, record = minutes_booklet(minutes), minutes.record
    if HEART_TALK.key not in record.also:
        return booklet
    others = [kind for kind in record.also if kind != HEART_TALK.key]
    shown = minutes_booklet(replace(minutes, record=replace(record, also=others)))
    return replace(shown, furniture=booklet.furniture)


# ---------------------------------------------------------------------------- chapters

_ATTENDANCE = ("members", "kinds", "months", "duties")
_HONOURS = ("honours",)
_ACTIVITIES = (
    "micro_lectures",
    "study_sessions",
    "partner_units",
    "talks",
    "publicity_talks",
    "training",
    "surveys",
)


def _chapters(handbook: Handbook) -> Iterator[Chapter]:
    branch, span, until = handbook.branch, handbook.span, handbook.until
    in_order = handbook.in_order
    leaves = [
        minutes_leaf(
            one, handbook.year, with_talks=handbook.with_talks, scans=handbook.scans_of(one)
        )
        for one in in_order
    ]
    papers = list(zip(in_order, leaves, strict=True))
    figures = partial(figures_booklet, handbook.figures)

    yield from _section("支部基本情况", partial(basics_booklet, branch, span, until))
    yield from _section("党员名册", partial(roster_booklet, branch, until))
    yield from _section("发展党员", partial(development_booklet, branch, span, until))
    yield from _section(f"{handbook.year}年工作计划", writing_booklet)
    yield from _section("组织生活落实情况", partial(duties_booklet, handbook.duties))
    for kind, bound in groupby(papers, key=lambda paper: paper[0].record.kind):
        yield _kind_chapter(handbook, KINDS[kind], list(bound))
    yield from _section("民主评议结果", partial(appraisals_booklet, in_order))
    yield from _section("表决和选举情况", partial(votes_booklet, in_order))
    yield from _section("考勤和学时统计", partial(figures, _ATTENDANCE))
    yield from _section("学习和活动统计", partial(figures, _ACTIVITIES))
    yield from _section("表彰和荣誉", partial(figures, _HONOURS))
    matters = partial(matters_booklet, in_order, handbook.unsettled, until)
    yield from _section("跟进和整改事项", matters)
    yield from _section(f"{handbook.year}年工作总结", writing_booklet)
    counted = ((one, len(leaf.pages)) for one, leaf in papers)
    listed = Leaf(
        make=lambda: archive_booklet(
            archive_list(handbook.branch_name, handbook.year, counted, handbook.retentions)
        )
    )
    yield Chapter(NAME, [listed])
    yield from _section("检查和移交", checking_booklet)


def _section(title: str, make: Callable[..., Booklet | None]) -> Iterator[Chapter]:
    """A chapter of one paper, unless there is nothing to print."""
    booklet = make(title=title)
    if booklet is not None:
        yield Chapter(title, [Leaf(make=lambda: booklet)])


def _kind_chapter(
    handbook: Handbook, kind: Kind, papers: Sequence[tuple[Minutes, Leaf]]
) -> Chapter:
    if kind is HEART_TALK and not handbook.with_talks:
        title = f"{kind.name}登记"
        register = talks_booklet([one for one, _ in papers], title=title)
        return Chapter(title, [Leaf(make=lambda: register)])
    return Chapter(f"{kind.name.removesuffix('记录')}记录", [leaf for _, leaf in papers])
