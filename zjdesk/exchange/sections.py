"""Which rows below a header are not of its roster: those of activists, or of another table.

A row is what the title or the headers above it say, whatever its columns look like.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from zjdesk.exchange.headers import FOR_OUTSIDERS, field_of, is_known, plain_header

if TYPE_CHECKING:
    from zjdesk.exchange.cells import Row
    from zjdesk.exchange.headers import Header

MOST_PEOPLE = 1_000
"""A number below this beside a title counts its people."""
NOT_MEMBERS = re.compile("积极分子|发展对象|申请人|群众|团员|民主党派|非党员|民革|民盟|民建|无党派")
"""Words for people who are not in the Party."""

_TITLE = re.compile(
    r"(?:[(第]?(?:[一二三四五六七八九十]+|\d+)[)、.．部分]*[:：]?)?"
    r"(?P<who>[^,，。;；:：]{0,24}?)"
    r"(?:基本)?(?:人员|信息|情况)?(?:名册|名单|花名册|登记表|统计表|汇总表|一览表|台账|表)?"
    r"(?:\(?共?\d+[人名]\)?)?[:：]?"
)
_OUTSIDERS = re.compile(rf"(?:{NOT_MEMBERS.pattern})(?:对象|人选)?$")
_UNSURE = re.compile("(?<!非)党员[、和及与/]|不含|不包括|除|以[上下外]")
"""What makes a title one of members as well, or a note."""
_MEMBERS = re.compile("(?:党员|支部|小组)$")
_NUMBERED = re.compile(r"[(（第]?(?:[一二三四五六七八九十]+|\d+)[)）、.．部]")
"""A title that goes on below the titles of groups, which have no such number."""


class Sections:
    """Where one is on the way down a sheet."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._upper = [
            row for row in header.sheet.rows if header.first <= row.number <= header.last
        ]
        self._section = ""
        self._table = ""

    @property
    def elsewhere(self) -> str:
        """What stands above rows that are not of the roster; empty where rows are of it."""
        return f"“{self._section}”" if self._section else self._table

    @property
    def is_other_table(self) -> bool:
        return bool(self._table)

    def enter(self, row: Row) -> bool:
        """Go on to a row; whether it is the title of a section, or headers."""
        words = _words(row)
        if len(words) > 1 and any(field_of(word) == "name" for word in words):
            is_same = self._is_same_table(row)
            self._table = "" if is_same else f"第{row.number}行的另一个表头"
            return True
        title = _title(words[0]) if len(words) == 1 and self._may_be_title(row) else ""
        if _OUTSIDERS.search(title):
            self._section = words[0]
        elif title.endswith("党员") or (title and not _NUMBERED.match(self._section)):
            self._section = ""
        return bool(title)

    def _may_be_title(self, row: Row) -> bool:
        """Whether a row with one text has nothing of a person whose name is missing."""
        at = next(n for n, value in enumerate(row.values) if isinstance(value, str))
        keys = {column.index: column.key for column in self._header.columns}
        name = next(index for index, key in keys.items() if key == "name")
        others = [value for value in row.values if value is not None and not isinstance(value, str)]
        are_counts = all(isinstance(value, int | float) and value < MOST_PEOPLE for value in others)
        return at <= name and keys.get(at) != "category" and are_counts

    def _is_same_table(self, row: Row) -> bool:
        """Whether a row of headers says those of the roster again, as on each printed page."""
        own = {column.label for column in self._header.columns}
        for index, value in enumerate(row.values):
            above = [said for upper in self._upper if isinstance(said := upper[index], str)]
            if not isinstance(value, str):
                continue
            if any(_are_one_header(value, said) for said in above):
                continue
            if (above and is_known(value)) or (FOR_OUTSIDERS.search(value) and value not in own):
                return False
        return True


def _words(row: Row) -> list[str]:
    """What a row says, without its numbers and without what merged cells repeat."""
    texts = ("".join(value.split()) for value in row.values if isinstance(value, str))
    return list(dict.fromkeys(text for text in texts if not text.isdecimal()))


def _title(words: str) -> str:
    """Of whom a title says that they stand below it; empty if it is none."""
    found = _TITLE.fullmatch(unicodedata.normalize("NFKC", words))
    if found is None or _UNSURE.search(found["who"]):
        return ""
    is_title = _OUTSIDERS.search(found["who"]) or _MEMBERS.search(found["who"])
    return found["who"] if is_title else ""


def _are_one_header(word: str, other: str) -> bool:
    if plain_header(word) == plain_header(other):
        return True
    return field_of(word) is not None and field_of(word) == field_of(other)
