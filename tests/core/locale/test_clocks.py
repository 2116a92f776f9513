"""Times and moments as people type them: on the clocks of their place, stored in UTC."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.locale import PLAIN, Locale, UnreadableError
from core.locale.clocks import read_moment, read_time, write_moment, write_time
from tests.core.locale.customs import AMERICAN, FINNISH, GERMAN

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        (GERMAN, "10:30", time(10, 30)),
        (GERMAN, "9:05", time(9, 5)),
        (GERMAN, "10:30:15", time(10, 30, 15)),
        (GERMAN, "10:30:15,25", time(10, 30, 15, 250_000)),
        (GERMAN, "9:30 PM", time(21, 30)),
        (GERMAN, "13 h 05", time(13, 5)),
        (AMERICAN, "9:30 pm", time(21, 30)),
        (AMERICAN, "9pm", time(21, 0)),
        (AMERICAN, "12:00 AM", time(0, 0)),
        (AMERICAN, "12:00 PM", time(12, 0)),
        (AMERICAN, "21:30", time(21, 30)),
        (FINNISH, "21.30", time(21, 30)),
        (FINNISH, "21:30", time(21, 30)),
    ],
)
def test_a_time_is_read(locale: Locale, text: str, value: time) -> None:
    assert read_time(text, locale) == value


@pytest.mark.parametrize("text", ["10", "24:00", "10:60", "10:5", "13:00 PM", "0:30 AM", "half past", "10.30", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"typed\.time"):
        read_time(text, GERMAN)


@pytest.mark.parametrize(
    ("locale", "text", "hour"),
    [
        (GERMAN, "31.01.2026 10:30", 9),
        (GERMAN, "31.7.2026, 10:30", 8),
        (GERMAN, "2026-01-31 10:30", 9),
        (GERMAN, "2026-01-31T10:30:00Z", 10),
        (GERMAN, "2026-01-31T10:30+02:00", 8),
        (GERMAN, "31.01.2026 10:30 -0130", 12),
        (AMERICAN, "1/31/2026 10:30 PM", 21),
        (GERMAN, "31.01.2026", 23),
    ],
)
def test_a_moment_is_read_on_the_clocks_of_the_place(locale: Locale, text: str, hour: int) -> None:
    found = read_moment(text, locale, BERLIN)
    assert found.tzinfo is UTC
    assert found.hour == hour


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25.10.2026 02:30", "typed.moment.twice"),
        ("29.03.2026 02:30", "typed.moment.skipped"),
        ("30.02.2026 10:30", "typed.date.none"),
        ("31/1/2026 25:00", "typed.moment"),
        ("5/4/2026 10:30", "typed.date.ambiguous"),
        ("31.01.2026 at noon", "typed.moment"),
        ("31.01.202610:30", "typed.moment"),
        ("10:30", "typed.moment"),
        ("0001-01-01 00:00", "typed.date.none"),
        ("2026-01-31 10:30+99:00", "typed.moment"),
    ],
)
def test_what_is_no_moment_or_could_be_two_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_moment(text, GERMAN, BERLIN)
    assert refused.value.code == code


def test_a_time_that_comes_twice_is_written_with_its_offset_so_that_it_can_be_read_again() -> None:
    for hour in (0, 1):
        moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        text = write_moment(moment, GERMAN, BERLIN, exact=True)
        assert text == f"25.10.2026 02:30+0{2 - hour}00"
        assert read_moment(text, GERMAN, BERLIN) == moment


def test_seconds_are_written_where_there_are_any_and_all_of_it_where_it_must_be_exact() -> None:
    assert write_time(time(9, 5), PLAIN, exact=False) == "09:05"
    assert write_time(time(21, 5, 7), AMERICAN, exact=False) == "9:05:07 PM"
    assert write_time(time(9, 5, 7, 250_000), PLAIN, exact=True) == "09:05:07.25"
    moment = datetime(2026, 1, 31, 9, 30, 15, tzinfo=UTC)
    assert write_moment(moment, GERMAN, BERLIN, exact=False) == "31.01.2026 10:30"
    assert write_moment(moment, GERMAN, BERLIN, exact=True) == "31.01.2026 10:30:15"
