"""Tables of plain texts: lists with a head, and facts with their labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zjdesk.documents.fonts import GETA, missing
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.styles import CELL, CELL_CENTRED, CELL_LABEL
from zjdesk.documents.table import Cell, Row, Table
from zjdesk.errors import Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.documents.paragraph import TextStyle

LABEL_SHARE = 0.16
"""Of the width: the label of a fact."""


@dataclass(frozen=True)
class Column:
    """A column of a list: its share of the width, and whether its texts stand in the middle."""

    heading: str
    share: float
    centred: bool = True


def listing(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, size: float = CELL.size
) -> Table:
    """A table with a head. The shares need not add up; they are spread over the width."""
    total = sum(column.share for column in columns)

    def row(texts: Sequence[str], styles: Sequence[TextStyle]) -> Row:
        cells = zip(texts, styles, columns, strict=True)
        return Row(tuple(Cell(Paragraph(t, s), c.share / total) for t, s, c in cells))

    of = {True: _sized(CELL_CENTRED, size), False: _sized(CELL, size)}
    head = row([c.heading for c in columns], [_sized(CELL_LABEL, size)] * len(columns))
    styles = [of[column.centred] for column in columns]
    return Table(tuple(row(texts, styles) for texts in rows), head)


def facts(rows: Iterable[Sequence[tuple[str, str]]]) -> Table:
    """Labels with values, one or two pairs a row."""
    return Table(tuple(map(_facts_row, rows)))


def missing_in(texts: Iterable[str]) -> list[Problem]:
    """What of these texts cannot be printed, each character once."""
    return [
        Problem(
            f"“{text}”的“{character}”（U+{ord(character):04X}）字库里没有，打印出来是“{GETA}”",
            weight=Weight.REMINDS,
        )
        for text in texts
        for character in missing(text)
    ]


def _facts_row(pairs: Sequence[tuple[str, str]]) -> Row:
    value = 1 / len(pairs) - LABEL_SHARE
    return Row(tuple(_fact_cells(pairs, value)))


def _fact_cells(pairs: Sequence[tuple[str, str]], value: float) -> Iterator[Cell]:
    for label, text in pairs:
        yield Cell(Paragraph(label, CELL_LABEL), LABEL_SHARE)
        yield Cell(Paragraph(text, CELL), value)


def _sized(style: TextStyle, size: float) -> TextStyle:
    return replace(style, size=size, leading=size * style.leading / style.size)
