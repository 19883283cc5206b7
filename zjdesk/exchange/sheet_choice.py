"""Which tables of a book make up the roster, and what else could have been meant.

A sheet that nobody sees, because it is hidden, is taken only if it is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import SheetRefused
from zjdesk.exchange.column_choice import refuse_wrong_choice
from zjdesk.exchange.header_rows import Header, find_headers
from zjdesk.exchange.headers import plain_header
from zjdesk.exchange.sections import section_above, section_of_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.cells import Book, Sheet
    from zjdesk.exchange.sections import Section


def choose_header(
    book: Book, wanted: Mapping[str, str | None], *, sheet: str | None, row: int | None
) -> tuple[Header, Sequence[Header]]:
    """The headers of the roster, and others that could have been meant. Raises SheetRefused."""
    candidates = find_headers(_sheets(book, sheet), wanted, row=row)
    if not candidates:
        if wanted and find_headers(_sheets(book, sheet), {}, row=row):
            raise SheetRefused(
                "“姓名”这一列不能不读，也不能作别的项目：没有姓名就不成名册",
                hint="没有读入任何内容。请指定哪一列是姓名，或让它照原样读入。",
            )
        raise _no_header(book, row)
    header, *others = candidates
    refuse_wrong_choice(header, wanted)
    return header, [other for other in others if _is_rival(other, header)]


@dataclass(frozen=True)
class Table:
    """A part of the roster: from its headers to the row `until`, below what titles say of it."""

    header: Header
    until: int | None = None
    sections: Sequence[Section] = ()

    @property
    def sheet(self) -> Sheet:
        return self.header.sheet

    def has_row(self, number: int) -> bool:
        return self.header.last < number and (self.until is None or number < self.until)


def tables_of(
    book: Book, header: Header, rivals: Sequence[Header], *, is_chosen: bool
) -> tuple[Sequence[Table], Sequence[Header]]:
    """The tables that make up the roster, and the headers of those that do not.

    Another table belongs to it where its title, or the name of its sheet beside that of the taken
    one, says that some of the members stand there: 第二党小组, 预备党员, 退休党员. `is_chosen`: a
    person chose the sheet, so that no other is looked at.
    """
    taken = [header]
    for rival in rivals:
        if not any(_touch(rival, one) for one in taken) and _belongs(
            rival, header, is_chosen=is_chosen
        ):
            taken.append(rival)
    tables = []
    for one in taken:
        below = [
            each.first
            for each in (*taken, *rivals)
            if each.sheet is one.sheet and each.first > one.last and not _touch(each, one)
        ]
        titles = (section_of_sheet(one.sheet.name), section_above(one))
        sections = [each for each in titles if each and each.is_of_some and not each.is_of_others]
        tables.append(Table(one, min(below, default=None), sections))
    order = [sheet.name for sheet in book.sheets]
    tables.sort(key=lambda table: (order.index(table.sheet.name), table.header.first))
    others = [each for each in rivals if not any(_touch(each, one) for one in taken)]
    return tables, others


def is_without_header(book: Book) -> bool:
    """Whether there is something to be seen, but no row whose words are those of a roster."""
    seen = _sheets(book, None)
    return any(sheet.rows for sheet in seen) and not find_headers(seen, {})


# ------------------------------------------------------------------------------ inside


def _sheets(book: Book, name: str | None) -> list[Sheet]:
    if name is None:
        return [sheet for sheet in book.sheets if not sheet.is_hidden]
    found = [sheet for sheet in book.sheets if sheet.name.strip() == name.strip()]
    if not found:
        names = "、".join(sheet.name for sheet in book.sheets if not sheet.is_hidden)
        raise SheetRefused(
            f"没有“{name}”这张工作表", hint=f"文件里有：{names or '一张没有名字的表'}。"
        )
    return found


def _no_header(book: Book, row: int | None) -> SheetRefused:
    if row is not None:
        return SheetRefused(
            f"第{row}行不是表头：里面没有“姓名”这一列", hint="请核对行号，行号按表格软件显示的算。"
        )
    hidden = [sheet.name for sheet in book.sheets if sheet.is_hidden]
    also = f"（隐藏的工作表没有看：{'、'.join(hidden)}）" if hidden else ""
    return SheetRefused(
        f"没有找到名册的表头：哪一行也没有“姓名”这一列{also}",
        hint="没有读入任何内容。请在表里加一行表头，写上姓名、出生日期、入党日期等，再读入。",
    )


def _belongs(other: Header, taken: Header, *, is_chosen: bool) -> bool:
    if other.sheet is taken.sheet:
        section = section_above(other)
        return section is not None and section.is_of_some
    names = [section_of_sheet(each.sheet.name) for each in (other, taken)]
    return not is_chosen and all(section and section.is_of_some for section in names)


def _touch(one: Header, other: Header) -> bool:
    """Whether two headers share a row, or one begins right below the other."""
    is_apart = other.last < one.first - 1 or one.last < other.first - 1
    return one.sheet is other.sheet and not is_apart


def _is_rival(other: Header, taken: Header) -> bool:
    """Whether this could have been meant too; the same headers once more are no rival."""
    if len(other.keys) < max(3, len(taken.keys) // 2):
        return False
    if other.is_of_outsiders and not taken.is_of_outsiders:
        return False
    columns = [
        [(column.index, column.key or plain_header(column.label)) for column in header.columns]
        for header in (other, taken)
    ]
    is_same = other.sheet is taken.sheet and columns[0] == columns[1]
    return not is_same and not _touch(other, taken)
