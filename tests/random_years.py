"""A small branch and a year of its records at random, as files have them; a seed gives one year.

Names are unique. People come, leave, are admitted, confirmed, suspended and waived at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "伟芳娜敏静丽强磊军洋"
GROUPS = ("第一党小组", "第二党小组", "第三党小组")
OFFICES = ("secretary", "deputy_secretary", "organization", "publicity", "discipline")
KINDS = (
    "member_assembly", "committee_meeting", "group_meeting", "party_lecture", "theme_party_day",
    "study_session", "micro_lecture", "org_life_meeting", "democratic_appraisal", "heart_talk",
    "central_group_study", "youth_class", "training", "publicity_talk", "joint_study", "survey",
)  # fmt: skip
NEVER_ALSO = ("heart_talk", "group_meeting", "study_session")
EDGES = ("01-01", "02-28", "03-31", "04-01", "06-30", "07-01", "12-31")
MINUTES = (14, 15, 16, 29, 30, 44, 45, 46, 60, 75, 90, 135, 180)
VOTERS_OF = ("member_assembly", "committee_meeting", "group_meeting", "theme_party_day")


@dataclass(frozen=True)
class Year:
    """What a branch looks like and did, and the day as of which it is asked about."""

    number: int
    as_of: date
    branch: dict[str, Any]
    records: list[dict[str, Any]]


def a_year(seed: int) -> Year:
    """The year of a seed, its records the oldest first."""
    return _Maker(Random(seed)).year()


class _Maker:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.number = chance.choice((2023, 2024, 2025, 2026))
        ends = [date(self.number, month, day) for month, day in ((12, 31), (3, 31), (11, 30))]
        self.as_of = chance.choice([*ends, self.day(of_year=True)])
        self.groups = GROUPS[: chance.randint(0, 3)]
        self.members = [self.member(n) for n in range(chance.choice((3, 6, 7, 8, 12, 18)))]
        self.committee = list(self.seats()) if self.often() else []

    def year(self) -> Year:
        asked = [(self.chance.choice(KINDS), None) for _ in range(self.chance.choice((0, 8, 25)))]
        if self.often():
            asked += [
                (kind, f"{self.number}-{month:02}-{self.chance.choice((1, 15, 28)):02}")
                for kind in ("committee_meeting", "theme_party_day", "group_meeting")
                for month in range(1, 13)
            ]
        made = [
            self.record(kind, day) for kind, day in asked if kind != "group_meeting" or self.groups
        ]
        records = [one for one in made if one["day"] <= self.as_of.isoformat()]
        groups = [{"name": name, "leader": ""} for name in self.groups]
        about = {"name": "中共汀南小学支部委员会", "committee": self.committee, "groups": groups}
        branch = {"branch": about, "members": self.members}
        return Year(self.number, self.as_of, branch, sorted(records, key=lambda one: one["day"]))

    # -------------------------------------------------------------------------- people

    def member(self, number: int) -> dict[str, Any]:
        """The first of each group is there all the time, so that no group is ever empty."""
        joined, full, since, until = "2005-06-01", "2006-06-01", "2010-01-01", None
        if number >= len(self.groups):
            joined, full = self.chance.choice(
                [(joined, full)] * 5
                + [
                    (joined, self.iso()),
                    (self.iso(), None),
                    (f"{self.number - 1}-04-03", self.iso()),
                ]
            )
            since = max(joined, since) if self.often() else self.iso()
            left = self.iso()
            until = left if self.rarely() and left >= since else None
        suspended = {"from": self.iso(), "to": None, "reason": "留党察看"}
        return {
            "name": SURNAMES[number] + self.chance.choice(GIVEN),
            "birth_date": f"19{60 + number}-05-06",
            "category": "full" if full and full < self.as_of.isoformat() else "probationary",
            "joined_on": joined,
            "full_on": full,
            "group": self.groups[number % len(self.groups)] if self.groups else "",
            "from": since,
            "to": until,
            "voting_suspended": [suspended] if self.rarely() else [],
            "attendance_waived": self.rarely(),
        }

    def seats(self) -> Any:
        """Some offices, a few of which change hands in the year."""
        people = self.chance.sample(self.members, len(self.members))
        for office in OFFICES[: self.chance.choice((1, 3, 5))]:
            until = self.iso() if self.rarely() else None
            if people:
                name = people.pop()["name"]
                yield {"name": name, "office": office, "from": "2021-01-01", "to": until}
            if people and until:
                name = people.pop()["name"]
                yield {"name": name, "office": office, "from": until, "to": None}

    def here(self, day: str) -> list[dict[str, Any]]:
        return [
            one
            for one in self.members
            if one["from"] <= day
            and one["joined_on"] < day
            and (one["to"] is None or day < one["to"])
        ]

    # -------------------------------------------------------------------------- records

    def record(self, kind: str, day: str | None) -> dict[str, Any]:
        chance = self.chance
        edge = f"{self.number}-{chance.choice(EDGES)}"
        day = day or chance.choice((self.iso(), self.iso(), edge))
        others = [one for one in KINDS if one not in (kind, *NEVER_ALSO)]
        begin = chance.randint(8, 17) * 60 + chance.choice((0, 5, 15, 40))
        record: dict[str, Any] = {
            "kind": kind,
            "also": chance.sample(others, chance.choice((1, 2))) if self.rarely() else [],
            "title": "标题",
            "day": day,
            "starts_at": _clock(begin),
            "ends_at": _clock(begin + chance.choice(MINUTES)),
            "attendance": self.attendance(day) if kind != "heart_talk" and self.often() else [],
            "details": {},
        }
        if self.rarely():
            record["for_year"] = self.number + chance.choice((-1, 0, 1))
        if self.rarely():
            record["credit_hours"] = chance.choice((0, 0.5, 1.5, 8))
        if kind == "training" and self.often():
            last = date.fromisoformat(day) + timedelta(days=chance.randint(1, 3))
            record["ends_on"] = last.isoformat()
        if kind == "group_meeting":
            record["group"] = chance.choice(self.groups)
        self.add_details(record)
        if kind in VOTERS_OF:
            record["agenda"] = [{"title": "议题", "content": "内容", "vote": self.vote()}]
        return record

    def add_details(self, record: dict[str, Any]) -> None:
        kinds, details = [record["kind"], *record["also"]], record["details"]
        names = [one["name"] for one in self.members]
        if "party_lecture" in kinds:
            secretaries = [one["name"] for one in self.committee if one["office"] == "secretary"]
            details["lecturer"] = self.chance.choice([*secretaries, names[0], "外请专家"])
        if "study_session" in kinds:
            details["unit_type"] = self.chance.choice(
                ("branch", "office", "group") if self.groups else ("branch", "office")
            )
            if details["unit_type"] == "group":
                record["group"] = self.chance.choice(self.groups)
                record["also"] += ["group_meeting"] if self.often() else []
        if "heart_talk" in kinds:
            talker, interviewee = self.chance.sample(names, 2)
            relation = self.chance.choice(("支委之间", "党员之间"))
            details |= {"talker": talker, "interviewee": interviewee, "relation": relation}

    def attendance(self, day: str) -> list[dict[str, Any]]:
        here = self.here(day)
        named = self.chance.sample(here, self.chance.randint(0, len(here)))
        return [self.attended(one["name"]) for one in named]

    def attended(self, name: str) -> dict[str, Any]:
        status = self.chance.choice(("on_leave", "absent", "remote", "present"))
        entry = {"name": name, "status": status}
        if status in ("on_leave", "absent"):
            entry |= {"reason": "病假"} if self.often() else {}
            entry |= {"made_up": "补学"} if self.rarely() else {}
        return entry

    def vote(self) -> dict[str, Any]:
        chance = self.chance
        ayes, nays, abstain = (chance.randint(0, most) for most in (len(self.members), 2, 1))
        vote = {
            "matter": chance.choice(("general", "committee", "admit", "confirm")),
            "method": chance.choice(("secret_ballot", "show_of_hands")),
            "ayes": ayes, "nays": nays, "abstain": abstain,
        }  # fmt: skip
        if vote["method"] == "secret_ballot":
            returned = ayes + nays + abstain + chance.choice((0, 0, 1))
            issued = returned + chance.choice((0, 0, 1, -1))
            vote |= {"invalid": 0, "returned": returned, "issued": max(0, issued)}
        if vote["matter"] in ("admit", "confirm"):
            vote |= {"written_ayes": chance.choice((0, 1, 2)), "written_nays": 0}
        return vote

    # -------------------------------------------------------------------------- chance

    def day(self, *, of_year: bool = False) -> date:
        """A day of the year, or one a little before or after it."""
        new_year = date(self.number, 1, 1)
        return new_year + timedelta(
            days=self.chance.randint(*((0, 364) if of_year else (-30, 440)))
        )

    def iso(self) -> str:
        return self.day().isoformat()

    def often(self) -> bool:
        return self.chance.random() < 0.7

    def rarely(self) -> bool:
        return self.chance.random() < 0.15


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
