"""Sheets made in memory, as a secretary's programs write them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from zjdesk.exchange import roster_sheet, sheets
from zjdesk.exchange.roster_sheet import RosterPlan
from zjdesk.people import Branch

TODAY = date(2026, 11, 25)


def workbook(*rows: Sequence[Any], merged: Sequence[str] = (), sheet: str = "名册") -> Workbook:
    """A workbook with one sheet; None leaves a cell empty."""
    book = Workbook()
    active = book.active
    active.title = sheet
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                active.cell(number, column, value)
    for place in merged:
        active.merge_cells(place)
    return book


def content_of(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsx(*rows: Sequence[Any], merged: Sequence[str] = ()) -> bytes:
    return content_of(workbook(*rows, merged=merged))


def plan_of(content: bytes, branch: Branch | None = None, **options: Any) -> RosterPlan:
    """The plan for a branch, an empty one unless given."""
    book = sheets.parse_book(content)
    found = branch or Branch(name="中共汀南小学支部委员会")
    return roster_sheet.plan(book, found, today=options.pop("today", TODAY), **options)


def codes(plan: RosterPlan) -> list[tuple[int, str]]:
    return [(problem.row, problem.code.value) for problem in plan.problems]


def values(plan: RosterPlan, key: str) -> list[Any]:
    return [row.values.get(key) for row in plan.rows]
