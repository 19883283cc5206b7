"""Which sheet of a book holds the roster, and what else could have been meant.

A sheet that nobody sees, because it is hidden, is taken only if it is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.exchange.cells import SheetRefused
from zjdesk.exchange.column_choice import refuse_wrong_choice
from zjdesk.exchange.header_rows import Header, find_headers
from zjdesk.exchange.headers import plain_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.cells import Book, Sheet


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
    touches = taken.first - 1 <= other.last and other.first <= taken.last + 1
    return other.sheet is not taken.sheet or (columns[0] != columns[1] and not touches)
