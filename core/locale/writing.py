"""Writes values as people of a country read them, and as they type them again without losing anything."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from core.binary import text_of_bytes
from core.fields import Kind
from core.locale.clocks import write_moment, write_time
from core.locale.days import write_date
from core.locale.facts import Locale
from core.locale.numbers import write_number
from core.words import named


def shown(value: Any, locale: Locale, time_zone: tzinfo) -> str:
    """A value at a glance: moments and times in minutes, numbers in full."""
    return _written(value, locale, time_zone, exact=False)


def exact(value: Any, locale: Locale, time_zone: tzinfo) -> str:
    """A value in full, so that reading it gives the same value again; nothing for no value."""
    return "" if value is None else _written(value, locale, time_zone, exact=True)


def counted(number: int, locale: Locale) -> str:
    """How many of something: with a sign between thousands."""
    return write_number(Decimal(number), locale, grouped=True)


def example(kind: Kind, locale: Locale) -> str:
    """A value of a kind as it is written here."""
    value = _EXAMPLES.get(kind)
    return "" if value is None else exact(value, locale, UTC)


def choice_label(member: Enum) -> str:
    """A choice as people read it."""
    words = str(member.value).replace("_", " ")
    return named(words[:1].upper() + words[1:])


def _written(value: Any, locale: Locale, time_zone: tzinfo, *, exact: bool) -> str:
    match value:
        case str() if not isinstance(value, Enum):
            return value
        case Enum():
            return choice_label(value)
        case bool():
            return (locale.yes[:1] or ("true",))[0] if value else (locale.no[:1] or ("false",))[0]
        case int():
            return write_number(Decimal(value), locale)
        case Decimal() | float():
            return write_number(value, locale)
        case datetime():
            return write_moment(value, locale, time_zone, exact=exact)
        case date():
            return write_date(value, locale)
        case time():
            return write_time(value, locale, exact=exact)
        case bytes():
            return text_of_bytes(value)
        case _:
            return str(value)


_EXAMPLES: Final[Mapping[Kind, Any]] = {
    Kind.INTEGER: 42,
    Kind.DECIMAL: Decimal("12.50"),
    Kind.FLOAT: 12.5,
    Kind.DATE: date(2026, 1, 31),
    Kind.TIME: time(10, 30),
    Kind.MOMENT: datetime(2026, 1, 31, 10, 30, tzinfo=UTC),
}
