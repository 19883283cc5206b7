"""How soon the window is painted, beside a bare PySide6 window, and how much memory it takes.

    .venv/bin/python tests/bench/window.py [--runs 9] [--records 1000]

Needs a display (Xvfb will do); without one Qt's offscreen platform is used. Times run from the
start of the process to the first paint, both windows in turn; the memory is that of the window with
the first page, the records page and one record in the form.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.samples import sample_branch, sample_records
from zjdesk.parts import new_id
from zjdesk.store import records
from zjdesk.store.ledger import Ledger

ROOT = Path(__file__).parents[2]
MOST_TIMES, MOST_MEGABYTES = 2.5, 150

BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time_ns(), flush=True)
        os._exit(0)
app = QApplication([])
window = Window()
window.setCentralWidget(QTextEdit())
window.resize(1200, 720)
window.show()
app.exec()
"""

OURS = """
import os, sys, time
from ui import __main__ as start
from ui.window import MainWindow
def painted(self, event):
    print(time.time_ns(), flush=True)
    os._exit(0)
MainWindow.paintEvent = painted
start.main(["--ledger", sys.argv[1]])
"""

MEMORY = """
import os, sys
from PySide6.QtCore import QTimer
from ui import __main__ as start
from ui.window import MainWindow
def measure(self):
    self.go_to("records")
    self.open_record(self.records.lines.line(0).id)
    QTimer.singleShot(800, report)
def report():
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmRSS")), flush=True)
    os._exit(0)
opened = MainWindow._opened
MainWindow._opened = lambda self: (opened(self), QTimer.singleShot(500, lambda: measure(self)))
start.main(["--ledger", sys.argv[1]])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--records", type=int, default=1000)
    asked = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="zjdesk-bench-") as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        ledger = make_ledger(folder / "支部.zj", count=asked.records)
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(asked.runs + 1):  # the first run of each only warms the disk cache
            times["bare"].append(first_paint(BARE))
            times["ours"].append(first_paint(OURS, str(ledger)))
        bare, ours = (statistics.median(times[which][1:]) for which in ("bare", "ours"))
        print(f"bare window   {bare * 1000:6.0f} ms")
        print(f"our window    {ours * 1000:6.0f} ms   {ours / bare:.2f} x, at most {MOST_TIMES}")
        megabytes = int(run(MEMORY, str(ledger))) / 1024
        print(f"memory        {megabytes:6.0f} MB   at most {MOST_MEGABYTES}, "
              f"{asked.records} records")  # fmt: skip


def make_ledger(path: Path, *, count: int) -> Path:
    """A ledger with the sample's records, again and again until there are enough."""
    branch = sample_branch()
    samples = sample_records(branch)
    ledger = Ledger.create(path, branch)
    with ledger.transaction("准备") as tx:
        for number in range(count):
            sample = replace(samples[number % len(samples)], id=new_id())
            records.save(tx, fresh(sample))
    ledger.close()
    return path


def fresh(record: records.Record) -> records.Record:
    """The record with ids of its own in everything below it."""
    from zjdesk.kinds.files import read_record, write_record

    written = write_record(record)
    copied = read_record(written)
    copied.roster = [replace(entry, id=new_id()) for entry in record.roster]
    return copied


def first_paint(program: str, *arguments: str) -> float:
    """Seconds from the start of a process to the first paint of its window."""
    begun = time.time_ns()
    return (int(run(program, *arguments)) - begun) / 1e9


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.stdout.strip()


if __name__ == "__main__":
    main()
