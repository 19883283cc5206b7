"""The verb statistics: as text, as JSON, as files; nothing is made of what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.samples import SAMPLE
from zjdesk.cli import DONE, TROUBLE, USAGE, main

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("支部") / "台账.zj")
    assert main(["new", path, "--branch", str(SAMPLE / "branch.json")]) == DONE
    assert main(["add", str(SAMPLE / "records.jsonl"), "--ledger", path]) == DONE
    return path


def run(ledger: str, *words: str) -> int:
    return main(["statistics", *words, "--on", "2026-11-30", "--ledger", ledger])


def test_the_year_as_text(ledger, capsys):
    assert run(ledger, "--year", "2026") == DONE
    out = capsys.readouterr().out
    assert "2026年组织生活统计" in out
    head = next(line for line in out.splitlines() if line.startswith("姓名") and "应到" in line)
    first = next(line for line in out.splitlines() if line.startswith("顾砚秋"))
    assert head.split()[:4] == ["姓名", "党小组", "应到", "实到"]
    assert first.split()[2:4] == ["45", "41"]
    assert "应开" in out


def test_the_year_as_json(ledger, capsys):
    assert run(ledger, "--year", "2026", "--json") == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["records"] == 62
    kinds = found["tables"]["kinds"]
    assert [row["records"] for row in kinds["rows"]][:3] == [7, 10, 11]
    assert kinds["total"]["rate"] == 88.5
    assert found["tables"]["surveys"]["rows"][0]["day"] == "2026-11-12"
    assert {column["type"] for column in found["tables"]["surveys"]["columns"]} == {
        "text", "count", "day",
    }  # fmt: skip
    assert found["charts"][1]["bars"][0] == {"label": "顾砚秋", "value": 65.0, "target": 56.0}
    assert found["tables"]["duties"]["rows"][0]["due"] == 4


def test_any_days(ledger, capsys):
    assert run(ledger, "--since", "2026-01-01", "--until", "2026-06-30", "--json") == DONE
    found = json.loads(capsys.readouterr().out)
    days = [record["day"] for record in EXPECTED["records"] if record["day"] <= "2026-06-30"]
    assert (found["since"], found["until"], found["records"]) == (
        "2026-01-01", "2026-06-30", len(days),
    )  # fmt: skip


def test_a_book_of_sheets_and_a_paper(ledger, tmp_path, capsys):
    book, paper = tmp_path / "统计.xlsx", tmp_path / "统计.pdf"
    assert run(ledger, "--year", "2026", "--to", str(book)) == DONE
    assert "记录 62 条" in capsys.readouterr().out
    assert "应开和已开" in load_workbook(book).sheetnames
    assert run(ledger, "--year", "2026", "--to", str(paper), "--json") == DONE
    assert json.loads(capsys.readouterr().out) == {"file": str(paper), "records": 62}
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_year_without_records(ledger, capsys):
    assert run(ledger, "--year", "2031") == DONE
    assert "这段时间没有记录" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--year", "2026", "--since", "2026-01-01"], "--year"),
        (["--since", "2026-01-01"], "--until"),
        (["--since", "2026-02-01", "--until", "2026-01-01"], "不晚于"),
        (["--since", "二月"], "--since"),
    ],
)
def test_days_that_do_not_fit(ledger, capsys, words, told):
    assert run(ledger, *words) == USAGE
    assert told in capsys.readouterr().err


def test_a_name_that_is_neither_sheet_nor_paper(ledger, tmp_path, capsys):
    assert run(ledger, "--to", str(tmp_path / "统计.docx")) == TROUBLE
    assert "没有写入" in capsys.readouterr().err
    assert not (tmp_path / "统计.docx").exists()
