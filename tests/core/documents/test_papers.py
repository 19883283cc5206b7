"""Every kind of paper, from the registry: what it fits, its bytes, metadata, bookmarks and text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from tests.core.documents.paper_sources import a_source, print_paper, solid
from tests.filling import a_part, fill_details
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.documents.lines import NEVER_FIRST
from zjdesk.documents.papers import MINUTES, PAPERS, papers_for, write_papers
from zjdesk.documents.source import Source
from zjdesk.errors import Cancelled, NotAllowed
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.resolutions import MISSING
from zjdesk.participants import Attendance, Status
from zjdesk.record import Record
from zjdesk.regulations.in_force import LocalRule

LETTERS = [key for key in PAPERS if key not in ("minutes", "signin", "ballot", "blank")]
OF_VOTES_HELD = ("resolution", "request-admission")
every_paper = pytest.mark.parametrize("key", PAPERS)


@pytest.fixture(scope="module")
def year() -> list[Source]:
    branch = sample_branch()
    vote = Vote(matter=Matter.ELECTION, seats=5)
    renewal = [
        a_record("committee_meeting", title="研究换届的支部委员会会议"),
        a_record(title="换届选举党员大会", agenda=[AgendaItem(title="选举支委会", vote=vote)]),
    ]
    return [a_source(record, branch) for record in (*sample_records(branch), *renewal)]


def fitting(key: str, year: list[Source]) -> list[Source]:
    return [source for source in year if PAPERS[key].fits(source.record)]


def empty(kind: str) -> Record:
    """A record of which nothing is known but its kind and what is voted on."""
    votes = [Vote(matter=matter, method=Method.SECRET_BALLOT) for matter in Matter]
    return Record(kind=kind, title="换届", agenda=[AgendaItem(vote=vote) for vote in votes])


def full(kind: str) -> Record:
    """A record of a kind with everything filled in."""
    record = fill_details(a_record(kind, title="换届选举"))
    record.agenda = [a_part(AgendaItem, number) for number in range(2)]
    record.agenda[0].vote = Vote(matter=Matter.ADMIT, candidate="甘棠", ayes=3)
    assert record.agenda[1].vote
    record.agenda[1].vote.matter = Matter.ELECTION
    return record


@every_paper
def test_it_is_printed_for_the_longest_and_the_shortest_record(key, year) -> None:
    found = sorted(fitting(key, year), key=lambda source: len(str(source.record)))
    for source in (found[0], found[-1]):
        paper = print_paper(key, source)
        assert paper.pages
        assert solid(paper.text)


@pytest.mark.parametrize("key", LETTERS)
def test_no_line_of_a_letter_begins_with_what_must_not(key, year) -> None:
    for source in fitting(key, year)[-2:]:
        for page in print_paper(key, source).pages:
            for line in page.extract_text().splitlines():
                assert not line.strip() or line.strip()[0] not in NEVER_FIRST - {"—"}, line


@every_paper
def test_the_same_record_gives_the_same_bytes(key, year) -> None:
    source = fitting(key, year)[0]
    again = a_source(source.record, source.branch)
    assert print_paper(key, source).data == print_paper(key, again).data


@every_paper
def test_the_file_says_what_it_is(key, year) -> None:
    source = fitting(key, year)[0]
    information = pypdf.PdfReader(BytesIO(print_paper(key, source).data)).metadata
    record, paper = source.record, PAPERS[key]
    name = paper.name if paper is not MINUTES else KINDS[record.kind].name.removesuffix("记录")
    assert name in information.title
    assert record.title in information.title
    assert information.author == source.branch.name
    assert f"{record.day:%Y%m%d}" in information["/CreationDate"]


@every_paper
def test_several_records_have_bookmarks(key, year) -> None:
    sources = fitting(key, year)[:3]
    outline = pypdf.PdfReader(BytesIO(print_paper(key, *sources).data)).outline
    titles = [entry.title for entry in outline]
    for source in sources:
        assert any(source.record.title in title for title in titles)


@pytest.mark.parametrize("key", [key for key in PAPERS if key not in OF_VOTES_HELD])
def test_nothing_is_invented_for_empty_records_of_all_kinds(key) -> None:
    sources = [a_source(empty(kind), slips=1) for kind in KINDS]
    found = fitting(key, sources)
    text = solid(print_paper(key, *found).text)
    assert "None" not in text
    if key in LETTERS:
        assert text.count(MISSING) >= len(found)


@every_paper
def test_full_records_of_all_kinds_are_printed(key) -> None:
    found = fitting(key, [a_source(full(kind), slips=1) for kind in KINDS])
    text = solid(print_paper(key, *found).text)
    assert "None" not in text
    assert "<" not in text


@pytest.mark.parametrize("key", ["minutes", "summary", "notice", "signin", "blank"])
def test_a_long_title_is_cut_off_nowhere(key) -> None:
    title = "国《人民》，“好”（是）" * 80
    branch = a_branch()
    branch.name = "某" * 300
    text = solid(print_paper(key, a_source(a_record(title=title), branch)).text)
    assert text.count("《人民》") >= 80
    assert text.count("某") >= 300


def test_a_record_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NotAllowed, match=r"春季安排.*不能印成选票：要有投票的表决"):
        print_paper("ballot", a_source())


def test_a_talk_becomes_minutes_and_a_form_only(year) -> None:
    talk = next(one.record for one in year if one.record.kind == "heart_talk")
    assert [paper.key for paper in papers_for(talk)] == ["minutes", "blank"]
    talk = Record(kind="member_assembly", also=["heart_talk"])
    assert "summary" not in [paper.key for paper in papers_for(talk)]


def test_an_election_is_asked_for_where_it_was_discussed() -> None:
    record = a_record("committee_meeting", agenda=[AgendaItem(title="研究换届工作")])
    assert PAPERS["request-election"].fits(record)
    assert PAPERS["request-extension"].fits(record)
    record.agenda[0].title = "研究主题党日"
    assert not PAPERS["request-election"].fits(record)


ELECTION_PAPERS = ("request-election", "request-extension", "report-election")


def elects(title: str, item: str) -> Record:
    return a_record(title=title, agenda=[AgendaItem(title=item, vote=Vote(matter=Matter.ELECTION))])


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("换届选举党员大会", "选举支部委员会"),
        ("3月党员大会", "支部换届选举"),
        ("3月党员大会", "支委会任期届满，选举新一届"),
        ("关于延期选举支部委员会的党员大会", "表决"),
        ("换届选举党员大会", "选举党代表"),
    ],
)
def test_papers_of_a_new_committee_are_offered_for_it(title: str, item: str) -> None:
    fit = [key for key in ELECTION_PAPERS if PAPERS[key].fits(elects(title, item))]
    assert fit == list(ELECTION_PAPERS)[: 2 if "党代表" in item else 3]


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("3月党员大会", "补选支部委员"),
        ("补选支部委员大会", "换届以来缺额的说明"),
        ("3月党员大会", "选举出席学校换届党代会的代表"),
        ("党代表选举党员大会", "换届党代会代表的选举"),
        ("3月支委会", "预备期届满的同志按期转正"),
        ("3月支委会", "延期缴纳党费"),
        ("3月党员大会", "选举"),
    ],
)
def test_they_are_offered_for_no_other_election(title: str, item: str) -> None:
    assert not [key for key in ELECTION_PAPERS if PAPERS[key].fits(elects(title, item))]


@pytest.mark.parametrize(
    ("figures", "away", "fit"),
    [
        ({"ayes": 3, "nays": 0, "abstain": 0}, 0, ["resolution", "request-admission"]),
        ({"ayes": 1, "nays": 2, "abstain": 0}, 0, ["resolution"]),
        ({"ayes": 0, "nays": 3}, 0, ["resolution"]),
        ({"ayes": 1, "nays": 0, "written_ayes": 1}, 1, ["resolution", "request-admission"]),
        ({"ayes": 0, "nays": 0, "abstain": 0}, 0, []),
        ({}, 0, []),
        ({"nays": 1}, 0, []),
        ({"ayes": 0, "nays": 0, "abstain": 0}, 2, []),
        ({"ayes": 1}, 2, []),
    ],
)
def test_papers_of_an_admission_need_a_vote_that_was_held(figures, away, fit) -> None:
    vote = Vote(matter=Matter.ADMIT, candidate="林知夏", **figures)
    record = a_record(agenda=[AgendaItem(title="接收", vote=vote)])
    record.attendance = [
        Attendance(name=name, status=Status.ABSENT) for name in ("甘棠", "杜若溪")[:away]
    ]
    source = a_source(record)
    assert [key for key in OF_VOTES_HELD if PAPERS[key].fits(source.record)] == fit


def test_a_local_rule_that_a_vote_misses_is_seen_before_printing() -> None:
    vote = Vote(matter=Matter.ADMIT, candidate="林知夏", ayes=2, nays=1)
    source = a_source(a_record(agenda=[AgendaItem(title="接收", vote=vote)]))
    rule = LocalRule(rule="majority.admission", value="four_fifths", reason="上级规定")
    strict = replace(source, minutes=replace(source.minutes, local=(rule,)))
    assert print_paper("request-admission", source).pages
    with pytest.raises(NotAllowed, match="要有表决通过的"):
        print_paper("request-admission", strict)


def test_progress_is_told_and_can_stop_the_work(year) -> None:
    told = []

    def stop(done: int, total: int, _: str) -> None:
        told.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_papers(PAPERS["summary"], fitting("summary", year)[:3], BytesIO(), progress=stop)
    assert told == [(0, 3), (1, 3)]


def test_without_records_there_is_no_file() -> None:
    with pytest.raises(ValueError, match="no records"):
        write_papers(PAPERS["summary"], [], BytesIO())
