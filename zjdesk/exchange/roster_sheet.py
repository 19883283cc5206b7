"""A roster sheet into the branch: first a plan that a person can read, then all of it at once.

The same person is known by name and birth date, never by the name alone. Nobody is taken out of the
branch because a sheet does not name them, and an empty cell overwrites nothing.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zjdesk.branch_file import check_branch
from zjdesk.errors import NotAllowed, Refused
from zjdesk.exchange.cells import Fault, SheetRefused
from zjdesk.exchange.group_names import registered_as
from zjdesk.exchange.headers import FIELDS, ID_NUMBER, TITLES, is_known
from zjdesk.exchange.matching import identify, mark_twins
from zjdesk.exchange.plan_notes import (
    notes_on_absent,
    notes_on_groups,
    notes_on_new,
    notes_on_tables,
)
from zjdesk.exchange.problems import Level
from zjdesk.exchange.roster_changes import carry_out, new_member
from zjdesk.exchange.roster_rows import check_identity_numbers, mark_unprintable, read_rows
from zjdesk.exchange.row_plans import Planner, Status
from zjdesk.exchange.sheet_choice import choose_header, tables_of
from zjdesk.exchange.sheets import not_calculated
from zjdesk.people import Group
from zjdesk.store import roster

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from zjdesk.errors import Problem
    from zjdesk.exchange.cells import Book, Sheet
    from zjdesk.exchange.header_rows import Header
    from zjdesk.exchange.problems import RowProblem
    from zjdesk.exchange.roster_rows import ReadRow, ReadSheet
    from zjdesk.exchange.row_plans import PlannedRow
    from zjdesk.exchange.sheet_choice import Table
    from zjdesk.people import Branch
    from zjdesk.store.changes import Transaction


@dataclass(frozen=True)
class RosterPlan:
    """What a sheet would do to the branch; nothing of it is done yet."""

    branch: Branch
    """The branch that the sheet was compared with."""
    day: date
    """From that day on holds what has no day of its own: a group, a waiver."""
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

    def day_of_return(self, row: PlannedRow) -> date:
        """When somebody who had left is likely back: as the sheet says, else on the plan's day."""
        since: date | None = row.values.get("from")
        return since if since and row.left_on and since >= row.left_on else self.day

    def rows_with(self, status: Status) -> Sequence[PlannedRow]:
        return [row for row in self.rows if row.status is status]


def plan(
    book: Book,
    branch: Branch,
    *,
    today: date,
    day: date | None = None,
    columns: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    back: Mapping[str, date] | None = None,
    same: Collection[str] = (),
    citizen_ids: bool = False,
    keep_ids: bool = False,
    missing: Callable[[str], Collection[str]] = lambda _: (),
) -> RosterPlan:
    """What the roster in a book would do to the branch. Raises SheetRefused if there is none.

    `day`: from when on what has no day of its own is to hold, today unless given. `columns` maps a
    header to the key of a field, or to None to leave it out; headers that it does not name are
    taken as their words say. `back`: the day of return of members, by id, who had left;
    others who had left stay away. `same`: names of which a person said that row and member are
    one. `citizen_ids`: also check identity numbers; `keep_ids`: keep those that are right.
    `missing`: which characters of a text the fonts of the papers do not have.
    """
    day = day or today
    wanted = dict(columns or {})
    header, rivals = choose_header(book, wanted, sheet=sheet, row=header_row)
    if keep_ids:
        wanted = {**_id_column(header), **wanted}
        header, rivals = choose_header(book, wanted, sheet=sheet, row=header_row)
    is_chosen = sheet is not None or header_row is not None
    tables, others = tables_of(book, header, rivals, is_chosen=is_chosen)
    read = [read_rows(table.header, until=table.until, sections=table.sections) for table in tables]
    people = _in_sheets(tables, read)
    _refuse_transposed(people)
    if people and all(row.cells["name"] is Fault.NO_RESULT for row in people):
        raise not_calculated()
    written = [name for row in people if (name := row.values.get("group"))]
    registered = registered_as(written, branch)
    people = [_in_group(row, registered) for row in people]
    mark_unprintable(people, missing)
    mark_twins(people)
    matches = identify(people, branch, day, same=same)
    planner = Planner(branch, today, day, back or {})
    rows = [planner.planned(row, match) for row, match in zip(people, matches, strict=True)]
    found = {match.member.id for match in matches if match.member}
    return RosterPlan(
        branch=branch,
        day=day,
        header=header,
        encoding=book.encoding,
        delimiter=book.delimiter,
        rows=rows,
        ignored_rows=_of_sheet(header.sheet, tables, [each.ignored for each in read]),
        hidden_rows=_of_sheet(header.sheet, tables, [each.hidden for each in read]),
        new_groups=_new_groups(rows, branch),
        id_problems=_id_problems(tables, people) if citizen_ids else [],
        notes=[
            *book.notes,
            *notes_on_tables(tables, others, read),
            *notes_on_groups(registered, written, planner.first_in_group),
            *notes_on_new(planner.new, planner.without_full_day, branch, day),
            *(f"{words}。" for words in planner.duties_ended),
            *notes_on_absent(people, found, branch, day),
        ],
    )


def branch_after(plan: RosterPlan, branch: Branch) -> Branch:
    """The branch with the plan carried out; the one that is given stays as it is."""
    after = deepcopy(branch)
    rows = {row.member: row for row in plan.rows_with(Status.CHANGED)}
    for member in after.members:
        if member.id in rows:
            row = rows[member.id]
            carry_out(after, member, row.changes, plan.day, row.back_on)
    after.members += [new_member(row.read, plan.day) for row in plan.rows_with(Status.NEW)]
    after.groups += [Group(name=name) for name in plan.new_groups]
    return after


def apply(tx: Transaction, branch: Branch, plan: RosterPlan) -> Branch:
    """Carry out a plan and give the branch as it is then; undone in one step.

    `branch` is the branch as it stands in this transaction. Raises NotAllowed if what the plan was
    made on has changed since, Refused if the branch would be wrong; nothing is written then.
    """
    if _state(branch) != _state(plan.branch):
        raise NotAllowed(
            "做好计划之后，名册里又有改动", hint="没有写入任何内容。请重新读入这张表。"
        )
    changed = branch_after(plan, branch)
    known = _problems_of(branch)
    problems = [problem for problem in _problems_of(changed) if problem not in known]
    if problems:
        raise Refused(problems)
    roster.save(tx, changed)
    return changed


def faulty_rows_sheet(plan: RosterPlan) -> bytes:
    """The faulty rows as .xlsx with what is wrong, to be put right and read again.

    Only columns that are taken over are in it: no identity or telephone numbers.
    """
    from zjdesk.exchange.sheet_writer import write_sheet

    faulty = plan.rows_with(Status.FAULTY)
    told = {key for row in faulty for key, value in row.values.items() if value is not None}
    keys = [key for key in TITLES if key in told or key in plan.columns.values()]
    rows = [
        [
            *(_as_typed(row, key) for key in keys),
            row.place if row.read.sheet else row.number,
            "；".join(
                f"{problem.column}：{problem.sentence}"
                for problem in row.problems
                if problem.level is Level.ERROR
            ),
        ]
        for row in faulty
    ]
    return write_sheet("待改正", [*(TITLES[key] for key in keys), "原行号", "问题"], rows)


# ------------------------------------------------------------------------------ inside


def _id_column(header: Header) -> dict[str, str]:
    """The column of identity numbers as the field that keeps them."""
    seen = [
        column.label
        for column in header.columns
        if column.is_identity_number and not column.is_hidden
    ]
    if not seen:
        raise SheetRefused(
            "表里没有看得见的身份证号一列",
            hint="没有读入任何内容。请去掉“保存身份证号”，或核对表头。",
        )
    return {seen[0]: ID_NUMBER}


def _in_sheets(tables: Sequence[Table], read: Sequence[ReadSheet]) -> list[ReadRow]:
    """All people, each with the sheet where there are several."""
    rows = [(table, row) for table, part in zip(tables, read, strict=True) for row in part.people]
    if len({table.sheet.name for table in tables}) == 1:
        return [row for _, row in rows]
    return [row.moved_to(table.sheet.name) for table, row in rows]


def _of_sheet(sheet: Sheet, tables: Sequence[Table], numbers: Sequence[Sequence[int]]) -> list[int]:
    """Rows of one sheet, of whatever of its tables."""
    found = zip(tables, numbers, strict=True)
    return sorted({n for table, rows in found if table.sheet is sheet for n in rows})


def _id_problems(tables: Sequence[Table], people: Sequence[ReadRow]) -> list[RowProblem]:
    problems: list[RowProblem] = []
    for table in tables:
        own = [row for row in people if row.sheet in ("", table.sheet.name)]
        own = [row for row in own if table.has_row(row.number)]
        problems += check_identity_numbers(table.header, own)
    return problems


def _refuse_transposed(people: Sequence[ReadRow]) -> None:
    """Raise SheetRefused where each person stands in a column of its own: headers go down."""
    names = [row.cells["name"] for row in people]
    if len(names) > 1 and all(isinstance(name, str) and is_known(name) for name in names):
        raise SheetRefused(
            "这张表不是一人一行：姓名下面是性别、出生日期这样的表头",
            hint="没有读入任何内容。横着排的请用“选择性粘贴—转置”贴成一人一行，卡片式的请先整理。",
        )


def _in_group(row: ReadRow, registered: Mapping[str, str]) -> ReadRow:
    """The row with its 党小组 as it is registered."""
    group = registered.get(row.values.get("group") or "")
    return replace(row, values={**row.values, "group": group}) if group else row


def _new_groups(rows: Iterable[PlannedRow], branch: Branch) -> list[str]:
    there = {group.name for group in branch.groups}
    named = [
        row.values["group"]
        for row in rows
        if row.status in (Status.NEW, Status.CHANGED) and row.values.get("group")
    ]
    return [name for name in dict.fromkeys(named) if name not in there]


def _problems_of(branch: Branch) -> list[Problem]:
    """What is wrong with a branch, but for namesakes: in a ledger their ids tell them apart."""
    members = [replace(one, id=one.id, code=one.code or one.id) for one in branch.members]
    return check_branch(replace(branch, id=branch.id, members=members))


def _state(branch: Branch) -> list[tuple[str, object]]:
    return [(part.id, part) for part in (*branch.members, *branch.groups)]


def _as_typed(row: PlannedRow, key: str) -> Any:
    """What a person typed, or what a title said; nothing where a formula had no result."""
    cell, value = row.read.cells.get(key), row.values.get(key)
    if cell is None and value is not None:
        return FIELDS[key][1].show(value)
    return None if isinstance(cell, Fault) else cell
