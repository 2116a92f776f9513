"""A decimal of so many digits and no word of places: the point may stand anywhere between them, on every database."""

from decimal import Decimal
from typing import Any

import pytest

from core.context import Context
from core.errors import InvalidError
from core.services.crud import CrudService

Shelves = CrudService[Any, Any, Any]


@pytest.mark.parametrize("text", ["12345", "-1234.5", "12.345", "0.00001", "0"])
def test_the_point_stands_anywhere(shelves: Shelves, context: Context, text: str) -> None:
    made = shelves.create(context, shelves.entity.new({"name": "a", "width": text}))
    found = shelves.get(context, made.id).width
    assert (found, str(found)) == (Decimal(text), format(Decimal(text), "f"))


@pytest.mark.parametrize("text", ["123456", "1234.56", "0.0000001"])
def test_more_digits_are_refused(shelves: Shelves, text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        shelves.entity.new({"name": "a", "width": text})
    assert str(caught.value) == "Width: must have at most 5 digits"
