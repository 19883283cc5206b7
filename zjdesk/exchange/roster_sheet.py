"""A roster sheet into the branch: first a plan that a person can read, then all of it at once.

The same person is known by name and birth date, never by the name alone. Nobody is taken out of the
branch because a sheet does not name them, and an empty cell overwrites nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from zjdesk.branch_file import check_branch
from zjdesk.errors import NotAllowed, Refused
from zjdesk.exchange.cells import Fault, SheetRefused
from zjdesk.exchange.headers import (
    TITLES,
    Header,
    field_of,
    find_headers,
    plain_header,
    refuse_wrong_choice,
)
from zjdesk.exchange.matching import (
    Change,
    changed_member,
    changes_of,
    check_days,
    identify,
    mark_twins,
    new_member,
)
from zjdesk.exchange.problems import Level, RowProblem
from zjdesk.exchange.roster_rows import ReadRow, ReadSheet, check_identity_numbers, read_rows
from zjdesk.exchange.sheets import not_calculated
from zjdesk.people import Group, Member
from zjdesk.roster_events import date_group
from zjdesk.store import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zjdesk.exchange.cells import Book, Sheet
    from zjdesk.people import Branch
    from zjdesk.store.changes import Transaction


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


STATUSES = {
    Status.NEW: "新增",
    Status.CHANGED: "修改",
    Status.SAME: "相同",
    Status.FAULTY: "有错",
}


@dataclass(frozen=True)
class PlannedRow:
    """A row of the sheet that stands for a person, and what becomes of it."""

    read: ReadRow
    status: Status
    member: str = ""
    """Id of the member in the branch whom the row is about."""
    changes: Sequence[Change] = ()

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def name(self) -> str:
        return self.read.name

    @property
    def values(self) -> Mapping[str, Any]:
        return self.read.values

    @property
    def problems(self) -> Sequence[RowProblem]:
        return self.read.problems


@dataclass(frozen=True)
class RosterPlan:
    """What a sheet would do to the branch; nothing of it is done yet."""

    branch: Branch
    """The branch that the sheet was compared with."""
    header: Header
    encoding: str | None
    delimiter: str | None
    rows: Sequence[PlannedRow]
    ignored_rows: Sequence[int]
    hidden_rows: Sequence[int]
    new_groups: Sequence[str]
    """党小组 that are made because rows name them."""
    id_problems: Sequence[RowProblem]
    notes: Sequence[str]
    """What a person should know before saying yes, one sentence each."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Header to key of the columns that are taken over."""
        return {column.label: column.key for column in self.header.columns if column.key}

    @property
    def left_out(self) -> Sequence[str]:
        return [column.label for column in self.header.columns if not column.key]

    @property
    def hidden(self) -> Sequence[str]:
        return [column.label for column in self.header.columns if column.is_hidden]

    @property
    def problems(self) -> Sequence[RowProblem]:
        return [problem for row in self.rows for problem in row.problems]

    def rows_with(self, status: Status) -> Sequence[PlannedRow]:
        return [row for row in self.rows if row.status is status]


def plan(
    book: Book,
    branch: Branch,
    *,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    citizen_ids: bool = False,
) -> RosterPlan:
    """What the roster in a book would do to the branch. Raises SheetRefused if there is none.

    `columns` maps a header to the key of a field, or to None to leave it out; headers that it does
    not name are taken as their words say. `citizen_ids`: also check identity numbers.
    """
    wanted = columns or {}
    candidates = find_headers(_sheets(book, sheet), wanted, row=header_row)
    if not candidates:
        raise _no_header(book, header_row)
    header, *others = candidates
    refuse_wrong_choice(header, wanted)
    rivals = [each for each in others if _is_rival(each, header)]
    below = [
        each.first for each in rivals if each.sheet is header.sheet and each.first > header.last
    ]
    read = read_rows(header, until=min(below, default=None))
    if read.people and all(row.cells["name"] is Fault.NO_RESULT for row in read.people):
        raise not_calculated()
    mark_twins(read.people)
    members = identify(read.people, branch)
    rows = [_planned(row, members.get(row.number)) for row in read.people]
    return RosterPlan(
        branch=branch,
        header=header,
        encoding=book.encoding,
        delimiter=book.delimiter,
        rows=rows,
        ignored_rows=read.ignored,
        hidden_rows=read.hidden,
        new_groups=_new_groups(rows, branch),
        id_problems=check_identity_numbers(header, read.people) if citizen_ids else [],
        notes=[*book.notes, *_notes(header, rivals, read)],
    )


def apply(tx: Transaction, branch: Branch, plan: RosterPlan) -> Branch:
    """Carry out a plan and give the branch as it is then; undone in one step.

    `branch` is the branch as it stands in this transaction. Raises NotAllowed if what the plan was
    made on has changed since, Refused if the branch would be wrong; nothing is written then.
    """
    if _state(branch) != _state(plan.branch):
        raise NotAllowed(
            "做好计划之后，名册里又有改动", hint="没有写入任何内容。请重新读入这张表。"
        )
    changes = {row.member: row.changes for row in plan.rows_with(Status.CHANGED)}
    members = [changed_member(member, changes.get(member.id, ())) for member in branch.members]
    for before, after in zip(branch.members, members, strict=True):
        date_group(before, after, tx.now.date())
    changed = replace(
        branch,
        id=branch.id,
        members=[
            *members,
            *(new_member(row.read) for row in plan.rows_with(Status.NEW)),
        ],
        groups=[*branch.groups, *(Group(name=name) for name in plan.new_groups)],
    )
    known = check_branch(branch)
    problems = [problem for problem in check_branch(changed) if problem not in known]
    if problems:
        raise Refused(problems)
    roster.save(tx, changed)
    return changed


def faulty_rows_sheet(plan: RosterPlan) -> bytes:
    """The faulty rows as .xlsx with what is wrong, to be put right and read again.

    Only columns that are taken over are in it: no identity or telephone numbers.
    """
    from zjdesk.exchange.sheet_writer import write_sheet

    keys = list(plan.columns.values())
    rows = [
        [
            *(_as_typed(row.read.cells[key]) for key in keys),
            row.number,
            "；".join(
                f"{problem.column}：{problem.sentence}"
                for problem in row.problems
                if problem.level is Level.ERROR
            ),
        ]
        for row in plan.rows_with(Status.FAULTY)
    ]
    return write_sheet("待改正", [*(TITLES[key] for key in keys), "原行号", "问题"], rows)


# ------------------------------------------------------------------------------ which sheet


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


def _notes(header: Header, rivals: Iterable[Header], read: ReadSheet) -> Iterator[str]:
    for rival in rivals:
        sheet = f"“{rival.sheet.name}”" if rival.sheet.name else ""
        yield f"{sheet}第{rival.last}行也像名册的表头，没有读；要读它，请指定工作表和表头在第几行。"
    columns = [column.label for column in header.columns if column.is_hidden]
    if columns:
        yield f"隐藏的列没有读入：{'、'.join(columns)}。"
    for column in header.columns:
        key = field_of(column.label)
        if key in header.keys and not column.key and not column.is_hidden:
            yield f"“{column.label}”也像{TITLES[key]}，只读了另一列。"
    if read.hidden:
        yield f"隐藏的行没有读入：第{_listed(read.hidden)}行。"
    for above, rows in read.elsewhere.items():
        yield f"{above}下面的人不在党员名册里，没有读入：第{_listed(rows)}行。"
    if header.is_of_outsiders:
        yield "这张表像是还没有入党的人的名单，里面没有入党日期；请核对是不是选错了表。"
    if "birth_date" not in header.keys:
        yield "表里没有出生日期，不能认出名册里已有的人：同名而内容不同的行不读入。"


def _listed(rows: Iterable[int]) -> str:
    return "、".join(map(str, rows))


# ------------------------------------------------------------------------------ inside


def _planned(row: ReadRow, member: Member | None) -> PlannedRow:
    changes = changes_of(row, member) if member and not row.is_faulty else []
    if not row.is_faulty and (member is None or changes):
        check_days(row, changed_member(member, changes) if member else new_member(row))
    if row.is_faulty:
        return PlannedRow(row, Status.FAULTY)
    if member is None:
        return PlannedRow(row, Status.NEW)
    return PlannedRow(row, Status.CHANGED if changes else Status.SAME, member.id, changes)


def _new_groups(rows: Iterable[PlannedRow], branch: Branch) -> list[str]:
    there = {group.name for group in branch.groups}
    named = [
        row.values["group"]
        for row in rows
        if row.status in (Status.NEW, Status.CHANGED) and row.values.get("group")
    ]
    return [name for name in dict.fromkeys(named) if name not in there]


def _state(branch: Branch) -> list[tuple[str, object]]:
    return [(part.id, part) for part in (*branch.members, *branch.groups)]


def _as_typed(value: Any) -> Any:
    return value.value if isinstance(value, Fault) else value
