"""How the sections of a handbook look: their title, their styles, the foot of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet
from zjdesk.documents.styles import BELOW_TITLE, PORTRAIT, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.documents.pages import Block
    from zjdesk.documents.styles import Sheet

SMALL = 10.5
"""The size of tables."""


def section(
    title: str, blocks: Iterable[Block], *, below_title: str = "", sheet: Sheet = PORTRAIT
) -> Booklet:
    """A section with its title; `below_title` says what it holds or how far it goes."""
    below = [Paragraph(below_title, BELOW_TITLE)] if below_title else []
    return Booklet(
        title=title,
        blocks=[Paragraph(title, TITLE), *below, *blocks],
        sheet=sheet,
    )
