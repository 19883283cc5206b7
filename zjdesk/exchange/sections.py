"""What titles between the rows of a roster say, and which rows are not of it.

A row is what the title or the headers above it say, whatever its columns look like: of a 党小组,
正式 or 预备, of people who left, of people who are not in the Party.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.exchange.headers import FOR_OUTSIDERS, field_of, is_known, plain_header
from zjdesk.exchange.row_values import NOT_MEMBERS
from zjdesk.people import Category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zjdesk.exchange.cells import Row
    from zjdesk.exchange.header_rows import Header

MOST_PEOPLE = 1_000
"""A number below this beside a title counts its people."""

_NUMERAL = r"(?:[一二三四五六七八九十]+|\d+)"
_COUNT = r"(?:\(?共?\d+[人名]\)?)?[:：]?"
_TITLE = re.compile(
    rf"(?:[(第]?{_NUMERAL}[)、.．部分]*[:：]?)?"
    r"(?P<who>[^,，。;；:：]{0,24}?)"
    r"(?:基本)?(?:人员|信息|情况)?(?:名册|名单|花名册|登记表|统计表|汇总表|一览表|台账|表)?"
    + _COUNT
)
_GROUP = re.compile(
    rf"(?:[(]?{_NUMERAL}[)、.．])?(?:[^,，。;；:：]{{0,30}}支部(?:委员会)?)?"
    r"(?P<group>(?!(?:各|全体|所有)?党?小组)(?:(?!支部)[^,，。;；:：()、]){1,16}?党?小组"
    rf"|第?{_NUMERAL}组)(?:党员)?(?:名册|名单)?{_COUNT}"
)
_OUTSIDERS = re.compile(rf"(?:{NOT_MEMBERS.pattern})(?:对象|人选)?$")
_LEFT = re.compile("(?:转出|调出|调离|去世|逝世|已故|死亡|除名|出党)(?:的)?(?:党员|同志)?$")
_UNSURE = re.compile("(?<!非)党员[、和及与/]|不含|不包括|除(?!名)|以[上下外]")
"""What makes a title one of members as well, or a note."""
_MEMBERS = re.compile("(?:党员|支部|小组)$")
_CATEGORY = re.compile("(?P<word>正式|预备)党员$")
_SOME = re.compile(r"(?:在职|在岗|退休|离退休|教师|教工|教职工|职工|学生|流动)党员")
"""Some of the members; the others stand elsewhere."""
_SHORT = re.compile("(?:正式|预备|在职|在岗|退休|离退休|教师|教工|教职工|职工|学生|流动)$")
_NUMBERED = re.compile(rf"[(（第]?{_NUMERAL}[)）、.．部]")
"""A title that goes on below the titles of groups, which have no such number."""


@dataclass(frozen=True)
class Section:
    """What a title says of the people below it."""

    title: str
    group: str = ""
    category: Category | None = None
    is_of_others: bool = False
    """Whether they are not in the Party, or no longer here."""
    is_of_those_who_left: bool = False

    @property
    def is_numbered(self) -> bool:
        return _NUMBERED.match(self.title) is not None

    @property
    def is_of_some(self) -> bool:
        """Whether the title tells those below from other members."""
        return bool(self.group or self.category or _SOME.search(self.title))


def section_of(title: str) -> Section | None:
    """What a title says; None if it is none."""
    plain = unicodedata.normalize("NFKC", title)
    found = _TITLE.fullmatch(plain)
    if found is None or _UNSURE.search(found["who"]):
        return None
    who = found["who"]
    if _LEFT.search(who):
        return Section(title, is_of_others=True, is_of_those_who_left=True)
    if _OUTSIDERS.search(who):
        return Section(title, is_of_others=True)
    if group := _GROUP.fullmatch(plain):
        return Section(title, group=group["group"])
    if category := _CATEGORY.search(who):
        is_full = category["word"] == "正式"
        return Section(title, category=Category.FULL if is_full else Category.PROBATIONARY)
    return Section(title) if _MEMBERS.search(who) else None


def section_of_sheet(name: str) -> Section | None:
    """What the name of a sheet says; 正式 alone is 正式党员. Those of several years say nothing."""
    plain = name.strip()
    if re.search(r"(?:19|20)\d\d", plain):
        return None
    return section_of(f"{plain}党员" if _SHORT.search(plain) else plain)


def section_above(header: Header) -> Section | None:
    """What a title right above headers says."""
    above = [row for row in header.sheet.rows if header.first - 2 <= row.number < header.first]
    words = _words(above[-1]) if above else []
    return section_of(words[0]) if len(words) == 1 else None


class Sections:
    """Where one is on the way down a sheet; `given` say what holds from its first row on."""

    def __init__(self, header: Header, given: Iterable[Section] = ()) -> None:
        self._header = header
        self._upper = [
            row for row in header.sheet.rows if header.first <= row.number <= header.last
        ]
        self._table = ""
        self._others: Section | None = None
        self._group: Section | None = None
        self._category: Section | None = None
        for section in given:
            self._begin(section)

    @property
    def elsewhere(self) -> str:
        """What stands above rows that are not of the roster; empty where rows are of it."""
        return f"“{self._others.title}”" if self._others else self._table

    @property
    def takes_nobody(self) -> bool:
        """Whether nobody here is of the roster, whatever the row says."""
        return bool(self._table or (self._others and self._others.is_of_those_who_left))

    @property
    def said(self) -> dict[str, Section]:
        """The titles that say something of the rows here, by the field that they speak of."""
        titles = {"group": self._group, "category": self._category}
        return {key: section for key, section in titles.items() if section}

    def enter(self, row: Row) -> bool:
        """Go on to a row; whether it is the title of a section, or headers."""
        words = _words(row)
        if len(words) > 1 and any(field_of(word) == "name" for word in words):
            is_same = self._is_same_table(row)
            self._table = "" if is_same else f"第{row.number}行的另一个表头"
            return True
        section = section_of(words[0]) if len(words) == 1 and self._may_be_title(row) else None
        if section:
            self._begin(section)
        return section is not None

    def _begin(self, section: Section) -> None:
        """Let a title hold from here on; one with a number goes on below those without."""
        if section.is_of_others:
            self._others, self._group, self._category = section, None, None
            return
        if (
            section.title.endswith("党员")
            or section.category
            or not _goes_on(self._others, section)
        ):
            self._others = None
        if section.group:
            self._group = section
            self._category = self._category if _goes_on(self._category, section) else None
        else:
            self._category = section if section.category else None
            self._group = self._group if section.category and not section.is_numbered else None

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


def _goes_on(earlier: Section | None, section: Section) -> bool:
    return earlier is not None and earlier.is_numbered and not section.is_numbered


def _are_one_header(word: str, other: str) -> bool:
    if plain_header(word) == plain_header(other):
        return True
    return field_of(word) is not None and field_of(word) == field_of(other)
