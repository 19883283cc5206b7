"""The sample branch: an invented school with a year of records, for trying things without risk."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from zjdesk.branch_file import read_branch
from zjdesk.documents.handbook_gathering import gather_handbook, print_handbook
from zjdesk.documents.printing import gather, print_minutes
from zjdesk.errors import Weight
from zjdesk.kinds.files import read_records
from zjdesk.kinds.rules import check
from zjdesk.paths import resources
from zjdesk.progress import Progress, silent
from zjdesk.store import intake, records
from zjdesk.store.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from zjdesk.record import Record

LEDGER = "汐桥小学支部.zj"
MINUTES, HANDBOOK = "2026年会议记录.pdf", "2026年党支部工作手册.pdf"
DRAFTS_SINCE = date(2026, 11, 1)
"""Later records are left as drafts, so that both states can be seen."""
TOLD_UNTIL = date(2026, 11, 30)
"""The handbook tells of the year as far as this day."""


def make(folder: Path, *, progress: Progress = silent) -> tuple[Path, Path, Path]:
    """Make the sample ledger, its minutes and handbook in `folder`; gives the paths of the three.

    Raises LedgerExists if there is one already.
    """
    source = resources() / "sample"
    branch = read_branch(json.loads((source / "branch.json").read_text(encoding="utf-8")))
    found = read_records((source / "records.jsonl").read_bytes())
    for record in found.values():
        record.recorded_at = _soon_after(record)
    ledger = Ledger.create(folder / LEDGER, branch, author="程思齐")
    try:
        intake.take_in(ledger, found, folder=source)
        with ledger.transaction("示例记录定稿") as tx:
            for record in found.values():
                if _can_be_final(record):
                    records.finalise(tx, record.id)
        minutes, _ = gather(ledger, [record.id for record in found.values()])
        print_minutes(minutes, folder / MINUTES, progress=progress)
        handbook, _ = gather_handbook(ledger, TOLD_UNTIL.year, today=TOLD_UNTIL)
        print_handbook(handbook, folder / HANDBOOK, progress=progress)
    finally:
        ledger.close()
    return folder / LEDGER, folder / MINUTES, folder / HANDBOOK


def _soon_after(record: Record) -> datetime | None:
    """An hour after the end: the sample's minutes were written at once."""
    day = record.ends_on or record.day
    return (
        datetime.combine(day, record.ends_at) + timedelta(hours=1)
        if day and record.ends_at
        else None
    )


def _can_be_final(record: Record) -> bool:
    is_complete = all(problem.weight < Weight.BLOCKS for problem in check(record))
    return is_complete and record.day is not None and record.day < DRAFTS_SINCE
