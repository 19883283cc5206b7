"""What the window may ask of every page of its navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Page(QWidget):
    """A page shows what the workspace holds, and tells by signals what it wants of the window."""

    opens_record = Signal(str)
    makes_record = Signal(object)
    """A NewRecord: what the record to make begins with."""
    continues = Signal(object)
    """A record that was never saved, to be gone on with."""
    finalises = Signal(str)
    reopens = Signal(str)
    prints = Signal(str, list)
    """The key of a paper, and the ids of the records."""
    shows_version = Signal(str, int)
    """A record and the revision that is to be seen."""
    opens_member = Signal(str)
    """An id; "" for somebody new."""
    opens_page = Signal(str, str)
    """Another page by its name, and what is to be chosen there."""
    signs = Signal(str)
    """Who writes on this PC from now on."""
    says = Signal(str)
    """What was done, for the status bar."""

    search_hint: ClassVar[str] = ""
    """What can be looked for here; empty where nothing can."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        workspace.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read anew what is shown."""

    def choose(self, key: str) -> None:
        """Put what is known by a key in front."""

    def search(self, text: str) -> None:
        """Show only what fits the text."""

    def print(self) -> None:
        """Show on paper what is chosen here."""

    def begin(self) -> None:
        """Put the cursor where the person has to begin."""
        self.setFocus()
