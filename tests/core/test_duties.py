"""The matrix of duties: the sample year exactly, and what rules, groups and excuses change."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.duties.catalogue import DUTIES, Duty
from zjdesk.duties.cells import Cell, Matrix, Status
from zjdesk.duties.excuses import Excuse, excuse_problems, read_excuses
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.errors import LedgerDamaged
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Person
from zjdesk.people import Branch, Group, GroupStay
from zjdesk.prospects import Prospect
from zjdesk.record import Record
from zjdesk.regulations.in_force import LocalRule

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date.fromisoformat(EXPECTED["as_of"])

ASSEMBLY = DUTIES["member_assembly"]
COMMITTEE = DUTIES["committee_meeting"]
GROUPS = DUTIES["group_meeting"]
LECTURE = DUTIES["party_lecture"]
SECRETARY = DUTIES["secretary_lecture"]
THEME_DAY = DUTIES["theme_party_day"]
LIFE_MEETING = DUTIES["org_life_meeting"]
TALKS = DUTIES["heart_talk"]
CENTRAL = DUTIES["central_group_study"]


# ------------------------------------------------------------------------------ the sample


@pytest.fixture(scope="module")
def sample() -> tuple[Known, dict[str, int]]:
    branch = sample_branch()
    records = sample_records(branch)
    lines = {record.id: number for number, record in enumerate(records, 1)}
    return Known(branch=branch, figures=[figures_of(record) for record in records]), lines


def test_every_duty_of_the_sample_year(sample: tuple[Known, dict[str, int]]) -> None:
    known, lines = sample
    this, last = matrix(known, 2026, AS_OF), matrix(known, 2025, AS_OF)
    assert shape(this, last, lines) == EXPECTED["duties"]


def shape(this: Matrix, last: Matrix, lines: dict[str, int]) -> dict[str, Any]:
    """The matrix in the shape of expected.json, which knows no “due soon”."""

    def told(cell: Cell) -> str:
        return "open" if cell.status is Status.DUE_SOON else cell.status.value

    def plain(cell: Cell) -> dict[str, Any]:
        found: dict[str, Any] = {"status": told(cell)}
        if cell.status is Status.DONE:
            found["lines"] = sorted(lines[one.id] for one in cell.records)
        return found

    def in_groups(cell: Cell) -> dict[str, Any]:
        groups = {part.group: plain(part) for part in cell.groups}
        return {"status": told(cell), "groups": groups}

    def talks(cell: Cell) -> dict[str, Any]:
        return {
            **plain(cell),
            "held": len(cell.records),
            "by_relation": cell.by_relation,
            "not_yet_covered": [
                {"name": member.name, "birth_date": str(member.birth_date)}
                for member in cell.uncovered
            ],
        }

    def quarter(number: int) -> dict[str, Any]:
        day = date(this.year, number * 3, 1)
        return {duty.key: plain(this[duty].on(day)) for duty in (ASSEMBLY, LECTURE, CENTRAL)}

    def month(number: int) -> dict[str, Any]:
        day = date(this.year, number, 1)
        found = {duty.key: plain(this[duty].on(day)) for duty in (COMMITTEE, THEME_DAY)}
        return {**found, "group_meeting": in_groups(this[GROUPS].on(day))}

    def year(table: Matrix, *duties: Duty) -> dict[str, Any]:
        return {duty.key: plain(table[duty].on(date(table.year, 1, 1))) for duty in duties}

    yearly = (LIFE_MEETING, DUTIES["democratic_appraisal"])
    talked = talks(this[TALKS].on(date(this.year, 1, 1)))
    return {
        "months": {f"{this.year}-{number:02}": month(number) for number in range(1, 13)},
        "quarters": {f"{this.year}-Q{number}": quarter(number) for number in range(1, 5)},
        "years": {
            str(last.year): year(last, *yearly),
            str(this.year): {**year(this, *yearly, SECRETARY), "heart_talk": talked},
        },
    }


# ------------------------------------------------------------------------------ small branches

YEAR_END = date(2026, 12, 31)


def held(branch: Branch, kind: str, day: str, **values: Any) -> Figures:
    record = a_record(kind, day=date.fromisoformat(day), **values)
    settle(record, branch)
    return figures_of(record)


def known(branch: Branch, *figures: Figures, **rules: str) -> Known:
    """`rules`: local values by the key of the rule, _ for its dot."""
    local = [
        LocalRule(rule=key.replace("__", "."), value=value, reason="区局要求")
        for key, value in rules.items()
    ]
    return Known(branch=branch, figures=figures, local=tuple(local))


def statuses(known: Known, key: str, today: date = YEAR_END) -> list[Status]:
    return [cell.status for cell in matrix(known, 2026, today)[DUTIES[key]].cells]


def test_a_small_branch_owes_no_committee_meeting() -> None:
    names = "甲乙丙丁戊己庚"
    small, large = a_branch(*names[:6]), a_branch(*names)
    cell = matrix(known(small), 2026, YEAR_END)[COMMITTEE].cells[0]
    assert (cell.status, cell.reason) == (
        Status.NOT_APPLICABLE, "正式党员不足7人，不设支委会",
    )  # fmt: skip
    assert set(statuses(known(large), "committee_meeting")) == {Status.MISSING}
    assert set(statuses(known(small, committee__from="5"), "committee_meeting")) == {Status.MISSING}
    large.committee = []
    assert (
        matrix(known(large), 2026, YEAR_END)[COMMITTEE].cells[0].reason
        == "正式党员满7人，应设支委会，还没有设"
    )


def two_groups() -> Branch:
    """The last member is in the second group, since 10 March."""
    branch = a_branch()
    branch.groups.append(Group(name="第二党小组"))
    moved = branch.members[2]
    moved.group = "第二党小组"
    moved.groups = [GroupStay(end=date(2026, 3, 10), group="第一党小组")]
    return branch


def groups_of(cell: Cell) -> dict[str, Status]:
    return {part.group: part.status for part in cell.groups}


def test_only_groups_that_were_there_through_the_period_are_asked() -> None:
    branch = two_groups()
    branch.groups.append(Group(name="第三党小组"))
    first = held(branch, "group_meeting", "2026-03-20")
    february, march, april = matrix(known(branch, first), 2026, YEAR_END)[GROUPS].cells[1:4]
    assert groups_of(february) == {"第一党小组": Status.MISSING}
    assert groups_of(march) == {"第一党小组": Status.DONE, "第二党小组": Status.NOT_APPLICABLE}
    assert march.status is Status.DONE
    assert march.groups[1].reason == "期间成立或撤销，不作要求"
    assert groups_of(april) == {"第一党小组": Status.MISSING, "第二党小组": Status.MISSING}
    branch.groups = []
    assert matrix(known(branch), 2026, YEAR_END)[GROUPS].cells[0].reason == "没有党小组"


def test_what_a_group_held_in_the_month_in_which_it_was_formed_or_dissolved_counts() -> None:
    branch = two_groups()
    formed = held(branch, "group_meeting", "2026-03-20", group="第二党小组")
    cell = matrix(known(branch, formed), 2026, YEAR_END)[GROUPS].cells[2]
    assert groups_of(cell) == {"第一党小组": Status.MISSING, "第二党小组": Status.DONE}
    in_june = held(branch, "group_meeting", "2026-06-05", group="第二党小组")
    branch.members[2].groups.append(
        GroupStay(start=date(2026, 3, 10), end=date(2026, 6, 20), group="第二党小组")
    )
    branch.members[2].group = "第一党小组"
    cells = matrix(known(branch, in_june), 2026, date(2026, 6, 20))[GROUPS].cells
    assert groups_of(cells[5]) == {"第一党小组": Status.DUE_SOON, "第二党小组": Status.DONE}
    assert groups_of(cells[6]) == {"第一党小组": Status.OPEN}
    branch.groups.pop()
    cells = matrix(known(branch, in_june), 2026, date(2026, 6, 20))[GROUPS].cells
    assert groups_of(cells[5])["第二党小组"] is Status.DONE


def test_of_an_event_without_a_group_nobody_guesses_one() -> None:
    branch = a_branch()
    event = a_record("theme_party_day", also=["group_meeting"], group="")
    assert settle(event, branch) == []
    assert statuses(known(branch, figures_of(event)), "group_meeting")[2] is Status.MISSING


def test_a_meeting_of_a_group_that_has_another_name_today_still_counts() -> None:
    branch = a_branch()
    meeting = held(branch, "group_meeting", "2026-03-20")
    branch.groups[0].name = "语文党小组"
    for member in branch.members:
        member.group = "语文党小组"
    assert statuses(known(branch, meeting), "group_meeting")[2] is Status.DONE


def test_due_soon_begins_on_the_day_that_the_rule_names() -> None:
    branch = a_branch()

    def theme_day(day: int, **rules: str) -> Status:
        return statuses(known(branch, **rules), "theme_party_day", date(2026, 4, day))[3]

    assert [theme_day(day) for day in (1, 19, 20, 29, 30)] == [
        Status.OPEN, Status.OPEN, Status.DUE_SOON, Status.DUE_SOON, Status.MISSING,
    ]  # fmt: skip
    assert theme_day(10, duties__remind_on="10") is Status.DUE_SOON

    def assembly(month: int) -> Status:
        return statuses(known(branch), "member_assembly", date(2026, month, 15))[1]

    assert [assembly(month) for month in (3, 4, 5, 6, 7)] == [
        Status.OPEN, Status.OPEN, Status.OPEN, Status.DUE_SOON, Status.MISSING,
    ]  # fmt: skip


def test_frequencies_are_as_the_regulations_have_them() -> None:
    branch = a_branch()
    lectures = [held(branch, "party_lecture", day) for day in ("2026-02-03", "2026-09-30")]
    quarterly = statuses(known(branch, *lectures), "party_lecture")
    assert quarterly == [Status.DONE, Status.MISSING, Status.DONE, Status.MISSING]
    halves = known(branch, *lectures, frequency__party_lecture="half_yearly")
    assert statuses(halves, "party_lecture") == [Status.DONE, Status.DONE]
    never = known(branch, *lectures, frequency__party_lecture="never")
    assert set(statuses(never, "party_lecture")) == {Status.NOT_APPLICABLE}
    change = LocalRule(
        rule="frequency.party_lecture", value="monthly", start=date(2026, 7, 1), reason="区局要求"
    )
    row = matrix(Known(branch=branch, figures=lectures, local=(change,)), 2026, YEAR_END)[LECTURE]
    assert [cell.period.name for cell in row.cells][:4] == [
        "2026年第一季度", "2026年第二季度", "2026年7月", "2026年8月",
    ]  # fmt: skip
    assert len(row.cells) == 8


@pytest.mark.parametrize(
    ("start", "names"),
    [
        (date(2026, 7, 1), ["2026年6月", "2026年第三季度", "2026年第四季度"]),
        (date(2026, 8, 15), ["2026年8月", "2026年9月", "2026年第四季度"]),
        (date(2026, 11, 1), ["2026年10月", "2026年11月", "2026年12月"]),
    ],
)
def test_a_new_frequency_begins_with_its_first_whole_period(start: date, names: list[str]) -> None:
    change = LocalRule(
        rule="frequency.theme_party_day", value="quarterly", start=start, reason="区局要求"
    )
    row = matrix(Known(branch=a_branch(), figures=(), local=(change,)), 2026, YEAR_END)[THEME_DAY]
    assert [cell.period.name for cell in row.cells][-3:] == names


def test_what_is_planned_fills_nothing_and_is_told_where_it_will() -> None:
    branch = a_branch()
    later = held(branch, "theme_party_day", "2026-03-27")
    today = date(2026, 3, 20)
    row = matrix(known(branch, later), 2026, today)[THEME_DAY]
    assert [cell.planned for cell in row.cells[1:4]] == [(), (later,), ()]
    assert row.cells[2].status is Status.DUE_SOON
    after = matrix(known(branch, later), 2026, date(2026, 3, 27))[THEME_DAY].cells[2]
    assert (after.status, after.planned, after.drafts) == (Status.DONE, (), (later,))


def test_in_free_months_nothing_is_asked_and_what_was_held_counts() -> None:
    branch = a_branch()
    july = held(branch, "theme_party_day", "2026-07-01")
    found = statuses(known(branch, july, duties__free_months="summer"), "theme_party_day")
    assert found[6:9] == [Status.DONE, Status.NOT_APPLICABLE, Status.MISSING]
    quarters = statuses(known(branch, duties__free_months="summer"), "member_assembly")
    assert quarters[2] is Status.MISSING


def test_one_event_fills_two_duties_only_where_that_is_allowed() -> None:
    branch = a_branch()
    both = held(branch, "theme_party_day", "2026-02-03", also=["party_lecture"])
    assert statuses(known(branch, both), "party_lecture")[0] is Status.DONE
    once = known(branch, both, duties__twice="no")
    assert statuses(once, "party_lecture")[0] is Status.MISSING
    assert statuses(once, "theme_party_day")[1] is Status.DONE


def test_a_life_meeting_held_as_an_assembly_counts_also_where_nothing_else_does_so() -> None:
    branch = a_branch()
    both = ["org_life_meeting", "democratic_appraisal"]
    assembly = held(branch, "member_assembly", "2026-02-03", also=both, for_year=2026)
    once = known(branch, assembly, duties__twice="no")
    for key in ("org_life_meeting", "democratic_appraisal"):
        assert statuses(once, key) == [Status.DONE]
    assert statuses(once, "member_assembly")[0] is Status.DONE


def test_a_life_meeting_counts_for_its_year_and_until_the_end_of_march() -> None:
    branch = a_branch()

    def last_year(day: str, **rules: str) -> Cell:
        meeting = held(branch, "org_life_meeting", day, for_year=2025)
        return matrix(known(branch, meeting, **rules), 2025, YEAR_END)[LIFE_MEETING].cells[0]

    assert last_year("2026-03-31").status is Status.DONE
    late = last_year("2026-04-01")
    assert (late.status, late.until) == (Status.MISSING, date(2026, 3, 31))
    assert late.reason == "2026年4月1日才开，过了2026年3月31日"
    assert last_year("2026-04-01", yearly__until_month="4").status is Status.DONE
    assert last_year("2026-01-01", yearly__until_month="0").until == date(2025, 12, 31)
    meeting = held(branch, "org_life_meeting", "2026-03-02", for_year=2025)
    assert statuses(known(branch, meeting), "org_life_meeting") == [Status.OPEN]


def test_a_branch_owes_nothing_before_it_was_founded_or_its_ledger_begun() -> None:
    branch = a_branch()
    branch.founded_on = date(2026, 5, 20)
    months = statuses(known(branch), "theme_party_day")
    assert months == [Status.NOT_APPLICABLE] * 5 + [Status.MISSING] * 7
    assert statuses(known(branch), "member_assembly")[:2] == [
        Status.NOT_APPLICABLE, Status.MISSING,
    ]  # fmt: skip
    early = held(branch, "theme_party_day", "2026-05-28")
    assert statuses(known(branch, early), "theme_party_day")[4] is Status.DONE
    begun = known(branch, duties__since="2026-09-01")
    assert statuses(begun, "theme_party_day").count(Status.MISSING) == 4
    row = matrix(begun, 2026, YEAR_END)[THEME_DAY]
    assert row.cells[0].reason == "支部成立于2026年5月20日"
    assert row.cells[7].reason == "台账起计于2026年9月1日"


def test_talks_are_told_apart_by_id_and_end_with_the_last_member() -> None:
    branch = a_branch("白知远", "陈静", "陈静")
    first, second = branch.members[1:]

    def talk(member: str) -> Figures:
        record = a_record("heart_talk", day=date(2026, 5, 6))
        record.details = {
            "talker": Person(name="白知远", member=branch.members[0].id),
            "interviewee": Person(name="陈静", member=member),
        }
        return figures_of(record)

    cell = matrix(known(branch, talk(first.id)), 2026, YEAR_END)[TALKS].cells[0]
    assert (cell.status, cell.uncovered) == (Status.MISSING, (second,))
    assert len(cell.records) == 1
    both = known(branch, talk(first.id), talk(second.id))
    assert statuses(both, "heart_talk") == [Status.DONE]
    assert statuses(known(branch), "heart_talk", date(2026, 5, 1)) == [Status.OPEN]


def a_talk(with_whom: Person, day: str = "2026-03-06") -> Record:
    details = {"talker": Person(name="白知远"), "interviewee": with_whom}
    return a_record("heart_talk", day=date.fromisoformat(day), group="", details=details)


@pytest.mark.parametrize("with_whom", [Person(name="甘棠"), Person(name="甘棠", member="m3")])
def test_a_talk_before_somebody_came_here_counts_for_the_member(with_whom: Person) -> None:
    branch = a_branch("白知远", "甘棠")
    newcomer = a_branch("白知远", "杜若溪", "甘棠").members[2]
    newcomer.start = date(2026, 5, 1)
    early = a_talk(Person(name="甘棠"))
    branch.members.pop()
    assert settle(early, branch) == []
    branch.members.append(newcomer)
    assert statuses(known(branch, figures_of(early)), "heart_talk") == [Status.DONE]
    told_later = a_talk(with_whom)
    for _ in range(2):  # a record is settled again whenever it is saved
        assert settle(told_later, branch) == []
    assert told_later.details["interviewee"].member == newcomer.id
    assert statuses(known(branch, figures_of(told_later)), "heart_talk") == [Status.DONE]
    branch.prospects = [Prospect(name="甘棠")]
    assert statuses(known(branch, figures_of(early)), "heart_talk") == [Status.MISSING]


def test_the_secretary_of_that_day_gives_the_lecture() -> None:
    branch = a_branch()
    by_other = held(branch, "party_lecture", "2026-05-06", details={"lecturer": "杜若溪"})
    assert statuses(known(branch, by_other), "secretary_lecture") == [Status.MISSING]
    own = held(branch, "party_lecture", "2026-05-06", details={"lecturer": "白知远"})
    assert statuses(known(branch, own), "secretary_lecture") == [Status.DONE]
    branch.committee[0].end = date(2026, 5, 6)
    assert statuses(known(branch, own), "secretary_lecture") == [Status.MISSING]


@pytest.mark.parametrize(
    ("lecturer", "status"),
    [
        ("白知远（书记）", Status.DONE),
        ("白知远 (支部书记)", Status.DONE),
        ("杜若溪（代书记）", Status.MISSING),
        ("白知远（外单位）", Status.DONE),
    ],
)
def test_a_title_behind_the_name_is_no_part_of_it(lecturer: str, status: Status) -> None:
    branch = a_branch()
    lecture = held(branch, "party_lecture", "2026-05-06", details={"lecturer": lecturer})
    assert statuses(known(branch, lecture), "secretary_lecture") == [status]


def test_the_lecture_of_a_namesake_or_under_a_corrected_name() -> None:
    branch = a_branch()
    branch.members[1].name = "白知远"
    branch.members[0].mark, branch.members[1].mark = "语文", "数学"

    def by(lecturer: str) -> list[Status]:
        lecture = held(branch, "party_lecture", "2026-05-06", details={"lecturer": lecturer})
        return statuses(known(branch, lecture), "secretary_lecture")

    assert by("白知远（数学）") == [Status.MISSING]
    assert by("白知远（语文）") == [Status.DONE]
    branch.members[0].name = "白致远"
    assert by("白致远") == [Status.DONE]
    assert by("白知远") == [Status.MISSING]


def test_what_lies_ahead_of_the_day_does_not_count() -> None:
    planned = held(a_branch(), "theme_party_day", "2026-04-28")
    months = statuses(known(a_branch(), planned), "theme_party_day", date(2026, 4, 25))
    assert months[3] is Status.DUE_SOON


# ------------------------------------------------------------------------------ excuses


def test_an_excuse_has_its_reason_and_never_hides_what_was_held() -> None:
    branch = a_branch()
    excuse = Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="暑假，党员外出")
    without = Known(branch=branch, figures=[], excuses=[excuse])
    cell = matrix(without, 2026, YEAR_END)[THEME_DAY].cells[7]
    assert (cell.status, cell.reason) == (Status.EXCUSED, "暑假，党员外出")
    assert statuses(without, "theme_party_day").count(Status.MISSING) == 11
    day = held(branch, "theme_party_day", "2026-08-03")
    held_after_all = Known(branch=branch, figures=[day], excuses=[excuse])
    assert statuses(held_after_all, "theme_party_day")[7] is Status.DONE


def test_an_excuse_of_one_group_leaves_the_others() -> None:
    branch = a_branch()
    branch.groups.append(Group(name="第二党小组"))
    branch.members[2].group = "第二党小组"
    excuse = Excuse(
        duty="group_meeting", start=date(2026, 8, 1), group="第二党小组", reason="外出培训"
    )
    meeting = held(branch, "group_meeting", "2026-08-03")
    both = Known(branch=branch, figures=[meeting], excuses=[excuse])
    cell = matrix(both, 2026, YEAR_END)[GROUPS].cells[7]
    assert cell.status is Status.EXCUSED
    assert [part.status for part in cell.groups] == [Status.DONE, Status.EXCUSED]
    alone = Known(branch=branch, figures=[], excuses=[excuse])
    assert statuses(alone, "group_meeting")[7] is Status.MISSING


def test_excuses_are_read_and_what_is_wrong_with_them_is_told() -> None:
    stored = [{"duty": "theme_party_day", "from": "2026-08-01", "reason": "暑假"}]
    assert read_excuses(stored) == (
        Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="暑假"),
    )
    assert read_excuses(None) == ()
    assert read_excuses([{"duty": "of_a_newer_program"}])
    with pytest.raises(LedgerDamaged):
        read_excuses([{"duty": "theme_party_day", "from": "2026-08-01"}])
    words = [problem.message for problem in excuse_problems([Excuse(duty="tea", reason=" ")])]
    assert words == ["没有这一种应开的会议：tea", "没有写是哪一段时间", "没有写不召开的原因"]
