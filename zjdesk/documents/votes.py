"""A vote on paper: in words, then tables of the persons who were voted for or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import Vote
from zjdesk.documents.manuscript import is_blank
from zjdesk.documents.styles import LABEL
from zjdesk.kinds.vote_words import sentence
from zjdesk.parts import Rows, part_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.pages import Block


def vote_blocks(vote: Vote, manuscript: Manuscript) -> Iterator[Block]:
    """All figures in words with what they decided, then the persons."""
    words = sentence(manuscript.record, vote, manuscript.regulations)
    yield manuscript.text(words, lead="表决情况：")
    for name, field in part_fields(Vote).items():
        parts = getattr(vote, name)
        if isinstance(field, Rows) and not is_blank(field, parts):
            yield manuscript.text(f"{field.label}：", LABEL)
            yield manuscript.rows(parts)
