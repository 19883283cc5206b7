"""From ledger to paper: gathers what is printed, and puts the PDF in its place."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from zjdesk.documents.archive import Attached
from zjdesk.documents.minutes import Correction, Minutes, missing_characters, write_minutes
from zjdesk.documents.papers import write_papers
from zjdesk.documents.pdf import write_pdf
from zjdesk.documents.source import Source
from zjdesk.errors import NotFound, Place, Problem, Weight
from zjdesk.kinds.files import write_record
from zjdesk.progress import Progress, silent
from zjdesk.record import ATTACHMENTS, AttachmentRole, State
from zjdesk.store import attachments, records, roster, settings, versions
from zjdesk.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zjdesk.documents.papers import Paper, Write
    from zjdesk.documents.source import Wishes
    from zjdesk.people import Branch
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import LocalRule
    from zjdesk.store.ledger import Ledger
    from zjdesk.store.versions import Version


def gather(ledger: Ledger, ids: Sequence[str]) -> tuple[list[Minutes], list[Problem]]:
    """What is printed of these records, in this order, and what will be wrong on paper.

    That is: pictures that are gone, characters that no font has. Raises NotFound.
    """
    if not ids:
        raise NotFound("没有符合条件的记录", hint="没有印出任何内容。请核对年份、种类或编号。")
    with ledger.reading() as db:
        branch, local = roster.get(db), settings.local_rules(db)
        found = [(records.get(db, i), versions.of(db, i)) for i in dict.fromkeys(ids)]
    gathered = [_minutes(ledger, branch, local, *one) for one in found]
    return [one for one, _ in gathered], [fault for _, faults in gathered for fault in faults]


def gather_version(
    ledger: Ledger, record_id: str, revision: int
) -> tuple[list[Minutes], list[Problem]]:
    """The same of one record as it was in an earlier 定稿. Raises NotFound."""
    with ledger.reading() as db:
        branch, local = roster.get(db), settings.local_rules(db)
        kept = [one for one in versions.of(db, record_id) if one.revision <= revision]
    if not kept or kept[-1].revision != revision:
        raise NotFound(f"没有留存第{revision}版", hint="没有印出任何内容。")
    *earlier, wanted = kept
    in_force = replace(wanted, reopened_at="", reason="")  # as it was then
    minutes, problems = _minutes(ledger, branch, local, wanted.record, [*earlier, in_force])
    return [minutes], problems


def sources(
    ledger: Ledger, ids: Sequence[str], *, wishes: Wishes
) -> tuple[list[Source], list[Problem]]:
    """The same of these records for any kind of paper. Raises NotFound."""
    minutes, problems = gather(ledger, ids)
    with ledger.reading() as db:
        branch = roster.get(db)
    return [Source(minutes=one, branch=branch, wishes=wishes) for one in minutes], problems


def record_data(found: Sequence[Source]) -> list[Attached]:
    """The records as data that goes with their minutes: PDF/A-3u, readable without this program."""
    return [
        Attached(
            name=f"{source.record.number or source.record.id}.json",
            media_type="application/json",
            data=json.dumps(write_record(source.record), ensure_ascii=False, indent=1).encode(),
            says=f"{source.record.title}（记录数据）",
        )
        for source in found
    ]


def print_papers(
    paper: Paper,
    found: Sequence[Source],
    target: Path,
    *,
    write: Write = write_pdf,
    progress: Progress = silent,
) -> None:
    """Print papers of one kind as one file. Raises NotAllowed, and CannotWrite as below."""
    content = io.BytesIO()
    write_papers(paper, found, content, write=write, progress=progress)
    write_file(target, content.getvalue())


def print_minutes(minutes: Sequence[Minutes], target: Path, *, progress: Progress = silent) -> None:
    """Print minutes as one PDF. Raises CannotWrite; a file that is at `target` stays then."""
    paper = io.BytesIO()
    write_minutes(minutes, paper, progress=progress)
    write_file(target, paper.getvalue())


def _minutes(
    ledger: Ledger,
    branch: Branch,
    local: Sequence[LocalRule],
    record: Record,
    kept: Sequence[Version],
) -> tuple[Minutes, list[Problem]]:
    corrections = [
        Correction(version.revision, _moment(version.reopened_at), version.reason)
        for version in kept
        if version.reason
    ]
    override = ""
    if kept and record.state is State.FINAL:
        record, override = kept[-1].record, kept[-1].override  # as it was signed
    # What became of earlier paper is no part of the minutes.
    signed = [one for one in record.attachments if one.role is not AttachmentRole.SIGNED_SCAN]
    record = replace(record, attachments=signed)
    pictures, missing = _pictures(ledger, record)
    name = branch.name_on(record.day) if record.day else branch.name
    minutes = Minutes(record, name, pictures, corrections, override, local)
    return minutes, [*missing, *missing_characters(record)]


def _pictures(ledger: Ledger, record: Record) -> tuple[dict[str, Path], list[Problem]]:
    pictures, problems = {}, []
    at = Place().field(ATTACHMENTS.key, ATTACHMENTS.label)
    for number, attachment in enumerate(record.attachments):
        try:
            pictures[attachment.id] = attachments.path(ledger, attachment)
        except NotFound as error:
            message = f"{error}（{record.title}）"
            problems.append(Problem(message, at.item(number), Weight.REMINDS))
    return pictures, problems


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
