"""签到表, 选票 and 手写记录单 in real PDF files: what is printed, and what is left free."""

from __future__ import annotations

import re
from datetime import time

import pypdf
import pytest
from pypdf.generic import ContentStream

from tests.core.documents.conftest import Printed
from tests.core.documents.paper_sources import a_source, print_paper, solid
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, Candidate, Grade, GradeName, Matter, Method, Vote
from zjdesk.documents.ruled import LINE
from zjdesk.documents.slips import MARGIN
from zjdesk.documents.source import Slips
from zjdesk.documents.styles import BINDING_EDGE, PAGE_HEIGHT, PAGE_WIDTH
from zjdesk.errors import NotAllowed
from zjdesk.participants import Attendance, Guest, Role, Status
from zjdesk.people import Category
from zjdesk.record import Record

EVERYBODY = tuple(
    f"党员{one}{other}" for one in "甲乙丙丁戊己庚" for other in "一二三四五六七八九十"
)


def with_vote(matter: Matter, **values) -> Record:
    vote = Vote(matter=matter, method=Method.SECRET_BALLOT, **values)
    return a_record(agenda=[AgendaItem(title="表决事项一", vote=vote)])


def slips_of(paper: Printed, word: str) -> list[int]:
    """How many slips with this title stand on each page."""
    return [solid(page.extract_text()).count(word) for page in paper.pages]


def rules(page: pypdf.PageObject) -> list[tuple[float, ...]]:
    """The straight lines that are drawn: from x, y to x, y."""
    found, start = [], (0.0, 0.0)
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"m":
            start = (float(operands[0]), float(operands[1]))
        elif operator == b"l":
            found.append((*start, float(operands[0]), float(operands[1])))
    return found


def boxes(page: pypdf.PageObject) -> int:
    operations = ContentStream(page.get_contents(), page.pdf).operations
    return sum(operator == b"re" for _, operator in operations)


# ---------------------------------------------------------------------------- 签到表


@pytest.fixture(scope="module")
def sheet() -> str:
    """Of the last record of the sample, which has namesakes, guests and waived members."""
    branch = sample_branch()
    source = a_source(sample_records(branch)[-1], branch)
    return print_paper("signin", source).text


def test_everybody_is_on_the_sheet_namesakes_with_their_marks(sheet: str) -> None:
    text = solid(sheet)
    for entry in sample_records(sample_branch())[-1].roster:
        assert entry.label in text
    assert "陈静（第二党小组）" in text
    assert "陈静（第三党小组）" in text


def test_who_is_waived_stands_apart_and_who_is_on_leave_needs_not_sign(sheet: str) -> None:
    text = solid(sheet)
    assert text.index("不作考勤要求（到会的请签到）") < text.index("魏传厚")
    assert text.count("请假") == 2


def test_guests_come_last_with_blank_lines(sheet: str) -> None:
    text = solid(sheet)
    guests = text[text.index("列席人员") :]
    assert "沈㛃" in guests
    assert re.search("7", guests)


def test_absence_without_leave_is_not_printed() -> None:
    record = a_record(attendance=[Attendance(name="甘棠", status=Status.ABSENT)])
    text = solid(print_paper("signin", a_source(record)).text)
    assert "缺席" not in text
    assert "请假" not in text


def test_a_large_branch_goes_on_on_the_next_page() -> None:
    paper = print_paper("signin", a_source(branch=a_branch(*EVERYBODY)))
    text = solid(paper.text)
    assert all(name in text for name in EVERYBODY)
    assert ["序号姓名签名" in solid(page.extract_text()) for page in paper.pages] == [True] * 2


def test_who_is_named_is_on_the_sheet_with_lines_for_others() -> None:
    record = a_record("training", attendance=[Attendance(name="甘棠", status=Status.PRESENT)])
    text = solid(print_paper("signin", a_source(record)).text)
    assert "甘棠" in text
    assert "杜若溪" not in text
    assert "7" in text[text.index("甘棠") : text.index("列席人员")]


# ---------------------------------------------------------------------------- 选票


@pytest.mark.parametrize(("per_page", "pages"), [(4, [4, 4, 2]), (2, [2] * 5), (1, [1] * 10)])
def test_there_is_a_slip_for_each_voter_and_no_more(per_page: int, pages: list[int]) -> None:
    source = a_source(
        with_vote(Matter.ADMIT, candidate="林知夏"),
        a_branch(*EVERYBODY[:10]),
        per_page=per_page,
    )
    assert slips_of(print_paper("ballot", source), "接收预备党员表决票") == pages


@pytest.mark.parametrize(("slips", "count"), [(Slips.EXPECTED, 3), (Slips.PRESENT, 2), (5, 5)])
def test_slips_are_counted_by_who_votes(slips: Slips | int, count: int) -> None:
    record = with_vote(Matter.ADMIT, candidate="林知夏")
    record.attendance = [Attendance(name="甘棠", status=Status.ABSENT)]
    paper = print_paper("ballot", a_source(record, slips=slips))
    assert sum(slips_of(paper, "表决票")) == count


def test_probationers_get_no_slip_but_do_appraise() -> None:
    branch = a_branch()
    branch.members[2].category, branch.members[2].full_on = Category.PROBATIONARY, None
    admit = print_paper("ballot", a_source(with_vote(Matter.ADMIT), branch))
    assert sum(slips_of(admit, "表决票")) == 2
    appraisal = print_paper("ballot", a_source(with_vote(Matter.APPRAISAL), branch))
    assert sum(slips_of(appraisal, "测评票")) == 3
    assert "甘棠" not in solid(appraisal.text)  # no grade is given to a probationer


def test_no_slip_tells_whose_it_is() -> None:
    source = a_source(with_vote(Matter.ADMIT, candidate="林知夏"), a_branch(*EVERYBODY[:8]))
    text = solid(print_paper("ballot", source).text)
    assert not [name for name in EVERYBODY if name in text]
    assert text.count("林知夏") == 8


def test_slips_of_a_sheet_are_equal_and_cut_along_its_middle() -> None:
    source = a_source(with_vote(Matter.ADMIT, candidate="林知夏"), a_branch(*EVERYBODY[:4]))
    page = print_paper("ballot", source).pages[0]
    middle = (PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    (x, top, _, bottom), (left, y, right, _) = rules(page)
    assert (x, y) == pytest.approx(middle, abs=0.01)
    assert (left, right) == pytest.approx((0, PAGE_WIDTH), abs=0.01)
    assert (top, bottom) == pytest.approx((PAGE_HEIGHT, 0), abs=0.01)
    assert boxes(page) == 4 * 6  # three words and three boxes each


def test_candidates_stand_by_strokes_with_lines_for_others() -> None:
    candidates = [Candidate(name=name) for name in ("顾砚秋", "丁晓岚", "程思齐")]
    record = with_vote(Matter.ELECTION, seats=2, candidates=candidates)
    branch = a_branch("顾砚秋", "丁晓岚", "程思齐")
    paper = print_paper("ballot", a_source(record, branch, slips=1))
    text = solid(paper.text)
    assert text.index("丁晓岚") < text.index("顾砚秋") < text.index("程思齐")
    assert "应选2名，候选人3名（按姓氏笔画为序）" in text
    assert "等于或者少于2名的有效" in text
    assert boxes(paper.pages[0]) == 4 * 4 + 2 * 3


def test_an_appraisal_lists_its_members_with_four_grades() -> None:
    grades = [Grade(name="甘棠", result=GradeName.EXCELLENT), Grade(name="杜若溪")]
    text = solid(print_paper("ballot", a_source(with_vote(Matter.APPRAISAL, grades=grades))).text)
    assert "优秀合格基本合格不合格" in text
    assert "白知远" not in text
    assert text.count("甘棠") == 3


@pytest.mark.parametrize("per_page", [4, 2, 1])
def test_no_head_of_a_slip_is_broken(per_page: int) -> None:
    source = a_source(with_vote(Matter.APPRAISAL), per_page=per_page)
    assert "基本合格" in print_paper("ballot", source).text


def test_a_slip_longer_than_a_page_goes_on() -> None:
    branch = a_branch(*EVERYBODY)
    paper = print_paper("ballot", a_source(with_vote(Matter.APPRAISAL), branch, slips=2))
    text = solid(paper.text)
    assert len(paper.pages) == 6
    assert all(text.count(name) == 2 for name in EVERYBODY)


def test_other_votes_have_slips_where_slips_are_used() -> None:
    text = solid(print_paper("ballot", a_source(with_vote(Matter.GENERAL))).text)
    assert "表决事项：表决事项一" in text
    record = with_vote(Matter.GENERAL)
    record.agenda[0].vote.method = Method.SHOW_OF_HANDS
    with pytest.raises(NotAllowed):
        print_paper("ballot", a_source(record))


def test_an_open_ballot_is_signed() -> None:
    record = with_vote(Matter.GENERAL)
    assert "投票人签名" not in print_paper("ballot", a_source(record)).text
    record.agenda[0].vote.method = Method.OPEN_BALLOT
    assert "投票人签名" in print_paper("ballot", a_source(record)).text


def test_without_voters_the_number_has_to_be_given() -> None:
    record = Record(kind="training", title="培训", agenda=with_vote(Matter.ADMIT).agenda)
    with pytest.raises(NotAllowed, match="不知道要印几张票"):
        print_paper("ballot", a_source(record))
    assert slips_of(print_paper("ballot", a_source(record, slips=3)), "表决票") == [3]


def test_slips_keep_off_the_edge_of_the_paper() -> None:
    assert MARGIN > 5 * 72 / 25.4  # what printers cannot reach


# ---------------------------------------------------------------------------- 手写记录单


def test_the_form_has_what_is_known_and_room_for_the_rest() -> None:
    vote = Vote(matter=Matter.GENERAL, method=Method.VOICE)
    record = a_record(
        guests=[Guest(name="沈某", role=Role.OBSERVER)],
        agenda=[AgendaItem(title="研究计划", vote=vote), AgendaItem(title="其他")],
    )
    paper = print_paper("blank", a_source(record))
    text = solid(paper.text)
    for known in ("支部党员大会记录", "14:30—16:10", "白知远", "（一）研究计划", "沈某", "应到3人"):
        assert known in text
    assert text.count("表决：应到有表决权") == 1
    lines = [rule for page in paper.pages for rule in rules(page) if rule[0] < BINDING_EDGE + 1]
    assert len(lines) > 12


def test_its_lines_reach_down_to_the_signatures() -> None:
    paper = print_paper("blank", a_source())
    *_, last, signature, _ = rules(paper.pages[-1])
    assert last[1] - signature[1] < 2 * LINE


def test_what_was_said_already_is_not_on_the_form() -> None:
    record = a_record(agenda=[AgendaItem(title="研究计划", content="已经写好的内容")])
    assert "已经写好的内容" not in print_paper("blank", a_source(record)).text


def test_without_a_time_there_is_room_to_write_it() -> None:
    record = Record(kind="committee_meeting", starts_at=time(14, 30))
    text = solid(print_paper("blank", a_source(record)).text)
    assert "年月日时分—时分" in text
    assert "年月日" in text
