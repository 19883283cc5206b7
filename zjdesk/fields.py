"""Fields: how one value is read, checked, written and shown.

A field is declared once and is the typed key to its value: `record[TOPIC]`. Form, store, paper,
package and JSON Schema all read that one declaration. A value that is not there is the field's
`nothing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from zjdesk.citizen_ids import has_form, is_valid, mask, tidy
from zjdesk.errors import Place, Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")
S = TypeVar("S", bound=str)

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_LINE = 1_000
"""Characters of a one-line text."""
LONGEST_PROSE = 1_000_000
"""Characters of a text of several paragraphs."""


@dataclass(frozen=True)
class Field(Generic[T]):
    """One named, typed value; `required`: needed before 定稿; `hint`: shown while empty."""

    key: str
    label: str
    required: bool = attribute(default=False, kw_only=True)
    hint: str = attribute(default="", kw_only=True)

    nothing: ClassVar[Any] = None

    def parse(self, text: str) -> T:
        """What a person typed, as a value. Raises ValueError with words for that person."""
        return self.from_json(text.strip()) if text.strip() else self.nothing

    def from_json(self, value: Any) -> T:
        """A value from a file. Raises ValueError with words for a person."""
        raise NotImplementedError

    def to_json(self, value: T) -> Any:
        return value

    def show(self, value: T) -> str:
        """The value as it stands on paper and in lists."""
        return "" if value is None else str(value)

    def texts(self, value: T) -> Iterator[str]:
        """Everything of the value that a person sees."""
        yield self.show(value)

    def is_missing(self, value: T | None) -> bool:
        return value is None or value == self.nothing

    def read(self, value: Any, place: Place, problems: list[Problem]) -> T:
        """A value from a file; if it is wrong, a problem is added and `nothing` is given."""
        if value is None:
            return self.nothing  # type: ignore[no-any-return]
        try:
            return self.from_json(value)
        except ValueError as error:
            problems.append(Problem(str(error), place, Weight.REFUSES))
            return self.nothing  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value, without title."""
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Field[str]):
    """One line; `usual` are texts to choose from, none of which has to be taken."""

    usual: tuple[str, ...] = attribute(default=(), kw_only=True)

    nothing = ""

    def from_json(self, value: Any) -> str:
        text = _clean(value, keep="").strip()
        if len(text) > LONGEST_LINE:
            raise ValueError(f"有{len(text)}个字，最多{LONGEST_LINE}个字")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST_LINE}


class Name(Text):
    """The name of one person: 张　三 becomes 张三, the dot inside a name is always ·."""

    def from_json(self, value: Any) -> str:
        return tidy_name(super().from_json(value))


class IdNumber(Field[str]):
    """公民身份号码: whole only where it is kept, masked before people, never found by a search."""

    nothing = ""

    def from_json(self, value: Any) -> str:
        number = tidy(value) if isinstance(value, str) else ""
        if not has_form(number):
            raise ValueError("身份证号应为18位，末位可以是X，前后加引号")
        if not is_valid(number):
            raise ValueError("身份证号的校验码不对，请核对")
        return number

    def show(self, value: str) -> str:
        return mask(value) if value else ""

    def texts(self, value: str) -> Iterator[str]:  # noqa: ARG002
        return iter(())

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"}


class Reference(Text):
    """The id of something else: in files, but never in front of a person."""

    def texts(self, value: str) -> Iterator[str]:  # noqa: ARG002
        return iter(())


class Prose(Field[str]):
    """Paragraphs, separated by line ends."""

    nothing = ""

    def from_json(self, value: Any) -> str:
        text = _clean(value, keep="\n\t").strip("\n")
        if len(text) > LONGEST_PROSE:
            raise ValueError(f"有{len(text)}个字，最多{LONGEST_PROSE}个字")
        return text

    def parse(self, text: str) -> str:
        return self.from_json(text)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST_PROSE}


class Day(Field[date | None]):
    """A calendar day, in files as 2026-03-12."""

    def from_json(self, value: Any) -> date:
        parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value) if isinstance(value, str) else None
        if not parts:
            raise ValueError(f"{quote(value)}不是日期，请写成 2026-03-12 的样子")
        try:
            day = date(*map(int, parts.groups()))
        except ValueError:
            raise ValueError(f"{quote(value)}：没有这一天，请核对年月日") from None
        if not EARLIEST <= day <= LATEST:
            raise ValueError(f"{quote(value)}：年份应在{EARLIEST.year}到{LATEST.year}之间")
        return day

    def to_json(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def show(self, value: date | None) -> str:
        return f"{value.year}年{value.month}月{value.day}日" if value else ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Clock(Field[time | None]):
    """A time of day to the minute, in files as 14:30."""

    def from_json(self, value: Any) -> time:
        parts = re.fullmatch(r"(\d\d?)[:：](\d\d)", value) if isinstance(value, str) else None
        if not parts or int(parts[1]) > 23 or int(parts[2]) > 59:
            raise ValueError(f"{quote(value)}不是钟点，请写成 14:30 的样子")
        return time(int(parts[1]), int(parts[2]))

    def to_json(self, value: time | None) -> str | None:
        return f"{value:%H:%M}" if value else None

    def show(self, value: time | None) -> str:
        return f"{value:%H:%M}" if value else ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^([01]?\\d|2[0-3]):[0-5]\\d$"}


class Moment(Field[datetime | None]):
    """A day with a time of day, local; in files as 2026-03-12T17:05:00."""

    def from_json(self, value: Any) -> datetime:
        wanted = f"{quote(value)}不是时刻，请写成 2026-03-12T17:05:00"
        if not isinstance(value, str) or not re.fullmatch(_MOMENT, value):
            raise ValueError(wanted)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(wanted) from None
        if not EARLIEST <= moment.date() <= LATEST:
            raise ValueError(wanted)
        return moment

    def to_json(self, value: datetime | None) -> str | None:
        return value.isoformat(timespec="seconds") if value else None

    def show(self, value: datetime | None) -> str:
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}" if value else ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_MOMENT}$"}


@dataclass(frozen=True)
class Count(Field[int | None]):
    """A whole number from 0 on."""

    most: int = attribute(default=1_000_000, kw_only=True)

    def from_json(self, value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError(f"{quote(value)}不是数目，请填 0 或正整数")
        if value > self.most:
            raise ValueError(f"{value}太大，最多{self.most}")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0, "maximum": self.most}


class Hours(Field[float | None]):
    """Hours or days in steps of a half."""

    def from_json(self, value: Any) -> float:
        if isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.\d)?", value):
            value = float(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 <= value <= 1_000 or value * 2 != int(value * 2):
            raise ValueError(f"{quote(value)}：请填数字，可带半个，如 1、1.5、2")
        return float(value)

    def to_json(self, value: float | None) -> float | int | None:
        return int(value) if value is not None and value == int(value) else value

    def show(self, value: float | None) -> str:
        return "" if value is None else f"{value:g}"

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": 0, "maximum": 1_000, "multipleOf": 0.5}


class Flag(Field[bool]):
    """Yes or no; no is the same as nothing."""

    nothing = False

    def from_json(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError(f"{quote(value)}应为 true 或 false")
        return value

    def show(self, value: bool) -> str:  # noqa: FBT001
        return "是" if value else "否"

    def texts(self, value: bool) -> Iterator[str]:  # noqa: ARG002, FBT001
        return iter(())

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice(Field[S | None]):
    """One of a few values; `options` maps each to its Chinese word."""

    options: Mapping[S, str] = attribute(default_factory=dict)

    def from_json(self, value: Any) -> S:
        for option, word in self.options.items():
            if value in (option, word):
                return option
        known = "、".join(f"{option}（{word}）" for option, word in self.options.items())
        raise ValueError(f"不认识{quote(value)}，可以是：{known}")

    def to_json(self, value: S | None) -> str | None:
        return None if value is None else str(value)

    def show(self, value: S | None) -> str:
        return "" if value is None else self.options[value]

    def schema(self) -> dict[str, Any]:
        return {"enum": [str(option) for option in self.options]}


class Texts(Field[list[str]]):
    """Several one-line texts; typed one a line or with 、 between."""

    @property
    def nothing(self) -> list[str]:
        return []

    item: ClassVar[type[Text]] = Text

    def parse(self, text: str) -> list[str]:
        return self.from_json([part for part in re.split(r"[\n、]", text) if part.strip()])

    def from_json(self, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValueError(f'{quote(value)}应为列表，如 ["…", "…"]')
        items = [self.item(self.key, self.label).from_json(item) for item in value]
        return [item for item in items if item]

    def show(self, value: list[str]) -> str:
        return "、".join(value)

    def texts(self, value: list[str]) -> Iterator[str]:
        yield from value

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item(self.key, self.label).schema()}


class Lines(Texts):
    """Several texts typed one a line, such as titles that hold 、 themselves."""

    def parse(self, text: str) -> list[str]:
        return self.from_json([part for part in text.split("\n") if part.strip()])


class Names(Texts):
    """The names of several people."""

    item = Name


# ------------------------------------------------------------------------------ characters

_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?"
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_DOTS = re.compile("[•‧∙⋅・･．.]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def tidy_name(name: str) -> str:
    """张　三 → 张三, 古丽娜尔•吐尔逊 → 古丽娜尔·吐尔逊; Latin names keep spaces and dots."""
    if re.search("[A-Za-z]", name):
        return " ".join(name.split())
    return _DOTS.sub("·", "".join(name.split()))


def _clean(value: Any, *, keep: str) -> str:
    """A text with no control character but `keep`; raises ValueError naming the first."""
    if not isinstance(value, str):
        raise ValueError(f"{quote(value)}应为文字，请加引号")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in keep:
        text = _LINE_ENDS.sub("\n", text)
    for number, character in enumerate(text, 1):
        code = ord(character)
        is_control = code < 32 or 127 <= code < 160 or code in (0x2028, 0x2029)
        if is_control and character not in keep:
            what = "换行" if character == "\n" else f"控制字符 U+{code:04X}"
            raise ValueError(f"第{number}个字是{what}，请删去")
    if _SURROGATES.search(text) or "\ufffe" in text or "\uffff" in text:
        raise ValueError("里面有不成字的编码，请重新输入这段文字")
    return text


def quote(value: Any) -> str:
    """The value in quotation marks, cut to 30 characters, for messages."""
    text = str(value)
    return f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”"
