"""Who took part: people named in a record, attendance, the frozen roster, guests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from zjdesk.fields import Choice, Flag, Name, Reference, Text
from zjdesk.parts import One, Part
from zjdesk.people import CATEGORY, OFFICES, Category, OfficeName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zjdesk.errors import Place, Problem


@dataclass
class Person(Part):
    """Somebody named in a record. `member` is the member's id, empty for anybody else."""

    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    member: Annotated[str, Reference("member", "编号")] = ""


@dataclass(frozen=True)
class PersonField(One[Person]):
    """One person; in files a name, or an object with the member's id where two share the name."""

    part: type[Person] = Person

    def parse(self, text: str) -> Person | None:
        name = Name(self.key, self.label).parse(text)
        return Person(name=name) if name else None

    def read(self, value: Any, place: Place, problems: list[Problem]) -> Person | None:
        return super().read({"name": value} if isinstance(value, str) else value, place, problems)

    def to_json(self, value: Person | None) -> Any:
        return value.name if value and not value.member else super().to_json(value)

    def show(self, value: Person | None) -> str:
        return value.name if value else ""

    def texts(self, value: Person | None) -> Iterator[str]:
        yield self.show(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, super().schema()]}


class Status(StrEnum):
    """How somebody took part; whoever is expected and not named was present."""

    PRESENT = "present"
    REMOTE = "remote"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"

    @property
    def is_away(self) -> bool:
        return self in (Status.ON_LEAVE, Status.ABSENT)


STATUSES = {
    Status.PRESENT: "到会",
    Status.REMOTE: "线上参加",
    Status.ON_LEAVE: "请假",
    Status.ABSENT: "缺席",
}


STATUS = Choice("status", "到会情况", STATUSES, required=True)


ABSENCE_REASONS = ("病假", "事假", "公出", "学习", "产假")
"""Usual reasons for not being there; any other can be written."""


@dataclass
class Attendance(Person):
    """考勤: an exception to everybody being present."""

    status: Annotated[Status | None, STATUS] = None
    reason: Annotated[str, Text("reason", "原因", usual=ABSENCE_REASONS)] = ""
    made_up: Annotated[str, Text("made_up", "补学情况")] = ""


@dataclass
class RosterEntry(Person):
    """One line of the roster frozen into a record: how the member stood on that day.

    `by_default`: expected without being named, so counted among 应到有表决权 (a waiver of
    attendance takes no vote away). `mark` tells two members of one name apart.
    """

    category: Annotated[Category | None, CATEGORY] = None
    office: Annotated[OfficeName | None, Choice("office", "职务", OFFICES)] = None
    group: Annotated[str, Text("group", "党小组")] = ""
    voter: Annotated[bool, Flag("voter", "有表决权")] = False
    waived: Annotated[bool, Flag("waived", "不作考勤要求")] = False
    by_default: Annotated[bool, Flag("by_default", "应到")] = False
    mark: Annotated[str, Text("mark", "区别")] = ""

    @property
    def label(self) -> str:
        """The name, with what tells the member apart from another of the same name."""
        return f"{self.name}（{self.mark}）" if self.mark else self.name


class Role(StrEnum):
    """What a guest came as."""

    OBSERVER = "observer"
    SUPERIOR = "superior"
    PARTNER = "partner"
    NON_MEMBER = "non_member"


ROLES = {
    Role.OBSERVER: "列席",
    Role.SUPERIOR: "上级领导",
    Role.PARTNER: "联学共建",
    Role.NON_MEMBER: "群众",
}


@dataclass
class Guest(Part):
    """Somebody who is not expected; never counted."""

    name: Annotated[str, Name("name", "姓名", required=True)] = ""
    unit: Annotated[str, Text("unit", "单位及职务")] = ""
    role: Annotated[Role | None, Choice("role", "身份", ROLES, required=True)] = None
