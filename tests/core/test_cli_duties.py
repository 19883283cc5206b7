"""The duties by the command line: the table, the list, files, excuses, exit status."""

from __future__ import annotations

import json
import shutil
from io import BytesIO

import pypdf
import pytest

from tests.samples import SAMPLE
from zjdesk.cli import main

DAY = "2026-11-25"
RECORDS = SAMPLE / "records.jsonl"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("duties") / "汐桥.zj"
    for verb in (("new", ledger, "--branch", SAMPLE / "branch.json"), ("add", RECORDS)):
        assert main(["--ledger", str(ledger), *map(str, verb)]) == 0
    return ledger


@pytest.fixture
def shell(made, tmp_path, capsys):
    ledger = shutil.copy(made, tmp_path / "汐桥.zj")

    def run(*arguments: object, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        got = main(["--ledger", str(ledger), "--by", "程思齐", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert got == status, (out, err)
        return out, err

    return run


def test_the_year_as_a_table_and_what_is_to_be_done(shell):
    out, _ = shell("duties", "--on", DAY, status=1)
    lines = out.splitlines()
    assert lines[0] == "2026年，截至2026-11-25"
    assert "支部党员大会    开----------   开----------   开----------   开----------" in lines
    assert "支部委员会会议  开   缺   开   开   开   开   开   缺   开   开   开   待" in lines
    assert "第二党小组会    缺   缺   开   开   开   缺   缺   缺   开   开   近   待" in lines
    assert "2026-11-30　11月第一党小组会　还有5天" in lines
    assert "缺开（22）" in lines
    assert not any("中心组" in line for line in lines)


def test_the_same_for_a_program(shell):
    found = json.loads(shell("duties", "--on", DAY, "--json", status=1)[0])
    assert (found["year"], found["on"], found["missing"]) == (2026, DAY, 22)
    of = {row["duty"]: row["periods"] for row in found["duties"]}
    august = of["group_meeting"][7]
    assert (august["from"], august["to"], august["status"]) == (
        "2026-08-01", "2026-08-31", "missing",
    )  # fmt: skip
    assert august["groups"][0]["group"] == "第一党小组"
    assert len(of["heart_talk"][0]["not_yet_covered"]) == 18
    assert len(of["member_assembly"][1]["records"]) == 3
    targets = [task["target"] for task in found["tasks"]]
    assert {"new_record": {"kind": "group_meeting", "day": DAY, "group": "第一党小组"}} in targets
    assert {key for target in targets for key in target} == {
        "new_record", "record", "members", "prospect",
    }  # fmt: skip


def test_another_year_has_no_list_and_a_year_without_gaps_is_done(shell):
    found = json.loads(shell("duties", "--year", 2025, "--on", DAY, "--json", status=1)[0])
    assert found["tasks"] == []
    shell("duties", "--year", 2027, "--on", DAY)


def test_on_paper_and_for_the_phone(shell, tmp_path):
    paper, calendar = tmp_path / "表.pdf", tmp_path / "日历.ics"
    assert shell("duties", "--on", DAY, "--to", paper)[0] == f"已写到 {paper}\n"
    (page,) = pypdf.PdfReader(BytesIO(paper.read_bytes())).pages
    assert "截至2026年11月25日" in page.extract_text().replace("\n", "")
    shell("duties", "--on", DAY, "--to", calendar)
    text = calendar.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:12月主题党日\r\n" in text
    assert "DTSTART;VALUE=DATE:202608" not in text
    assert ".pdf" in shell("duties", "--to", tmp_path / "表.doc", status=2)[1]
    _, err = shell("duties", "--year", 2025, "--on", DAY, "--to", calendar, status=3)
    assert "只有今年的" in err


def test_an_excuse_is_noted_taken_back_and_undone(shell):
    def august() -> dict:
        found = json.loads(shell("duties", "--on", DAY, "--json", status=1)[0])
        return {row["duty"]: row["periods"] for row in found["duties"]}["committee_meeting"][7]

    out, _ = shell("duties", "excuse", "committee_meeting", "2026-08-15", "--reason", "暑假外出")
    assert out == "已注明不召开：2026年8月支部委员会会议\n"
    assert (august()["status"], august()["reason"]) == ("excused", "暑假外出")
    shell("duties", "excuse", "committee_meeting", "2026-08-01", "--reason", "委员外出培训")
    assert august()["reason"] == "委员外出培训"
    shell("duties", "excuse", "committee_meeting", "2026-08-31", "--remove")
    assert august()["status"] == "missing"
    shell("undo")
    assert august()["reason"] == "委员外出培训"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("2026-08-15",), 3, "--reason"),
        (("2026-08-15", "--reason", " "), 3, "--reason"),
        (("2026-08-15", "--reason", "暑假", "--group", "第九党小组"), 2, "没有“第九党小组”"),
        (("八月", "--reason", "暑假"), 3, "日期"),
    ],
)
def test_an_excuse_without_reason_group_or_day_is_refused(shell, arguments, status, words):
    assert words in shell("duties", "excuse", "group_meeting", *arguments, status=status)[1]


def test_an_excuse_of_one_group_only_where_groups_meet(shell):
    excuse = ("duties", "excuse", "member_assembly", "2026-08-15", "--group", "第二党小组")
    _, err = shell(*excuse, "--reason", "外出培训", status=3)
    assert "支部党员大会不是按党小组开的" in err


def test_an_excuse_of_one_group(shell):
    excuse = ("duties", "excuse", "group_meeting", "2026-08-15", "--group", "第二党小组")
    assert "2026年8月第二党小组会" in shell(*excuse, "--reason", "外出培训")[0]
    out, _ = shell("duties", "--on", DAY, status=1)
    assert "第二党小组会    缺   缺   开   开   开   缺   缺   免   开   开   近   待" in out
