"""FIELD=VALUE arguments for every kind of field."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import typer

from core.bootstrap import Application
from core.cli.values import Assignments
from core.context import Context
from core.database import sqlite_url
from core.errors import InvalidError
from tests.core.conftest import shop_on
from tests.shop.gadget import Status

ZONE = timezone(timedelta(hours=2))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Application]:
    """The core with the shop's families."""
    with shop_on(sqlite_url(tmp_path / "app.db")) as app:
        yield app


@pytest.fixture
def context(shop: Application) -> Context:
    """The local user, two hours east of Greenwich."""
    return shop.context("cli", time_zone=ZONE)


def read(shop: Application, context: Context, *arguments: str) -> Any:
    """The model that the arguments make."""
    gadgets = shop.service("gadgets")
    return gadgets.entity.new(Assignments(gadgets, context).read(["name=x", *arguments], purpose="create"))


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("price=12.50", Decimal("12.50")),
        ("weight=0.000001", Decimal("0.000001")),
        ("stock=-3", -3),
        ("rating=2.5", 2.5),
        ("active=false", False),
        ("released=2026-01-15", date(2026, 1, 15)),
        ("opens=10:30", time(10, 30)),
        ("seen_at=2026-01-15T10:30", datetime(2026, 1, 15, 8, 30, tzinfo=UTC)),
        ("seen_at=2026-01-15T10:30Z", datetime(2026, 1, 15, 10, 30, tzinfo=UTC)),
        ("status=sold out", Status.SOLD),
        ("notes=a=b", "a=b"),
        ("notes=", None),
        ("price=", None),
        ("category_id=", None),
    ],
)
def test_value_of_each_kind(shop: Application, context: Context, argument: str, value: object) -> None:
    assert getattr(read(shop, context, argument), argument.partition("=")[0]) == value


@pytest.mark.parametrize(
    "argument", ["price=much", "stock=1.5", "stock=", "active=perhaps", "released=soon", "seen_at=now", "status=old"]
)
def test_value_that_does_not_suit_names_its_field(shop: Application, context: Context, argument: str) -> None:
    with pytest.raises(InvalidError) as caught:
        read(shop, context, argument)
    assert [problem.field for problem in caught.value.problems] == [argument.partition("=")[0]]


def test_reference_by_id_and_by_name(shop: Application, context: Context) -> None:
    categories = shop.service("categories")
    category = categories.create(context, categories.entity.new({"name": "Tools"}))
    assert read(shop, context, "category_id=Tools").category_id == category.id
    assert read(shop, context, f"category_id={category.id}").category_id == category.id
    with pytest.raises(InvalidError) as caught:
        read(shop, context, "category_id=toys")
    assert caught.value.problems[0].code == "reference.missing"


def test_reference_that_is_not_there(shop: Application, context: Context) -> None:
    with pytest.raises(InvalidError) as caught:
        read(shop, context, f"category_id={uuid4()}", "seen_at=now")
    assert [problem.field for problem in caught.value.problems] == ["category_id", "seen_at"]


def test_secret_is_no_argument(shop: Application, context: Context) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        read(shop, context, "pin=1234")
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("name", ["stock", "price", "rating", "weight"])
def test_no_number_is_written_as_in_python(shop: Application, context: Context, name: str) -> None:
    with pytest.raises(InvalidError) as error:
        read(shop, context, f"{name}=1_000")
    assert [problem.field for problem in error.value.problems] == [name]
