"""One regulation beside the list: everything that is known of it, and what was made of it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pages.rule_lines import OVERRIDDEN, RuleLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH = 320


class RulePanel(QWidget):
    """Shows a rule; the two buttons are the page's to act on."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.set_button = theme.dress(QPushButton("改为本地要求…"), "primary")
        self.take_back = QPushButton("恢复通行规定")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.set_button, 1)
        foot.addWidget(self.take_back, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self.show_line(None)

    def show_line(self, line: RuleLine | None) -> None:
        """Show a rule, or that none is chosen."""
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for text, purpose in _told(line) if line else ():
            if purpose == "hint" and column.count():
                column.addSpacing(6)
            column.addWidget(_label(text, purpose))
        column.addStretch()
        self._area.setWidget(words)
        self.set_button.setEnabled(line is not None and not line.rule.is_fixed)
        self.set_button.setText("改动本地要求…" if line and line.local else "改为本地要求…")
        self.take_back.setEnabled(line is not None and bool(line.local))

    @property
    def words(self) -> str:
        """What is told, as text."""
        return "\n".join(label.text() for label in self._area.widget().findChildren(QLabel))


def _told(line: RuleLine) -> Iterator[tuple[str, theme.Purpose]]:
    yield line.label, "heading"
    yield "现在的要求", "hint"
    yield line.demand, "success" if line.is_overridden else ""
    if line.local:
        yield OVERRIDDEN, "hint"
        for one in line.local:
            yield line.local_words(one), ""
            yield f"依据：{one.reason}", ""
        yield "通行规定", "hint"
        yield line.national_demand, ""
    yield "出处", "hint"
    yield line.national.place, ""
    if line.since:
        yield line.since, ""
    yield "可靠程度", "hint"
    yield line.certainty, "warning" if "待核对" in line.certainty else ""
    if line.rule.is_fixed:
        yield "这一条只供查阅，不能改为本地要求", "hint"
    if line.national.note:
        yield "说明", "hint"
        yield line.national.note, ""


def _label(text: str, purpose: theme.Purpose) -> QLabel:
    label = theme.dress(QLabel(text), purpose)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
