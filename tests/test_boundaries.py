"""The shape of the program: what runs without what, and that the map of the code is complete."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zjdesk

ROOT = Path(__file__).parents[1]
MODULES = [module.name for module in pkgutil.walk_packages(zjdesk.__path__, "zjdesk.")]


def run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_core_runs_without_qt():
    modules = [name for name in MODULES if not re.search("__main__|migrations", name)]
    run(f"import sys; sys.modules['PySide6'] = None; import {', '.join(modules)}")


def test_the_map_names_every_module():
    top = {name.split(".")[1] for name in MODULES if name.count(".") == 1} - {"__main__"}
    named = set(re.findall(r"^(\w+)  +\S", zjdesk.__doc__ or "", re.MULTILINE))
    assert named == top


@pytest.mark.parametrize("verb", ["--help", "kinds", "kinds --json"])
def test_the_command_line_answers_without_heavy_imports(verb):
    code = f"""
import sys
from zjdesk.cli import main
assert main({verb.split()!r}) == 0
heavy = {{"PySide6", "sqlalchemy", "reportlab", "PIL", "alembic", "pypinyin"}} & set(sys.modules)
assert not heavy, heavy
"""
    assert run(code)


def test_no_identity_number_in_the_repository_can_be_real():
    folders = ("zjdesk", "ui", "tests", "packaging", "resources")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    for path in [*paths, *ROOT.glob("*.md")]:
        if path.suffix in {".py", ".json", ".jsonl", ".md", ".csv", ".txt"}:
            for number in re.findall(
                r"(?<!\w)\d{17}[\dXx](?!\w)", path.read_text("utf-8", errors="replace")
            ):
                assert number.startswith("000000"), path
