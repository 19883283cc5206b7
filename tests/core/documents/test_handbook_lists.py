"""归档目录, 移交清单 and 保管期限, from a ledger on disk to paper, sheet and command line."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pypdf
import pytest

from tests.samples import a_branch, a_record
from zjdesk.agenda import AgendaItem, FollowUp, Matter, Vote
from zjdesk.cli import main
from zjdesk.documents.archive_list import archive_list, write_archive_list
from zjdesk.documents.handbook_gathering import (
    archive_list_of,
    gather_handbook,
    gather_handover,
)
from zjdesk.documents.handover_list import handover_faults, write_handover_list
from zjdesk.documents.minutes import Correction, Minutes, write_minutes
from zjdesk.documents.retention import (
    RETENTION,
    LocalRetention,
    Retention,
    Retentions,
    read_retentions,
    with_retention,
)
from zjdesk.errors import Cancelled, LedgerDamaged, NotAllowed
from zjdesk.kinds.catalogue import INTERVIEWEE, KINDS, TALKER
from zjdesk.kinds.headcount import settle
from zjdesk.participants import Person
from zjdesk.record import Attachment
from zjdesk.store import records
from zjdesk.store.ledger import Ledger

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A ledger with final records of two years, a talk, a draft and an open matter."""
    path = tmp_path_factory.mktemp("lists") / "支部.zj"
    branch = a_branch()
    ledger = Ledger.create(path, branch, author="白知远")
    matter = FollowUp(what="联系社区", owner="杜若溪", due_on=date(2026, 5, 1))
    kept = [
        a_record(
            "member_assembly",
            title="春季党员大会",
            agenda=[AgendaItem("安排", follow_ups=[matter])],
        ),
        a_record("group_meeting", title="第一党小组学习", day=date(2026, 4, 2)),
        a_record("survey", title="走访调研", day=date(2026, 5, 6), recorder="甘棠"),
        a_record("heart_talk", title="与甘棠谈心", day=date(2026, 6, 1)),
        a_record("org_life_meeting", title="上年度组织生活会", day=date(2026, 1, 9), for_year=2025),
    ]
    kept[3][TALKER], kept[3][INTERVIEWEE] = Person(name="白知远"), Person(name="甘棠")
    draft = a_record("theme_party_day", title="没写完的主题党日", day=date(2026, 7, 1))
    with ledger.transaction("读入") as tx:
        for record in [*kept, draft]:
            assert settle(record, branch) == []
            records.save(tx, record)
    with ledger.transaction("定稿") as tx:
        for record in kept:
            records.finalise(tx, record.id)
    ledger.close()
    return path


@pytest.fixture
def ledger(path):
    ledger = Ledger.open(path, author="白知远")
    yield ledger
    ledger.close()


def text_of(paper: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(paper)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


# ---------------------------------------------------------------------------- what is gathered


def test_a_handbook_has_the_final_records_of_its_year(ledger):
    handbook, problems = gather_handbook(ledger, 2026, today=TODAY)
    assert problems == []
    titles = [one.record.title for one in handbook.in_order]
    assert titles == ["春季党员大会", "第一党小组学习", "与甘棠谈心", "走访调研"]
    assert handbook.drafts == 1
    assert handbook.until == TODAY
    (unsettled,) = handbook.unsettled
    assert unsettled == handbook.in_order[0].record.agenda[0].follow_ups[0].id


def test_a_life_meeting_belongs_to_the_year_for_which_it_was_held(ledger):
    handbook, _ = gather_handbook(ledger, 2025, today=TODAY)
    assert [one.record.title for one in handbook.minutes] == ["上年度组织生活会"]
    assert handbook.until == date(2025, 12, 31)


def test_there_is_no_handbook_of_a_year_to_come(ledger):
    with pytest.raises(NotAllowed, match="还没有到"):
        gather_handbook(ledger, 2027, today=TODAY)


# ---------------------------------------------------------------------------- 归档目录


def test_items_have_their_pages_and_what_is_kept_longest_goes_first(ledger):
    handbook, _ = gather_handbook(ledger, 2026, today=TODAY)
    listed = archive_list_of(handbook)
    assert [(one.number, one.title, one.day, one.retention) for one in listed.items] == [
        (1, "春季党员大会", "20260312", "永久"),
        (2, "谈心谈话记录", "20260601", "30年"),
        (3, "走访调研", "20260506", "30年"),
        (4, "第一党小组学习", "20260402", "10年"),
    ]
    assert [one.reference for one in listed.items][::3] == ["党员大会2026-01", "党小组会2026-01"]
    by_number = {one.reference: one.pages for one in listed.items}
    for minutes in handbook.minutes:
        paper = BytesIO()
        write_minutes([minutes], paper)
        assert by_number[minutes.record.number] == len(pypdf.PdfReader(paper).pages)
    paper = BytesIO()
    write_archive_list(listed, paper)
    text = text_of(paper.getvalue())
    assert "共4件" in text
    assert "永久1件，30年2件，10年1件" in text
    assert "待核对" in text
    assert "与甘棠谈心" not in text


def test_counting_pages_may_be_cancelled(ledger):
    def cancel(done: int, total: int, what: str) -> None:
        raise Cancelled

    handbook, _ = gather_handbook(ledger, 2026, today=TODAY)
    with pytest.raises(Cancelled):
        archive_list_of(handbook, progress=cancel)


def test_remarks_tell_of_late_writing_corrections_and_attachments():
    late = datetime(2026, 4, 20, 9, 0)
    record = a_record("survey", recorded_at=late, revision=2, attachments=[Attachment("问卷.pdf")])
    corrections = [Correction(1, late, "漏记")]
    minutes = Minutes(record, "某支部", {}, corrections=corrections)
    (item,) = archive_list("某支部", 2026, [(minutes, 7)], Retentions()).items
    assert (item.pages, item.remark) == (7, "补记；更正后第2版；附件1个")


# ---------------------------------------------------------------------------- 保管期限


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_period_and_says_how_surely(kind):
    version = Retentions().of_kind(kind)
    assert version.value in Retention
    assert version.origin.endswith("待核对）")


def test_the_longest_period_counts():
    group = a_record("group_meeting")
    assert Retentions().of(group) is Retention.TEN_YEARS
    group.also = ["party_lecture"]
    assert Retentions().of(group) is Retention.THIRTY_YEARS
    group.agenda = [AgendaItem("选举", vote=Vote(matter=Matter.ELECTION))]
    assert Retentions().of(group) is Retention.PERMANENT


def test_what_a_school_sets_goes_before_the_default():
    one = LocalRetention(kind="survey", retention=Retention.TEN_YEARS, reason="校档〔2026〕3号")
    local = with_retention([], one)
    found = read_retentions(json.loads(json.dumps(RETENTION.to_json(local))))
    assert found.of_kind("survey").value is Retention.TEN_YEARS
    assert "校档〔2026〕3号（本地规定）" in found.of_kind("survey").origin
    assert with_retention(local, LocalRetention(kind="survey")) == []


def test_a_setting_that_cannot_be_read_is_told():
    with pytest.raises(LedgerDamaged, match="保管期限"):
        read_retentions([{"kind": "survey", "retention": "for_ever"}])


# ---------------------------------------------------------------------------- 移交清单


def test_a_handover_tells_what_is_open(ledger):
    told = []
    handover = gather_handover(ledger, today=TODAY, progress=lambda *one: told.append(one))
    assert len(told) == 6
    counted = {(one.year, one.kind): (one.records, one.final) for one in handover.counted}
    assert counted[2026, "theme_party_day"] == (1, 0)
    assert counted[2025, "org_life_meeting"] == (1, 1)
    assert {gap.year for gap in handover.gaps} == {2026}
    lectures = next(gap for gap in handover.gaps if gap.duty == "党课")
    assert lectures.periods == ["第一季度", "第二季度", "第三季度"]
    assert len(handover.unsigned) == 5
    assert handover_faults(handover) == []
    paper = BytesIO()
    write_handover_list(handover, paper)
    text = text_of(paper.getvalue())
    for words in ("联系社区杜若溪2026-05-01", "没写完的主题党日", "党员大会2026-01", "移交人签字",
                  "接收人签字", "监交人签字", "6条，其中定稿5条"):  # fmt: skip
        assert words in text, words
    assert "与甘棠谈心" not in text


def test_an_empty_ledger_has_nothing_open(tmp_path):
    ledger = Ledger.create(tmp_path / "空.zj", a_branch(), author="白知远")
    handover = gather_handover(ledger, today=TODAY)
    ledger.close()
    paper = BytesIO()
    write_handover_list(handover, paper)
    assert text_of(paper.getvalue()).count("没有。") == 5


# ---------------------------------------------------------------------------- command line


@pytest.fixture
def shell(path, capsys):
    def run(*words: object, status: int = 0) -> str:
        capsys.readouterr()
        assert main(["--ledger", str(path), *map(str, words)]) == status
        out, err = capsys.readouterr()
        return out + err

    return run


def test_the_verbs_write_their_files(shell, tmp_path):
    book, sheet, handed = tmp_path / "手册.pdf", tmp_path / "目录.xlsx", tmp_path / "移交.pdf"
    said = shell("handbook", 2026, "--to", book, "--on", TODAY, "--right-pages", "--with-scans")
    assert "4条记录" in said
    assert "还没有定稿的1条" in said
    assert "党支部工作手册" in text_of(book.read_bytes())
    shell("archive-list", 2026, "--to", sheet, "--on", TODAY)
    rows = list(openpyxl.load_workbook(sheet).active.iter_rows(values_only=True))
    assert rows[0][0] == "件号"
    assert rows[1][:4] == (1, "中共汀南小学支部委员会", "党员大会2026-01", "春季党员大会")
    shell("archive-list", 2026, "--to", tmp_path / "目录.pdf", "--on", TODAY)
    shell("handover-list", "--to", handed, "--on", TODAY)
    assert "移交清单" in text_of(handed.read_bytes())


def test_other_names_of_files_are_refused(shell, tmp_path):
    for words in (["handbook", 2026], ["archive-list", 2026], ["handover-list"]):
        assert "不能写成" in shell(*words, "--to", tmp_path / "手册.docx", status=2)


def test_the_period_of_a_kind_is_set_and_taken_back(shell):
    assert "调研　30年" in shell("retention")
    shell("retention", "survey", "10年", "--reason", "本校办法")
    assert shell("retention", "survey").startswith("调研　10年　本校办法")
    assert json.loads(shell("retention", "survey", "--json"))["survey"]["retention"] == "ten_years"
    shell("retention", "survey", "默认")
    assert "调研　30年" in shell("retention", "survey")
    assert "期限请写" in shell("retention", "survey", "3年", status=3)
