"""From ledger to paper: gathers what is printed, and puts the PDF in its place."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from zjdesk.documents.minutes import Correction, Minutes, missing_characters, write_minutes
from zjdesk.progress import Progress, silent
from zjdesk.store import attachments, records, roster
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zjdesk.errors import Problem
    from zjdesk.store.ledger import Ledger


def gather(ledger: Ledger, ids: Sequence[str]) -> list[Minutes]:
    """What is printed of these records, in this order. Raises NotFound."""
    with ledger.reading() as db:
        branch = roster.get(db)
        gathered = []
        for record_id in ids:
            record = records.get(db, record_id)
            corrections = [
                Correction(
                    version.revision, datetime.fromisoformat(version.reopened_at), version.reason
                )
                for version in records.versions(db, record_id)
                if version.reason
            ]
            pictures = {a.id: attachments.path(ledger, a) for a in record.attachments}
            gathered.append(Minutes(record, branch.name, pictures, corrections))
    return gathered


def print_minutes(
    ledger: Ledger, ids: Sequence[str], target: Path, *, progress: Progress = silent
) -> list[Problem]:
    """Print the minutes of these records as one PDF; gives the characters that no font has.

    Raises CannotWrite; a file that is at `target` is then untouched.
    """
    chosen = gather(ledger, ids)
    paper = io.BytesIO()
    write_minutes(chosen, paper, progress=progress)
    write_file(target, paper.getvalue())
    return [problem for minutes in chosen for problem in missing_characters(minutes.record)]
