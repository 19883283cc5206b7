"""Records as sources of papers, and papers printed and read back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from tests.core.documents.conftest import Printed
from tests.samples import a_branch, a_record
from zjdesk.documents.minutes import Minutes
from zjdesk.documents.papers import PAPERS, write_papers
from zjdesk.documents.source import Source, Wishes
from zjdesk.kinds.headcount import settle
from zjdesk.people import Branch
from zjdesk.record import Record


def a_source(record: Record | None = None, branch: Branch | None = None, **wishes: Any) -> Source:
    """A record, by default a small one that is settled, as a source of papers."""
    branch = branch or a_branch()
    record = record or a_record()
    if not record.roster and record.day:
        assert settle(record, branch) == []
    name = branch.name_on(record.day) if record.day else branch.name
    return Source(minutes=Minutes(record, name, {}), branch=branch, wishes=Wishes(**wishes))


def print_paper(key: str, *sources: Source) -> Printed:
    file = BytesIO()
    write_papers(PAPERS[key], sources, file)
    return Printed(file.getvalue())


def solid(text: str) -> str:
    return "".join(text.split())
