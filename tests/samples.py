"""Builders with sensible defaults, and the sample branch."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from zjdesk.branch_file import read_branch
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.files import read_records
from zjdesk.kinds.headcount import settle
from zjdesk.paths import resources
from zjdesk.people import Branch
from zjdesk.record import Record

SAMPLE = resources() / "sample"


def sample_branch(*, ids: list[dict[str, Any]] | None = None) -> Branch:
    """The sample branch; `ids` gives some members an id, by name and birth date."""
    data = json.loads((SAMPLE / "branch.json").read_text(encoding="utf-8"))
    for given in ids or []:
        for member in data["members"]:
            if (member["name"], member["birth_date"]) == (given["name"], given["birth_date"]):
                member["id"] = given["id"]
    return read_branch(data)


def sample_records(branch: Branch) -> list[Record]:
    """The 62 records of the sample year, settled."""
    records = list(read_records((SAMPLE / "records.jsonl").read_bytes()).values())
    for record in records:
        assert settle(record, branch) == []
    return records


def a_branch(*names: str) -> Branch:
    """A small branch of full members, the first of them secretary, in one group."""
    names = names or ("白知远", "杜若溪", "甘棠")
    return read_branch(
        {
            "branch": {
                "name": "中共汀南小学支部委员会",
                "committee": [{"name": names[0], "office": "secretary", "from": "2024-01-01"}],
                "groups": [{"name": "第一党小组", "leader": names[0]}],
            },
            "members": [
                {
                    "id": f"m{number}",
                    "name": name,
                    "category": "full",
                    "joined_on": "2010-01-01",
                    "full_on": "2011-01-01",
                    "group": "第一党小组",
                    "from": "2012-01-01",
                }
                for number, name in enumerate(names, 1)
            ],
        }
    )


def a_record(kind: str = "member_assembly", **values: Any) -> Record:
    """A record of a kind with its common fields filled in; `values` override attributes."""
    record = Record(
        kind=kind,
        title=f"{KINDS[kind].short}：春季安排",
        day=date(2026, 3, 12),
        starts_at=time(14, 30),
        ends_at=time(16, 10),
        place="行政楼三楼会议室",
        chair="白知远",
        recorder="杜若溪",
        group="第一党小组",
    )
    for name, value in values.items():
        setattr(record, name, value)
    return record
