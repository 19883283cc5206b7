"""The calendar for the phone, as RFC 5545 has it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import a_branch
from zjdesk.duties.known import Known
from zjdesk.exchange.calendar import write_calendar
from zjdesk.people import Branch
from zjdesk.tasks.due import ahead
from zjdesk.tasks.task import OpenBranch, Priority, Task

MOMENT = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)


def a_task(**values: object) -> Task:
    given: dict = {
        "key": "theme_party_day.2026-12-01.",
        "what": "12月主题党日",
        "priority": Priority.CALM,
        "state": "",
        "target": OpenBranch(),
        "due_on": date(2026, 12, 31),
        "remind_on": date(2026, 12, 20),
    }
    return Task(**{**given, **values})


def lines(*tasks: Task, branch: Branch | None = None) -> list[str]:
    """The unfolded lines of a calendar."""
    content = write_calendar(tasks, branch=branch or a_branch(), moment=MOMENT)
    assert content.endswith(b"\r\n")
    text = content.decode()
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_an_alarm_that_has_passed_rings_on_the_next_morning():
    late = a_task(due_on=date(2026, 11, 30), remind_on=date(2026, 11, 20))
    assert "TRIGGER:-P3DT16H" in lines(late)
    last_day = a_task(due_on=date(2026, 11, 25), remind_on=date(2026, 11, 20))
    assert "TRIGGER:PT8H" in lines(last_day)


def test_a_task_is_a_whole_day_with_an_alarm_in_the_morning():
    found = lines(a_task(origin="《党员教育管理工作条例》第16条"))
    event = found[found.index("BEGIN:VEVENT") :]
    uid = event.pop(1)
    assert re.fullmatch("UID:[0-9a-f-]{36}", uid)
    assert event == [
        "BEGIN:VEVENT",
        "DTSTAMP:20261125T063000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:12月主题党日",
        "DESCRIPTION:《党员教育管理工作条例》第16条",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:12月主题党日",
        "TRIGGER:-P10DT16H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert "TRIGGER:PT8H" in lines(a_task(remind_on=None))
    assert "TRIGGER:-P0DT16H" in lines(a_task(remind_on=date(2026, 12, 30)))


def test_a_task_keeps_its_uid_and_no_two_share_one():
    branch = a_branch()

    def uids(*tasks: Task) -> list[str]:
        return [line for line in lines(*tasks, branch=branch) if line.startswith("UID:")]

    moved = a_task(what="12月主题党日（改期）", due_on=date(2026, 12, 10))
    assert uids(a_task()) == uids(moved)
    tasks = ahead(Known(branch=branch, figures=[]), date(2026, 3, 2))
    assert len(set(uids(*tasks))) == len(tasks) > 30
    assert uids(a_task()) != [line for line in lines(a_task()) if line.startswith("UID:")]


def test_nothing_is_told_of_single_members():
    branch = a_branch()
    text = "\n".join(lines(*ahead(Known(branch=branch, figures=[]), date(2026, 11, 2))))
    assert "谈心谈话" in text
    assert "学时还差3人" in text
    assert not any(member.name in text for member in branch.members)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_text_comes_back_and_no_line_is_too_long(words):
    words = "，".join(words.split()) or "空"
    content = write_calendar([a_task(what=words)], branch=a_branch(), moment=MOMENT)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    (summary,) = (line for line in lines(a_task(what=words)) if line.startswith("SUMMARY:"))
    assert re.sub(r"\\(.)", r"\1", summary.removeprefix("SUMMARY:")) == words
