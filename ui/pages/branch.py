"""支部: its name, term, committee and groups. Every change is asked for and one step to undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import messages, theme
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.forms.questions import ask
from ui.pages.branch_cards import Card
from ui.pages.page import Page
from zjdesk import doubts, roster_events, terms
from zjdesk.branch_file import check_branch
from zjdesk.duties.catalogue import lacks_committee
from zjdesk.errors import NotAllowed, Weight
from zjdesk.fields import Choice, Day, Field, Text
from zjdesk.member_lines import called, marks
from zjdesk.participants import Person, PersonField
from zjdesk.parts import part_fields
from zjdesk.people import OFFICES, Branch, Office
from zjdesk.regulations.catalogue import COMMITTEE_FROM, TERM_NOTICE, TERM_YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from ui.workspace import Workspace
    from zjdesk.people import Group, Member

    Said = Mapping[str, Any]

ROOM_FOR_TWO = 1000
"""Pixels of the page from which the cards stand in two columns."""
ONE_COLUMN = (("支部", "任期", "支委会", "党小组"),)
TWO_COLUMNS = (("支部", "任期", "党小组"), ("支委会",))
_FIELDS = part_fields(Branch)
ON = Day("on", "从哪天起", required=True)
WHO = PersonField("who", "姓名", required=True)
OFFICE = Choice("office", "职务", {str(k): word for k, word in OFFICES.items()}, required=True)
GROUP_NAME = Text("name", "名称", required=True, hint="如：第四党小组")
UNTIL = Day("until", "延期至", required=True)
APPROVAL = Text("approval", "批准", required=True, hint="批准的上级和文号、日期")


class BranchPage(Page):
    """The page of the branch."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.shows_former = False
        self._is_narrow = False
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def refresh(self) -> None:
        """Show the branch as it is now."""
        if not self.workspace.is_open:
            return
        self.cards = {
            "支部": self._about(),
            "任期": self._term(),
            "党小组": self._groups(),
            "支委会": self._committee(),
        }
        for problem in check_branch(self.workspace.branch):
            path = problem.place.path
            where = {"committee": "支委会", "groups": "党小组"}.get(str(path[1]), "支部")
            if path[0] == "branch":
                self.cards[where].add_text(str(problem.message), "problem")
        ground = theme.dress(QWidget(), "ground")
        across = QHBoxLayout(ground)
        across.setContentsMargins(14, 12, 14, 14)
        across.setSpacing(12)
        self._is_narrow = self.width() < ROOM_FOR_TWO
        for names in ONE_COLUMN if self._is_narrow else TWO_COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(12)
            for name in names:
                column.addWidget(self.cards[name])
            column.addStretch()
            across.addLayout(column, 1)
        self._area.setWidget(ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow != (self.width() < ROOM_FOR_TWO):
            self.refresh()

    # -------------------------------------------------------------------------- name

    def _about(self) -> Card:
        branch = self.workspace.branch
        card = Card("支部")
        card.add_fact("支部全称", branch.name)
        for former in branch.former_names:
            until = Day("", "").show(former.end) or "？"
            card.add_fact("曾用名", f"{former.name}（{until}以前）")
        card.add_fact("上级党组织", branch.superior or "未填写")
        card.add_fact("成立日期", Day("", "").show(branch.founded_on) or "未填写")
        card.add_button("更名…", self.rename)
        card.add_button("修改…", self.correct)
        return card

    def rename(self) -> None:
        """更名: old minutes keep the old name."""
        self._ask(
            "支部更名", [Text("name", "新的全称", required=True), ON],
            lambda branch, said: roster_events.rename_branch(branch, said["name"], said["on"]),
            hint="更名以前的会议记录仍用原来的名称。只是改正错字，请用“修改”。",
        )  # fmt: skip

    def correct(self) -> None:
        """Put right what was entered wrongly."""
        names = ("name", "superior", "founded_on")

        def change(branch: Branch, said: Said) -> None:
            for name in names:
                setattr(branch, name, said[name])

        given = {name: getattr(self.workspace.branch, name) for name in names}
        self._ask("修改支部信息", [_FIELDS[name] for name in names], change, given=given)

    # -------------------------------------------------------------------------- term

    def _term(self) -> Card:
        branch, today = self.workspace.branch, self.workspace.today()
        card = Card("任期")
        regulations = self.workspace.regulations
        running = terms.term(branch, regulations)
        if running is None:
            card.add_text("还没有填写本届的开始日期，到期前无法提醒。", "warning")
        else:
            card.add_fact("本届开始", Day("", "").show(running.start))
            purposes: dict[Weight | None, theme.Purpose] = {None: "", Weight.REMINDS: "warning"}
            card.add_text(running.words(today), purposes.get(running.weight(today), "problem"))
            if branch.term_extension:
                card.add_fact("延期的批准", branch.term_extension)
        years, notice = regulations[TERM_YEARS], regulations[TERM_NOTICE]
        card.add_text(
            f"每届{years}年；到期前{notice}个月开始提醒，延期要报上级批准，一般不超过1年。", "hint"
        )
        card.add_button("换届…", self.begin_term)
        card.add_button("延期…", self.extend_term, is_usable=running is not None)
        return card

    def begin_term(self) -> None:
        """换届: a new term, the offices of the old one end."""
        self._ask(
            "换届", [Day("on", "选举日期", required=True)],
            lambda branch, said: terms.begin_term(branch, said["on"]),
            hint="从这一天起是新的一届，原来的职务都到这一天为止；当选的委员请再逐一添加。",
        )  # fmt: skip

    def extend_term(self) -> None:
        regulations = self.workspace.regulations
        self._ask(
            "任期延期", [UNTIL, APPROVAL],
            lambda branch, said: terms.extend_term(
                branch, said["until"], said["approval"], regulations
            ),
            doubtful=lambda branch, said: doubts.of_extending_term(
                branch, said["until"], regulations
            ),
        )  # fmt: skip

    # -------------------------------------------------------------------------- committee

    def _committee(self) -> Card:
        branch, today = self.workspace.branch, self.workspace.today()
        card = Card("支委会")
        now = [seat for seat in branch.committee if seat.end is None or today < seat.end]
        former = [seat for seat in branch.committee if seat not in now]
        order = list(OFFICES)
        named = self._named()
        for seat in sorted(now, key=lambda one: order.index(one.office) if one.office else 99):
            card.add_row(
                [_office(seat), named.get(seat.member, seat.name), _days(seat)],
                [("卸任…", partial(self.leave_office, seat))],
            )
        if not now:
            rules = self.workspace.regulations
            if lacks := lacks_committee(branch, today, rules):
                card.add_text(f"{lacks}。添加委员以后，首页才提醒每月的支委会。", "warning")
            else:
                few = f"正式党员不足{rules[COMMITTEE_FROM]}人的支部不设支委会，设书记1名。"
                card.add_text(f"没有在任的委员。{few}", "hint")
        if self.shows_former:
            for seat in former:
                name = named.get(seat.member, seat.name)
                card.add_row([_office(seat), name, _days(seat)], [], is_past=True)
        if former:
            box = QCheckBox(f"显示以前的委员（{len(former)} 人次）")
            box.setChecked(self.shows_former)
            box.clicked.connect(self._show_former)
            card.add_widget(box)
        card.add_button("添加委员…", self.take_office)
        return card

    def take_office(self) -> None:
        """当选 or 补选."""

        def change(branch: Branch, said: Said) -> None:
            member = _member(branch, said["who"], said["on"])
            office = next(one for one in OFFICES if one == said["office"])
            roster_events.take_office(branch, member, office, said["on"])

        def doubtful(branch: Branch, said: Said) -> list[str]:
            member = _member(branch, said["who"], said["on"])
            return doubts.of_taking_office(member, said["on"], today=self.workspace.today())

        self._ask(
            "添加委员", [WHO, OFFICE, ON], change, label="调整支委会", doubtful=doubtful,
            hint="换届当选、补选或调整分工。改任别的职务，先让原来的职务卸任。",
        )  # fmt: skip

    def leave_office(self, seat: Office) -> None:
        self._ask(
            f"卸任：{_office(seat)} {seat.name}", [ON],
            lambda branch, said: roster_events.leave_office(
                next(one for one in branch.committee if one.id == seat.id), said["on"]
            ),
            label="调整支委会",
            hint="从这一天起不再担任；以前的会议记录不变。",
        )  # fmt: skip

    def _show_former(self, is_on: bool) -> None:  # noqa: FBT001
        self.shows_former = is_on
        self.refresh()

    # -------------------------------------------------------------------------- groups

    def _groups(self) -> Card:
        branch, today = self.workspace.branch, self.workspace.today()
        card = Card("党小组")
        here = branch.members_on(today)
        named = self._named()
        for group in branch.groups:
            count = sum(member.group_on(today) == group.name for member in here)
            leads = group.leader_on(today)
            leader = named.get(leads.leader_member, leads.leader)
            card.add_row(
                [group.name, f"组长 {leader}" if leader else "没有组长", f"{count} 人"],
                [
                    ("组长…", partial(self.appoint, group)),
                    ("改名…", partial(self.rename_group, group)),
                    ("删去", partial(self.remove_group, group)),
                ],
            )
        without = sum(not member.group_on(today) for member in here)
        if not branch.groups:
            card.add_text("没有设党小组。", "hint")
        elif without:
            card.add_text(f"另有 {without} 名党员没有编组，可在“党员”页选中后“调组”。", "warning")
        card.add_button("新增党小组…", self.add_group)
        return card

    def add_group(self) -> None:
        self._ask(
            "新增党小组", [GROUP_NAME],
            lambda branch, said: roster_events.add_group(branch, said["name"]),
        )  # fmt: skip

    def rename_group(self, group: Group) -> None:
        self._ask(
            f"党小组改名：{group.name}", [GROUP_NAME],
            lambda branch, said: roster_events.rename_group(
                branch, _same(branch, group), said["name"]
            ),
            given={"name": group.name},
            hint="组里的党员一起改；以前的会议记录仍用原来的名称。",
        )  # fmt: skip

    def appoint(self, group: Group) -> None:
        """Set or take back who leads a group: one of its members."""
        today = self.workspace.today()
        named = self._named()
        members = [
            member
            for member in self.workspace.branch.members_on(today)
            if member.group_on(today) == group.name
        ]
        if not members:
            messages.tell(f"“{group.name}”还没有党员", "请先在“党员”页选中党员，用“调组”编入。")
            return

        def change(branch: Branch, said: Said) -> None:
            leader = next((one for one in branch.members if one.id == said["leader"]), None)
            roster_events.appoint_leader(_same(branch, group), leader, said["on"])

        options = {member.id: named[member.id] for member in members}
        leads = next((member.id for member in members if group.is_led_by(member, today)), None)
        self._ask(
            f"组长：{group.name}", [Choice("leader", "组长", options), ON], change,
            given={"leader": leads, ON.key: today}, hint="从本组党员中选；不选就是没有组长。",
        )  # fmt: skip

    def remove_group(self, group: Group) -> None:
        if messages.ask(f"删去“{group.name}”？", yes="删去", hint="可以撤销。"):
            self.workspace.change_branch(
                f"删去党小组：{group.name}",
                lambda branch: roster_events.remove_group(branch, _same(branch, group)),
            )

    # -------------------------------------------------------------------------- inside

    def _ask(
        self,
        title: str,
        fields: Sequence[Field[Any]],
        change: Callable[[Branch, Said], None],
        *,
        label: str = "",
        hint: str = "",
        given: Said | None = None,
        doubtful: Callable[[Branch, Said], list[str]] | None = None,
    ) -> None:
        """Ask for what a change needs and make it, as one step named `label`, else `title`."""
        desk = Desk(self.workspace.branch, today=self.workspace.today(), input_for=input_for)
        ask(
            title,
            fields,
            desk,
            yes="确定",
            take=lambda said: self.workspace.change_branch(
                label or title, lambda branch: change(branch, said)
            ),
            hint=hint,
            given=given or {one.key: self.workspace.today() for one in fields if one.key == ON.key},
            doubts=partial(self._doubts, change, doubtful),
        )

    def _doubts(
        self,
        change: Callable[[Branch, Said], None],
        doubtful: Callable[[Branch, Said], list[str]] | None,
        said: Said,
    ) -> list[str]:
        """What is to be asked about a change; one that cannot be is refused before."""
        branch = self.workspace.branch
        found = doubtful(branch, said) if doubtful else []
        change(branch, said)
        return found

    def _named(self) -> dict[str, str]:
        """Every member by id, namesakes with what tells them apart."""
        members = self.workspace.branch.members
        known_by = marks(members, self.workspace.today())
        return {member.id: called(member, known_by) for member in members}


def _member(branch: Branch, who: Person, day: date) -> Member:
    """The member who is meant. Raises NotAllowed."""
    found = branch.find(day, name=who.name, member=who.member)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotAllowed(f"有{len(found)}位“{who.name}”，请从列出的人中选")
    raise NotAllowed(f"“{who.name}”在{Day('', '').show(day)}不是本支部党员")


def _same(branch: Branch, group: Group) -> Group:
    return next(one for one in branch.groups if one.id == group.id)


def _office(seat: Office) -> str:
    return OFFICES[seat.office] if seat.office else "（未填职务）"


def _days(seat: Office) -> str:
    start = f"{seat.start}" if seat.start else ""
    return f"{start} 至 {seat.last_day}" if seat.last_day else f"{start} 起"
