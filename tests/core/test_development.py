"""Development of members: stages, what is due next, the edges of the calendar, the rules."""

from __future__ import annotations

from datetime import date

import pytest

from tests.samples import a_branch, sample_branch
from zjdesk.development import (
    SOON_DAYS,
    Urgency,
    confirmation_due,
    enrol,
    next_due,
    remarks,
    tracks,
)
from zjdesk.errors import LedgerDamaged, NotAllowed
from zjdesk.people import Category, Member
from zjdesk.prospects import STEPS, DevelopmentStep, Prospect, Stage, StepName
from zjdesk.roster_events import leave
from zjdesk.step_rules import (
    LOCAL_LIMITS,
    RULES,
    Certainty,
    LocalLimit,
    Sense,
    read_limits,
    rules_on,
)

TODAY = date(2026, 11, 30)
RULES_TODAY = rules_on(TODAY)


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_prospect(**steps: str) -> Prospect:
    """Somebody with these steps: application="2025-03-01"."""
    taken = [DevelopmentStep(step=StepName(name), on=day(on)) for name, on in steps.items()]
    return Prospect(name="沈砚青", steps=taken)


def dues_of(prospect, today=TODAY, *, member=None, local=()):
    found = next_due(prospect, today, rules_on(today, local), member=member)
    return {due.step: due for due in found}


# ------------------------------------------------------------------------------ stages


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        ({}, Stage.APPLICANT),
        ({"application": "2025-03-01", "talk": "2025-03-20"}, Stage.APPLICANT),
        ({"activist": "2025-09-01"}, Stage.ACTIVIST),
        ({"activist": "2025-09-01", "target": "2026-09-01"}, Stage.TARGET),
        ({"admission": "2026-11-30"}, Stage.PROBATIONARY),
        ({"admission": "2026-12-01"}, Stage.APPLICANT),
        ({"admission": "2025-11-30", "confirmation": "2026-11-30"}, Stage.PROBATIONARY),
        ({"admission": "2025-01-01", "confirmation_approval": "2026-03-01"}, Stage.FULL),
    ],
)
def test_the_stage_follows_from_the_steps(steps, stage):
    assert a_prospect(**steps).stage_on(TODAY) is stage


def test_whoever_has_ended_has_no_stage_and_nothing_due():
    prospect = a_prospect(application="2025-03-01")
    prospect.ended_on = TODAY
    assert prospect.stage_on(TODAY) is Stage.ENDED
    assert prospect.stage_on(day("2026-11-29")) is Stage.APPLICANT
    assert not dues_of(prospect)
    assert dues_of(prospect, day("2026-11-29"))


def test_a_step_without_a_day_is_not_taken():
    prospect = Prospect(name="沈砚青", steps=[DevelopmentStep(step=StepName.ACTIVIST)])
    assert prospect.stage_on(TODAY) is Stage.APPLICANT
    assert list(dues_of(prospect)) == [StepName.APPLICATION]


# ------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("step", "on", "following", "due_on"),
    [
        ("application", "2026-01-31", StepName.TALK, "2026-02-28"),
        ("application", "2028-01-31", StepName.TALK, "2028-02-29"),
        ("application", "2026-12-15", StepName.TALK, "2027-01-15"),
        ("activist", "2026-08-31", StepName.OBSERVATION, "2027-02-28"),
        ("activist", "2027-08-31", StepName.OBSERVATION, "2028-02-29"),
        ("activist", "2024-02-29", StepName.TARGET, "2025-02-28"),
        ("admission", "2024-02-29", StepName.CONFIRMATION_REQUEST, "2025-02-28"),
        ("admission", "2023-02-28", StepName.CONFIRMATION_REQUEST, "2024-02-28"),
        ("admission", "2026-11-30", StepName.ADMISSION_APPROVAL, "2027-02-28"),
        ("admission_approval", "2026-05-31", StepName.OATH, "2026-06-30"),
    ],
)
def test_months_end_where_the_month_ends(step, on, following, due_on):
    found = dues_of(a_prospect(**{step: on}), day(on))
    assert found[following].due_on == day(due_on)


@pytest.mark.parametrize(
    ("today", "urgency", "state"),
    [
        ("2026-03-01", Urgency.SOON, "还有31天"),
        ("2026-03-02", Urgency.SOON, "还有30天"),
        ("2026-04-01", Urgency.SOON, "今天到期"),
        ("2026-04-02", Urgency.LATE, "已超过1天"),
    ],
)
def test_a_limit_passes_from_soon_to_late(today, urgency, state):
    talk = dues_of(a_prospect(application="2026-03-01"), day(today))[StepName.TALK]
    left = (day("2026-04-01") - day(today)).days
    assert talk.urgency is (Urgency.CALM if left > SOON_DAYS else urgency)
    assert talk.state == state


def test_what_may_be_done_from_a_day_on_is_never_late():
    prospect = a_prospect(activist="2025-03-10", mentors="2025-03-12", observation="2026-09-10")
    before = dues_of(prospect, day("2026-03-09"))[StepName.TARGET]
    assert before.due_on == day("2026-03-10")
    assert before.state == "还差1天满1年"
    for today in ("2026-03-10", "2030-01-01"):
        found = dues_of(prospect, day(today))[StepName.TARGET]
        assert found.urgency is Urgency.CALM
        assert found.state == "已满1年，可以办"


def test_an_activist_is_looked_at_every_half_year():
    prospect = a_prospect(activist="2025-08-31")
    assert dues_of(prospect, day("2026-01-01"))[StepName.OBSERVATION].due_on == day("2026-02-28")
    prospect.steps.append(DevelopmentStep(step=StepName.OBSERVATION, on=day("2026-02-10")))
    found = dues_of(prospect, day("2026-03-01"))[StepName.OBSERVATION]
    assert found.due_on == day("2026-08-10")
    prospect.steps.append(DevelopmentStep(step=StepName.TARGET, on=day("2026-09-01")))
    assert StepName.OBSERVATION not in dues_of(prospect)


def test_a_step_that_was_passed_over_is_not_due_any_more():
    prospect = a_prospect(application="2024-03-01", activist="2024-09-01")
    assert StepName.TALK not in dues_of(prospect, day("2024-10-01"))


def test_without_a_limit_the_next_step_is_named():
    found = dues_of(a_prospect(training="2026-10-01"))
    assert list(found) == [StepName.COMMITTEE_REVIEW]
    assert found[StepName.COMMITTEE_REVIEW].due_on is None
    assert found[StepName.COMMITTEE_REVIEW].state == "下一步"


def test_at_the_end_of_the_way_nothing_is_due():
    assert not dues_of(a_prospect(archive="2026-10-01"))


def test_the_most_pressing_goes_first():
    prospect = a_prospect(admission="2025-12-01")
    found = next_due(prospect, TODAY, RULES_TODAY)
    assert [due.step for due in found] == [
        StepName.ADMISSION_APPROVAL,
        StepName.CONFIRMATION_REQUEST,
        StepName.SUPERIOR_TALK,
    ]
    assert [due.urgency for due in found] == [Urgency.LATE, Urgency.SOON, Urgency.CALM]


# ------------------------------------------------------------------------------ probation


def a_probationer(**values) -> Member:
    return Member(name="沈砚青", category=Category.PROBATIONARY, **values)


@pytest.mark.parametrize(
    ("joined", "until", "end"),
    [
        ("2025-06-26", None, "2026-06-26"),
        ("2024-02-29", None, "2025-02-28"),
        ("2025-06-26", "2026-12-26", "2026-12-26"),
    ],
)
def test_probation_lasts_a_year_and_longer_when_extended(joined, until, end):
    member = a_probationer(joined_on=day(joined), probation_until=day(until) if until else None)
    due = confirmation_due(member, day("2026-06-30"), RULES_TODAY)
    assert due.due_on == day(end)
    assert due.step is StepName.CONFIRMATION_REQUEST


def test_an_extension_is_told_in_words():
    member = a_probationer(joined_on=day("2025-06-26"), probation_until=day("2026-12-26"))
    assert confirmation_due(member, TODAY, RULES_TODAY).state == "延长的预备期满还有26天"
    member.probation_until = None
    assert confirmation_due(member, TODAY, RULES_TODAY).state == "预备期满已157天"
    assert confirmation_due(member, day("2026-06-26"), RULES_TODAY).state == "今天预备期满"


def test_full_members_have_no_probation():
    member = a_probationer(joined_on=day("2025-06-26"), full_on=TODAY)
    assert confirmation_due(member, TODAY, RULES_TODAY) is None
    assert confirmation_due(member, day("2026-11-29"), RULES_TODAY) is not None
    unknown = Member(name="沈砚青", category=Category.FULL, joined_on=day("2001-07-01"))
    assert confirmation_due(unknown, TODAY, RULES_TODAY) is None


def test_a_probationer_without_day_of_admission_is_told():
    due = confirmation_due(a_probationer(), TODAY, RULES_TODAY)
    assert due.due_on is None
    assert due.urgency is Urgency.SOON
    assert "入党日期" in due.state


def test_after_an_extension_the_second_round_counts():
    prospect = a_prospect(
        admission="2025-06-26", admission_approval="2025-08-01",
        confirmation_request="2026-06-20", confirmation="2026-06-30",
        confirmation_approval="2026-08-15",
    )  # fmt: skip
    member = a_probationer(joined_on=day("2025-06-26"), probation_until=day("2026-12-26"))
    found = dues_of(prospect, day("2026-10-01"), member=member)
    assert found[StepName.CONFIRMATION_REQUEST].due_on == day("2026-12-26")
    assert StepName.CONFIRMATION_APPROVAL not in found
    asked_again = DevelopmentStep(step=StepName.CONFIRMATION_REQUEST, on=day("2026-12-20"))
    prospect.steps.append(asked_again)
    found = dues_of(prospect, day("2026-12-21"), member=member)
    assert list(found) == [StepName.CONFIRMATION]


# ------------------------------------------------------------------------------ everybody


def test_prospects_and_probationers_stand_in_one_list():
    branch = a_branch("白知远", "杜若溪")
    tracked = a_probationer(joined_on=day("2025-12-20"))
    loose = a_probationer(joined_on=day("2026-06-26"))
    branch.members += [loose, tracked]
    branch.prospects = [
        Prospect(name="沈砚青", member=tracked.id),
        a_prospect(application="2026-11-01"),
        a_prospect(application="2026-10-01"),
    ]
    found = tracks(branch, TODAY, RULES_TODAY)
    assert [(one.stage, one.member is not None) for one in found] == [
        (Stage.APPLICANT, False),
        (Stage.APPLICANT, False),
        (Stage.PROBATIONARY, True),
        (Stage.PROBATIONARY, True),
    ]
    assert found[0].dues[0].urgency is Urgency.LATE
    assert [one.prospect is None for one in found] == [False, False, False, True]
    assert found[2].dues[1].due_on == day("2026-12-20")


def test_a_prospect_who_became_a_full_member_is_through():
    branch = a_branch()
    branch.prospects = [Prospect(name="白知远", member=branch.members[0].id)]
    (found,) = tracks(branch, TODAY, RULES_TODAY)
    assert found.stage is Stage.FULL
    assert [due.step for due in found.dues] == [StepName.ARCHIVE]


# ------------------------------------------------------------------------------ remarks


@pytest.mark.parametrize(
    ("full_on", "stage"), [(None, Stage.ENDED), (day("2025-09-01"), Stage.FULL)]
)
def test_of_who_has_left_nothing_is_due_any_more(full_on, stage):
    branch = a_branch()
    member = a_probationer(joined_on=day("2024-09-01"), full_on=full_on)
    branch.members.append(member)
    prospect = a_prospect(application="2023-03-01", admission=str(member.joined_on))
    prospect.member = member.id
    branch.prospects.append(prospect)
    leave(branch, member, TODAY)
    (track,) = tracks(branch, TODAY, RULES_TODAY)
    assert (track.stage, track.dues) == (stage, [])


def test_lateness_is_told_and_so_is_haste():
    prospect = a_prospect(application="2025-01-31", talk="2025-03-10", activist="2025-09-01",
                          observation="2026-03-11", target="2026-08-30")  # fmt: skip
    prospect.steps.append(DevelopmentStep(step=StepName.OBSERVATION, on=day("2026-08-01")))
    told = remarks(prospect)
    by_day = {one.on.isoformat(): told.get(one.id) for one in prospect.steps}
    assert by_day == {
        "2025-01-31": None,
        "2025-03-10": "比期限晚10天",
        "2025-09-01": None,
        "2026-03-11": "比期限晚10天",
        "2026-08-01": None,
        "2026-08-30": "不满1年，差2天",
    }


def test_an_extension_is_no_lateness():
    prospect = a_prospect(admission="2025-06-26", confirmation_request="2026-12-26")
    member = a_probationer(joined_on=day("2025-06-26"), probation_until=day("2026-12-26"))
    assert list(remarks(prospect).values()) == ["比期限晚183天"]
    assert remarks(prospect, member=member) == {}


def said_of(prospect: Prospect, step: StepName, *, member: Member | None = None) -> str:
    told = remarks(prospect, member=member)
    return "，".join(told.get(one.id, "") for one in prospect.steps if one.step is step)


def test_a_step_before_an_earlier_one_is_remarked():
    prospect = a_prospect(talk="2026-03-01", application="2026-03-02", activist="2026-03-02")
    assert said_of(prospect, StepName.TALK) == "早于“递交入党申请书”"
    assert said_of(prospect, StepName.ACTIVIST) == ""
    again = a_prospect(activist="2024-01-10", observation="2024-07-01", target="2025-01-20")
    again.steps.append(DevelopmentStep(step=StepName.OBSERVATION, on=day("2025-03-01")))
    assert said_of(again, StepName.TARGET) == ""


@pytest.mark.parametrize(
    ("born", "applied", "words"),
    [
        ("2008-03-12", "2026-03-11", "未满18周岁"),
        ("2008-03-12", "2026-03-12", ""),
        ("2008-02-29", "2026-02-27", "未满18周岁"),
        ("2008-02-29", "2026-02-28", ""),
    ],
)
def test_who_applies_before_18_is_remarked(born, applied, words):
    prospect = a_prospect(application=applied, talk=applied)
    prospect.birth_date = day(born)
    assert said_of(prospect, StepName.APPLICATION) == words
    assert said_of(prospect, StepName.TALK) == ""


@pytest.mark.parametrize(
    ("admitted", "confirmed", "words"),
    [
        ("2025-06-26", "2026-06-25", "预备期还差1天满"),
        ("2025-06-26", "2026-06-26", ""),
        ("2024-02-29", "2025-02-27", "预备期还差1天满"),
        ("2024-02-29", "2025-02-28", ""),
    ],
)
def test_a_confirmation_within_probation_is_remarked(admitted, confirmed, words):
    prospect = a_prospect(admission=admitted, confirmation=confirmed)
    assert said_of(prospect, StepName.CONFIRMATION) == words
    tracked = a_prospect(confirmation=confirmed)
    member = a_probationer(joined_on=day(admitted))
    assert said_of(tracked, StepName.CONFIRMATION, member=member) == words


def test_the_meeting_that_extended_probation_was_not_early():
    prospect = a_prospect(admission="2025-06-26", confirmation="2026-06-30")
    member = a_probationer(joined_on=day("2025-06-26"), probation_until=day("2026-12-26"))
    assert said_of(prospect, StepName.CONFIRMATION, member=member) == ""
    member.full_on = day("2026-06-30")
    assert said_of(prospect, StepName.CONFIRMATION, member=member) == "预备期还差179天满"


def test_on_the_day_of_the_vote_nothing_of_probation_is_due_any_more():
    prospect = a_prospect(admission="2025-11-30")
    member = a_probationer(joined_on=day("2025-11-30"), full_on=TODAY)
    assert list(dues_of(prospect, member=member)) == [StepName.ARCHIVE]


# ------------------------------------------------------------------------------ rules


def test_the_steps_are_the_25_of_the_chart():
    assert len(STEPS) == 25
    assert list(STEPS) == list(StepName)


def test_what_was_only_seen_at_second_hand_says_so():
    assert {rule.certainty for rule in RULES if rule.effective_from.year == 2026} == {
        Certainty.SECOND_HAND
    }
    talk = RULES_TODAY[StepName.TALK]
    assert talk.origin == (
        "《中国共产党发展党员工作细则》（2026年修订）第7条"
        "（据他处转述，待核对；2026年5月18日公布，施行日期未见）"
    )
    assert talk.words == "“递交入党申请书”后1个月内"
    assert RULES_TODAY[StepName.OATH].words == "一般在“上级党委审批”后1个月内"


def test_a_rule_holds_from_its_day_on():
    assert StepName.OATH not in rules_on(day("2026-05-17"))
    assert StepName.OATH in rules_on(day("2026-05-18"))
    talk = rules_on(day("2026-05-17"))[StepName.TALK]
    assert talk.origin == "《发展党员工作流程图》（2014年）（见于节录，待核对）"
    assert not rules_on(day("2013-12-31"))


def test_a_local_limit_goes_before_with_its_reason():
    local = [LocalLimit(step=StepName.TALK, days=20, reason="北汀教党〔2026〕3号")]
    rule = rules_on(TODAY, local)[StepName.TALK]
    assert (rule.span, rule.certainty) == ("20天", Certainty.LOCAL)
    assert rule.origin == "北汀教党〔2026〕3号（本地规定）"
    found = dues_of(a_prospect(application="2026-11-15"), local=local)
    assert found[StepName.TALK].due_on == day("2026-12-05")


def test_a_local_limit_for_a_step_without_one_changes_nothing():
    local = [LocalLimit(step=StepName.ARCHIVE, months=1, reason="自定")]
    assert rules_on(TODAY, local) == RULES_TODAY


def test_probation_itself_is_not_a_matter_of_the_superior():
    local = [LocalLimit(step=StepName.CONFIRMATION_REQUEST, months=6, reason="自定")]
    assert rules_on(TODAY, local) == RULES_TODAY
    assert not RULES_TODAY[StepName.CONFIRMATION_REQUEST].may_be_local
    assert not RULES_TODAY[StepName.APPLICATION].may_be_local
    assert RULES_TODAY[StepName.TARGET].may_be_local


def test_local_limits_are_written_and_read():
    local = [LocalLimit(step=StepName.OATH, months=2, reason="自定")]
    assert read_limits(LOCAL_LIMITS.to_json(local)) == local
    assert read_limits(None) == []
    with pytest.raises(LedgerDamaged, match="本地期限"):
        read_limits([{"step": "dance"}])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.step}-{rule.effective_from.year}")
def test_every_rule_has_its_source_and_a_meaning(rule):
    assert rule.source
    assert rule.months == rule.days == 0 if rule.after is None else rule.months + rule.days > 0
    assert rule.sense is Sense.WITHIN or rule.after
    assert rule.words or rule.article


# ------------------------------------------------------------------------------ enrolling


def test_who_was_admitted_is_enrolled_as_probationer():
    branch = a_branch()
    prospect = a_prospect(application="2024-03-01", admission="2026-11-20")
    prospect.gender, prospect.birth_date = "女", day("1998-04-05")
    branch.prospects.append(prospect)
    member = enrol(branch, prospect, TODAY)
    assert branch.members[-1] is member
    assert prospect.member == member.id
    assert (member.category, member.joined_on) == (Category.PROBATIONARY, day("2026-11-20"))
    assert (member.gender, member.birth_date) == ("女", day("1998-04-05"))
    assert member.belongs_on(day("2026-11-21"))
    assert not member.belongs_on(day("2026-11-20"))
    assert not member.votes_on(day("2026-11-21"))
    with pytest.raises(NotAllowed, match="已经在党员名册里"):
        enrol(branch, prospect, TODAY)


def test_nobody_is_enrolled_before_the_assembly_has_decided():
    branch = a_branch()
    with pytest.raises(NotAllowed, match="支部大会"):
        enrol(branch, a_prospect(admission="2026-12-01"), TODAY)
    assert len(branch.members) == 3


def test_whose_track_has_ended_is_not_enrolled():
    branch = a_branch()
    prospect = a_prospect(admission="2026-11-20")
    prospect.ended_on = TODAY
    with pytest.raises(NotAllowed, match="终止"):
        enrol(branch, prospect, TODAY)
    assert enrol(branch, prospect, day("2026-11-29"))


def test_nobody_is_enrolled_twice():
    branch = a_branch()
    known = Member(name="沈砚青", birth_date=day("1998-04-05"), end=day("2020-01-01"))
    branch.members.append(known)
    prospect = a_prospect(admission="2026-11-20")
    prospect.birth_date = known.birth_date
    with pytest.raises(NotAllowed, match="已有沈砚青") as refused:
        enrol(branch, prospect, TODAY)
    assert "对应到那名党员" in refused.value.hint
    prospect.birth_date = day("1998-04-06")
    enrol(branch, prospect, TODAY)


def test_a_dead_clock_tells_nothing_and_breaks_nothing() -> None:
    long_ago = date(2002, 1, 1)
    member = Member(name="甘棠", joined_on=date(2026, 3, 1))
    assert confirmation_due(member, long_ago, rules_on(long_ago)) is None


def test_the_sample_has_somebody_at_every_stage_on_the_way():
    branch = sample_branch()
    today = day("2026-11-25")
    found = {track.name: track for track in tracks(branch, today, rules_on(today))}
    assert {name: found[name].stage for name in ("季明轩", "沈㛃", "柳宜宁")} == {
        "季明轩": Stage.APPLICANT, "沈㛃": Stage.ACTIVIST, "柳宜宁": Stage.TARGET,
    }  # fmt: skip
    assert found["季明轩"].dues[0].state == "还有7天"
    assert found["沈㛃"].dues[0].state == "已超过12天"
    assert not any(remarks(one) for one in branch.prospects)
    full = {member.name for member in branch.members_on(today) if member.is_full_on(today)}
    assert all(full.issuperset([*one.mentors, *one.sponsors]) for one in branch.prospects)
