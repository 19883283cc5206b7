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
from zjdesk.duties.matrix import matrix
from zjdesk.errors import NotAllowed
from zjdesk.kinds.catalogue import KINDS
from zjdesk.member_lines import in_numbers, member_lines
from zjdesk.periods import year_of
from zjdesk.progress import silent
from zjdesk.record import AttachmentRole, State
from zjdesk.reporting import report_of
from zjdesk.store import duties, records, settings
from zjdesk.store.figures import figures
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from zjdesk.documents.archive_list import ArchiveList
    from zjdesk.errors import Problem
    from zjdesk.progress import Progress
    from zjdesk.store.ledger import Ledger, Reading


def gather_handbook(
    ledger: Ledger, year: int, *, today: date, with_talks: bool = False
) -> tuple[Handbook, list[Problem]]:
    """What goes into the handbook of a year, and what will be wrong on paper.

    Records belong to their 所属年度. Raises NotAllowed for a year that has not begun, LedgerDamaged
    if a setting cannot be read.
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
    handbook = Handbook(
        branch=known.branch,
        until=min(span.last, today),
        minutes=minutes,
        duties=matrix(known, year, today),
        figures=figures,
        drafts=len(of_year) - len(final),
        unsettled=frozenset(matter.id for matter in known.open),
        retentions=retentions,
        with_talks=with_talks,
    )
    return handbook, problems


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


def _gaps(db: Reading, year: int, today: date) -> Iterator[Gap]:
    """The duties of a year that were not met, those of a group by themselves."""
    missing: dict[str, list[str]] = {}
    for cell in matrix(duties.known(db, year), year, today).missing:
        period = cell.period.name.removeprefix(f"{year}年") or "全年"
        missing.setdefault(cell.duty.label_in(cell.group), []).append(period)
    for duty, periods in missing.items():
        yield Gap(year, duty, periods)
