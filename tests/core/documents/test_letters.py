"""会议纪要, 通知, 请示, 报告 and 决议 as values: what they say, and what they leave open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.documents.paper_sources import a_source, print_paper, solid
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, Candidate, FollowUp, Matter, Method, Speech, Vote
from zjdesk.documents import letters
from zjdesk.documents.official import Letter, Level, balanced
from zjdesk.documents.resolution_page import resolution_letters
from zjdesk.documents.source import Source
from zjdesk.documents.summary import summary
from zjdesk.kinds.catalogue import (
    CRITICISMS,
    PREPARATION,
    RECTIFICATIONS,
    STEPS,
    Criticism,
    Rectification,
    Step,
)
from zjdesk.kinds.resolutions import resolution
from zjdesk.participants import Attendance, Guest, Role, Status
from zjdesk.people import FormerName
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.record import Record

MISSING = "（待补充）"


def text_of(letter: Letter) -> str:
    """All of it, a passage a line."""
    passages = [f"{one.lead}{one.text}" for one in letter.passages]
    head = [letter.title, letter.below_title, letter.addressee]
    return "\n".join([*head, *passages, letter.signer, letter.day, letter.note])


def only(letters) -> str:
    (letter,) = letters
    return text_of(letter)


def voted(matter: Matter, **figures) -> AgendaItem:
    vote = Vote(matter=matter, method=Method.SECRET_BALLOT, **figures)
    return AgendaItem(title="表决", vote=vote)


def admitted(**figures) -> AgendaItem:
    given = {"candidate": "林知夏", "issued": 3, "returned": 3, "ayes": 3, "nays": 0, "abstain": 0}
    item = voted(Matter.ADMIT, **{**given, **figures})
    item.resolution = "同意接收。"
    return item


# ---------------------------------------------------------------------------- 会议纪要


def test_a_summary_says_who_was_there_and_what_was_agreed() -> None:
    record = a_record(
        attendance=[
            Attendance(name="杜若溪", status=Status.ON_LEAVE, reason="病假"),
            Attendance(name="甘棠", status=Status.REMOTE),
        ],
        guests=[Guest(name="沈某", unit="区教育局", role=Role.SUPERIOR)],
        agenda=[
            AgendaItem(
                title="研究计划",
                content="书记报告计划。",
                speeches=[Speech(speaker="甘棠", text="这句话不进纪要。")],
                resolution="同意计划。",
                follow_ups=[
                    FollowUp(what="印发计划", owner="甘棠", due_on=date(2026, 4, 1)),
                    FollowUp(what="公开计划"),
                ],
            )
        ],
    )
    text = text_of(summary(a_source(record)))
    assert "中共汀南小学支部委员会\n支部党员大会纪要\n（2026年3月12日）" in text
    assert "时间：2026年3月12日（星期四）14:30—16:10\n地点：行政楼三楼会议室\n" in text
    assert "一、研究计划\n书记报告计划。\n议定：同意计划。\n" in text
    assert "1. 印发计划（责任人：甘棠，完成期限：2026年4月1日）。" in text
    assert f"2. 公开计划（责任人：{MISSING}，完成期限：{MISSING}）。" in text
    assert (
        "出席：白知远、甘棠（线上）\n请假：杜若溪（病假）\n列席：沈某（区教育局，上级领导）" in text
    )
    assert "这句话不进纪要" not in text
    assert "缺席" not in text


def test_a_summary_shows_what_is_missing() -> None:
    record = a_record(place="", agenda=[AgendaItem(title="研究计划")])
    record.attendance = [Attendance(name="甘棠", status=Status.ABSENT)]
    text = text_of(summary(a_source(record)))
    assert f"地点：{MISSING}" in text
    assert "议定" not in text  # nothing says that the item was decided on
    record.agenda[0].follow_ups = [FollowUp(what="印发计划")]
    assert f"议定：{MISSING}" in text_of(summary(a_source(record)))
    assert "缺席：甘棠（待补充）" in text


def test_a_summary_has_the_vote_in_words() -> None:
    text = text_of(summary(a_source(a_record(agenda=[admitted()]))))
    assert "应到会有表决权的党员3名，实到3名。接收预备党员，表决对象林知夏" in text
    assert "表决通过" in text


def test_criticisms_are_not_in_a_summary_rectifications_are() -> None:
    record = a_record("org_life_meeting")
    record[CRITICISMS] = [Criticism(by="甘棠", about="白知远", text="批评的话。")]
    record[RECTIFICATIONS] = [Rectification(problem="会开得晚", measure="按时开", owner="甘棠")]
    text = text_of(summary(a_source(record)))
    assert "批评的话" not in text
    assert "1. 会开得晚（整改措施：按时开，责任人：甘棠）。" in text


def test_a_step_that_was_left_out_is_in_no_summary() -> None:
    record = a_record("theme_party_day")
    record[STEPS] = [Step(step="学原文", done=True, note="十分钟"), Step(step="建新功")]
    text = text_of(summary(a_source(record)))
    assert "1. 学原文（说明：十分钟）。" in text
    assert "建新功" not in text


def test_without_a_roster_no_number_is_said() -> None:
    record = Record(kind="org_life_meeting", agenda=[admitted()])
    for letter in (summary(a_source(record)), *letters.org_life_report(a_source(record))):
        assert "0名" not in text_of(letter)


def test_the_lists_of_a_summary_stand_below_the_text() -> None:
    letter = summary(a_source(a_record(agenda=[AgendaItem(title="研究计划")])))
    assert letter.passages[-1].level is Level.LISTED
    assert letter.passages[-1].apart


# ---------------------------------------------------------------------------- 通知


def test_a_notice_names_what_people_need_and_leaves_the_rest() -> None:
    record = a_record("committee_meeting", title="3月支部委员会会议")
    record.agenda = [AgendaItem(title="研究发展党员"), AgendaItem(title="安排主题党日")]
    text = only(letters.notice(a_source(record)))
    assert text.startswith("关于召开3月支部委员会会议的通知\n\n各位委员\n")
    assert "一、时间：2026年3月12日（星期四）14:30—16:10" in text
    assert "四、参加人员：各位委员，应到1人" in text
    assert "五、议程：\n1. 研究发展党员\n2. 安排主题党日\n" in text
    assert f"请于{MISSING}前向{MISSING}请假" in text
    assert text.endswith(f"中共汀南小学支部委员会\n{MISSING}\n")  # not the day of the meeting


def test_the_date_of_a_notice_has_no_zeros() -> None:
    (letter,) = letters.notice(a_source(dated=date(2026, 3, 2)))
    assert letter.day == "2026年3月2日"


def test_what_is_no_meeting_is_not_summoned() -> None:
    (letter,) = letters.notice(a_source(a_record("theme_party_day")))
    assert letter.title == "关于开展“主题党日：春季安排”的通知"
    assert letter.addressee == "全体党员"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("主题党日：春季安排", ["关于召开“主题党日：春季安排”的通知"]),
        (
            "三月支部党员大会：研究春季学期工作安排",
            ["关于召开“三月支部党员大会：", "研究春季学期工作安排”的通知"],
        ),
        (
            "党员大会：讨论发展对象，研究春季学期安排，通报清单进度",
            ["关于召开“党员大会：讨论发展对象，", "研究春季学期安排，通报清单进度”的通知"],
        ),
    ],
)
def test_a_title_is_parted_where_it_pauses(title: str, lines: list[str]) -> None:
    (letter,) = letters.notice(a_source(a_record(title=title)))
    assert balanced(letter.title, keep=[letter.signer]).split("\n") == lines


def test_a_title_is_not_parted_where_that_takes_a_line_more() -> None:
    title = "支委会：" + "研究" * 12
    (letter,) = letters.notice(a_source(a_record(title=title)))
    assert letter.title == f"关于召开“{title}”的通知"


# ---------------------------------------------------------------------------- 请示


def test_a_request_goes_to_the_superior_in_the_name_of_that_day() -> None:
    branch = a_branch()
    branch.superior = "中共某区教育局委员会"
    branch.former_names = [FormerName(name="中共旧名支部委员会", end=date(2026, 4, 1))]
    (letter,) = letters.extension_request(a_source(branch=branch))
    assert letter.addressee == "中共某区教育局委员会"
    assert letter.signer == "中共旧名支部委员会"
    assert letter.title == "中共旧名支部委员会关于延期换届的请示"
    assert letter.day == MISSING  # the assembly has not met when it is asked for
    assert letter.note.startswith("（联系人：")


def test_the_term_is_reckoned_from_the_branch() -> None:
    branch = a_branch()
    branch.term_start = date(2023, 2, 28)
    text = only(letters.extension_request(a_source(branch=branch)))
    assert "于2023年2月28日选举产生，任期3年，已于2026年2月28日届满。" in text
    assert f"延期至{MISSING}" in text
    branch.term_extended_until = date(2026, 12, 31)
    assert "延期至2026年12月31日" in only(letters.extension_request(a_source(branch=branch)))


def test_an_election_is_asked_for_with_the_candidates_by_strokes() -> None:
    vote = voted(
        Matter.ELECTION,
        seats=2,
        candidates=[Candidate(name=name) for name in ("顾砚秋", "丁晓岚", "程思齐")],
    )
    record = a_record("committee_meeting", agenda=[vote])
    branch = a_branch("顾砚秋", "丁晓岚", "程思齐")
    text = only(letters.election_request(a_source(record, branch)))
    assert "拟设委员2名。" in text
    assert "丁晓岚、顾砚秋、程思齐（按姓氏笔画为序）。" in text
    assert "经2026年3月12日支部委员会会议研究，拟于（待补充）召开党员大会" in text


def test_a_request_of_the_committee_has_the_day_of_its_meeting() -> None:
    (letter,) = letters.election_request(a_source(a_record("committee_meeting")))
    assert letter.day == "2026年3月12日"
    (letter,) = letters.election_request(a_source(dated=date(2026, 3, 2)))
    assert letter.day == "2026年3月2日"


def test_admission_is_asked_for_one_by_one_with_the_way_so_far() -> None:
    branch = a_branch()
    branch.prospects = [
        Prospect(
            name="林知夏",
            gender="女",
            birth_date=date(1996, 7, 3),
            post="语文教师",
            sponsors=["白知远", "甘棠"],
            steps=[DevelopmentStep(step=StepName.APPLICATION, on=date(2024, 1, 8))],
        )
    ]
    record = a_record(agenda=[admitted(), admitted(candidate="温某")])
    first, second = map(text_of, letters.admission_requests(a_source(record, branch)))
    assert "关于接收林知夏同志为中共预备党员的请示" in first
    assert "林知夏，女，1996年7月生，语文教师。2024年1月8日递交入党申请书，" in first
    assert f"{MISSING}确定为发展对象" in first
    assert "入党介绍人：白知远、甘棠。" in first
    assert "实到3名" in first
    assert "大会决议：同意接收。" in first
    assert f"温某，性别、出生年月、工作岗位{MISSING}。培养经过：{MISSING}。" in second


def test_confirmation_is_asked_for_with_the_day_of_admission() -> None:
    branch = a_branch()
    item = voted(Matter.CONFIRM, candidate="甘棠", ayes=3)
    text = only(letters.admission_requests(a_source(a_record(agenda=[item]), branch)))
    assert "关于甘棠同志转为中共正式党员的请示" in text
    assert "2010年1月1日被接收为中共预备党员。" in text


# ---------------------------------------------------------------------------- 报告


def test_the_outcome_of_an_election_is_reported() -> None:
    candidates = [Candidate(name="甘棠", ayes=3), Candidate(name="杜若溪", ayes=1)]
    item = voted(Matter.ELECTION, seats=1, issued=3, returned=3, candidates=candidates)
    text = only(letters.election_reports(a_source(a_record(agenda=[item]))))
    assert "二、候选人得票\n甘棠3票，杜若溪1票。" in text
    assert "三、当选人员（按姓氏笔画为序）\n甘棠。" in text
    assert "请批示" not in text  # a report asks for nothing
    assert "特此报告。" in text


def test_delegates_and_by_elections_are_no_new_committee() -> None:
    items = [
        AgendaItem(title=title, vote=Vote(matter=Matter.ELECTION, seats=seats))
        for seats, title in enumerate(("选举出席党代会的代表", "补选委员", "选举支委会"), 1)
    ]
    source = a_source(a_record(title="换届选举党员大会", agenda=items))
    assert len(list(letters.election_reports(source))) == 1
    assert "拟设委员3名。" in only(letters.election_request(source))


def test_nobody_is_elected_before_the_votes_are_counted() -> None:
    item = voted(Matter.ELECTION, seats=1, candidates=[Candidate(name="甘棠")])
    text = only(letters.election_reports(a_source(a_record(agenda=[item]))))
    assert f"甘棠{MISSING}票。" in text
    assert f"三、当选人员（按姓氏笔画为序）\n{MISSING}。" in text


def test_a_life_meeting_is_reported_without_who_criticised_whom() -> None:
    record = a_record("org_life_meeting", for_year=2025)
    record[PREPARATION] = "会前谈心谈话全覆盖。"
    record[CRITICISMS] = [
        Criticism(by="甘棠", about="白知远", text="批评的话。"),
        Criticism(by="甘棠", about="杜若溪", text="另一句。"),
    ]
    record[RECTIFICATIONS] = [
        Rectification(problem="会开得晚。", measure="按时开", due_on=date(2026, 6, 1))
    ]
    text = only(letters.org_life_report(a_source(record)))
    assert "关于2025年度组织生活会情况的报告" in text
    assert "一、会前准备\n会前谈心谈话全覆盖。" in text
    assert f"1名党员提出相互批评意见2条。自我批评情况：{MISSING}。\n" in text
    assert "批评的话" not in text
    assert f"1. 会开得晚。整改措施：按时开（责任人：{MISSING}，时限：2026年6月1日）。" in text
    assert "四、整改事项" in text  # without an appraisal there is no section of it


# ---------------------------------------------------------------------------- 决议


def test_the_resolution_has_the_figures_of_the_form() -> None:
    item = admitted(ayes=2, nays=0, abstain=1)
    text = only(resolution_letters(a_source(a_record(agenda=[item]))))
    assert "支部大会于2026年3月12日召开，讨论林知夏同志入党问题。" in text
    assert f"支部大会认为，林知夏同志{MISSING}。" in text
    assert (
        "支部大会应到会有表决权的正式党员3名，实到3名。采用无记名投票方式进行表决，"
        "赞成2票，不赞成0票，弃权1票。赞成人数超过应到会有表决权的正式党员的半数，"
        "支部大会同意接收林知夏同志为中共预备党员。"
    ) in text


def test_written_votes_are_told_apart_and_count() -> None:
    record = a_record(agenda=[admitted(ayes=1, nays=1, written_ayes=1)])
    record.attendance = [Attendance(name="甘棠", status=Status.ON_LEAVE, reason="病假")]
    text = only(resolution_letters(a_source(record)))
    assert "未到会党员会前提交书面意见：赞成1票。合计赞成2票，赞成人数超过" in text


@pytest.mark.parametrize(
    ("ayes", "words"),
    [(1, "不同意接收林知夏同志为中共预备党员"), (None, "支部大会（待补充）接收林知夏同志")],
)
def test_what_did_not_carry_is_not_agreed_to(ayes: int | None, words: str) -> None:
    assert words in resolved(admitted(ayes=ayes))


def test_without_enough_people_there_was_no_vote() -> None:
    too_few = ("甘棠", "杜若溪")
    missed = "到会人数不足（须到2名），不能进行表决。"
    assert f"弃权0票。{missed}" in resolved(admitted(ayes=1), *too_few)
    nobody = admitted(issued=None, returned=0, ayes=0)
    assert resolved(nobody, *too_few).endswith(f"正式党员3名，实到1名。{missed}")


def test_of_several_votes_only_those_that_were_held_become_papers() -> None:
    items = [
        admitted(candidate="通过"),
        admitted(candidate="未过", ayes=1, nays=2),
        admitted(candidate="未投", issued=0, returned=0, ayes=0),
    ]
    source = a_source(a_record(agenda=items))
    pages = "".join(map(text_of, resolution_letters(source)))
    assert ["通过" in pages, "未过" in pages, "未投" in pages] == [True, True, False]
    assert "接收通过同志" in only(letters.admission_requests(source))


def resolved(item: AgendaItem, *absent: str) -> str:
    away = [Attendance(name=name, status=Status.ABSENT) for name in absent]
    source = a_source(a_record(agenda=[item], attendance=away))
    assert item.vote
    return resolution(source.record, item.vote, source.regulations)


# ---------------------------------------------------------------------------- on paper


@pytest.fixture(scope="module")
def year() -> list[Source]:
    branch = sample_branch()
    return [a_source(record, branch) for record in sample_records(branch)]


@pytest.mark.parametrize("key", ["summary", "report-org-life", "notice"])
def test_everything_of_a_letter_is_on_its_paper(key: str, year: list[Source]) -> None:
    make = {
        "summary": lambda source: [summary(source)],
        "report-org-life": letters.org_life_report,
        "notice": letters.notice,
    }[key]
    source = next(one for one in year if one.record.kind == "member_assembly" and one.record.also)
    paper = solid(print_paper(key, source).text)
    for letter in make(source):
        for line in text_of(letter).splitlines():
            assert solid(line)[:20] in paper
