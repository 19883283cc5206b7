"""The body of the minutes: one numbered section for every long field that is filled in.

What a section looks like follows from the type of its field, never from the kind of the record.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from zjdesk.agenda import AgendaItem
from zjdesk.documents.manuscript import filled, is_blank
from zjdesk.documents.styles import HEADING, LABEL, SUBHEADING
from zjdesk.documents.votes import vote_blocks
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.layout import body_of
from zjdesk.parts import Rows, is_spoken, spoken
from zjdesk.record import AGENDA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.manuscript import Manuscript
    from zjdesk.documents.pages import Block
    from zjdesk.fields import Field
    from zjdesk.parts import Part


def body(manuscript: Manuscript) -> Iterator[Block]:
    record = manuscript.record
    shown = [field for field in body_of(record) if not is_blank(field, record[field])]
    for number, field in enumerate(shown, 1):
        label = KINDS[record.kind].agenda if field is AGENDA else field.label
        yield manuscript.text(f"{chinese(number)}、{label}", HEADING)
        yield from blocks(field, record[field], manuscript)


def blocks(field: Field[Any], value: Any, manuscript: Manuscript) -> Iterator[Block]:
    """The value of a field: an agenda, speeches, a table or plain text."""
    if not isinstance(field, Rows):
        yield manuscript.text(manuscript.said(field, value))
    elif field.part is AgendaItem:
        items = filled(value)
        for number, item in enumerate(items, 1):
            mark = f"（{chinese(number)}）" if len(items) > 1 else ""
            yield from _agenda_item(item, mark, manuscript)
    elif is_spoken(field.part):
        for part in filled(value):
            yield _spoken(part, manuscript)
    else:
        yield manuscript.rows(value)


# ---------------------------------------------------------------------------- agenda


def _agenda_item(item: AgendaItem, mark: str, manuscript: Manuscript) -> Iterator[Block]:
    yield manuscript.text(f"{mark}{item.title}", SUBHEADING)
    if item.content:
        yield manuscript.text(item.content)
    for speech in filled(item.speeches):
        yield _spoken(speech, manuscript)
    if item.vote and filled([item.vote]):
        yield from vote_blocks(item.vote, manuscript)
    if item.resolution:
        yield manuscript.text(item.resolution, lead="决议：")
    if filled(item.follow_ups):
        yield manuscript.text("跟进事项：", LABEL)
        yield manuscript.rows(item.follow_ups)


def _spoken(part: Part, manuscript: Manuscript) -> Block:
    speaker, text = spoken(part)
    return manuscript.text(text, lead=f"{speaker}：")


# ---------------------------------------------------------------------------- numbers


def chinese(number: int) -> str:
    """1 to 9999 as in headings: 一, 十, 二十三, 一百零五."""
    digits = str(number)
    units = "千百十"[4 - len(digits) :] if len(digits) > 1 else ""
    words = "".join(
        f"{'零一二三四五六七八九'[int(digit)]}{unit if digit != '0' else ''}"
        for digit, unit in zip_longest(digits, units, fillvalue="")
    )
    return re.sub("零+", "零", words).rstrip("零").replace("一十", "十", words.startswith("一十"))
