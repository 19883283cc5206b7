"""The record: the one value that flows from form and file to store, paper and package.

A record is an event. Its common fields are attributes, those particular to its kinds stand in
`details`; `record[FIELD]` reads and writes either. No rule lives here.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, Any, TypeVar

from zjdesk.agenda import AgendaItem
from zjdesk.fields import Choice, Clock, Count, Day, Field, Hours, Name, Text, Texts
from zjdesk.participants import Attendance, Guest, RosterEntry
from zjdesk.parts import Part, Rows, part_fields

T = TypeVar("T")


class AttachmentRole(StrEnum):
    """What an attachment is."""

    PHOTO = "photo"
    SIGN_IN_SHEET = "sign_in_sheet"
    SIGNED_SCAN = "signed_scan"
    HANDOUT = "handout"
    OTHER = "other"


ATTACHMENT_ROLES = {
    AttachmentRole.PHOTO: "照片",
    AttachmentRole.SIGN_IN_SHEET: "签到表",
    AttachmentRole.SIGNED_SCAN: "签字扫描件",
    AttachmentRole.HANDOUT: "学习材料",
    AttachmentRole.OTHER: "其他",
}


@dataclass
class Attachment(Part):
    """附件. `file` is the name it came under; the content is kept by its hash."""

    file: Annotated[str, Text("file", "文件", required=True)] = ""
    caption: Annotated[str, Text("caption", "说明")] = ""
    role: Annotated[AttachmentRole | None, Choice("role", "类别", ATTACHMENT_ROLES)] = None
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    width: int = 0
    height: int = 0

    @property
    def name(self) -> str:
        """The name of the file without its folder."""
        return PurePath(self.file).name


class Expected(StrEnum):
    """Who is expected: 应到."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    GROUP = "group"
    NAMED = "named"
    NOBODY = "nobody"


EXPECTED = {
    Expected.BRANCH: "全体党员",
    Expected.COMMITTEE: "支部委员",
    Expected.GROUP: "党小组成员",
    Expected.NAMED: "指定人员",
}


class State(StrEnum):
    """草稿 or 定稿; a reopened record is a draft with a revision."""

    DRAFT = "draft"
    FINAL = "final"


STATES = {State.DRAFT: "草稿", State.FINAL: "定稿"}

TITLE = Text("title", "名称", required=True)
DAY = Day("day", "日期", required=True)
STARTS_AT = Clock("starts_at", "开始时间", required=True)
ENDS_AT = Clock("ends_at", "结束时间", required=True)
ENDS_ON = Day("ends_on", "结束日期")
FOR_YEAR = Count("for_year", "所属年度", most=2199)
PLACE = Text("place", "地点", required=True)
CHAIR = Name("chair", "主持人", required=True)
RECORDER = Name("recorder", "记录人", required=True)
GROUP = Text("group", "党小组")
CREDIT_HOURS = Hours("credit_hours", "学时")
TAGS = Texts("tags", "标签")
EXPECTS = Choice("expected", "应到范围", EXPECTED)
ATTENDANCE = Rows("attendance", "考勤", Attendance)
GUESTS = Rows("guests", "列席人员", Guest)
AGENDA = Rows("agenda", "议程", AgendaItem)
ATTACHMENTS = Rows("attachments", "附件", Attachment)


@dataclass(frozen=True)
class Printed:
    """A version on paper: which one, its fingerprint, and when it was printed."""

    revision: int
    fingerprint: str
    at: datetime


@dataclass
class Record(Part):
    """One event with its minutes. `recorded_at` is the local time of the first save."""

    kind: str = ""
    also: list[str] = attribute(default_factory=list)
    title: Annotated[str, TITLE] = ""
    day: Annotated[date | None, DAY] = None
    starts_at: Annotated[time | None, STARTS_AT] = None
    ends_at: Annotated[time | None, ENDS_AT] = None
    ends_on: Annotated[date | None, ENDS_ON] = None
    for_year: Annotated[int | None, FOR_YEAR] = None
    place: Annotated[str, PLACE] = ""
    chair: Annotated[str, CHAIR] = ""
    recorder: Annotated[str, RECORDER] = ""
    group: Annotated[str, GROUP] = ""
    expected: Annotated[Expected | None, EXPECTS] = None
    attendance: Annotated[list[Attendance], ATTENDANCE] = attribute(default_factory=list)
    guests: Annotated[list[Guest], GUESTS] = attribute(default_factory=list)
    agenda: Annotated[list[AgendaItem], AGENDA] = attribute(default_factory=list)
    attachments: Annotated[list[Attachment], ATTACHMENTS] = attribute(default_factory=list)
    credit_hours: Annotated[float | None, CREDIT_HOURS] = None
    tags: Annotated[list[str], TAGS] = attribute(default_factory=list)
    part_of: str = ""
    details: dict[str, Any] = attribute(default_factory=dict)
    roster: list[RosterEntry] = attribute(default_factory=list)
    number: str = ""
    state: State = State.DRAFT
    revision: int = 0
    override: str = ""
    """Why a 定稿 in a file stands in spite of problems; a ledger keeps it with the version."""
    recorded_at: datetime | None = None
    printed: Printed | None = None
    """The version that was printed to be signed, the last one."""
    judged_by: dict[str, Any] = attribute(default_factory=dict)
    """What a 定稿 keeps of the regulations it was judged by (`Regulations.to_keep`)."""

    def __getitem__(self, field: Field[T]) -> T:
        if field.key in part_fields(Record):
            return getattr(self, field.key)  # type: ignore[no-any-return]
        return self.details.get(field.key, field.nothing)  # type: ignore[no-any-return]

    def __setitem__(self, field: Field[T], value: T) -> None:
        if field.key in part_fields(Record):
            setattr(self, field.key, value)
        elif field.is_missing(value):
            self.details.pop(field.key, None)
        else:
            self.details[field.key] = value

    @property
    def is_changed_since_printed(self) -> bool:
        """签字后已修改: another version was printed to be signed than the one that is here."""
        if self.printed is None:
            return False
        return self.state is State.DRAFT or self.printed.revision != self.revision

    @property
    def kinds(self) -> list[str]:
        """Every kind the event counts as, the form it was held in first."""
        return [self.kind, *self.also]
