"""A cell of the duties in a sign, in words to be heard, and in words to be read.

Every status has a sign of its own: nobody needs to see the colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui import look
from zjdesk.duties.cells import STATUSES, Cell, Status
from zjdesk.fields import Day
from zjdesk.member_lines import called, marks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.duties.known import Known
    from zjdesk.kinds.figures import Figures

SIGNS = {
    Status.DONE: "✓",
    Status.MISSING: "缺",
    Status.DUE_SOON: "待",
    Status.OPEN: "",
    Status.NOT_APPLICABLE: "—",
    Status.EXCUSED: "不召开",
}
DRAFT = "稿"
LEGEND = (
    "✓ 已开　✓稿 已开，未定稿　缺 没有开　待 近期要开　稿 以后日子的草稿　空白 没到时候　— 不要求"
)
MOST_RECORDS, MOST_NAMES = 3, 12
"""So many are told; the menu of a cell has them all."""
_SHOW = Day("", "").show


class Colours(NamedTuple):
    """Of a cell."""

    ground: str
    ink: str


COLOURS = {
    Status.DONE: Colours(look.GREEN_PALE, look.GREEN),
    Status.MISSING: Colours(look.RED_SOFT, look.RED),
    Status.DUE_SOON: Colours(look.AMBER_PALE, look.AMBER),
    Status.OPEN: Colours(look.PAPER, look.INK_SOFT),
    Status.NOT_APPLICABLE: Colours(look.PAPER, look.INK_FAINT),
    Status.EXCUSED: Colours(look.GROUND, look.INK_SOFT),
}


def mark(cell: Cell) -> str:
    """The sign with what else has room: ✓6日, ✓稿, ✓2次, 稿27日, 缺1组, 待 还差18人."""
    sign = SIGNS[cell.status]
    if cell.uncovered:
        return f"{sign} 还差{len(cell.uncovered)}人".strip()
    if cell.groups:
        return _mark_of_groups(cell)
    if cell.is_due and cell.planned:
        return f"{DRAFT}{_day(cell.planned[0], cell)}"
    if cell.status is not Status.DONE:
        return sign
    only, more = cell.records[0], len(cell.records) - 1
    held = f"{sign}{more + 1}次" if more else f"{sign}{_day(only, cell)}"
    if not cell.drafts:
        return held
    return f"{sign}{DRAFT}" if _is_month(cell) else f"{held} {len(cell.drafts)}{DRAFT}"


def name(cell: Cell) -> str:
    """What is to be held and when: 3月支部委员会会议, 8月第一党小组会."""
    return f"{when(cell)}{cell.duty.label_in(cell.group)}"


def when(cell: Cell) -> str:
    """The period, without its year where it is shorter than that: 3月, 第一季度, 2026年."""
    return cell.period.name.removeprefix(f"{cell.period.first.year}年") or cell.period.name


def spoken(cell: Cell) -> str:
    """For who hears it: 3月 支部委员会会议 已开 3月6日."""
    days = "、".join(_named_day(one, cell) for one in (*cell.records, *cell.planned))
    left = f"还差{len(cell.uncovered)}人" if cell.uncovered else ""
    words = (when(cell), cell.duty.label_in(cell.group), STATUSES[cell.status], days, left)
    return " ".join(word for word in (*words, cell.reason) if word)


def told(cell: Cell, known: Known, today: date) -> str:
    """All there is to say, and which rule asks for it."""
    return "\n".join(_told(cell, known, today))


def title(one: Figures, cell: Cell) -> str:
    """An event of a cell in a line: 3月6日 3月支部委员会会议（草稿）."""
    return f"{_date(one, cell)}　{one.title}{_draft_of(one)}"


# ------------------------------------------------------------------------------ inside


def _mark_of_groups(cell: Cell) -> str:
    sign = SIGNS[cell.status]
    due = [part for part in cell.groups if part.is_due]
    if due and all(part.planned for part in due):
        return DRAFT
    if cell.status is Status.DONE and cell.drafts:
        return f"{sign}{DRAFT}"
    alike = sum(part.status is cell.status for part in cell.groups)
    is_some = cell.is_due and sign and alike < len(cell.groups)
    return f"{sign}{alike}组" if is_some else sign


def _told(cell: Cell, known: Known, today: date) -> Iterator[str]:
    reason = f"：{cell.reason}" if cell.reason else ""
    until = f"，期限{_SHOW(cell.until)}" if cell.is_due else ""
    yield f"{name(cell)}　{STATUSES[cell.status]}{reason}{until}"
    yield from _told_of_groups(cell) if cell.groups else _told_of_records(cell)
    if cell.uncovered:
        known_by = marks(known.branch.members, today)
        people = "、".join(called(member, known_by) for member in cell.uncovered[:MOST_NAMES])
        more = "等" if len(cell.uncovered) > MOST_NAMES else ""
        yield f"还没有谈到{len(cell.uncovered)}人：{people}{more}"
    yield known.regulations(cell.period.first).version(cell.duty.rule).origin


def _told_of_groups(cell: Cell) -> Iterator[str]:
    for part in cell.groups:
        held = (*part.records, *part.planned)
        days = "".join(f" {_named_day(one, cell)}" for one in held)
        yield f"{part.group}　{STATUSES[part.status]}{days}"


def _told_of_records(cell: Cell) -> Iterator[str]:
    yield from (title(one, cell) for one in cell.records[:MOST_RECORDS])
    if len(cell.records) > MOST_RECORDS:
        yield f"……共{len(cell.records)}次"
    yield from (title(one, cell) for one in cell.planned[:MOST_RECORDS])


def _day(one: Figures, cell: Cell) -> str:
    """6日 in a month, else the whole date."""
    return f"{one.day.day}日" if _is_month(cell) else _date(one, cell)


def _named_day(one: Figures, cell: Cell) -> str:
    """3月12日（草稿）."""
    return f"{_date(one, cell)}{_draft_of(one)}"


def _draft_of(one: Figures) -> str:
    return "" if one.is_final else "（草稿）"


def _is_month(cell: Cell) -> bool:
    return cell.period.first.month == cell.period.last.month


def _date(one: Figures, cell: Cell) -> str:
    """3月12日, with the year where it is not that of the period."""
    year = "" if one.day.year == cell.period.first.year else f"{one.day.year}年"
    return f"{year}{one.day.month}月{one.day.day}日"
