"""党员名册: the members of a day as a table, with or without what is personal."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.furniture import Furniture
from zjdesk.documents.listing import Column, listing, missing_in
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.styles import ABOVE_TITLE, BELOW_TITLE, LANDSCAPE, TITLE
from zjdesk.fields import Day
from zjdesk.member_lines import in_numbers
from zjdesk.people import CATEGORY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zjdesk.errors import Problem
    from zjdesk.member_lines import MemberLine

    Text = Callable[[MemberLine], str]

SIZE = 10.5

COLUMNS: tuple[tuple[Column, Text], ...] = (
    (Column("姓名", 13), lambda line: line.name),
    (Column("性别", 6), lambda line: line.member.gender or ""),
    (Column("党小组", 12), lambda line: line.group),
    (Column("人员类别", 10), lambda line: CATEGORY.show(line.category)),
    (Column("党内职务", 11), lambda line: line.offices),
    (Column("入党日期", 11), lambda line: str(line.member.joined_on or "")),
    (Column("转正日期", 11), lambda line: str(line.full_on or "")),
    (Column("工作岗位", 20, centred=False), lambda line: line.member.post),
)
PERSONAL: tuple[tuple[Column, Text], ...] = (
    (Column("出生日期", 11), lambda line: str(line.member.birth_date or "")),
    (Column("情况", 14, centred=False), lambda line: line.situation),
)
"""What stays inside the branch: birth dates, and what says something about health or discipline."""


def write_roster(
    lines: Sequence[MemberLine], target: BinaryIO, *, branch: str, day: date, personal: bool
) -> None:
    """Write the roster as PDF, in the order of the lines; `branch` is its full name that day.

    Without `personal` it may be passed on or hung up.
    """
    columns = [*COLUMNS, *(PERSONAL if personal else ())]
    rows = [
        [str(number), *(text(line) for _, text in columns)] for number, line in enumerate(lines, 1)
    ]
    shown = Day("", "").show(day)
    note = "内部资料，含个人信息" if personal else ""
    booklet = Booklet(
        title="党员名册",
        blocks=[
            Paragraph(branch, ABOVE_TITLE),
            Paragraph("党员名册", TITLE),
            Paragraph(f"{shown}　{in_numbers(lines)}", BELOW_TITLE),
            listing([Column("序号", 6), *(column for column, _ in columns)], rows, size=SIZE),
        ],
        furniture=Furniture(foot=note),
        sheet=LANDSCAPE,
    )
    moment = datetime.combine(day, time())
    write_pdf([booklet], target, title=f"{branch}党员名册", author=branch, moment=moment)


def roster_faults(lines: Sequence[MemberLine]) -> list[Problem]:
    """The characters of the roster that no font has."""
    return missing_in(text(line) for line in lines for _, text in COLUMNS)
