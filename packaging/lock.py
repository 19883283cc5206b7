"""Write the lock files from pyproject.toml and what is installed in this virtual environment.

    .venv/bin/python packaging/lock.py

Rule: requirements.txt holds what the program needs to run (and to be installed),
requirements-dev.txt what the checks need besides; every version exact, the one installed here.
What only Windows needs (colorama) has to be installed here too, so that it gets a version.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
HEAD = "# 由 packaging/lock.py 写出，请勿手改\n"


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = project["build-system"]["requires"]
    runtime = lines(build + project["project"]["dependencies"])
    dev = lines(project["project"]["optional-dependencies"]["dev"])
    _write("requirements.txt", runtime)
    _write("requirements-dev.txt", [line for line in dev if line not in runtime])


def lines(requirements: list[str]) -> list[str]:
    """Give one pinned line for each requirement and all it needs, on Linux and on Windows."""
    linux, windows = (_closure(requirements, platform) for platform in ("linux", "win32"))
    return sorted(
        _pin(name) + ("" if name in linux else ' ; sys_platform == "win32"')
        for name in linux | windows
    )


def _closure(requirements: list[str], platform: str) -> set[str]:
    environment: dict[str, str] = {
        **{key: str(value) for key, value in default_environment().items()},
        "sys_platform": platform,
        "platform_system": {"linux": "Linux", "win32": "Windows"}[platform],
        "os_name": {"linux": "posix", "win32": "nt"}[platform],
    }
    found: set[str] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        marker = requirement.marker
        if marker is not None and not marker.evaluate({**environment, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if name in found and not requirement.extras:
            continue
        found.add(name)
        waiting += [
            (Requirement(text), wanted)
            for text in distribution(name).requires or []
            for wanted in ("", *requirement.extras)
        ]
    return found


def _pin(name: str) -> str:
    found = distribution(name)
    return f"{found.metadata['Name']}=={found.version}"


def _write(name: str, pins: list[str]) -> None:
    text = HEAD + "".join(f"{pin}\n" for pin in pins)
    (ROOT / "packaging" / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
