"""Every table of the sample year against expected.json, and what holds of any figures at all."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.duties.excuses import Excuse
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.catalogue import COLUMN, KINDS
from zjdesk.kinds.figures import Figures, figures_of
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.presence import THERE, Presence
from zjdesk.participants import Guest, Role
from zjdesk.periods import half_year_of, period_of, quarter_of, year_of
from zjdesk.regulations.in_force import LocalRule
from zjdesk.statistics.attendance import UNKNOWN
from zjdesk.statistics.charts import charts
from zjdesk.statistics.report import Report, report
from zjdesk.statistics.tables import NOTHING, Measure, Table

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))
AS_OF = date.fromisoformat(EXPECTED["as_of"])
YEAR = year_of(AS_OF)
BRANCH = sample_branch()
FIGURES = [figures_of(record) for record in sample_records(BRANCH)]


@pytest.fixture(scope="module")
def year() -> Report:
    duties = [matrix(Known(branch=BRANCH, figures=FIGURES), YEAR.first.year, AS_OF)]
    return report(BRANCH, iter(FIGURES), YEAR, today=AS_OF, duties=duties)


def dicts(table: Table) -> list[dict[str, object]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def total(table: Table, key: str) -> object:
    assert table.total
    return table.total[[column.key for column in table.columns].index(key)]


def test_members_of_the_sample_year(year: Report) -> None:
    found = dicts(year["members"])
    expected = {(m["name"], m["expected"], m["hours"]): m for m in EXPECTED["members"]}
    assert len(found) == len(expected)
    for one in found:
        name = str(one["name"]).split("（")[0]
        wanted = expected[name, one["expected"], one["hours"]]
        assert one["present"] == wanted["present"]
        assert one["rate"] == wanted["rate"]
        assert one["made_up_hours"] == wanted["made_up_hours"]
        assert one["target"] == wanted["target"]
        assert one["short"] == wanted["hours_short"]


def test_members_stand_in_the_order_of_the_roster_and_namesakes_have_marks(year: Report) -> None:
    names = year["members"].values("name")
    groups = year["members"].values("group")
    assert groups == sorted(groups, key=["第一党小组", "第二党小组", "第三党小组"].index)
    assert len(set(names)) == len(names)
    assert sum(str(name).startswith("陈静") for name in names) == 2


def test_who_is_waived_or_has_left_is_shown_as_such(year: Report) -> None:
    remarks = {one["name"]: one["remark"] for one in dicts(year["members"]) if one["remark"]}
    assert remarks == {"蒋亦舟": "2026年9月1日转出", "魏传厚": "不作考勤要求"}


def test_counts_by_kind_and_rates_of_records(year: Report) -> None:
    found = {
        key: {"held_as": row["records"], "counts_as": row["counted"]}
        for key, row in zip(KINDS, dicts(year["kinds"]), strict=True)
    }
    assert found == EXPECTED["counts"]
    for key in ("expected", "present", "on_leave", "absent"):
        wanted = sum(record[key] for record in EXPECTED["records"])
        assert total(year["kinds"], key) == total(year["months"], key) == wanted
    months = Counter(date.fromisoformat(r["day"]).month for r in EXPECTED["records"])
    assert year["months"].values("records") == [months[number] for number in range(1, 12)]


def test_one_record_has_its_rate() -> None:
    for one, wanted in zip(FIGURES, EXPECTED["records"], strict=True):
        alone = report(BRANCH, [one], year_of(one.day), today=AS_OF)
        assert total(alone["months"], "rate") == wanted["rate"]


def test_due_and_done(year: Report) -> None:
    months = EXPECTED["duties"]["months"].values()
    groups = [g["status"] for month in months for g in month["group_meeting"]["groups"].values()]
    found = {one["duty"]: one for one in dicts(year["duties"])}
    meetings = found["党小组会"]
    assert (meetings["due"], meetings["done"], meetings["missing"], meetings["open"]) == (
        len(groups), groups.count("done"), groups.count("missing"), groups.count("open"),
    )  # fmt: skip
    assert "5月（第三党小组）" in str(meetings["missing_in"])
    assert found["支部委员会会议"]["missing_in"] == "2月、8月"
    assert found["党课"]["missing_in"] == "第二季度、第三季度"
    assert "理论学习中心组学习" not in found


def test_what_is_due_in_a_quarter_leaves_out_the_year() -> None:
    duties = [matrix(Known(branch=BRANCH, figures=FIGURES), 2026, AS_OF)]
    found = report(BRANCH, FIGURES, quarter_of(date(2026, 4, 1)), today=AS_OF, duties=duties)
    due = {one["duty"]: one["due"] for one in dicts(found["duties"])}
    assert due == {"支部党员大会": 1, "支部委员会会议": 3, "党小组会": 9, "党课": 1, "主题党日": 3}


def test_over_several_years_what_is_missing_is_named_with_its_year() -> None:
    excuse = Excuse(duty="theme_party_day", start=date(2026, 8, 1), reason="暑假")
    known = Known(branch=BRANCH, figures=FIGURES, excuses=[excuse])
    span = period_of(date(2025, 12, 1), date(2026, 8, 31))
    duties = (matrix(known, number, AS_OF) for number in (2025, 2026))
    table = report(BRANCH, FIGURES, span, today=AS_OF, duties=duties)["duties"]
    found = {one["duty"]: one for one in dicts(table)}
    assert found["支部委员会会议"]["missing_in"] == "2025年12月、2026年2月、2026年8月"
    day = found["主题党日"]
    assert (day["due"], day["done"], day["missing"], day["excused"]) == (8, 6, 2, 1)


def test_lectures_study_partners_and_what_is_listed(year: Report) -> None:
    lectures = year["micro_lectures"]
    assert [total(lectures, key) for key in COLUMN.options] == [3, 2, 3]
    assert lectures.values("speaker") == ["顾砚秋", "欧阳雨桐", "陆怀瑾", "邵𬭎", "俞静姝"]
    studies = [(one["unit"], one["times"]) for one in dicts(year["study_sessions"])]
    assert studies[:3] == [(BRANCH.name, 3), ("教导处", 1), ("德育处", 1)]
    assert total(year["study_sessions"], "times") == EXPECTED["counts"]["study_session"]["held_as"]
    assert year["partner_units"].rows == (
        ("柳埠社区党支部", 2, 2, date(2026, 7, 1)),
        ("北汀区图书馆党支部", 1, 1, date(2026, 7, 1)),
    )
    assert len(year["honours"].rows) == 4
    assert total(year["publicity_talks"], "audience_count") == 67
    assert total(year["surveys"], "people_count") == 86
    assert year["training"].rows[0][3:] == (2, 11, 16)


def test_of_talks_there_is_count_and_coverage(year: Report) -> None:
    wanted = EXPECTED["duties"]["years"]["2026"]["heart_talk"]
    assert dict(year["talks"].rows) == wanted["by_relation"]
    coverage = dicts(year["talk_coverage"])
    without = [str(one["name"]).split("（")[0] for one in coverage if not one["times"]]
    assert sorted(without) == sorted(one["name"] for one in wanted["not_yet_covered"])
    assert "谈到 7 人，没有谈到 18 人" in year["talk_coverage"].notes[0]


def test_charts_show_the_numbers_of_the_tables(year: Report) -> None:
    rates, hours, kinds, columns, studies, partners, duties = charts(year)
    assert [bar.value for bar in rates.bars] == year["months"].values("rate")
    assert rates.measure is Measure.RATE
    assert {bar.label: bar.target for bar in hours.bars}["魏传厚"] is None
    assert {bar.label: bar.target for bar in hours.bars}["顾砚秋"] == 56
    assert {bar.label: bar.value for bar in kinds.bars}["党小组会"] == 14
    assert [(bar.label, bar.value) for bar in columns.bars] == [
        ("书记微党课", 3), ("校长微论坛", 2), ("党员教师微感悟", 3),
    ]  # fmt: skip
    assert [bar.label for bar in studies.bars] == year["study_sessions"].values("unit")
    assert [bar.value for bar in studies.bars] == year["study_sessions"].values("times")
    assert [bar.value for bar in partners.bars] == year["partner_units"].values("times")
    assert [(bar.value, bar.target) for bar in duties.bars] == list(
        zip(year["duties"].values("done"), year["duties"].values("due"), strict=True)
    )
    assert [one.asked for one in charts(year) if one.asked] == ["应修学时", "应开"]
    for chart in charts(year):
        assert year[chart.table]
        assert bool(chart.asked) == any(bar.target is not None for bar in chart.bars)


def test_rows_of_members_know_whose_they_are(year: Report) -> None:
    ids = {member.id: member.name for member in BRANCH.members}
    for key in ("members", "talk_coverage"):
        names = [str(name).split("（")[0] for name in year[key].values("name")]
        assert [ids[one] for one in year[key].members] == names
    gone = replace(FIGURES[0], presence={"somebody": str(Presence.PRESENT)})
    left = report(BRANCH, [gone], YEAR, today=AS_OF)["members"]
    assert (left.rows[-1][0], left.members[-1]) == (UNKNOWN, "")
    assert len(left.members) == len(left.rows)


def test_hours_are_asked_for_by_the_calendar_year_only() -> None:
    half = report(BRANCH, FIGURES, half_year_of(AS_OF), today=AS_OF)
    assert "target" not in [column.key for column in half["members"].columns]
    assert any("自然年度" in note for note in half["members"].notes)
    assert all(bar.target is None for bar in charts(half)[1].bars)
    assert half["months"].values("month") == [f"2026年{number}月" for number in range(7, 12)]


def test_the_superior_may_ask_for_more() -> None:
    local = [LocalRule(rule="hours.member", value="40", reason="区教育局2026年计划")]
    found = report(BRANCH, FIGURES, YEAR, today=AS_OF, local=local)
    targets = {one["name"]: one["target"] for one in dicts(found["members"])}
    assert (targets["罗小满"], targets["顾砚秋"]) == (40, 56)
    assert any("区教育局2026年计划" in note for note in found["members"].notes)


def test_what_is_planned_is_not_counted() -> None:
    planned = replace(FIGURES[0], day=AS_OF + timedelta(days=1))
    assert report(BRANCH, [planned], YEAR, today=AS_OF).records == 0
    later = report(BRANCH, [planned], YEAR, today=planned.day)
    assert (later.records, later.drafts) == (1, 1)
    assert "其中 1 条还没有定稿" in later.extent


def test_past_years_are_judged_by_how_people_stood_then() -> None:
    branch = a_branch()
    branch.committee[0].end = date(2026, 1, 1)
    found = report(branch, [], year_of(date(2025, 5, 5)), today=AS_OF)
    assert found["members"].values("target") == [56, 32, 32]
    found = report(branch, [], YEAR, today=AS_OF)
    assert found["members"].values("target") == [32, 32, 32]


def test_an_empty_span_says_so() -> None:
    found = report(BRANCH, [], year_of(date(2031, 1, 1)), today=AS_OF)
    assert found.records == 0
    assert found["micro_lectures"].remarks == (NOTHING,)
    assert found["months"].rows == ()


def test_guests_never_count() -> None:
    branch = a_branch()
    record = a_record(guests=[Guest(name="白知远", unit="社区", role=Role.PARTNER)])
    assert settle(record, branch) == []
    found = report(branch, [figures_of(record)], YEAR, today=AS_OF)
    assert total(found["members"], "expected") == 3


def test_a_speaker_who_may_be_either_of_two_is_told_apart() -> None:
    twins = a_branch("白知远", "杜若溪", "杜若溪")
    figures = [
        Figures("1", "micro_lecture", (), "", AS_OF, details={"speaker": "杜若溪"}),
        Figures("2", "micro_lecture", (), "", AS_OF, details={"speaker": "客座教师"}),
        Figures("3", "micro_lecture", (), "", AS_OF, details={"column": "principal_forum"}),
    ]
    found = report(twins, figures, YEAR, today=AS_OF)["micro_lectures"]
    assert found.values("speaker") == ["杜若溪（未写明是哪一位）", "客座教师", "未写主讲人"]
    assert total(found, "other") == 2


# ------------------------------------------------------------------------------ of any figures

IDS = [member.id for member in BRANCH.members]
STEPS_OF_A_HALF = st.integers(0, 40).map(lambda number: number / 2)
ANY = st.builds(
    Figures,
    id=st.uuids().map(str),
    kind=st.sampled_from(list(KINDS)),
    also=st.lists(st.sampled_from(list(KINDS)), max_size=2).map(tuple),
    title=st.just("会"),
    day=st.dates(date(2025, 11, 1), date(2027, 2, 28)),
    hours=st.none() | STEPS_OF_A_HALF,
    presence=st.dictionaries(
        st.sampled_from([*IDS, "gone"]), st.sampled_from([str(one) for one in Presence])
    ),
)
SPANS = st.tuples(*[st.dates(date(2025, 1, 1), date(2027, 12, 31))] * 2).map(
    lambda days: period_of(min(days), max(days))
)


@given(st.lists(ANY, max_size=8), SPANS)
def test_kinds_months_and_members_add_up_to_the_same(figures: list[Figures], span) -> None:
    found = report(BRANCH, figures, span, today=date(2027, 1, 15))
    views = [found[key] for key in ("members", "kinds", "months")]
    columns = ("expected", "present", "on_leave", "absent", "made_up", "hours", "made_up_hours")
    for key in columns:
        for view in views:
            assert total(view, key) == sum(view.values(key))
        assert len({total(view, key) for view in views}) == 1
    counted = [one for one in figures if one.day in span and one.day <= date(2027, 1, 15)]
    there = [(one.hours or 0) for one in counted for way in one.presence.values() if way in THERE]
    assert total(views[0], "present") == len(there)
    assert total(views[0], "hours") == sum(there)
    assert total(views[1], "records") == total(views[2], "records") == len(counted)
    unknown = [one for one in counted if "gone" in one.presence]
    assert (UNKNOWN in views[0].values("name")) == bool(unknown)


@given(st.lists(ANY, max_size=5))
def test_made_up_hours_are_never_in_the_hours(figures: list[Figures]) -> None:
    away = [
        replace(one, presence=dict.fromkeys(one.presence, str(Presence.ABSENT_MADE_UP)))
        for one in figures
    ]
    found = report(BRANCH, away, period_of(date(2025, 1, 1), date(2027, 12, 31)), today=date.max)
    assert total(found["members"], "hours") == 0
    assert total(found["members"], "made_up_hours") == sum(
        (one.hours or 0) * len(one.presence) for one in away
    )
