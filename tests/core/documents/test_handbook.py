"""The handbook of a year, read back from the PDF: contents, links, margins, and nothing lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.documents.handbook import Handbook, kinds_in_order, write_handbook
from zjdesk.documents.minutes import Minutes, write_minutes
from zjdesk.documents.styles import BINDING_EDGE, OUTER_EDGE
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.errors import Cancelled
from zjdesk.kinds.catalogue import HEART_TALK, KINDS, TALK_CONTENT
from zjdesk.kinds.figures import figures_of
from zjdesk.people import Branch
from zjdesk.periods import year_of
from zjdesk.record import Record, State
from zjdesk.statistics.report import report

UNTIL = date(2026, 11, 30)
POINT = 1.0


def a_handbook(branch: Branch, records: list[Record], **values: object) -> Handbook:
    figures = [figures_of(record) for record in records]
    known = Known(branch=branch, figures=figures)
    minutes = [Minutes(record, branch.name, {}) for record in records]
    handbook = Handbook(
        branch=branch,
        until=UNTIL,
        minutes=minutes,
        duties=matrix(known, UNTIL.year, UNTIL),
        figures=report(branch, figures, year_of(UNTIL), today=UNTIL),
    )
    return replace(handbook, **values)


class Book:
    """A handbook as a reader meets it."""

    def __init__(self, handbook: Handbook, *, starts_right: bool = False) -> None:
        target = BytesIO()
        write_handbook(handbook, target, starts_right=starts_right)
        self.data = target.getvalue()
        self.pdf = pypdf.PdfReader(BytesIO(self.data))
        self.texts = texts(self.data)
        self.numbers = {
            page.indirect_reference.idnum: n for n, page in enumerate(self.pdf.pages, 1)
        }
        self.links = [
            (squeezed(link["/Contents"]), self.numbers[list.__getitem__(link["/Dest"], 0).idnum])
            for number in self.contents
            for link in map(pypdf.generic.IndirectObject.get_object,
                            self.pdf.pages[number - 1]["/Annots"])
        ]  # fmt: skip
        """Every line of the contents with the page that its link leads to."""

    @property
    def contents(self) -> list[int]:
        """The numbers of the pages with contents."""
        return [n for n, page in enumerate(self.pdf.pages, 1) if "/Annots" in page]

    @property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        return list(self._bookmarks(self.pdf.outline, 0))

    def _bookmarks(self, outline, level):
        for one in outline:
            if isinstance(one, list):
                yield from self._bookmarks(one, level + 1)
            else:
                page = self.pdf.get_destination_page_number(one) + 1
                yield level, squeezed(one.title), page

    def first_pages(self) -> dict[str, int]:
        """The chapters with their first pages."""
        return {title: page for level, title, page in self.bookmarks if level == 0}


def texts(data: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(data)
    return [squeezed(page.get_textpage().get_text_range()) for page in pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def numbered(records: list[Record]) -> list[Record]:
    for number, record in enumerate(records, 1):
        record.state, record.revision = State.FINAL, 1
        record.number = f"{KINDS[record.kind].short}2026-{number:02}"
    return records


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    branch = sample_branch()
    return a_handbook(branch, numbered(sample_records(branch)))


@pytest.fixture(scope="module")
def small(handbook) -> Handbook:
    """With a few records, talks and open matters among them."""
    return replace(handbook, minutes=handbook.in_order[:6] + handbook.in_order[-16:])


@pytest.fixture(scope="module")
def book(handbook) -> Book:
    return Book(handbook)


# ---------------------------------------------------------------------------- finding things


def test_the_contents_name_the_pages_to_which_they_lead(book):
    assert book.contents == [3, 4, 5]
    printed = "".join(book.texts[number - 1] for number in book.contents)
    assert len(book.links) > 60
    for title, page in book.links:
        assert f"{title}{page}" in printed, title
        assert f"第{page}页共{len(book.texts)}页" in book.texts[page - 1]


def test_the_pages_hold_what_the_contents_say(book, handbook):
    chapter = ""
    for title, page in book.links:
        day = re.match(r"(\d+年)?\d+月\d+日", title)
        if day is None or title in book.first_pages():
            chapter = title
            assert book.texts[page - 1].endswith(chapter)
        else:
            assert re.sub("（兼.*）", "", title.removeprefix(day[0])) in book.texts[page - 1]
            assert book.texts[page - 1].endswith(chapter)


def test_bookmarks_lead_where_the_contents_lead(book):
    (_, contents, page), *others = book.bookmarks
    assert (contents, page) == ("目录", 3)
    assert [(title, page) for _, title, page in others] == book.links
    assert {level for level, _, _ in others} == {0, 1}


def test_kinds_follow_each_other_as_in_handbooks(book):
    chapters = list(book.first_pages())
    assert chapters[1:7] == [
        "支部基本情况", "党员名册", "发展党员", "2026年工作计划", "组织生活落实情况",
        "支部党员大会记录",
    ]  # fmt: skip
    assert chapters[-4:] == ["跟进和整改事项", "2026年工作总结", "归档目录", "检查和移交"]
    names = [kind.name for kind in kinds_in_order()]
    assert set(names) == {kind.name for kind in KINDS.values()}
    assert names.index("谈心谈话") + 1 == names.index("组织生活会")


# ---------------------------------------------------------------------------- nothing lost


def test_every_record_is_bound_page_for_page(book, handbook):
    target = BytesIO()
    minutes = [one for one in handbook.in_order if one.record.kind != HEART_TALK.key]
    write_minutes(minutes, target)
    place = book.first_pages()["支部党员大会记录"] - 1
    for page in texts(target.getvalue()):
        body = re.sub(r"第\d+页共\d+页$", "", page)
        while not book.texts[place].startswith(body):
            assert "谈心谈话登记" in book.texts[place], body[:60]
            place += 1
        place += 1


def test_talks_are_registered_by_their_day_alone(book, handbook):
    talks = [one.record for one in handbook.minutes if one.record.kind == HEART_TALK.key]
    assert talks
    everything = "".join(book.texts)
    for talk in talks:
        assert squeezed(talk[TALK_CONTENT])[:20] not in everything
        assert talk.number in everything
    page = book.texts[book.first_pages()["谈心谈话登记"] - 1]
    assert f"共{len(talks)}次" in page
    assert not any(member.name in page for member in handbook.branch.members)


def test_talks_are_bound_where_somebody_wants_them(small):
    book = Book(replace(small, with_talks=True))
    talks = [one.record for one in small.minutes if one.record.kind == HEART_TALK.key]
    everything = "".join(book.texts)
    assert all(squeezed(talk[TALK_CONTENT])[:20] in everything for talk in talks)
    assert "谈心谈话记录" in book.first_pages()


def test_a_meeting_that_is_a_talk_besides_is_bound_without_it():
    record = a_record("committee_meeting", also=["heart_talk"], number="支委会2026-01", revision=1)
    record.state = State.FINAL
    record[TALK_CONTENT] = "家里有困难"
    handbook = a_handbook(a_branch(), [record])
    page = next(text for text in Book(handbook).texts if "编号：支委会2026-01" in text)
    assert "家里有困难" not in page
    (whole,) = (text for text in Book(replace(handbook, with_talks=True)).texts if "家里" in text)
    mark = re.compile(r"编号：支委会2026-01第1版\w*第")
    assert mark.search(page)[0] == mark.search(whole)[0]


def test_what_is_personal_stays_out(book, handbook):
    roster = book.texts[book.first_pages()["党员名册"] - 1]
    for member in handbook.branch.members:
        assert str(member.birth_date) not in roster


def test_votes_and_matters_are_told_once_more(book):
    first = book.first_pages()
    assert "表决通过" in book.texts[first["表决和选举情况"] - 1]
    assert "已完成" in book.texts[first["跟进和整改事项"] - 1]


def test_open_matters_are_told_as_open(small):
    records = [one.record for one in small.minutes]
    matter = next(one for r in records for item in r.agenda for one in item.follow_ups)
    book = Book(replace(small, unsettled={matter.id}))
    start = book.first_pages()["跟进和整改事项"] - 1
    end = book.first_pages()["2026年工作总结"] - 1
    assert "".join(book.texts[start:end]).count("未完成") == 1


def test_plan_and_summary_are_left_to_be_written(book):
    for title in ("2026年工作计划", "2026年工作总结"):
        page = book.texts[book.first_pages()[title] - 1]
        assert page.startswith(f"{title}（待填写）书记签字：")


# ---------------------------------------------------------------------------- the sheet


def test_the_wide_margin_lies_inside_on_both_sides(book):
    pages = pypdfium2.PdfDocument(book.data)
    lefts: dict[tuple[bool, bool], float] = {}
    for number, page in enumerate(pages, 1):
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        is_across = page.get_width() > page.get_height()
        key = (is_across, bool(number % 2))
        # of a page across the sheet the head is bound, of others the left
        edges = [page.get_height() - box[3] if is_across else box[0] for box in boxes]
        lefts[key] = min([*edges, lefts.get(key, 1000)])
    assert lefts[False, True] == pytest.approx(BINDING_EDGE, abs=POINT)
    assert lefts[False, False] == pytest.approx(OUTER_EDGE, abs=POINT)
    moved = lefts[True, True] - lefts[True, False]
    assert moved == pytest.approx(BINDING_EDGE - OUTER_EDGE, abs=POINT)


def test_sections_may_begin_on_right_pages(small):
    book = Book(small, starts_right=True)
    assert all(page % 2 for page in book.first_pages().values())
    assert any("本页空白" in text for text in book.texts)
    printed = "".join(book.texts[number - 1] for number in book.contents)
    assert all(f"{title}{page}" in printed for title, page in book.links)


def test_the_cover_says_whose_book_it_is(book, handbook):
    assert squeezed(handbook.branch.name) in book.texts[0]
    assert "2026年度" in book.texts[0]
    assert "顾砚秋" in book.texts[0]
    assert book.pdf.metadata.title == f"{handbook.branch.name}2026年党支部工作手册"


# ---------------------------------------------------------------------------- making it


def test_equal_books_are_equal_bytes(small):
    assert Book(small).data == Book(small).data


def test_progress_goes_on_and_may_cancel(small):
    told = []
    write_handbook(small, BytesIO(), progress=lambda *one: told.append(one))
    done = [one[0] for one in told]
    assert done == sorted(done)
    assert told[-1][0] == told[-1][1]

    def cancel(done: int, total: int, what: str) -> None:
        if done > total / 2:
            raise Cancelled

    target = BytesIO()
    with pytest.raises(Cancelled):
        write_handbook(small, target, progress=cancel)
    assert target.getvalue() == b""


def test_a_year_without_records_is_a_book_too():
    book = Book(a_handbook(a_branch(), [], drafts=2))
    assert "还没有定稿的记录2条，没有编入" in book.texts[1]
    assert "支部党员大会记录" not in book.first_pages()
    assert "共0件0页" in book.texts[book.first_pages()["归档目录"] - 1]


def test_a_day_of_another_year_is_told_with_it():
    record = a_record("org_life_meeting", day=date(2027, 1, 8), for_year=2026, title="组织生活会")
    record.also = ["democratic_appraisal"]
    book = Book(a_handbook(a_branch(), numbered([record])))
    assert ("2027年1月8日组织生活会（兼民主评议）", 8) in book.links


def test_a_long_title_goes_on_below_itself():
    branch = a_branch()
    title = "关于学习贯彻全国教育大会精神、推进学校思想政治工作高质量发展的专题党员大会" * 2
    record = a_record(title=title, state=State.FINAL, number="党员大会2026-01", revision=1)
    book = Book(a_handbook(branch, [record]))
    ((found, page),) = [(words, page) for words, page in book.links if squeezed(title) in words]
    assert f"{found}{page}" in book.texts[2]
