"""What a rule may ask for, as one of a few values with its Chinese words.

Shares are compared in whole numbers only.
"""

from __future__ import annotations

from enum import StrEnum


class Share(StrEnum):
    """A part of a whole, as regulations word it. 以上 and 不少于 include the number itself."""

    HALF = "half"
    OVER_HALF = "over_half"
    TWO_THIRDS = "two_thirds"
    FOUR_FIFTHS = "four_fifths"

    def is_reached(self, part: int, whole: int) -> bool:
        numerator, denominator = _FRACTIONS[self]
        if self is Share.OVER_HALF:
            return part * denominator > whole * numerator
        return part * denominator >= whole * numerator

    def least(self, whole: int) -> int:
        """The smallest number that reaches the share."""
        numerator, denominator = _FRACTIONS[self]
        if self is Share.OVER_HALF:
            return whole * numerator // denominator + 1
        return -(-whole * numerator // denominator)


_FRACTIONS = {
    Share.HALF: (1, 2),
    Share.OVER_HALF: (1, 2),
    Share.TWO_THIRDS: (2, 3),
    Share.FOUR_FIFTHS: (4, 5),
}
SHARES = {
    Share.HALF: "半数以上（含半数）",
    Share.OVER_HALF: "超过半数",
    Share.TWO_THIRDS: "三分之二以上",
    Share.FOUR_FIFTHS: "五分之四以上",
}


class Most(StrEnum):
    """A share that is not to be exceeded."""

    THIRD = "third"
    THREE_TENTHS = "three_tenths"
    QUARTER = "quarter"

    def of(self, whole: int) -> int:
        """The largest number within the share, rounded down."""
        numerator, denominator = _MOST[self]
        return whole * numerator // denominator


_MOST = {Most.THIRD: (1, 3), Most.THREE_TENTHS: (3, 10), Most.QUARTER: (1, 4)}
MOSTS = {
    Most.THIRD: "不超过三分之一",
    Most.THREE_TENTHS: "不超过百分之三十",
    Most.QUARTER: "不超过四分之一",
}


class Frequency(StrEnum):
    """How often something is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    NEVER = "never"


FREQUENCIES = {
    Frequency.MONTHLY: "每月一次",
    Frequency.QUARTERLY: "每季度一次",
    Frequency.HALF_YEARLY: "每半年一次",
    Frequency.YEARLY: "每年一次",
    Frequency.NEVER: "不作要求",
}


class Base(StrEnum):
    """The number that a majority is taken of."""

    EXPECTED = "expected"
    PRESENT = "present"


BASES = {Base.EXPECTED: "应到会有表决权的人数", Base.PRESENT: "实到会有表决权的人数"}


class Ballot(StrEnum):
    """How a matter has to be voted on."""

    SECRET = "secret"
    ANY = "any"


BALLOTS = {Ballot.SECRET: "无记名投票", Ballot.ANY: "不作规定"}


class Whole(StrEnum):
    """Of whom a share of the grades is taken."""

    GRADED = "graded"
    MEMBERS = "members"


WHOLES = {Whole.GRADED: "参加评定的人数", Whole.MEMBERS: "应到党员总数"}


class Written(StrEnum):
    """Where written opinions given before the meeting count."""

    ADMISSIONS = "admissions"
    NOWHERE = "nowhere"


WRITINGS = {Written.ADMISSIONS: "接收预备党员和转正时计入票数", Written.NOWHERE: "都不计入票数"}

LISTED_REASONS = (
    "患精神病或其他疾病，不能表达本人意志",
    "自费出国半年以上",
    "受留党察看处分期间，或正在服刑、拘留",
    "年老体弱卧床不起，或长期生病生活不能自理",
    "调动、下派、蹲点或外出学习工作半年以上，应转未转组织关系",
    "回原籍长期居住的离退休党员，未转组织关系",
)
"""For these alone a member may be left out of 应到 (《基层组织选举工作条例》, at second hand)."""


class ReductionReasons(StrEnum):
    """For what a member may be left out of 应到."""

    LISTED = "listed"


REDUCTION_REASONS = {ReductionReasons.LISTED: "只限所列的六种"}


class Body(StrEnum):
    """Who decides a matter."""

    ASSEMBLY = "assembly"
    ANY = "any"


BODIES = {Body.ASSEMBLY: "支部党员大会", Body.ANY: "不作规定"}


class First(StrEnum):
    """Who discusses a matter before the 党员大会 does."""

    COMMITTEE = "committee"
    NOBODY = "nobody"


FIRSTS = {First.COMMITTEE: "支部委员会", First.NOBODY: "不作规定"}


class Months(StrEnum):
    """Months in which nothing that is due monthly is asked for."""

    NONE = "none"
    SUMMER = "summer"
    HOLIDAYS = "holidays"

    @property
    def numbers(self) -> tuple[int, ...]:
        return {Months.NONE: (), Months.SUMMER: (7, 8), Months.HOLIDAYS: (2, 7, 8)}[self]


FREE_MONTHS = {
    Months.NONE: "没有，寒暑假照常",
    Months.SUMMER: "7月、8月",
    Months.HOLIDAYS: "2月、7月、8月",
}


class Twice(StrEnum):
    """Whether one event may fill several duties."""

    YES = "yes"
    NO = "no"


TWICE = {Twice.YES: "可以，按“同时算作”都计入", Twice.NO: "不可以，只计举办的那一种"}
