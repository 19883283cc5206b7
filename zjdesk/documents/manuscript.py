"""A record as the setter gets it: with its counts, and with the names that are not to be torn."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from zjdesk.documents.paragraph import Paragraph, text_width
from zjdesk.documents.styles import BODY, CELL, CELL_CENTRED, CELL_LABEL, TEXT_WIDTH
from zjdesk.documents.table import PAD_X, Cell, Row, Table
from zjdesk.fields import Choice, Count, Day, Flag, Lines, Name, Names
from zjdesk.kinds.headcount import count
from zjdesk.kinds.layout import details_fields
from zjdesk.participants import Person, PersonField
from zjdesk.parts import One, Part, Rows, part_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.documents.paragraph import TextStyle
    from zjdesk.fields import Field
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations

P = TypeVar("P", bound=Part)

SHORT = (Choice, Count, Day, Flag, Name)
"""Fields whose values stand on one line of a table."""

LONGEST_LINE = 24
"""Characters that a column of a table makes room for."""

LABEL_SHARE = 0.19
"""Of the text's width: the label of a fact, six characters."""


class Manuscript:
    """A record with what is computed of it once, and the two shapes its values take on paper."""

    def __init__(self, record: Record, regulations: Regulations) -> None:
        self.record = record
        self.regulations = regulations
        self.headcount = count(record)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of everybody in the record."""
        record = self.record
        found = {entry.name for entry in record.roster} | set(_names_in(record))
        for field in details_fields(record).values():
            found.update(_names(field, record[field]))
        return tuple(sorted(name for name in found if len(name) > 1))

    @cached_property
    def labels(self) -> dict[str, str]:
        """How members are called here, by id: two of one name with what tells them apart."""
        return {entry.member: entry.label for entry in self.record.roster}

    def called(self, person: Person) -> str:
        return self.labels.get(person.member) or person.name

    def said(self, field: Field[Any], value: Any) -> str:
        """The value in words: lists one a line, a member as called here."""
        if isinstance(field, Lines):
            return "\n".join(value)
        if isinstance(field, PersonField):
            return self.called(value)
        return field.show(value)

    def text(self, text: str, style: TextStyle = BODY, *, lead: str = "") -> Paragraph:
        return Paragraph(text, style, keep=self.names, lead=lead)

    # ------------------------------------------------------------------ facts

    def facts(self, rows: Iterable[Sequence[tuple[str, str]]]) -> Table:
        """Labels with values, one to three pairs a row."""
        return Table(tuple(map(self._facts_row, rows)))

    def paired(self, facts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
        """Rows of two facts where both are short, else of one."""
        waiting: list[tuple[str, str]] = []
        for fact in facts:
            if not self._is_short(fact):
                yield from ([one] for one in waiting)
                waiting = []
                yield [fact]
            elif waiting:
                yield [*waiting, fact]
                waiting = []
            else:
                waiting = [fact]
        yield from ([one] for one in waiting)

    def _is_short(self, fact: tuple[str, str]) -> bool:
        cell = self._facts_row([fact, fact]).cells[1]
        return len(fact[1]) < 40 and len(cell.text.lines(cell.inner(TEXT_WIDTH))) == 1

    def _facts_row(self, facts: Sequence[tuple[str, str]]) -> Row:
        value = 1 / len(facts) - LABEL_SHARE
        style = CELL if len(facts) < 3 else CELL_CENTRED
        cells = []
        for name, text in facts:
            cells.append(Cell(self.text(name, CELL_LABEL), LABEL_SHARE))
            cells.append(Cell(self.text(text, style), value))
        return Row(tuple(cells))

    # ------------------------------------------------------------------ rows

    def rows(self, parts: Sequence[Part]) -> Table:
        """A table of parts of one sort: a column for each field that is filled in somewhere."""
        parts = filled(parts)
        columns = [
            (field, [self.shown(part, field, getattr(part, name)) for part in parts])
            for name, field in part_fields(type(parts[0])).items()
            if not _is_member_id(type(parts[0]), field)
            and any(not field.is_missing(getattr(part, name)) for part in parts)
        ]
        if sum(isinstance(field, Day) for field, _ in columns) > 1:
            columns = [(field, _on_two_lines(field, texts)) for field, texts in columns]
        shares = _shares(columns)
        styles = [CELL_CENTRED if isinstance(field, SHORT) else CELL for field, _ in columns]
        head = tuple(
            Cell(self.text(field.label, CELL_LABEL), share)
            for (field, _), share in zip(columns, shares, strict=True)
        )
        rows = tuple(
            Row(
                tuple(
                    Cell(self.text(texts[number], style), share)
                    for (_, texts), style, share in zip(columns, styles, shares, strict=True)
                )
            )
            for number in range(len(parts))
        )
        return Table(rows, Row(head))

    def shown(self, part: Part, field: Field[Any], value: Any) -> str:
        """The value as it stands in a table."""
        if isinstance(field, Flag):
            return "☑" if value else "☐"
        if isinstance(part, Person) and field.key == "name":
            return self.called(part)
        return self.said(field, value)


def is_blank(field: Field[Any], value: Any) -> bool:
    """Whether there is nothing to print of a value; rows may all be empty."""
    if field.is_missing(value):
        return True
    if isinstance(field, Rows):
        return not filled(value)
    return isinstance(field, One) and not filled([value])


def filled(parts: Sequence[P]) -> list[P]:
    """The parts in which something is filled in."""
    return [
        part
        for part in parts
        if any(
            not is_blank(field, getattr(part, name))
            for name, field in part_fields(type(part)).items()
        )
    ]


def _shares(columns: Sequence[tuple[Field[Any], Sequence[str]]]) -> list[float]:
    """What of the width each column gets: short fields what they need, the others the rest."""
    wanted = [
        max(_line_width(text) for text in (field.label, *texts)) + 2 * PAD_X + 1
        for field, texts in columns
    ]
    short = [isinstance(field, SHORT) for field, _ in columns]
    needed = sum(width for width, is_short in zip(wanted, short, strict=True) if is_short)
    rest = sum(wanted) - needed
    if not rest or needed > 0.65 * TEXT_WIDTH:
        return [width / sum(wanted) for width in wanted]
    spread = (TEXT_WIDTH - needed) / rest
    return [
        width * (1 if is_short else spread) / TEXT_WIDTH
        for width, is_short in zip(wanted, short, strict=True)
    ]


def _line_width(text: str) -> float:
    """What a text would like to have of the width, within reason."""
    return max(text_width(line[:LONGEST_LINE], CELL) for line in text.split("\n"))


def _on_two_lines(field: Field[Any], texts: list[str]) -> list[str]:
    """Days with the year on a line of its own."""
    return [text.replace("年", "年\n") for text in texts] if isinstance(field, Day) else texts


def _is_member_id(part: type[Part], field: Field[Any]) -> bool:
    return issubclass(part, Person) and field.key == "member"


def _names_in(part: Part) -> Iterator[str]:
    """The names of persons in a part and the parts inside it."""
    for name, field in part_fields(type(part)).items():
        yield from _names(field, getattr(part, name))


def _names(field: Field[Any], value: Any) -> Iterator[str]:
    if field.is_missing(value):
        return
    if isinstance(field, Name):
        yield value
    elif isinstance(field, Names):
        yield from value
    elif isinstance(field, Rows):
        for part in value:
            yield from _names_in(part)
    elif isinstance(field, One):
        yield from _names_in(value)
