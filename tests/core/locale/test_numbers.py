"""Numbers as people type them: read by the signs of their country, refused rather than guessed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.locale import PLAIN, Locale, UnreadableError
from core.locale.numbers import MAX_LENGTH, is_plain, read_decimal, read_float, read_integer, write_number
from tests.core.locale.customs import AMERICAN, EGYPTIAN, FRENCH, GERMAN, INDIAN

READ: list[tuple[Locale, str, str]] = [
    (GERMAN, "12,50", "12.50"),
    (GERMAN, "12.50", "12.50"),
    (GERMAN, "1.234", "1234"),
    (GERMAN, "1.234.567,8", "1234567.8"),
    (GERMAN, "1234,5", "1234.5"),
    (GERMAN, "1234.567", "1234.567"),
    (GERMAN, "0.123", "0.123"),
    (GERMAN, "-1.234,5", "-1234.5"),
    (GERMAN, "−3", "-3"),
    (GERMAN, "– 3", "-3"),
    (GERMAN, "+3", "3"),
    (GERMAN, " 12,5 ", "12.5"),
    (GERMAN, "1 234,5", "1234.5"),
    (GERMAN, ",5", "0.5"),
    (GERMAN, "5,", "5"),
    (AMERICAN, "12.50", "12.50"),
    (AMERICAN, "1,234", "1234"),
    (AMERICAN, "1.234", "1.234"),
    (AMERICAN, "1,234,567.89", "1234567.89"),
    (FRENCH, "1\u202f234\u202f567,5", "1234567.5"),
    (FRENCH, "1 234,5", "1234.5"),
    (FRENCH, "1\xa0234", "1234"),
    (FRENCH, "1.5", "1.5"),
    (INDIAN, "12,34,567.5", "1234567.5"),
    (INDIAN, "1,234", "1234"),
    (EGYPTIAN, "١٬٢٣٤٫٥", "1234.5"),
    (EGYPTIAN, "1234.5", "1234.5"),
    (PLAIN, "1234.5", "1234.5"),
    (PLAIN, "1'234'567", "1234567"),
    (GERMAN, "12,50 €", "12.50"),
    (GERMAN, "12,50\xa0€", "12.50"),
    (GERMAN, "1.234,50 EUR", "1234.50"),
    (GERMAN, "-1.234,50 €", "-1234.50"),
    (GERMAN, "€ 12,50", "12.50"),
    (GERMAN, "CHF 12,50", "12.50"),
    (AMERICAN, "$1,234.50", "1234.50"),
    (AMERICAN, "-$12.50", "-12.50"),
    (AMERICAN, "$-12.50", "-12.50"),
    (AMERICAN, "US$ 12", "12"),
    (AMERICAN, "12.50 USD", "12.50"),
    (replace(GERMAN, currency="kr."), "12,50 kr.", "12.50"),
    (PLAIN, "12.50 £", "12.50"),
]
REFUSED: list[tuple[Locale, str, str]] = [
    (GERMAN, "1,234.56", "typed.number.group"),
    (GERMAN, "1.23.456", "typed.number.group"),
    (AMERICAN, "12,50", "typed.number.group"),
    (AMERICAN, "1.234,56", "typed.number.group"),
    (INDIAN, "1,23", "typed.number.group"),
    (PLAIN, "12,50", "typed.number.decimal"),
    (PLAIN, "1,234", "typed.number.decimal"),
    (GERMAN, "12,5,0", "typed.number"),
    (GERMAN, "zwölf", "typed.number"),
    (GERMAN, "12 50", "typed.number"),
    (GERMAN, "1.234 567", "typed.number.group"),
    (GERMAN, "NaN", "pydantic:finite_number"),
    (GERMAN, "-", "typed.number"),
    (GERMAN, "1e5", "typed.number"),
    (GERMAN, "5%", "typed.number"),
    (GERMAN, "12 PCS", "typed.number"),
    (GERMAN, "12,50 eur", "typed.number"),
    (GERMAN, "12,50 kr.", "typed.number"),
    (GERMAN, "€", "typed.number"),
    (GERMAN, "€ 12,50 EUR", "typed.number"),
    (GERMAN, "1,234.56 €", "typed.number.group"),
    (PLAIN, "9" * (MAX_LENGTH + 1), "pydantic:int_parsing_size"),
    (GERMAN, "1" + ".000" * MAX_LENGTH + ",50", "pydantic:int_parsing_size"),
    (GERMAN, "x" * (MAX_LENGTH + 1), "typed.number"),
    (GERMAN, "9" * MAX_LENGTH + "x", "typed.number"),
]


@pytest.mark.parametrize(("locale", "text", "value"), READ)
def test_a_number_is_read_by_the_signs_of_the_country(locale: Locale, text: str, value: str) -> None:
    assert read_decimal(text, locale) == Decimal(value)
    assert str(read_decimal(text, locale)) == value


@pytest.mark.parametrize(("locale", "text", "code"), REFUSED)
def test_what_could_mean_another_number_is_refused_with_the_reason(locale: Locale, text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_decimal(text, locale)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("kg", "12,5 kg", Decimal("12.5")),
        ("kg", "12,5kg", Decimal("12.5")),
        ("kg", "12,5", Decimal("12.5")),
        ("kg", "12,5 €", None),
        ("EUR", "12,5 EUR", Decimal("12.5")),
        ("EUR", "12,5 €", Decimal("12.5")),
        ("€", "EUR 12,5", Decimal("12.5")),
        ("EUR", "12,5 $", None),
        ("EUR", "12,5 USD", None),
    ],
)
def test_beside_a_number_that_has_a_unit_stands_no_other(unit: str, text: str, value: Decimal | None) -> None:
    if value is not None:
        assert read_decimal(text, GERMAN, unit) == value
        return
    with pytest.raises(UnreadableError, match=r"typed\.number"):
        read_decimal(text, GERMAN, unit)


def test_a_text_of_any_length_is_told_to_be_no_whole_number() -> None:
    with pytest.raises(UnreadableError, match=r"typed\.integer"):
        read_integer("x" * 10_000_000, GERMAN)


def test_a_whole_number_has_no_decimal_places_not_even_zeros() -> None:
    assert read_integer("1.234", GERMAN) == 1234
    for text in ("12.5", "12,0", "12.50", "1e3"):
        with pytest.raises(UnreadableError, match=r"typed\.integer"):
            read_integer(text, GERMAN)


def test_powers_of_ten_are_floats_alone() -> None:
    assert read_float("1,5e3", GERMAN) == 1500
    assert read_float("1.5E-3", GERMAN) == 0.0015
    with pytest.raises(UnreadableError):
        read_float("1e999", GERMAN)


def test_a_number_is_written_in_full_and_grouped_only_where_asked() -> None:
    assert write_number(Decimal("1234567.50"), GERMAN) == "1234567,50"
    assert write_number(Decimal("1234567.50"), GERMAN, grouped=True) == "1.234.567,50"
    assert write_number(Decimal("1234.5"), EGYPTIAN, grouped=True) == "١٬٢٣٤٫٥"
    assert write_number(Decimal(1234), PLAIN, grouped=True) == "1,234"
    assert write_number(1e-07, GERMAN) == "1e-07"


def test_whose_number_it_can_only_be() -> None:
    for text in ("1.00", "0.250", "1234.500", "-.5", "1.50 €"):
        assert is_plain(text, GERMAN) is True
    for text in ("1.234,5", "2,5", "1.234.567", "1 234"):
        assert is_plain(text, GERMAN) is False
    for text in ("1.234", "1234", "x", "", "9" * 401):
        assert is_plain(text, GERMAN) is None
