"""What a person should know of a plan before saying yes, one sentence each."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from zjdesk.exchange.headers import TITLES, field_of
from zjdesk.exchange.name_forms import meant_name
from zjdesk.member_lines import marks
from zjdesk.people import CATEGORY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from zjdesk.exchange.header_rows import Header
    from zjdesk.exchange.roster_rows import ReadRow, ReadSheet
    from zjdesk.exchange.sheet_choice import Table
    from zjdesk.people import Branch, Member

MOST_NAMES = 30
"""So many people are named; of more the number is told."""


def notes_on_tables(
    tables: Sequence[Table], others: Iterable[Header], read: Sequence[ReadSheet]
) -> Iterator[str]:
    """What was not read, or could have been read otherwise."""
    names = list(dict.fromkeys(table.sheet.name for table in tables))
    if len(names) > 1:
        yield f"{len(names)}张工作表合成一张名册读入：{'、'.join(names)}。"
    for other in others:
        sheet = f"“{other.sheet.name}”" if other.sheet.name else ""
        yield f"{sheet}第{other.last}行也像名册的表头，没有读；要读它，请指定工作表和表头在第几行。"
    for table, part in zip(tables, read, strict=True):
        sheet = f"“{table.sheet.name}”"
        for note in (*_notes_on_columns(table.header), *_notes_on_rows(part)):
            is_placed = len(names) == 1 or note.startswith(sheet)
            yield note if is_placed else f"{sheet}：{note}"
    if any(table.header.is_of_outsiders for table in tables):
        yield "这张表像是还没有入党的人的名单，里面没有入党日期；请核对是不是选错了表。"
    if any("birth_date" not in table.header.keys for table in tables):
        yield "表里没有出生日期：名册里已有的人按姓名和入党日期认，认不准的行不读入。"


def _notes_on_columns(header: Header) -> Iterator[str]:
    if len(header.tables) > 1:
        count = len(header.tables)
        yield f"表里有左右并排的{count}块，表头相同，合成一张名册读入：先左后右。"
    columns = [column.label for column in header.columns if column.is_hidden]
    if columns:
        yield f"隐藏的列没有读入：{'、'.join(columns)}。"
    for column in header.columns:
        key = field_of(column.label)
        if key in header.keys and not column.key and not column.is_hidden:
            yield f"“{column.label}”也像{TITLES[key]}，只读了另一列。"


def _notes_on_rows(read: ReadSheet) -> Iterator[str]:
    if read.hidden:
        yield f"隐藏的行没有读入：第{_listed(read.hidden)}行。"
    if read.continued:
        yield f"姓名合并了几行的，只读第一行；没有读：第{_listed(read.continued)}行。"
    for section, rows in read.by_title.items():
        what = section.group or CATEGORY.show(section.category)
        yield f"“{section.title}”下面的{len(rows)}人，按“{what}”读入。"
    if len(read.branches) > 1:
        told = "、".join(f"{name}（{count}人）" for name, count in read.branches.most_common())
        yield f"表里有{len(read.branches)}个支部的人，都读入了，请核对：{told}。"
    with_group = [row for row in read.people if row.values.get("group")]
    without = [
        row.number
        for row in read.people
        if "group" in row.cells and row.cells["group"] is None and not row.values.get("group")
    ]
    if with_group and without:
        yield (
            f"党小组空着的{len(without)}人没有党小组：第{_listed(without)}行；"
            "若和上面的人同组，请往下填满再读入。"
        )
    for above, rows in read.elsewhere.items():
        yield f"{above}下面的人不在党员名册里，没有读入：第{_listed(rows)}行。"


def notes_on_new(
    new: Sequence[Member], without_full_day: Sequence[str], branch: Branch, day: date
) -> Iterator[str]:
    """What is still missing of new members: the day of 转正, by name, and marks of namesakes."""
    if without_full_day:
        yield (
            f"{len(without_full_day)}名正式党员没有写明转正日期，仍按正式党员读入，请补上："
            f"{_named(without_full_day)}。"
        )
    names = {member.name for member in new}
    members = [*(each for each in branch.members if each.name in names), *new]
    proposed = marks(members, day)
    alike: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.id in proposed:
            alike[member.name].append(member)
    for name, people in islice(alike.items(), MOST_NAMES):
        if not all(member.mark for member in people):
            words = "、".join(proposed[member.id] for member in people)
            yield f"有{len(people)}人都叫“{name}”：读入后请各写同名区别，如：{words}。"
    if len(alike) > MOST_NAMES:
        yield f"另有{len(alike) - MOST_NAMES}个姓名也有同名的人，请各写同名区别。"


def notes_on_absent(
    people: Sequence[ReadRow], found: Collection[str], branch: Branch, day: date
) -> Iterator[str]:
    """Members of that day whom the sheet does not name; `found`: ids of those whom it does."""
    told = {meant_name(row.name) for row in people}
    absent = [
        member.name
        for member in branch.members_on(day)
        if member.id not in found and meant_name(member.name) not in told
    ]
    if absent:
        yield f"名册里有、这张表里没有的{len(absent)}人，没有动：{_named(absent)}。"


def notes_on_groups(
    registered: Mapping[str, str], written: Sequence[str], first: Sequence[str]
) -> Iterator[str]:
    """Which spellings of 党小组 are taken as another, and who is in one for the first time."""
    told = [
        f"“{spelling}”按“{name}”（{written.count(spelling)}人）"
        for spelling, name in registered.items()
    ]
    if told:
        yield f"党小组的写法不一，{'、'.join(told)}登记。"
    if first:
        yield f"原来没有党小组的{len(first)}人，从前也按这次的党小组算：{_named(first)}。"


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:MOST_NAMES]) + ("等" if len(names) > MOST_NAMES else "")


def _listed(rows: Iterable[int]) -> str:
    return "、".join(map(str, rows))
