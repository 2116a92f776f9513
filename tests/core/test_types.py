"""Values as they are stored: folded text, ids, exact decimals, moments."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from core.types import ExactDecimal, UtcDateTime, fold, fold_many, new_id, new_ids, strip_zeros

SQLITE = sqlite.dialect()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("MÜLLER", "muller"),
        ("Straße", "strasse"),
        ("Ångström", "angstrom"),
        ("ﬁne", "fine"),
        ("İ", "i"),
        ("雪国", "雪国"),
    ],
)
def test_folding(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_a_key_is_its_own_key_and_the_same_in_every_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.lists(st.none() | st.text(st.characters(exclude_characters="\0"))))
def test_many_are_folded_like_one(texts: list[str | None]) -> None:
    assert fold_many(texts) == [None if text is None else fold(text) for text in texts]


def test_ids_grow() -> None:
    ids = [new_id().bytes, *new_ids(1000), *(new_id().bytes for _ in range(1000)), *new_ids(10), new_id().bytes]
    assert all(first < second for first, second in pairwise(ids))


@given(st.decimals(-(10**11), 10**11, places=6, allow_nan=False))
def test_decimals_are_exact(value: Decimal) -> None:
    kind = ExactDecimal()
    stored = kind.process_bind_param(value, SQLITE)
    assert isinstance(stored, int)
    assert kind.result_processor(SQLITE, None)(stored) == value  # pyright: ignore[reportOptionalCall]


def test_too_many_places_are_refused_and_never_rounded() -> None:
    with pytest.raises(ValueError, match="2 decimal places"):
        ExactDecimal(12, 2).process_bind_param(Decimal("1.005"), SQLITE)


@pytest.mark.parametrize(
    ("value", "short"),
    [("10.500", "10.5"), ("100", "100"), ("0.000", "0"), ("-1.0", "-1"), ("1e30", "1" + 30 * "0"), ("inf", "Infinity")],
)
def test_zeros_that_say_nothing(value: str, short: str) -> None:
    assert str(strip_zeros(Decimal(value))) == short


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), st.integers(-12, 14))  # noqa: DTZ001
def test_moments_come_back_in_utc_and_sort_as_text(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    kind = UtcDateTime()
    stored = kind.process_bind_param(aware, SQLITE)
    back = kind.result_processor(SQLITE, None)(stored)  # pyright: ignore[reportOptionalCall]
    assert back == aware
    assert back is not None
    assert back.tzinfo is UTC
    assert (stored < kind.process_bind_param(aware + timedelta(microseconds=1), SQLITE)) is True
