"""Set the program up in this folder, then open it or check it: one command from a fresh copy.

    python3 packaging/dev.py run      打开窗口（示例支部）；没有显示器时生成纪要和截图
    python3 packaging/dev.py test     运行检查；加 --all 连同慢的（CI 用）

Rule: standard library only, any Python from 3.11 on, nothing outside this folder is changed except
that missing system libraries are installed where that is allowed (root on Debian and its kin).
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUNTIME = ROOT / "packaging" / "requirements.txt"
DEVELOPMENT = ROOT / "packaging" / "requirements-dev.txt"

SAMPLE = ROOT / "演示"

CHECKS = (
    ("格式", "-m", "ruff", "format", "--check", "."),
    ("写法", "-m", "ruff", "check", "."),
    ("类型", "-m", "mypy"),
    ("层次", "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"),
    ("测试", "-m", "pytest", "-q", "-n", "auto", "-m", "not slow"),
)
SLOW = ("慢的测试", "-m", "pytest", "-q", "-n", "auto", "-m", "slow")
"""What starts other programs: Java, LibreOffice, Python again."""

# PySide6 brings Qt, not what Qt itself needs of the system. The names are those of Debian 12;
# later releases accept them too.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Stopped(Exception):
    """Something a person must do first; the text says what."""


def main() -> int:
    """Do what the command line asks; give its exit code."""
    parser = argparse.ArgumentParser(description="安装并打开支部台账，或运行全部检查。")
    parser.add_argument("command", choices=("run", "test"), help="run 打开；test 检查")
    parser.add_argument("--all", action="store_true", help="test：连同慢的测试")
    asked = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    try:
        if asked.command == "test":
            set_up(RUNTIME, DEVELOPMENT)
            return check((*CHECKS, SLOW) if asked.all else CHECKS)
        set_up(RUNTIME)
        return run()
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


# ---------------------------------------------------------------------------- the two commands


def run() -> int:
    """Open the window on a sample branch, or show without a display what it would look like."""
    ledger = sample_ledger()
    if has_display():
        print(f"示例台账：{ledger}")
        code = call("-m", "ui", "--ledger", str(ledger), may_fail=True)
        if code != 0:
            print(
                "窗口没有正常结束，台账没有事。远程登录、没有图形界面时请运行：\n"
                "  env -u DISPLAY -u WAYLAND_DISPLAY python3 packaging/dev.py run",
                file=sys.stderr,
            )
        return code
    picture = SAMPLE / "窗口.png"
    call("-m", "ui", "--ledger", str(ledger), "--screenshot", str(picture))
    print("这台机器没有图形界面，已改为生成文件：")
    for path in (ledger, *sorted(SAMPLE.glob("*.pdf")), picture):
        print(f"  {path}")
    return 0


def sample_ledger() -> Path:
    """The ledger of the sample branch; made beforehand if the folder is not there."""
    if not SAMPLE.exists():
        print("正在生成示例支部……")
        SAMPLE.mkdir()
        try:
            call("-m", "zjdesk", "demo", str(SAMPLE))
        except BaseException:
            shutil.rmtree(SAMPLE)  # half a sample would be taken for a whole one
            raise
    ledgers = sorted(SAMPLE.glob("*.zj"))
    if not ledgers:
        raise Stopped(f"{SAMPLE} 里没有台账。请把这个文件夹改名或删掉，再运行一次。")
    return ledgers[0]


def check(checks: Iterable[tuple[str, ...]]) -> int:
    """Run every check, also after one has failed; 0 when all have passed."""
    failed = []
    for title, *arguments in checks:
        print(f"\n==== {title} ====")
        if call(*arguments, may_fail=True) != 0:
            failed.append(title)
    print("\n未通过：" + "、".join(failed) if failed else "\n全部通过。")
    return 1 if failed else 0


def has_display() -> bool:
    """Whether a window can be shown."""
    return os.name == "nt" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(*arguments: str, may_fail: bool = False) -> int:
    """Run Python of the virtual environment in this folder."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if not has_display():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    code = subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, check=False).returncode
    if code != 0 and not may_fail:
        raise Stopped(
            f"这一步没有成功（代码 {code}），上面是它说的话：\n  python {shlex.join(arguments)}"
        )
    return code


# ---------------------------------------------------------------------------- set up


def set_up(*locks: Path) -> None:
    """Make the virtual environment hold exactly what the lock files name; at once if it does."""
    if not PYTHON.exists():
        require_python()
    install_system_packages()
    if is_set_up(locks):
        return
    make_environment()
    print("正在安装所需的组件，第一次要下载约 130 MB，请稍候……")
    wanted = [argument for lock in locks for argument in ("-r", str(lock))]
    pip("install", "--only-binary=:all:", *wanted)
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp(locks).write_text(fingerprint(locks), encoding="ascii")
    print("安装完成。\n")


def is_set_up(locks: Iterable[Path]) -> bool:
    """Whether the last set-up used these very lock files and this environment."""
    mark = stamp(locks)
    return (
        PYTHON.exists() and mark.exists() and mark.read_text(encoding="ascii") == fingerprint(locks)
    )


def stamp(locks: Iterable[Path]) -> Path:
    """The file that remembers the last set-up with these lock files."""
    return VENV / "-".join(["installed", *(lock.stem for lock in locks)])


def fingerprint(locks: Iterable[Path]) -> str:
    """What the environment was made of; pyvenv.cfg tells the version of Python."""
    sources = (*locks, ROOT / "pyproject.toml", VENV / "pyvenv.cfg")
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def require_python() -> None:
    """Refuse a Python for which the locked components do not exist."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise Stopped(
            f"需要 Python 3.11、3.12 或 3.13，这里是 {sys.version.split()[0]}。\n"
            "请安装其中一个，再用它运行本命令。"
        )


def make_environment() -> None:
    """Create .venv, unless a working one is there."""
    if PYTHON.exists() and _succeeds([PYTHON, "-m", "pip", "--version"]):
        return
    print("正在建立独立的运行环境 .venv ……")
    if not _succeeds([sys.executable, "-m", "venv", "--clear", VENV]):
        raise Stopped(
            f"无法在 {VENV} 建立运行环境。\n请检查磁盘空间和该文件夹的写入权限，再运行一次。"
        )


def pip(*arguments: str) -> None:
    """Run pip of the virtual environment; its warnings are no failure."""
    quiet = ("--disable-pip-version-check", "--no-input")
    code = subprocess.run([PYTHON, "-m", "pip", *quiet, *arguments], check=False).returncode
    if code != 0:
        raise Stopped(
            "组件没有装上（上面是 pip 的说明）。已有的数据没有改动。\n"
            "请检查网络是否连通、磁盘是否有空间，再运行一次；已下载的部分不会重来。\n"
            "上不了外网的学校：先用“pip config set global.index-url 镜像地址”指定镜像。"
        )


# ---------------------------------------------------------------------------- the system below


def install_system_packages() -> None:
    """See to the system libraries: install them as root on Debian, else say how in one line."""
    if sys.platform != "linux":
        return
    packages = missing_packages(_loads)
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Stopped(
            "系统缺少下列组件（Debian 的名称），请用本系统的方式安装：\n  " + " ".join(packages)
        )
    if os.geteuid() != 0:
        raise Stopped(
            "系统缺少几个组件。请复制下面一行运行，然后重来：\n\nsudo " + shlex.join(command)
        )
    print("正在安装系统组件：" + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], env=environment, check=False)
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise Stopped("系统组件没有装上，请检查网络和软件源，再运行：\n\n" + shlex.join(command))


def missing_packages(loads: Callable[[str], bool]) -> list[str]:
    """Name the Debian packages of what is not there; `loads` tries one library."""
    libraries = {**LIBRARIES, **(DISPLAY_LIBRARIES if has_display() else {})}
    missing = [package for library, package in libraries.items() if not loads(library)]
    # Debian cuts the parts that make virtual environments out of Python.
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, "python3-venv")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _succeeds(command: list[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
