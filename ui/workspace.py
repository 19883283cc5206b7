"""The open ledger. Every change goes through `do`; one signal tells the pages.

Trouble is raised; the exception hook of the program puts it into words for the person. The store
is imported when a ledger is opened, after the window has been painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.progress import LongWork
from zjdesk.branch_file import check_branch
from zjdesk.errors import Cancelled, Refused, ZjdeskError
from zjdesk.regulations.in_force import Regulations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from zjdesk.people import Branch
    from zjdesk.progress import Progress
    from zjdesk.regulations.in_force import LocalRule
    from zjdesk.store.changes import Transaction
    from zjdesk.store.ledger import Ledger

T = TypeVar("T")


class Workspace(QObject):
    """The ledger that is open, or none. `today` asks the clock; `author` is who writes."""

    opened = Signal()
    closing = Signal()
    """The ledger is about to be closed; nothing may read it any more."""
    changed = Signal()
    """Something in the ledger is different; pages read anew what they show."""

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.author = ""
        self._ledger: Ledger | None = None
        self._work: LongWork | None = None

    # -------------------------------------------------------------------------- the ledger

    @property
    def is_open(self) -> bool:
        return self._ledger is not None

    @property
    def ledger(self) -> Ledger:
        assert self._ledger is not None, "no ledger is open"
        return self._ledger

    @property
    def branch(self) -> Branch:
        """The branch as it is now."""
        from zjdesk.store import roster

        return self.read(roster.get)

    @property
    def local_rules(self) -> tuple[LocalRule, ...]:
        """What the superior asks for besides the regulations, as it is now."""
        from zjdesk.store import settings

        return self.read(settings.local_rules)

    @property
    def regulations(self) -> Regulations:
        """The rules of today, local ones on top."""
        return Regulations(self.today(), self.local_rules)

    def open(self, path: Path, *, author: str = "") -> None:
        """Open a ledger in place of the one that is open, to write as `author`.

        Raises LedgerError; the one that is open stays so.
        """
        from zjdesk.store.ledger import Ledger

        ledger = Ledger.open(path, author=author)
        self.author = author
        self._take(ledger)

    def create(self, path: Path, branch: Branch) -> None:
        """Make a ledger and open it. Raises LedgerError; no file is ever written over."""
        from zjdesk.store.ledger import Ledger

        self._take(Ledger.create(path, branch, author=self.author))

    def close(self) -> None:
        if self._ledger is not None:
            self.closing.emit()
            self._ledger.close()
            self._ledger = None

    def _take(self, ledger: Ledger) -> None:
        self.close()
        self._ledger = ledger
        self.opened.emit()

    # -------------------------------------------------------------------------- reading, writing

    def read(self, query: Callable[[Any], T]) -> T:
        """What a function of the store reads, given a connection."""
        with self.ledger.reading() as db:
            return query(db)

    def do(self, label: str, verb: Callable[[Transaction], T]) -> T:
        """Change the ledger: all of it, or nothing when anything goes wrong."""
        with self.ledger.transaction(label) as tx:
            result = verb(tx)
        if tx.changes:
            self._tell()
        return result

    def do_long(
        self,
        label: str,
        verb: Callable[[Transaction, Progress], T],
        done: Callable[[T], None],
    ) -> None:
        """Change the ledger as `do` does, on another thread with a bar.

        Stopped while `verb` tells of progress, nothing is changed and `done` is not called.
        """

        def work(progress: Progress) -> T:
            with self.ledger.transaction(label) as tx:
                return verb(tx, progress)

        def finish(result: T) -> None:
            self._tell()
            done(result)

        self.run_long(label, work, finish)

    def do_each_long(
        self,
        label: str,
        steps: Sequence[tuple[str, Callable[[Transaction], object]]],
        done: Callable[[list[ZjdeskError | None]], None],
    ) -> None:
        """Change the ledger in steps that are undone one by one, on another thread with a bar.

        A step in trouble changes nothing, and the next one follows; `done` gets what was raised of
        each. Stopped by a person, it gets fewer than there are steps.
        """

        def work(progress: Progress) -> list[ZjdeskError | None]:
            outcomes: list[ZjdeskError | None] = []
            for number, (step, verb) in enumerate(steps):
                try:
                    progress(number, len(steps), step)
                    with self.ledger.transaction(step) as tx:
                        verb(tx)
                except Cancelled:
                    break
                except ZjdeskError as error:
                    outcomes.append(error)
                else:
                    outcomes.append(None)
            return outcomes

        def finish(outcomes: list[ZjdeskError | None]) -> None:
            self._tell()
            done(outcomes)

        self.run_long(label, work, finish)

    def change_branch(self, label: str, change: Callable[[Branch], None]) -> None:
        """Change the branch or its people in one step. Raises Refused, and what `change` raises.

        What was wrong with the branch before does not stand in the way.
        """
        from zjdesk.store import roster

        def write(tx: Transaction) -> None:
            branch = roster.get(tx.db)  # as it is now: another program may have written
            known = check_branch(branch)
            change(branch)
            problems = [one for one in check_branch(branch) if one not in known]
            if problems:
                raise Refused(problems, hint="没有改动任何内容。")
            roster.save(tx, branch)

        self.do(label, write)

    def note(self, verb: Callable[[Transaction], None]) -> None:
        """Write down what the program did itself; nothing of it is ever undone."""
        with self.ledger.noting() as tx:
            verb(tx)
        if tx.changes:
            self._tell()

    def keep(self, verb: Callable[[Transaction], None]) -> None:
        """Write what is no change of the ledger: drafts of forms."""
        with self.ledger.transaction("") as tx:
            verb(tx)

    @property
    def undo_label(self) -> str | None:
        return self._ledger.undo_label if self._ledger else None

    @property
    def redo_label(self) -> str | None:
        return self._ledger.redo_label if self._ledger else None

    def undo(self) -> str:
        """Take back the newest change; its label."""
        label = self.ledger.undo()
        self._tell()
        return label

    def redo(self) -> str:
        """Do again what was taken back; its label."""
        label = self.ledger.redo()
        self._tell()
        return label

    def run_long(
        self, label: str, work: Callable[[Progress], T], done: Callable[[T], None]
    ) -> None:
        """Work on another thread with a bar; `done` gets what it gives."""
        self._work = LongWork(label, work, done)
        self._work.start()

    def _tell(self) -> None:
        self.changed.emit()
