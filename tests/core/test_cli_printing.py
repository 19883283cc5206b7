"""`zjdesk print --form`: which papers, for which records, and what a person is told."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pypdf
import pytest

from tests.samples import SAMPLE
from zjdesk.cli import main
from zjdesk.documents.papers import PAPERS


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    """The sample branch with its 62 records, as drafts."""
    path = tmp_path_factory.mktemp("ledger") / "汐桥.zj"
    assert main(["--ledger", str(path), "new", str(path), "--branch", f"{SAMPLE}/branch.json"]) == 0
    assert main(["--ledger", str(path), "add", f"{SAMPLE}/records.jsonl"]) == 0
    return path


@pytest.fixture
def shell(ledger, capsys):
    def run(*arguments: object, status: int = 0) -> str:
        capsys.readouterr()
        got = main(["--ledger", str(ledger), *map(str, arguments)])
        out, err = capsys.readouterr()
        assert got == status, (out, err)
        return out + err

    return run


def text_of(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def record_of(shell, kind: str) -> str:
    return shell("list", "--kind", kind).split("　")[0]


@pytest.mark.parametrize("key", ["ballot", "signin", "resolution", "report-org-life"])
def test_of_a_year_what_fits_is_printed(shell, tmp_path, key) -> None:
    target = tmp_path / "纸.pdf"
    shell("print", "--year", "2026", "--form", key, "--to", target)
    assert text_of(target)


def test_without_a_form_it_is_the_minutes(shell, tmp_path) -> None:
    target = tmp_path / "a.pdf"
    shell("print", record_of(shell, "committee_meeting"), "--to", target)
    assert "支部委员会会议记录" in text_of(target)
    assert pypdf.PdfReader(target).metadata.title.startswith("支部委员会会议记录　")


def test_a_letter_gets_the_date_that_is_wished(shell, tmp_path) -> None:
    target = tmp_path / "a.pdf"
    one = record_of(shell, "committee_meeting")
    shell("print", one, "--form", "notice", "--dated", "2026-03-02", "--to", target)
    assert "2026年3月2日" in text_of(target)


def test_slips_are_counted_and_placed_as_wished(shell, tmp_path) -> None:
    target = tmp_path / "a.pdf"
    ids = [
        line.split("　")[0] for line in shell("search", "转正").splitlines() if "党员大会" in line
    ]
    wished = ("--form", "ballot", "--slips", "5", "--per-page", "2")
    shell("print", ids[0], *wished, "--to", target)
    assert len(pypdf.PdfReader(target).pages) == 3
    assert text_of(target).count("表决票") == 5


def test_a_record_that_does_not_fit_is_refused_with_the_reason(shell, tmp_path) -> None:
    target = tmp_path / "a.pdf"
    one = record_of(shell, "heart_talk")
    said = shell("print", one, "--form", "summary", "--to", target, status=2)
    assert "不能印成会议纪要：谈心谈话没有纪要" in said
    assert not target.exists()


def test_of_a_selection_what_does_not_fit_is_passed_over(shell, tmp_path) -> None:
    selection = ("--kind", "heart_talk", "--form", "ballot")
    said = shell("print", *selection, "--to", tmp_path / "a.pdf", status=2)
    assert "没有可以印成选票的：要有投票的表决" in said


@pytest.mark.parametrize(
    ("wished", "words"),
    [
        (("--form", "minute"), "没有“minute”这种纸，可以是：minutes（会议记录）、"),
        (("--slips", "0"), "张数（--slips）写 expected、present，或者1到1000的数"),
        (("--slips", "all"), "张数（--slips）写 expected、present"),
        (("--per-page", "3"), "“--per-page”的值不对"),
        (("--dated", "明天"), "“--dated”的值不对"),
    ],
)
def test_wrong_wishes_are_usage_errors(shell, tmp_path, wished, words) -> None:
    said = shell("print", "--year", "2026", *wished, "--to", tmp_path / "a.pdf", status=3)
    assert words in said


def test_the_help_names_every_form(shell) -> None:
    said = "".join(shell("print", "--help").split())
    assert [key for key in PAPERS if key not in said] == []


def test_a_word_file_is_written_where_its_name_asks_for_one(shell, tmp_path) -> None:
    target = tmp_path / "a.docx"
    one = record_of(shell, "committee_meeting")
    assert "已印到" in shell("print", one, "--form", "summary", "--to", target)
    assert "支部委员会会议纪要" in "".join(p.text for p in docx.Document(str(target)).paragraphs)


def test_another_kind_of_file_is_refused(shell, tmp_path) -> None:
    one = record_of(shell, "committee_meeting")
    said = shell("print", one, "--to", tmp_path / "a.odt", status=2)
    assert "只能印成 PDF 或 Word 文件，不能印成“a.odt”" in said


def test_what_was_printed_to_be_signed_is_remembered(shell, tmp_path):
    record_id = record_of(shell, "committee_meeting")
    shell("finalise", record_id, "--override", "示例记录，照原样定稿")
    shell("print", record_id, "--form", "signin", "--to", tmp_path / "签到.pdf")
    shell("reopen", record_id, "--reason", "地点写错了")
    shell("print", record_id, "--to", tmp_path / "一.pdf")
    assert "签字后已修改" not in text_of(tmp_path / "一.pdf"), "a sign-in sheet is no minutes"
    shell("finalise", record_id, "--override", "示例记录，照原样定稿")
    shell("print", record_id, "--to", tmp_path / "二.pdf")
    shell("reopen", record_id, "--reason", "时间写错了")
    shell("print", record_id, "--to", tmp_path / "三.pdf")
    assert "签字后已修改" in text_of(tmp_path / "三.pdf")


def test_the_data_of_a_record_goes_with_its_minutes(shell, tmp_path):
    record_id = record_of(shell, "theme_party_day")
    target = tmp_path / "归档.pdf"
    shell("print", record_id, "--with-data", "--to", target)
    [[data]] = pypdf.PdfReader(target).attachments.values()
    assert json.loads(data)["id"] == record_id
    bare = tmp_path / "平常.pdf"
    shell("print", record_id, "--to", bare)
    assert not pypdf.PdfReader(bare).attachments
    shell("print", record_id, "--with-data", "--form", "signin", "--to", bare, status=3)
    shell("print", record_id, "--with-data", "--to", tmp_path / "a.docx", status=3)
