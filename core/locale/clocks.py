"""Times of day and moments as people write them; moments in the person's time zone, stored in UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from core.locale.days import leading_date, write_date
from core.locale.facts import Locale, UnreadableError, local_digits, plain_digits

_OFFSET: Final = re.compile(r"\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))$", re.IGNORECASE)
_CLOCK: Final = re.compile(r"[T\s]")
_NOON: Final = 12


def read_time(text: str, locale: Locale) -> time:
    """A time of day. UnreadableError where it is none."""
    return time.fromisoformat(plain_time(text, locale))


def plain_time(text: str, locale: Locale) -> str:
    """A time of day in ISO's form, as exact as it was written. UnreadableError where it is none."""
    text = plain_digits(text)
    found = re.fullmatch(_time_pattern(locale), text, re.IGNORECASE)
    if found is None:
        raise UnreadableError("typed.time")
    before, hour, minute, second, fraction, after = found.groups()
    half = before or after
    if half is None and minute is None:
        raise UnreadableError("typed.time")
    number = int(hour)
    if half is not None:
        if not 1 <= number <= _NOON:
            raise UnreadableError("typed.time")
        number = number % _NOON + (_NOON if _is_afternoon(half, locale) else 0)
    try:
        time(number, int(minute or 0), int(second or 0))
    except ValueError:
        raise UnreadableError("typed.time") from None
    seconds = (f":{second}" if second else "") + (f".{fraction:0<6}" if fraction else "")
    return f"{number:02}:{minute or '00'}{seconds}"


def read_moment(text: str, locale: Locale, time_zone: tzinfo) -> datetime:
    """A moment in UTC; without an offset, one of the time zone. UnreadableError where its clocks skip or repeat it."""
    text, offset = _without_offset(plain_digits(text))
    day, clock = _parts(text, locale)
    moment = datetime.combine(day, time.fromisoformat(clock) if clock else time())
    return _in_utc(moment.replace(tzinfo=offset) if offset else _placed(moment, time_zone))


def plain_moment(text: str, locale: Locale) -> str:
    """A day, or a moment, in ISO's form, as exact as it was written. UnreadableError where it is neither."""
    text, offset = _without_offset(plain_digits(text))
    day, clock = _parts(text, locale)
    zone = datetime.min.replace(tzinfo=offset).isoformat()[len("0001-01-01T00:00:00") :]
    return f"{day.isoformat()}T{clock}{zone}" if clock else day.isoformat()


def _parts(text: str, locale: Locale) -> tuple[date, str]:
    """The day of a moment, and its time in ISO's form; an empty one where none is written."""
    try:
        day, end = leading_date(text, locale)
    except UnreadableError as error:
        raise UnreadableError("typed.moment" if error.code == "typed.date" else error.code) from None
    rest = re.sub(r"^(?:\s*T\s*|,?\s+)", "", text[end:]) if text[end:] else ""
    if rest == text[end:] and rest:
        raise UnreadableError("typed.moment")
    try:
        return day, plain_time(rest, locale) if rest else ""
    except UnreadableError:
        raise UnreadableError("typed.moment") from None


def write_time(value: time, locale: Locale, *, exact: bool) -> str:
    """A time of day: in minutes, with seconds where there are any; all of it where it must be exact."""
    text = value.isoformat("seconds" if value.second or value.microsecond else "minutes")
    if exact and value.microsecond:
        text += f".{value.microsecond:06}".rstrip("0")
    return localized_time(text, locale)


def localized_time(text: str, locale: Locale) -> str:
    """A time of day in ISO's form as people write it here, as exact as it is."""
    first, _, rest = text.partition(":")
    hour, half = int(first), ""
    if "{half}" in locale.time_format:
        half = locale.halves[hour >= _NOON]
        hour = hour % _NOON or _NOON
    minute = rest.replace(":", locale.time_separator)
    return local_digits(locale.time_format.format(hour=hour, minute=minute, half=half), locale)


def write_moment(value: datetime, locale: Locale, time_zone: tzinfo, *, exact: bool) -> str:
    """A moment in the time zone: in minutes, or all of it where it must be exact."""
    local = in_zone(value, time_zone)
    clock = local.time() if exact else local.time().replace(second=0, microsecond=0)
    text = f"{write_date(local, locale)} {write_time(clock, locale, exact=exact)}"
    return text + local.strftime("%z") if exact and (local.tzinfo is not time_zone or _is_repeated(local)) else text


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """A moment on the clocks of a zone; on those of UTC, where its calendar does not reach so far."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.astimezone(UTC)


def _time_pattern(locale: Locale) -> str:
    halves = "|".join(re.escape(half) for half in {*locale.halves, "AM", "PM", "a.m.", "p.m."})
    between = "[:" + re.escape(locale.time_separator) + "]"
    seconds = rf"(?:{between}(\d{{2}})(?:[.,](\d{{1,6}}))?)?"
    return rf"(?:({halves})\s*)?(\d{{1,2}})(?:(?:{between}|\s*h\s*)(\d{{2}}){seconds})?(?:\s*({halves}))?"


def _is_afternoon(half: str, locale: Locale) -> bool:
    return half.casefold() in {locale.halves[1].casefold(), "pm", "p.m."}


def _without_offset(text: str) -> tuple[str, tzinfo | None]:
    """The text before an offset from UTC; the minus of a date is none, for a time must stand before it."""
    found = _OFFSET.search(text)
    if found is None or not _CLOCK.search(text[: found.start()]):
        return text, None
    if found[1]:
        return text[: found.start()], UTC
    size = timedelta(hours=int(found[3]), minutes=int(found[4]))
    try:
        return text[: found.start()], timezone(-size if found[2] == "-" else size)
    except ValueError:
        raise UnreadableError("typed.moment") from None


def _placed(moment: datetime, time_zone: tzinfo) -> datetime:
    """A moment of the time zone's clocks, which show some times twice and some not at all."""
    placed = moment.replace(tzinfo=time_zone)
    if placed.utcoffset() != placed.replace(fold=1).utcoffset():
        there = _in_utc(placed).astimezone(time_zone).replace(tzinfo=None) == moment
        raise UnreadableError("typed.moment.twice" if there else "typed.moment.skipped")
    return placed


def _is_repeated(local: datetime) -> bool:
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise UnreadableError("typed.date.none") from None
