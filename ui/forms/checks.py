"""What still stands in the way of 定稿, each a link to its field, beside the form."""

from __future__ import annotations

import copy
import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import look, theme
from zjdesk.errors import Problem, Weight
from zjdesk.kinds.around import check_around
from zjdesk.kinds.rules import examine
from zjdesk.record import ATTENDANCE, Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zjdesk.kinds.around import Around
    from zjdesk.people import Branch
    from zjdesk.regulations.in_force import Regulations

WIDTH = 252
MOST = 40
MOST_TOLD = 6
_COLOURS = {Weight.REFUSES: look.RED, Weight.BLOCKS: look.INK, Weight.REMINDS: look.AMBER}


class Checks(QFrame):
    """The list of problems; `chosen` carries the one whose field the person wants to see."""

    chosen = Signal(Problem)

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "ground")
        self.setFixedWidth(WIDTH)
        self._problems: list[Problem] = []
        self._heading = theme.dress(QLabel(), "heading")
        self._list = QLabel()
        self._list.setTextFormat(Qt.TextFormat.RichText)
        self._list.setWordWrap(True)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        by = Qt.TextInteractionFlag
        self._list.setTextInteractionFlags(by.LinksAccessibleByMouse | by.LinksAccessibleByKeyboard)
        self._list.setAccessibleName("定稿前要补的内容")
        self._list.linkActivated.connect(lambda link: self.chosen.emit(self._problems[int(link)]))
        inside = QWidget()
        theme.dress(inside, "ground")
        scrolled = QVBoxLayout(inside)
        scrolled.setContentsMargins(0, 0, 8, 0)
        scrolled.addWidget(self._list)
        scrolled.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 16, 6, 10)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(area, 1)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show them; those in the way of 定稿 first."""
        self._problems = list(problems)
        in_the_way = sum(problem.weight >= Weight.BLOCKS for problem in problems)
        reminders = len(problems) - in_the_way
        if in_the_way:
            self._heading.setText(f"定稿前还有 {in_the_way} 处")
            theme.dress(self._heading, "heading")
        else:
            self._heading.setText(
                f"可以定稿，另有 {reminders} 处提醒" if reminders else "内容齐全，可以定稿"
            )
        lines = [self._line(index, one) for index, one in enumerate(problems[:MOST])]
        if len(problems) > MOST:
            lines.append(f"……共 {len(problems)} 处")
        self._list.setText("".join(lines))

    def show_final(self, words: str) -> None:
        """Show that the record is final."""
        self._heading.setText("已定稿")
        self._list.setText(words)

    def _line(self, index: int, problem: Problem) -> str:
        where = where_of(problem)
        above = (
            f"<span style='color:{look.INK_SOFT}'>{html.escape(where)}</span><br>" if where else ""
        )
        note = "提醒：" if problem.weight is Weight.REMINDS else ""
        return (
            f"<p style='margin:0 0 9px 0; line-height:125%'>{above}"
            f"<a href='{index}' style='color:{_COLOURS[problem.weight]}; text-decoration:none'>"
            f"{note}{html.escape(problem.message)}　<span style='color:{look.RED}'>›</span></a></p>"
        )


def where_of(problem: Problem) -> str:
    """The place as the form calls it; empty where the message names it itself."""
    if problem.place.path[:1] == (ATTENDANCE.key,):
        return "到会情况"
    where = "·".join(word for word in problem.place.words if word != "专项内容")
    return "" if problem.message == f"请填写{where}" else where


def in_words(problem: Problem) -> str:
    """A problem in one line."""
    where = where_of(problem)
    return f"{where}：{problem.message}" if where else problem.message


def examined(
    record: Record,
    unread: list[Problem],
    branch: Branch,
    *,
    today: date,
    regulations: Regulations,
    around: Around,
) -> list[Problem]:
    """Everything to be put right, told once at each place, the heaviest first.

    `unread` is what the form could not understand, `around` the records that say something of it.
    """
    copied = copy.deepcopy(record)
    found = examine(copied, branch, today=today, regulations=regulations)
    found += check_around(copied, around, regulations)
    heaviest: dict[tuple[str | int, ...], Weight] = {}
    said: dict[tuple[tuple[str | int, ...], str], Problem] = {}
    for one in sorted([*unread, *found], key=lambda problem: -problem.weight):
        if heaviest.setdefault(one.place.path, one.weight) is one.weight:
            said.setdefault((one.place.path, one.message), one)
    return list(said.values())


def told(problems: list[Problem]) -> str:
    """The first of the problems, a line each."""
    lines = [
        f"· {'提醒：' if one.weight is Weight.REMINDS else ''}{in_words(one)}"
        for one in problems[:MOST_TOLD]
    ]
    if len(problems) > MOST_TOLD:
        lines.append(f"……共 {len(problems)} 处，右侧都列着")
    return "\n".join(lines)
