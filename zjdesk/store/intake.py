"""Verbs of several steps, the same for window and command line: take records in, finalise one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.errors import Place, Problem, Refused, Weight, ZjdeskError
from zjdesk.kinds.rules import check, examine
from zjdesk.record import ATTACHMENTS, Record, State
from zjdesk.store import attachments, records, roster

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from zjdesk.store.changes import Transaction
    from zjdesk.store.ledger import Ledger


def take_in(ledger: Ledger, tx: Transaction, found: Sequence[Record], *, folder: Path) -> None:
    """Save new records that were read from a file in `folder`, with their attachments.

    Raises Refused with the problems of all of them, by line; nothing is saved then.
    """
    branch = roster.get(tx.db)
    problems: list[Problem] = []
    for line, record in enumerate(found, 1):
        faults = [*examine(record, branch), *_present_already(tx, record)]
        if not any(fault.weight is Weight.REFUSES for fault in faults):
            faults += _keep_files(ledger, record, folder)
        least = Weight.BLOCKS if record.state is State.FINAL else Weight.REFUSES
        problems += [fault.on_line(line) for fault in faults if fault.weight >= least]
    if problems:
        raise Refused(problems)
    for record in found:
        is_final = record.state is State.FINAL
        records.save(tx, record)
        if is_final:
            records.finalise(tx, record.id)


def finalise(tx: Transaction, record: Record, *, override: str = "") -> str:
    """定稿 a record and give its number, or say what stands in the way.

    Raises Refused unless it is free of blocking problems or `override` says why it stands all the
    same; a record that cannot be is refused in any case.
    """
    least = Weight.REFUSES if override.strip() else Weight.BLOCKS
    problems = [problem for problem in check(record) if problem.weight >= least]
    if problems:
        raise Refused(problems, hint="没有定稿。补全后再定稿，或写明理由仍要定稿。")
    return records.finalise(tx, record.id, override=override.strip())


def _present_already(tx: Transaction, record: Record) -> Iterator[Problem]:
    if records.exists(tx.db, record.id):
        place = Place().field("id", "编号")
        yield Problem("台账里已有这条记录，不重复读入", place, Weight.REFUSES)


def _keep_files(ledger: Ledger, record: Record, folder: Path) -> Iterator[Problem]:
    """Keep the files of a record beside the ledger; they are found again by their content."""
    at = Place().field(ATTACHMENTS.key, ATTACHMENTS.label)
    for number, attachment in enumerate(record.attachments):
        try:
            attachments.fill(ledger, attachment, folder / attachment.file)
        except ZjdeskError as error:
            place = at.item(number).field("file", "文件")
            yield Problem(f"{error}。{error.hint}", place, Weight.REFUSES)
