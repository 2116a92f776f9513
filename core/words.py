"""The language that the core's messages are put in: English, or what a catalogue says in its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any, Final, cast

from core.locale.facts import PLAIN, Locale
from core.locale.numbers import write_number
from core.message_texts import MESSAGES

CAPITAL_NOUNS: Final = frozenset({"de", "gsw", "lb"})
"""Languages that write every noun with a capital letter, wherever it stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A language: messages by their codes, and the names of collections, fields and choices by their English ones."""

    messages: Mapping[str, str] = field(default_factory=dict[str, str])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    locale: Locale = PLAIN
    has_capital_nouns: bool = False


class _Speech:
    words = Words()


def speak(words: Words) -> None:
    """Use these words from now on, in all of this process. A window does; commands and requests stay English."""
    _Speech.words = words


def spoken() -> Words:
    """The words in use."""
    return _Speech.words


def message(code: str) -> str:
    """The words of a known code."""
    return _Speech.words.messages.get(code) or MESSAGES[code]


def named(name: str) -> str:
    """A name in the language that is spoken; itself where there is none for it."""
    return _Speech.words.names.get(name) or name


def inside(text: str) -> str:
    """As it stands in the middle of a sentence: `Order line` as `order line`, but `URL`, and German, as they are."""
    if _Speech.words.has_capital_nouns or text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def grouped(number: int) -> str:
    """How many, with the signs between thousands of where it is read."""
    return write_number(Decimal(number), _Speech.words.locale, grouped=True)


def load_words(path: Path, locale: Locale) -> Words:
    """A language from its catalogue. OSError or ValueError where it cannot be used."""
    content: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError("it is not a JSON object")
    parts = cast("dict[str, Any]", content)
    messages, names = _texts(parts.get("messages")), _texts(parts.get("names"))
    for template in messages.values():
        list(Formatter().parse(template))
    language = path.stem.removeprefix("core_").partition("_")[0]
    return Words(messages, names, locale, has_capital_nouns=language in CAPITAL_NOUNS)


def _texts(content: object) -> dict[str, str]:
    if not isinstance(content, dict):
        raise ValueError("messages and names are needed")
    texts = cast("dict[object, object]", content)
    return {str(name): text for name, text in texts.items() if isinstance(text, str)}
