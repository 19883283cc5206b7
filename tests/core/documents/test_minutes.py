"""Minutes of every kind in real PDF files, read back; whatever is in a record is on its paper."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.documents.conftest import Printed
from tests.filling import a_part, a_value, fill_details
from tests.samples import SAMPLE, a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import (
    AgendaItem,
    Candidate,
    FollowUp,
    Grade,
    Matter,
    Method,
    Reduction,
    Speech,
    Vote,
)
from zjdesk.documents.minutes import Correction, Minutes, missing_characters, write_minutes
from zjdesk.documents.sections import chinese
from zjdesk.errors import Cancelled
from zjdesk.fields import Flag, Prose, Text
from zjdesk.kinds.catalogue import INTERVIEWEE, KINDS, STEPS, TALK_CONTENT, Step
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.layout import details_fields
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import NOT_SAID, was_called_off
from zjdesk.participants import Attendance, Guest, Person, Role, RosterEntry, Status
from zjdesk.parts import One, Rows, part_fields
from zjdesk.record import Attachment, AttachmentRole, Expected, Record, State

GOLDEN = Path(__file__).parents[2] / "golden" / "minutes"
BRANCH = "中共汀南小学支部委员会"

every_kind = pytest.mark.parametrize("kind", KINDS)


def print_minutes(record, **around) -> Printed:
    file = BytesIO()
    write_minutes([Minutes(record, BRANCH, around.pop("pictures", {}), **around)], file)
    return Printed(file.getvalue())


def settled(kind="member_assembly", **values):
    record = a_record(kind, **values)
    assert settle(record, a_branch()) == []
    return record


def solid(text):
    return "".join(text.split())


def words_of(part):
    """Every text of a record that a person sees, but not what only the program reads."""
    pairs = [(field, getattr(part, name)) for name, field in part_fields(type(part)).items()]
    if isinstance(part, Record):
        pairs += [(field, part[field]) for field in details_fields(part).values()]
    for field, value in pairs:
        if field.is_missing(value) or isinstance(field, Flag):
            continue
        if field.key == "tags" or (isinstance(part, Person) and field.key == "member"):
            continue
        if value in (Status.PRESENT, AttachmentRole.PHOTO, *Role):  # not said, or once for many
            continue
        if value in NOT_SAID:
            continue
        if isinstance(field, Rows):
            for row in value:
                yield from words_of(row)
        elif isinstance(field, One):
            yield from words_of(value)
        elif field.key not in ("day", "starts_at", "ends_at", "credit_hours", "for_year"):
            yield from field.texts(value)


def lost(record, paper):
    """The characters of a record that are not on its paper as often as they should."""
    wanted = Counter(solid("".join(words_of(record))))
    return wanted - Counter(solid(paper.text))


# ---------------------------------------------------------------------------- every kind


@every_kind
def test_everything_in_a_record_is_on_paper(kind):
    record = fill_details(settled(kind, ends_on=date(2026, 3, 13), for_year=2025))
    record.agenda = [a_part(AgendaItem, number) for number in range(2)]
    record.guests = [a_part(Guest, number) for number in range(3)]

    paper = print_minutes(record)

    assert lost(record, paper) == Counter()
    name = KINDS[kind].name.removesuffix("记录")
    assert solid(paper.text).startswith(f"{BRANCH}{name}记录")
    for role in KINDS[kind].signatures:
        assert f"{role}签字：" in paper.text


@every_kind
def test_an_empty_record_prints_without_empty_sections(kind):
    record = settled(kind)

    paper = print_minutes(record)

    assert len(paper.pages) == 1
    assert "一、" not in paper.text
    assert "决议" not in paper.text


@every_kind
def test_a_record_that_is_not_filled_in_at_all_can_be_previewed(kind):
    assert len(print_minutes(Record(kind=kind)).pages) == 1


def test_the_sample_year_is_complete_on_paper():
    branch = sample_branch()
    for record in sample_records(branch):
        paper = print_minutes(record)
        for item in record.agenda:  # of a vote that was called off no figures are said
            vote = item.vote
            if vote and was_called_off(vote, verdict(record, vote, regulations_for(record))):
                item.vote = Vote(matter=vote.matter, candidate=vote.candidate, seats=vote.seats)
        assert lost(record, paper) == Counter(), record.title


@pytest.mark.parametrize("number", [3, 7, 14, 40])
def test_golden_text(number):
    record = sample_records(sample_branch())[number - 1]
    text = "\f\n".join(page.extract_text() for page in print_minutes(record).pages)
    golden = GOLDEN / f"{number:02}.txt"
    if os.environ.get("ZJDESK_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- the head


def test_who_was_there_and_who_was_not():
    record = settled(
        attendance=[
            Attendance(name="杜若溪", status=Status.ON_LEAVE, reason="病假", made_up="3月16日补学"),
            Attendance(name="甘棠", status=Status.REMOTE),
        ],
        guests=[
            Guest(name="沈㛃", unit="北汀区教育局", role=Role.SUPERIOR),
            Guest(name="许䶮", role=Role.OBSERVER),
        ],
    )

    text = solid(print_minutes(record).text)

    assert "应到3人实到2人到会率66.7%" in text
    assert "出席人员白知远、甘棠（线上参加）" in text
    assert "请假、缺席及原因杜若溪（请假：病假，3月16日补学）" in text
    assert "列席人员上级领导：沈㛃（北汀区教育局）；列席：许䶮" in text


def test_nobody_away_is_said_in_words():
    assert "请假、缺席及原因无" in solid(print_minutes(settled()).text)


def test_time_of_one_day_and_of_several():
    one = settled(day=date(2026, 3, 20), starts_at=time(15, 30), ends_at=time(17))
    several = settled(day=date(2026, 3, 20), ends_on=date(2026, 3, 22), ends_at=time(17))

    assert "2026年3月20日（星期五）15:30—17:00" in solid(print_minutes(one).text)
    text = solid(print_minutes(several).text)
    assert "2026年3月20日（星期五）14:30—2026年3月22日（星期日）17:00" in text


def test_a_talk_counts_nobody_and_has_no_chair():
    record = settled("heart_talk", chair="")

    text = print_minutes(record).text

    assert "应到" not in text
    assert "主持人" not in text


def test_attendance_noted_for_a_talk_is_not_lost():
    attendance = [
        Attendance(name="白知远", status=Status.PRESENT),
        Attendance(name="甘棠", status=Status.ABSENT, reason="出差"),
    ]

    text = solid(print_minutes(settled("heart_talk", attendance=attendance)).text)

    assert "参加情况白知远；甘棠（缺席：出差）" in text


def test_who_was_expected_is_said_where_it_is_not_the_rule():
    by_rule, by_choice = settled("training"), settled("training", expected=Expected.COMMITTEE)

    assert "应到范围" not in print_minutes(by_rule).text
    assert "应到范围支部委员应到1人" in solid(print_minutes(by_choice).text)


def test_two_members_of_one_name_are_told_apart():
    record = sample_records(sample_branch())[47]

    assert "陈静（第三党小组）" in solid(print_minutes(record).text)


def test_of_two_members_of_one_name_the_one_talked_to_is_told():
    record = a_record("heart_talk", expected=Expected.NAMED)
    record.roster = [
        RosterEntry(name="陈静", member="m1", mark="1980年生"),
        RosterEntry(name="陈静", member="m2", mark="1991年生"),
    ]
    record[INTERVIEWEE] = Person(name="陈静", member="m2")

    assert "谈话对象陈静（1991年生）" in solid(print_minutes(record).text)


# ---------------------------------------------------------------------------- votes


def print_vote(**values):
    item = AgendaItem(title="讨论", vote=Vote(**values))
    return solid(print_minutes(settled(agenda=[item])).text).split("表决情况：")[1]


def test_a_vote_is_told_once_in_sentences():
    text = print_vote(
        matter=Matter.ADMIT,
        candidate="许䶮",
        method=Method.SECRET_BALLOT,
        issued=3, returned=3, ayes=2, nays=0, abstain=1, invalid=0, written_ayes=1, written_nays=0,
        scrutineers=["白知远"],
        tellers=["杜若溪", "甘棠"],
    )  # fmt: skip

    assert text.startswith(
        "应到会有表决权的党员3名，实到3名。接收预备党员，表决对象许䶮，采用无记名投票，发出3张，"
        "收回3张，其中有效3张，无效0张，赞成2票，反对0票，弃权1票，另有书面赞成1票、书面反对0票，"
        "合计赞成3票，赞成超过应到会有表决权党员的半数，表决通过。监票人白知远，计票人杜若溪、甘棠。主持人签字："
    )


def test_an_election_tells_seats_and_lists_the_votes_for_each():
    text = print_vote(
        matter=Matter.ELECTION,
        method=Method.SECRET_BALLOT,
        seats=1,
        candidates=[Candidate(name="白知远", ayes=2), Candidate(name="甘棠", ayes=1)],
    )

    assert text.startswith(
        "应到会有选举权的党员3名，实到3名。选举，应选1名，采用无记名投票，白知远得2票、甘棠得1票；"
        "须超过应到会有选举权党员的半数，即得2票，白知远当选。"
    )
    assert "候选人：姓名得票白知远2甘棠1" in text


def test_who_is_left_out_of_a_vote_is_not_counted_as_present_either():
    consents = {"superior_consent": "批复", "assembly_consent": "大会通过"}
    gone = Reduction(name="甘棠", reason="自费出国半年以上", **consents)
    text = print_vote(matter=Matter.ELECTION, reductions=[gone])

    assert text.startswith(
        "应到会有选举权的党员2名（经上级党组织同意、党员大会通过，不计入应到1名），实到2名。选举。"
    )


def test_slips_that_contradict_each_other_give_no_valid_ones():
    assert "收回3张，无效7张，赞成2票。" in print_vote(returned=3, invalid=7, ayes=2)


def test_a_long_table_repeats_its_head_on_every_page():
    grades = [Grade(name="白知远", excellent=number, qualified=3) for number in range(70)]
    item = AgendaItem(title="测评", vote=Vote(matter=Matter.APPRAISAL, grades=grades))
    record = a_record(agenda=[item])

    pages = print_minutes(record).pages

    assert len(pages) == 4
    assert all("姓名" in page.extract_text() for page in pages)


def test_steps_are_ticked():
    record = settled("theme_party_day")
    record[STEPS] = [Step(step="主动亮身份", done=True), Step(step="展示微党课")]

    text = solid(print_minutes(record).text)

    assert "主动亮身份☑" in text
    assert "展示微党课☐" in text


# ---------------------------------------------------------------------------- state of the record


def test_a_draft_says_so_and_a_final_record_tells_number_and_revision():
    draft = settled()
    final = replace(draft, state=State.FINAL, number="党员大会2026-01", revision=1)

    assert "草稿" in print_minutes(draft).text
    text = print_minutes(final).text
    assert "草稿" not in text
    assert "编号：党员大会2026-01　第1版" in text
    assert "第1页　共1页" in text


def test_what_was_written_late_says_when():
    record = settled(recorded_at=datetime.fromisoformat("2026-03-20T17:05:00"))

    assert (
        "补记说明：时间：2026年3月12日（星期四）14:30—16:10；记录时间：2026年3月20日17:05（补记）。"
    ) in solid(print_minutes(record).text)


def test_corrections_are_told():
    moment = datetime.fromisoformat("2026-04-03T10:20:00")
    paper = print_minutes(settled(), corrections=[Correction(1, moment, "漏记一名列席人员")])

    assert "第1版于2026年4月3日10:20更正，原因：漏记一名列席人员" in solid(paper.text)


def test_why_a_record_is_final_in_spite_of_gaps_is_told():
    assert "定稿说明" not in print_minutes(settled()).text
    assert "定稿说明：原件遗失" in print_minutes(settled(), override="原件遗失").text


# ---------------------------------------------------------------------------- attachments


def test_pictures_are_printed_whole_and_missing_ones_are_told(tmp_path):
    files = sorted((SAMPLE / "photos").iterdir())
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    shown = [Attachment(file=f.name, caption=f"照片{n}") for n, f in enumerate(files)]
    broken = Attachment(file="broken.jpg", role=AttachmentRole.PHOTO)
    gone = Attachment(file="gone.jpg", role=AttachmentRole.PHOTO)
    sheet = Attachment(
        file="sheet.jpg",
        role=AttachmentRole.SIGN_IN_SHEET,
        media_type="image/jpeg",
        caption="签到表",
    )
    plan = Attachment(file="方案.pdf", role=AttachmentRole.HANDOUT, media_type="application/pdf")
    pictures = {one.id: file for one, file in zip(shown, files, strict=True)}
    pictures |= {broken.id: tmp_path / "broken.jpg", plan.id: tmp_path / "方案.pdf"}

    attachments = [*shown, broken, gone, sheet, plan]
    paper = print_minutes(settled(attachments=attachments), pictures=pictures)

    assert sum(len(page.images) for page in paper.pages) == len(files)
    assert "（图片文件缺失或损坏：broken.jpg）" in paper.text
    assert "（图片文件缺失：gone.jpg）" in paper.text
    assert "（图片文件缺失：sheet.jpg）签到表\n" in paper.text
    assert "学习材料（方案.pdf）" in paper.text


def test_a_picture_lies_as_it_was_taken_and_a_wide_one_spans_the_page():
    shapes = {}
    for file in (SAMPLE / "photos").iterdir():
        one = Attachment(file=file.name)
        paper = print_minutes(settled(attachments=[one]), pictures={one.id: file})
        image = paper.pages[-1].images[0].image
        shapes[file.name] = image.width / image.height

    assert shapes["1-rotated.jpg"] == pytest.approx(0.75, abs=0.01)
    assert shapes["3-运河边 全景.jpg"] == pytest.approx(12, abs=0.1)


def test_the_heading_of_the_photos_stands_above_a_photo():
    file = SAMPLE / "photos" / "1-rotated.jpg"
    one = Attachment(file=file.name, caption="照片")
    for lines in range(1, 30, 2):
        record = settled("heart_talk", attachments=[one])
        record[TALK_CONTENT] = "谈话。\n" * lines

        pages = print_minutes(record, pictures={one.id: file}).pages

        with_heading = [page for page in pages if "照片：" in page.extract_text()]
        assert [len(page.images) for page in with_heading] == [1]


# ---------------------------------------------------------------------------- anything goes


TEXT = st.text(st.sampled_from("党员，。“”（）——abc 123\n䶮😀"), max_size=60)
LONG = st.one_of(TEXT, st.integers(1, 400).map(lambda n: "学习贯彻，落实到位。" * n))


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_any_record_prints_complete(data):
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    record = settled(kind)

    def fill(field, number=0):
        if isinstance(field, Rows):
            return [filled(field.part, n) for n in range(data.draw(st.integers(0, 4)))]
        if isinstance(field, Prose):
            return data.draw(LONG)
        if type(field) is Text:
            return solid(data.draw(TEXT))
        return data.draw(st.sampled_from([field.nothing, a_value(field, number)]))

    def filled(part, number):
        return part(**{name: fill(field, number) for name, field in part_fields(part).items()})

    for field in details_fields(record).values():
        record[field] = fill(field)
    record.agenda = [filled(AgendaItem, n) for n in range(data.draw(st.integers(0, 4)))]
    for item in record.agenda:
        item.vote = data.draw(st.sampled_from([None, a_part(Vote)]))

    assert set(lost(record, print_minutes(record))) <= {"😀"}


def test_long_and_many_things_print_complete():
    word = "A" * 300
    record = settled(
        title="很长的名称" * 2000,
        agenda=[
            AgendaItem(
                title=f"第{number}件",
                content=word,
                speeches=[Speech(speaker="白知远", text="说话" * 50)],
                follow_ups=[FollowUp(what="事项" * number)],
            )
            for number in range(200)
        ],
    )
    record.agenda[0].vote = Vote(candidates=[Candidate(name="长" * 1000, ayes=1)])

    paper = print_minutes(record)

    assert lost(record, paper) == Counter()
    assert "（二百）第199件" in paper.text


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("ending", ["", "同意。"])
def test_who_signs_sees_the_end_of_the_minutes(is_late, ending):
    for length in range(400, 1000, 25):
        content = "内容" * (length // 2)
        record = settled(agenda=[AgendaItem(title="议题", content=content, resolution=ending)])
        if is_late:
            record.recorded_at = datetime(2026, 4, 3, 10, 20)

        last = print_minutes(record).pages[-1].extract_text()

        assert "主持人签字" in last
        assert ("补记说明" in last) == is_late
        assert len(re.split("补记说明|主持人签字", last)[0].splitlines()) >= 2


def test_a_table_before_the_signatures_goes_on_under_its_head():
    for count in range(8, 20):
        follow_ups = [FollowUp(what=f"事项{number}") for number in range(count)]
        record = settled(agenda=[AgendaItem(title="议题", follow_ups=follow_ups)])

        last = print_minutes(record).pages[-1].extract_text()

        assert last.index("事项\n") < last.index(f"事项{count - 1}\n") < last.index("主持人签字")


def test_the_end_of_long_notes_stays_with_the_signatures():
    record = settled(agenda=[AgendaItem(title="议题", content="内容" * 200)])
    moment = datetime(2026, 4, 3, 10, 20)

    for lines in range(20, 34):
        corrections = [Correction(1, moment, "漏记列席人员" + "某某" * 16 * lines)]
        last = print_minutes(record, corrections=corrections).pages[-1].extract_text()

        assert len(last.split("主持人签字")[0].splitlines()) >= 2


def test_no_page_is_filled_with_empty_lines():
    record = settled("heart_talk")
    record[TALK_CONTENT] = "第一段" + "\n 　\n" * 500 + "第二段\n\n第三段"

    assert len(print_minutes(record).pages) == 1


def test_names_are_whole_on_a_line():
    record = settled("heart_talk")
    record[TALK_CONTENT] = "".join("好" * (7 + n % 5) + "白知远" for n in range(60))

    text = print_minutes(record).text.split("谈话内容")[1]

    assert text.count("白知远") == 60


def test_the_same_record_gives_the_same_bytes():
    records = [sample_records(sample_branch())[5] for _ in range(2)]

    assert print_minutes(records[0]).data == print_minutes(records[1]).data


# ---------------------------------------------------------------------------- many at once


def test_no_minutes_are_an_error_of_the_caller():
    with pytest.raises(ValueError, match="no minutes"):
        write_minutes([], BytesIO())


def test_many_minutes_are_numbered_and_bookmarked_each_by_itself():
    records = sample_records(sample_branch())[:3]
    file = BytesIO()
    told = []

    write_minutes(
        [Minutes(record, BRANCH, {}) for record in records],
        file,
        progress=lambda done, total, _: told.append((done, total)),
    )

    reader = pypdf.PdfReader(file)
    numbers = [page.extract_text().split("第")[-1] for page in reader.pages]
    assert [solid(number) for number in numbers] == ["1页共1页", "1页共2页", "2页共2页", "1页共1页"]
    assert [entry.title.split(" ")[0] for entry in reader.outline] == [
        str(record.day) for record in records
    ]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_cancelled_run_writes_nothing():
    def stop(done, total, what):
        raise Cancelled

    file = BytesIO()
    with pytest.raises(Cancelled):
        write_minutes([Minutes(settled(), BRANCH, {})], file, progress=stop)

    assert file.getvalue() == b""


def test_characters_that_cannot_be_printed_are_told_with_their_place():
    record = settled("heart_talk", agenda=[AgendaItem(), AgendaItem(content="好好学习😀")])
    record[TALK_CONTENT] = "䶮㛃𬭎"
    record.roster = [RosterEntry(name="许䶮"), RosterEntry(name="许\U0003134a")]

    problem, name = missing_characters(record)

    assert str(name.place) == "党员名册第2项·姓名"

    assert str(problem.place) == "议程第2项·内容"
    assert "第5个字“😀”（U+1F600）字库里没有" in problem.message


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"),
        (1005, "一千零五"), (2000, "二千"),
    ],
)  # fmt: skip
def test_numbers_of_headings(number, words):
    assert chinese(number) == words
