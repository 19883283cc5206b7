"""Signed pages that were scanned: which files they are, and how they are filed with their records.

Every file is a step of the ledger of its own; one that cannot be kept stops none of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.errors import NotAllowed, ZjdeskError
from zjdesk.record import AttachmentRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QDropEvent

    from ui.workspace import Workspace
    from zjdesk.store.changes import Transaction

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp")
FILED, TAKEN_OUT = "收签字扫描件", "取出签字扫描件"
"""How the labels of the steps begin."""
KINDS = f"扫描件 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;所有文件 (*)"


@dataclass(frozen=True)
class Filing:
    """A file that goes to a record; `called` is what the record is called where this is told."""

    path: Path
    record_id: str
    called: str


def scans_in(folder: Path) -> list[Path]:
    """The files in a folder that may be scans, by name. Raises NotAllowed if it cannot be read."""
    try:
        found = [path for path in folder.iterdir() if is_scan(path) and path.is_file()]
    except OSError as error:
        raise NotAllowed(
            f"读不了文件夹“{folder}”", hint="请核对U盘是否插好、网络文件夹是否连上。"
        ) from error
    return sorted(found)


def is_scan(path: Path) -> bool:
    """Whether the name of a file is that of a scan."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def is_step(label: str | None) -> bool:
    """Whether a step of the ledger was one with a scan."""
    return label is not None and label.startswith((FILED, TAKEN_OUT))


def dropped(event: QDropEvent) -> list[Path]:
    """The files that are dragged, those in folders too."""
    from pathlib import Path

    given = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return list(with_folders(given))


def with_folders(paths: Iterable[Path]) -> Iterable[Path]:
    """The files among these, and the scans in the folders among these. Raises NotAllowed."""
    for path in paths:
        yield from scans_in(path) if path.is_dir() else [path]


def file_scans(
    workspace: Workspace, filings: Sequence[Filing], done: Callable[[list[Filing], list[str]], None]
) -> None:
    """File scans, with a bar; `done` gets those that are filed, and what is told of the others."""

    def step(filing: Filing) -> Callable[[Transaction], None]:
        def verb(tx: Transaction) -> None:
            from zjdesk.store import attachments, scans

            role = AttachmentRole.SIGNED_SCAN
            scan = attachments.add(workspace.ledger, filing.path, role=role)
            scans.file_scan(tx, filing.record_id, scan)

        return verb

    def finish(outcomes: Sequence[ZjdeskError | None]) -> None:
        pairs = list(zip(filings, outcomes, strict=False))  # fewer if a person stopped it
        filed = [filing for filing, error in pairs if error is None]
        refused = [
            f"“{filing.path.name}”没有收入：{error}。{error.hint}"
            for filing, error in pairs
            if error
        ]
        done(filed, refused)

    steps = [(f"{FILED} {filing.called}", step(filing)) for filing in filings]
    workspace.do_each_long("正在收入扫描件", steps, finish)
