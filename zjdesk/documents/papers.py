"""Every kind of paper that a record can become, side by side. A new one is added here.

Keys are those of `zjdesk print --form`, and for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from zjdesk.agenda import ADMISSIONS
from zjdesk.documents import letters
from zjdesk.documents.ballots import ballot_booklets, has_ballots
from zjdesk.documents.blank_form import blank_form_booklet
from zjdesk.documents.minutes import heading, minutes_booklet, moment_of
from zjdesk.documents.official import letter_booklet
from zjdesk.documents.pdf import write_pdf
from zjdesk.documents.resolution_page import resolution_letters
from zjdesk.documents.sign_in import sign_in_booklet
from zjdesk.documents.summary import summary
from zjdesk.errors import NotAllowed
from zjdesk.kinds import renewals
from zjdesk.kinds.catalogue import (
    COMMITTEE_MEETING,
    HEART_TALK,
    MEMBER_ASSEMBLY,
    ORG_LIFE_MEETING,
)
from zjdesk.kinds.headcount import expected_at
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import was_held
from zjdesk.progress import silent
from zjdesk.record import Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from zjdesk.agenda import Vote
    from zjdesk.documents.official import Letter
    from zjdesk.documents.pdf import Booklet
    from zjdesk.documents.source import Source
    from zjdesk.kinds.verdicts import Verdict
    from zjdesk.progress import Progress
    from zjdesk.record import Record


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A kind of paper; `needs` says in words which records it `fits`."""

    key: str
    name: str
    fits: Callable[[Record], bool]
    needs: str = ""
    booklets: Callable[[Source, str], Iterable[Booklet]]
    """Makes the booklets of one record; the text is their bookmark."""

    def title(self, record: Record) -> str:
        """The name of a file with this paper."""
        name = heading(record) if self is MINUTES else self.name
        return f"{name}　{record.title}"


class Write(Protocol):
    """Writes booklets as one file: `write_pdf`, or `write_word`."""

    def __call__(
        self,
        booklets: Iterable[Booklet],
        target: BinaryIO,
        /,
        *,
        title: str,
        author: str,
        moment: datetime,
    ) -> None: ...


def write_papers(
    paper: Paper,
    sources: Sequence[Source],
    target: BinaryIO,
    *,
    write: Write = write_pdf,
    progress: Progress = silent,
) -> None:
    """Write the papers of these records as one file, each on pages of its own.

    The same records and wishes give the same bytes. Raises NotAllowed for a record that the paper
    does not fit, ValueError if there are no records; `progress` may raise Cancelled.
    """
    if not sources:
        raise ValueError("no records to print")
    for source in sources:
        if not paper.fits(source.record):
            raise _refused(paper, source.record)
    first = sources[0]
    write(
        _booklets(paper, sources, progress),
        target,
        title=paper.title(first.record)
        if len(sources) == 1
        else f"{paper.name}（{len(sources)}份）",
        author=first.signer,
        moment=max(moment_of(source.record) for source in sources),
    )


def _booklets(paper: Paper, sources: Sequence[Source], progress: Progress) -> Iterator[Booklet]:
    for done, source in enumerate(sources):
        record = source.record
        progress(done, len(sources), record.title)
        day = f"{record.day:%Y-%m-%d} " if record.day else ""
        booklets = list(paper.booklets(source, f"{day}{paper.name} {record.title}"))
        if not booklets:  # `fits` knows no local regulations
            raise _refused(paper, record)
        yield from booklets
    progress(len(sources), len(sources), "")


def _refused(paper: Paper, record: Record) -> NotAllowed:
    return NotAllowed(
        f"“{record.title}”不能印成{paper.name}：{paper.needs}",
        hint="没有印出任何内容。请另选记录，或换一种纸。",
    )


# ---------------------------------------------------------------------------- which records


def _any(record: Record) -> bool:  # noqa: ARG001
    return True


def _meets(record: Record) -> bool:
    return expected_at(record) is not Expected.NOBODY


def _is_reported(record: Record) -> bool:
    """What was said in a talk goes into no 纪要."""
    return _meets(record) and HEART_TALK.key not in record.kinds


def _prepares_election(record: Record) -> bool:
    decides = record.kind in (MEMBER_ASSEMBLY.key, COMMITTEE_MEETING.key)
    return decides and renewals.is_renewal(record)


def _elects_committee(record: Record) -> bool:
    return renewals.is_renewal(record) and any(renewals.committee_elections(record))


def _judges_person(record: Record) -> bool:
    """Whether people voted on an admission or 转正."""
    return any(was_held(vote, judged) for vote, judged in _admissions(record))


def _admits(record: Record) -> bool:
    return any(was_held(vote, judged) and judged.passed for vote, judged in _admissions(record))


def _admissions(record: Record) -> Iterator[tuple[Vote, Verdict]]:
    regulations = regulations_for(record)
    for item in record.agenda:
        if item.vote and item.vote.matter in ADMISSIONS:
            judged = verdict(record, item.vote, regulations)
            if judged:
                yield item.vote, judged


def _has_ballots(record: Record) -> bool:
    return any(item.vote is not None and has_ballots(item.vote) for item in record.agenda)


def _is_org_life(record: Record) -> bool:
    return ORG_LIFE_MEETING.key in record.kinds


# ---------------------------------------------------------------------------- the papers


def _letters(
    make: Callable[[Source], Iterable[Letter]],
) -> Callable[[Source, str], Iterable[Booklet]]:
    return lambda source, title: [letter_booklet(one, title=title) for one in make(source)]


MINUTES = Paper(
    key="minutes",
    name="会议记录",
    fits=_any,
    booklets=lambda source, _: [minutes_booklet(source.minutes)],
)
SUMMARY = Paper(
    key="summary",
    name="会议纪要",
    fits=_is_reported,
    needs=f"{HEART_TALK.name}没有纪要",
    booklets=_letters(lambda source: [summary(source)]),
)
NOTICE = Paper(
    key="notice",
    name="通知",
    fits=_meets,
    needs=f"{HEART_TALK.name}不发通知",
    booklets=_letters(letters.notice),
)
ELECTION_REQUEST = Paper(
    key="request-election",
    name="请示（召开换届选举大会）",
    fits=_prepares_election,
    needs="要是讨论换届的支委会或党员大会，标题或议题写明换届",
    booklets=_letters(letters.election_request),
)
EXTENSION_REQUEST = Paper(
    key="request-extension",
    name="请示（延期换届）",
    fits=_prepares_election,
    needs="要是讨论换届的支委会或党员大会，标题或议题写明换届",
    booklets=_letters(letters.extension_request),
)
ADMISSION_REQUEST = Paper(
    key="request-admission",
    name="请示（接收预备党员、转正报批）",
    fits=_admits,
    needs="要有表决通过的接收预备党员或转正",
    booklets=_letters(letters.admission_requests),
)
ELECTION_REPORT = Paper(
    key="report-election",
    name="报告（选举结果）",
    fits=_elects_committee,
    needs="要有换届的选举，补选和选党代表不在内",
    booklets=_letters(letters.election_reports),
)
ORG_LIFE_REPORT = Paper(
    key="report-org-life",
    name="报告（组织生活会情况）",
    fits=_is_org_life,
    needs="要是组织生活会",
    booklets=_letters(letters.org_life_report),
)
RESOLUTION = Paper(
    key="resolution",
    name="支部大会决议（入党志愿书用）",
    fits=_judges_person,
    needs="要有接收预备党员或转正的表决，到会人数够，票数填全",
    booklets=_letters(resolution_letters),
)
SIGN_IN = Paper(
    key="signin",
    name="签到表",
    fits=_meets,
    needs=f"{HEART_TALK.name}不用签到",
    booklets=lambda source, title: [sign_in_booklet(source, title=title)],
)
BALLOTS = Paper(
    key="ballot",
    name="选票",
    fits=_has_ballots,
    needs="要有投票的表决",
    booklets=lambda source, title: ballot_booklets(source, title=title),
)
BLANK_FORM = Paper(
    key="blank",
    name="手写记录单",
    fits=_any,
    booklets=lambda source, title: [blank_form_booklet(source, title=title)],
)

PAPERS = {
    paper.key: paper
    for paper in (
        MINUTES,
        SUMMARY,
        NOTICE,
        SIGN_IN,
        BALLOTS,
        BLANK_FORM,
        RESOLUTION,
        ADMISSION_REQUEST,
        ELECTION_REQUEST,
        EXTENSION_REQUEST,
        ELECTION_REPORT,
        ORG_LIFE_REPORT,
    )
}


def papers_for(record: Record) -> list[Paper]:
    """The papers that a record can become, in order."""
    return [paper for paper in PAPERS.values() if paper.fits(record)]
