"""Which row holds the headers, and which column is which field of a member.

Headers are known by their words, whatever row they stand in. A column that nobody sees, because it
is hidden, is never taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import Row, SheetRefused
from zjdesk.parts import part_fields
from zjdesk.people import Member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.cells import Sheet, Value

ROWS_TRIED = 60
"""Rows with content, from the top, among which the headers are looked for."""
LONGEST_HEADER = 40

WORDS: Mapping[str, Sequence[str]] = {
    "name": ("姓名", "党员姓名", "人员姓名", "教师姓名", "名字"),
    "mark": ("同名区别", "同名区分", "重名区别", "备注名"),
    "gender": ("性别",),
    "birth_date": ("出生日期", "生日", "出生"),
    "category": (
        "人员类别", "党员类别", "类别", "党员类型", "党员性质", "人员类型", "党员身份", "政治面貌",
        "正式/预备", "正式或预备", "预备/正式",
    ),
    "joined_on": (
        "入党日期", "加入党组织日期", "加入中国共产党日期", "加入中共日期", "参加党组织日期",
        "加入党日期", "接收预备党员日期", "接收为预备党员日期", "成为预备党员日期", "预备党员日期",
        "入党",
    ),
    "full_on": (
        "转正日期", "转为正式党员日期", "成为正式党员日期", "预备党员转正日期", "预备期转正日期",
        "正式党员日期", "转正",
    ),
    "group": (
        "党小组", "所在党小组", "所属党小组", "党小组名称", "所在小组", "所属小组", "小组", "组别",
    ),
    "post": (
        "工作岗位", "岗位", "岗位职务", "职务", "现任职务", "行政职务", "工作岗位及职务",
        "部门及职务",         "工作单位及职务", "单位及职务", "任教学科", "任教", "学科",
    ),
    "from": (
        "转入日期", "转入支部日期", "转入本支部日期", "组织关系转入日期", "党组织关系转入日期",
        "进入支部日期", "进入本支部日期", "起",
    ),
    "to": (
        "转出日期", "转出支部日期", "转出本支部日期", "组织关系转出日期", "党组织关系转出日期",
        "离开支部日期", "离开本支部日期", "止",
    ),
    "attendance_waived": ("免考勤", "不作考勤要求", "不做考勤要求", "不要求考勤", "免于考勤"),
}  # fmt: skip
"""Headers of each field that is taken over, by its key: the surest first, days as “日期”."""

TITLES = {
    **{key: words[0] for key, words in WORDS.items()},
    "from": "转入日期",
    "to": "转出日期",
}
"""The header that this program writes."""

ID_NUMBER = "id_number"
"""The field of the identity number: taken over only if a person chooses a column for it."""

OTHERS = frozenset({
    "序号", "编号", "民族", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证号",
    "身份证号码", "身份证", "学历", "学位", "籍贯", "手机号码", "手机", "手机号", "联系电话",
    "电话", "联系方式", "固定电话", "家庭住址", "现居住地", "户籍所在地", "所在党支部", "所在支部",
    "党支部", "支部", "备注", "党龄", "党内职务", "党籍状态", "是否流动党员", "是否失联党员",
    "参加工作日期", "部门", "单位", "工作单位", "年龄", "职称", "入党介绍人", "申请入党日期",
    "原行号", "问题",
})  # fmt: skip
"""Headers of columns that are known and not taken over."""

FOR_OUTSIDERS = re.compile("申请入党|积极分子|发展对象")
"""Headers that a table without 入党日期 has only of people who are not yet members."""

FIELDS = {
    field.key: (attribute, field)
    for attribute, field in part_fields(Member).items()
    if field.key in WORDS or field.key == ID_NUMBER
}
"""Attribute and field of a member by key."""


def title_of(key: str) -> str:
    """What a field is called in front of a person who imports."""
    return TITLES.get(key) or FIELDS[key][1].label


@dataclass(frozen=True)
class Column:
    """A column with a header. `index` counts from 0; `key` None: not taken over."""

    index: int
    label: str
    key: str | None
    is_hidden: bool = False

    def moved(self, right: int) -> Column:
        """The column of the same header in a table that stands further right."""
        label = f"{self.label}（{letters(self.index + right)}列）" if right else self.label
        return replace(self, label=label)

    @property
    def is_identity_number(self) -> bool:
        plain = plain_header(self.label)
        return "身份" in plain and ("号" in plain or "证" in plain)


@dataclass(frozen=True)
class Header:
    """The headers of a sheet: the first of their rows, the last, and the columns.

    Where one table stands beside another of the same headers, the columns are those of the left.
    """

    sheet: Sheet
    first: int
    last: int
    columns: Sequence[Column]
    tables: Sequence[int] = (0,)
    """How many columns to the right of the first each table stands."""

    @property
    def blocks(self) -> Sequence[Header]:
        """Each of the tables side by side as a sheet of its own, with the rows as numbered.

        Headers of those on the right say in which column they really stand.
        """
        if len(self.tables) == 1:
            return [self]
        left = self.columns[0].index
        ends = [*(left + start for start in self.tables[1:]), None]
        return [
            Header(
                _part_of(self.sheet, left, left + start, end),
                self.first,
                self.last,
                [column.moved(start) for column in self.columns],
            )
            for start, end in zip(self.tables, ends, strict=True)
        ]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(column.key for column in self.columns if column.key)

    @property
    def is_of_outsiders(self) -> bool:
        """Whether it is that of people who are not yet members."""
        return "joined_on" not in self.keys and any(
            FOR_OUTSIDERS.search(column.label) for column in self.columns
        )

    @property
    def weight(self) -> tuple[bool, int, int, bool, int, int]:
        """How good a header it is: of members, fields known, other headers known, rows below it.

        Of two that are equally good the one is meant whose sheet has the later year in its name.
        """
        others = sum(plain_header(column.label) in OTHERS for column in self.columns)
        below = sum(row.number > self.last for row in self.sheet.rows)
        years = map(int, re.findall(r"(?:19|20)\d\d", self.sheet.name))
        year = max(years, default=0)
        return not self.is_of_outsiders, len(self.keys), others, below > 0, year, below


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """A header without spaces, notes in brackets, numbers and stars; 时间, 年月 become 日期."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]|【[^】]*】|〔[^〕]*〕", "", plain)
    plain = re.sub(r"[\s*★☆:：]|^\d+[.、]", "", plain)
    plain = re.sub("(?<=.)(?:年月日|年月|时间)$", "日期", plain)
    return re.sub("^是否(?=免考勤)", "", plain)


def field_of(text: str) -> str | None:
    """The key of the field that a header names."""
    return _FIELD_OF.get(plain_header(text))


def is_known(text: str) -> bool:
    return field_of(text) is not None or plain_header(text) in OTHERS


def letters(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def label_at(row: Row, column: int) -> str:
    """What a column is called by a row of headers; empty where the cell is none."""
    labels = _texts(row)
    places = [index for index, label in enumerate(labels) if label]
    unique = _unique([labels[index] for index in places], places)
    return dict(zip(places, unique, strict=True)).get(column, "")


def find_headers(
    sheets: Sequence[Sheet], wanted: Mapping[str, str | None], *, row: int | None = None
) -> list[Header]:
    """Every header that could be meant, the best first; with `row`, those in that row.

    `wanted` gives columns, by header, the key that a person chose, or None to leave them out.
    """
    found = [
        header
        for sheet in sheets
        for at in range(len(sheet.rows) if row is not None else min(len(sheet.rows), ROWS_TRIED))
        if (row is None or row - 1 <= sheet.rows[at].number <= row)
        and (header := _header_at(sheet, at, wanted)) is not None
        and (row is None or header.first <= row <= header.last)
    ]
    found.sort(key=lambda header: header.weight, reverse=True)
    return found


def refuse_wrong_choice(header: Header, wanted: Mapping[str, str | None]) -> None:
    """Raise SheetRefused if a person chose what this header does not have."""
    labels = [column.label for column in header.columns]
    chosen = _chosen(labels, wanted)
    _refuse_half(header, chosen)
    for label, key in wanted.items():
        if key is not None and key not in FIELDS:
            raise SheetRefused(f"没有“{key}”这个项目", hint=f"可以是：{_choices()}。")
        if len(_chosen(labels, {label: key})) == 0:
            raise SheetRefused(f"表里没有“{label}”这一列", hint=f"表头有：{'、'.join(labels)}。")
    for key, count in Counter(key for key in chosen.values() if key).items():
        if count > 1:
            raise SheetRefused(f"有{count}列都指定为“{title_of(key)}”", hint="请只指定一列。")
    for number, key in chosen.items():
        if key is not None and header.columns[number].is_hidden:
            raise SheetRefused(
                f"“{labels[number]}”是隐藏的列，不读入", hint="要读入它，请先在表里取消隐藏。"
            )


# ------------------------------------------------------------------------------ inside

_FIELD_OF = {plain_header(word): key for key, words in WORDS.items() for word in words}
_RANK = {plain_header(word): n for words in WORDS.values() for n, word in enumerate(words)}


def _choices() -> str:
    return "、".join(f"{title}（{key}）" for key, title in TITLES.items())


def _header_at(sheet: Sheet, at: int, wanted: Mapping[str, str | None]) -> Header | None:
    """The header that begins in a row: in that row alone, or in it and the one below."""

    def header(first: Row, last: Row, labels: Sequence[str]) -> Header | None:
        return _header(sheet, (first.number, last.number), labels, wanted)

    row = sheet.rows[at]
    alone = header(row, row, _texts(row))
    if at + 1 == len(sheet.rows) or sheet.rows[at + 1].number != row.number + 1:
        return alone
    below = sheet.rows[at + 1]
    if not _continues(row, below):
        return alone
    both = header(row, below, _joined(row, below))
    return both if both and (alone is None or len(both.keys) > len(alone.keys)) else alone


def _continues(row: Row, below: Row) -> bool:
    """Whether a row of headers may go on in the row below, which then names nobody."""
    texts = _texts(row)
    if not any(is_known(text) for text in texts):
        return False
    name = next((n for n, text in enumerate(texts) if field_of(text) == "name"), None)
    return name is None or below[name] is None or below[name] == row[name]


def _joined(row: Row, below: Row) -> list[str]:
    """The headers of two rows: the lower word if it says enough, else both."""
    joined = []
    for column in range(max(len(row.values), len(below.values))):
        upper, lower = _text(row[column]), _text(below[column])
        if not lower or lower == upper:
            joined.append(upper or lower)
        elif is_known(lower):
            joined.append(lower)
        else:
            joined.append(f"{upper}{lower}")
    return joined


def _header(
    sheet: Sheet, rows: tuple[int, int], labels: Sequence[str], wanted: Mapping[str, str | None]
) -> Header | None:
    if len(set(labels)) == 1 < len(labels):
        return None
    places = [index for index, label in enumerate(labels) if label]
    tables = _side_by_side(labels, places, sheet.hidden_columns)
    places = places[: len(places) // len(tables)]
    unique = _unique([labels[index] for index in places], places)
    keys: dict[int, str | None] = dict(_chosen(unique, wanted))
    best: dict[str, int] = {}
    for number, index in enumerate(places):
        key = field_of(labels[index])
        if key is None or number in keys or key in keys.values() or index in sheet.hidden_columns:
            continue
        if key not in best or _rank(labels[index]) < _rank(labels[places[best[key]]]):
            best[key] = number
    keys |= {number: key for key, number in best.items()}
    if "name" not in keys.values():
        return None
    columns = [
        Column(index, label, keys.get(number), index in sheet.hidden_columns)
        for number, (index, label) in enumerate(zip(places, unique, strict=True))
    ]
    return Header(sheet, *rows, columns, tables)


def _side_by_side(
    labels: Sequence[str], places: Sequence[int], hidden: frozenset[int]
) -> Sequence[int]:
    """How far apart the tables begin whose headers are all the same; (0,) if there is but one."""
    plain = [plain_header(labels[index]) for index in places]
    for width in range(2, len(places) // 2 + 1):
        starts = places[::width]
        tables = [start - places[0] for start in starts]
        expected = [place + table for table in tables for place in places[:width]]
        is_repeated = plain == plain[:width] * len(starts) and list(places) == expected
        if is_repeated and not hidden & set(places):
            return tables
    return (0,)


def _part_of(sheet: Sheet, left: int, start: int, end: int | None) -> Sheet:
    """The columns of one of the tables side by side, moved to where the first has its own."""
    rows = [Row(row.number, [*[None] * left, *row.values[start:end]]) for row in sheet.rows]
    return replace(sheet, rows=[row for row in rows if any(v is not None for v in row.values)])


def _refuse_half(header: Header, chosen: Mapping[int, str | None]) -> None:
    """Raise SheetRefused if a second column has people who would not be read."""
    name = next(column for column in header.columns if column.key == "name")
    for number, column in enumerate(header.columns):
        is_name = plain_header(column.label) == plain_header(name.label)
        if column is not name and is_name and not column.is_hidden and number not in chosen:
            raise SheetRefused(
                f"“姓名”有两列：{letters(name.index)}列和{letters(column.index)}列，"
                "左右两块的表头又不相同，不能合成一张名册",
                hint="没有读入任何内容。请把右边的人移到左边下面，或删去不是党员的那一列，再读入。",
            )


def _unique(labels: Sequence[str], places: Sequence[int]) -> list[str]:
    """Headers that occur again are told apart by their column."""
    seen: Counter[str] = Counter()
    unique = []
    for label, index in zip(labels, places, strict=True):
        seen[label] += 1
        unique.append(label if seen[label] == 1 else f"{label}（{letters(index)}列）")
    return unique


def _chosen(labels: Sequence[str], wanted: Mapping[str, str | None]) -> dict[int, str | None]:
    """The choices of a person by the number of the header; one as it stands goes first."""
    chosen: dict[int, str | None] = {}
    plain = [plain_header(label) for label in labels]
    for label, key in wanted.items():
        if label in labels:
            chosen[labels.index(label)] = key
        elif plain_header(label) in plain:
            chosen[plain.index(plain_header(label))] = key
    return chosen


def _rank(label: str) -> int:
    return _RANK[plain_header(label)]


def _texts(row: Row) -> list[str]:
    return [_text(value) for value in row.values]


def _text(value: Value) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_HEADER:
        return ""
    return " ".join(value.split())
