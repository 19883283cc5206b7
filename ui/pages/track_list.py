"""Everybody who is on the way into the Party, by stage, with what presses most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import look
from ui.pages.ink import InkDelegate
from zjdesk.development import Due, Track, Urgency
from zjdesk.prospects import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 524
WIDTH_NARROW = 380
_WIDTHS, _WIDTHS_NARROW = (150, 136), (104, 122)
"""Of name and 接下来."""
_STATE = 2
_KEY = Qt.ItemDataRole.UserRole
_ALWAYS = (Stage.APPLICANT, Stage.ACTIVIST, Stage.TARGET, Stage.PROBATIONARY)
"""Stages that are shown even where nobody is."""
COLOURS = {Urgency.LATE: look.RED, Urgency.SOON: look.AMBER, Urgency.CALM: look.INK_SOFT}


def key_of(track: Track) -> str:
    """What a track is known by, whether he or she is followed or only in the roster."""
    if track.prospect is not None:
        return track.prospect.id
    return track.member.id if track.member else ""


def state_of(due: Due) -> str:
    """How something stands, with its day: 2026-12-26 还有26天."""
    return f"{due.due_on:%Y-%m-%d} {due.state}" if due.due_on else due.state


class TrackList(QTreeWidget):
    """The people by stage. `chosen`: somebody else is in front, or shown anew."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("培养对象和预备党员")
        self.setColumnCount(3)
        self.setHeaderLabels(["姓名", "接下来", "期限"])
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setItemDelegate(InkDelegate(self))
        self.setItemsExpandable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self._tracks: dict[str, Track] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self.show_days(are_shown=True)
        self.itemSelectionChanged.connect(self.chosen)

    @property
    def current(self) -> Track | None:
        """The track in front."""
        items = self.selectedItems()
        return self._tracks.get(str(items[0].data(0, _KEY))) if items else None

    def show_days(self, *, are_shown: bool) -> None:
        """Show how things stand with their day; a small window has room for 还有26天 alone."""
        self._shows_days = are_shown
        self.setFixedWidth(WIDTH if are_shown else WIDTH_NARROW)
        for column, width in enumerate(_WIDTHS if are_shown else _WIDTHS_NARROW):
            self.header().resizeSection(column, width)
        for key, item in self._items.items():
            item.setText(_STATE, self._state(self._tracks[key]))

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Show these; who was chosen stays so, else the first is."""
        kept = key_of(self.current) if self.current else ""
        with QSignalBlocker(self):
            self.clear()
            self._tracks = {key_of(track): track for track in tracks}
            self._items = {}
            for stage, words in STAGES.items():
                there = [track for track in tracks if track.stage is stage]
                if there or stage in _ALWAYS:
                    self._add_stage(words, there)
            self.expandAll()
            self.choose(kept if kept in self._items else next(iter(self._items), ""))
        self.chosen.emit()

    def choose(self, key: str) -> None:
        """Put somebody in front."""
        if key in self._items:
            self.setCurrentItem(self._items[key])

    def _add_stage(self, words: str, tracks: Sequence[Track]) -> None:
        heading = QTreeWidgetItem(self, [f"{words}　{len(tracks)}"])
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setFirstColumnSpanned(True)
        heading.setForeground(0, QColor(look.INK if tracks else look.INK_FAINT))
        font = QFont(self.font())
        font.setBold(True)
        heading.setFont(0, font)
        for track in tracks:
            self._add(heading, track)

    def _add(self, heading: QTreeWidgetItem, track: Track) -> None:
        due = next(iter(track.dues), None)
        words = [track.name, due.what if due else "", state_of(due) if due else ""]
        item = QTreeWidgetItem(heading, [*words[:_STATE], self._state(track)])
        item.setData(0, _KEY, key_of(track))
        item.setForeground(0, QColor(look.INK))
        item.setToolTip(0, track.name)
        for column in (1, 2):
            item.setToolTip(column, words[column])
            item.setForeground(column, QColor(COLOURS[due.urgency] if due else look.INK_SOFT))
        self._items[key_of(track)] = item

    def _state(self, track: Track) -> str:
        due = next(iter(track.dues), None)
        if due is None:
            return ""
        return state_of(due) if self._shows_days else due.state
