"""`zjdesk check`: the faults of the sample year are found, from the ledger and from the file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.core.test_cli import Shell
from tests.samples import SAMPLE, sample_branch, sample_records
from zjdesk.kinds.around import among, check_around
from zjdesk.kinds.files import read_records
from zjdesk.kinds.rules import check
from zjdesk.regulations.catalogue import DISCUSSED_FIRST
from zjdesk.regulations.in_force import LOCAL_RULES, LocalRule
from zjdesk.store import settings
from zjdesk.store.intake import take_in
from zjdesk.store.ledger import Ledger

DATA = Path(__file__).parents[1] / "data"
FAULTS = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["faults"]
LINES = [
    json.loads(line) for line in (SAMPLE / "records.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture
def shell(tmp_path, capsys):
    shell = Shell(tmp_path / "汐桥.zj", capsys)
    shell("new", shell.ledger, "--branch", SAMPLE / "branch.json")
    return shell


def of_faults(kind: str) -> list[dict]:
    return [fault for fault in FAULTS if fault["fault"] == kind]


def messages(problems: list[dict], words: str) -> list[tuple]:
    return sorted((one["where"].split(" ")[0], one["message"]) for one in problems
                  if words in one["message"])  # fmt: skip


def test_the_faults_of_a_year(shell):
    shell("add", SAMPLE / "records.jsonl")
    problems = shell.json("check", "--year", 2026, status=1)["problems"]

    def days(kind: str) -> list[str]:
        return sorted(LINES[fault["line"] - 1]["day"] for fault in of_faults(kind))

    def found(words: str) -> list[str]:
        return [day for day, _ in messages(problems, words)]

    assert found("未到会的原因") == days("absence_without_reason")
    assert found("与收回的") == days("ballots_do_not_add_up")
    both = days("two_places_at_once")
    assert found("同一时间也在") == sorted(both * 2), "told at each of the two records"
    blocking = [one for one in problems if one["weight"] == "blocks"]
    assert len(blocking) == len(days("absence_without_reason") + days("ballots_do_not_add_up"))


def test_the_heaviest_go_first_and_all_that_was_written_late_is_one_line(tmp_path, capsys):
    shell = Shell(tmp_path / "汐桥.zj", capsys)
    in_december = datetime(2026, 12, 31, 9, 0).astimezone()
    ledger = Ledger.create(shell.ledger, sample_branch(), now=lambda: in_december)
    take_in(ledger, read_records((SAMPLE / "records.jsonl").read_bytes()), folder=SAMPLE)
    ledger.close()
    lines = shell("check", "--year", 2026, status=1).splitlines()
    weights = [line[:2] for line in lines]
    assert weights == sorted(weights, key=["未完", "提醒"].index)
    late = [line for line in lines if "补记" in line]
    assert late == [f"提醒　有{len(LINES)}条记录是补记的，打印时会注明"]


def test_nothing_else_is_told_of_the_sample_year():
    records = sample_records(sample_branch())
    faulty = {line for fault in FAULTS
              for line in (fault.get("line"), fault.get("other_line")) if line}  # fmt: skip
    told = [
        (line, problem.message)
        for line, record in enumerate(records, 1)
        for problem in [*check(record), *check_around(record, among(record, records))]
        if line not in faulty
    ]
    assert told == []


def test_the_faults_of_a_file_before_it_is_read_in(shell):
    problems = shell.json("check", SAMPLE / "records.jsonl", status=1)["problems"]
    twice = {(one["line"]) for one in problems if "同一时间也在" in one["message"]}
    expected = {n for fault in of_faults("two_places_at_once")
                for n in (fault["line"], fault["other_line"])}  # fmt: skip
    assert twice == expected
    assert not [one for one in problems if "没有找到此前支委会" in one["message"]]


def test_a_file_is_judged_by_the_local_rules_too(shell, tmp_path):
    election = next(
        line
        for line in LINES
        for item in line.get("agenda", [])
        if item.get("vote", {}).get("matter") == "election"
    )
    file = tmp_path / "选举.json"
    file.write_text(json.dumps(election, ensure_ascii=False), "utf-8")

    def not_discussed() -> list[tuple]:
        return messages(shell.json("check", file)["problems"], "没有找到此前支委会")

    assert not_discussed()
    nobody = LocalRule(rule=DISCUSSED_FIRST.field.key, value="nobody", reason="区局要求")
    ledger = Ledger.open(shell.ledger)
    with ledger.transaction("规定") as tx:
        settings.put(tx, LOCAL_RULES.key, LOCAL_RULES.to_json([nobody]))
    ledger.close()
    assert not_discussed() == []


def test_a_record_or_a_year_but_not_both(shell):
    shell("check", status=3)
    shell("check", "x.json", "--year", 2026, status=3)
    assert shell("check", "--year", 2031) == ""
