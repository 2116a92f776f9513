"""The person's locale, taken from Qt: how numbers, dates and times are typed and shown in this window."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from functools import lru_cache, partial
from typing import Final

from PySide6.QtCore import QLocale

from core.locale.clocks import read_time, write_time
from core.locale.days import read_date, write_date
from core.locale.facts import PLAIN, DateOrder, Locale, UnreadableError, plain_digits

_DATE: Final = re.compile(r"(d{1,2})(?!d)|(M{1,2})(?!M)|(y+)|'([^']*)'")
_TIME: Final = re.compile(r"[hH]{1,2}|mm|[aA][pP]")
_YES_AND_NO: Final = {
    "cs": (("ano", "pravda"), ("ne", "nepravda")),
    "da": (("ja", "sand"), ("nej", "falsk")),
    "de": (("ja", "wahr"), ("nein", "falsch")),
    "en": (("yes", "true"), ("no", "false")),
    "es": (("sí", "si", "verdadero"), ("no", "falso")),
    "fi": (("kyllä", "tosi"), ("ei", "epätosi")),
    "fr": (("oui", "vrai"), ("non", "faux")),
    "it": (("sì", "si", "vero"), ("no", "falso")),
    "nb": (("ja", "sann"), ("nei", "usann")),
    "nl": (("ja", "waar"), ("nee", "onwaar")),
    "pl": (("tak", "prawda"), ("nie", "fałsz")),
    "pt": (("sim", "verdadeiro"), ("não", "nao", "falso")),
    "sv": (("ja", "sant"), ("nej", "falskt")),
}
"""What spreadsheets and people write for truth values."""


def use_locale(name: str) -> None:
    """Type and show values as in this country from now on; "" is the system's own, "C" is ISO's form."""
    QLocale.setDefault(QLocale(name) if name else QLocale.system())
    local.cache_clear()


@lru_cache(maxsize=1)
def local() -> Locale:
    """The locale of this window."""
    return locale_of(QLocale())


def locale_of(customs: QLocale) -> Locale:
    """What the core needs to know of one of Qt's locales."""
    if customs.language() is QLocale.Language.C:
        return PLAIN
    short = QLocale.FormatType.ShortFormat
    pattern = customs.dateFormat(short)
    order, separator, date_format = _date_format(pattern)
    time_separator, time_format = _time_format(customs.timeFormat(short))
    yes, no = _YES_AND_NO.get(customs.name().partition("_")[0], ((), ()))
    found = Locale(
        name=customs.name(),
        decimal=customs.decimalPoint(),
        group=customs.groupSeparator(),
        groups_of_two=_has_pairs(customs),
        zero=customs.zeroDigit(),
        currency=plain_digits(customs.currencySymbol()),
        date_order=order,
        date_separator=separator,
        date_format=date_format,
        time_separator=time_separator,
        time_format=time_format,
        halves=(customs.amText(), customs.pmText()),
        yes=yes,
        no=no,
    )
    return _readable(found)


def _readable(locale: Locale) -> Locale:
    """The locale, with ISO's form for dates or times that could not be read back as it writes them."""
    day, clock = date(2026, 3, 4), time(17, 5)
    if not _comes_back(day, write_date(day, locale), partial(read_date, locale=locale)):
        order, separator, form = PLAIN.date_order, PLAIN.date_separator, PLAIN.date_format
        locale = replace(locale, date_order=order, date_separator=separator, date_format=form)
    if not _comes_back(clock, write_time(clock, locale, exact=True), partial(read_time, locale=locale)):
        locale = replace(locale, time_separator=PLAIN.time_separator, time_format=PLAIN.time_format)
    return locale


def _comes_back(value: object, text: str, read: Callable[[str], object]) -> bool:
    try:
        return read(text) == value
    except UnreadableError:
        return False


def _has_pairs(customs: QLocale) -> bool:
    """Whether ten millions are written 1,00,00,000."""
    return customs.toString(10_000_000).count(customs.groupSeparator()) > len("1000000") // 3


def _date_format(pattern: str) -> tuple[DateOrder, str, str]:
    """The order of a date's parts, the sign between them, and how to write one; ISO where months have names."""
    found = list(_DATE.finditer(pattern))
    order = "".join(match[0][0].lower() for match in found if not match[0].startswith("'"))
    if order not in {"dmy", "mdy", "ymd"}:
        return PLAIN.date_order, PLAIN.date_separator, PLAIN.date_format
    between = pattern[found[0].end() : found[1].start()].strip("\u200e\u200f")
    return DateOrder(order), between.strip() or " ", _DATE.sub(_date_part, pattern)


def _date_part(match: re.Match[str]) -> str:
    day, month, year, quoted = match.groups()
    if year:
        return "{year:04}"
    if day or month:
        name = "day" if day else "month"
        return f"{{{name}:02}}" if len(match[0]) == len("dd") else f"{{{name}}}"
    return quoted or ""


def _time_format(pattern: str) -> tuple[str, str]:
    """The sign between hours and minutes, and how to write a time in minutes; ISO where words stand between."""
    found = [match for match in _TIME.finditer(pattern) if match[0][0] in "hHm"]
    between = pattern[found[0].end() : found[1].start()] if len(found) > 1 else ""
    if between not in {":", "."} or "'" in pattern:
        return PLAIN.time_separator, PLAIN.time_format
    return between, _TIME.sub(_time_part, pattern)


def _time_part(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in {"h", "H", "hh", "HH"}:
        return "{hour:02}" if len(sign) == len("hh") else "{hour}"
    if sign == "mm":
        return "{minute}"
    return "{half}"
