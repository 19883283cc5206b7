"""The branch and its people in a handbook, without what is personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.documents.handbook_section import SMALL, section
from zjdesk.documents.listing import Column, facts, listing
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.roster import COLUMNS
from zjdesk.documents.styles import LANDSCAPE, NOTE, TABLE_TITLE
from zjdesk.fields import Day
from zjdesk.member_lines import in_numbers, member_lines
from zjdesk.people import OFFICES, Category, OfficeName
from zjdesk.prospects import STAGES, STEPS, Stage
from zjdesk.regulations.in_force import Regulations
from zjdesk.roster_events import probation_end
from zjdesk.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zjdesk.documents.pages import Block
    from zjdesk.documents.pdf import Booklet
    from zjdesk.people import Branch, Office
    from zjdesk.periods import Period
    from zjdesk.prospects import Prospect

_DAY = Day("", "")


def seats_in(branch: Branch, span: Period) -> list[Office]:
    """The seats of the committee that were held in a span, by office, then by time."""
    order = list(OfficeName)
    held = [
        seat
        for seat in branch.committee
        if seat.office
        and (seat.start is None or seat.start <= span.last)
        and (seat.end is None or seat.end > span.first)
    ]
    return sorted(held, key=lambda seat: (order.index(seat.office or order[-1]), str(seat.start)))


def basics_booklet(branch: Branch, span: Period, until: date, *, title: str) -> Booklet:
    """支部基本情况, 支委分工 in the span, 党小组 on its last day."""
    return section(title, _basics(branch, span, until))


def roster_booklet(branch: Branch, until: date, *, title: str) -> Booklet:
    """The members on a day."""
    lines = member_lines(branch, until)
    columns = [Column("序号", 6), *(column for column, _ in COLUMNS)]
    rows = [
        [str(number), *(text(line) for _, text in COLUMNS)] for number, line in enumerate(lines, 1)
    ]
    extent = f"{_DAY.show(until)}　{in_numbers(lines)}"
    table = listing(columns, rows, size=SMALL)
    return section(title, [table], below_title=extent, sheet=LANDSCAPE)


def development_booklet(branch: Branch, span: Period, until: date, *, title: str) -> Booklet | None:
    """Those on their way into the Party, and the probationers; None where there is nobody."""
    blocks = list(_development(branch, span, until))
    return section(title, blocks, sheet=LANDSCAPE) if blocks else None


# ---------------------------------------------------------------------------- the branch


def _basics(branch: Branch, span: Period, until: date) -> Iterator[Block]:
    former = "、".join(one.name for one in branch.former_names)
    running = term(branch, Regulations(until))
    years = f"{_DAY.show(running.start)}至{_DAY.show(running.end)}" if running else ""
    yield facts(
        [
            [("支部全称", branch.name_on(until))],
            *([[("曾用名", former)]] if former else []),
            [("上级党组织", branch.superior)],
            [("成立日期", _DAY.show(branch.founded_on))],
            [("本届任期", f"{years}（已延期）" if running and running.is_extended else years)],
            [("党员人数", in_numbers(member_lines(branch, until)))],
        ]
    )
    yield Paragraph("支委分工", TABLE_TITLE)
    seats = [
        (
            OFFICES[seat.office],
            seat.name,
            _DAY.show(seat.start),
            _DAY.show(seat.last_day) if seat.end and seat.end <= until else "",
        )
        for seat in seats_in(branch, span)
        if seat.office
    ]
    if seats:
        yield listing(
            [Column("职务", 20), Column("姓名", 20), Column("任职", 30), Column("离任", 30)], seats
        )
    else:
        yield Paragraph("没有支部委员会。", NOTE)
    yield Paragraph("党小组", TABLE_TITLE)
    groups = list(_groups(branch, until))
    if groups:
        yield listing(
            [Column("党小组", 20), Column("组长", 14), Column("人数", 10),
             Column("党员", 56, centred=False)],
            groups,
        )  # fmt: skip
    else:
        yield Paragraph("没有划分党小组。", NOTE)


def _groups(branch: Branch, until: date) -> Iterator[tuple[str, ...]]:
    lines = member_lines(branch, until)
    for group in branch.groups:
        names = [line.name for line in lines if line.group == group.name]
        leader = group.leader_on(until).leader
        yield group.name, leader, str(len(names)), "、".join(names)


# ---------------------------------------------------------------------------- development


def _development(branch: Branch, span: Period, until: date) -> Iterator[Block]:
    prospects = [one for one in branch.prospects if _is_followed(one, span, until)]
    if prospects:
        yield Paragraph("入党申请人、积极分子和发展对象", TABLE_TITLE)
        yield listing(
            [
                Column("姓名", 12), Column("阶段", 13), Column("培养联系人", 14),
                Column("入党介绍人", 14), Column("本年度办理", 47, centred=False),
            ],
            [_prospect(one, span, until) for one in prospects],
            size=SMALL,
        )  # fmt: skip
    probationers = [
        (line.name, line.group, _DAY.show(line.member.joined_on),
         _DAY.show(probation_end(line.member, known_on=until)), _DAY.show(line.full_on))
        for line in member_lines(branch, until)
        if line.category is Category.PROBATIONARY
        or (line.member.full_on and line.member.full_on in span)
    ]  # fmt: skip
    if probationers:
        yield Paragraph("预备党员和本年度转正的党员", TABLE_TITLE)
        headings = ("姓名", "党小组", "接收为预备党员", "预备期满", "转正")
        yield listing([Column(words, 20) for words in headings], probationers, size=SMALL)


def _is_followed(prospect: Prospect, span: Period, until: date) -> bool:
    """Whether something was done in the span, or somebody is on the way at its end."""
    if any(step.on and span.first <= step.on <= until for step in prospect.steps):
        return True
    has_begun = any(step.on and step.on <= until for step in prospect.steps)
    return has_begun and prospect.stage_on(until) not in (Stage.FULL, Stage.ENDED)


def _prospect(prospect: Prospect, span: Period, until: date) -> tuple[str, ...]:
    taken = sorted(
        (step.on, STEPS[step.step])
        for step in prospect.steps
        if step.step and step.on and span.first <= step.on <= until
    )
    return (
        prospect.name,
        STAGES[prospect.stage_on(until)],
        "、".join(prospect.mentors),
        "、".join(prospect.sponsors),
        "；".join(f"{day.month}月{day.day}日{words}" for day, words in taken),
    )
