"""The plan of 5,000 rows against openpyxl reading the same file: python -m tests.bench.roster.

openpyxl reads as it would for an import: values, whole workbook. The plan is made for an empty
branch, and for one that has all 5,000 already.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date, timedelta

from openpyxl import load_workbook

from zjdesk.exchange import roster_sheet, sheets
from zjdesk.exchange.row_plans import Status
from zjdesk.exchange.sheet_writer import write_sheet
from zjdesk.people import Branch, Category, Group, Member

ROWS = 5_000
ROUNDS = 5
SURNAMES, GIVEN = "白杜甘林马方苏陆韩陈邵曹贺丁范秦", "知远若溪棠夏骏驰兰沐晴怀瑾素琴静岚家乐"


def main() -> None:
    branch = full_branch()
    header = [
        "序号", "姓名", "性别", "民族", "出生日期",
        "人员类别", "入党日期", "转正日期", "党小组", "工作岗位",
    ]  # fmt: skip
    rows = [
        [
            number, m.name, m.gender, "汉族", m.birth_date, "正式党员", m.joined_on,
            f"{m.full_on:%Y.%m.%d}", m.group, m.post,
        ]
        for number, m in enumerate(branch.members, 1)
    ]  # fmt: skip
    content = write_sheet("党员名册", header, rows)
    alone = seconds(lambda: read_by_openpyxl(content))
    print(f"{ROWS} rows, {len(content) // 1024} KB, best of {ROUNDS} in s")
    print(f"{'openpyxl, values':28} {alone:5.2f}")
    for name, found in {"plan, empty branch": Branch(name="空"), "plan, all there": branch}.items():
        taken = seconds(lambda found=found: plan(content, found))
        print(f"{name:28} {taken:5.2f}   ratio {taken / alone:.2f}   (allowed: 3)")


def full_branch() -> Branch:
    members = [
        Member(
            name=SURNAMES[n % 16] + GIVEN[n % 19] + GIVEN[n // 19 % 19],
            gender="男女"[n % 2],
            birth_date=date(1950, 1, 1) + timedelta(days=n),
            category=Category.FULL,
            joined_on=date(1980, 1, 1) + timedelta(days=n),
            full_on=date(1981, 1, 1) + timedelta(days=n),
            group=f"第{n % 30 + 1}党小组",
            post="语文教师",
        )
        for n in range(ROWS)
    ]
    groups = [Group(name=f"第{n + 1}党小组") for n in range(30)]
    return Branch(name="中共汀南小学支部委员会", members=members, groups=groups)


def read_by_openpyxl(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content), data_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if any(row))


def plan(content: bytes, branch: Branch) -> None:
    made = roster_sheet.plan(sheets.parse_book(content), branch, today=date(2026, 11, 25))
    assert len(made.rows) == ROWS
    assert not made.rows_with(Status.FAULTY)


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
