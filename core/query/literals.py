"""Literals of a filter as people write them, and in ISO's form or as they are stored, which the grammar compares."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from core.fields import FieldFacts, Kind
from core.locale.clocks import localized_time, plain_moment, plain_time
from core.locale.days import plain_month, read_date, write_date
from core.locale.facts import PLAIN, Locale, UnreadableError, local_digits
from core.locale.numbers import plain_number
from core.locale.reading import read_boolean, read_choice
from core.locale.writing import choice_label

_BARE: Final = re.compile(r'(?![<>=]|is:)(?:[^\s()".]|\.(?!\.))+')
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]([0-9:.]+)")
_TRUTHS: Final = {"true": True, "yes": True, "false": False, "no": False}
_EXAMPLES: Final[Mapping[Kind, str]] = {
    Kind.INTEGER: "42",
    Kind.DECIMAL: "12.50",
    Kind.FLOAT: "12.5",
    Kind.DATE: "2026-01-31",
    Kind.TIME: "10:30",
    Kind.MOMENT: "2026-01-31T10:30",
}


def plain(text: str, facts: FieldFacts, locale: Locale) -> str:
    """A literal in ISO's form; as it is where it is nothing that people write there, such as `today` or `2026`.

    Without a locale nothing but that form is known. Of a choice it is what is stored, whatever it is called.
    """
    read = None if locale == PLAIN else _READERS.get(facts.kind)
    try:
        if facts.choices is not None:
            return str(read_choice(text, facts).value)
        return text if read is None else read(text.strip().removesuffix(facts.unit or ""), locale)
    except UnreadableError:
        return text


def localized(text: str, kind: Kind, locale: Locale) -> str:
    """A literal in ISO's form as people of a country write it."""
    write = None if locale == PLAIN else _WRITERS.get(kind)
    return text if write is None else write(text, locale)


def quoted(literal: str) -> str:
    """A literal with quotes where it would fall apart without."""
    return literal if _BARE.fullmatch(literal) else '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"'


def samples(facts: FieldFacts, locale: Locale) -> dict[str, str]:
    """What a person may type for a field: the words of messages."""
    kind = facts.kind
    if facts.choices is not None:
        names = (str(member.value) if locale == PLAIN else choice_label(member) for member in facts.choices)
        return {"choices": ", ".join(names)}
    if kind is Kind.BOOLEAN:
        return {"yes": localized("true", kind, locale), "no": localized("false", kind, locale)}
    return {"example": quoted(localized(_EXAMPLES.get(kind, ""), kind, locale))}


def _plain_boolean(text: str, locale: Locale) -> str:
    return "true" if read_boolean(text, locale) else "false"


def _plain_date(text: str, locale: Locale) -> str:
    return plain_month(text) or read_date(text, locale).isoformat()


def _plain_moment(text: str, locale: Locale) -> str:
    return plain_month(text) or plain_moment(text, locale)


def _localized_number(text: str, locale: Locale) -> str:
    return local_digits(text.replace(".", locale.decimal), locale)


def _localized_boolean(text: str, locale: Locale) -> str:
    is_true = _TRUTHS.get(text.lower())
    words = locale.yes if is_true else locale.no
    return text if is_true is None or not words else words[0]


def _localized_date(text: str, locale: Locale) -> str:
    return write_date(date.fromisoformat(text), locale) if _DAY.fullmatch(text) else text


def _localized_moment(text: str, locale: Locale) -> str:
    """With an offset from UTC it stays in ISO's form."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return _localized_date(text, locale)
    return f"{_localized_date(found[1], locale)} {localized_time(found[2], locale)}"


_READERS: Final[Mapping[Kind, Callable[[str, Locale], str]]] = {
    **dict.fromkeys((Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT), plain_number),
    Kind.BOOLEAN: _plain_boolean,
    Kind.DATE: _plain_date,
    Kind.TIME: plain_time,
    Kind.MOMENT: _plain_moment,
}
_WRITERS: Final[Mapping[Kind, Callable[[str, Locale], str]]] = {
    **dict.fromkeys((Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT), _localized_number),
    Kind.BOOLEAN: _localized_boolean,
    Kind.DATE: _localized_date,
    Kind.TIME: localized_time,
    Kind.MOMENT: _localized_moment,
}
