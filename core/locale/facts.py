"""What must be known of a country's customs to read and write its numbers, dates and times."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class DateOrder(StrEnum):
    """In which order a date names its parts; with the year first it is always year, month, day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One country's customs. What is written free of any locale (ISO) can be read under all of them.

    The default is that form itself: what files, commands and requests use.
    """

    name: str = ""
    decimal: str = "."
    group: str = ""
    """What stands between thousands; where there is nothing, only a space may."""
    groups_of_two: bool = False
    """Whether digits above the first thousand go in pairs: 12,34,567."""
    zero: str = "0"
    currency: str = ""
    """What stands beside amounts of the country's own money, besides codes and signs that are known everywhere."""
    date_order: DateOrder = DateOrder.YEAR_FIRST
    date_separator: str = "-"
    date_format: str = "{year:04}-{month:02}-{day:02}"
    time_separator: str = ":"
    time_format: str = "{hour:02}:{minute}"
    """With `{half}` for the words for morning and afternoon, where the clock has twelve hours."""
    halves: tuple[str, str] = ("AM", "PM")
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


PLAIN: Final = Locale()


class UnreadableError(ValueError):
    """A text that is no value of the field, or that could be two: the code of a message and what it needs to know."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


_ASCII_DIGITS: Final = "0123456789"
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


def plain_digits(text: str) -> str:
    """The text with the digits of every script as ASCII ones, without marks of direction and spaces around it."""
    if text.isascii():
        return text.strip()
    text = text.translate(_UNSEEN).strip()
    return "".join(_ASCII_DIGITS[int(sign)] if sign.isdecimal() else sign for sign in text)


def local_digits(text: str, locale: Locale) -> str:
    """The text with the locale's own digits."""
    if locale.zero == "0":
        return text
    first = ord(locale.zero)
    return text.translate({ord("0") + digit: first + digit for digit in range(10)})
