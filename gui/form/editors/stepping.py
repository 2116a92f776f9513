"""Steps from one date, time or moment to the next: by day, month and year, by minute and hour."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

MONTHS: Final = 12

DayT = TypeVar("DayT", date, datetime)


def step_days(value: DayT, count: int) -> DayT:
    """So many days on; the same where the calendar ends."""
    try:
        return value + timedelta(days=count)
    except OverflowError:
        return value


def step_months(value: DayT, count: int) -> DayT:
    """The same day so many months on, or the last of a month that is shorter."""
    months = value.year * MONTHS + value.month - 1 + count
    year, month = months // MONTHS, months % MONTHS + 1
    if not date.min.year <= year <= date.max.year:
        return value
    return value.replace(year=year, month=month, day=min(value.day, monthrange(year, month)[1]))


def step_minutes(value: time, count: int) -> time:
    """So many minutes on, past midnight if need be."""
    return (datetime.combine(date(2000, 1, 1), value, UTC) + timedelta(minutes=count)).time()
