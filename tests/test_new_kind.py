"""Adding a kind touches one file: the catalogue of a copy of the program is given one more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from tests.samples import SAMPLE

ROOT = Path(__file__).parents[1]

NEW_KIND = """
VISITED = Text("visited", "走访对象", required=True)
REASON = Choice("visit_reason", "走访事由", {"ill": "生病住院", "hardship": "生活困难"})
NEEDS = Prose("needs", "困难和诉求")

HOME_VISIT = Kind(
    key="home_visit",
    name="走访慰问",
    short="走访",
    title="走访慰问：",
    facts=(VISITED, REASON),
    body=(NEEDS,),
    expects=Expected.NAMED,
    chaired=False,
    signatures=("走访人", "记录人"),
)
KINDS[HOME_VISIT.key] = HOME_VISIT
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of the program whose catalogue alone has changed."""
    for name in ("zjdesk", "ui", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").symlink_to(ROOT / "resources", target_is_directory=True)
    with (tmp_path / "zjdesk/kinds/catalogue.py").open("a", encoding="utf-8") as catalogue:
        catalogue.write(NEW_KIND)
    return tmp_path


@pytest.mark.slow
def test_a_kind_added_to_the_catalogue_is_checked_stored_found_and_printed(copy):
    ledger = copy / "a.zj"

    def zjdesk(*arguments: object) -> str:
        command = [sys.executable, "-m", "zjdesk", "--ledger", ledger, *arguments]
        result = subprocess.run(
            list(map(str, command)), cwd=copy, capture_output=True, encoding="utf-8", check=False
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    visit = {
        "kind": "home_visit",
        "title": "走访慰问：看望魏老师",
        "day": "2026-03-06",
        "starts_at": "15:30",
        "ends_at": "16:30",
        "place": "运河新村",
        "recorder": "程思齐",
        "attendance": [{"name": "顾砚秋", "status": "present"}],
        "details": {"visited": "魏传厚", "visit_reason": "ill", "needs": "褥疮反复，想换护理床。"},
    }
    (copy / "visit.json").write_text(json.dumps(visit, ensure_ascii=False), encoding="utf-8")
    assert "走访慰问（home_visit）" in zjdesk("kinds")
    schema = json.loads(zjdesk("kinds", "--json"))["home_visit"]
    assert "visited" in schema["properties"]["details"]["properties"]
    zjdesk("new", ledger, "--branch", SAMPLE / "branch.json")
    record_id = zjdesk("add", "visit.json").strip()
    assert record_id[:16] in zjdesk("search", "生病住院")
    shown = json.loads(zjdesk("show", record_id, "--json"))
    assert shown["details"] == visit["details"]
    assert "走访2026-01" in zjdesk("finalise", record_id)
    zjdesk("print", record_id, "--to", "visit.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(copy / "visit.pdf").pages)
    for words in ("走访慰问记录", "走访对象", "生病住院", "褥疮反复", "走访人"):
        assert words in text.replace("\n", "")


@pytest.mark.slow
def test_its_form_is_there(copy):
    contract = [sys.executable, "-m", "pytest", "-q", "tests/ui", "-k", "home_visit"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(
        contract, cwd=copy, capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 0, result.stdout
    assert " passed" in result.stdout
