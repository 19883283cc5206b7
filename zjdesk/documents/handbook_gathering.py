"""From ledger to handbook, 归档目录 and 移交清单: gathers what they say of the records."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from zjdesk.documents.archive_list import archive_list
from zjdesk.documents.handbook import Handbook, minutes_leaf, write_handbook
from zjdesk.documents.handover_list import Counted, Gap, Handover
from zjdesk.documents.printing import gather
from zjdesk.documents.retention import RETENTION, read_retentions
from zjdesk.documents.scans import load_scan
from zjdesk.duties.matrix import matrix
from zjdesk.errors import NotAllowed, NotFound, Problem, Weight
from zjdesk.kinds.catalogue import KINDS
from zjdesk.member_lines import in_numbers, member_lines
from zjdesk.periods import year_of
from zjdesk.progress import silent
from zjdesk.record import AttachmentRole, State
from zjdesk.reporting import report_of
from zjdesk.store import attachments, duties, records, settings, versions
from zjdesk.store.figures import figures
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from zjdesk.documents.archive import Drawn
    from zjdesk.documents.archive_list import ArchiveList
    from zjdesk.documents.minutes import Minutes
    from zjdesk.progress import Progress
    from zjdesk.record import Attachment, Record
    from zjdesk.store.ledger import Ledger, Reading


def gather_handbook(
    ledger: Ledger, year: int, *, today: date, with_talks: bool = False, with_scans: bool = False
) -> tuple[Handbook, list[Problem]]:
    """What goes into the handbook of a year, and what will be wrong on paper.

    Records belong to their 所属年度. `with_scans`: where the signed pages of a record were scanned,
    they are bound in place of its minutes. Raises NotAllowed for a year that has not begun,
    LedgerDamaged if a setting cannot be read.
    """
    span = year_of(today.replace(year=year, day=1))
    if span.first > today:
        raise NotAllowed(f"{year}年还没有到", hint="没有印出任何内容。请核对年份和电脑的日期。")
    with ledger.reading() as db:
        known = duties.known(db, year)
        figures = report_of(db, span, today=today)
        retentions = read_retentions(settings.get(db, RETENTION.key))
    of_year = [one for one in known.figures if one.year == year]
    final = [one.id for one in of_year if one.is_final]
    minutes, problems = gather(ledger, final) if final else ([], [])
    scans, unread = _scans(ledger, minutes) if with_scans else ({}, [])
    handbook = Handbook(
        branch=known.branch,
        until=min(span.last, today),
        minutes=minutes,
        duties=matrix(known, year, today),
        figures=figures,
        drafts=len(of_year) - len(final),
        unsettled=frozenset(matter.id for matter in known.open),
        retentions=retentions,
        scans=scans,
        with_talks=with_talks,
    )
    return handbook, [*problems, *unread]


def print_handbook(
    handbook: Handbook, target: Path, *, starts_right: bool = False, progress: Progress = silent
) -> None:
    """Print a handbook. Raises CannotWrite; a file that is at `target` stays then."""
    paper = io.BytesIO()
    write_handbook(handbook, paper, starts_right=starts_right, progress=progress)
    write_file(target, paper.getvalue())


def archive_list_of(handbook: Handbook, *, progress: Progress = silent) -> ArchiveList:
    """The 归档目录 by itself; every record is laid out to count its pages."""
    papers = []
    for done, one in enumerate(handbook.in_order):
        progress(done, len(handbook.minutes), one.record.title)
        papers.append((one, len(minutes_leaf(one, handbook.year, with_talks=True).pages)))
    return archive_list(handbook.branch_name, handbook.year, papers, handbook.retentions)


def gather_handover(ledger: Ledger, *, today: date, progress: Progress = silent) -> Handover:
    """What is handed over on a day. Raises LedgerDamaged if a setting cannot be read."""
    with ledger.reading() as db:
        lines = records.find(db)
        files, scanned = 0, set()
        for done, line in enumerate(lines):
            progress(done, len(lines), line.title)
            attached = records.get(db, line.id).attachments
            files += len(attached)
            if any(one.role is AttachmentRole.SIGNED_SCAN for one in attached):
                scanned.add(line.id)
        found = list(figures(db))
        known = duties.known(db, today.year)
        gaps = [
            gap
            for year in sorted({one.day.year for one in found})
            for gap in _gaps(db, year, today)
        ]
    of = Counter((one.year, one.kind) for one in found)
    final = Counter((one.year, one.kind) for one in found if one.is_final)
    signed = Counter((one.year, one.kind) for one in found if one.id in scanned)
    return Handover(
        branch=known.branch.name_on(today),
        day=today,
        members=in_numbers(member_lines(known.branch, today)),
        attachments=files,
        counted=[
            Counted(
                year=year,
                kind=kind,
                records=of[year, kind],
                final=final[year, kind],
                scanned=signed[year, kind],
            )
            for year in sorted({year for year, _ in of})
            for kind in KINDS
            if of[year, kind]
        ],
        gaps=gaps,
        matters=known.open,
        drafts=[line for line in reversed(lines) if line.state is State.DRAFT],
        unsigned=[
            line.number
            for line in reversed(lines)
            if line.state is State.FINAL and line.id not in scanned
        ],
    )


def _scans(
    ledger: Ledger, minutes: Sequence[Minutes]
) -> tuple[dict[str, list[Drawn]], list[Problem]]:
    """The scans of records of which every one can be drawn, and what cannot."""
    found: dict[str, list[Drawn]] = {}
    problems = []
    with ledger.reading() as db:
        filed = {one.record.id: records.get(db, one.record.id).attachments for one in minutes}
    for one in minutes:
        record = one.record
        scans = [each for each in filed[record.id] if each.role is AttachmentRole.SIGNED_SCAN]
        if not scans:
            continue
        try:
            found[record.id] = _pages(ledger, _of_this_version(ledger, record, scans))
        except NotFound as error:
            message = f"{record.number}没有编入签字扫描件，仍印原页：{error}"
            problems.append(Problem(message, weight=Weight.REMINDS))
    return found, problems


def _of_this_version(
    ledger: Ledger, record: Record, scans: Sequence[Attachment]
) -> list[Attachment]:
    """Those that were filed after a 更正: earlier ones show what was corrected. Raises NotFound."""
    if record.revision == 1:
        return [*scans]
    with ledger.reading() as db:
        in_force = versions.of(db, record.id)[-1]
    earlier = {one.id for one in in_force.record.attachments}
    found = [one for one in scans if one.id not in earlier]
    if not found:
        raise NotFound("更正以后还没有收入新的扫描件")
    return found


def _pages(ledger: Ledger, scans: Iterable[Attachment]) -> list[Drawn]:
    """The pages of the scans. Raises NotFound if one of them cannot be drawn."""
    pages: list[Drawn] = []
    for scan in scans:
        drawn = load_scan(attachments.path(ledger, scan))
        if drawn is None:
            raise NotFound(f"“{scan.file}”不是图片或没有加密的PDF，或已损坏")
        pages += drawn
    return pages


def _gaps(db: Reading, year: int, today: date) -> Iterator[Gap]:
    """The duties of a year that were not met, those of a group by themselves."""
    missing: dict[str, list[str]] = {}
    for cell in matrix(duties.known(db, year), year, today).missing:
        period = cell.period.name.removeprefix(f"{year}年") or "全年"
        missing.setdefault(cell.duty.label_in(cell.group), []).append(period)
    for duty, periods in missing.items():
        yield Gap(year, duty, periods)
