"""Chips: everybody of the roster as a small button that shows how he or she took part.

One click opens what can be said of a person, so that an absence takes two clicks and no typing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui import look
from ui.forms.occasion import is_probationary
from zjdesk.participants import ABSENCE_REASONS, STATUSES, Attendance, RosterEntry, Status

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


STYLE = f"""
QPushButton[chip="true"] {{
  min-width: 0; height: 22px; padding: 2px 9px; border-radius: 13px; border: 1px solid {look.LINE};
  background: {look.PAPER}; color: {look.INK};
}}
QPushButton[chip="true"]:hover {{ background: {look.GROUND}; border-color: {look.INK_FAINT}; }}
QPushButton[chip="true"]:focus {{ border-color: {look.RED}; }}
QPushButton[chip="true"]:disabled {{ color: {look.INK_SOFT}; }}
QPushButton[state="waived"] {{
  color: {look.INK_FAINT}; border-style: dashed; border-color: {look.LINE_STRONG};
}}
QPushButton[state="remote"] {{
  color: {look.GREEN}; background: {look.GREEN_PALE}; border-color: {look.GREEN};
}}
QPushButton[state="on_leave"], QPushButton[state="on_leave"]:disabled {{
  color: {look.AMBER}; background: {look.AMBER_PALE}; border-color: {look.AMBER};
}}
QPushButton[state="absent"], QPushButton[state="absent"]:disabled {{
  color: {look.RED}; background: {look.RED_PALE}; border-color: {look.RED};
}}
"""


_NOTE = "补学…"
"""A note of this width has room beside a name; a longer reason is cut, its line has it whole."""
_PADDING = 22


class Chip(QPushButton):
    """One person; `said` carries what a click said: an exception, or None for 到会."""

    said = Signal(object)
    leaves = Signal()
    asks_reason = Signal()

    def __init__(self, entry: RosterEntry, parent: QWidget, *, is_named: bool) -> None:
        super().__init__(parent)
        self.entry = entry
        self._is_named = is_named
        self._exception: Attendance | None = None
        self.setProperty("chip", True)  # noqa: FBT003
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """As wide as with a note: nobody slides while somebody is marked."""
        width = self.fontMetrics().horizontalAdvance(f"{self.entry.label} {_NOTE}") + _PADDING
        return QSize(width, super().sizeHint().height())

    def show_exception(self, exception: Attendance | None) -> None:
        """Show how the person took part; None: present, or waived."""
        self._exception = exception
        status = exception.status if exception else None
        state = status.value if status and status is not Status.PRESENT else ""
        came = status in (Status.PRESENT, Status.REMOTE)
        if self.entry.waived and not came and not (status and status.is_away):
            state = "waived"
        note = "线上" if status is Status.REMOTE else ""
        reason = exception.reason if exception and status and status.is_away else ""
        if status and status.is_away:
            is_told = reason and status is Status.ON_LEAVE  # the reason alone says that it is leave
            note = reason if is_told else STATUSES[status]
        metrics = self.fontMetrics()
        note = metrics.elidedText(
            note, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(_NOTE)
        )
        self.setText(f"{self.entry.label} {note}".rstrip())
        said = STATUSES[status] if status else ("不作考勤要求" if state == "waived" else "到会")
        said = f"{said}，{reason}" if reason else said
        notes = [said, *(["预备党员"] if is_probationary(self.entry) else [])]
        self.setToolTip(f"{self.entry.label}：{'，'.join(notes)}。点一下可改")
        self.setAccessibleName(f"{self.entry.label}，{said}")
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)

    def menu_of(self) -> QMenu:
        """What can be said of this person."""
        menu = QMenu(self)

        def offer(words: str, status: Status, reason: str = "", *, asks: bool = False) -> QAction:
            action = menu.addAction(words)
            action.triggered.connect(lambda: self._say(status, reason, asks=asks))
            return action

        if self._exception is not None and not self._is_named:
            back = "不作考勤要求" if self.entry.waived else "到会"
            menu.addAction(back).triggered.connect(lambda: self.said.emit(None))
            menu.addSeparator()
        for reason in ABSENCE_REASONS:
            offer(f"请假：{reason}", Status.ON_LEAVE, reason)
        offer("请假：其他原因…", Status.ON_LEAVE, asks=True)
        menu.addSeparator()
        offer("缺席…", Status.ABSENT, asks=True)
        offer("线上参加", Status.REMOTE)
        if self.entry.waived or (self._is_named and self._exception is not None):
            offer("到会", Status.PRESENT)
        if not self.entry.by_default:
            menu.addSeparator()
            menu.addAction("移出名单").triggered.connect(self.leaves)
        return menu

    def _open(self) -> None:
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _say(self, status: Status, reason: str, *, asks: bool) -> None:
        made_up = self._exception.made_up if self._exception else ""
        self.said.emit(
            Attendance(
                name=self.entry.name, member=self.entry.member,
                status=status, reason=reason, made_up=made_up,
            )
        )  # fmt: skip
        if asks:
            self.asks_reason.emit()
