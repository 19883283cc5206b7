"""发展党员: everybody on the way into the Party, by stage, with what is due next and the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui import theme
from ui.pages import track_verbs
from ui.pages.page import Page
from ui.pages.track_list import TrackList
from ui.pages.track_panel import TrackPanel
from zjdesk.development import Track, Urgency, tracks
from zjdesk.names import pinyin_keys
from zjdesk.step_rules import LOCAL_LIMITS, LocalLimit, read_limits, rules_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.workspace import Workspace

ROOM_FOR_ALL = 1100
"""Pixels of the page."""
_FIRST = (
    "还没有入党申请人、积极分子、发展对象，名册里也没有预备党员。\n"
    "收到入党申请书后，点左上角的“新增培养对象”。"
)


class DevelopmentPage(Page):
    """The page of the development of members."""

    search_hint = "搜索：姓名或拼音首字母"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._text = ""
        self.add_button = QPushButton(theme.icon("add"), "新增培养对象")
        self.add_button.clicked.connect(self.add)
        self.limits_button = QPushButton("期限规定…")
        self.limits_button.clicked.connect(self.show_limits)
        self.summary = theme.dress(QLabel(), "hint")
        self.list = TrackList()
        self.list.chosen.connect(self._show_track)
        self.panel = TrackPanel(workspace)
        self.panel.wants.connect(self.list.choose)
        self.panel.opens_record.connect(self.opens_record)
        self._nothing = theme.dress(QLabel(_FIRST), "hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.add_button)
        top.addWidget(self.limits_button)
        top.addStretch()
        top.addWidget(self.summary)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.list)
        below.addWidget(self.panel, 1)
        below.addWidget(self._nothing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(below, 1)

    # -------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read anew what is shown; who was in front stays so."""
        if not self.workspace.is_open:
            return
        today = self.workspace.today()
        self._local = self._limits()
        self._rules = rules_on(today, self._local)
        found = tracks(self.workspace.branch, today, self._rules)
        shown = [track for track in found if self._fits(track)]
        self.summary.setText(_in_numbers(shown))
        self.list.show_tracks(shown)
        self._nothing.setText("没有符合条件的人。" if found else _FIRST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= ROOM_FOR_ALL
        self.list.show_days(are_shown=is_wide)
        self.panel.steps.show_records(are_shown=is_wide)

    def choose(self, key: str) -> None:
        self.list.choose(key)

    def search(self, text: str) -> None:
        self._text = text.strip().lower()
        self.refresh()

    def begin(self) -> None:
        self.list.setFocus()

    # -------------------------------------------------------------------------- by the person

    def add(self) -> None:
        """Ask for somebody new and show him or her."""
        added = track_verbs.add_prospect(self.workspace)
        if added is not None:
            self.list.choose(added)

    def show_limits(self) -> None:
        """Show the rules, to be put right where the superior sets other limits."""
        from ui.pages.step_limits import StepLimits

        StepLimits(self.workspace, self).exec()

    # -------------------------------------------------------------------------- inside

    def _limits(self) -> list[LocalLimit]:
        from zjdesk.store import settings

        return read_limits(self.workspace.read(lambda db: settings.get(db, LOCAL_LIMITS.key)))

    def _show_track(self) -> None:
        track = self.list.current
        self.panel.setVisible(track is not None)
        self._nothing.setVisible(track is None)
        if track is not None:
            self.panel.show_track(track, self._rules, self._local)

    def _fits(self, track: Track) -> bool:
        keys = pinyin_keys(track.name).split() if self._text.isascii() and self._text else []
        return self._text in track.name or any(key.startswith(self._text) for key in keys)


def _in_numbers(found: Sequence[Track]) -> str:
    """How much presses, in words."""
    dues = [due for track in found for due in track.dues]
    late = sum(due.urgency is Urgency.LATE for due in dues)
    soon = sum(due.urgency is Urgency.SOON for due in dues)
    parts = [
        f"{len(found)} 人",
        f"{late} 项已超期" if late else "",
        f"{soon} 项近期到期" if soon else "",
    ]
    return "，".join(part for part in parts if part)
