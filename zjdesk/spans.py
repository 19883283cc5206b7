"""Spans of one kind as they follow each other in a history: ended, cut off, refused.

Rule: on a day at most one of them holds. Functions that refuse raise NotAllowed and alter nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from zjdesk.errors import NotAllowed
from zjdesk.fields import Day
from zjdesk.people import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DAY = Day("", "")
S = TypeVar("S", bound=Span)


def begins(span: Span) -> date:
    return span.start or date.min


def lasts_beyond(span: Span, day: date) -> bool:
    """Whether some of a span lies on that day or later."""
    return span.end is None or day < span.end


def refuse_running(spans: Iterable[Span], day: date, who: str, what: str) -> None:
    """Refuse a span from a day on that would lie over another."""
    for span in spans:
        if span.holds_on(day):
            raise NotAllowed(f"{who}在{_DAY.show(day)}已经{what}")
        if span.start and day < span.start:
            raise NotAllowed(
                f"{who}已登记从{_DAY.show(span.start)}起{what}",
                hint="请在党员资料的历史里改那一段。",
            )


def end_running(spans: Iterable[Span], day: date, who: str, what: str) -> None:
    """End on a day the span that holds until then."""
    running = next((one for one in spans if one.holds_on(day)), None)
    if running and begins(running) < day:
        running.end = day
        return
    later = min((one.start for one in spans if one.start and day <= one.start), default=None)
    if later:
        raise NotAllowed(
            f"{who}从{_DAY.show(later)}起{what}，恢复日期应晚于这一天",
            hint="登记错了的，请在党员资料的历史里删去那一段。",
        )
    raise NotAllowed(f"{who}在{_DAY.show(day)}没有{what}")


def up_to(day: date, spans: Iterable[S], gap: Callable[[date | None, date], S]) -> list[S]:
    """The spans cut off at a day, with what `gap` makes of the time before it that none holds."""
    spans = sorted(spans, key=begins)
    found: list[S] = []
    reached: date | None = None
    for span in spans:
        if begins(span) >= day:
            break
        if span.start and span.start > (reached or date.min):
            found.append(gap(reached, span.start))
        found.append(replace(span, end=day) if lasts_beyond(span, day) else span)
        reached = found[-1].end
    filled = found if reached == day else [*found, gap(reached, day)]
    return [*filled, *(span for span in spans if begins(span) >= day)]
