"""换届: whether a record is about a new committee, and the votes that elect one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.agenda import Matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.agenda import Vote
    from zjdesk.record import Record

_RENEWAL = re.compile(
    "换届|(届满|延期).*(支委会|支部委员会)|(支委会|支部委员会).*(届满|延期)", re.DOTALL
)
_OTHER_ELECTION = re.compile("党代表|代表选举|选举[^，、；：。]*代表|补选")
"""Of delegates, or of one member in place of another: the committee stays what it is."""


def is_renewal(record: Record) -> bool:
    """Whether the record is about 换届, by its title or that of an item."""
    titles = [record.title, *(item.title for item in record.agenda)]
    return not _OTHER_ELECTION.search(record.title) and any(
        _RENEWAL.search(title) and not _OTHER_ELECTION.search(title) for title in titles
    )


def committee_elections(record: Record) -> Iterator[Vote]:
    """The votes that elect the next committee."""
    for item in record.agenda:
        vote = item.vote
        if vote and vote.matter is Matter.ELECTION and not _OTHER_ELECTION.search(item.title):
            yield vote
