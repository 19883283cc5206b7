"""The two commands of the README, the lock files, the licences."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
LOCKS = {
    path.stem: [
        Requirement(line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    for path in (ROOT / "packaging").glob("requirements*.txt")
}
RUNTIME = LOCKS["requirements"]
EVERYTHING = RUNTIME + LOCKS["requirements-dev"]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        f"packaging_{name}", ROOT / f"packaging/{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, working in a folder of its own with a virtual environment that is none."""
    module = load("dev")
    venv = tmp_path / ".venv"
    venv.mkdir()
    (venv / "pyvenv.cfg").write_text("version = 3.11.2\n")
    (venv / "python").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "lock.txt").write_text("a==1\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "python")
    return module


# ---------------------------------------------------------------------------- lock files


def test_every_line_is_one_exact_version_and_names_no_registry() -> None:
    for requirement in EVERYTHING:
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert requirement.url is None
    names = [canonicalize_name(requirement.name) for requirement in EVERYTHING]
    assert len(names) == len(set(names))


def test_the_lock_keeps_to_the_ranges_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "requirements": project["build-system"]["requires"] + project["project"]["dependencies"],
        "requirements-dev": project["project"]["optional-dependencies"]["dev"],
    }
    for lock, requirements in wanted.items():
        pinned = {canonicalize_name(pin.name): pin.specifier for pin in LOCKS[lock]}
        for requirement in map(Requirement, requirements):
            exact = str(pinned[canonicalize_name(requirement.name)]).removeprefix("==")
            assert requirement.specifier.contains(exact), requirement


@pytest.mark.parametrize("lock", [RUNTIME, EVERYTHING], ids=["runtime", "everything"])
def test_the_lock_leaves_nothing_for_pip_to_choose(lock: list[Requirement]) -> None:
    pinned = {canonicalize_name(requirement.name) for requirement in lock}
    needed = {
        canonicalize_name(needed.name)
        for pin in lock
        if pin.marker is None
        for needed in map(Requirement, distribution(pin.name).requires or [])
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    }
    assert needed <= pinned


def test_the_tests_run_with_the_versions_of_the_lock() -> None:
    for pin in EVERYTHING:
        if pin.marker is None or pin.marker.evaluate():
            assert str(pin.specifier) == f"=={version(pin.name)}", "packaging/lock.py"


# ---------------------------------------------------------------------------- the two commands


def test_the_readme_and_ci_give_the_same_test_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme
    assert ci.splitlines()[-1] == "exec python3 packaging/dev.py test --all"


def test_dev_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "packaging" / "dev.py").read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_a_second_start_knows_that_nothing_has_changed(dev: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    assert not dev.is_set_up([lock])
    dev.stamp([lock]).write_text(dev.fingerprint([lock]))
    assert dev.is_set_up([lock])
    lock.write_text("a==2\n")
    assert not dev.is_set_up([lock])


def test_another_python_is_another_environment(dev: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    dev.stamp([lock]).write_text(dev.fingerprint([lock]))
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("version = 3.12.1\n")
    assert not dev.is_set_up([lock])


@pytest.mark.parametrize(
    ("display", "named"), [("", "libgl1"), (":0", "libgl1 libxcb-cursor0")], ids=["none", "x11"]
)
@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are Linux's matter")
def test_an_ordinary_user_gets_one_line_to_copy(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, display: str, named: str
) -> None:
    absent = {"libGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(dev, "_loads", lambda library: library not in absent)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(dev.Stopped) as stopped:
        dev.install_system_packages()
    line = str(stopped.value).splitlines()[-1]
    assert line == f"sudo apt-get install -y --no-install-recommends {named}"


def test_without_network_it_says_what_to_do(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "lock.txt").write_text("zjdesk-is-not-there==1\n")
    with pytest.raises(dev.Stopped, match="网络"):
        dev.pip("install", "--dry-run", "-r", str(tmp_path / "lock.txt"))


def test_an_interrupted_sample_is_made_anew_and_a_finished_one_is_kept(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "SAMPLE", tmp_path / "演示")

    def demo(*arguments: str) -> None:
        folder = Path(arguments[-1])
        assert not list(folder.iterdir())
        (folder / "支部.zj").write_text(arguments[2])
        if interrupted:
            raise dev.Stopped

    monkeypatch.setattr(dev, "call", demo)
    interrupted = True
    with pytest.raises(dev.Stopped):
        dev.sample_ledger()
    interrupted = False
    ledger = dev.sample_ledger()
    assert ledger == tmp_path / "演示" / "支部.zj"

    ledger.write_text("改过的示例")
    assert dev.sample_ledger().read_text() == "改过的示例"


def test_all_checks_run_even_when_one_fails(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def call(*arguments: str, may_fail: bool) -> int:
        asked.append(arguments)
        return int("mypy" in arguments)

    monkeypatch.setattr(dev, "call", call)
    assert dev.check(dev.CHECKS) == 1
    assert len(asked) == len(dev.CHECKS)
    assert capsys.readouterr().out.splitlines()[-1] == "未通过：类型"


def test_a_wrong_command_is_refused_with_the_right_ones() -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "packaging" / "dev.py", "rnu"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "run" in told.stderr
    assert "test" in told.stderr


# ---------------------------------------------------------------------------- licences


def test_every_shipped_package_is_named_with_its_licence() -> None:
    table = (ROOT / "resources" / "licences" / "software.md").read_text(encoding="utf-8").lower()
    for pin in RUNTIME:
        assert pin.name.lower().replace("_", "-") in table.replace("_", "-"), pin.name
