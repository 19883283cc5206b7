"""What can be done about a cell of the duties, or a thing to do: each way with its words.

A click takes the only way there is; where there are several, a menu asks which.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui import messages
from ui.forms.carried import ask_done
from ui.pages.duty_marks import name, title, when
from zjdesk.duties.catalogue import FilledBy
from zjdesk.duties.cells import Cell, Status
from zjdesk.duties.excuses import EXCUSED, Excuse, read_excuses, with_excuse, without_excuse
from zjdesk.member_lines import called, marks
from zjdesk.tasks.meetings import record_for
from zjdesk.tasks.task import (
    NewRecord,
    OpenBranch,
    OpenMembers,
    OpenProspect,
    OpenRecord,
    Target,
    Task,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QPoint

    from ui.pages.page import Page
    from ui.workspace import Workspace
    from zjdesk.duties.known import Known
    from zjdesk.kinds.figures import Figures
    from zjdesk.store.changes import Transaction

SATURDAY = 5


@dataclass(frozen=True)
class Way:
    """Something that can be done."""

    words: str
    go: Callable[[], object]


def take(ways: Sequence[Way], page: Page, where: QPoint) -> None:
    """Take the only way, or let the person choose from a menu."""
    if len(ways) == 1:
        ways[0].go()
    else:
        show_menu(page, where, ways)


def show_menu(page: Page, where: QPoint, *groups: Sequence[Way]) -> None:
    """Show a menu of ways, group by group; without any it does not appear."""
    menu = QMenu(page)
    for ways in groups:
        menu.addSeparator()
        for way in ways:
            menu.addAction(way.words).triggered.connect(lambda _=False, way=way: way.go())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)


def going_on(cell: Cell, page: Page, known: Known) -> list[Way]:
    """What a click on a cell offers: what is not held yet, else what was.

    What somebody has begun to write is opened; nobody is led to write it twice.
    """
    due = [way for part in cell.parts for way in _begun_or_new(part, page, known)]
    return due or opening(cell, page)


def making(cell: Cell, page: Page, known: Known) -> list[Way]:
    """The records that can be made for what was not held."""
    return [way for part in cell.parts for way in _making(part, page, known)]


def opening(cell: Cell, page: Page) -> list[Way]:
    """The records of what was held, and those of a later day."""
    return [_open(one, cell, page) for one in (*cell.records, *cell.planned)]


def excusing(cell: Cell, page: Page) -> list[Way]:
    """What the menu offers besides: 不召开, and taking that back."""
    if cell.status is Status.EXCUSED:
        return [Way(f"取消“{name(cell)}不召开”", lambda: _take_back(cell, page))]
    if cell.is_due and cell.duty.filled_by is not FilledBy.EVERY_MEMBER:
        return [Way(f"{when(cell)}不召开…", lambda: _excuse(cell, page))]
    return []


def doing(task: Task, page: Page, known: Known) -> list[Way]:
    """What the button of a thing to do does, in its words; several where it asks which."""
    match task.target:
        case NewRecord(cell=Cell() as cell):
            return going_on(cell, page, known)
        case OpenRecord(matter=matter) if matter is not None:
            proposed = page.workspace.today()
            done = Way("登记完成…", lambda: ask_done(page.workspace, matter, proposed=proposed))
            return [done]
        case OpenMembers():
            known_by = marks(known.branch.members, page.workspace.today())
            asked = [one for one in known.branch.members if one.id in task.target.members]
            return [_open_member(one.id, called(one, known_by), page) for one in asked]
        case OpenProspect(prospect=prospect):
            return [Way("打开发展党员", lambda: page.opens_page.emit("development", prospect))]
        case OpenBranch():
            return [Way("打开支部", lambda: page.opens_page.emit("branch", ""))]
    return []


def more_of_task(task: Task, page: Page) -> list[Way]:
    """What the menu of a thing to do offers besides."""
    match task.target:
        case NewRecord(cell=Cell() as cell):
            return excusing(cell, page)
        case OpenRecord(record=record):
            return [_open_record("打开会议记录", record, page)]
    return []


def button_of(target: Target) -> str:
    """The words on the button of a thing to do."""
    match target:
        case NewRecord(cell=Cell(uncovered=(_, *_))):
            return "选谈话对象…"
        case NewRecord(cell=Cell(planned=(_, *_))):
            return "打开草稿…"
        case NewRecord():
            return "新建记录…"
        case OpenRecord():
            return "登记完成…"
        case OpenMembers():
            return "打开党员" if len(target.members) == 1 else "选党员…"
        case OpenProspect():
            return "打开发展党员"
    return "打开支部"


# ------------------------------------------------------------------------------ inside


def _begun_or_new(cell: Cell, page: Page, known: Known) -> list[Way]:
    begun = [_open(one, cell, page) for one in (cell.planned if cell.is_due else ())]
    is_enough = begun and not cell.uncovered
    return begun if is_enough else [*begun, *_making(cell, page, known)]


def _making(cell: Cell, page: Page, known: Known) -> Iterator[Way]:
    wanted = record_for(known, cell, page.workspace.today())
    if wanted.day is None:
        wanted = replace(wanted, day=_last_school_day(cell.period.last))
    if cell.uncovered:
        known_by = marks(known.branch.members, page.workspace.today())
        for member in cell.uncovered:
            talk = replace(wanted, interviewee=member)
            yield _make(f"找{called(member, known_by)}谈话…", talk, page)
    elif cell.is_due:
        yield _make(f"新建{name(cell)}…", wanted, page)


def _make(words: str, wanted: NewRecord, page: Page) -> Way:
    return Way(words, lambda: page.makes_record.emit(wanted))


def _open(one: Figures, cell: Cell, page: Page) -> Way:
    return _open_record(f"打开：{title(one, cell)}", one.id, page)


def _open_record(words: str, record: str, page: Page) -> Way:
    return Way(words, lambda: page.opens_record.emit(record))


def _open_member(member: str, words: str, page: Page) -> Way:
    return Way(words, lambda: page.opens_member.emit(member))


def _last_school_day(day: date) -> date:
    """The day itself, or the Friday before it; which days are free no program knows."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _excuse(cell: Cell, page: Page) -> None:
    """Ask why something is not held, and note it."""
    reason = messages.ask_reason(
        f"{name(cell)}为什么不召开？", yes="记下",
        hint="记下后不再算缺，原因印在全年表上。以后可以在同一处取消，也可以撤销。",
    )  # fmt: skip
    if reason:
        one = _excuse_of(cell, cell.group, reason)
        _change(page.workspace, f"{name(cell)}不召开", lambda old: with_excuse(old, one))
        page.says.emit(f"已记下{name(cell)}不召开，可撤销（Ctrl+Z）")


def _take_back(cell: Cell, page: Page) -> None:
    """Let something be asked for again; of a group also where it was excused in all groups."""

    def without(old: Sequence[Excuse]) -> list[Excuse]:
        own = without_excuse(old, _excuse_of(cell, cell.group))
        return own if len(own) < len(old) else without_excuse(old, _excuse_of(cell, ""))

    _change(page.workspace, f"取消“{name(cell)}不召开”", without)
    page.says.emit(f"已取消“{name(cell)}不召开”，可撤销（Ctrl+Z）")


def _excuse_of(cell: Cell, group: str, reason: str = "") -> Excuse:
    return Excuse(duty=cell.duty.key, start=cell.period.first, group=group, reason=reason)


def _change(
    workspace: Workspace, label: str, change: Callable[[Sequence[Excuse]], list[Excuse]]
) -> None:
    from zjdesk.store import settings

    def verb(tx: Transaction) -> None:
        old = read_excuses(settings.get(tx.db, EXCUSED.key))
        settings.put(tx, EXCUSED.key, EXCUSED.to_json(change(old)) or None)

    workspace.do(label, verb)
