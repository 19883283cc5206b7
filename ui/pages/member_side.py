"""What the ledger knows of a member, beside the form: read only."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import look, theme
from zjdesk.kinds.catalogue import KINDS
from zjdesk.statistics.tables import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zjdesk.people import Paper, Span
    from zjdesk.statistics.one_member import About, Lecture

WIDTH = 300
_WIDEST = 16_777_215
"""Of any widget: no limit at all."""
MOST = 12


class MemberSide(QFrame):
    """Offices, attendance, hours, lectures, talks, papers and awards of one member."""

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.stand_beside(is_beside=True)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName("台账里的记录")
        inside = theme.dress(QWidget(), "ground")
        scrolled = QVBoxLayout(inside)
        scrolled.setContentsMargins(0, 0, 8, 0)
        scrolled.addWidget(self.text)
        scrolled.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.verticalScrollBar().setStyleSheet(f"QScrollBar {{ background: {look.GROUND}; }}")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 14, 6, 10)
        column.addWidget(area, 1)

    def stand_beside(self, *, is_beside: bool) -> None:
        """Stand beside the form, or take its place."""
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(WIDTH if is_beside else _WIDEST)

    def show_about(
        self, about: About, held: Sequence[tuple[Span, str]], papers: Sequence[Paper]
    ) -> None:
        """Show what is known."""
        sections = [
            ("职务", [_post(*one) for one in held]),
            ("考勤（次）", [_attendance(about)] if about.years else []),
            ("学时", list(_hours(about))),
            ("讲课", [_lecture(one) for one in about.lectures]),
            ("谈心谈话", _talks(about.talks)),
            ("材料", [_plain(f"{one.on or '　'}　{one.name}") for one in papers]),
            ("获奖", [_plain(f"{a.day}　{a.award}　{a.level}") for a in about.awards]),
        ]
        since = f"{about.since.year}年以来的记录" if about.since else "台账里还没有这名党员的记录"
        note = f"<span style='color:{look.INK_SOFT}'>{since}</span>"
        self.text.setText(note + "".join(_section(words, lines) for words, lines in sections))


def _section(words: str, lines: Sequence[str]) -> str:
    shown = [*lines[:MOST], *([f"……共 {len(lines)} 项"] if len(lines) > MOST else [])]
    body = "".join(
        f"<div style='margin-bottom:3px; line-height:130%'>{line}</div>" for line in shown
    )
    nothing = f"<span style='color:{look.INK_FAINT}'>没有记录</span>"
    return f"<p style='margin:12px 0 3px 0'><b>{words}</b></p>{body or nothing}"


def _post(span: Span, words: str) -> str:
    until = f"至 {span.last_day}" if span.last_day else "至今"
    return _plain(f"{words}　{span.start or ''} {until}")


def _attendance(about: About) -> str:
    rows = [("年度", "应到", "实到", "到会率")]
    rows += [
        (str(year), str(one.expected), str(one.present), Measure.RATE.show(about.rate(year)))
        for year, one in about.years.items()
    ]
    return _table(rows)


def _hours(about: About) -> Iterator[str]:
    for year, one in about.years.items():
        target = f"，要求 {about.target}" if about.target and year == about.year else ""
        made_up = f"，另补学 {one.made_up_hours:g}" if one.made_up_hours else ""
        yield f"<b>{year}</b>　{one.hours:g} 学时{target}{made_up}"
        kinds = sorted(one.hours_by_kind.items(), key=lambda item: -item[1])
        yield _table([(KINDS[kind].short, f"{hours:g}") for kind, hours in kinds if hours])


def _lecture(one: Lecture) -> str:
    return _plain(f"{one.day}　{KINDS[one.kind].short}　{one.title}")


def _talks(days: Sequence[date]) -> list[str]:
    if not days:
        return []
    return [f"{len(days)} 次：" + "、".join(map(str, days[:MOST]))]


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = (
        "<tr>"
        + "".join(
            f"<td align='{'right' if place else 'left'}' style='padding-right:14px'>"
            f"{html.escape(cell)}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table cellspacing='0' style='color:{look.INK_SOFT}'>{''.join(lines)}</table>"


def _plain(text: str) -> str:
    return html.escape(text)
