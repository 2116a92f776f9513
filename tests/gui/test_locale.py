"""The window's locale: every country that Qt knows writes what it can read again, and what is typed is stored."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from core.locale import PLAIN, Locale
from core.locale.clocks import read_moment, read_time
from core.locale.days import read_date
from core.locale.numbers import read_decimal, read_float, write_number
from core.locale.writing import exact
from core.query.ast import And, Compare, Node
from core.query.grammar import parse, to_text, translated
from gui.locale import local, locale_of, use_locale
from tests.core.query.test_grammar import LEAVES, NOW, PRODUCTS, ZONES, _grown

ZONE = ZoneInfo("Europe/Berlin")
VALUES: list[tuple[Any, Callable[[str, Locale], Any]]] = [
    (Decimal("-1234567.25"), read_decimal),
    (-1.5e-07, read_float),
    (date(2026, 5, 4), read_date),
    (date(2026, 12, 31), read_date),
    (time(0, 5), read_time),
    (time(12, 30, 15, 250_000), read_time),
    (time(23, 59), read_time),
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), lambda text, locale: read_moment(text, locale, ZONE)),
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), lambda text, locale: read_moment(text, locale, ZONE)),
    (datetime(2026, 5, 4, 13, 30, 5, 7, tzinfo=UTC), lambda text, locale: read_moment(text, locale, ZONE)),
]


@pytest.fixture(autouse=True)
def iso_afterwards() -> Iterator[None]:
    yield
    use_locale("C")


def every_locale() -> list[QLocale]:
    any_country = QLocale.Country.AnyTerritory
    return QLocale.matchingLocales(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, any_country)


def test_what_any_country_writes_of_money_is_read() -> None:
    """As spreadsheets copy it; Toki Pona alone has all digits in pairs."""
    customs = [found for found in every_locale() if found.name() not in {"C", "tok_001"}]
    bad = [
        (found.name(), text)
        for found in customs
        if read_decimal(text := found.toCurrencyString(1234567.25, precision=2), locale_of(found))
        != Decimal("1234567.25")
    ]
    assert not bad


def test_what_any_country_writes_is_read_again_as_the_same() -> None:
    customs = [locale_of(found) for found in every_locale()]
    assert len(customs) > 500
    bad = [
        (locale.name, text)
        for locale in customs
        for value, read in VALUES
        if read(text := exact(value, locale, ZONE), locale) != value
    ]
    assert not bad


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.recursive(LEAVES, _grown, max_leaves=6), ZONES, st.sampled_from(["C", "de_DE", "en_US", "fr_FR", "ar_EG"]))
def test_every_filter_survives_being_written_as_in_a_country(node: Node, zone: tzinfo, name: str) -> None:
    locale = locale_of(QLocale(name))
    text = to_text(node, PRODUCTS, zone, locale)
    assert parse(text, PRODUCTS, zone, NOW, locale=locale) == node
    assert parse(translated(text, PRODUCTS, locale, PLAIN), PRODUCTS, zone, NOW) == node


def test_every_country_reads_the_filters_that_it_writes() -> None:
    times = And((Compare("opens", ">=", time(23, 5)), Compare("opens", "=", time(0, 30, 15, 250))))
    moment = Compare("created_at", ">=", datetime(2026, 12, 31, 22, 5, tzinfo=UTC))
    number, day = Compare("weight", "<", -1234567.25), Compare("released", "=", date(2026, 5, 4))
    node = And((*times.parts, moment, number, day, Compare("is_active", "=", True)))
    customs = [locale_of(found) for found in every_locale()]
    texts = [(locale, to_text(node, PRODUCTS, ZONE, locale)) for locale in customs]
    assert not [text for locale, text in texts if parse(text, PRODUCTS, ZONE, NOW, locale=locale) != node]


def test_signs_between_thousands_are_read_again() -> None:
    number = Decimal("12345678.25")
    customs = [locale for found in every_locale() if (locale := locale_of(found)) != PLAIN]
    assert not [c.name for c in customs if read_decimal(write_number(number, c, grouped=True), c) != number]


def test_the_window_takes_the_locale_it_is_told() -> None:
    use_locale("de_AT")
    assert (local().decimal, local().date_format) == (",", "{day:02}.{month:02}.{year:04}")
    use_locale("C")
    assert local() == PLAIN
