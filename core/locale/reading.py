"""Reads one text as a value of a field, under a locale; whole columns with references are `core.transfer`'s."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from enum import Enum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from core.binary import bytes_of_text
from core.errors import FieldProblem
from core.fields import FieldFacts, Kind
from core.locale.clocks import read_moment, read_time
from core.locale.days import read_date
from core.locale.facts import Locale, UnreadableError
from core.locale.numbers import read_decimal, read_float, read_integer
from core.locale.writing import choice_label, example
from core.words import Words, spoken

TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT})
_YES: Final = frozenset({"true", "yes", "1", "✓"})
_NO: Final = frozenset({"false", "no", "0", "✗"})

Reader = Callable[[str], Any]


def read(text: str, facts: FieldFacts, locale: Locale, time_zone: tzinfo) -> Any:
    """The value that a text stands for, or the FieldProblem with it.

    Nothing but spaces is no value; a text field takes what is typed as it is. The rules of the model are its own: a
    value that was read may still break them. References are read by id alone.
    """
    if facts.kind in TEXTS:
        return None if text == "" and facts.nullable else text
    if not text.strip():
        return None
    try:
        return reader(facts, locale, time_zone)(text)
    except UnreadableError as error:
        return FieldProblem(facts.name, error.code, params_of(error, facts, locale))


def reader(facts: FieldFacts, locale: Locale, time_zone: tzinfo) -> Reader:
    """What reads many texts of a field that are not empty: gives values, raises UnreadableError."""
    kind = facts.kind
    if kind is Kind.MOMENT:
        return lambda text: read_moment(text, locale, time_zone)
    if kind is Kind.CHOICE:
        return lambda text: read_choice(text, facts)
    if kind in NUMBERS:
        read_number, unit = _NUMBER_READERS[kind], facts.unit or ""
        return lambda text: read_number(text, locale, unit)
    read_kind = _READERS.get(kind, _text)
    return lambda text: read_kind(text, locale)


def params_of(error: UnreadableError, facts: FieldFacts, locale: Locale) -> Mapping[str, object]:
    """What the message of a problem needs."""
    expected = ", ".join(choice_label(member) for member in facts.choices or ())
    return {"example": example(facts.kind, locale), "expected": expected, **error.params}


def _text(text: str, _locale: Locale) -> str:
    return text


def read_boolean(text: str, locale: Locale) -> bool:
    """Yes or no. UnreadableError where it is neither."""
    word = text.strip().casefold()
    if word in _YES or word in locale.yes:
        return True
    if word in _NO or word in locale.no:
        return False
    raise UnreadableError("pydantic:bool_parsing")


def _id(text: str, _locale: Locale) -> UUID:
    try:
        return UUID(text.strip())
    except ValueError:
        raise UnreadableError("pydantic:uuid_parsing") from None


def _reference(text: str, _locale: Locale) -> UUID:
    try:
        return UUID(text.strip())
    except ValueError:
        raise UnreadableError("reference.missing") from None


def _bytes(text: str, _locale: Locale) -> bytes:
    try:
        return bytes_of_text(text)
    except ValueError:
        raise UnreadableError("bytes") from None


def read_choice(text: str, facts: FieldFacts) -> Enum:
    """By value as written, by what people see of it, by value or name in any case. UnreadableError where it is none."""
    exact, loose = _choices(facts.choices, spoken())
    found = exact.get(text) or loose.get(text.strip().casefold())
    if found is None:
        raise UnreadableError("pydantic:enum")
    return found


@lru_cache(maxsize=256)
def _choices(choices: Any, _words: Words) -> tuple[Mapping[str, Enum], Mapping[str, Enum]]:
    names = {member.name.casefold(): member for member in choices}
    labels = {choice_label(member).casefold(): member for member in choices}
    values = {str(member.value).casefold(): member for member in choices}
    return {str(member.value): member for member in choices}, {**names, **labels, **values}


_NUMBER_READERS: Final[Mapping[Kind, Callable[[str, Locale, str], Any]]] = {
    Kind.INTEGER: read_integer,
    Kind.DECIMAL: read_decimal,
    Kind.FLOAT: read_float,
}
_READERS: Final[Mapping[Kind, Callable[[str, Locale], Any]]] = {
    Kind.BOOLEAN: read_boolean,
    Kind.DATE: read_date,
    Kind.TIME: read_time,
    Kind.ID: _id,
    Kind.REFERENCE: _reference,
    Kind.BYTES: _bytes,
}
