"""Dates as people write them: `31.12.2026`, `12/31/2026`, and ISO's form everywhere."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from core.locale.facts import DateOrder, Locale, UnreadableError, local_digits, plain_digits

YEARS_AHEAD: Final = 20
"""A year of two digits is at most so far in the future."""
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}|[12]\d{3}[01]\d[0-3]\d")
_DATE: Final = re.compile(r"(\d{1,4})\s*([./-]|\s)\s*(\d{1,2})\s*\2\s*(\d{4}|\d{1,2})(?:\s?[./]|\s*г\.)?(?!\d)")
_MONTH: Final = re.compile(r"(?:(\d{1,2})\s*[./-]\s*(\d{4})|(\d{4})\s*[./-]\s*(\d{1,2}))(?:\s?[./])?")
_YEAR: Final = 4
_TELLING: Final = frozenset("./")
"""Signs whose order is a custom: dots never stand after a month, slashes stand after both."""


def read_date(text: str, locale: Locale) -> date:
    """A date. UnreadableError where it is none, or could be two."""
    day, end = leading_date(text := plain_digits(text), locale)
    if text[end:]:
        raise UnreadableError("typed.date")
    return day


def leading_date(text: str, locale: Locale) -> tuple[date, int]:
    """The date that a text of ASCII digits begins with, and where it ends."""
    if found := _ISO.match(text):
        return _iso(found[0]), found.end()
    if found := _DATE.match(text):
        return _in_order(*found.groups(), locale=locale), found.end()
    raise UnreadableError("typed.date")


def plain_month(text: str) -> str | None:
    """A month with its year of four digits, on either side of it, in ISO's form; None where it is none."""
    found = _MONTH.fullmatch(plain_digits(text))
    if found is None:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{year}-{month:0>2}" if _possible(year, month, "1") else None


def write_date(value: date, locale: Locale) -> str:
    """A date with its year in four digits."""
    return local_digits(locale.date_format.format(year=value.year, month=value.month, day=value.day), locale)


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableError("typed.date.none") from None


def _in_order(first: str, sign: str, second: str, last: str, *, locale: Locale) -> date:
    if len(first) == _YEAR:
        return _day(first, second, last)
    if len(first) > len("31") or len(last) == 1:
        raise UnreadableError("typed.date")
    month_first, day_first = (last, first, second), (last, second, first)
    if locale.date_order is DateOrder.YEAR_FIRST or not _is_usual(sign, locale):
        return _only(month_first, day_first)
    return _day(*(month_first if locale.date_order is DateOrder.MONTH_FIRST else day_first))


def _is_usual(sign: str, locale: Locale) -> bool:
    """Whether the locale's own order is what anybody would mean by this sign between the parts."""
    if sign == "." and locale.date_order is DateOrder.DAY_FIRST:
        return True
    return sign not in _TELLING or sign == locale.date_separator.strip()


def _only(*readings: tuple[str, str, str]) -> date:
    """The one reading that is a day; where there are more, nobody can know."""
    days = {day for reading in readings if (day := _possible(*reading)) is not None}
    if len(days) > 1:
        raise UnreadableError("typed.date.ambiguous")
    return days.pop() if days else _day(*readings[0])


def _possible(year: str, month: str, day: str) -> date | None:
    try:
        return date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> date:
    found = _possible(year, month, day)
    if found is None:
        raise UnreadableError("typed.date.none")
    return found


def _full_year(digits: str) -> int:
    """Two digits are the year that ends in them and lies at most some years ahead."""
    if len(digits) == _YEAR:
        return int(digits)
    latest = _this_year() + YEARS_AHEAD
    return latest - (latest - int(digits)) % 100


@lru_cache(maxsize=1)
def _this_year() -> int:
    return date.today().year  # noqa: DTZ011  # the person's own calendar
