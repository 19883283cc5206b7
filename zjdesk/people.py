"""The branch and its people: who belonged to it on which day, with which rights.

Every span is half-open: `start` is the first day on which something holds, `end` the first on
which it no longer does. A status won by a vote on a day counts from the day after.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from zjdesk.fields import Choice, Day, Flag, IdNumber, Name, Reference, Text
from zjdesk.parts import Part, Rows
from zjdesk.periods import add_months
from zjdesk.prospects import Prospect


class Category(StrEnum):
    """人员类别."""

    FULL = "full"
    PROBATIONARY = "probationary"


CATEGORIES = {Category.FULL: "正式党员", Category.PROBATIONARY: "预备党员"}

CATEGORY = Choice("category", "人员类别", CATEGORIES)


class OfficeName(StrEnum):
    """党内职务 in the committee."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANIZATION = "organization"
    PUBLICITY = "publicity"
    DISCIPLINE = "discipline"
    YOUTH = "youth"
    MEMBER = "member"


OFFICES = {
    OfficeName.SECRETARY: "书记",
    OfficeName.DEPUTY_SECRETARY: "副书记",
    OfficeName.ORGANIZATION: "组织委员",
    OfficeName.PUBLICITY: "宣传委员",
    OfficeName.DISCIPLINE: "纪检委员",
    OfficeName.YOUTH: "青年委员",
    OfficeName.MEMBER: "委员",
}


PROBATION_MONTHS = 12
"""预备期, from the day on which the assembly admitted the member (党章 第7条)."""
WITHOUT_PROBATION = date(1969, 4, 14), date(1977, 8, 18)
"""Whoever was admitted between these days was a full member at once (九大党章 … 十一大党章)."""


@dataclass
class Span(Part):
    """A stretch of time with an open end."""

    start: Annotated[date | None, Day("from", "起")] = None
    end: Annotated[date | None, Day("to", "止")] = None

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people read a period; None: it goes on."""
        return self.end - timedelta(days=1) if self.end else None


class Exit(StrEnum):
    """How somebody left the branch; of the last four he or she is in the Party no more."""

    TRANSFERRED = "transferred"
    DIED = "died"
    CANCELLED = "cancelled"
    WITHDREW = "withdrew"
    STRUCK_OFF = "struck_off"
    EXPELLED = "expelled"


EXITS = {
    Exit.TRANSFERRED: "转出",
    Exit.DIED: "去世",
    Exit.CANCELLED: "取消预备党员资格",
    Exit.WITHDREW: "退党",
    Exit.STRUCK_OFF: "除名",
    Exit.EXPELLED: "开除党籍",
}


@dataclass
class Suspension(Span):
    """停止行使表决权 over a period (基层组织选举工作条例 第5条)."""

    reason: Annotated[str, Text("reason", "原因")] = ""


@dataclass
class Stay(Span):
    """A time in the branch, of somebody who left and came back."""

    note: Annotated[str, Text("note", "说明")] = ""


@dataclass
class GroupStay(Span):
    """A time in a 党小组."""

    group: Annotated[str, Text("group", "党小组")] = ""


@dataclass
class Waiver(Span):
    """A time in which attendance is not demanded (教育管理条例 第23条)."""

    reason: Annotated[str, Text("reason", "原因")] = ""


class StandingName(StrEnum):
    """What is particular about a member for a time."""

    RETIRED = "retired"
    MOBILE = "mobile"
    ABROAD = "abroad"
    LOST_CONTACT = "lost_contact"


STANDINGS = {
    StandingName.RETIRED: "离退休",
    StandingName.MOBILE: "流动党员",
    StandingName.ABROAD: "出国（境）",
    StandingName.LOST_CONTACT: "失联",
}
STANDING = Choice("standing", "情况", STANDINGS, required=True)


@dataclass
class Standing(Span):
    """A time in which a member is retired, away from the branch or out of contact."""

    standing: Annotated[StandingName | None, STANDING] = None
    note: Annotated[str, Text("note", "说明")] = ""


@dataclass
class Paper(Part):
    """材料 of a member that the branch keeps or has handed on: what, when, where it is."""

    name: Annotated[str, Text("name", "材料", required=True, hint="如：思想汇报")] = ""
    on: Annotated[date | None, Day("on", "日期")] = None
    note: Annotated[str, Text("note", "说明", hint="如：原件在人事档案")] = ""


@dataclass
class Member(Span):
    """党员, with the history of what changed about him or her.

    `end` is the first day on which the member is here no more, `exit` why: 转出 if it is empty.
    `code` is the id that a file gave, `id` the ledger's own. `group` and `attendance_waived` hold
    on days of which `groups` and `waivers` say nothing. `mark` tells two of one name apart.
    `id_number` is there only where somebody asked for it to be kept.
    """

    code: Annotated[str, Text("id", "编号")] = ""
    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    gender: Annotated[str | None, Choice("gender", "性别", {"男": "男", "女": "女"})] = None
    birth_date: Annotated[date | None, Day("birth_date", "出生日期")] = None
    category: Annotated[Category | None, CATEGORY] = None
    joined_on: Annotated[date | None, Day("joined_on", "入党日期")] = None
    full_on: Annotated[date | None, Day("full_on", "转正日期")] = None
    group: Annotated[str, Text("group", "党小组")] = ""
    post: Annotated[str, Text("post", "工作岗位")] = ""
    voting_suspended: Annotated[
        list[Suspension], Rows("voting_suspended", "停止表决权", Suspension)
    ] = attribute(default_factory=list)
    attendance_waived: Annotated[bool, Flag("attendance_waived", "不作考勤要求")] = False
    mark: Annotated[str, Text("mark", "同名区别", hint="如：数学")] = ""
    id_number: Annotated[str, IdNumber("id_number", "公民身份号码")] = attribute(
        default="", repr=False
    )
    probation_until: Annotated[date | None, Day("probation_until", "预备期延长至")] = None
    probation_extended_on: Annotated[
        date | None, Day("probation_extended_on", "延长预备期的大会日期")
    ] = None
    exit: Annotated[Exit | None, Choice("exit", "离开方式", EXITS)] = None
    stays: Annotated[list[Stay], Rows("stays", "曾在本支部的时间", Stay)] = attribute(
        default_factory=list
    )
    groups: Annotated[list[GroupStay], Rows("groups", "党小组变动", GroupStay)] = attribute(
        default_factory=list
    )
    waivers: Annotated[list[Waiver], Rows("waivers", "不作考勤要求的时间", Waiver)] = attribute(
        default_factory=list
    )
    standings: Annotated[list[Standing], Rows("standings", "流动、离退休等", Standing)] = attribute(
        default_factory=list
    )

    papers: Annotated[list[Paper], Rows("papers", "材料", Paper)] = attribute(default_factory=list)

    def belongs_on(self, day: date) -> bool:
        """Whether the member is of the branch; the day of admission itself does not count."""
        is_here = self.stay_on(day) is not None
        return is_here and (self.joined_on is None or self.joined_on < day)

    def stay_on(self, day: date) -> Span | None:
        """The time in the branch, this one or an earlier, that a day falls into."""
        return next((stay for stay in (self, *self.stays) if stay.holds_on(day)), None)

    def value_on(self, name: str, day: date) -> Any:
        """What held on a day of a field, named by its attribute; the one way to ask for it.

        Lists, exports and the comparison with a sheet ask here, so that they are of one mind.
        Group, category, 不作考勤要求 and the time in the branch are those of that day. All other
        fields have no history: they are as they are now, days that lie later included.
        """
        match name:
            case "group":
                return self.group_on(day)
            case "category":
                return self.category_on(day)
            case "attendance_waived":
                return self.is_waived_on(day)
            case "start" | "end":
                return getattr(self.stay_on(day) or self, name)
        return getattr(self, name)

    def known_on(self, name: str, day: date) -> Any:
        """The same as it could be written on that day: a day that was still to come is None."""
        value = self.value_on(name, day)
        return None if isinstance(value, date) and day < value else value

    def group_on(self, day: date) -> str:
        return next((stay.group for stay in self.groups if stay.holds_on(day)), self.group)

    def group_until(self, day: date) -> date | None:
        """The day on which the member leaves the 党小组 of that day, or the branch, if at all."""
        spans = [stay for stay in self.groups if stay.holds_on(day)]
        ends = [span.end for span in (*spans, self.stay_on(day)) if span and span.end]
        return min(ends, default=None)

    def is_waived_on(self, day: date) -> bool:
        return self.attendance_waived or any(waiver.holds_on(day) for waiver in self.waivers)

    def standings_on(self, day: date) -> list[StandingName]:
        return [s.standing for s in self.standings if s.standing and s.holds_on(day)]

    def is_full_on(self, day: date) -> bool:
        """Whether the member is of the branch and 正式党员; the day of 转正 does not count."""
        return self.belongs_on(day) and self.category_on(day) is Category.FULL

    def category_on(self, day: date) -> Category | None:
        """人员类别 of that day, here or elsewhere: 预备党员 until the end of the day of 转正.

        None before admission, and where neither 人员类别 nor the day of 转正 was ever entered. A
        正式党员 whose day of 转正 is not known is 预备党员 for as long as everybody was.
        """
        if self.joined_on and day < self.joined_on:
            return None
        if self.full_on is None:
            is_presumed = self.category is Category.FULL and self._is_surely_in_probation(day)
            return Category.PROBATIONARY if is_presumed else self.category
        return Category.FULL if self.full_on < day else Category.PROBATIONARY

    def _is_surely_in_probation(self, day: date) -> bool:
        """Whether nobody admitted when the member was can be 正式党员 yet."""
        joined = self.joined_on
        if joined is None or WITHOUT_PROBATION[0] <= joined <= WITHOUT_PROBATION[1]:
            return False
        return day <= add_months(joined, PROBATION_MONTHS)

    def votes_on(self, day: date) -> bool:
        """Whether the member has 表决权: full, and not suspended (支部条例 第11条)."""
        return self.is_full_on(day) and not any(s.holds_on(day) for s in self.voting_suspended)


@dataclass
class Office(Span):
    """A seat in the 支委会. `member` is the member's id in the ledger."""

    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    member: Annotated[str, Text("member", "编号")] = ""
    office: Annotated[OfficeName | None, Choice("office", "职务", OFFICES)] = None


@dataclass
class Leadership(Span):
    """A time in which somebody, or nobody, led a 党小组.

    `leader_member` is the leader's id; older ledgers have the name alone.
    """

    leader: Annotated[str, Name("leader", "组长")] = ""
    leader_member: Annotated[str, Reference("leader_member", "组长编号")] = ""


@dataclass
class Group(Part):
    """党小组. Who leads it now has done so since the last of `leaders` no longer does."""

    name: Annotated[str, Text("name", "党小组", required=True)] = ""
    leader: Annotated[str, Name("leader", "组长")] = ""
    leader_member: Annotated[str, Reference("leader_member", "组长编号")] = ""
    leaders: Annotated[list[Leadership], Rows("leaders", "以前的组长", Leadership)] = attribute(
        default_factory=list
    )

    @property
    def since(self) -> date | None:
        """The day from which on the leader of now leads; None where that is not known."""
        return max((one.end for one in self.leaders if one.end), default=None)

    def naming_leaders(self) -> list[Group | Leadership]:
        """The parts that name a leader, of now and of before."""
        return [self, *self.leaders]

    def leaderships(self) -> list[Leadership]:
        """Who led the group when, the leader of now last."""
        now = Leadership(start=self.since, leader=self.leader, leader_member=self.leader_member)
        return [*self.leaders, now]

    def leader_on(self, day: date) -> Leadership:
        return next((one for one in self.leaderships() if one.holds_on(day)), Leadership())

    def is_led_by(self, member: Member, day: date) -> bool:
        one = self.leader_on(day)
        if one.leader_member:
            return one.leader_member == member.id
        return (one.leader, self.name) == (member.name, member.group_on(day))


@dataclass
class FormerName(Span):
    """A name that the branch had for a time."""

    name: Annotated[str, Text("name", "曾用名", required=True)] = ""


@dataclass
class Branch(Part):
    """党支部 with its people. `name` is that of today; `former_names` go before it."""

    name: Annotated[str, Text("name", "支部全称", required=True)] = ""
    superior: Annotated[str, Text("superior", "上级党组织")] = ""
    founded_on: Annotated[date | None, Day("founded_on", "成立日期")] = None
    term_start: Annotated[date | None, Day("term_start", "本届起始")] = None
    term_extended_until: Annotated[date | None, Day("term_extended_until", "任期延长至")] = None
    term_extension: Annotated[str, Text("term_extension", "延期的批准")] = ""
    former_names: Annotated[list[FormerName], Rows("former_names", "曾用名", FormerName)] = (
        attribute(default_factory=list)
    )
    committee: Annotated[list[Office], Rows("committee", "支委会", Office)] = attribute(
        default_factory=list
    )
    groups: Annotated[list[Group], Rows("groups", "党小组", Group)] = attribute(
        default_factory=list
    )
    members: list[Member] = attribute(default_factory=list)
    prospects: list[Prospect] = attribute(default_factory=list)

    def name_on(self, day: date) -> str:
        return next((f.name for f in self.former_names if f.holds_on(day)), self.name)

    def members_on(self, day: date) -> list[Member]:
        return [member for member in self.members if member.belongs_on(day)]

    def offices_on(self, day: date) -> dict[str, OfficeName]:
        """Who holds which office that day, by member id."""
        return {
            seat.member: seat.office
            for seat in self.committee
            if seat.office is not None and seat.holds_on(day)
        }

    def find(self, day: date, *, name: str = "", member: str = "") -> list[Member]:
        """The members of that day that are meant: by id or code where given, else by name."""
        here = self.members_on(day)
        if member:
            return [m for m in here if member in (m.id, m.code)]
        return [m for m in here if m.name == name]
