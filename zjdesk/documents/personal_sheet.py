"""党员个人情况表: one member on one sheet, with what the records say.

Of talks only how many and when; what was said never leaves the ledger.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from zjdesk.documents.furniture import Furniture
from zjdesk.documents.listing import Column, facts, listing, missing_in
from zjdesk.documents.paragraph import Paragraph
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.styles import ABOVE_TITLE, LABEL, TITLE
from zjdesk.fields import Day
from zjdesk.kinds.catalogue import KINDS
from zjdesk.member_lines import papers_of, posts
from zjdesk.parts import texts_of
from zjdesk.people import CATEGORY, STANDINGS, Span
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.documents.pages import Block
    from zjdesk.documents.table import Table
    from zjdesk.errors import Problem
    from zjdesk.member_lines import MemberLine
    from zjdesk.people import Branch, Member
    from zjdesk.statistics.one_member import About

_DAY = Day("", "")


def write_personal_sheet(
    line: MemberLine, about: About, target: BinaryIO, *, branch: Branch, day: date
) -> None:
    """Write the sheet of one member as PDF, as of a day."""
    since = f"自{_DAY.show(about.since)}" if about.since else ""
    booklet = Booklet(
        title=line.name,
        blocks=list(_blocks(line, about, branch, day)),
        furniture=Furniture(foot=f"会议和学习记录{since}至{_DAY.show(day)}　内部资料，含个人信息"),
    )
    title = f"党员个人情况表　{line.name}"
    moment = datetime.combine(day, time())
    write_pdf([booklet], target, title=title, author=branch.name, moment=moment)


def sheet_faults(line: MemberLine) -> list[Problem]:
    """The characters of the sheet that no font has."""
    return missing_in(texts_of(line.member))


def _blocks(line: MemberLine, about: About, branch: Branch, day: date) -> Iterator[Block]:
    yield Paragraph(branch.name_on(day), ABOVE_TITLE)
    yield Paragraph("党员个人情况表", TITLE)
    yield _facts(line)
    history = list(_history(line.member, branch))
    if history:
        yield Paragraph("经历", LABEL)
        yield listing(
            [Column("起", 20), Column("止", 20), Column("内容", 60, centred=False)], history
        )
    if about.years:
        yield Paragraph("参加组织生活和学习", LABEL)
        yield _attendance(about)
    given = [(str(one.day), KINDS[one.kind].short, one.title) for one in about.lectures]
    if given:
        yield Paragraph("讲课", LABEL)
        yield listing(
            [Column("日期", 18), Column("种类", 18), Column("题目", 64, centred=False)], given
        )
    if about.awards:
        yield Paragraph("获奖", LABEL)
        yield listing(
            [Column("日期", 18), Column("奖项", 41), Column("级别", 41)],
            [(str(one.day), one.award, one.level) for one in about.awards],
        )
    papers = papers_of(branch, line.member)
    if papers:
        yield Paragraph("材料", LABEL)
        yield listing(
            [Column("日期", 18), Column("材料", 41), Column("说明", 41, centred=False)],
            [(str(paper.on or ""), paper.name, paper.note) for paper in papers],
        )
    if about.talks:
        yield Paragraph("谈心谈话", LABEL)
        days = "、".join(map(str, about.talks))
        yield facts([[("次数", f"{len(about.talks)}次")], [("日期", days)]])


def _facts(line: MemberLine) -> Table:
    member = line.member
    return facts(
        [
            [("姓名", line.name), ("性别", member.gender or "")],
            [("出生日期", _DAY.show(member.birth_date)), ("工作岗位", member.post)],
            [("人员类别", CATEGORY.show(line.category)), ("党小组", line.group)],
            [("入党日期", _DAY.show(member.joined_on)), ("转正日期", _DAY.show(line.full_on))],
            [("党龄", line.age), ("党内职务", line.offices)],
            [("来本支部", _DAY.show(member.start)), ("情况", line.situation)],
        ]
    )


def _history(member: Member, branch: Branch) -> Iterator[tuple[str, str, str]]:
    spans = posts(branch, member)
    spans += [(one, "在本支部") for one in member.stays]
    if member.probation_until:
        decided = Span(start=member.probation_extended_on, end=member.probation_until)
        spans.append((decided, f"延长预备期（{_DAY.show(member.probation_until)}期满）"))
    spans += [(one, f"在{one.group}" if one.group else "未编入党小组") for one in member.groups]
    spans += [(one, STANDINGS[one.standing]) for one in member.standings if one.standing]
    spans += [(one, _because("停止表决权", one.reason)) for one in member.voting_suspended]
    spans += [(one, _because("不作考勤要求", one.reason)) for one in member.waivers]
    for span, words in sorted(spans, key=lambda item: item[0].start or date.min):
        yield str(span.start or ""), str(span.last_day or ""), words


def _because(words: str, reason: str) -> str:
    return f"{words}：{reason}" if reason else words


def _attendance(about: About) -> Table:
    columns = [
        Column("年度", 10), Column("应到", 9), Column("实到", 9), Column("到会率", 11),
        Column("学时", 9), Column("补学", 9), Column("其中", 43, centred=False),
    ]  # fmt: skip
    rows = [
        (
            str(year),
            str(one.expected),
            str(one.present),
            Measure.RATE.show(about.rate(year)),
            f"{one.hours:g}",
            f"{one.made_up_hours:g}" if one.made_up_hours else "",
            "、".join(
                f"{KINDS[kind].short}{hours:g}"
                for kind, hours in sorted(one.hours_by_kind.items(), key=lambda item: -item[1])
                if hours
            ),
        )
        for year, one in about.years.items()
    ]
    return listing(columns, rows)
