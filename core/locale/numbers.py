"""Numbers as people write them: `1.234,50` and `12.50`, never one taken for the other."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core.locale.facts import Locale, UnreadableError, local_digits, plain_digits
from core.locale.money import without_currency

MAX_LENGTH: Final = 400
"""Characters of a number."""
_MINUS: Final = "-\u2010\u2011\u2012\u2013\u2212"
_SPACES: Final = " \u00a0\u202f\u2009'\u2019"
"""What can only stand between thousands, whatever the locale."""
_NOT_FINITE: Final = frozenset({"inf", "infinity", "nan"})
_GROUPED: Final = r"[1-9]\d{0,2}(?P<sign>[GROUP])\d{3}(?:(?P=sign)\d{3})*"
_IN_PAIRS: Final = r"[1-9]\d?(?P<pair>[GROUP])(?:\d{2}(?P=pair))*\d{3}"
_LONG: Final = re.compile(rf"[{_MINUS}+.,]*\d[\d.,٫٬\s'’]*(?:[eE][+-]?\d+)?")
"""A number of any length, whichever country's signs are in it."""
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


class Point(StrEnum):
    """What a point in a number is, where a comma or another sign stands before decimal places."""

    DECIMAL = "decimal"
    """It stands before decimal places, for nothing else can be meant."""
    EITHER = "either"
    """It stands between thousands, and could be the other as well."""


def read_integer(text: str, locale: Locale, unit: str = "") -> int:
    """A whole number. UnreadableError for one with decimal places, even zeros: they may have meant thousands."""
    number = plain_number(text, locale, unit, code="typed.integer")
    if "." in number or "e" in number.lower():
        raise UnreadableError("typed.integer")
    return int(number)


def read_decimal(text: str, locale: Locale, unit: str = "") -> Decimal:
    """An exact number. UnreadableError where it is none, or where its signs are those of another country."""
    number = plain_number(text, locale, unit)
    if "e" in number.lower():
        raise UnreadableError("typed.number")
    return Decimal(number)


def read_float(text: str, locale: Locale, unit: str = "") -> float:
    """A number; powers of ten may be written with an E."""
    number = float(plain_number(text, locale, unit))
    if number in {float("inf"), float("-inf")}:
        raise UnreadableError("pydantic:finite_number")
    return number


def write_number(value: Decimal | float, locale: Locale, *, grouped: bool = False) -> str:
    """A number in full, exact; with signs between thousands only where asked for."""
    text = repr(value) if isinstance(value, float) else format(value, ",f" if grouped else "f")
    if locale.decimal != "." or (grouped and locale.group != ","):
        text = text.translate({ord("."): locale.decimal, ord(","): locale.group or ","})
    return local_digits(text, locale)


def plain_number(text: str, locale: Locale, unit: str = "", *, code: str = "typed.number") -> str:
    """The number in ASCII digits with a point. What only the locale's signs make of it comes before ISO's point."""
    number = _alone(text, locale, unit, code)
    if _pattern(locale).fullmatch(number):
        kept = number.translate(_dropped(locale))
        return kept.replace(locale.decimal, ".") if locale.decimal != "." else kept
    if _PLAIN.fullmatch(number):
        return number
    raise _explained(number, locale, code)


def point_in(text: str, locale: Locale, unit: str = "") -> Point | None:
    """What the point in a number is here; None where there is none, or it can only be one thing."""
    if locale.decimal == "." or "." not in text or len(text) > MAX_LENGTH:
        return None
    number = _alone(text, locale, unit)
    if not _PLAIN.fullmatch(number):
        return None
    return Point.EITHER if _pattern(locale).fullmatch(number) else Point.DECIMAL


def is_plain(text: str, locale: Locale, unit: str = "") -> bool | None:
    """Whether a number can only be free of any locale; False where it can only be the locale's, None for the others."""
    try:
        number = _alone(text, locale, unit)
    except UnreadableError:
        return None
    plain, local = _PLAIN.fullmatch(number) is not None, _pattern(locale).fullmatch(number) is not None
    return None if plain is local else plain


def other_point(text: str, locale: Locale, unit: str = "") -> UnreadableError:
    """Why a number with a point is refused where it stands among others whose points are not what its point is here."""
    number = _alone(text, locale, unit)
    if not _pattern(locale).fullmatch(number):
        return _explained(number, locale, "typed.number")
    small, large = Decimal(number), Decimal(number.translate(_dropped(locale)))
    return UnreadableError(
        "typed.number.point", small=write_number(small.normalize(), locale), large=write_number(large, locale)
    )


def _alone(text: str, locale: Locale, unit: str, code: str = "typed.number") -> str:
    """The number without the unit or currency beside it."""
    number = plain_digits(text)
    if len(number) > MAX_LENGTH:
        raise UnreadableError("pydantic:int_parsing_size" if _LONG.fullmatch(number) else code)
    if not (number[:1].isdecimal() and number[-1:].isdecimal()):
        number = without_currency(number, locale.currency, unit)
    return "-" + number[1:].lstrip() if number and number[0] in _MINUS else number


def _explained(number: str, locale: Locale, code: str) -> UnreadableError:
    """Says which sign means what here, where that is what is wrong."""
    signs = {"decimal": locale.decimal, "group": locale.group}
    if code == "typed.number" and number.lstrip("+-").casefold() in _NOT_FINITE:
        return UnreadableError("pydantic:finite_number")
    digits = re.sub(r"[.,٫٬\s'’+-]", "", number)
    if not digits.isdecimal():
        return UnreadableError(code)
    if locale.group in {".", ","} and locale.group in number:
        return UnreadableError("typed.number.group", **signs)
    if "," in number and locale.decimal != ",":
        return UnreadableError("typed.number.decimal", **signs)
    return UnreadableError(code)


@lru_cache(maxsize=64)
def _pattern(locale: Locale) -> re.Pattern[str]:
    signs = re.escape(locale.group) + re.escape(_SPACES)
    grouped = [_GROUPED.replace("GROUP", signs)]
    if locale.groups_of_two:
        grouped.append(_IN_PAIRS.replace("GROUP", signs))
    decimal = re.escape(locale.decimal)
    whole = rf"(?:{'|'.join(grouped)}|\d+)"
    return re.compile(rf"[+-]?(?:{whole}(?:{decimal}\d*)?|{decimal}\d+)(?:[eE][+-]?\d+)?")


@lru_cache(maxsize=64)
def _dropped(locale: Locale) -> dict[int, None]:
    return dict.fromkeys(map(ord, locale.group + _SPACES))
