"""What every kind must do; run for every kind in the catalogue."""

from __future__ import annotations

import json
from datetime import date, datetime, time

import pytest

from tests.filling import a_part, a_value, fill_details
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, FollowUp, Matter, Method, Vote
from zjdesk.errors import Place, Problem, Refused, Weight
from zjdesk.fields import Field
from zjdesk.kinds.catalogue import KINDS, UNIT_TYPE
from zjdesk.kinds.files import kind_schema, read_record, read_records, write_record
from zjdesk.kinds.headcount import expected_at, settle
from zjdesk.kinds.judging import is_late, regulations_for
from zjdesk.kinds.layout import body_of, facts_of
from zjdesk.kinds.rules import check
from zjdesk.participants import Attendance, Status
from zjdesk.parts import Part, part_fields
from zjdesk.people import Office, OfficeName
from zjdesk.record import AGENDA, CHAIR, Expected, Record, State
from zjdesk.regulations.in_force import LocalRule

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)


def every(base: type) -> set[type]:
    return {base} | {sub for child in base.__subclasses__() for sub in every(child)}


RELEASED = {
    "member_assembly": set(),
    "committee_meeting": set(),
    "group_meeting": set(),
    "party_lecture": {"lecturer", "topic", "outline", "discussion"},
    "theme_party_day": {"theme", "mode", "steps", "partner_units", "volunteer_hours"},
    "study_session": {
        "unit_type", "unit", "readings", "lead_reader", "policy_notes", "exchange",
        "link_history", "link_situation", "link_self", "shared_outcome",
    },
    "micro_lecture": {"column", "speaker", "topic", "text", "media"},
    "org_life_meeting": {"theme", "preparation", "criticisms", "rectifications"},
    "democratic_appraisal": set(),
    "heart_talk": {"talker", "interviewee", "relation", "content", "opinions", "outcome"},
    "central_group_study": {"leader", "topic", "readings", "key_speakers"},
    "youth_class": {"activity", "topic", "results"},
    "training": {"topic", "organiser", "days", "lecturers"},
    "publicity_talk": {"speaker", "topic", "audience", "audience_count"},
    "joint_study": {"partner_units", "theme", "outcome"},
    "survey": {"topic", "places", "people_count", "findings"},
}  # fmt: skip


def test_released_keys_never_disappear():
    for key, fields in RELEASED.items():
        assert fields <= {field.key for field in KINDS[key].fields}, key


@every_kind
def test_keys_and_labels_are_unique(kind):
    assert len({field.key for field in kind.fields}) == len(kind.fields)
    shown = [field.label for field in (*part_fields(Record).values(), *kind.fields)]
    assert len(set(shown)) == len(shown), "two inputs of one form have the same label"


@every_kind
def test_from_value_to_file_and_back(kind):
    record = fill_details(a_record(kind.key, agenda=[a_part(AgendaItem), a_part(AgendaItem, 1)]))
    written = json.loads(json.dumps(write_record(record)))
    back = read_record(written)
    assert back == record
    assert back.id == record.id
    assert write_record(back) == written


@every_kind
def test_an_empty_record_names_each_missing_field(kind):
    places = {p.place.path[-1] for p in check(Record(kind=kind.key)) if p.weight is Weight.BLOCKS}
    required = [*part_fields(Record).values(), *kind.fields]
    wanted = {f.key for f in required if f.required and (f is not CHAIR or kind.chaired)}
    assert wanted == places


@every_kind
def test_a_full_record_has_no_problem(kind):
    record = fill_details(a_record(kind.key, for_year=2026))
    if AGENDA in kind.body:
        record.agenda = [AgendaItem(title="议题", content="内容")]
    branch = a_branch()
    writes = branch.members[1]
    branch.committee.append(
        Office(name=writes.name, member=writes.id, office=OfficeName.ORGANIZATION)
    )
    assert settle(record, branch) == []
    assert check(record) == []


@every_kind
def test_the_schema_names_every_key_and_no_other(kind):
    schema = kind_schema(kind)
    written = write_record(fill_details(a_record(kind.key, agenda=[a_part(AgendaItem)])))
    assert set(written) <= set(schema["properties"])
    assert set(written.get("details", {})) <= set(schema["properties"]["details"]["properties"])
    assert schema["additionalProperties"] is False
    json.dumps(schema)


def test_every_part_has_a_value_for_every_field():
    for part in every(Part) - {Part, Record}:
        filled = a_part(part)
        for name, field in part_fields(part).items():
            assert field.key
            assert field.label
            if name != "member":
                assert not field.is_missing(getattr(filled, name)), (part, name)


def test_every_field_type_can_be_filled_and_has_a_schema():
    for field in (*part_fields(Record).values(), *(f for k in KINDS.values() for f in k.fields)):
        assert isinstance(field, Field)
        assert field.schema()
        assert not field.is_missing(a_value(field))


def test_kinds_of_one_event_share_their_details():
    record = a_record("theme_party_day", also=["micro_lecture", "joint_study"])
    assert [field.key for field in facts_of(record)] == [
        "theme", "mode", "partner_units", "volunteer_hours", "column", "speaker", "topic", "media",
    ]  # fmt: skip
    assert [field.key for field in body_of(record)] == ["steps", "agenda", "text", "outcome"]
    meeting = a_record("member_assembly", also=["org_life_meeting"])
    assert [field.key for field in body_of(meeting)] == [
        "preparation", "agenda", "criticisms", "rectifications",
    ]  # fmt: skip
    assert expected_at(record) is Expected.BRANCH


def test_an_agenda_is_shown_even_where_the_kind_has_none():
    assert AGENDA not in body_of(a_record("heart_talk"))
    assert AGENDA in body_of(a_record("heart_talk", agenda=[AgendaItem(title="题")]))


def test_who_is_expected_at_a_study_session():
    for unit, expected in (("branch", "branch"), ("office", "named"), ("group", "group")):
        record = a_record("study_session")
        record[UNIT_TYPE] = unit
        assert expected_at(record) == expected


# ------------------------------------------------------------------------------ rules


def messages(record: Record, weight: Weight = Weight.BLOCKS) -> list[str]:
    return [str(problem) for problem in check(record) if problem.weight is weight]


def test_the_faults_of_the_sample_year_are_found():
    found = {
        line: messages(record)
        for line, record in enumerate(sample_records(sample_branch()), 1)
        if messages(record)
    }
    assert found == {
        18: ["议程第1项·表决：赞成、反对、弃权、无效共4票，与收回的5票不符"],
        34: ["考勤第3项·原因：请写明“秦双全”未到会的原因"],
        56: ["考勤第3项·原因：请写明“邵𬭎”未到会的原因"],
    }


def test_times_that_cannot_be_are_refused():
    assert (
        "结束时间 14:30 不晚于开始时间 14:30"
        in messages(a_record(ends_at=time(14, 30)), Weight.REFUSES)[0]
    )
    assert (
        "结束日期早于开始日期" in messages(a_record(ends_on=date(2026, 3, 11)), Weight.REFUSES)[0]
    )
    assert messages(a_record(ends_on=date(2026, 3, 13), ends_at=time(9)), Weight.REFUSES) == []


def test_what_is_missing_inside_parts_is_named_with_its_place():
    record = a_record(agenda=[AgendaItem(title="题"), a_part(AgendaItem)])
    record.agenda[1].speeches[1].speaker = ""
    [problem] = [p for p in check(record) if p.weight is Weight.BLOCKS and "发言人" in p.message]
    assert problem.place.path == ("agenda", 1, "speeches", 1, "speaker")
    assert str(problem.place) == "议程第2项·发言第2项·发言人"


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=3, nays=1), "4人，超过到会"),
        (Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=3), None),
        (Vote(method=Method.SECRET_BALLOT, issued=3, returned=3, ayes=2, nays=1), None),
        (Vote(method=Method.SECRET_BALLOT, issued=2, returned=3, ayes=3), "多于发出的2票"),
        (Vote(method=Method.SECRET_BALLOT, issued=4, returned=3, ayes=3), "多于到会的3人"),
        (
            Vote(matter=Matter.ELECTION, method=Method.OPEN_BALLOT, seats=1, issued=3, returned=3),
            "请填写候选人",
        ),
        (Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS), "请填写赞成"),
        (Vote(matter=Matter.ADMIT, method=Method.SECRET_BALLOT), "请填写发出票数"),
        (Vote(matter=Matter.APPRAISAL, method=Method.SHOW_OF_HANDS), "请填写测评结果"),
        (
            Vote(
                matter=Matter.CONFIRM,
                candidate="甘棠",
                method=Method.SHOW_OF_HANDS,
                ayes=2,
                written_ayes=1,
            ),
            "书面意见1份，未到会的有表决权党员只有0人",
        ),
    ],
)
def test_figures_of_a_vote(vote, words):
    vote.matter = vote.matter or Matter.GENERAL
    vote.method = vote.method or Method.SECRET_BALLOT
    record = a_record(agenda=[AgendaItem(title="题", content="文", vote=vote)])
    settle(record, a_branch())
    found = messages(record)
    assert (words is None) == (found == [])
    assert words is None or words in found[0]


def test_an_absence_needs_its_reason():
    away = Attendance(name="甘棠", status=Status.ABSENT)
    record = a_record(attendance=[away], agenda=[AgendaItem(title="题", content="文")])
    settle(record, a_branch())
    for nothing in ("", "无", "——"):
        away.reason = nothing
        assert messages(record) == ["考勤第1项·原因：请写明“甘棠”未到会的原因"]
    away.reason = "病假"
    assert messages(record) == []


def test_what_counts_as_a_meeting_of_a_group_names_the_group():
    def held(**values):
        record = a_record("theme_party_day", also=["group_meeting"], **values)
        record.details["theme"] = "护学"
        record.agenda = [AgendaItem(title="题", content="文")]
        assert settle(record, a_branch()) == []
        return check(record)

    assert held(group="第一党小组") == []
    [problem] = held(group="")
    assert (problem.weight, problem.place.path) == (Weight.BLOCKS, ("group",))


@pytest.mark.parametrize(
    ("kind", "day", "for_year", "words"),
    [
        ("org_life_meeting", date(2026, 1, 20), None, "2025年度的还是2026年度的"),
        ("democratic_appraisal", date(2026, 3, 31), None, "2025年度的还是2026年度的"),
        ("democratic_appraisal", date(2026, 4, 1), None, None),
        ("org_life_meeting", date(2026, 1, 20), 2025, None),
        ("org_life_meeting", date(2026, 1, 20), 2026, None),
        ("org_life_meeting", date(2026, 12, 20), None, None),
        ("theme_party_day", date(2026, 1, 20), None, None),
        ("org_life_meeting", date(2026, 1, 20), 2024, "所属年度2024不是"),
        ("theme_party_day", date(2026, 12, 20), 2027, "所属年度2027不是"),
    ],
)
def test_the_year_that_an_event_is_of(kind, day, for_year, words):
    record = a_record(kind, day=day, for_year=for_year)
    found = [one for one in check(record) if one.place.path == ("for_year",)]
    assert len(found) == (words is not None)
    for problem in found:
        assert problem.weight is Weight.REMINDS
        assert words in problem.message


def test_the_month_until_which_it_may_be_of_last_year_is_a_local_matter():
    record = a_record("org_life_meeting", day=date(2026, 4, 20))
    local = [LocalRule(rule="yearly.until_month", value="4", reason="区工委通知")]
    found = check(record, regulations=regulations_for(record, local))
    assert [one.place.path for one in found if "年度" in one.message] == [("for_year",)]


@pytest.mark.parametrize(
    ("hours", "values", "is_doubtful"),
    [
        (40, {}, True),  # 14:30 to 16:10
        (4, {}, False),  # as for half a day
        (4.5, {}, True),
        (8, {"starts_at": time(9), "ends_at": time(16)}, False),
        (24, {"starts_at": time(9), "ends_at": time(16), "ends_on": date(2026, 3, 14)}, False),
        (56, {"starts_at": time(9), "ends_at": time(16), "ends_on": date(2026, 3, 14)}, True),
        (40, {"starts_at": None}, False),
        (None, {}, False),
    ],
)
def test_hours_that_the_clock_does_not_bear_out(hours, values, is_doubtful):
    record = a_record(credit_hours=hours, **values)
    found = [one for one in check(record) if one.place.path == ("credit_hours",)]
    assert [one.weight for one in found] == [Weight.REMINDS] * is_doubtful


def test_what_is_worth_a_look_reminds_and_never_blocks():
    item = AgendaItem(title="题", content="文", follow_ups=[FollowUp(what="报送")])
    record = a_record(title="研学1小时：", chair="gyq", agenda=[item])
    settle(record, a_branch())
    found = [str(problem) for problem in check(record, today=date(2026, 3, 1))]
    assert found == [
        "日期：这一天还没有到，请核对日期",
        "名称：名称还没有写完",
        "主持人：“gyq”不在应到人员和列席人员里，请核对姓名",
        "议程第1项·跟进事项第1项·责任人：没有写责任人",
        "议程第1项·跟进事项第1项·完成期限：没有写完成期限",
    ]
    assert messages(record) == []


@pytest.mark.parametrize(
    ("ends_at", "how"),
    [(time(16, 30), "按一天的起止时间算了2学时"), (time(9, 0), "算不出学时")],
)
def test_hours_of_several_days_are_to_be_filled_in(ends_at, how):
    record = a_record(ends_on=date(2026, 3, 14), ends_at=ends_at)
    assert f"学时：跨多天的活动{how}，请填写学时" in messages(record, Weight.REMINDS)
    record.credit_hours = 16
    assert not any("跨多天" in text for text in messages(record, Weight.REMINDS))


def test_lateness_reminds_and_never_blocks():
    record = a_record(recorded_at=datetime(2026, 3, 15, 23, 59))
    assert not is_late(record)
    record.recorded_at = datetime(2026, 3, 16, 0, 1)
    assert is_late(record)
    assert any("2026年3月16日补记" in text for text in messages(record, Weight.REMINDS))
    assert not any("补记" in text for text in messages(record))


# ------------------------------------------------------------------------------ files


def refused(content: bytes) -> list[Problem]:
    with pytest.raises(Refused) as error:
        read_records(content)
    return list(error.value.problems)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "文件是空的"),
        (b"\xff\xfe\x00", 1, "不是 UTF-8"),
        ("{}\n".encode("gbk") + "{\"kind\":\"党课\"}".encode("gbk"), 2, "不是 UTF-8"),
        (b"[]", 1, "一条记录应写成对象"),
        (b'{"kind": "party"}', 1, "种类：不认识“party”"),
        (b'{"day": "2026-01-01"}', 1, "缺少 kind"),
        (b'{"kind": "survey", "kind": "survey"}', 1, "“kind”在同一处写了两次"),
        (b'{"kind": "survey", "credit_hours": NaN}', 1, "不能写 NaN"),
        (b'{"kind": "survey"', 1, "不是完整的 JSON"),
        (b"[" * 100_000, 1, "套得太深"),
        (b'{"kind": "survey", "titel": "x"}', 1, "不认识的项目“titel”"),
        (b'{"kind": "survey", "details": {"lecturer": "x"}}', 1, "专项内容·lecturer：不认识"),
        (b'{"kind": "survey", "day": "2026-02-29"}', 1, "日期：“2026-02-29”：没有这一天"),
        (b'{"kind": "survey", "also": ["survey2"]}', 1, "同时算作第1项：不认识“survey2”"),
        (b'{"kind": "survey", "title": "a\\u0000b"}', 1, "第2个字是控制字符 U+0000"),
        (b'{"kind": "survey", "agenda": [{"vote": {"ayes": -1}}]}', 1, "议程第1项·表决·赞成"),
        (b'{"kind": "survey", "attendance": [{"name": "x", "status": "ill"}]}', 1, "考勤第1项"),
        (b'{"kind": "survey", "guests": {"name": "x"}}', 1, "列席人员"),
        (b'{"kind": "survey", "state": "done"}', 1, "状态"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named(content, line, words):
    [problem] = refused(content)
    assert words in str(problem)
    assert problem.weight is Weight.REFUSES
    assert problem.line == line


def test_every_faulty_line_is_named_and_good_ones_do_not_hide_them():
    good = b'{"kind": "survey", "title": "x"}'
    problems = refused(
        b"\n".join([good, b'{"kind": "x"}', b"", good, b'{"kind": "survey", "y": 1}'])
    )
    assert [problem.line for problem in problems] == [2, 5]


def test_one_record_over_several_lines_and_a_byte_order_mark():
    [record] = read_records(
        b'\xef\xbb\xbf{\n  "kind": "survey",\n  "title": "\xe7\x94\xb2"\n}\n'
    ).values()
    assert record.title == "甲"


def test_what_the_program_writes_itself_is_read_back():
    record = a_record(
        number="党员大会2026-03",
        state=State.FINAL,
        revision=2,
        recorded_at=datetime(2026, 3, 12, 17, 5),
        part_of="0" * 32,
    )
    assert read_record(write_record(record)) == record


def test_the_message_of_a_wrong_place_is_a_sentence():
    place = Place().field("agenda", "议程").item(0).field("vote", "表决")
    assert str(Problem("票数不符", place)) == "议程第1项·表决：票数不符"
