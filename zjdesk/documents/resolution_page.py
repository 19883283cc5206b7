"""The resolution of the assembly on a page, to be copied into the 入党志愿书."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS
from zjdesk.documents.official import Letter, Level, Passage
from zjdesk.documents.source import shown_day
from zjdesk.kinds.resolutions import resolution
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import was_held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.source import Source


def resolution_letters(source: Source) -> Iterator[Letter]:
    """A page for each vote of admission or 转正 that was held; the secretary signs by hand."""
    record = source.record
    for _, vote in source.votes(*ADMISSIONS):
        if not was_held(vote, verdict(record, vote, source.regulations)):
            continue
        paragraphs = resolution(record, vote, source.regulations).split("\n")
        yield Letter(
            title="支部大会决议",
            below_title="（抄入《入党志愿书》用）",
            passages=[
                *map(Passage, paragraphs),
                Passage("　", Level.LISTED, "支部书记签名：", apart=True),
            ],
            signer=source.signer,
            day=shown_day(record.day),
            keep=source.manuscript.names,
        )
