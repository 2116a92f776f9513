"""Dates as people type them: in the order of their country, ISO's form everywhere, never one of two by chance."""

from datetime import date, datetime

import pytest

from core.locale import PLAIN, Locale, UnreadableError
from core.locale.days import read_date, write_date
from tests.core.locale.customs import AMERICAN, BRITISH, GERMAN

DAY = date(2026, 4, 5)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (GERMAN, "05.04.2026"),
        (GERMAN, "5.4.2026"),
        (GERMAN, "5. 4. 2026"),
        (GERMAN, "5.4.26"),
        (GERMAN, "5-4-2026"),
        (GERMAN, "5 4 2026"),
        (AMERICAN, "4/5/2026"),
        (AMERICAN, "04/05/26"),
        (AMERICAN, "4-5-2026"),
        (BRITISH, "05/04/2026"),
        (BRITISH, "5.4.2026"),
        *((locale, text) for locale in (GERMAN, AMERICAN, PLAIN) for text in ("2026-04-05", "20260405", "2026/4/5")),
    ],
)
def test_a_date_is_read_in_the_order_of_the_country(locale: Locale, text: str) -> None:
    assert read_date(text, locale) == DAY


@pytest.mark.parametrize(
    ("locale", "text", "code"),
    [
        (AMERICAN, "5.4.2026", "typed.date.ambiguous"),
        (GERMAN, "5/4/2026", "typed.date.ambiguous"),
        (PLAIN, "5.4.2026", "typed.date.ambiguous"),
        (AMERICAN, "31/12/2026", "typed.date.none"),
        (GERMAN, "30.02.2026", "typed.date.none"),
        (GERMAN, "2026-02-30", "typed.date.none"),
        (GERMAN, "05.04", "typed.date"),
        (GERMAN, "5.4.6", "typed.date"),
        (GERMAN, "5.4.20261", "typed.date"),
        (GERMAN, "5.4-2026", "typed.date"),
        (GERMAN, "tomorrow", "typed.date"),
        (GERMAN, "5.4.2026 10:30", "typed.date"),
        (GERMAN, "11122026", "typed.date"),
        (GERMAN, "", "typed.date"),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(locale: Locale, text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_date(text, locale)
    assert refused.value.code == code


@pytest.mark.parametrize("locale", [AMERICAN, PLAIN])
def test_signs_of_another_country_are_taken_where_only_one_day_can_be_meant(locale: Locale) -> None:
    assert read_date("31.12.2026", locale) == date(2026, 12, 31)
    assert read_date("4.4.2026", locale) == date(2026, 4, 4)


def test_two_digits_are_a_year_that_is_not_far_ahead() -> None:
    this = datetime.now().astimezone().year
    assert read_date(f"1.1.{(this + 20) % 100:02}", GERMAN).year == this + 20
    assert read_date(f"1.1.{(this + 21) % 100:02}", GERMAN).year == this - 79


def test_a_date_is_written_with_the_whole_year() -> None:
    assert [write_date(DAY, locale) for locale in (GERMAN, AMERICAN, PLAIN)] == ["05.04.2026", "4/5/2026", "2026-04-05"]
    assert write_date(date(26, 4, 5), GERMAN) == "05.04.0026"
