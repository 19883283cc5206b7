"""A day in all the ways in which people write one in a sheet.

What is not there is never made up in silence: a day that was only assumed, and whatever could be
read in two ways, comes with a code.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from zjdesk.exchange.cells import NOTHING, Fault, Value, day_of_serial, visible
from zjdesk.exchange.problems import FAULTS, Code
from zjdesk.fields import EARLIEST, LATEST

YEARS = range(1900, 2101)
"""A number in this range is a year."""
SERIALS = range(3_654, 109_575)
"""Numbers that Excel keeps for the days from 1910 to 2199; smaller ones are no one's dates."""
FIRST_MONTHS = 192_107
"""Six digits from here on are a year and a month: the Party is not older."""
LATEST_BIRTH, LATEST_OTHER = 10, 35
"""Years of two digits up to these lie in this century."""

_NO_DAY = NOTHING | {
    "null", "none", "nan", "待定", "不详", "未知", "未转正", "尚未转正", "预备", "预备期",
    "预备期内", "预备党员", "至今", "0",
}  # fmt: skip
_ZEROTH = re.compile(r"1900\D0?1\D00?日?")
"""What Excel shows for a date of which it has nothing: the day before the first."""
_SEPARATED = re.compile(
    r"(?P<year>\d{4}|\d{2})(?:年|[-./_—–~,、。])"
    r"(?P<month>\d{1,2})(?:月份?|(?:月|[-./_—–~,、。])(?P<day>\d{1,2})[日号]?)?[.。]?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?:\s+|T|(?<=[日号]))(?:(?:[上下中]午|早上|晚上|凌晨)\s*)?"
    r"\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:整|半|\d{1,2}分?(?:\d{1,2}秒)?)?)"
    r"\s*(?:Z|[AP]M|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[(\s]*(?:星期|礼拜|周)[一二三四五六日天][)\s]*$")
_NUMERAL = "〇○零Oo一二三四五六七八九十廿卅元"
_NUMERALS = re.compile(f"[{_NUMERAL}]+")
_GAP = re.compile(rf"(?<=[0-9{_NUMERAL}])\s+(?=[0-9{_NUMERAL}])")
"""What stands between 2001 7 1 instead of points."""
_DIGITS = {
    **dict.fromkeys("〇○零Oo", "0"),
    **{character: str(number) for number, character in enumerate("一二三四五六七八九", 1)},
    "元": "1",
}


@dataclass(frozen=True)
class WrittenDay:
    """The day, if there is one, and what has to be said about it."""

    day: date | None = None
    code: Code | None = None


def read_day(value: Value, *, is_typed: bool = True, is_birth: bool = False) -> WrittenDay:
    """What a cell says. `is_typed`: a text was typed as a text, it is no number printed as one."""
    match value:
        case None:
            return WrittenDay()
        case bool():
            return WrittenDay(code=Code.NOT_A_DATE)
        case Fault():
            return WrittenDay(code=FAULTS[value])
        case date():
            return _made(value.year, value.month, value.day)
        case 0:
            return WrittenDay()
        case int():
            return _whole(str(value), is_birth=is_birth)
        case float():
            return _fraction(value)
    return _text(value, is_typed=is_typed, is_birth=is_birth)


def arabic(numeral: str) -> str:
    """二〇〇一 → 2001, 十二 → 12, 三十 → 30, 廿五 → 25."""
    spelled = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = spelled.partition("十")
    figures = ["".join(_DIGITS.get(character, "") for character in part) for part in (tens, ones)]
    return f"{figures[0] or 1}{figures[1] or 0}" if ten else figures[0]


def _text(written: str, *, is_typed: bool, is_birth: bool) -> WrittenDay:
    text = unicodedata.normalize("NFKC", visible(written)).strip().lstrip("'")
    text = _WEEKDAY.sub("", _TIME.sub("", _WEEKDAY.sub("", text)))
    text = "".join(_GAP.sub("-", text).split())
    if text.lower() in _NO_DAY or _ZEROTH.fullmatch(text):
        return WrittenDay()
    text = re.sub(r"(?<=^\d{5})\.0+$|(?<=^\d{8})\.0+$", "", text)
    text = _NUMERALS.sub(lambda found: arabic(found[0]), text)
    if re.fullmatch(r"\d{1,8}", text, re.ASCII):
        return _whole(text, is_birth=is_birth)
    if re.fullmatch(r"\d{4}年", text, re.ASCII):
        return WrittenDay(code=Code.YEAR_ONLY)
    parts = _SEPARATED.fullmatch(text)
    if not parts:
        return WrittenDay(code=Code.NOT_A_DATE)
    if not is_typed and re.fullmatch(r"\d{4}\.1", text, re.ASCII):
        return WrittenDay(code=Code.MONTH_AMBIGUOUS)
    year = _full_year(parts["year"], is_birth=is_birth)
    return _made(year, int(parts["month"]), int(parts["day"] or 0))


def _whole(digits: str, *, is_birth: bool) -> WrittenDay:
    number = int(digits)
    if len(digits) == 8:
        return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 4 and number in YEARS:
        return WrittenDay(code=Code.YEAR_ONLY)
    if len(digits) == 6:
        year, month = divmod(number, 100)
        if number >= FIRST_MONTHS and year in YEARS and 1 <= month <= 12:
            return _made(year, month, 0)
        year = _full_year(digits[:2], is_birth=is_birth)
        return _made(year, int(digits[2:4]), int(digits[4:]))
    if number in SERIALS:
        return WrittenDay(day_of_serial(number))
    return WrittenDay(code=Code.NOT_A_DATE)


def _fraction(number: float) -> WrittenDay:
    """2001.07 typed as a number, or a day with a time of day."""
    if not math.isfinite(number):
        return _not_a_date()
    if number.is_integer():
        return _whole(str(int(number)), is_birth=False)
    if int(number) in YEARS:
        year, _, month = repr(number).partition(".")
        if month == "1":
            return WrittenDay(code=Code.MONTH_AMBIGUOUS)
        return _made(int(year), int(month), 0) if len(month) <= 2 else _not_a_date()
    return WrittenDay(day_of_serial(number)) if int(number) in SERIALS else _not_a_date()


def _made(year: int, month: int, day: int) -> WrittenDay:
    """The day; 0 for a month or day that is not known."""
    if month == 0:
        return WrittenDay(code=Code.YEAR_ONLY)
    if not EARLIEST.year <= year <= LATEST.year:
        return WrittenDay(code=Code.YEAR_OUT_OF_RANGE)
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return WrittenDay(code=Code.IMPOSSIBLE_DATE)
    return WrittenDay(found, None if day else Code.DAY_ASSUMED)


def _not_a_date() -> WrittenDay:
    return WrittenDay(code=Code.NOT_A_DATE)


def _full_year(digits: str, *, is_birth: bool) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= (LATEST_BIRTH if is_birth else LATEST_OTHER) else 1900)
