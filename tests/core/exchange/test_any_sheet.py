"""Whatever stands in a sheet: it is refused in words, or what the plan promises can be done."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.exchange.sheet_files import TODAY
from tests.samples import sample_branch
from zjdesk.exchange import roster_sheet
from zjdesk.exchange.cells import Book, Fault, Row, Sheet, SheetRefused
from zjdesk.exchange.headers import TITLES
from zjdesk.exchange.row_plans import Status
from zjdesk.people import Group, Member, Waiver

BRANCH = sample_branch()
BRANCH.groups.append(Group(name="甲组"))
BRANCH.members += [
    Member(name="白知远", birth_date=date(1980, 3, 1), attendance_waived=True, group="甲组"),
    Member(name="白知远", birth_date=date(1985, 5, 6), waivers=[Waiver(start=date(2026, 1, 1))]),
    Member(name="甘棠", start=date(2010, 9, 1), end=date(2025, 3, 1)),
]
LEFT = {member.id: date(2026, 9, 1) for member in BRANCH.members if member.end}

names = st.sampled_from(["白知远", "甘棠", "顾砚秋", "陈静", "新来的", None])
births = st.sampled_from([date(1980, 3, 1), date(1985, 5, 6), date(1974, 8, 12), "1980年3月", None])
days = st.sampled_from([
    date(1975, 7, 1), date(2002, 7, 1), date(2003, 7, 1), date(2025, 3, 1), date(2026, 9, 1),
    date(2026, 11, 24), date(2027, 1, 1), "2001.7", "未转正", None,
])  # fmt: skip
groups = st.sampled_from(["一组", "第一党小组", "甲组", "新组", None])
usual = {
    "姓名": names, "出生日期": births, "入党日期": days, "入党时间": days, "转正日期": days,
    "转入日期": days, "转出日期": days, "党小组": groups,
    "人员类别": st.sampled_from(["正式党员", "预备党员", None]),
    "免考勤": st.sampled_from(["是", "否", None]),
    "性别": st.sampled_from(["男", "女", None]),
    "身份证号": st.sampled_from(["00000019800301005X", "3.2E+17", None]),
}  # fmt: skip
words = st.sampled_from([
    "合计", "注：说明", "二、入党积极分子", "姓名", "群众", "?", "许?", "1", "第一党小组",
    "一、预备党员", "已转出党员", "〃", "年", "入党介绍人", "⽩知远",
])  # fmt: skip
odd = st.one_of(
    words, st.none(), st.text(max_size=5), st.integers(), st.floats(), st.booleans(),
    st.sampled_from(Fault),
)  # fmt: skip
headers = st.permutations([*TITLES.values(), "身份证号", "备注", "入党时间"])


@st.composite
def sheets(draw) -> Sheet:
    head = draw(headers)[: draw(st.integers(1, 9))]
    if "姓名" not in head:
        head = ["姓名", *head]
    if draw(st.booleans()):
        head = [*head, *head]
    body = draw(st.lists(st.tuples(*(usual.get(word, odd) for word in head)), max_size=6))
    rows = [list(row) for row in body]
    for row in rows:
        if draw(st.integers(0, 3)) == 0:
            row[draw(st.integers(0, len(row) - 1))] = draw(odd)
    if draw(st.booleans()):
        title = [draw(words), *[None] * (len(head) - 1)]
        rows.insert(draw(st.integers(0, len(rows))), title)
    cells = st.frozensets(st.tuples(st.integers(1, 4), st.integers(0, 4)), max_size=4)
    name = draw(st.sampled_from(["名册", "第一党小组", "预备"]))
    numbered = [Row(n, row) for n, row in enumerate([head, *rows], 1)]
    return Sheet(name, numbered, across=draw(cells), down=draw(cells))


@given(
    st.lists(sheets(), min_size=1, max_size=2, unique_by=lambda sheet: sheet.name),
    st.booleans(),
    st.sampled_from([{}, LEFT]),
    st.sampled_from([[], ["甘棠", "顾砚秋"]]),
)
@settings(max_examples=150, deadline=None)
def test_what_a_plan_promises_can_be_done(found, keep_ids, back, same):
    book = Book(found)
    try:
        plan = roster_sheet.plan(
            book, BRANCH, today=TODAY, back=back, same=same, keep_ids=keep_ids, citizen_ids=True
        )
    except SheetRefused:
        return
    before = repr(BRANCH)
    after = roster_sheet.branch_after(plan, BRANCH)
    assert repr(BRANCH) == before
    new = plan.rows_with(Status.NEW)
    assert len(after.members) == len(BRANCH.members) + len(new)
    assert all(map(str, plan.problems))
    wrong = roster_sheet._problems_of(after)
    assert [problem for problem in wrong if problem not in roster_sheet._problems_of(BRANCH)] == []
    again = roster_sheet.plan(book, after, today=TODAY, same=same, keep_ids=keep_ids)
    assert len(again.rows_with(Status.NEW)) <= len(new)
