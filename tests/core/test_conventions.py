"""Random years against a copy of the conventions: everything counted and every duty alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import conventions
from tests.core.test_duties import shape
from tests.random_years import Year, a_year
from tests.samples import SAMPLE
from zjdesk.branch_file import read_branch
from zjdesk.duties.known import Known
from zjdesk.duties.matrix import matrix
from zjdesk.kinds.ballots import ballot_faults
from zjdesk.kinds.figures import figures_of
from zjdesk.kinds.files import read_records
from zjdesk.kinds.headcount import count, hours, settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.presence import presence_of
from zjdesk.kinds.verdicts import verdict
from zjdesk.people import Branch
from zjdesk.record import Record
from zjdesk.regulations.in_force import Regulations
from zjdesk.statistics.attended import Attended
from zjdesk.statistics.one_member import about

SEEDS = 40
EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))


def test_the_copy_gives_the_sample_year() -> None:
    branch = json.loads((SAMPLE / "branch.json").read_text("utf-8"))
    lines = (SAMPLE / "records.jsonl").read_text("utf-8").splitlines()
    found = conventions.compute(branch, [json.loads(line) for line in lines])
    for part in ("records", "duties", "members"):
        assert found[part] == EXPECTED[part]
    assert found["votes"]
    for vote in found["votes"]:
        assert any(vote.items() <= one.items() for one in EXPECTED["votes"])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_random_year(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    year = a_year(seed)
    monkeypatch.setattr(conventions, "AS_OF", year.as_of.isoformat())
    monkeypatch.setattr(conventions, "YEAR", year.number)
    expected = conventions.compute(year.branch, year.records)
    branch, records = read(year)
    assert [numbers(line, one, branch) for line, one in records.items()] == expected["records"]
    assert [vote for line, one in records.items() for vote in votes(line, one)] == [
        one for one in expected["votes"] if one["expected_voters"]
    ]
    assert members(branch, list(records.values()), year.as_of) == expected["members"]
    assert duties(branch, records, year) == expected["duties"]


def read(year: Year) -> tuple[Branch, dict[int, Record]]:
    branch = read_branch(json.loads(json.dumps(year.branch)))
    if not year.records:
        return branch, {}
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in year.records)
    records = read_records(lines.encode())
    for record in records.values():
        assert settle(record, branch) == []
    return branch, dict(records)


def numbers(line: int, record: Record, branch: Branch) -> dict[str, Any]:
    head, presence = count(record), presence_of(record)
    away = {member for member, one in presence.items() if not one.is_there}
    return {
        "line": line, "day": str(record.day), "kind": record.kind, "title": record.title,
        "expected": head.expected, "waived": head.waived, "present": head.present,
        "on_leave": head.on_leave, "absent": head.absent, "remote": head.remote,
        "rate": head.rate, "away": [one.name for one in branch.members if one.id in away],
        "expected_voters": head.expected_voters, "present_voters": head.present_voters,
        "hours": hours(record),
    }  # fmt: skip


def votes(line: int, record: Record) -> list[dict[str, Any]]:
    """The votes of a record in which somebody may vote."""
    found = []
    for item in record.agenda:
        if item.vote and count(record).expected_voters:
            judged = verdict(record, item.vote, regulations_for(record))
            quorum, majority = judged.quorum, judged.majority
            assert quorum
            assert majority
            # More written opinions than absentees is a fault that the conventions do not look for.
            faults = [one for one in ballot_faults(record, item.vote) if "书面意见" not in one]
            found.append({
                "line": line, "expected_voters": quorum.expected,
                "present_voters": quorum.present, "need_present": quorum.need,
                "may_be_held": quorum.is_reached, "need_ayes": majority.need,
                "ayes_counted": majority.ayes, "passed": judged.passed,
                "ballots_add_up": not faults,
            })  # fmt: skip
    return found


def members(branch: Branch, records: list[Record], as_of: date) -> list[dict[str, Any]]:
    figures = [figures_of(record) for record in records]
    found = []
    for member in branch.members:
        known, every = about(member, branch, figures, Regulations(as_of)), Attended()
        for one in known.years.values():
            every.include(one)
        target = known.target
        found.append({
            "name": member.name, "birth_date": str(member.birth_date),
            "expected": every.expected, "present": every.present,
            "rate": None if target is None else every.rate,
            "hours": every.hours, "made_up_hours": every.made_up_hours, "target": target,
            "hours_met": None if target is None else every.hours >= target,
            "hours_short": None if target is None else max(0, target - every.hours),
        })  # fmt: skip
    return found


def duties(branch: Branch, records: dict[int, Record], year: Year) -> dict[str, Any]:
    known = Known(branch=branch, figures=[figures_of(one) for one in records.values()])
    this, last = (matrix(known, number, year.as_of) for number in (year.number, year.number - 1))
    return shape(this, last, {record.id: line for line, record in records.items()})
