"""Starting: the window is painted before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui import input_method

ROOT = Path(__file__).parents[2]
HEAVY = (
    "sqlalchemy", "alembic", "sqlcipher3", "reportlab", "PIL", "pypdfium2", "pypinyin",
    "PySide6.QtPrintSupport", "hypothesis", "qt_material", "jinja2",
)  # fmt: skip

PAINTED = """
import sys
from ui import __main__ as start
from ui.window import MainWindow
def painted(window, event):
    print(",".join(sorted(sys.modules)))
    sys.stdout.flush()
    import os; os._exit(0)
MainWindow.paintEvent = painted
start.main(["--ledger", sys.argv[1]])
"""


def run(*arguments: object, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONWARNINGS": "error",
    }
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_nothing_heavy_is_imported_before_the_first_paint(
    ledger_path: Path, tmp_path: Path
) -> None:
    loaded = run("-c", PAINTED, ledger_path, home=tmp_path).stdout.strip().split(",")
    assert "ui.window" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_a_screenshot_shows_a_record_in_the_form(ledger_path: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    run("-m", "ui", "--ledger", ledger_path, "--screenshot", picture, home=tmp_path)
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    colours = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert len(colours) > 20


def test_a_screenshot_that_cannot_be_taken_fails_without_a_question(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run("-m", "ui", "--ledger", tmp_path / "x.zj", "--screenshot", tmp_path / "x.png",
            home=tmp_path)  # fmt: skip
    assert failed.value.returncode == 2
    assert "找不到台账" in failed.value.stderr
    assert not (tmp_path / "x.png").exists()


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without QT_IM_MODULES, also afterwards, on a machine with an id."""
    monkeypatch.setenv("QT_IM_MODULES", "")
    monkeypatch.delenv("QT_IM_MODULES")
    (tmp_path / "machine-id").write_text("0" * 32)
    monkeypatch.setattr(input_method, "MACHINE_IDS", (tmp_path / "machine-id",))
    return monkeypatch


@pytest.mark.skipif(sys.platform != "linux", reason="fcitx is of Linux")
def test_fcitx_is_tried_and_then_ibus(asked_for: pytest.MonkeyPatch) -> None:
    asked_for.setenv("QT_IM_MODULE", "fcitx")
    input_method.prepare()
    assert os.environ["QT_IM_MODULES"] == "fcitx;ibus"
    asked_for.setenv("QT_IM_MODULES", "wayland")
    input_method.prepare()
    assert os.environ["QT_IM_MODULES"] == "wayland"


def test_other_input_methods_are_left_alone(asked_for: pytest.MonkeyPatch) -> None:
    asked_for.setenv("QT_IM_MODULE", "ibus")
    input_method.prepare()
    assert "QT_IM_MODULES" not in os.environ


def test_ibus_is_not_looked_for_on_a_machine_without_an_id(
    asked_for: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked_for.setenv("QT_IM_MODULE", "fcitx")
    asked_for.setattr(input_method, "MACHINE_IDS", (tmp_path / "none",))
    input_method.prepare()
    assert "QT_IM_MODULES" not in os.environ


KILLED = """
import os, signal, sys
from PySide6.QtCore import QTimer
from ui import __main__ as start
from ui.window import MainWindow
opened = MainWindow._opened
def fill(window):
    window.new_record("heart_talk")
    place = window.form.sections.inputs["place"].edit
    place.setText("书记室")
    window.form.draft._every = 50
    window.form._altered()
    kept = window.form.draft._keep
    def die():
        kept()
        os.kill(os.getpid(), signal.SIGKILL)
    window.form.draft._keep = die
MainWindow._opened = lambda self: (opened(self), QTimer.singleShot(0, lambda: fill(self)))
start.main(["--ledger", sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_form_outlives_the_program(ledger_path: Path, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as died:
        run("-c", KILLED, ledger_path, home=tmp_path)
    assert died.value.returncode == -9, died.value.stderr
    from zjdesk.store import drafts
    from zjdesk.store.ledger import Ledger

    ledger = Ledger.open(ledger_path)
    with ledger.reading() as db:
        [left] = drafts.waiting(db)
    ledger.close()
    assert left.record.place == "书记室"
