"""Literals of dates, times and moments, each read as the whole period that it stands for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from core.locale.facts import PLAIN, Locale
from core.types import EARLIEST, LATEST

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TIME: Final = re.compile(r"([0-9]{1,2}:[0-9]{2})(:[0-9]{2}(\.[0-9]{1,6})?)?")
_MOMENT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9:.]+)(Z|[+-][0-9]{2}:[0-9]{2})?", re.IGNORECASE)
_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """All the values that one literal stands for; `last` itself belongs to it unless it is half open."""

    first: Any
    last: Any
    half_open: bool = False


@dataclass(frozen=True, slots=True)
class Standpoint:
    """When and where `today` is, in which zone a day begins, and how people write there."""

    time_zone: tzinfo
    now: datetime
    locale: Locale = PLAIN

    def day(self, offset: int) -> date:
        """Today's date, or that of a day before or after."""
        return self.now.astimezone(self.time_zone).date() + timedelta(days=offset)


def date_span(text: str, standpoint: Standpoint) -> Span:
    """`2026`, `2026-01`, `2026-01-15` or `today` as first and last day. ValueError for anything else."""
    if (offset := _DAYS.get(text.lower())) is not None:
        return Span(standpoint.day(offset), standpoint.day(offset))
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError("no date")
    year, month, day = found.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return Span(first, first)
    last_month = first.month if month else 12
    return Span(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def time_span(text: str) -> Span:
    """`10:30` as its whole minute, `10:30:15` as its whole second. ValueError for anything else."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError("no time")
    first = time.fromisoformat(text if text[2] == ":" else f"0{text}")
    if found[3]:
        return Span(first, first)
    return Span(first, first.replace(second=59 if found[2] is None else first.second, microsecond=999_999))


def moment_span(text: str, standpoint: Standpoint) -> Span:
    """A date in the person's zone, or with a time its whole minute or second. ValueError for anything else."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        days = date_span(text, standpoint)
        following = LATEST if days.last == date.max else _midnight(days.last + timedelta(days=1), standpoint)
        return Span(_midnight(days.first, standpoint), following, half_open=True)
    within = time_span(found[2])
    local = datetime.combine(date.fromisoformat(found[1]), within.first)
    start = _utc(local.replace(tzinfo=_zone(found[3]) or standpoint.time_zone))
    width = datetime.combine(date.min, within.last) - datetime.combine(date.min, within.first) + _TICK
    return Span(start, start + width if LATEST - start >= width else LATEST, half_open=True)


def _midnight(day: date, standpoint: Standpoint) -> datetime:
    return _utc(datetime.combine(day, time(), standpoint.time_zone))


def _zone(offset: str | None) -> tzinfo | None:
    return None if offset is None else datetime.fromisoformat("2000-01-01T00:00" + offset.upper()).tzinfo


def _utc(local: datetime) -> datetime:
    """In UTC; what the calendar cannot hold there becomes its first or last moment."""
    try:
        return local.astimezone(UTC)
    except (OverflowError, ValueError):
        return EARLIEST if local.year == 1 else LATEST
