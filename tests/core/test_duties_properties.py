"""Whatever was held: done has its record, and one more record never makes anything worse."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import a_branch
from zjdesk.duties.catalogue import DUTIES, TALKS, FilledBy
from zjdesk.duties.cells import Matrix, Status
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.figures import Figures
from zjdesk.people import Group
from zjdesk.regulations.in_force import LocalRule

TODAY = date(2026, 11, 17)
DAYS = st.integers(-400, 60).map(lambda days: TODAY + timedelta(days=days))
BRANCH = a_branch("白知远", "杜若溪", "甘棠", "商陆", "秦艽", "苏叶", "泽兰")
BRANCH.groups.append(Group(name="第二党小组"))
for member in BRANCH.members[4:]:
    member.group = "第二党小组"
NAMES = [member.name for member in BRANCH.members]


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    kinds = st.sampled_from(sorted(KINDS))
    kind = draw(st.sampled_from(sorted({duty.kind.key for duty in DUTIES.values()})) | kinds)
    talkers = draw(st.tuples(*[st.sampled_from(BRANCH.members)] * 2))
    people = [{"name": member.name, "member": member.id} for member in talkers]
    return Figures(
        id=draw(st.uuids()).hex,
        kind=kind,
        also=tuple(draw(st.lists(kinds, max_size=2))),
        title="",
        day=draw(DAYS),
        for_year=draw(st.sampled_from([None, 2025, 2026])),
        group=draw(st.sampled_from(["第一党小组", "第二党小组", "别的组", ""])),
        details={
            "lecturer": draw(st.sampled_from(NAMES)),
            "talker": people[0],
            "interviewee": people[1],
        },
    )


RULES = st.lists(
    st.builds(
        lambda rule, value, start: LocalRule(rule=rule, value=value, start=start, reason="区局"),
        *(
            st.sampled_from([f"frequency.{key}" for key in DUTIES]),
            st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly", "never"]),
            st.sampled_from([None, date(2026, 2, 10), date(2026, 5, 1), date(2026, 8, 31)]),
        ),
    )
    | st.builds(LocalRule, rule=st.just("duties.twice"), value=st.just("no"), reason=st.just("区"))
    | st.builds(
        LocalRule, rule=st.just("duties.free_months"), value=st.just("summer"), reason=st.just("区")
    ),
    max_size=4,
)


def judged(held: list[Figures], rules: list[LocalRule], year: int) -> Matrix:
    return matrix(Known(branch=BRANCH, figures=held, local=tuple(rules)), year, TODAY)


@settings(max_examples=60, deadline=None)
@given(st.lists(figures(), max_size=12), RULES, st.sampled_from([2025, 2026]))
def test_what_is_done_has_a_record_of_its_kind_in_time(held, rules, year):
    for cell in judged(held, rules, year).cells:
        for part in cell.parts:
            if part.status is Status.DONE:
                assert part.records
            for one in part.records:
                assert cell.duty.kind.key in one.kinds
                assert one.day <= TODAY
                assert one.day in part.period or one.year == year
                assert one.day <= part.until


@settings(max_examples=60, deadline=None)
@given(st.lists(figures(), max_size=12), figures(), RULES, st.sampled_from([2025, 2026]))
def test_one_more_record_never_makes_anything_worse(held, more, rules, year):
    before, after = judged(held, rules, year), judged([*held, more], rules, year)
    assert len(after.missing) <= len(before.missing)
    for old, new in zip(before.cells, after.cells, strict=True):
        of_group = {part.group: part for part in (new, *new.groups)}
        for was in (old, *old.groups):
            is_ = of_group[was.group]
            assert was.status is not Status.DONE or is_.status is Status.DONE
            assert is_.status is not Status.MISSING or was.status is Status.MISSING


@settings(max_examples=30, deadline=None)
@given(RULES, st.sampled_from([2025, 2026]))
def test_the_periods_of_a_row_follow_each_other_through_the_year(rules, year):
    for row in judged([], rules, year).rows:
        days = [date(year - 1, 12, 31), *(cell.period.last for cell in row.cells)]
        begun = [day + timedelta(days=1) for day in days[:-1]]
        assert [cell.period.first for cell in row.cells] == begun
        assert days[-1] == date(year, 12, 31)
        if row.duty.filled_by is not FilledBy.EVERY_GROUP:
            assert not any(cell.groups for cell in row.cells)
        assert row.duty is TALKS or not any(cell.uncovered for cell in row.cells)
