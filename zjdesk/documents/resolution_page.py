"""The resolution of the assembly on a page, to be copied into the 入党志愿书."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS
from zjdesk.documents.official import Letter, Level, Passage
from zjdesk.documents.source import shown_day
from zjdesk.kinds.resolutions import resolution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.source import Source


def resolution_letters(source: Source) -> Iterator[Letter]:
    """A page for each vote of admission or 转正; the name of the secretary is signed by hand."""
    record = source.record
    for _, vote in source.votes(*ADMISSIONS):
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
