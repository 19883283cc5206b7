"""A strip above a page: a form was left unsaved, by a crash or a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui import look, messages
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.workspace import Workspace
    from zjdesk.store.drafts import Draft


class Unfinished(QFrame):
    """Shows the newest form that was left; hidden while there is none.

    `continues` carries its record.
    """

    continues = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("unfinished")
        self.setStyleSheet(
            f"#unfinished {{ background: {look.AMBER_PALE}; border: 1px solid {look.AMBER};"
            " border-radius: 4px; }"
        )
        self._draft: Draft | None = None
        self._words = QLabel()
        self.go_on = QPushButton("继续填写")
        self.go_on.clicked.connect(self._continue)
        self.drop = QPushButton("丢弃")
        self.drop.clicked.connect(self._drop)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.addWidget(self._words, 1)
        line.addWidget(self.go_on)
        line.addWidget(self.drop)
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show the newest of these."""
        self._draft = drafts[0] if drafts else None
        self.setVisible(bool(drafts))
        if self._draft is not None:
            record = self._draft.record
            more = f"（还有 {len(drafts) - 1} 份）" if len(drafts) > 1 else ""
            self._words.setText(
                f"上次没有保存完的记录：{KINDS[record.kind].short}“{record.title}”，"
                f"留存于 {self._draft.saved_at:%m月%d日 %H:%M}{more}"
            )

    def _continue(self) -> None:
        if self._draft is not None:
            self.continues.emit(self._draft.record)

    def _drop(self) -> None:
        draft = self._draft
        if draft and messages.ask("丢弃这份没有保存的内容？", yes="丢弃", hint="丢弃后找不回来。"):
            from zjdesk.store import drafts

            self._workspace.keep(lambda tx: drafts.drop(tx, draft.record.id))
            self._workspace.changed.emit()  # every page that shows it
