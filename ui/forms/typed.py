"""Days and times as people type them. Raises ValueError with words for the person."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from zjdesk.fields import EARLIEST, LATEST, quote

WEEKDAYS = "一二三四五六日"
_NEAR_DAYS = {"今天": 0, "昨天": 1, "前天": 2}
_HALVES = {"上午": 0, "早上": 0, "中午": 12, "下午": 12, "晚上": 12, "": 0}


def typed_day(text: str, *, today: date) -> date | None:
    """A day from 2026-3-12, 20260312, 2026年3月12日, 3.12, 3月12日 or 今天; None from nothing."""
    plain = _plain(text)
    plain = re.sub(rf"[(（]?(星期|周|礼拜)[{WEEKDAYS}天][)）]?$", "", plain)
    if not plain:
        return None
    if plain in _NEAR_DAYS:
        return today - timedelta(days=_NEAR_DAYS[plain])
    joined = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain)
    apart = re.fullmatch(r"(?:(\d{4})[-./年])?(\d\d?)[-./月](\d\d?)日?", plain)
    parts = joined or apart
    if not parts:
        raise ValueError(f"看不懂日期{quote(text)}，请写成 2026-3-12 或 3月12日")
    try:
        day = date(int(parts[1] or today.year), int(parts[2]), int(parts[3]))
    except ValueError:
        raise ValueError(f"{quote(text)}：没有这一天，请核对") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{quote(text)}：请核对年份")
    return day


def typed_clock(text: str) -> time | None:
    """A time of day from 14:30, 1430, 14点30分, 9, 下午2点半; None from nothing."""
    plain = _plain(text)
    if not plain:
        return None
    parts = re.fullmatch(
        r"(上午|早上|中午|下午|晚上|)(\d{1,2}?)(?:[:.点时](\d\d?|半|)分?|(\d\d))?", plain
    )
    if not parts:
        raise ValueError(f"看不懂时间{quote(text)}，请写成 14:30 或 1430")
    half_day, hour, minute = _HALVES[parts[1]], int(parts[2]), parts[3] or parts[4] or "0"
    if half_day and hour < (12 if parts[1] != "中午" else 10):
        hour += 12
    minutes = 30 if minute == "半" else int(minute)
    if hour > 23 or minutes > 59:
        raise ValueError(f"{quote(text)}：没有这个时刻，请核对")
    return time(hour, minutes)


def plain_number(text: str) -> str:
    """Digits as they are read: an input method may have made them full-width."""
    return unicodedata.normalize("NFKC", text).strip()


def long_day(day: date) -> str:
    """2026年3月12日 星期四."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def _plain(text: str) -> str:
    return "".join(plain_number(text).replace("。", ".").split())
